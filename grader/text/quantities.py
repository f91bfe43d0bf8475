"""Quantities in a text: how many of what, as intervals."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain

from rapidfuzz.distance import OSA

from grader.text.cues import LETTERS, lower_case, read_openings
from grader.text.dates import DateMention, find_dates
from grader.text.numerals import (
    DIGITS,
    FRACTIONS,
    LIST_DASH,
    ORDINALS,
    SCALES,
    TENS,
    UNITS,
    WORDS,
    lower,
    read_numeral,
    read_ordinal,
)
from grader.text.quantity_agreement import Quantity, agree
from grader.text.quantity_context import find_bounds, is_age, is_counted, is_ordinal_context
from grader.text.quantity_nouns import Noun, find_noun

__all__ = ["Quantity", "agree", "find_quantities"]

_NUMBER = rf"(?:{DIGITS}|{WORDS})"
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_FRACTION = "|".join(sorted(FRACTIONS, key=len, reverse=True))
_QUANTITY = re.compile(
    r"(?<![\w$£€#@])(?!(?<=\d[.,])\d)"  # `spans1.56` has no 56
    r"(?=[\d$£€x]|an? |on|tw|th|fo|fi|si|se|ei|ni|te|el|ze|hu|mi|bi|tr|do|sc|ha|qu)"  # quick look first
    rf"(?:(?P<fraction>(?:(?:one|two|three|four|an?)[ -])?(?:{_FRACTION}))(?= (?:of|the|their|his|her|its) )"
    r"|(?P<vague>(?:(?:tens|dozens|hundreds|thousands) of )?(?:dozens|scores|hundreds|thousands|millions|billions))\b"
    rf"|(?P<ordinal>(?:\d{{1,3}}(?:st|nd|rd|th)|{_ORDINAL}|x{{1,3}}(?:ix|iv|v?i{{0,3}})th)(?=[ -][a-z]))"
    rf"|(?P<sign>[$£€] ?)?(?P<number>{_NUMBER})(?P<short>(?(sign)(?<=\d) ?(?:k|m|mn|bn)\b|(?<=\d)(?:mn|bn)\b))?)"
)
_SECOND = re.compile(rf"( ?[-–—\x96\x97] ?| to | or | and )(?P<number>{_NUMBER})(?!\w)")
_BETWEEN = re.compile(r"\bbetween (?:about |some )?$")
_OPENINGS = frozenset([word[:LETTERS] for word in (*UNITS, *TENS, *SCALES, *FRACTIONS, *ORDINALS, "a", "an", "tens")])
_SIGNS = {"$": "dollar", "£": "pound", "€": "euro"}
_SIGN = re.compile("[$£€]")
_VAGUE = {"dozens": (24.0, 240.0), "scores": (40.0, 400.0), "hundreds": (100.0, 2000.0), "tens": (10.0, 100.0)}
_MANY = 100
_LINK = re.compile(r" (?:to|against) ")
_VOTE = re.compile(r"\bvot(?:e|es|ed|ing)\b")
_REACH = 40
_DASHED_SCALE = re.compile(r" [-–—] ?(?:hundred|thousand|million|billion)|[–—](?:hundred|thousand|million|billion)")
_MISSPELT_TEN, _LONGEST_TEN = re.compile(r"\b([a-z]{4,7}y)[ -]\Z"), 9
_HYPHENED = re.compile(r"-([a-z]{3,8})(?![a-z-])")


def find_quantities(text: str, dates: Sequence[DateMention] | None = None) -> list[Quantity]:
    """Every quantity of `text` in order: digits, words, fractions, percentages, ages, ordinals, vague thousands.

    A range is one interval (`five to seven million`), the two sides of a vote are two quantities (`28-23`).

    Args:
        text: the text.
        dates: the dates of the text, which are no quantities; found here when not given.
    """
    low = lower(text)
    dated = [one.span for one in (find_dates(text) if dates is None else dates)]
    starts = [span[0] for span in dated]
    found: list[Quantity] = []
    position = 0
    for start in _find_starts(text):
        match = _QUANTITY.match(low, start) if start >= position else None
        if match is None:
            continue
        date = bisect_right(starts, match.end() - 1) - 1
        if date >= 0 and dated[date][1] > start:
            position = max(dated[date][1], start + 1)
            continue
        read = _read(text, low, match)
        if read and found and _is_vote_against(low, found[-1], read[0]):
            found[-1] = found[-1]._replace(noun=read[0].noun)
        for one in read:
            found.append(_inherit_noun(low, found, one))
        position = max([match.end(), *(one.span[1] for one in read)])
    return found


def _find_starts(text: str) -> list[int]:
    """Where a word, a figure or a sign stands that may begin a quantity."""
    places = read_openings(lower_case(text))
    chosen = [key for key in places if key in _OPENINGS or key[:1] == "x" or key[:1].isdecimal()]
    return sorted(chain([sign.start() for sign in _SIGN.finditer(text)], *[places[key] for key in chosen]))


def _read(text: str, low: str, match: re.Match[str]) -> list[Quantity]:
    if match["fraction"]:
        return _read_fraction(text, low, match)
    if match["vague"]:
        return [_read_vague(text, low, match)]
    if match["ordinal"]:
        return _read_ordinal(text, low, match)
    return _read_number(text, low, match)


def _name(text: str, quantity: Quantity, noun: Noun | None) -> Quantity:
    """The quantity with its noun; a percent sign joins its span."""
    if noun is None:
        return quantity
    span = (quantity.span[0], noun.span[1]) if noun.stem == "percent" else quantity.span
    return quantity._replace(span=span, noun=noun.stem, noun_text=text[slice(*noun.span)])


def _read_fraction(text: str, low: str, match: re.Match[str]) -> list[Quantity]:
    """`a third of`, `two-thirds of`, `nearly half the`; `third of` alone is an ordinal or nothing."""
    *top, bottom = match["fraction"].replace("-", " ").split()
    count = read_numeral(top[0]) if top and top[0] not in {"a", "an"} else 1.0
    value = FRACTIONS[bottom] * (count or 1.0)
    if value > 1 or (not top and bottom != "half"):
        return []
    start, end = match.span()
    lowest, highest, is_approximate = find_bounds(low, start, value)
    found = Quantity((start, end), lowest, min(highest, 1.0), is_approximate=is_approximate)
    return [_name(text, found, find_noun(low, end, is_part=True))]


def _read_vague(text: str, low: str, match: re.Match[str]) -> Quantity:
    """`thousands of`, `hundreds of thousands of`: from the word's own size to a hundred times that."""
    *many, word = match["vague"].replace(" of ", " ").split()
    one = SCALES.get(word.removesuffix("s"), 1.0)
    lowest, highest = _VAGUE.get(word, (one, one * _MANY))
    if many:
        size = _VAGUE.get(many[0], (1000.0, 1000.0 * _MANY))
        lowest, highest = size[0] * one, size[1] * one
    return _name(text, Quantity(match.span(), lowest, highest, is_approximate=True), find_noun(low, match.end()))


