"""Who changes something says which state of it they read: a change of what was changed meanwhile is refused."""

import hashlib
from typing import Annotated

from fastapi import Depends, Header, Request

from api.problems import Refused

HEADER = "If-Match"
_LETTERS = 32


def make_tag(*parts: object) -> str:
    """The ETag of a state that these parts make up."""
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:_LETTERS]}"'


class Known:
    """The state that a program read before it changes something."""

    def __init__(self, given: str) -> None:
        self._tags = {tag.strip() for tag in given.split(",")}

    def demand(self, tag: str) -> None:
        """Makes sure that nothing was changed since.

        Raises:
            Refused: 412 it was.
        """
        if tag not in self._tags and "*" not in self._tags:
            raise Refused(412, "What you read is not the newest state any more.", HEADER)


def _read(
    request: Request,
    if_match: Annotated[
        str | None, Header(description="The ETag of what you read before; `*`: whatever it is by now.", max_length=500)
    ] = None,
) -> Known:
    if if_match is None or not request.headers.get(HEADER, "").strip():
        raise Refused(428, "The request does not say which state it changes.", HEADER)
    return Known(if_match)


KnownHere = Annotated[Known, Depends(_read)]
