"""Dates that the essay puts into another year than the material: the same day of the same month, of the same event.

Two events seldom fall on one day of the year, so that few shared words are enough. Nothing is said where the material has
the essay's own date, or that day in several years.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from grader.evidence.difference import tell_difference
from grader.evidence.events import Events
from grader.evidence.figure_table import is_alike, neighbours
from grader.evidence.index import index_of
from grader.evidence.slots import is_corrected
from grader.model import Contest, Span
from grader.report import Claim
from grader.text.dates import DateMention
from grader.text.spans import is_covered

_ALIKE = (2, 1.0)
_Day = tuple[int | None, int | None]


def _is_day(mention: DateMention) -> bool:
    """Whether a date is one exact day of one year: `before 3 May 1903` is none."""
    is_exact = mention.precision == "day" and mention.year is not None
    return is_exact and not mention.is_vague and not mention.relation


@lru_cache(maxsize=4)
def _days_of(contest: Contest) -> Mapping[_Day, Sequence[tuple[DateMention, int]]]:
    """Month and day to the dates of the material with their sentences, made once for each loaded contest."""
    index, found = index_of(contest), defaultdict[_Day, list[tuple[DateMention, int]]](list)
    for number in range(len(index.sentences)):
        for mention in filter(_is_day, index.dates_of(number)):
            found[mention.month, mention.day].append((mention, number))
    return found


def find_other_years(events: Events, contest: Contest, closed: Sequence[Span]) -> list[Claim]:
    """Statements with a day of another year than the material's of the same event.

    Args:
        events: the essay's clauses against the material.
        contest: the contest with the teacher's corrections.
        closed: merged spans that state nothing.
    """
    reading, index, claims = events.reading, events.index, []
    days = _days_of(index.contest)
    for mention in filter(_is_day, reading.dates):
        number, told = reading.sentence_at(mention.span[0]), days.get((mention.month, mention.day), ())
        years = {said.year for said, _ in told}
        if number is None or len(years) != 1 or mention.year in years or is_covered(mention.span[0], closed):
            continue
        stems = events.clause_at(number, mention.span[0]).stems
        alike = [(said, n) for said, n in told if is_alike(stems, neighbours(n, index), _ALIKE, index)]
        if alike and not is_corrected(mention, index.passages[index.sentences[alike[0][1]].passage].id, contest):
            ours = reading.text[slice(*mention.span)]
            said, sentence = alike[0]
            theirs = index.readings[index.sentences[sentence].passage].text[slice(*said.span)]
            claims.append(tell_difference(reading.sentences[number].span, "date", ours, theirs, sentence, index))
    return claims
