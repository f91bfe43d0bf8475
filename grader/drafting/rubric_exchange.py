"""Rubrics of other programs become the grader's files, and the other way round."""

from datetime import UTC, datetime
from pathlib import Path

from grader.checks import CHECKS
from grader.documents.tables import read_tables
from grader.drafting.rubric_table import find_criteria, write_rubric
from grader.errors import InvalidConfig, UnreadableFile
from grader.exchange.rubrics import FORMATS, RubricDraft, read_rubrics
from grader.rubric import load_rubric


def import_rubric(path: Path, name: str | None = None) -> tuple[str, int]:
    """A rubric file's text made of another program's rubric, and how many criteria it has.

    Args:
        path: the file of Canvas, Moodle or CASE, or a table whose rows are criteria.
        name: the title of the rubric, where the file holds several.

    Raises:
        UnreadableFile: there is no rubric in it.
        InvalidConfig: it holds several, and `name` is none of them.
    """
    content = path.read_bytes()
    found = read_rubrics(content, path.name)
    if not found and path.suffix.lower() != ".json":
        found = [RubricDraft("", tuple(find_criteria(read_tables(content, path.name))))]
    chosen = _choose([draft for draft in found if draft.criteria], name, path)
    known = frozenset(check.id for check in CHECKS)
    title = chosen.title or f"Rubric of {path.stem}"
    return write_rubric(chosen.criteria, title, path.name, known, "grader rubric import"), len(chosen.criteria)


def _choose(found: list[RubricDraft], name: str | None, path: Path) -> RubricDraft:
    if not found:
        cause = "there is no table whose rows are criteria and whose columns are levels"
        raise UnreadableFile(str(path), cause, "Export the rubric again, or save it as .csv, .xlsx or .docx")
    named = [draft for draft in found if name is None or draft.title == name]
    if len(named) != 1:
        titles = ", ".join(f"“{draft.title}”" for draft in found)
        raise InvalidConfig(str(path), f"it holds {len(found)} rubrics", f"Say which with --name: {titles}")
    return named[0]


def export_rubric(path: Path, to: str) -> str:
    """A rubric file as another program's text.

    Args:
        path: the rubric's file.
        to: the id of one of `FORMATS`.

    Raises:
        InvalidConfig: the file is no rubric.
    """
    rubric = load_rubric(path)
    (chosen,) = (one for one in FORMATS if one.id == to)
    changed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC).isoformat()
    return chosen.write(rubric, changed)
