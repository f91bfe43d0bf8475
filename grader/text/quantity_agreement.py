"""A quantity, and whether two of them can be the same."""

from math import floor, inf, log10
from typing import NamedTuple

from grader.model import Span

_NEAR = 0.1
_TEN, _HUNDRED = 10, 100


class Quantity(NamedTuple):
    """A number with what it counts.

    Attributes:
        span: offsets of the number with its sign, without the noun.
        low, high: closed interval of what is said; equal for a plain number. A half is 0.5, 55 % is 55.
        noun: stem of the counted noun; `percent` for %, `age` for years of age, `dollar`, … for signs; empty if none.
        noun_text: the noun as it stands in the text, or the pronoun of `ten of them`; empty if none.
        is_approximate: said with `about`, `nearly`, `more than`, `thousands of` and the like.
        is_ordinal: the third, not three.
    """

    span: Span
    low: float
    high: float
    noun: str = ""
    noun_text: str = ""
    is_approximate: bool = False
    is_ordinal: bool = False


def _digits(value: float) -> int:
    """How many significant digits a number is given with: 800,000 has one, 2,200 two."""
    shown = f"{value:.15g}".replace(".", "").lstrip("0")
    mantissa = shown.split("e")[0]
    return len(mantissa.rstrip("0"))


def _is_rounding(coarse: float, fine: float) -> bool:
    """Whether `coarse` is `fine` rounded to fewer significant digits; small numbers are not rounded."""
    if coarse < _HUNDRED or fine < _HUNDRED or _digits(coarse) >= _digits(fine):
        return False
    unit = 10.0 ** (floor(log10(coarse)) - _digits(coarse) + 1)
    return abs(coarse - fine) <= unit / 2 and abs(coarse - fine) <= _NEAR * max(coarse, fine)


def _is_without_decimals(coarse: float, fine: float) -> bool:
    """Whether `coarse` is `fine` without its decimals: 53 for 53.3, 79 or 80 for 79.7, 2 for 1.6; no small one is cut."""
    if not 1 <= coarse == int(coarse) or fine == int(fine):
        return False
    return coarse == round(fine) or coarse == int(fine) >= _TEN


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether both can speak of one number; the nouns are not looked at, except that a half is 50 %.

    True when the intervals meet, when one is approximate and they are within 10 %, or when one is the other rounded
    (above a hundred) or without its decimals. Ordinals agree only with equal ordinals.
    """
    if one.is_ordinal or other.is_ordinal:
        return one.is_ordinal == other.is_ordinal and one.low == other.low
    low, high = one.low, one.high
    other_low, other_high = other.low, other.high
    if one.noun != other.noun and "percent" in {one.noun, other.noun}:
        scale, other_scale = (1, _HUNDRED) if one.noun == "percent" else (_HUNDRED, 1)
        if (other_high if one.noun == "percent" else high) <= 1:
            low, high, other_low, other_high = (
                low * scale,
                high * scale,
                other_low * other_scale,
                other_high * other_scale,
            )
    if low <= other_high and other_low <= high:
        return True
    gap = max(low - other_high, other_low - high)
    size = min(max(high, other_low), max(other_high, low), inf)
    if one.is_approximate or other.is_approximate:
        said, told = (low + high) / 2, (other_low + other_high) / 2
        return gap <= _NEAR * size or _is_without_decimals(said, told) or _is_without_decimals(told, said)
    if _is_without_decimals(low, other_low) or _is_without_decimals(other_low, low):
        return True
    return _is_rounding(low, other_low) or _is_rounding(other_low, low)
