"""What a teacher takes away: scores as a table, and packets with one file a student, with all decisions in them."""

import csv
import io
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook

from api.decided import apply_standing, drop_hidden, put_into_words
from api.store.decisions import Standing
from api.store.tables import Essay
from grader.exchange.grades import name_feedback
from grader.model import Contest
from grader.report import Report
from grader.reports.html import render_report
from grader.reports.pages import name_essay
from grader.reports.pdf import set_page
from grader.reports.table import safe_cell
from grader.reports.workbook import CREATED, OPTIONS, Column, add_evidence, fill_sheet

Row = tuple[str | float | None, ...]
_STILL = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Graded:
    """An essay with its report and what was decided."""

    essay: Essay
    report: Report
    standing: Standing


def make_rows(graded: Sequence[Graded], contest: Contest, *, is_blind: bool) -> Iterator[Row]:
    """A header and a row an essay: decided points where there are any, else suggested ones, and which of the two."""
    criteria = contest.rubric.criteria
    named = () if is_blind else ("name", "lms_id")
    columns = [name for c in criteria for name in (c.id, f"{c.id} by", f"{c.id} suggested")]
    yield ("essay", *named, "total", "total suggested", *columns, "comment", "released")
    for one in graded:
        yield _row(one, contest, is_blind=is_blind)


def _row(one: Graded, contest: Contest, *, is_blind: bool) -> Row:
    final = apply_standing(one.report, one.standing, contest.rubric)
    suggested = {score.criterion: score.points for score in one.report.scores}
    cells: list[str | float | None] = []
    for score in final.scores:
        by = "person" if score.criterion in one.standing.points else "suggested"
        cells += [score.points, by, suggested[score.criterion]]
    student = one.essay.student
    named = () if is_blind else (student.name, student.lms_id)
    comments = [one.standing.comments.get(key, "") for key in ("", *suggested)]
    said = " ".join(comment for comment in comments if comment)
    is_released = "yes" if one.standing.is_released else "no"
    return (one.essay.code, *named, final.total.points, one.report.total.points, *cells, said, is_released)


def write_csv(rows: Iterator[Row]) -> bytes:
    """UTF-8 with a byte order mark and CRLF; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe_cell(v) if isinstance(v, str) else "" if v is None else f"{v:g}" for v in row])
    return out.getvalue().encode("utf-8-sig")


def write_workbook(rows: Iterator[Row], graded: Sequence[Graded], contest: Contest) -> bytes:
    """Three sheets: scores, criteria and evidence; nothing in them is a formula or a link."""
    head, *body = rows
    out = io.BytesIO()
    with Workbook(out, OPTIONS) as book:
        book.set_properties({"title": contest.title, "created": CREATED})
        fill_sheet(book, "Scores", [Column(str(title), 14) for title in head], body)
        fill_sheet(book, "Criteria", _CRITERIA, _list_criteria(graded, contest))
        add_evidence(book, [one.report for one in graded], contest)
    return out.getvalue()


_CRITERIA = (
    Column("essay", 12),
    Column("criterion", 28),
    Column("points"),
    Column("of"),
    Column("level", 16),
    Column("by"),
    Column("suggested"),
    Column("likely from"),
    Column("likely to"),
    Column("comment", 48),
)


def _list_criteria(graded: Sequence[Graded], contest: Contest) -> Iterator[Row]:
    for one in graded:
        final = {score.criterion: score for score in apply_standing(one.report, one.standing, contest.rubric).scores}
        for score in one.report.scores:
            own = final[score.criterion]
            by = "person" if score.criterion in one.standing.points else "suggested"
            comment = one.standing.comments.get(score.criterion, "")
            likely = score.range or (None, None)
            told = (own.points, score.max_points, own.level, by, score.points, *likely, comment)
            yield (one.essay.code, score.label, *told)


def _write_page(one: Graded, contest: Contest) -> bytes:
    report = drop_hidden(one.report, one.standing.hidden)
    page = render_report(report, contest, None, put_into_words(one.standing, contest.rubric), one.standing.passages)
    return page.encode("utf-8", "replace")


def _write_sheet(one: Graded, contest: Contest) -> bytes:
    return set_page(_write_page(one, contest).decode(), f"{name_essay(one.essay.code)} · {contest.title}")


PACKETS: Mapping[str, Callable[[Graded, Contest], bytes]] = {"html": _write_page, "pdf": _write_sheet}
"""How one report is written, by the suffix of its file."""


def write_packet(graded: Sequence[Graded], contest: Contest, suffix: str, *, is_blind: bool) -> bytes:
    """A zip with one file an essay, named as its platform expects; the same reports and decisions give the same bytes."""
    out = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in graded:
            name = name_file(one.essay, suffix, taken, is_blind=is_blind)
            taken.add(name)
            archive.writestr(zipfile.ZipInfo(name, _STILL), PACKETS[suffix](one, contest))
    return out.getvalue()


def name_file(essay: Essay, suffix: str, taken: Collection[str] = (), *, is_blind: bool) -> str:
    """What the file of an essay is called; all of a contest that is judged blind is called by its code."""
    student = essay.student
    original = "" if is_blind else student.original_file
    return name_feedback(original, student.platform, essay.code, f".{suffix}", taken)
