"""Numerals in digits and in words, and their values.

Patterns read text as `lower` gives it: in lower case, of the same length as the original, so that offsets stay.
"""

import re
from functools import lru_cache
from itertools import pairwise

from grader.text.cues import lower_case
from grader.text.words import stem

_WORDS_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {word: value for value, word in enumerate(_WORDS_TO_TWENTY.split())}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), 2)} | {"fourty": 40, "ninty": 90}
SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
NUMERAL_STEMS = frozenset(map(stem, (*UNITS, *TENS, *SCALES)))
"""Stems of the words for numbers."""
LIST_DASH = re.compile(r"[ \t]*[\r\n]\s*[-–—]\s")
"""A dash behind a number that begins the next line of a list, and joins nothing."""
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9}
FRACTIONS = {"half": 1 / 2, "halves": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5}
FRACTIONS |= {"tenth": 1 / 10, "eighth": 1 / 8, "sixth": 1 / 6}
FRACTIONS |= {word + "s": value for word, value in FRACTIONS.items() if word not in {"half", "halves"}}

_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_IRREGULAR |= {"twelve": "twelfth"}


def _ordinal_word(cardinal: str) -> str:
    if cardinal in _IRREGULAR:
        return _IRREGULAR[cardinal]
    return cardinal[:-1] + "ieth" if cardinal.endswith("y") else cardinal + "th"


_SIMPLE = {word: value for word, value in UNITS.items() if value}
ORDINALS = {_ordinal_word(word): value for word, value in (_SIMPLE | TENS).items()}
ORDINALS |= {
    f"{ten}{dash}{_ordinal_word(unit)}": TENS[ten] + value
    for ten in TENS
    for unit, value in _SIMPLE.items()
    if value in range(10)
    for dash in "- "
}
ORDINALS |= {"hundredth": 100, "thousandth": 1000}

_ATOMS = "|".join(sorted([*UNITS, *TENS, *(s for s in SCALES if s != "score")], key=len, reverse=True))
_SCALE = "hundred|thousand|million|billion|trillion|dozen"
_GAPS = r"\u2009\u202f\xa0'’"  # thin and no-break spaces and apostrophes part thousands, too
# A point parts thousands only when two groups follow; else it is a decimal point.
_DIGITS = (
    rf"(?:\d{{1,3}}(?:, 000){{1,3}}|\d{{1,3}}(?:[,{_GAPS}]\d{{3}}){{1,4}}(?:\.\d{{1,3}})?|\d{{1,3}}(?:\.\d{{3}}){{2,4}}"
    r"|\d{1,3}(?: \d{3}){1,4}|\d{1,12}(?:[.,]\d{1,3})?)(?!\d)"
)
DIGITS = rf"{_DIGITS}(?:[ -]?(?:{_SCALE})s?\b(?: (?:{_SCALE})\b)?)?"
_WORD = rf"(?:(?:{_SCALE})\b(?:,? and(?= (?:{_ATOMS})\b))?|(?:{_ATOMS})\b)"
WORDS = (
    rf"(?:half an? (?:{_SCALE})\b"
    rf"|(?:an? (?={_SCALE}))?{_WORD}(?:[ -]{_WORD}){{0,9}}(?: and a half\b(?: (?:{_SCALE})\b)?)?)"
)
_SEPARATORS = re.compile(rf"[\s{_GAPS}]")
_LEADING_DIGITS = re.compile(rf"{_DIGITS}")
_SPACES = "\n\t\r\f\v\xa0"
_GROUP, _THOUSAND = 3, 1000
_FILLERS = frozenset({"a", "an", "and"})
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})$")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


def lower(text: str) -> str:
    """The text in lower case, every white space a plain space, of unchanged length (odd letters stay as they are)."""
    same = lower_case(text)
    for space in _SPACES:
        same = same.replace(space, " ")
    return same


@lru_cache(maxsize=1 << 12)
def read_digits(digits: str) -> float:
    """The value of digits with separators: `8,000`, `1.5`, `65 000`, `1.500.000`; `1,5` has a decimal comma."""
    plain = _SEPARATORS.sub("", digits)
    groups = re.split(r"[.,]", plain)
    if len(groups) == 1:
        return float(plain)
    has_fraction = len(set(plain) & {".", ","}) > 1 or (
        len(groups[1:]) == 1 and ("." in plain or len(groups[1]) < _GROUP)
    )
    whole, fraction = (groups[:-1], groups[-1]) if has_fraction else (groups, "0")
    return float("".join(whole) + "." + fraction)


def _read_words(words: list[str]) -> float | None:
    total, current = 0.0, 0.0
    for word in words:
        if word in SCALES:
            current = (current or 1.0) * SCALES[word]
            if SCALES[word] >= _THOUSAND:
                total, current = total + current, 0.0
        elif word in UNITS or word in TENS:
            current += UNITS.get(word, TENS.get(word, 0))
        else:
            return None
    return total + current if words else None


def _read_halves(words: list[str]) -> float | None:
    """`half a million`, `two and a half`, `two and a half million`, `a million and a half`."""
    at = words.index("half")
    if at and words[at - 1] in SCALES:
        return ((_read_words(words[: at - 1]) or 1.0) + 0.5) * SCALES[words[at - 1]]
    scale = SCALES.get(words[-1], 1.0) if len(words) > at + 1 else 1.0
    whole = _read_words(words[:at]) if at else 0.0
    return None if whole is None else (whole + 0.5) * scale


def _read_scaled(text: str) -> float | None:
    """`1.5 million`, `2 hundred thousand`, `5m`."""
    match = _LEADING_DIGITS.match(text)
    if match is None:
        return None
    value = read_digits(match.group())
    for word in text[match.end() :].replace("-", " ").split():
        value *= SCALES.get(word.removesuffix("s"), SHORT_SCALES.get(word, 1.0))
    return value


@lru_cache(maxsize=1 << 12)
def read_numeral(text: str) -> float | None:
    """The value of a lower-case numeral such as `8,000`, `1.5 million`, `five thousand`, `half a million`.

    None when it is no numeral, or one that makes no sense (`five six`).
    """
    if text[:1].isdecimal():
        return _read_scaled(text)
    words = [word for word in text.replace("-", " ").replace(",", " ").split() if word not in _FILLERS]
    if any(a not in SCALES and (b in TENS or (a in UNITS and b in UNITS)) for a, b in pairwise(words)):
        return None
    return _read_halves(words) if "half" in words else _read_words(words)


def read_ordinal(text: str) -> int | None:
    """The value of a lower-case ordinal: `3rd`, `third`, `twenty-first`, `xvth`; None for anything else."""
    if text in ORDINALS:
        return ORDINALS[text]
    if text[:1].isdigit() and text[-2:] in {"st", "nd", "rd", "th"} and text[:-2].isdecimal():
        return int(text[:-2][:9])
    return read_roman(text[:-2]) if text.endswith("th") else None


def read_roman(text: str) -> int | None:
    """The value 1 to 39 of a lower-case Roman numeral, None for anything else."""
    if not text or not _ROMAN.match(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
