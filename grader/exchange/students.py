"""students.csv read again: whose essay is whose, as far as a platform or a person said."""

import csv
from dataclasses import dataclass

from grader.documents.decoding import decode_text
from grader.documents.guard import check_size
from grader.documents.tables import split_csv
from grader.errors import InvalidConfig

_NEEDED = ("essay", "original_file")
_FORMULAS = tuple("=+-@＝＋－＠\t\r\n")


@dataclass(frozen=True, slots=True)
class Owner:
    """A row of students.csv."""

    essay: str
    name: str
    lms_id: str
    lms_user: str
    original_file: str
    platform: str


def read_students(content: bytes, file: str) -> list[Owner]:
    """The rows of students.csv, also when a spreadsheet saved it.

    Raises:
        InvalidConfig: a column is missing, or it is no table.
    """
    check_size(content, file)
    try:
        rows = [row for _, row in split_csv(decode_text(content, file)[0]) if any(row)]
    except csv.Error as error:
        raise InvalidConfig(file, f"it is no table: {error}", "Grade again to have it written anew") from None
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    if missing := [name for name in _NEEDED if name not in head]:
        remedy = "Name the students.csv that `grader grade` wrote"
        raise InvalidConfig(file, f"there is no column `{missing[0]}`", remedy)
    named = [dict(zip(head, map(_unguard, row), strict=False)) for row in rows[1:]]
    return [Owner(*(one.get(name, "") for name in Owner.__slots__)) for one in named]


def _unguard(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    bare = cell.strip()
    return bare[1:] if bare.startswith("'") and bare.lstrip("'").startswith(_FORMULAS) else bare
