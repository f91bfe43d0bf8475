"""Stems of English words: Porter 2, with the habits of the implementation that every shipped figure was learned with.

The algorithm is Martin Porter's (https://snowballstem.org/algorithms/english/stemmer.html), in its form before Snowball 3.
Where NLTK's `EnglishStemmer` differs from its description, so does this: the tests hold the two to the same stems. It
stands here because importing NLTK takes longer than grading an essay, and every process of the grader would pay for it.
"""

from typing import NamedTuple

_VOWELS = "aeiouy"
_DOUBLES = ("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt")
_BEFORE_LI = "cdeghkmnrt"
_BEGINNINGS = {"gener": 5, "arsen": 5, "commun": 6}  # where R1 of such words begins
_PAST_OR_ING = ("eedly", "ingly", "edly", "eed", "ing", "ed")
# What takes a suffix's place; of suffixes that end alike the longest stands first. A region that begins within the suffix
# is lost, but what is cut short by some letters is so in the regions too, and of some a last `e` stays in R2.
_DERIVED = {
    "ization": "ize",
    "ational": "ate",
    "fulness": "ful",
    "ousness": "ous",
    "iveness": "ive",
    "tional": "tion",
    "biliti": "ble",
    "lessli": "less",
    "entli": "ent",
    "ation": "ate",
    "alism": "al",
    "aliti": "al",
    "ousli": "ous",
    "iviti": "ive",
    "fulli": "ful",
    "enci": "ence",
    "anci": "ance",
    "abli": "able",
    "izer": "ize",
    "ator": "ate",
    "alli": "al",
    "bli": "ble",
    "ogi": "og",
    "li": "",
}
_CUT_SHORT = frozenset({"fulness", "tional", "lessli", "entli", "fulli", "ogi", "li", "alize", "ative", "ness", "ful"})
_LEAVING_E = frozenset({"ational", "ation", "ator", "iveness", "iviti"})
_FURTHER = {
    "ational": "ate",
    "tional": "tion",
    "alize": "al",
    "icate": "ic",
    "iciti": "ic",
    "ative": "",
    "ical": "ic",
    "ness": "",
    "ful": "",
}
_LAST = (
    *("ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism"),
    *("ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic"),
)
_LIKE_THE_FIRST = ("inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed")
_ENDINGS = {"ing": ("s",), "eed": ("s", "ed", "ing")}
_SPECIAL = {
    "skis": "ski",
    "skies": "sky",
    "dying": "die",
    "lying": "lie",
    "tying": "tie",
    "idly": "idl",
    "gently": "gentl",
    "ugly": "ugli",
    "early": "earli",
    "only": "onli",
    "singly": "singl",
    **{word: word for word in ("sky", "news", "howe", "atlas", "cosmos", "bias", "andes", *_LIKE_THE_FIRST)},
    **{word + ending: word for word in _LIKE_THE_FIRST for ending in _ENDINGS[word[-3:]]},
}


class _Parts(NamedTuple):
    """A word and its regions R1 and R2, which are ends of it."""

    word: str
    r1: str
    r2: str

    def drop(self, count: int) -> "_Parts":
        """Without its last letters, one at least."""
        return _Parts(self.word[:-count], self.r1[:-count], self.r2[:-count])

    def replace(self, suffix: str, new: str, lost: str = "") -> "_Parts":
        """With another suffix; R1 and R2 that do not hold the old one whole are lost."""
        cut = len(suffix)
        r1 = self.r1[:-cut] + new if len(self.r1) >= cut else ""
        r2 = self.r2[:-cut] + new if len(self.r2) >= cut else lost
        return _Parts(self.word[:-cut] + new, r1, r2)


def stem_english(word: str) -> str:
    """The stem of a word in any case, `relational` to `relat`; never raises, and of two letters or fewer it is the word."""
    word = word.lower()
    if len(word) <= 2:  # noqa: PLR2004 - as the algorithm says
        return word
    if word in _SPECIAL:
        return _SPECIAL[word]
    parts = _find_regions(_mark_consonants(word))
    for step in (_drop_possessive, _drop_plural, _drop_past, _turn_y, _shorten_derived, _shorten_further, _drop_last):
        parts = step(parts)
    return _drop_end(parts).replace("Y", "y")


def _mark_consonants(word: str) -> str:
    """The word without an apostrophe before it, and with Y where y is a consonant."""
    word = word.replace("\u2019", "'").replace("\u2018", "'").replace("\u201b", "'").removeprefix("'")
    letters = list(word)
    for i, letter in enumerate(letters):
        if letter == "y" and (i == 0 or letters[i - 1] in _VOWELS):
            letters[i] = "Y"
    return "".join(letters)


def _find_regions(word: str) -> _Parts:
    begun = next((at for beginning, at in _BEGINNINGS.items() if word.startswith(beginning)), None)
    r1 = _after_syllable(word) if begun is None else word[begun:]
    return _Parts(word, r1, _after_syllable(r1))


