"""The frames in which a quotation stands: after `Weiss writes that`, before `she told them`, `in Weiss's words`."""

from collections.abc import Sequence

from grader.text.clauses import Token
from grader.text.speech_verbs import NAMING_VERBS, SPEECH_NOUNS, SPEECH_VERBS, is_finite
from grader.text.statements import Frame, find_statement, is_saying, is_work
from grader.text.subjects import (
    ADVERBS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    Subject,
    find_main_subject,
    find_subject,
    is_adverb,
    is_passive,
    join_names,
)

_LINKING = "was is were are that : , in as to of the his her on be being about"
_VIEWS = "view opinion words eyes account phrase judgement judgment estimation"
_LINKING_VERBS = frozenset({"was", "is", "were", "are"})
_LINKS, _VIEW_NOUNS = frozenset(_LINKING.split()), frozenset(_VIEWS.split())
_LONGEST_OFFICE, _SHORTEST_OWNED = 3, 2
_LONGEST_GAP, _TIGHT_GAP, _FARTHEST_NAME, _FARTHEST_VERB = 9, 3, 6, 12


def find_before(tokens: Sequence[Token], behind: Sequence[Token] = ()) -> Frame | None:
    """The frame in the words of its sentence before a quotation.

    Args:
        tokens: the words before.
        behind: the words after it, where a passive may name its agent: `was called “…” by Weiss`.
    """
    verb = find_statement(tokens, behind)
    noun = _find_possessive(tokens)
    if noun is not None and (verb is None or not verb.is_tight):
        return noun
    source = find_source(tokens) or _find_owned_by(tokens)
    if verb is not None and (verb.subject is not None or source is None):
        return verb
    return source or _find_colon(tokens)


def _find_possessive(tokens: Sequence[Token]) -> Frame | None:
    """`in Weiss's words`, `Weiss's reply was`, `the words of Weiss`, `ended with the words`."""
    for n in reversed(range(len(tokens))):
        if tokens[n].low not in SPEECH_NOUNS:
            continue
        gap = tokens[n + 1 :]
        lows = [token.low for token in gap]
        if (
            gap
            and lows[0] in {"of", "by", "from"}
            and len(gap) > 1
            and gap[1].kind == "name"
            and not gap[1].is_possessive
        ):
            if _are_links(gap[2:]):
                return Frame(join_names(gap, 1), "possessive", is_tight=True)
        elif _are_links(gap) or (
            lows and lows[-1] == ":" and len(gap) <= _LONGEST_GAP and not any(map(is_finite, lows))
        ):
            if lows[:1] == [":"] and tokens[n - 1].low == "the" and tokens[n - 2].low == "with":
                return Frame(find_main_subject(tokens[:n]), is_tight=True)
            owner = _find_owner(tokens, n)
            if owner is not None:
                return Frame(owner, "possessive", is_tight=len(gap) <= _TIGHT_GAP)
    return None


def _are_links(gap: Sequence[Token]) -> bool:
    return len(gap) <= _FARTHEST_NAME and all(token.low in _LINKS for token in gap)


def _find_owner(tokens: Sequence[Token], noun: int) -> Subject | None:
    """Whose the noun at `noun` is: a name with ’s, or his, her."""
    for token in reversed(tokens[max(0, noun - 4) : noun]):
        if token.kind == "name" and token.is_possessive:
            return Subject((token.start, token.end), token.name)
        if token.low in {"his", "her"}:
            return Subject((token.start, token.end), None, "he" if token.low == "his" else "she")
        if token.kind != "word" or token.low in DETERMINERS:
            return None
    return None


def find_source(tokens: Sequence[Token]) -> Frame | None:
    """`according to Weiss`, `in the opinion of Weiss`, `in Weiss's view`, wherever in the sentence."""
    for n, token in enumerate(tokens[:-1]):
        following = tokens[n + 1 : n + 1 + _FARTHEST_NAME + 1]
        lows = [one.low for one in following]
        if token.low == "according" and lows[0] == "to":
            named = _first_name(following[1:])
            if named is not None:
                return Frame(named, "according_to")
        if token.low == "in" and len(following) > 1:
            if following[0].kind == "name" and following[0].is_possessive and lows[1] in _VIEW_NOUNS:
                return Frame(Subject((following[0].start, following[0].end), following[0].name), "possessive")
            if lows[0] == "the" and lows[1] in _VIEW_NOUNS and lows[2:3] == ["of"]:
                named = _first_name(following[3:])
                return Frame(named, "possessive") if named is not None else None
    return None


def _find_owned_by(tokens: Sequence[Token]) -> Frame | None:
    """`The best answer is Weiss's:`, whose name and colon end the words."""
    if len(tokens) <= _SHORTEST_OWNED or tokens[-1].low != ":":
        return None
    owner, is_linked = tokens[-2], tokens[-3].low in _LINKING_VERBS
    is_owner = is_linked and owner.kind == "name" and owner.is_possessive
    return Frame(Subject((owner.start, owner.end), owner.name), "possessive", is_tight=True) if is_owner else None


