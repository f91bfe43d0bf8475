"""criteria.csv and evidence.csv: scores and evidence in long form, a row each, for pivot tables.

UTF-8 with a byte order mark and CRLF, so that spreadsheets open them with every letter right (RFC 4180). Numbers are bare;
texts are made safe by `safe_cell`, which says how to read them back.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from grader.model import Contest
from grader.report import Report, Score
from grader.reports.evidence_map import IMPORTANCE, say_use
from grader.reports.exporter import Exporter
from grader.reports.table import safe_cell

CRITERIA_COLUMNS = (
    "essay",
    "criterion",
    "label",
    "points",
    "max_points",
    "level",
    "range_low",
    "range_high",
    "confidence",
    "reason",
)
EVIDENCE_COLUMNS = ("essay", "item", "group", "statement", "importance", "use", "strength", "passage")


def render_tables(reports: Sequence[Report], contest: Contest) -> dict[str, bytes]:
    """Two tables of a class by file name.

    criteria.csv has a row for each essay and criterion; evidence.csv one for each essay and item of the key, with the
    importance and the use in words and the strength as a probability. What is unknown is an empty cell.
    """
    return {
        "criteria.csv": _write(CRITERIA_COLUMNS, _criteria_rows(reports)),
        "evidence.csv": _write(EVIDENCE_COLUMNS, _evidence_rows(reports, contest)),
    }


def _write(columns: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    return safe_cell(value) if isinstance(value, str) else f"{value:g}"


def _criteria_rows(reports: Sequence[Report]) -> Iterator[Sequence[str | float | None]]:
    for report in reports:
        for score in report.scores:
            yield (report.essay.id, *_describe(score))


def _describe(score: Score) -> tuple[str | float | None, ...]:
    low, high = score.range or (None, None)
    named = (score.criterion, score.label, score.points, score.max_points, score.level)
    return (*named, low, high, score.confidence, score.reason)


def _evidence_rows(reports: Sequence[Report], contest: Contest) -> Iterator[Sequence[str | float | None]]:
    items = {item.id: item for item in contest.key.items}
    for report in reports:
        for use in report.evidence.items:
            if item := items.get(use.item):
                told = (item.id, item.group, item.statement, IMPORTANCE[item.importance])
                yield (report.essay.id, *told, say_use(use), use.strength, next(iter(use.passages), ""))


EXPORTER = Exporter(id="csv", title="Scores and evidence in long form, for pivot tables.", render_class=render_tables)
