"""Whether the order that an essay gives to two events is that of the material's dates.

Silent in doubt: both clauses must surely tell an event of the material, each event must have one date there, and the dates
must not touch.
"""

from typing import NamedTuple

from grader.evidence.index import Index
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.life_dates import find_life_dates
from grader.evidence.likenesses import Clause, Likeness, find_likenesses
from grader.model import Span
from grader.text.dates import DateMention, compatible
from grader.text.order_words import OrderStatement, find_order_statements
from grader.text.reading import Reading
from grader.text.spans import is_covered, merge, starting_in

_SHARE, _NEAR_BEST = 0.85, 0.8
_EXACT = frozenset({"day", "month", "season", "year"})


class DatedEvent(NamedTuple):
    """An event that a clause tells.

    Attributes:
        span: the clause in the essay.
        first, last: its first and last day as ordinals.
        said: the date as it is written.
        passage: the passage that dates it; empty when the essay itself does.
    """

    span: Span
    first: int
    last: int
    said: str
    passage: str


class OrderClaim(NamedTuple):
    """Two events in the order that the essay gives them, and whether their dates agree with it."""

    earlier: DatedEvent
    later: DatedEvent
    agrees: bool


def find_order_claims(reading: Reading, index: Index) -> list[OrderClaim]:
    """Every statement of order whose two events are surely dated, in order of the essay."""
    quoted = merge(q.outer for q in reading.quoted)
    sentences = [(s.span, s.paragraph) for s in reading.sentences]
    claims = []
    for statement in find_order_statements(reading.text, sentences, quoted):
        claim = _judge(reading, index, statement)
        if claim:
            claims.append(claim)
    return claims


def _judge(reading: Reading, index: Index, statement: OrderStatement) -> OrderClaim | None:
    earlier, later = (_date_event(reading, index, span) for span in (statement.earlier, statement.later))
    if earlier is None or later is None:
        return None
    if earlier.last < later.first:
        return OrderClaim(earlier, later, agrees=True)
    if earlier.first > later.last:
        return OrderClaim(earlier, later, agrees=False)
    return None


def _date_event(reading: Reading, index: Index, span: Span) -> DatedEvent | None:
    """The date of the event in a clause: the essay's own where it gives one, else the material's.

    A date of the essay's own that differs from the material's is for `consistency`, so that the event is left alone.
    """
    own = [d for d in starting_in(reading.dates, span) if d.first is not None and not d.relation]
    told = _find_told(reading, index, span)
    if len(own) > 1 or (own and told and not any(compatible(own[0], t) for t, _ in told)):
        return None
    if own:
        return _event(span, own[0], reading.text, "")
    if not told or not all(compatible(told[0][0], other) for other, _ in told[1:]):
        return None
    mention, sentence = told[0]
    line = index.sentences[sentence]
    return _event(span, mention, index.readings[line.passage].text, index.passages[line.passage].id)


def _event(span: Span, mention: DateMention, text: str, passage: str) -> DatedEvent | None:
    if mention.first is None or mention.last is None or mention.precision not in _EXACT or mention.is_vague:
        return None
    return DatedEvent(span, mention.first, mention.last, text[slice(*mention.span)], passage)


def _find_told(reading: Reading, index: Index, span: Span) -> list[tuple[DateMention, int]]:
    """Dates of the sentences of the material that tell a clause's event nearly word for word, and as well as any other.

    A birth or a death happens once: its dates are known, whatever else the clause says.
    """
    life = find_life_dates(reading.text, reading.names, span, index)
    if life:
        return [(one.date, one.sentence) for one in life]
    likenesses = find_likenesses(_read_clause(reading, index, span), index)
    best = max((one.mass for one in likenesses), default=0.0)
    told = []
    for one in likenesses:
        if _tells(one) and one.share >= _SHARE and one.mass >= _NEAR_BEST * best:
            dates = [d for d in index.dates_of(one.sentence) if d.first is not None]
            told += [(date, one.sentence) for date in dates]
    return told


def _tells(likeness: Likeness) -> bool:
    """Whether what is shared is an event: an ordinary word, and a name or another one."""
    return (
        likeness.is_core and likeness.has_names and likeness.predicates > 0 and likeness.predicates + likeness.names > 1
    )


def _read_clause(reading: Reading, index: Index, span: Span) -> Clause:
    """The clause's content words, without dates and figures."""
    slots = merge([d.span for d in reading.dates] + [q.span for q in reading.quantities])
    first, last = reading.word_range(span)
    words = [w for w in reading.words[first:last] if w.stem not in STOP_STEMS and not is_covered(w.start, slots)]
    own = tuple(dict.fromkeys(index.lexicon.known(w.norm, w.stem) for w in words))
    return Clause(span, own, own, {})
