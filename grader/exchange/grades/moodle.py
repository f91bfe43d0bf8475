"""Grades into Moodle's grading worksheet, to be uploaded there again.

Heads are in the language of the course: columns are found by translations that are known, or else by what stands in them.
Moodle compares heads and times letter by letter, so that every other cell keeps its bytes.
"""

import re
from collections.abc import Sequence

from grader.errors import InvalidConfig
from grader.exchange.grades.grade import Filled, Grade, demand_scale, find_owners, write_points
from grader.exchange.grades.sheet import Sheet, guard_text, read_sheet
from grader.exchange.points import read_points

_NUMBERED = re.compile(r"\D+(\d{1,20})")
_GRADES = "grade bewertung calificación note valutazione cijfer ocena nota arvosana betyg karakter оценка оцінка"
_GRADE = frozenset(_GRADES.split())
_MOST = frozenset(
    (
        "maximum grade",
        "höchste bewertung",
        "bestwertung",
        "calificación máxima",
        "note maximale",
        "punteggio massimo",
        "valutazione massima",
        "maximumcijfer",
        "maximaal cijfer",
        "maksymalna ocena",
        "nota máxima",
        "maksimiarvosana",
        "maximalt betyg",
    )
)
_COMMENT = frozenset(
    (
        "feedback comments",
        "feedback als kommentar",
        "feedback-kommentare",
        "comentarios de retroalimentación",
        "feedback par commentaires",
        "commenti",
        "feedbackopmerkingen",
        "comentários de feedback",
    )
)


def fill_worksheet(
    content: bytes, file: str, grades: Sequence[Grade], most: float, *, is_scaled: bool = False
) -> Filled:
    """The worksheet with a person's grades, and their comments where it has a column for them.

    Args:
        content: the downloaded CSV.
        file: its name, for messages.
        grades: a person's decisions.
        most: the rubric's most points.
        is_scaled: whether points are converted to the assignment's.

    Raises:
        UnreadableFile: it is no text.
        InvalidConfig: it is no grading worksheet, or a grade belongs to nobody.
    """
    sheet = read_sheet(content, file)
    columns = _Columns(sheet)
    owners = find_owners(grades, "lms_id", file)
    comma, seen = sheet.comma, set()
    for row in range(1, len(sheet.rows)):
        found = _NUMBERED.fullmatch(sheet.value(row, 0).strip())
        grade = owners.get(found[1]) if found else None
        if grade is None:
            continue
        highest = read_points(sheet.value(row, columns.most)) or 0
        demand_scale(most, highest, file, is_scaled=is_scaled)
        sheet.fill(row, columns.grade, write_points(grade.points, most, highest, comma))
        if grade.comment and columns.comment is not None:
            sheet.fill(row, columns.comment, guard_text(grade.comment))
        seen.add(grade.essay)
    missing = tuple(one.essay for one in grades if one.essay not in seen)
    return Filled(sheet.render(), len(seen), missing)


class _Columns:
    """Where the columns stand that are written or needed.

    Raises:
        InvalidConfig: the first column holds no participants, or none holds highest grades.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._head = [name.lower().lstrip("\ufeff") for name in sheet.head()]
        first = [sheet.value(row, 0).strip() for row in range(1, len(sheet.rows)) if any(sheet.rows[row])]
        if not first or not all(_NUMBERED.fullmatch(one) for one in first):
            self._refuse("its first column holds no participants such as “Participant 123”")
        most = self._find(_MOST)
        self.most = most if most is not None else self._guess_most()
        grade = self._find(_GRADE)
        self.grade = grade if grade is not None else self.most - 1
        if self.grade < 1:
            self._refuse("no column holds grades")
        self.comment = self._find(_COMMENT)

    def _find(self, names: frozenset[str]) -> int | None:
        return next((k for k, name in enumerate(self._head) if name in names), None)

    def _guess_most(self) -> int:
        """The column in which every row has the same number above 0; the one before it is the grade's."""
        rows = [row for row in range(1, len(self._sheet.rows)) if any(self._sheet.rows[row])]
        for column in range(2, len(self._head)):
            values = {read_points(self._sheet.value(row, column)) or 0 for row in rows}
            if len(values) == 1 and values.pop() > 0:
                return column
        return self._refuse("no column holds the highest grade")

    def _refuse(self, cause: str) -> int:
        remedy = "Download it in Moodle: View all submissions, Download grading worksheet"
        raise InvalidConfig(self._sheet.file, f"it is no grading worksheet of Moodle: {cause}", remedy)
