"""Grades into the gradebook that Canvas exports as CSV, to be imported there again.

Only the columns that say who a student is and the assignment's own go back, so that no other grade can be changed by it.
"""

import re
from collections.abc import Sequence

from grader.errors import InvalidConfig
from grader.exchange.grades.grade import Filled, Grade, demand_scale, find_owners, write_points
from grader.exchange.grades.sheet import Sheet, read_sheet
from grader.exchange.points import read_points

_ASSIGNMENT = re.compile(r".+\((\d+)\)")
_POINTS_ROW = "points possible"
_ID = "id"
_EXCUSED = frozenset({"ex", "n/a"})


def fill_gradebook(
    content: bytes, file: str, grades: Sequence[Grade], most: float, assignment: str = "", *, is_scaled: bool = False
) -> Filled:
    """The gradebook with a person's grades; students who are excused keep that.

    Args:
        content: the exported CSV.
        file: its name, for messages.
        grades: a person's decisions.
        most: the rubric's most points.
        assignment: the column, as its whole head, its title or its number; empty where there is one only.
        is_scaled: whether points are converted to the assignment's.

    Raises:
        UnreadableFile: it is no text.
        InvalidConfig: it is no gradebook, the column is not clear, or a grade belongs to nobody.
    """
    sheet = read_sheet(content, file)
    identity, column = _find_columns(sheet, assignment)
    owners = find_owners(grades, "lms_user", file)
    highest = _find_highest(sheet, column)
    demand_scale(most, highest, file, is_scaled=is_scaled)
    comma, seen = sheet.comma, set()
    for row in range(1, len(sheet.rows)):
        grade = owners.get(sheet.value(row, identity).strip())
        if grade is None:
            continue
        seen.add(grade.essay)
        if sheet.value(row, column).strip().lower() not in _EXCUSED:
            sheet.fill(row, column, write_points(grade.points, most, highest, comma))
    head = sheet.head()
    first = next(k for k, name in enumerate(head) if _ASSIGNMENT.fullmatch(name))
    sheet.keep([*range(first), column])
    missing = tuple(one.essay for one in grades if one.essay not in seen)
    return Filled(sheet.render(), len(seen), missing)


def _find_columns(sheet: Sheet, assignment: str) -> tuple[int, int]:
    """The columns of the account's number and of the assignment."""
    head = sheet.head()
    low = [name.lower() for name in head]
    found = {k: name for k, name in enumerate(head) if _ASSIGNMENT.fullmatch(name)}
    if _ID not in low or not found:
        cause = "it is no gradebook of Canvas: there is no column `ID`, or none with an assignment's number"
        raise InvalidConfig(sheet.file, cause, "Export it in Canvas: Grades, Export, Export Entire Gradebook")
    wanted = assignment.strip().lower()
    fitting = [k for k, name in found.items() if not wanted or wanted in _names_of(name)]
    if len(fitting) != 1:
        titles = ", ".join(f"“{name}”" for name in found.values())
        cause = f"no assignment is called “{assignment}”" if assignment else f"it holds {len(found)} assignments"
        raise InvalidConfig(sheet.file, cause, f"Say which with --assignment: {titles}")
    return low.index(_ID), fitting[0]


def _names_of(head: str) -> set[str]:
    number = head.rsplit("(", 1)[1][:-1]
    return {head.lower(), head.rsplit("(", 1)[0].strip().lower(), number}


def _find_highest(sheet: Sheet, column: int) -> float:
    """The assignment's points, from the row that tells them."""
    for row in range(1, len(sheet.rows)):
        if sheet.value(row, 0).strip().lower() == _POINTS_ROW:
            said = read_points(sheet.value(row, column))
            if said is not None:
                return said
    raise InvalidConfig(
        sheet.file,
        "it does not tell the assignment's points",
        "Export the gradebook again, with the row “Points Possible”",
    )
