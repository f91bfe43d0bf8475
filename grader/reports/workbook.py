"""grades.xlsx: the class as a workbook of three sheets, in which nothing is a formula or a link."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from grader.model import Contest
from grader.report import Report, Score
from grader.reports.characters import show_characters
from grader.reports.evidence_map import IMPORTANCE, say_use
from grader.reports.exporter import Exporter
from grader.reports.remarks import USED

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767  # Excel's limit, in UTF-16 units
CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # a clock would make every file different
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MOST_ITEMS = 16_382  # a sheet has 16,384 columns
_READABLE_COLUMNS = 16
_A4 = 9
_POINTS, _WHOLE, _SHARE, _WORDS = "0.0#", "0", "0 %", "@"

Row: TypeAlias = Sequence[str | float | None]


class Column(NamedTuple):
    """A column: its title, its width in characters, and the spreadsheet's format of its numbers."""

    title: str
    width: int = 11
    shown_as: str = _POINTS


_ESSAY = Column("Essay", 12, _WORDS)
_LIKELY = (Column("Likely from"), Column("Likely to"))


def render_workbook(reports: Sequence[Report], contest: Contest) -> dict[str, bytes]:
    """grades.xlsx: `Scores` (a row an essay), `Criteria` (a row an essay and criterion), `Evidence` (essays × items).

    The header stays in sight and is printed on every page; cells hold words and numbers, never colour alone. Control
    characters are left out, and a text longer than a cell may hold ends with an ellipsis.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - only who wants a workbook need load it

    out = io.BytesIO()
    with Workbook(out, OPTIONS) as book:
        book.set_properties({"title": _text(contest.title), "created": CREATED})
        _add_scores(book, reports, contest)
        _add_criteria(book, reports)
        add_evidence(book, reports, contest)
    return {"grades.xlsx": out.getvalue()}


def _add_scores(book: "Workbook", reports: Sequence[Report], contest: Contest) -> None:
    criteria = contest.rubric.criteria
    columns = [_ESSAY, Column("Suggested total"), *_LIKELY, *(Column(criterion.label, 14) for criterion in criteria)]
    columns += [
        Column("Words", shown_as=_WHOLE),
        Column("Look at first", shown_as=_WORDS),
        Column("Because", 48, _WORDS),
    ]
    fill_sheet(book, "Scores", columns, _score_rows(reports, [criterion.id for criterion in criteria]))


def _score_rows(reports: Sequence[Report], criteria: Sequence[str]) -> Iterator[Row]:
    for report in reports:
        points = {score.criterion: score.points for score in report.scores}
        total, review = report.total, report.review
        yield [
            report.essay.id,
            total.points,
            *(total.range or (None, None)),
            *(points.get(name) for name in criteria),
            report.essay.words,
            "yes" if review.needed else "no",
            "; ".join(review.reasons) if review.needed else "",
        ]


def _add_criteria(book: "Workbook", reports: Sequence[Report]) -> None:
    columns = [_ESSAY, Column("Criterion", 28, _WORDS), Column("Suggested points"), Column("of")]
    columns += [
        Column("Level", 16, _WORDS),
        *_LIKELY,
        Column("Confidence", shown_as=_SHARE),
        Column("Reason", 48, _WORDS),
    ]
    fill_sheet(book, "Criteria", columns, ([r.essay.id, *_describe(s)] for r in reports for s in r.scores))


def _describe(score: Score) -> Row:
    likely = score.range or (None, None)
    return [score.label, score.points, score.max_points, score.level, *likely, score.confidence, score.reason]


def add_evidence(book: "Workbook", reports: Sequence[Report], contest: Contest) -> None:
    """A sheet of essays and items: how each essay uses each point of evidence."""
    items = contest.key.items[:_MOST_ITEMS]
    columns = [_ESSAY, Column("Points used", shown_as=_WHOLE)]
    columns += [Column(f"{i.id} ({IMPORTANCE[i.importance]}): {i.statement}", 22, _WORDS) for i in items]
    fill_sheet(book, "Evidence", columns, _evidence_rows(reports, [item.id for item in items]))


def _evidence_rows(reports: Sequence[Report], items: Sequence[str]) -> Iterator[Row]:
    for report in reports:
        uses = {use.item: say_use(use) for use in report.evidence.items}
        used = sum(use.use in USED for use in report.evidence.items)
        yield [report.essay.id, used, *(uses.get(name) for name in items)]


def fill_sheet(book: "Workbook", name: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """A sheet with a header that stays, a filter, and a set-up for paper."""
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for at, column in enumerate(columns):
        look = book.add_format({"num_format": column.shown_as, "valign": "top"})
        sheet.set_column(at, at, column.width, look)
        sheet.write_string(0, at, _text(column.title), head)
    last = 0
    for last, row in enumerate(rows, 1):
        _write_row(sheet, last, row)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:A1048576"})  # an essay may be called 01
    _set_up_paper(sheet, len(columns))


def _set_up_paper(sheet: "Worksheet", width: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    if width <= _READABLE_COLUMNS:
        sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    sheet.set_footer("&L&A&Rpage &P of &N")


def _write_row(sheet: "Worksheet", at: int, row: Row) -> None:
    for column, value in enumerate(row):
        if isinstance(value, str):
            sheet.write_string(at, column, _text(value))
        elif value is not None:
            sheet.write_number(at, column, value)


def _text(text: str) -> str:
    """A text as a cell can hold it."""
    shown = show_characters(text)
    if len(shown.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return shown
    return shown.encode("utf-16-le")[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", "ignore") + "…"


EXPORTER = Exporter(id="xlsx", title="The class as a workbook for a spreadsheet.", render_class=render_workbook)
