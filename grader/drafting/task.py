"""What a task says in words about its rules: length, sources, style, deadline. Each find keeps the words it rests on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from grader.drafting.toml_text import Value
from grader.text.dates import find_dates
from grader.text.sentences import find_paragraphs, find_sentences

_COUNT = r"(\d{1,3}(?:[,.\u202f ]\d{3})+|\d{1,6})"
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_FEW = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
_RANGE = re.compile(rf"{_COUNT}\s{{0,3}}(?:[–—-]|to|and)\s{{0,3}}{_COUNT}[\s-]{{1,3}}words?\b", re.IGNORECASE)
_ABOUT = re.compile(
    rf"\b(?:about|around|approximately|roughly|some)\s{{1,3}}{_COUNT}[\s-]{{1,3}}words?\b", re.IGNORECASE
)
_LEAST = re.compile(
    rf"\b(?:at least|no fewer than|not less than|minimum(?: of)?)\s{{1,3}}{_COUNT}\s{{1,3}}words?\b", re.IGNORECASE
)
_MOST = re.compile(
    rf"\b(?:at most|no more than|not more than|maximum(?: of)?|up to|not exceed|within)\s{{1,3}}{_COUNT}\s{{1,3}}words?\b",
    re.IGNORECASE,
)
_EVERYTHING = re.compile(
    r"\b(?:including|counting)\b[^.]{0,40}\b(?:notes|citations|bibliography|everything)", re.IGNORECASE
)
_SOURCES = re.compile(
    rf"\b(?:at least|minimum of|use|cite)\s{{1,3}}{_FEW}\s{{1,3}}((?:[a-z]{{1,15}}\s{{1,3}}){{0,2}}?)sources?\b",
    re.IGNORECASE,
)
_NO_WIKIPEDIA = re.compile(
    r"\b(?:no|not|never|avoid|except|without)\b[^.\n]{0,40}\bwikipedia\b|\bwikipedia\b[^.\n]{0,30}\b(?:not|never)\b",
    re.IGNORECASE,
)
_NO_NAMES = re.compile(
    r"\bno identifying information\b|\banonymous(?:ly)?\b|\b(?:do not|don['’]t|without)\b[^.\n]{0,40}\byour names?\b",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:due|deadline|no later than|hand(?:ed)? in (?:by|on)|submit(?:ted)? (?:by|on|before))\b", re.IGNORECASE
)
_STYLES: tuple[tuple[str, str], ...] = (
    ("turabian", r"\b(?:[Tt]urabian|[Cc]hicago)\b"),
    ("mla", r"\bMLA\b"),
    ("apa", r"\bAPA\b"),
    (
        "notes",
        r"\b(?:[Uu]se|with|in|by)\s+(?:\w+\s+)?(?:footnotes|endnotes)\b(?![^.]{0,40}\b(?:excluded|not counted)\b)",
    ),
)
_ASKS = re.compile(
    r"\b(?:write|compose|prepare)\b[^.?!\n]{0,60}\b(?:essay|paper|response|composition)\b|\bessay (?:question|prompt|topic)\b"
    r"|\b(?:discuss|explain|assess|evaluate|to what extent|how far)\b",
    re.IGNORECASE,
)
_TOLERANCE = 0.1
_MAX_PROMPT = 3_000
_MAX_PARAGRAPHS = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of `[rules]` and the words that it rests on."""

    key: str
    value: Value
    ground: str


def find_rules(text: str) -> list[Rule]:
    """The rules that a task states, in the order of `[rules]`, each at most once."""
    found = [
        _find_words(text),
        *_find_sources(text),
        _find_forbidden(text),
        _find_style(text),
        _find_deadline(text),
        _find_blind(text),
    ]
    return [rule for rule in found if rule]


def _read_count(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def _sentence_at(text: str, at: int) -> str:
    """The sentence around a place, on one line."""
    for start, end in find_sentences(text):
        if start <= at < end:
            return " ".join(text[start:end].split())[:160]
    return ""


def _find_words(text: str) -> Rule | None:
    limits: dict[str, Value] = {}
    at = 0
    found = _RANGE.search(text)
    if found and _read_count(found[1]) < _read_count(found[2]):
        limits, at = {"min": _read_count(found[1]), "max": _read_count(found[2])}, found.start()
    elif found := _ABOUT.search(text):
        words = _read_count(found[1])
        limits = {"min": round(words * (1 - _TOLERANCE)), "max": round(words * (1 + _TOLERANCE))}
        at = found.start()
    else:
        for key, pattern in (("min", _LEAST), ("max", _MOST)):
            if found := pattern.search(text):
                limits[key], at = _read_count(found[1]), found.start()
    if not limits:
        return None
    ground = _sentence_at(text, at)
    return Rule("words", {**limits, "count": "all" if _EVERYTHING.search(ground) else "body"}, ground)


def _find_sources(text: str) -> Iterator[Rule]:
    seen: set[str] = set()
    for found in _SOURCES.finditer(text):
        number = _NUMBERS.get(found[1].lower()) or int(found[1])
        is_primary = "primary" in found[2].lower()
        key = "min_by_kind" if is_primary else "min_sources"
        if key not in seen and number:
            seen.add(key)
            value: Value = {"primary": number} if is_primary else number
            yield Rule(key, value, _sentence_at(text, found.start()))


def _find_forbidden(text: str) -> Rule | None:
    found = _NO_WIKIPEDIA.search(text)
    return Rule("forbid", ["Wikipedia"], _sentence_at(text, found.start())) if found else None


def _find_style(text: str) -> Rule | None:
    for style, pattern in _STYLES:
        if found := re.search(pattern, text):
            return Rule("citation_style", style, _sentence_at(text, found.start()))
    return None


def _find_deadline(text: str) -> Rule | None:
    """A whole date in a sentence that says when essays are due."""
    for due in _DUE.finditer(text):
        ground = _sentence_at(text, due.start())
        for mention in find_dates(ground):
            if mention.first is not None and mention.first == mention.last:
                return Rule("deadline", date.fromordinal(mention.first), ground)
    return None


def _find_blind(text: str) -> Rule | None:
    found = _NO_NAMES.search(text)
    return Rule("blind", value=True, ground=_sentence_at(text, found.start())) if found else None


def find_question(text: str) -> str:
    """The paragraphs of a handout that ask for the essay; empty when none does.

    The first paragraph that asks, with those right below it that still ask or state rules.
    """
    paragraphs = [text[start:end].strip() for start, end in find_paragraphs(text, 0, len(text))]
    asking = [k for k, paragraph in enumerate(paragraphs) if _is_question(paragraph)]
    if not asking:
        return ""
    first = asking[0]
    last = first
    while last + 1 < len(paragraphs) and last - first + 1 < _MAX_PARAGRAPHS and _belongs(paragraphs[last + 1]):
        last += 1
    return "\n\n".join(paragraphs[first : last + 1])[:_MAX_PROMPT]


def _is_question(paragraph: str) -> bool:
    return _ASKS.search(paragraph) is not None and ("?" in paragraph or "essay" in paragraph.lower())


def _belongs(paragraph: str) -> bool:
    return _is_question(paragraph) or bool(find_rules(paragraph))
