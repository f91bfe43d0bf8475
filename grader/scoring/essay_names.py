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
        self._stems: dict[str, set[str]] = {}
        for essay, file in essays.items():
            name = PurePosixPath(file).name
            _add(self._exact, essay, file, name)
            _add(self._loose, essay, *map(_loosen, (essay, file, name)))
            _add(self._stems, essay, _stem(name), _loosen(essay))
        self._exact |= {essay: {essay} for essay in essays}

    def find(self, name: str) -> list[str]:
        """Ids of the essays that a name may mean, sorted: one when it is clear, none when there is no such essay.

        An id wins over a file's name, and the very spelling over one that differs in case, slashes, the zeros before a
        number, which spreadsheets drop, or the ending.
        """
        return sorted(self._exact.get(name) or self._loose.get(_loosen(name)) or self._stems.get(_stem(name)) or ())

    def propose(self, name: str) -> str:
        """The name that is most like a misspelt one; empty when none is."""
        return next(iter(get_close_matches(name, sorted(self._exact), n=1)), "")


def _add(index: dict[str, set[str]], essay: str, *names: str) -> None:
    for name in names:
        index.setdefault(name, set()).add(essay)


def _stem(name: str) -> str:
    """A file's name without folders and ending, loosely."""
    return _loosen(PurePosixPath(name.replace("\\", "/")).stem)


def _loosen(name: str) -> str:
    return name.replace("\\", "/").casefold().lstrip("0") or "0"
