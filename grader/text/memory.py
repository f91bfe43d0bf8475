"""What was found once and may be asked again."""

from typing import TypeVar

_Key = TypeVar("_Key")
_Found = TypeVar("_Found")
MOST = 8192


class Memory(dict[_Key, _Found]):
    """A dictionary of at most `MOST` entries: a further one empties it first, so that ever new words fill no machine.

    An entry may be gone after the next one is made: keep what was found, do not ask twice.
    """

    def __setitem__(self, key: _Key, found: _Found) -> None:
        if len(self) >= MOST:
            self.clear()
        super().__setitem__(key, found)
