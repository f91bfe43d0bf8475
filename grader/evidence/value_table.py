"""The dates and figures of a contest's material, made for finding the sentences that can be held against a slot."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from grader.evidence.index import index_of
from grader.evidence.likenesses import Clause
from grader.evidence.slots import LARGE, Value, is_bracketed
from grader.model import Contest
from grader.text.dates import DateMention, compatible
from grader.text.memory import Memory
from grader.text.quantities import Quantity
from grader.text.spans import starting_in


@dataclass(slots=True)
class ValueTable:
    """Where the material has which dates and figures; sentences by their number in `Index.sentences`.

    Attributes:
        dated: the sentences with a date.
        counted: noun to the sentences that count it.
        uncounted: the sentences with a large figure of nothing that is named; `large`: with any large figure.
        dates: the different dates that are surely of a time, each once.
        known: memory of `is_told_date`.
    """

    dated: set[int] = field(default_factory=set)
    counted: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    uncounted: set[int] = field(default_factory=set)
    large: set[int] = field(default_factory=set)
    dates: tuple[DateMention, ...] = ()
    known: Memory[tuple[object, ...], bool] = field(default_factory=Memory)

    def find_sentences(self, value: Value, clause: Clause) -> set[int]:
        """The only sentences that may give a value of the same kind, for `find_values` to look at."""
        if isinstance(value, DateMention):
            return self.dated
        is_large = value.low >= LARGE
        if not value.noun:
            return self.large if is_large else set()
        found = set(self.uncounted) if is_large else set()
        for noun in (value.noun, *clause.own):
            found |= self.counted.get(noun, frozenset())
        return found

    def is_told_date(self, date: DateMention) -> bool:
        """Whether any date of the material can be this one; remembered, since essays name the same dates."""
        key = date[1:]
        is_told = self.known.get(key)
        if is_told is None:
            is_told = self.known[key] = any(compatible(date, told) for told in self.dates)
        return is_told

    def enter(self, quantity: Quantity, number: int) -> None:
        """Enters a figure of a sentence."""
        if quantity.noun:
            self.counted[quantity.noun].add(number)
        if quantity.low >= LARGE:
            self.large.add(number)
            if not quantity.noun:
                self.uncounted.add(number)


@lru_cache(maxsize=4)
def value_table_of(contest: Contest) -> ValueTable:
    """The dates and figures of a contest's material, made once for each loaded contest."""
    index, table = index_of(contest), ValueTable()
    for number, line in enumerate(index.sentences):
        passage = index.readings[line.passage]
        if any(not is_bracketed(passage.text, date.span) for date in starting_in(passage.dates, line.span)):
            table.dated.add(number)
        for quantity in starting_in(passage.quantities, line.span):
            if not quantity.is_ordinal:
                table.enter(quantity, number)
    dates = (date for reading in index.readings for date in reading.dates if date.first is not None)
    table.dates = tuple({date[1:]: date for date in dates}.values())
    return table
