"""scores.csv: a teacher's hand scores, and perhaps a second rater's, read so that every mistake names its row.

Spreadsheets write the file in many ways: commas, semicolons or tabs between cells, decimal commas, byte order marks, `01`
turned into `1`. All of these are understood; nothing that could mean two things is guessed.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from grader.documents.decoding import decode_text
from grader.documents.guard import check_size
from grader.documents.signature import ZIP_START
from grader.documents.tables import split_csv
from grader.errors import InvalidConfig, Place, UnreadableFile
from grader.model import Rubric
from grader.scoring.essay_names import EssayNames

TOTAL = "total"
_ESSAY = "essay"
_SECOND = "@2"
_GROUP = "group:"
_NUMBER = re.compile(r"[+-]?\d{1,6}(?:[.,]\d{1,6})?", re.ASCII)
_SUGGESTED = f"{TOTAL}_low"
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class HandScore:
    """What people gave one essay.

    Attributes:
        essay: its id.
        points: by column, `total` or a criterion's id, in the rubric's points; empty cells are left out.
        second: the same of the second rater; no column that `points` has not.
        groups: by name of the group column; empty cells are left out.
    """

    essay: str
    points: Mapping[str, float]
    second: Mapping[str, float]
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HandScores:
    """The hand scores of a contest.

    Attributes:
        rows: essays with at least one score, in the order of their ids.
        columns: `total` first, then criteria in the rubric's order, as far as somebody was scored on them. Where every
            criterion was scored and the file has no `total`, the total is their sum.
        groups: names of the group columns, in the file's order.
    """

    rows: tuple[HandScore, ...]
    columns: tuple[str, ...]
    groups: tuple[str, ...] = ()

    def points(self, column: str) -> dict[str, float]:
        """The first rater's points in a column by essay id."""
        return {row.essay: row.points[column] for row in self.rows if column in row.points}

    def second(self, column: str) -> dict[str, float]:
        """The second rater's points in a column by essay id; empty where one person scored."""
        return {row.essay: row.second[column] for row in self.rows if column in row.second}


def find_limits(rubric: Rubric) -> dict[str, tuple[float, float]]:
    """The fewest and the most points of `total` and of every criterion."""
    limits = {c.id: (c.levels[0].points, c.levels[-1].points) for c in rubric.criteria}
    lows, highs = zip(*limits.values(), strict=True)
    return {TOTAL: (sum(lows), sum(highs)), **limits}


def read_hand_scores(path: Path, rubric: Rubric, essays: Mapping[str, str]) -> HandScores:
    """The hand scores of a file.

    Args:
        path: the CSV file.
        rubric: of the contest; its criteria may be columns, and its points are the limits.
        essays: file names by id of all known essays; a row may name either.

    Raises:
        InvalidConfig: the file cannot be read, or a row or column says what it cannot say; file, row, cause and remedy.
    """
    return _Reading(path, rubric, essays).read()


