"""Verbs of saying before a quotation, with who says it: `Weiss writes that “…”`, `told them: “…”`."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from grader.text.clauses import Token
from grader.text.speech_verbs import NAMING_VERBS, SPEECH_VERBS
from grader.text.subjects import (
    AUXILIARIES,
    CHAIN,
    DETERMINERS,
    PREPOSITIONS,
    Subject,
    find_main_subject,
    find_subject,
    is_adverb,
    is_passive,
    join_names,
)

FrameKind: TypeAlias = Literal["verb", "possessive", "according_to", "colon"]

_CLAUSES = "because although though when while which who where after before since so ; . ? !"
_NOUNS = """
claim claims report reports answer answers reply replies comment comments state states call calls demand demands order
orders promise promises question questions term terms note notes remark remarks warning record records name names point
points address charge charges account view challenge appeal advice accusing reasoning writing writings warnings attack
attacks praise stress doubt plea
"""
_WORKS = """
article articles author's book books caption chapter clip document documentary essay evidence excerpt film handout
headline heading letter line material page paper paragraph passage play poem quote quotation report section sentence
slide slides source sources story text title video website
"""
_WORK_NOUNS = frozenset(_WORKS.split())
_OTHER_CLAUSE, _NOUN_LIKE = frozenset(_CLAUSES.split()), frozenset(_NOUNS.split())
_ENDS = frozenset({".", "?", "!", ";"})
_LONGEST_GAP, _TIGHT_GAP, _LATEST_THAT = 9, 3, 6


class Frame(NamedTuple):
    """Somebody said to speak.

    Attributes:
        subject: who; None when the words are said to be somebody's, but not whose (`he was told “…”`).
        kind: what says so.
        is_tight: the quotation follows at once, or after a colon.
    """

    subject: Subject | None
    kind: FrameKind = "verb"
    is_tight: bool = False


def find_statement(tokens: Sequence[Token], behind: Sequence[Token] = ()) -> Frame | None:
    """The last verb of saying before a quotation that reaches it, with its subject."""
    for n in reversed(range(len(tokens))):
        if not is_saying(tokens, n):
            continue
        gap = tokens[n + 1 :]
        if is_passive(tokens, n):
            agent = _find_agent(gap) or _find_agent(behind[:4])
            return Frame(agent, is_tight=agent is not None)
        subject = _find_speaking(tokens, n)
        if subject is None:
            if len(gap) <= _TIGHT_GAP and tokens[n].low not in _NOUN_LIKE:
                return Frame(None)
        elif _is_near(gap) or _is_parenthesis(tokens, subject):
            return Frame(subject, is_tight=_is_tight(gap))
    return None


def is_saying(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word at `n` is used as a verb of saying."""
    low = tokens[n].low
    if low in {"put", "puts"}:
        return n + 1 < len(tokens) and tokens[n + 1].low in {"it", "this"}
    if low not in SPEECH_VERBS or tokens[n].is_possessive:
        return False
    before = tokens[n - 1] if n else None
    if before is None or low not in _NOUN_LIKE:
        return True
    if before.low in DETERMINERS | PREPOSITIONS - {"to"} or before.is_possessive:
        return False
    has_determiner = any(token.low in DETERMINERS or token.is_possessive for token in tokens[max(0, n - 3) : n - 1])
    return not (has_determiner and before.kind == "word" and not low.endswith("s"))


def _find_speaking(tokens: Sequence[Token], n: int) -> Subject | None:
    """The subject of the verb of saying at `n`, if the verb can introduce what somebody says."""
    verb, forms = SPEECH_VERBS.get(tokens[n].low, ("put", frozenset()))
    before = n - 1
    while before >= 0 and is_adverb(tokens[before]):
        before -= 1
    if forms == {"participle"} and (before < 0 or tokens[before].low not in AUXILIARIES):
        return None
    if before >= 0 and tokens[before].low == "to" and not (before and tokens[before - 1].low in CHAIN | AUXILIARIES):
        return find_main_subject(tokens[:before])
    if before >= 0 and tokens[before].low == "as" and before and tokens[n].low in {"saying", "writing"}:
        return find_subject(tokens, before)
    if verb == "remind" and any(token.low == "of" for token in tokens[n + 1 : n + 4]):
        return None
    subject = find_subject(tokens, n)
    if subject is not None and is_work(tokens, subject):
        return None
    is_title = verb in NAMING_VERBS and subject is not None and subject.name is None and not subject.pronoun
    return None if is_title and len(tokens) == n + 1 else subject


def is_work(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether a text is said to speak, such as `the article`, so that the speaker stays open."""
    if subject.name is not None or subject.pronoun:
        return False
    return any(token.low in _WORK_NOUNS for token in tokens if subject.span[0] <= token.start < subject.span[1])


def _find_agent(tokens: Sequence[Token]) -> Subject | None:
    """`by Weiss` behind a passive."""
    for n, token in enumerate(tokens[:-1]):
        following = tokens[n + 1]
        if token.low == "by" and following.kind == "name" and not following.is_possessive:
            return join_names(tokens, n + 1)
    return None


def _is_near(gap: Sequence[Token]) -> bool:
    """Whether what stands between a verb of saying and a quotation still belongs to the verb."""
    lows = [token.low for token in gap]
    if lows and lows[-1] == ":":
        return not any(low in _ENDS for low in lows)
    if "that" in lows[:_LATEST_THAT]:
        return not any(low in _ENDS for low in lows)
    if len(lows) > _LONGEST_GAP or any(low in _OTHER_CLAUSE for low in lows):
        return False
    return not any(low == "," and following in {"and", "but"} for low, following in pairwise(lows))


def _is_tight(gap: Sequence[Token]) -> bool:
    return len(gap) <= _TIGHT_GAP or gap[-1].low in {":", "that"} or gap[0].low == "that"


def _is_parenthesis(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether a clause is put into what it reports: `as Weiss puts it`, `“…”, she told them, the mill was “…”`."""
    at = next((n for n, token in enumerate(tokens) if token.start >= subject.span[0]), 0)
    before = [token for token in tokens[max(0, at - 2) : at] if token.low != ","]
    return bool(before) and (before[-1].low == "as" or before[-1].kind == "quote")
