"""Tables of Word, Excel and CSV files as rows of cells: a rubric mostly comes as one."""

import csv
import io
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from grader.documents.decoding import decode_text
from grader.documents.docx import convert
from grader.documents.guard import check_office_zip, check_size, parsing
from grader.errors import UnreadableFile

Table: TypeAlias = list[list[str]]
TABLE_SUFFIXES = (".csv", ".xlsx", ".docx")
_MAX_ROWS, _MAX_COLUMNS = 2_000, 100
_DELIMITERS = (",", ";", "\t")


def read_tables(content: bytes, file: str) -> list[Table]:
    """Every table of a file, row by row; cells are on one line, merged cells are repeated where they reach.

    Raises:
        UnreadableFile: the file is empty, damaged, too large, or of another kind.
    """
    check_size(content, file)
    suffix = PurePosixPath(file).suffix.lower()
    if suffix == ".csv":
        with parsing(file):
            tables = [[row for _, row in split_csv(decode_text(content, file)[0])]]
    elif suffix == ".xlsx":
        check_office_zip(content, file)
        with parsing(file):
            tables = list(_read_sheets(content))
    elif suffix == ".docx":
        check_office_zip(content, file)
        with parsing(file):
            tables = list(_read_word(content))
    else:
        raise UnreadableFile(file, "tables are not read from files of this kind", "Save it as .csv, .xlsx or .docx")
    kept = ([[_flatten(cell) for cell in row[:_MAX_COLUMNS]] for row in table[:_MAX_ROWS]] for table in tables)
    return [[row for row in table if any(row)] for table in kept]


def _flatten(cell: str) -> str:
    return " ".join(cell.split())


def split_csv(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV, each with the line on which it begins; what its first line holds most often separates cells.

    Raises:
        csv.Error: a cell is longer than 131,072 characters, as after a quotation mark that nobody closed.
    """
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter)
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1


def _read_sheets(content: bytes) -> Iterator[Table]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - delayed: only workbooks need it

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        yield [[f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows]


def _read_word(content: bytes) -> Iterator[Table]:
    from lxml import html  # noqa: PLC0415 - delayed, as above

    page: Any = html.fromstring(f"<div>{convert(content)}</div>")
    for table in page.iter("table"):
        yield [
            [cell.text_content() for cell in row.xpath("td|th") for _ in range(_span(cell.get("colspan")))]
            for row in table.xpath("tr|thead/tr|tbody/tr")
        ]


def _span(colspan: str | None) -> int:
    return min(int(colspan), _MAX_COLUMNS) if colspan and colspan.isascii() and colspan.isdigit() else 1
