"""Rubrics of other programs, in and out: a module a program, and a line in `FORMATS` for each of its files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from grader.documents.decoding import decode_text
from grader.documents.tables import Table, read_tables
from grader.errors import UnreadableFile
from grader.exchange.rubrics import canvas, case, moodle
from grader.exchange.rubrics.draft import CriterionDraft, LevelDraft, RubricDraft
from grader.model import Rubric


@dataclass(frozen=True, slots=True)
class RubricFormat:
    """A kind of file that rubrics are exchanged in.

    Attributes:
        id: as it is named on the command line.
        title: as people call it.
        suffix: of its files.
        write: a rubric, and when it was last changed, as the file's text.
    """

    id: str
    title: str
    suffix: str
    write: Callable[[Rubric, str], str]


FORMATS: tuple[RubricFormat, ...] = (
    RubricFormat("canvas-csv", "Canvas, CSV", ".csv", lambda rubric, _: canvas.write_csv(rubric)),
    RubricFormat("canvas-json", "Canvas, JSON", ".json", lambda rubric, _: canvas.write_json(rubric)),
    RubricFormat("moodle-csv", "Moodle, CSV of rubric importers", ".csv", lambda rubric, _: moodle.write_csv(rubric)),
    RubricFormat("moodle-json", "Moodle, definition in JSON", ".json", lambda rubric, _: moodle.write_json(rubric)),
    RubricFormat("case-json", "1EdTech CASE, JSON", ".json", case.write_json),
)
"""Every kind that is written; all of them are read, too."""
_TABLES: tuple[tuple[Callable[[Table], bool], Callable[[Table], list[RubricDraft]]], ...] = (
    (canvas.is_table, canvas.read_table),
    (moodle.is_table, moodle.read_table),
)
_READERS: tuple[Callable[[str], list[RubricDraft]], ...] = (case.read_json, moodle.read_json, canvas.read_json)


def read_rubrics(content: bytes, file: str) -> list[RubricDraft]:
    """The rubrics of another program's file, whichever of `FORMATS` it is; empty when it is none of them.

    Raises:
        UnreadableFile: the file cannot be read at all.
    """
    if PurePosixPath(file).suffix.lower() == ".json":
        text = decode_text(content, file)[0]
        for read in _READERS:
            if drafts := read(text):
                return drafts
        raise UnreadableFile(file, "holds no rubric of Canvas, Moodle or CASE", "Export the rubric again")
    return next((drafts for table in read_tables(content, file) if (drafts := read_table(table))), [])


def read_table(table: Table) -> list[RubricDraft]:
    """The rubrics of a table that a platform wrote; empty for every other table."""
    return next((read(table) for is_own, read in _TABLES if is_own(table)), [])


__all__ = ["FORMATS", "CriterionDraft", "LevelDraft", "RubricDraft", "RubricFormat", "read_rubrics", "read_table"]
