"""Which words of a clause are denied, and whether the clause states anything at all.

A denial reaches from its word (`not`, `nobody`, `refused to`) to the end of its clause. Two denials of one word cancel out.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from grader.text.words import Word

_NOT = """
not never cannot neither nor hardly scarcely nobody none nothing no nowhere dont didnt doesnt
isnt wasnt arent werent hasnt havent hadnt cant couldnt wont wouldnt noone
"""
_NOT_MERELY = """
only just merely simply because until all always every everyone everybody everything enough necessarily yet long far least
even so as more less later surprising surprisingly wonder doubt
"""
_LED_BY_TO = """
refuse refuses refused refusing fail fails failed failing decline declines declined declining unable unwilling neglected
forgot omitted forbade forbidden forbid
"""
_LED_BY_FROM = """
prevent prevents prevented preventing prohibited banned keep keeps keeping kept stop stops stopping stopped excluded
barred far
"""
_DENIALS = "deny denies denied denying"
_ENDS = """
but although though because while whereas until unless if when so since and however whether which who whom whose where
"""
_OPEN = """
if would could should wouldn't wouldnt couldn't couldnt shouldn't shouldnt might may maybe perhaps imagine suppose
supposing probably possibly almost nearly must unless whether
seem seems seemed apparently allegedly supposedly expected rumour rumours want wants wanted wish wished hoped hope hopes
planned intended threatened tried tries trying try
i we you my our your believe believes believed think thinks thought opinion how few little rarely seldom lets forbidden
banned prohibited abolished missing absent ruled either without lack lacks lacked lacking devoid mention
"""
_DETERMINING = "a an the this that these those my your his her its our their such"
_MEANING_ANYBODY = "anyone anybody everyone everybody someone somebody people those all ones persons men women"
_SUPPOSING = """
if would could can might may maybe perhaps imagine suppose supposing let lets let's unless wish hope
"""
POLAR_NORMS = frozenset(f"{_NOT} ever any anybody anyone anything single somebody someone something such thing".split())
"""Words that only affirm or deny, and tell nothing of what happened."""
_NEGATORS, _MERELY = frozenset(_NOT.split()), frozenset(_NOT_MERELY.split())
_BEFORE_TO, _BEFORE_FROM = frozenset(_LED_BY_TO.split()), frozenset(_LED_BY_FROM.split())
_SUPPOSED = frozenset(_SUPPOSING.split())
_DETERMINERS, _ANYBODY = frozenset(_DETERMINING.split()), frozenset(_MEANING_ANYBODY.split())
_DENYING, _CLAUSE_ENDS, _OPENING = frozenset(_DENIALS.split()), frozenset(_ENDS.split()), frozenset(_OPEN.split())
_TRIGGERS = _NEGATORS | _BEFORE_TO | _BEFORE_FROM | _DENYING
_SHORTEST_SLIP = 6
_LONG_TRIGGERS = tuple(sorted(one for one in _TRIGGERS if len(one) >= _SHORTEST_SLIP))
_FINITE = frozenset({"was", "were", "is", "are", "had", "has", "did"})
_POINT = re.compile(r"[,;:()–—?!\"“”]")
_BUT = re.compile(r"[\s,]*(?:but|until|before)\b")
_FARTHEST_FROM, _NEXT_WORD, _FARTHEST_MORE, _FARTHEST_WHO = 5, 8, 6, 3
_MORE = frozenset(["more", "less", "fewer", "much", "many"])
_ALTERNATIVES = frozenset([("rather", "than"), ("instead", "of"), ("opposed", "to")])
_MAKING_UP = frozenset(["imagine", "suppose", "supposing"])
_BEFORE_SAY = frozenset(["example", "instance", "just", "lets", "let's"])
_ALTERED = frozenset(first for first, _ in _ALTERNATIVES)


class Polarity(NamedTuple):
    """What a run of words affirms and denies.

    Attributes:
        denied: numbers of the denied words, counted from the first word of the run.
        is_open: whether it is a condition, a wish, a guess or a question, or denies only a part (`not only`, `not until`).
    """

    denied: frozenset[int]
    is_open: bool


def read_polarity(text: str, words: Sequence[Word]) -> Polarity:
    """Which of some neighbouring words of a text are denied.

    Args:
        text: the text.
        words: a run of its words, at most a sentence.
    """
    denied: set[int] = set()
    norms = [w.norm for w in words]
    denying = find_denying(norms)
    for n in denying:
        first = _denied_from(norms, n)
        if first is not None:
            is_deed = norms[n] in _BEFORE_TO or (first < len(norms) and norms[first].endswith("ing"))
            ends = _CLAUSE_ENDS | _FINITE if is_deed else _CLAUSE_ENDS
            denied ^= set(range(first, _end_of_clause(text, words, ends, first)))
    is_open = not _OPENING.isdisjoint(norms) and any(w.norm in _OPENING and not _is_month(text, w) for w in words)
    is_open = is_open or any(_is_partial(norms, n) or _limits_whom(text, words, n) for n in denying)
    is_open = is_open or _names_another(norms) or is_made_up(norms)
    return Polarity(frozenset(denied), is_open or _is_left_open(text, words, [norms[n] for n in denying], norms))


def find_denying(norms: Sequence[str]) -> list[int]:
    """The numbers of the words that may deny others."""
    return [n for n, norm in enumerate(norms) if norm in _TRIGGERS or ("'" in norm and norm.endswith("n't"))]


def is_supposed(text: str, words: Sequence[Word]) -> bool:
    """Whether some words of a sentence propose, suppose or allow something that need not happen: `you could go to Rome`."""
    norms = [w.norm for w in words]
    return not _SUPPOSED.isdisjoint(norms) and any(w.norm in _SUPPOSED and not _is_month(text, w) for w in words)


def is_denied(text: str, words: Sequence[Word], number: int) -> bool:
    """Whether a denial before a word of a sentence reaches it, or may: `not only in Rome, or Oslo`, `not in Rome`."""
    norms = [w.norm for w in words[:number]]
    return number in read_polarity(text, words).denied or any(_is_partial(norms, n) for n in find_denying(norms))


def is_slip_of_denial(norm: str) -> bool:
    """Whether a word may be a misspelt word of denial: `stpped` for `stopped`."""
    if len(norm) < _SHORTEST_SLIP or norm in _TRIGGERS:
        return False
    return any(one[0] == norm[0] and OSA.distance(one, norm, score_cutoff=1) == 1 for one in _LONG_TRIGGERS)


def _is_month(text: str, word: Word) -> bool:
    """Whether a word is the month of May and no guess."""
    return word.norm == "may" and text[word.start].isupper()


def _denied_from(norms: Sequence[str], n: int) -> int | None:
    """Number of the first word that the word at `n` denies; None where it denies nothing."""
    norm, after = norms[n], norms[n + 1] if n + 1 < len(norms) else ""
    if norm in _NEGATORS or norm.endswith("n't"):
        is_compound = norm == "no" and n > 0 and norms[n - 1] in _DETERMINERS  # `a no parking zone`
        return None if after in _MERELY or is_compound else n + 1
    if norm in _BEFORE_TO:
        return n + 2 if after == "to" else None
    if norm in _BEFORE_FROM:
        behind = norms[n + 1 : n + 1 + _FARTHEST_FROM]
        place = behind.index("from") if "from" in behind else None
        return None if place is None or not _BEFORE_FROM.isdisjoint(behind[:place]) else n + 2 + place
    return n + 1 if norm in _DENYING else None


def _is_partial(norms: Sequence[str], n: int) -> bool:
    """Whether a denial leaves something over: `not only`, `not until`, `not all`, `not the only`, `the only one not`.

    A comparison that is denied does, too: who does not buy as many, or buys no more than others, buys some.
    """
    after = norms[n + 1] if n + 1 < len(norms) else ""
    is_partial = after in _MERELY or norms[n + 1 : n + 3] == ["the", "only"] or "only" in norms[:n]
    is_partial = is_partial or _compares(norms[n + 1 : n + 1 + _FARTHEST_MORE])
    return is_partial and (norms[n] in _NEGATORS or norms[n].endswith("n't"))


def _compares(norms: Sequence[str]) -> bool:
    """Whether some words behind a denial compare: `as many`, `so widely`, `more`."""
    if not _MORE.isdisjoint(norms):
        return True
    degrees = (k for k, norm in enumerate(norms) if norm in ("as", "so"))
    return any((norms[k + 1 : k + 2] and norms[k + 1].endswith("ly")) or "as" in norms[k + 1 : k + 3] for k in degrees)


def _limits_whom(text: str, words: Sequence[Word], n: int) -> bool:
    """Whether a denial only tells whom a statement is about: those who did not pay were fined, and the others paid."""
    for k in range(max(1, n - _FARTHEST_WHO), n):
        norm, before = words[k].norm, words[k - 1]
        is_close = not text[before.end : words[k].start].strip()  # behind a comma it tells something of somebody known
        if is_close and (norm == "who" or (norm in ("that", "which") and before.norm in _ANYBODY)):
            return True
    return False


def is_made_up(norms: Sequence[str]) -> bool:
    """Whether words make something up to show what is meant: `for example, say the shop sells nine`, `imagine a shop`."""
    if not _MAKING_UP.isdisjoint(norms):
        return True
    at = norms.index("say") if "say" in norms else None
    return at is not None and (at == 0 or norms[at - 1] in _BEFORE_SAY)


def _names_another(norms: Sequence[str]) -> bool:
    """Whether words name what did not happen beside what did: `by sea rather than by rail`."""
    return not _ALTERED.isdisjoint(norms) and any(pair in _ALTERNATIVES for pair in pairwise(norms))


def _is_left_open(text: str, words: Sequence[Word], denying: Sequence[str], norms: Sequence[str]) -> bool:
    """Whether a run of words is a question, or a denial that is set right: `not by rail but by sea`, `not until May`."""
    if not words:
        return True
    behind = text[words[-1].end : words[-1].end + _NEXT_WORD]
    is_denied = bool(denying) and any(norm in _NEGATORS or norm.endswith("n't") for norm in denying)
    return behind.lstrip()[:1] == "?" or (is_denied and ("until" in norms or _BUT.match(behind) is not None))


def _end_of_clause(text: str, words: Sequence[Word], ends: frozenset[str], first: int) -> int:
    """Number of the first word behind the clause of the word at `first`."""
    for n in range(first, len(words)):
        if words[n].norm in ends or (n and _POINT.search(text, words[n - 1].end, words[n].start)):
            return n
    return len(words)
