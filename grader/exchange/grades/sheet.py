"""A platform's CSV in which some cells are filled and everything else keeps its very bytes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from grader.documents.decoding import decode_text
from grader.documents.guard import check_size

_DELIMITERS = (",", ";", "\t")
_DECIMAL_COMMA = re.compile(r"\d+,\d+")
_FORMULA = tuple("=+-@\t\r")
_BOM = "\ufeff"


@dataclass
class Sheet:
    """Rows of cells as they stand in the file, quotation marks included.

    Attributes:
        file: its name, for messages.
        delimiter: what separates cells.
        rows: raw cells of each row.
        ends: what ends each row; empty at the end of a file without a last line end.
    """

    file: str
    delimiter: str
    rows: list[list[str]]
    ends: list[str]
    _mark: str = field(default="", repr=False)

    def value(self, row: int, column: int) -> str:
        """What a cell says; empty where the row is shorter."""
        raw = self.rows[row][column] if column < len(self.rows[row]) else ""
        bare = raw.strip()
        return bare[1:-1].replace('""', '"') if bare.startswith('"') and bare.endswith('"') and len(bare) > 1 else raw

    def head(self) -> list[str]:
        """What the cells of the first row say."""
        return [self.value(0, column).strip() for column in range(len(self.rows[0]))]

    def fill(self, row: int, column: int, text: str) -> None:
        """Writes into a cell; a shorter row grows."""
        cells = self.rows[row]
        cells += [""] * (column + 1 - len(cells))
        needs_marks = any(one in text for one in (self.delimiter, '"', "\n", "\r"))
        cells[column] = '"' + text.replace('"', '""') + '"' if needs_marks else text

    def keep(self, columns: Sequence[int]) -> None:
        """Drops all other columns."""
        self.rows = [[row[k] for k in columns if k < len(row)] for row in self.rows]

    def render(self) -> bytes:
        """The file."""
        lines = (self.delimiter.join(row) + end for row, end in zip(self.rows, self.ends, strict=True))
        return (self._mark + "".join(lines)).encode()

    @property
    def comma(self) -> str:
        """How a number with decimals is written here."""
        shown = [self.value(row, column) for row in range(1, len(self.rows)) for column in range(len(self.rows[row]))]
        return "," if any(_DECIMAL_COMMA.fullmatch(one.strip()) for one in shown) else "."


def read_sheet(content: bytes, file: str) -> Sheet:
    """A CSV as it stands.

    Raises:
        UnreadableFile: it is no text, empty, or too large.
    """
    check_size(content, file)
    text = content.decode("utf-8") if _is_utf8(content) else decode_text(content, file)[0]
    mark, text = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows, ends = _split(text, delimiter)
    return Sheet(file, delimiter, rows, ends, mark)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _split(text: str, delimiter: str) -> tuple[list[list[str]], list[str]]:
    """Raw cells and line ends. A mark inside a cell that does not begin with one is an ordinary character."""
    cell = re.compile(rf'( *"(?:[^"]|"")*"[^\r\n{delimiter}]*|[^\r\n{delimiter}]*)({delimiter}|\r\n|\n|\r|$)')
    rows: list[list[str]] = [[]]
    ends: list[str] = []
    at = 0
    while at < len(text) or rows[-1]:
        found = cell.match(text, at)
        if found is None:
            raise AssertionError("every text has a cell everywhere")
        rows[-1].append(found[1])
        at = found.end()
        if found[2] != delimiter:
            ends.append(found[2])
            rows.append([])
            if not found[2]:
                break
    return rows[:-1], ends


def guard_text(text: str) -> str:
    """A comment that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
