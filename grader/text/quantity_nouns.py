"""What a number counts: the noun after it."""

import re
from typing import NamedTuple

from grader.model import Span
from grader.text.numerals import TENS, UNITS
from grader.text.words import fold, stem

_STOPS = """
a an the and or but nor of in on at to from by with without into onto over under after before during through between
among against for as than that which who whom whose what when where while if because since until till though although
so not no is are was were be been being has have had do does did will would shall should can could may might must
cannot he she it they we you i me him her them us his its their our my your this these those there here then thus
became become came come went go took take got get said say says told gave give made make left led lost won fell fled
died dies lived worked stood sat met found knew thought wanted tried began voted signed sent saw only just even also
still later earlier ago once again more less fewer each per too very out up down off away
"""
_LEADS = "of out the these those his her its their our my your such all other remaining known more further"
_PLURALS = """
people men women children feet teeth geese mice oxen sheep cattle head police deer fish aircraft craft series species
percent troops folk staff votes
"""
_UNITS = """
page year month week day hour minute second mile kilometre kilometer metre meter foot inch ton tonne pound dollar rouble
ruble man person member part volume word line point seat stage step
"""
_ADJECTIVES = """
big great single new old small long main good important large young short certain particular final last first second
next whole full true real clear simple other different huge tiny major minor key famous lone further extra better best
worst separate largest biggest most highest lowest longest smallest oldest youngest greatest
"""
STOPS, _LEAD_WORDS = frozenset(_STOPS.split()) | frozenset(UNITS) | frozenset(TENS), frozenset(_LEADS.split())
_PLURAL_WORDS, _UNIT_WORDS = frozenset(_PLURALS.split()), frozenset(_UNITS.split())
_ADJECTIVE_WORDS = frozenset(_ADJECTIVES.split())
_ADJECTIVE_END = re.compile(r"(?:ous|al|ive|ful|able|ible|ic|ish|less|ian|ly|ary|ern)$")
_SINGULAR_S = re.compile(r"(?:ss|us|is|ous|as)$")
_PERCENT = re.compile(r" ?(?:%|per cent(?!\w)|percent(?!\w)|percentage points?(?!\w))|-per-cent")
_WORDS_AFTER = re.compile(r"(?:[ -][a-z]{1,30}(?![a-z])(?:['’\x92]s?(?!\w))?){1,6}")
_WORD = re.compile(r"[a-z]+(?!['’\x92a-z])")  # a possessive belongs to the counted noun and is none
_OLD = re.compile(r"[ -]years?(?:[ -]old|['’]? of age)\b")
_THEM = re.compile(r" of (them|us|whom)(?!\w)")
_SHORTEST_PLURAL, _FARTHEST = 4, 4


class Noun(NamedTuple):
    """A counted noun: its stem (`percent` for %, `age` for years of age, empty for a pronoun: `ten of them`), its place."""

    stem: str
    span: Span


def find_noun(low: str, end: int, *, is_one: bool = False, is_part: bool = False) -> Noun | None:
    """The noun counted by the number that ends at `end`, in lower-case text; None when there is none.

    The first plural among the next words is taken, or a unit (`200 page`, `200-page`); after `one` the first word that
    is no adjective, after a part (`half the`, `three of the`) the first word, if no plural follows.
    """
    percent = _PERCENT.match(low, end)
    if percent:
        return Noun("percent", (percent.end() - len(percent.group().lstrip(" -")), percent.end()))
    old = _OLD.match(low, end)
    if old:
        return Noun("age", (old.start() + 1, old.end()))
    run = _WORDS_AFTER.match(low, end)
    if run is None:
        return None
    them = _THEM.match(low, end)
    if them:
        return Noun("", them.span(1))
    spans = [m.span() for m in _WORD.finditer(low, end, run.end()) if low[m.start() - 1] in " -"]
    is_partitive = is_part or low.startswith((" of ", " out of "), end)
    chosen = _choose(low, spans, is_one=is_one, is_partitive=is_partitive)
    return Noun(stem(fold(low[slice(*chosen)])), chosen) if chosen else None


def _choose(low: str, spans: list[Span], *, is_one: bool, is_partitive: bool) -> Span | None:
    words = [low[start:end] for start, end in spans]
    first = next((n for n, word in enumerate(words) if word not in _LEAD_WORDS), len(words))
    last = first
    while last < min(first + _FARTHEST, len(words)) and words[last] not in STOPS:
        word = words[last]
        if is_one and not is_partitive:
            if word not in _ADJECTIVE_WORDS and not _ADJECTIVE_END.search(word):
                return spans[last]
        elif _is_plural(word) or (last == first and word in _UNIT_WORDS):
            return spans[last]
        last += 1
    return spans[last - 1] if is_partitive and last > first else None


def _is_plural(word: str) -> bool:
    return word in _PLURAL_WORDS or (
        word.endswith("s") and len(word) >= _SHORTEST_PLURAL and _SINGULAR_S.search(word) is None
    )
