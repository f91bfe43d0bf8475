"""What can go wrong, as a tree.

GraderError             says file, place, cause and remedy
├── UnreadableFile      one input could not be read; the rest of the batch goes on (exit status 1)
└── InvalidConfig       a contest, rubric or evidence file is wrong, or the program was called wrongly (exit status 2)
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a text file.

    Attributes:
        line: line number, from 1.
        column: column, from 1; 0 when only the line is known.
        text: the line itself, without its end.
    """

    line: int
    column: int = 0
    text: str = ""

    def __str__(self) -> str:
        """The line with a caret below the column, as compilers show it."""
        shown = f"  {self.line} | {self.text}"
        if self.column:
            shown += "\n" + " " * (len(f"  {self.line} | ") + self.column - 1) + "^"
        return shown


class GraderError(Exception):
    """An error that names the file, the place in it, the cause and the remedy.

    Args:
        file: the file as the user named it; empty when no file is meant.
        cause: what is wrong, one sentence without a full stop.
        remedy: what the user can do about it, one sentence without a full stop.
        place: where in the file, if known.
    """

    exit_status = 2

    def __init__(self, file: str, cause: str, remedy: str = "", place: Place | None = None) -> None:
        super().__init__(file, cause, remedy, place)
        self.file, self.cause, self.remedy, self.place = file, cause, remedy, place

    def __str__(self) -> str:
        """The message as people see it: `file:line: cause`, the line with a caret, the remedy."""
        where = self.file + (f":{self.place.line}" if self.place else "")
        lines = [f"{where}: {self.cause}" if where else self.cause]
        if self.place and self.place.text:
            lines.append(str(self.place))
        if self.remedy:
            lines.append(f"  {self.remedy}")
        return "\n".join(lines)


class UnreadableFile(GraderError):
    """One input could not be read; everything else goes on."""

    exit_status = 1


class InvalidConfig(GraderError):
    """A contest, rubric or evidence file is wrong, or the program was called wrongly."""
