"""When people were born and when they died: each happens once, so that a name and the word are enough to compare dates.

Read from sentences of the form `Ada Hill died in 1904` alone: the name, at most two words such as `had` or `suddenly`, the
word, and no other date in the sentence.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from grader.evidence.index import Index, index_of
from grader.model import Contest, Span
from grader.text.dates import DateMention, compatible
from grader.text.names import NameMention
from grader.text.spans import Ordered, is_covered, starting_in

LifeEvent: TypeAlias = Literal["birth", "death"]
_EVENT = re.compile(
    r"(?: (?:had|himself|herself|then|finally|suddenly|later|already|unexpectedly|peacefully|also|only)){0,2}"
    r" (?:(?P<birth>was born)|died|passed away|was (?:murdered|assassinated|executed))\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;:]|\b(?:and|but|when|while|after|before|because|so|who|which|that|if|as)\b")
_SHARED = (" and ", "'s ", "’s ")  # `A and B died`, `B of A`: more persons than one, or another
_REACH = 120  # characters from the name to the date; so that long sentences cost no more than many short ones


class LifeDate(NamedTuple):
    """When somebody was born or died.

    Attributes:
        who: the person's id in the roster.
        date: the date, in the text it was read from.
        said: the date as it is written.
        passage: number of the passage in `Index.passages`.
        sentence: number of the sentence in `Index.sentences`.
    """

    who: str
    event: LifeEvent
    date: DateMention
    said: str
    passage: int
    sentence: int


def find_opposed_life(date: DateMention, text: str, names: Ordered[NameMention], span: Span, index: Index) -> (
    LifeDate | None
):  # fmt: skip
    """What the material says of the birth or death that the essay puts at another date.

    Args:
        date: the essay's date.
        text: the essay.
        names: its names.
        span: the sentence of the date.
        index: the material.

    Returns:
        The material's date; None where the sentence tells no birth or death, or any date of the material agrees.
    """
    if date.first is None or date.relation:
        return None
    start = date.span[0]
    for who, event, end in _find_events(text, names, (max(span[0], start - _REACH), start), index):
        if not _BREAK.search(text, end, start):
            told = _life_dates_of(index.contest).get((who, event), ())
            is_opposed = bool(told) and not any(compatible(date, one.date) for one in told)
            return min(told, key=lambda one: _length(one.date)) if is_opposed else None
    return None


def find_life_dates(text: str, names: Ordered[NameMention], span: Span, index: Index) -> tuple[LifeDate, ...]:
    """What the material says of when the birth or death happened that a clause tells; empty where it tells none."""
    for who, event, _ in _find_events(text, names, span, index):
        return _life_dates_of(index.contest).get((who, event), ())
    return ()


def _length(date: DateMention) -> int:
    return (date.last or 0) - (date.first or 0)


def _find_events(text: str, names: Ordered[NameMention], span: Span, index: Index) -> list[tuple[str, LifeEvent, int]]:
    """Person, event and where its words end, for every birth and death that the sentence tells."""
    found: list[tuple[str, LifeEvent, int]] = []
    for mention in starting_in(names, span):
        match = _EVENT.match(text, mention.span[1], span[1]) if mention.kind == "person" else None
        who = index.roster.resolve(mention) if match else None
        if match and who and not text.endswith(_SHARED, 0, mention.span[0]):
            found.append((who, "birth" if match["birth"] else "death", match.end()))
    return found


@lru_cache(maxsize=4)
def _life_dates_of(contest: Contest) -> dict[tuple[str, LifeEvent], tuple[LifeDate, ...]]:
    """Person and event to every date that the material gives, made once for each loaded contest."""
    index = index_of(contest)
    found: dict[tuple[str, LifeEvent], tuple[LifeDate, ...]] = {}
    for number, line in enumerate(index.sentences):
        passage = index.readings[line.passage]
        quoted = sorted(q.outer for q in passage.quoted)
        events = _find_events(passage.text, passage.names, line.span, index)
        dates = [d for d in starting_in(passage.dates, line.span) if d.first is not None]
        if len(events) == 1 and len(dates) == 1 and not dates[0].relation and not is_covered(line.span[0], quoted):
            who, event, _ = events[0]
            said = passage.text[slice(*dates[0].span)]
            found[who, event] = (
                *found.get((who, event), ()),
                LifeDate(who, event, dates[0], said, line.passage, number),
            )
    return found