class _Reading:
    """One file while it is read."""

    def __init__(self, path: Path, rubric: Rubric, essays: Mapping[str, str]) -> None:
        self._path = path
        self._limits = find_limits(rubric)
        self._labels = {c.label.casefold(): c.id for c in rubric.criteria}
        self._names = EssayNames(essays)
        self._lines: list[str] = []
        self._seen: dict[str, int] = {}

    def read(self) -> HandScores:
        self._lines = _read_text(self._path).split("\n")
        rows = [(line, [" ".join(cell.split()) for cell in row]) for line, row in self._split()]
        filled = [(line, row) for line, row in rows if any(row)]
        if not filled:
            self._refuse(1, "the file holds no row", f"Begin with a line such as `{_ESSAY},{TOTAL}`")
        columns = self._read_header(*filled[0])
        scored = sorted((self._read_row(line, row, columns) for line, row in filled[1:]), key=lambda one: one.essay)
        rows_ = tuple(self._add_total(one, columns) for one in scored if one.points)
        if not rows_:
            self._refuse(filled[0][0], "no essay has a score", "Write points into the rows below the first")
        given = tuple(c for c in self._limits if any(c in one.points for one in rows_))
        groups = tuple(name.removeprefix(_GROUP) for name in columns if name.startswith(_GROUP))
        return HandScores(rows_, given, groups)

    def _split(self) -> Iterator[tuple[int, list[str]]]:
        try:
            yield from split_csv("\n".join(self._lines))
        except csv.Error:
            self._refuse(1, "a quotation mark is opened and never closed", "Save the table as CSV again")

    def _read_header(self, line: int, cells: Sequence[str]) -> list[str]:
        """The columns' names in one spelling: `essay`, `total`, `total@2`, a criterion's id, `group:<name>`."""
        while cells and not cells[-1]:
            cells = cells[:-1]
        if _SUGGESTED in cells:
            cause = "these are the grader's own suggestions, not hand scores"
            self._refuse(line, cause, "Name the file in which people wrote their scores")
        names = [self._read_name(line, cell) for cell in cells]
        for name in names:
            if names.count(name) > 1:
                self._refuse(line, f"two columns are called `{name}`", "Keep one of them")
        if _ESSAY not in names:
            self._refuse(line, f"there is no column `{_ESSAY}`", "The first line names the columns: essay, total, …")
        for name in names:
            first = name.removesuffix(_SECOND)
            if first in self._limits and first not in names:
                self._refuse(line, f"`{name}` stands without `{first}`", "The first rater's points go there")
        if not any(name in self._limits for name in names):
            known = ", ".join(f"`{name}`" for name in self._limits)
            self._refuse(line, "no column holds scores", f"Add one or more of {known}")
        return names

    def _read_name(self, line: int, cell: str) -> str:
        name = cell.casefold().replace(" ", "") if "@" in cell else cell.casefold()
        group = cell[len(_GROUP) :].strip() if name.startswith(_GROUP) else ""
        if not group and name != _ESSAY and name.removesuffix(_SECOND) not in self._limits:
            self._refuse(line, f"there is no column {_show(cell)}", self._propose(name))
        return _GROUP + group if group else name

    def _propose(self, name: str) -> str:
        spellings = {name: name for name in (_ESSAY, *self._limits)} | self._labels
        near = get_close_matches(name.removesuffix(_SECOND), spellings, n=1)
        if near:
            return f"Did you mean `{spellings[near[0]]}{_SECOND if name.endswith(_SECOND) else ''}`?"
        known = ", ".join(f"`{known}`" for known in (_ESSAY, *self._limits))
        return f"Known columns: {known}, a second rater's with `{_SECOND}` behind the name, and `{_GROUP}<name>`"

    def _read_row(self, line: int, cells: Sequence[str], columns: Sequence[str]) -> HandScore:
        if any(cells[len(columns) :]):
            remedy = "A decimal comma needs quotation marks, or a file whose cells are separated by semicolons"
            self._refuse(line, f"the row has {len(cells)} cells, and the first line names {len(columns)}", remedy)
        row = {name: cell for name, cell in zip(columns, cells, strict=False) if cell}
        essay = self._find_essay(line, row.pop(_ESSAY, ""))
        groups = {name.removeprefix(_GROUP): row.pop(name) for name in list(row) if name.startswith(_GROUP)}
        points = {name: self._read_points(line, name, cell) for name, cell in row.items()}
        second = {n.removesuffix(_SECOND): points.pop(n) for n in list(points) if n.endswith(_SECOND)}
        for name in second:
            if name not in points:
                cause = f"only the second rater gave points for `{name}`"
                self._refuse(line, cause, f"Write them into the column `{name}`")
        return HandScore(essay, points, second, groups)

    def _find_essay(self, line: int, name: str) -> str:
        if not name:
            self._refuse(line, "the row names no essay", f"Write its file name or id into the column `{_ESSAY}`")
        shown = _show(name)
        found = self._names.find(name)
        if len(found) > 1:
            self._refuse(line, f"{shown} may be any of {', '.join(found)}", "Write the id")
        if not found:
            near = self._names.propose(name)
            remedy = f"Did you mean `{near}`?" if near else "Write the essay's file name or its id"
            self._refuse(line, f"there is no essay {shown}", remedy)
        essay = found[0]
        if earlier := self._seen.get(essay):
            self._refuse(line, f"the essay {shown} stands in row {earlier} already", "Keep one of the two rows")
        self._seen[essay] = line
        return essay

    def _read_points(self, line: int, column: str, cell: str) -> float:
        if not _NUMBER.fullmatch(cell):
            remedy = "Write points such as 4 or 3.5, and leave the cell empty where nobody scored"
            self._refuse(line, f"{_show(cell)} in the column `{column}` is no number", remedy)
        points = float(cell.replace(",", "."))
        low, high = self._limits[column.removesuffix(_SECOND)]
        if not low <= points <= high:
            cause = f"{points:g} in the column `{column}` lies outside the rubric"
            self._refuse(line, cause, f"Points go from {low:g} to {high:g} there")
        return points

    def _add_total(self, row: HandScore, columns: Sequence[str]) -> HandScore:
        """The row with the sum of its criteria as total, for each rater who scored all of them, if no column has it."""
        if TOTAL in columns:
            return row
        points, second = (_sum_up(given, len(self._limits) - 1) for given in (row.points, row.second))
        return HandScore(row.essay, points, second, row.groups)

    def _refuse(self, line: int, cause: str, remedy: str) -> NoReturn:
        place = Place(line, 0, self._lines[line - 1][:200] if self._lines else "")
        raise InvalidConfig(str(self._path), cause, remedy, place)


def _sum_up(points: Mapping[str, float], criteria: int) -> Mapping[str, float]:
    return {TOTAL: round(sum(points.values()), 4), **points} if len(points) == criteria else points


def _read_text(path: Path) -> str:
    try:
        content = path.read_bytes()
        check_size(content, str(path))
        if not content.startswith(ZIP_START):
            return decode_text(content, str(path))[0].lstrip("\ufeff")
    except FileNotFoundError:
        raise InvalidConfig(str(path), "there is no such file", "Check the spelling of the path") from None
    except UnreadableFile as error:
        raise InvalidConfig(str(path), error.cause, error.remedy) from None
    raise InvalidConfig(str(path), "the file is a workbook or an archive", "Open it and save the sheet as CSV")


def _show(cell: str) -> str:
    return f"“{cell if len(cell) <= _LONGEST_SHOWN else cell[:_LONGEST_SHOWN] + '…'}”"
