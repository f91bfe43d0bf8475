"""What a teacher takes away: scores as a table, and packets with one file a student, with all decisions in them."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook

from api.decided import apply_standing, drop_hidden, put_into_words
from api.store.decisions import Standing
from api.store.tables import Essay
from grader.model import Contest
from grader.report import Report
from grader.reports.html import render_report
from grader.reports.pages import name_essay
from grader.reports.pdf import set_page
from grader.reports.table import safe_cell

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


def write_workbook(rows: Iterator[Row]) -> bytes:
    """One sheet; nothing in it is a formula or a link."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Scores")
        head = book.add_format({"bold": True, "text_wrap": True})
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, column, value[:32_767], *([head] if at == 0 else []))
                elif value is not None:
                    sheet.write_number(at, column, value)
        sheet.freeze_panes(1, 1)
    return out.getvalue()


def _write_page(one: Graded, contest: Contest) -> bytes:
    report = drop_hidden(one.report, one.standing.hidden)
    page = render_report(report, contest, None, put_into_words(one.standing, contest.rubric), one.standing.passages)
    return page.encode("utf-8", "replace")


def _write_sheet(one: Graded, contest: Contest) -> bytes:
    return set_page(_write_page(one, contest).decode(), f"{name_essay(one.essay.code)} · {contest.title}")


PACKETS: Mapping[str, Callable[[Graded, Contest], bytes]] = {"html": _write_page, "pdf": _write_sheet}
"""How one report is written, by the suffix of its file."""


def write_packet(graded: Sequence[Graded], contest: Contest, suffix: str) -> bytes:
    """A zip with one file an essay, called by its code; the same reports and decisions give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in graded:
            archive.writestr(zipfile.ZipInfo(f"{one.essay.code}.{suffix}", _STILL), PACKETS[suffix](one, contest))
    return out.getvalue()
