"""Checkable statements of the essay against the material: dates and figures, people, places, offices and events.

A statement is `contradicted` only when a sentence of the material tells the same event (shares most of the clause's words,
weighted by rarity), has a slot of the same kind, and no sentence that tells it nearly as well agrees with the essay. In
doubt nothing is said.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial

from grader.evidence.anniversaries import find_other_years
from grader.evidence.crossings import find_crossings
from grader.evidence.denials import find_denials
from grader.evidence.doubts import is_doubtful
from grader.evidence.elsewhere import (
    find_own_life,
    is_counted,
    is_dated_elsewhere,
    is_elsewhere,
    is_in_table,
    is_opposed,
    names_strangers,
)
from grader.evidence.events import Events
from grader.evidence.exclusives import find_exclusions
from grader.evidence.figures import find_figure_slips
from grader.evidence.index import Index, index_of
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.life_dates import find_opposed_life
from grader.evidence.likenesses import find_sharing
from grader.evidence.offices import find_wrong_offices
from grader.evidence.origins import find_wrong_origins
from grader.evidence.profiles import profiles_of
from grader.evidence.reversals import find_reversals
from grader.evidence.slots import Slot, find_slots, is_corrected
from grader.evidence.substitutions import find_substitutions
from grader.evidence.value_table import value_table_of
from grader.evidence.witnesses import LEAST_SHARE, Case, Witness, weigh
from grader.model import Contest, Span
from grader.report import Claim, ClaimVerdict, ItemUse
from grader.text.dates import DateMention
from grader.text.polarity import is_made_up, read_polarity
from grader.text.reading import Reading
from grader.text.spans import is_covered, merge
from grader.text.words import find_words

_SUPPORT_SHARE = 0.3
_SURE_USE = 0.6
_CORRECTED_SHARE = 0.6
_MOST_BEFORE = 60  # words before a clause that may tell that it is made up
_MOST_OTHERS = 20  # longer lists are no sentences; so that they cost no more than many short ones


def find_claims(reading: Reading, contest: Contest, uses: Iterable[ItemUse], closed: Sequence[Span]) -> list[Claim]:
    """The essay's checkable statements, in order.

    Args:
        reading: the essay.
        contest: the contest with its material and the teacher's corrections.
        uses: the evidence items it uses, which tell what event a sentence is about.
        closed: spans that state nothing: quotations, and what repeats the prompt.
    """
    told = _told_sentences(uses, contest)
    events = Events(reading, index_of(contest))
    shut = merge([*closed, *find_own_life(reading)])
    claims = [c for c in map(_judge, _open_cases(events, contest, told, shut)) if c]
    finders: tuple[Callable[[], list[Claim]], ...] = (
        lambda: find_substitutions(events, told, shut),
        lambda: find_figure_slips(events, contest, shut),
        lambda: find_other_years(events, contest, shut),
        lambda: find_wrong_offices(events, shut),
        lambda: find_wrong_origins(events, shut),
        lambda: find_exclusions(events, told, shut),
        lambda: find_reversals(events, shut),
        lambda: find_crossings(events, shut),
        lambda: find_denials(events, told, shut),
    )
    for find in finders:
        flagged = {c.span for c in claims if c.verdict == "contradicted"}
        claims += [c for c in find() if c.span not in flagged and not _says_correction(c, contest)]
    return sorted(claims, key=lambda c: (c.span, c.kind, c.essay_value))


def _open_cases(
    events: Events, contest: Contest, told: dict[Span, frozenset[int]], shut: Sequence[Span]
) -> Iterator[Case]:
    """The slots that state something, each with what it is judged by."""
    is_supposed = cache(partial(_is_supposed, events.reading))
    slots = [s for s in find_slots(events) if not is_covered(s.span[0], shut) and not is_supposed(s.clause.span)]
    table = value_table_of(events.index.contest)
    by_sentence: dict[int, list[Slot]] = {}
    for slot in slots:
        by_sentence.setdefault(slot.sentence, []).append(slot)
    for slot in slots:
        about = told.get(events.reading.sentences[slot.sentence].span, frozenset())
        others = tuple(other for other in by_sentence[slot.sentence][:_MOST_OTHERS] if other is not slot)
        possible = table.find_sentences(slot.value, slot.clause)
        likenesses = events.likenesses(slot.clause, about) if _may_be_told(slot, possible, events, about) else []
        yield Case(slot, others, about, likenesses, possible, events.reading, contest, events.index)


def _is_supposed(reading: Reading, clause: Span) -> bool:
    """Whether a clause is a condition, a wish, a guess or a question, or its sentence makes something up."""
    first, last = reading.word_range(clause)
    number = reading.sentence_at(clause[0])
    opening = reading.sentences[number].first if number is not None else first
    if is_made_up(reading.norms[max(opening, first - _MOST_BEFORE) : first]):
        return True
    return read_polarity(reading.text, reading.words[first:last]).is_open


def _may_be_told(slot: Slot, possible: set[int], events: Events, about: frozenset[int]) -> bool:
    """Whether any sentence of the material with a value of the kind shares enough of the clause to be a witness."""
    if slot.kind == "date" and _is_unknown_date(slot, events.index):
        return True
    if not possible.isdisjoint(about):
        return True
    return bool(possible) and not possible.isdisjoint(find_sharing(slot.clause, LEAST_SHARE, events.index))


def _told_sentences(uses: Iterable[ItemUse], contest: Contest) -> dict[Span, frozenset[int]]:
    """Sentence of the essay to the sentences of the material that support the items it surely uses."""
    support = {p.item.id: p.support for p in profiles_of(contest)}
    told: dict[Span, frozenset[int]] = {}
    for use in uses:
        if use.strength >= _SURE_USE:
            for span in use.spans[:1]:
                told[span] = told.get(span, frozenset()) | frozenset(support[use.item])
    return told


def _judge(case: Case) -> Claim | None:
    """Supported, contradicted, outside, or nothing when the engine cannot tell."""
    opposed = _judge_life(case)
    if opposed:
        return opposed
    support, against = weigh(case)
    if support and (against is None or support.outweighs(against.likeness.mass)):
        is_sure = support.likeness.share >= _SUPPORT_SHARE and support.value
        return _claim(case, "supported", support.value, _passage(case, support)) if is_sure else None
    if against and _is_held(case, against):
        return _claim(case, "contradicted", against.value, _passage(case, against))
    if case.slot.kind == "date" and _is_unknown_date(case.slot, case.index):
        return _claim(case, "outside", None, None)
    return None


def _is_held(case: Case, against: Witness) -> bool:
    """Whether what differs is held against the essay: the same event is meant, and no correction agrees with the essay."""
    if not against.is_meant or is_corrected(case.slot.value, _passage(case, against), case.contest):
        return False
    slot, sentence = case.slot, against.likeness.sentence
    if is_opposed(slot.clause.own, sentence, case.index):
        return False
    is_told = not against.is_exchanged and (is_in_table(slot.value, case.index) or is_counted(slot.value, case.index))
    if is_told or is_doubtful(slot, against, case.about):
        return False
    if slot.kind == "date":
        if not against.is_exchanged and is_dated_elsewhere(slot.value, slot.stems, sentence, case.index):
            return False
        return not names_strangers(case.reading, case.reading.sentences[slot.sentence].span, case.index)
    return not is_elsewhere(case.reading, slot.sentence, sentence, case.index)


def _judge_life(case: Case) -> Claim | None:
    """Contradicted, where the essay puts a birth or a death at another date than all of the material."""
    date, text = case.slot.value, case.reading.text
    if not isinstance(date, DateMention):
        return None
    sentence = case.reading.sentences[case.slot.sentence].span
    told = find_opposed_life(date, text, case.reading.names, sentence, case.index)
    if told is None or is_corrected(date, case.index.passages[told.passage].id, case.contest):
        return None
    return _claim(case, "contradicted", told.said, case.index.passages[told.passage].id)


def _claim(case: Case, verdict: ClaimVerdict, value: str | None, passage: str | None) -> Claim:
    return Claim(
        span=case.reading.sentences[case.slot.sentence].span,
        verdict=verdict,
        kind=case.slot.kind,
        essay_value=case.reading.text[slice(*case.slot.span)],
        source_value=value,
        passage=passage,
    )


def _passage(case: Case, witness: Witness) -> str:
    return case.index.passages[case.index.sentences[witness.likeness.sentence].passage].id


def _says_correction(claim: Claim, contest: Contest) -> bool:
    """Whether the teacher's correction of the passage says most of what the essay says there."""
    said = {w.stem for w in find_words(claim.essay_value)} - STOP_STEMS
    told = (frozenset(w.stem for w in find_words(c.text)) for c in contest.corrections if c.passage == claim.passage)
    return any(len(said & stems) >= _CORRECTED_SHARE * len(said) for stems in told)


def _is_unknown_date(slot: Slot, index: Index) -> bool:
    """Whether no date of the material can be the essay's."""
    date = slot.value
    if not isinstance(date, DateMention) or date.first is None:
        return False
    return not value_table_of(index.contest).is_told_date(date)