def _after_syllable(letters: str) -> str:
    """What follows the first letter that is no vowel and follows one; nothing where there is none."""
    for i in range(1, len(letters)):
        if letters[i] not in _VOWELS and letters[i - 1] in _VOWELS:
            return letters[i + 1 :]
    return ""


def _has_vowel(letters: str) -> bool:
    return any(letter in _VOWELS for letter in letters)


def _find_suffix(word: str, suffixes: "tuple[str, ...] | dict[str, str]") -> str:
    """The first of the suffixes that the word has, or an empty one."""
    return next((suffix for suffix in suffixes if word.endswith(suffix)), "")


def _drop_possessive(parts: _Parts) -> _Parts:
    suffix = _find_suffix(parts.word, ("'s'", "'s", "'"))
    return parts.drop(len(suffix)) if suffix else parts


def _drop_plural(parts: _Parts) -> _Parts:
    suffix = _find_suffix(parts.word, ("sses", "ied", "ies", "us", "ss", "s"))
    if suffix == "sses":
        return parts.drop(2)
    if suffix in {"ied", "ies"}:
        return parts.drop(2 if len(parts.word) > len(suffix) + 1 else 1)
    return parts.drop(1) if suffix == "s" and _has_vowel(parts.word[:-2]) else parts


def _drop_past(parts: _Parts) -> _Parts:
    suffix = _find_suffix(parts.word, _PAST_OR_ING)
    if suffix in {"eed", "eedly"}:
        return parts.replace(suffix, "ee") if parts.r1.endswith(suffix) else parts
    if not suffix or not _has_vowel(parts.word[: -len(suffix)]):
        return parts
    parts = parts.drop(len(suffix))
    if parts.word.endswith(("at", "bl", "iz")):
        word, r1 = parts.word + "e", parts.r1 + "e"
        return _Parts(word, r1, parts.r2 + "e" if len(word) > 5 or len(r1) >= 3 else parts.r2)  # noqa: PLR2004
    if parts.word.endswith(_DOUBLES):
        return parts.drop(1)
    return parts._replace(word=parts.word + "e") if not parts.r1 and _is_short(parts.word) else parts


def _is_short(word: str) -> bool:
    """Whether a word without R1 ends in a short syllable: `hop`, but not `hoop` or `how`."""
    if len(word) == 2:  # noqa: PLR2004 - `at`
        return word[0] in _VOWELS and word[1] not in _VOWELS
    return word[-1:] not in _VOWELS + "wxY" and word[-2:-1] in _VOWELS and word[-3:-2] not in _VOWELS


def _turn_y(parts: _Parts) -> _Parts:
    word = parts.word
    has_y = len(word) > 2 and word[-1] in "yY" and word[-2] not in _VOWELS  # noqa: PLR2004 - not `by`
    return parts.replace(word[-1], "i") if has_y else parts


def _shorten_derived(parts: _Parts) -> _Parts:
    suffix = _find_suffix(parts.word, _DERIVED)
    if not suffix or not parts.r1.endswith(suffix):
        return parts
    if (suffix == "ogi" and parts.word[-4] != "l") or (suffix == "li" and parts.word[-3] not in _BEFORE_LI):
        return parts
    return _exchange(parts, suffix, _DERIVED[suffix], "e" if suffix in _LEAVING_E else "")


def _shorten_further(parts: _Parts) -> _Parts:
    suffix = _find_suffix(parts.word, _FURTHER)
    if not suffix or not parts.r1.endswith(suffix) or (suffix == "ative" and not parts.r2.endswith(suffix)):
        return parts
    return _exchange(parts, suffix, _FURTHER[suffix])


def _exchange(parts: _Parts, suffix: str, new: str, lost: str = "") -> _Parts:
    if suffix in _CUT_SHORT:
        return parts.drop(len(suffix) - len(new))
    if suffix in {"enci", "anci", "abli"}:
        return parts.replace("i", "e")
    return parts.replace(suffix, new, lost)


def _drop_last(parts: _Parts) -> _Parts:
    suffix = _find_suffix(parts.word, _LAST)
    if not suffix or not parts.r2.endswith(suffix) or (suffix == "ion" and parts.word[-4] not in "st"):
        return parts
    return parts.drop(len(suffix))


def _drop_end(parts: _Parts) -> str:
    word, r1, r2 = parts
    if r2.endswith("e") or (r2.endswith("l") and word[-2] == "l"):
        return word[:-1]
    if r1.endswith("e") and len(word) >= 4 and not _ends_short(word):  # noqa: PLR2004
        return word[:-1]
    return word


def _ends_short(word: str) -> bool:
    """Whether what stands before the last `e` ends in a short syllable."""
    return word[-2] not in _VOWELS + "wxY" and word[-3] in _VOWELS and word[-4] not in _VOWELS
