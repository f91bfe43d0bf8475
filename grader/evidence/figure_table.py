"""The figures of a contest's material, made for looking them up by their digits, their neighbours and their owners."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, pairwise

from grader.evidence.index import Index, PassageReading, index_of
from grader.evidence.likenesses import stands_in
from grader.model import Contest, Span
from grader.text.names import NameMention
from grader.text.quantities import Quantity
from grader.text.roster import Roster
from grader.text.spans import Ordered, starting_in

_WIDEST = 2.5
_REACH = 40
_MOST_ROWS = 60
ROW = " | "
"""What stands between the cells of a table's row."""


@dataclass(slots=True)
class FigureTable:
    """Where the material has which figures.

    Attributes:
        by_digits: the digits of a figure without zeros, in order of size, to sentences and quantities.
        by_sentence: number of a sentence to its quantities.
        ages: sentences and the ages that they tell.
        owners: two people or places to the sentences that give each of them a figure.
    """

    by_digits: dict[str, list[tuple[int, Quantity]]] = field(default_factory=lambda: defaultdict(list))
    by_sentence: dict[int, list[Quantity]] = field(default_factory=dict)
    ages: list[tuple[int, Quantity]] = field(default_factory=list)
    owners: dict[tuple[str, str], list[tuple[int, dict[str, Quantity]]]] = field(
        default_factory=lambda: defaultdict(list)
    )


def center_of(quantity: Quantity) -> float | None:
    """The figure that was written: 40 for `about forty` and `more than forty`; None for `thousands` and parts of one."""
    low, high = quantity.low, quantity.high
    if low < 1 or high > _WIDEST * low:
        return None
    if low == high or high == low * 2:
        return low
    return round((low + high) / 2, 6) if quantity.is_approximate else None


def digits_of(figure: float) -> str:
    """The digits of a figure without zeros, in order of size: 56 and 65, 8,000 and 800 have the same."""
    return "".join(sorted(f"{figure:.0f}".replace("0", "")))


def find_owned(
    quantities: Iterable[Quantity], names: Ordered[NameMention], text: str, span: Span, roster: Roster
) -> dict[str, Quantity]:
    """Person or place to the first figure right behind the name in a sentence: `Hill was given ten years and Brown five`."""
    owned: dict[str, Quantity] = {}
    inside = starting_in(names, span)
    ends = [*(m.span[0] for m in inside[1:]), span[1]][: len(inside)]
    for mention, end in zip(inside, ends, strict=True):
        stop = min(end, mention.span[1] + _REACH)
        who = roster.resolve(mention)
        figure = next((q for q in quantities if mention.span[1] <= q.span[0] < stop and not q.is_ordinal), None)
        if who is not None and figure is not None and not set(text[mention.span[1] : figure.span[0]]) & set(",;:("):
            owned.setdefault(who, figure)
    return owned


@lru_cache(maxsize=4)
def figure_table_of(contest: Contest) -> FigureTable:
    """The figures of a contest's material, made once for each loaded contest."""
    index = index_of(contest)
    table = FigureTable()
    for number, line in enumerate(index.sentences):
        passage = index.readings[line.passage]
        quantities = [q for q in starting_in(passage.quantities, line.span) if not q.is_ordinal]
        if not quantities:
            continue
        table.by_sentence[number] = quantities
        table.ages += [(number, quantity) for quantity in quantities if quantity.noun == "age"]
        for quantity in quantities:
            center = center_of(quantity)
            if center is not None:
                table.by_digits[digits_of(center)].append((number, quantity))
        owned = find_owned(quantities, passage.names, passage.text, line.span, index.roster)
        for pair in pairwise(owned):
            table.owners[min(pair), max(pair)].append((number, owned))
    for rows in _find_rows(index, table):
        for one, other in combinations(rows, 2):
            whole = rows[one][1] | rows[other][1]
            table.owners[min(one, other), max(one, other)].append((rows[one][0], whole))
    return table


def _find_rows(index: Index, table: FigureTable) -> Iterator[dict[str, tuple[int, dict[str, Quantity]]]]:
    """The tables of the material whose rows give one figure each to a person or place: whom, row and figure."""
    rows: dict[str, tuple[int, dict[str, Quantity]]] = {}
    last = -1
    for number, line in enumerate(index.sentences):
        passage = index.readings[line.passage]
        owner = _read_row(passage, line.span, table.by_sentence.get(number, ()), index.roster)
        if rows and (owner is None or line.passage != last + 1 or len(rows) >= _MOST_ROWS):
            yield rows
            rows = {}
        if owner:
            rows.setdefault(owner[0], (number, dict([owner])))
        last = line.passage
    yield rows


def _read_row(
    passage: PassageReading, span: Span, quantities: Sequence[Quantity], roster: Roster
) -> tuple[str, Quantity] | None:
    """Whom a row is about, and its only figure."""
    names = starting_in(passage.names, span) if ROW in passage.text else []
    who = roster.resolve(names[0]) if len(names) == 1 and len(quantities) == 1 else None
    return (who, quantities[0]) if who else None


def neighbours(sentence: int, index: Index, reach: int = 1) -> list[int]:
    """A sentence of the material, and as many before and behind it in the same passage as `reach` says."""
    passage = index.sentences[sentence].passage
    near = range(max(0, sentence - reach), min(len(index.sentences), sentence + reach + 1))
    return [n for n in near if index.sentences[n].passage == passage]


def is_alike(stems: frozenset[str], sentences: Sequence[int], needed: tuple[int, float], index: Index) -> bool:
    """Whether sentences of the material share so many of the essay's words, and words so rare."""
    shared = sorted(one for one in stems if stands_in(one, sentences, index))
    return len(shared) >= needed[0] and round(index.sum_rarities(shared), 4) >= needed[1]
