"""students.csv: whose essay is whose. The only place for names; no report holds any."""

import csv
import io
from collections.abc import Iterable
from datetime import date

from grader.intake import Student
from grader.reports.table import safe_cell

COLUMNS = (
    "essay",
    "name",
    "lms_id",
    "lms_user",
    "original_file",
    "archive",
    "platform",
    "handed_in",
    "late",
    "confirm",
)


def render_students_csv(students: Iterable[Student], deadline: date | None = None) -> str:
    """One row an essay, in the order given.

    `late` says `yes` where the platform does, or tells a day after the deadline; `confirm` where a person must fill in
    whose it is.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for student in students:
        who = student.submission
        row = [
            student.essay_id,
            who.name,
            who.lms_id,
            who.lms_user,
            student.original_file,
            student.archive,
            who.platform,
            who.handed_in,
        ]
        writer.writerow([*map(safe_cell, row), "yes" if who.is_after(deadline) else "", "" if who.name else "yes"])
    return out.getvalue()
