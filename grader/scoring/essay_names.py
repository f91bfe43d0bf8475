"""Which essay a table means: by its id or its file, as people, spreadsheets and other systems spell them."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath


class EssayNames:
    """What may name the essays of a contest.

    Args:
        essays: file names by id.
    """

    def __init__(self, essays: Mapping[str, str]) -> None:
        self._exact: dict[str, set[str]] = {}
        self._loose: dict[str, set[str]] = {}
        for essay, file in essays.items():
            for name in {file, PurePosixPath(file).name}:
                self._exact.setdefault(name, set()).add(essay)
            for name in {essay, file, PurePosixPath(file).name}:
                self._loose.setdefault(_loosen(name), set()).add(essay)
        self._exact |= {essay: {essay} for essay in essays}

    def find(self, name: str) -> list[str]:
        """Ids of the essays that a name may mean, sorted: one when it is clear, none when there is no such essay.

        An id wins over a file's name, and the very spelling over one that differs in case, slashes, or the zeros before a
        number, which spreadsheets drop.
        """
        return sorted(self._exact.get(name) or self._loose.get(_loosen(name)) or ())

    def propose(self, name: str) -> str:
        """The name that is most like a misspelt one; empty when none is."""
        return next(iter(get_close_matches(name, sorted(self._exact), n=1)), "")


def _loosen(name: str) -> str:
    return name.replace("\\", "/").casefold().lstrip("0") or "0"