def _first_name(tokens: Sequence[Token]) -> Subject | None:
    for n, token in enumerate(tokens):
        if token.kind == "name" and not token.is_possessive:
            return join_names(tokens, n)
        if token.kind == "point":
            return None
    return None


def _find_colon(tokens: Sequence[Token]) -> Frame | None:
    """A sentence about somebody that ends with a colon: the words behind it are theirs."""
    if not tokens or tokens[-1].low != ":":
        return None
    subject = find_main_subject(tokens)
    if subject is None:
        return None
    at = next(n for n, token in enumerate(tokens) if token.end >= subject.span[1])
    behind = [token.low for token in tokens[at + 1 : at + 4] if token.low not in ADVERBS]
    return None if behind[:1] and behind[0] in {"was", "were", "is", "are"} else Frame(subject, "colon", is_tight=True)


def find_after(tokens: Sequence[Token], *, is_split: bool = False) -> Frame | None:
    """The frame in the words behind a quotation: `wrote Weiss`, `she told them`, `as Weiss writes`.

    Args:
        tokens: the words to the end of the sentence.
        is_split: the quotation goes on behind them, so that a quotation that follows takes nothing away.
    """
    start = next((n for n, token in enumerate(tokens) if token.low not in {",", "–", "—", "-"}), len(tokens))
    words = tokens[start : start + _FARTHEST_VERB]
    if not words:
        return None
    low = words[0].low
    if low == "according":
        return find_source(words)
    if low in _LINKING_VERBS or (is_finite(low) and SPEECH_VERBS[low][0] not in NAMING_VERBS):
        return _find_owned(words) if low in _LINKING_VERBS else _find_inverted(words)
    first = 1 if words[0].low == "as" else next((n + 1 for n, t in enumerate(words[:3]) if t.low == "how"), 0)
    if first < len(words) and is_adverb(words[first]):
        first += 1
    verb = next((n for n in range(first + 1, len(words)) if is_saying(words, n) and _is_finite(words[n].low)), 0)
    if not verb or is_passive(words, verb):
        return None
    subject = find_subject(words, verb)
    if subject is None or not _is_opening(words, first, subject) or is_work(words, subject):
        return None
    goes_on = not is_split and any(token.kind == "quote" for token in words[verb + 1 : verb + 5])
    return None if goes_on else Frame(subject, is_tight=True)


def _find_owned(words: Sequence[Token]) -> Frame | None:
    """`was Weiss's opinion`, `is what Weiss said`, behind a quotation that they speak of."""
    if len(words) <= _SHORTEST_OWNED:
        return None
    owner, noun = words[1], words[2].low
    if owner.kind == "name" and owner.is_possessive and noun in SPEECH_NOUNS | _VIEW_NOUNS:
        return Frame(Subject((owner.start, owner.end), owner.name), "possessive", is_tight=True)
    verb = next((n for n in range(3, min(len(words), _FARTHEST_NAME)) if is_finite(words[n].low)), 0)
    subject = find_subject(words, verb) if verb and owner.low in {"what", "how"} else None
    return Frame(subject, is_tight=True) if subject is not None else None


def _is_opening(words: Sequence[Token], first: int, subject: Subject) -> bool:
    """Whether a subject begins with the word at `first`, its office before its name: `the mayor Weiss`."""
    before = [token for token in words[first:] if token.start < subject.span[0]]
    is_office = subject.name is not None and len(before) <= _LONGEST_OFFICE and all(t.kind == "word" for t in before)
    return words[first].start <= subject.span[0] and (
        not before or (is_office and (before[0].low in DETERMINERS or len(before) == 1))
    )


def _is_finite(low: str) -> bool:
    return is_finite(low) or low in {"put", "puts"}


def _find_inverted(words: Sequence[Token]) -> Frame | None:
    """`wrote Weiss`, `said the old miller`, `asked he`."""
    at = 1
    while at < len(words) and is_adverb(words[at]):
        at += 1
    if at >= len(words):
        return None
    token = words[at]
    if token.kind == "name" and not token.is_possessive:
        return Frame(join_names(words, at), is_tight=True)
    if token.low in PRONOUNS:
        return Frame(Subject((token.start, token.end), None, token.low), is_tight=True)
    if token.low not in DETERMINERS:
        return None
    end = at
    while end + 1 < len(words) and words[end + 1].kind != "point" and words[end + 1].low not in PREPOSITIONS:
        end += 1
        if words[end].kind == "name":
            return Frame(None if words[end].is_possessive else join_names(words, end), is_tight=True)
    return Frame(Subject((token.start, words[end].end)), is_tight=True) if at < end <= at + 4 else None