def _read_ordinal(text: str, low: str, match: re.Match[str]) -> list[Quantity]:
    value = read_ordinal(match["ordinal"])
    if value is None or not is_ordinal_context(low, *match.span()):
        return []
    found = Quantity(match.span(), value, value, is_ordinal=True)
    return [_name(text, found, find_noun(low, match.end(), is_one=True))]


def _read_number(text: str, low: str, match: re.Match[str]) -> list[Quantity]:
    start, end = match.span()
    value = read_numeral(match["number"] + (match["short"] or ""))
    if value is None or low[end : end + 1].isalnum() or not is_counted(low, start, end):
        return []
    if _is_in_name(text, start, end) or _is_misspelt(low, start, end):
        return []
    if is_age(low, start, end):
        return [Quantity((start, end), value, value, "age")]
    second = None if match["sign"] else _SECOND.match(low, end)
    if second and LIST_DASH.match(text, end):
        second = None
    last = read_numeral(second["number"]) if second else None
    if second and last is not None and (second[1] != " and " or _BETWEEN.search(low, max(0, start - _REACH), start)):
        return _read_pair(text, low, Quantity((start, end), value, value), Quantity(second.span("number"), last, last))
    lowest, highest, is_approximate = find_bounds(low, start, value)
    found = Quantity((start, end), lowest, highest, is_approximate=is_approximate)
    if match["sign"]:
        return [found._replace(noun=_SIGNS[match["sign"][0]], noun_text=match["sign"][0])]
    found = _name(text, found, find_noun(low, end, is_one=value == 1))
    return [found] if found.noun or match["number"] != "one" else []


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Whether a number begins a name: the Six-Day War."""
    return text[start].isupper() and text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper()


def _follows_slip_of_ten(low: str, start: int) -> bool:
    """Whether a unit in words stands right behind a slip of a ten: `tenty five`."""
    before = _MISSPELT_TEN.search(low, max(0, start - _LONGEST_TEN), start) if low[start - 2 : start - 1] == "y" else None
    if before is None or not low[start : start + 1].isalpha() or before[1] in TENS:
        return False
    return any(OSA.distance(before[1], ten, score_cutoff=1) == 1 for ten in TENS)


def _is_misspelt(low: str, start: int, end: int) -> bool:
    """Whether `fifty` is followed by a misspelt unit, as in `fifty-sevem`, or by a dash and `hundred`; so is `tenty five`.

    What is meant then cannot be said.
    """
    if _DASHED_SCALE.match(low, end) or _follows_slip_of_ten(low, start):
        return True
    match = _HYPHENED.match(low, end)
    return match is not None and any(OSA.distance(match[1], unit, score_cutoff=1) == 1 for unit in UNITS)


def _read_pair(text: str, low: str, one: Quantity, other: Quantity) -> list[Quantity]:
    """`five to seven million men` is one interval, `28-23` in a vote is two quantities."""
    noun = find_noun(low, other.span[1])
    span, first, last = (one.span[0], other.span[1]), one.low, other.low
    words = low[slice(*other.span)].split()
    if len(words) > 1 and words[-1] in SCALES and not low[slice(*one.span)].endswith(words[-1]) and first < last:
        first = first * SCALES[words[-1]] if first * SCALES[words[-1]] <= last else first
    is_vote = _VOTE.search(low, max(0, span[0] - _REACH), min(len(low), span[1] + _REACH)) is not None
    if first < last and not (is_vote and noun is None):
        return [_name(text, Quantity(span, first, last), noun)]
    second = _name(text, other, noun)
    sides = [one._replace(noun=second.noun, noun_text=second.noun_text), second]
    return [side._replace(noun=side.noun or "vote") for side in sides] if is_vote else sides


def _is_vote_against(low: str, first: Quantity, second: Quantity) -> bool:
    """Whether a figure is the first side of a vote: `28 against 23 votes`."""
    link = low[first.span[1] : second.span[0]]
    return second.noun == "vote" and not (first.noun or first.is_ordinal) and link in {" to ", " against ", " versus "}


def _inherit_noun(low: str, found: list[Quantity], one: Quantity) -> Quantity:
    """`by 28 votes to 23`: the second side counts the same as the first."""
    before = found[-1] if found else None
    if one.noun or before is None or not before.noun_text or one.is_ordinal:
        return one
    link = low[before.span[1] : one.span[0]]
    is_linked = len(link) < _REACH and link.startswith(f" {before.noun_text.lower()}") and _LINK.search(link[-9:])
    return one._replace(noun=before.noun) if is_linked else one
