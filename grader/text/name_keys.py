"""One key for the spellings of a name: transliterations, accents, typing slips."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from grader.text.words import fold

_CACHED = 1 << 16
# In this order. Sibilants become s, gutturals k, f-like sounds v, i-like sounds i; English, French, German, Polish and
# scholarly spellings of Slavic names fall together, and German umlauts with their two-letter forms.
_SPELLINGS = (
    (r"[^a-z]", ""),
    (r"([aou])e", r"\1"),
    (r"ou", "u"),
    (r"^[yj]e", "e"),
    (r"^[yj](?=[aou])", "i"),
    (r"schtsch|shtch|shch|szcz", "s"),
    (r"tsch", "k"),
    (r"dzh|dsch|d[jzs]|sch|sh|zh|sz|ts|tz", "s"),
    (r"tch|[ckg]h|c[kz]|[cq]", "k"),
    (r"(?<=[bdgklmnprstv])j(?=[ei])", "s"),
    (r"x", "ks"),
    (r"ph|[fw]", "v"),
    (r"[yj]", "i"),
    (r"z", "s"),
    (r"(?<!^)h", ""),
    (r"(.)\1+", r"\1"),
    (r"(?<=[^aeiou])e$", ""),
)
_RULES = tuple((re.compile(pattern), replacement) for pattern, replacement in _SPELLINGS)
# Letters that a name must have for one and for two typing slips.
_ONE_SLIP, _TWO_SLIPS = 6, 10


@lru_cache(maxsize=_CACHED)
def name_key(token: str) -> str:
    """A key that the spellings of one name share: Bukharin, Boukharine and Бухарин; Müller and Mueller.

    Empty for a token without letters.
    """
    key = fold(token)
    for pattern, replacement in _RULES:
        key = pattern.sub(replacement, key)
    return key


@lru_cache(maxsize=_CACHED)
def same_name(one: str, other: str) -> bool:
    """Whether two name tokens are spellings of one name.

    They are when their keys are equal, or when the keys begin alike and differ by one typing slip (both names of six
    letters or more) or two (ten or more); a slip is an optimal-string-alignment edit.
    """
    key, other_key = name_key(one), name_key(other)
    if not key or key == other_key:
        return bool(key)
    letters = min(len(one), len(other))
    if letters < _ONE_SLIP or key[0] != other_key[:1]:
        return False
    slips = 2 if letters >= _TWO_SLIPS else 1
    return OSA.distance(key, other_key, score_cutoff=slips) <= slips
