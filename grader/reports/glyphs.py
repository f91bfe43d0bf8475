"""Which characters the shipped fonts can draw; the others stand as a box, so that no PDF has a hole."""

import re
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
BOX = "□"
_JOINERS = re.compile("[\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef\U0001f3fb-\U0001f3ff]")
_LONG_WORD = re.compile(r"[^\s\u200b]{25,}")
_BREAK = "\u200b"
_BREAK_EVERY = 8


@lru_cache(maxsize=1)
def _unknown() -> re.Pattern[str]:
    lines = (FONTS / "characters.txt").read_text(encoding="ascii").split()
    ranges = [line.partition("-") for line in lines]
    known = "".join(f"{re.escape(chr(int(a, 16)))}-{re.escape(chr(int(b or a, 16)))}" for a, _, b in ranges)
    return re.compile(f"[^\n{known}]")


_PILE = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def draw_known(text: str) -> str:
    """The text with a box for every character that no shipped font holds; tabs become spaces, joiners vanish.

    Words of 25 characters and more may break inside, at every eighth character, so that they stay on the page.
    """
    plain = _PILE.sub(r"\1", _JOINERS.sub("", text.replace("\t", "    ")))
    return _LONG_WORD.sub(_allow_breaks, _unknown().sub(BOX, plain))


def count_unknown(text: str) -> int:
    """How many characters of a text become boxes."""
    return len(_unknown().findall(_JOINERS.sub("", text.replace("\t", " "))))


def _allow_breaks(match: re.Match[str]) -> str:
    word = match.group()
    return _BREAK.join(word[at : at + _BREAK_EVERY] for at in range(0, len(word), _BREAK_EVERY))
