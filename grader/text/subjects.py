"""Who does what a verb says: the subject of a verb, found in the words before it."""

from collections.abc import Sequence
from typing import NamedTuple

from grader.model import Span
from grader.text.clauses import Token
from grader.text.name_kinds import NameMention
from grader.text.numerals import TENS
from grader.text.speech_verbs import is_finite

_AUXILIARIES = (
    "has have had having did does do would will could can should must may might was were is are be been being"
)
_ADVERBS = """
also even once later then now never always often still himself herself themselves again rightly famously further just
only first finally soon afterwards therefore thus simply merely perhaps sometimes both recently too there here all
today long ago
"""
_CHAIN = """
supposed said reported known believed thought alleged on used began begun begins wanted wants tried tries seemed seems
appears appeared able going goes went happened came come continues continued dared rumoured rumored prepared ready onto
"""
_PREPOSITIONS = """
of to from by with without for against about over under between among like near than on upon at in into onto toward
towards behind beside beyond during through around despite unlike including regarding concerning via per
"""
_SUBORDINATORS = """
when while after before because since if although though once until unless whereas where whenever despite during in on
at by from with under without against to for like following according throughout
"""
_DETERMINERS = """
the a an this that these those his her their its our my your some many most several few all both each every another
other one two three four five six seven no any
"""
_NOBODY = """
i we you it they this that these those which one nobody somebody someone anyone everyone everybody people what there
"""
_CLAUSE_STARTS = """
and but that when because if as while so then who whom though although whether how why where what until after before
since or than nor yet
"""
AUXILIARIES, ADVERBS, CHAIN = frozenset(_AUXILIARIES.split()), frozenset(_ADVERBS.split()), frozenset(_CHAIN.split())
PREPOSITIONS, SUBORDINATORS = frozenset(_PREPOSITIONS.split()), frozenset(_SUBORDINATORS.split())
DETERMINERS, NOBODY = frozenset(_DETERMINERS.split()), frozenset(_NOBODY.split())
CLAUSE_STARTS = frozenset(_CLAUSE_STARTS.split())
PRONOUNS = frozenset({"he", "she"})
_COORDINATORS = frozenset({"and", "but", "then", "or"})
_PASSIVES = frozenset({"was", "were", "is", "are", "be", "been", "being", "got"})
_APPOSITIONS = DETERMINERS | {
    "author",
    "who",
    "whose",
    "now",
    "then",
    "former",
    "himself",
    "in",
    "writing",
    "historian",
}
_LONGEST_PHRASE = 4


class Subject(NamedTuple):
    """Who acts: a name, a pronoun, or other words such as `a peasant`.

    Attributes:
        span: offsets of the whole phrase; of all names when several are joined by `and`.
        name: the (first) name; None for pronouns and other words.
        pronoun: `he` or `she`; empty otherwise.
    """

    span: Span
    name: NameMention | None = None
    pronoun: str = ""


def is_adverb(token: Token) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return token.low in ADVERBS or (token.kind == "word" and token.low.endswith("ly") and token.low not in NOBODY)


def is_passive(tokens: Sequence[Token], verb: int) -> bool:
    """Whether the past form at `verb` is a passive: `was called`, `had been told`, not `is said to have called`."""
    at = verb - 1
    while at >= 0 and is_adverb(tokens[at]):
        at -= 1
    return at >= 0 and tokens[at].low in _PASSIVES and not tokens[verb].low.endswith("ing")


def find_subject(tokens: Sequence[Token], verb: int) -> Subject | None:
    """The subject of the verb at number `verb`; None when nobody in particular says it.

    Auxiliaries, adverbs and chains (`is supposed to have`, `went on to`) are skipped, and so are appositions
    (`Weiss, the author of Mills (1949), has argued`). A second verb (`stood up and said`) has the subject of the first.
    """
    at = _skip_back(tokens, verb - 1)
    if at < 0:
        return find_main_subject(tokens[:verb]) if tokens[verb].low.endswith("ing") else None
    token, is_participle = tokens[at], tokens[verb].low.endswith("ing")
    if token.kind == "name":
        is_receiver = is_participle and at > 0 and tokens[at - 1].low in PREPOSITIONS
        return find_main_subject(tokens[: at - 1]) if is_receiver else _read_name(tokens, at)
    if token.low in PRONOUNS:
        return Subject((token.start, token.end), None, token.low)
    if token.low == "who":
        return _read_antecedent(tokens, at)
    if token.low in _COORDINATORS or (token.low == "," and is_participle):
        return find_main_subject(tokens[:at])
    return _read_apposition(tokens, at) if token.low in {",", ")"} else _read_phrase(tokens, at)


def _skip_back(tokens: Sequence[Token], at: int) -> int:
    """Over auxiliaries, adverbs and chains, to the last word of the subject."""
    while at >= 0:
        if tokens[at].low == "to":
            at -= 1
            while at >= 0 and tokens[at].low in CHAIN:
                at -= 1
        elif tokens[at].low in AUXILIARIES or is_adverb(tokens[at]):
            at -= 1
        else:
            break
    return at


