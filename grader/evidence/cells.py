"""Figures of the material's tables that the essay gives to another row or column than the table does.

Said only where the essay names one row and one column, the cell there has another figure, and the essay's stands in another
cell of the same table.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from grader.evidence.figure_table import ROW
from grader.evidence.index import Index, index_of, known_stems
from grader.evidence.lexicon import STOP_STEMS
from grader.model import Contest, Span
from grader.text.dates import compatible, find_dates
from grader.text.names import NameMention
from grader.text.quantities import Quantity, agree
from grader.text.reading import Reading
from grader.text.spans import Ordered, starting_in
from grader.text.words import find_words

_TELLING = 13
_MOST_ROWS = 200


class _Row(NamedTuple):
    """A row of a table.

    Attributes:
        label: its first cell.
        who: the people and places of its label.
        stems: of the label's words outside brackets, small words left out.
        figures: of each further cell, none where it has no figure or several.
        sentence: its number in `Index.sentences`.
    """

    label: str
    who: frozenset[str]
    stems: frozenset[str]
    figures: tuple[Quantity | None, ...]
    sentence: int


class _Table(NamedTuple):
    """A table: the stems of each column's head but the first, and the rows."""

    heads: tuple[frozenset[str], ...]
    rows: tuple[_Row, ...]


@lru_cache(maxsize=4)
def _tables_of(contest: Contest) -> tuple[_Table, ...]:
    """The tables of a material that have figures, read once for each loaded contest."""
    index = index_of(contest)
    tables: list[_Table] = []
    run: list[int] = []
    for number, line in enumerate(index.sentences):
        text = index.passages[line.passage].text
        if run and not _goes_on(run[-1], number, index):
            tables += _read_table(run, index)
            run = []
        if ROW in text and len(run) <= _MOST_ROWS:
            run.append(number)
    return (*tables, *_read_table(run, index))


def _goes_on(last: int, number: int, index: Index) -> bool:
    """Whether a sentence is the row behind another of one table; a row without figures may be the head of the next one."""
    before, text = _row_text(last, index), _row_text(number, index)
    is_next = index.sentences[number].passage == index.sentences[last].passage + 1
    return is_next and before.count(ROW) == text.count(ROW) and (_has_digits(text) or not _has_digits(before))


def _has_digits(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _row_text(sentence: int, index: Index) -> str:
    return index.passages[index.sentences[sentence].passage].text


def _read_table(run: Sequence[int], index: Index) -> Iterator[_Table]:
    """The table whose first row tells what its columns are."""
    if len(run) < 3 or _has_digits(_row_text(run[0], index)):  # noqa: PLR2004 - a head and two rows
        return
    heads = [
        frozenset(index.lexicon.known(w.norm, w.stem) for w in find_words(cell))
        for cell in _row_text(run[0], index).split(ROW)
    ]
    rows = [_read_row(number, index) for number in run[1:]]
    if any(figure for row in rows for figure in row.figures):
        yield _Table(tuple(heads[1:]), tuple(rows))


def _read_row(sentence: int, index: Index) -> _Row:
    passage = index.readings[index.sentences[sentence].passage]
    cells, start = [], 0
    for cell in passage.text.split(ROW):
        cells.append((start, start + len(cell)))
        start += len(cell) + len(ROW)
    inside = [starting_in(passage.quantities, cell) for cell in cells[1:]]
    who = {index.roster.resolve(m) for m in starting_in(passage.names, cells[0])}
    figures = tuple(found[0] if len(found) == 1 else None for found in inside)
    label = passage.text[slice(*cells[0])]
    words = [w for w in find_words(label.partition("(")[0]) if w.stem not in STOP_STEMS]
    stems = frozenset(index.lexicon.known(w.norm, w.stem) for w in words)
    return _Row(label, frozenset(w for w in who if w), stems, figures, sentence)


def find_exchanged_cells(
    reading: Reading, number: int, quantities: Sequence[Quantity], index: Index
) -> Iterator[tuple[Quantity, int, Quantity]]:
    """Figures of a sentence that a table has elsewhere, with the sentence and the figure of the cell that is meant.

    Args:
        reading: the essay.
        number: of the sentence.
        quantities: its figures.
        index: the material.
    """
    telling = [q for q in quantities if q.noun and q.low == q.high >= _TELLING]
    for table in _tables_of(index.contest) if telling else ():
        for quantity in telling:
            column = _find_column(quantity, table, index)
            row = None if column is None else _find_row(reading, number, quantity, table, index)
            told = row.figures[column] if row and column is not None else None
            if row and told and not agree(quantity, told) and _is_elsewhere(quantity, table):
                yield quantity, row.sentence, told


def _find_column(quantity: Quantity, table: _Table, index: Index) -> int | None:
    """The only column whose head has what is counted."""
    found = [n for n, head in enumerate(table.heads) if index.lexicon.shared([quantity.noun], head)]
    return found[0] if len(found) == 1 else None


def _find_row(reading: Reading, number: int, quantity: Quantity, table: _Table, index: Index) -> _Row | None:
    """The row that the sentence names last before a figure."""
    span = reading.sentences[number].span
    named = _find_named(reading.names, span, table, index) or _find_worded(reading, number, table, index)
    named += _find_dated(reading, span, table)
    before = [(at, row) for at, row in named if at < quantity.span[0]]
    last = max((at for at, _ in before), default=-1)
    rows = [row for at, row in before if at == last]
    return rows[0] if len(rows) == 1 else None


def _find_named(names: Ordered[NameMention], span: Span, table: _Table, index: Index) -> list[tuple[int, _Row]]:
    inside = [(m.span[0], index.roster.resolve(m)) for m in starting_in(names, span)]
    return [(at, row) for at, who in inside if who for row in table.rows if row.who == {who}]


def _find_worded(reading: Reading, number: int, table: _Table, index: Index) -> list[tuple[int, _Row]]:
    """Rows all of whose label's words the sentence has, where the last of them stands."""
    sentence, known = reading.sentences[number], known_stems(reading, index)
    places = {known[k]: reading.words[k].start for k in range(sentence.first, sentence.last)}
    rows = [row for row in table.rows if row.stems and row.stems <= places.keys() and not _has_digits(row.label)]
    return [(max(places[one] for one in row.stems), row) for row in rows]


def _find_dated(reading: Reading, span: Span, table: _Table) -> list[tuple[int, _Row]]:
    """Rows whose label is a date, one of the sentence's."""
    dates = starting_in(reading.dates, span)
    labels = [(row, find_dates(row.label)) for row in table.rows if not row.who] if dates else []
    return [(d.span[0], row) for d in dates for row, told in labels if len(told) == 1 and compatible(d, told[0])]


def _is_elsewhere(quantity: Quantity, table: _Table) -> bool:
    """Whether a cell of the table has a figure to the letter."""
    return any(told and told.low == told.high == quantity.low for row in table.rows for told in row.figures)