def _read_name(tokens: Sequence[Token], at: int) -> Subject | None:
    """The name at `at`, with those joined to it; the head of the phrase when the name only belongs to that."""
    name = tokens[at].name
    if name is None or tokens[at].is_possessive:
        return None
    first = at
    while first > 1 and tokens[first - 1].low in {"and", ",", "&"} and tokens[first - 2].kind == "name":
        first -= 2
    if first and tokens[first - 1].low in {"of", "from", "by", "with", "against", "like"}:
        return _read_phrase(tokens, first - 2) if first > 1 else None
    head = tokens[first] if tokens[at - 1].low in {"and", "&"} and at else tokens[at]
    return Subject((head.start, tokens[at].end), head.name)


def _read_antecedent(tokens: Sequence[Token], at: int) -> Subject | None:
    """Whom `who` stands for: the name or the words before it."""
    before = at - 1
    while before >= 0 and tokens[before].low in {",", ")"}:
        before -= 1
    if before < 0:
        return None
    return _read_name(tokens, before) if tokens[before].kind == "name" else _read_phrase(tokens, before)


def _read_apposition(tokens: Sequence[Token], at: int) -> Subject | None:
    """The name that `, the author of …,` belongs to; the comma or bracket at `at` ends the apposition."""
    for start in range(1, at):
        before, after = tokens[start - 1], tokens[start + 1]
        is_opened = tokens[start].low in {",", "("} and (after.low in _APPOSITIONS or after.low.isdecimal())
        if is_opened and before.kind == "name" and not before.is_possessive:
            return _read_name(tokens, start - 1)
    if tokens[at - 1].kind == "name" and at >= 1:
        return _read_name(tokens, at - 1)
    return None


def _read_phrase(tokens: Sequence[Token], at: int) -> Subject | None:
    """Common words as a subject: `a peasant`, `the delegates`; a determiner or an -s must show that they are one."""
    first = at
    while first >= 0 and at - first < _LONGEST_PHRASE:
        token = tokens[first]
        if (
            token.kind != "word"
            or token.low in NOBODY - DETERMINERS
            or token.low in PREPOSITIONS | CLAUSE_STARTS - {"that"}
        ):
            break
        if token.low in DETERMINERS:
            return _read_joined(tokens, first, at) if first < at else None
        if token.is_possessive:
            return Subject((tokens[first + 1].start, tokens[at].end)) if first < at else None
        first -= 1
    if first < at and tokens[at].low.endswith("s"):
        return Subject((tokens[first + 1].start, tokens[at].end))
    return None


def _read_joined(tokens: Sequence[Token], first: int, at: int) -> Subject:
    """Common words as a subject; behind a name and `and` they only join it: `Weiss and three others`."""
    before = first - 1
    while before > 0 and tokens[before].low in TENS:
        before -= 1
    if before > 0 and tokens[before].low == "and" and tokens[before - 1].kind == "name":
        return Subject((tokens[before - 1].start, tokens[at].end), tokens[before - 1].name)
    return Subject((tokens[first].start, tokens[at].end))


def join_names(tokens: Sequence[Token], first: int) -> Subject:
    """The name at `first` with those joined to it behind: `Weiss and Moller`."""
    last = first
    while last + 2 < len(tokens) and tokens[last + 1].low in {"and", "&"} and tokens[last + 2].kind == "name":
        last += 2
    return Subject((tokens[first].start, tokens[last].end), tokens[first].name)


def find_subjects(tokens: Sequence[Token]) -> list[int]:
    """Numbers of the tokens that look like subjects: `he`, `she`, names that begin a clause or precede a verb."""
    found = []
    for n, token in enumerate(tokens):
        if token.low in PRONOUNS:
            found.append(n)
        elif token.kind == "name" and not token.is_possessive and token.name is not None and token.name.kind != "place":
            before = tokens[n - 1].low if n else ""
            is_begun = not n or tokens[n - 1].kind in {"point", "quote"} or before in CLAUSE_STARTS
            if before not in PREPOSITIONS and (is_begun or (n + 1 < len(tokens) and _may_be_verb(tokens[n + 1]))):
                found.append(n)
    return found


def _may_be_verb(token: Token) -> bool:
    return token.low in AUXILIARIES or is_adverb(token) or is_finite(token.low) or token.low.endswith("ed")


def find_main_subject(tokens: Sequence[Token]) -> Subject | None:
    """The subject of the main clause: the first, unless that stands in an opening `When …,`."""
    numbers = find_subjects(tokens)
    if not numbers:
        return None
    if tokens[0].low in SUBORDINATORS or tokens[0].low == "as":
        comma = next((n for n, token in enumerate(tokens) if token.low == ","), 0)
        numbers = [n for n in numbers if n > comma] or numbers
    token = tokens[numbers[0]]
    if token.low in PRONOUNS:
        return Subject((token.start, token.end), None, token.low)
    return join_names(tokens, numbers[0])
