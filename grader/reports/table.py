"""scores.csv: the suggested scores as a table for spreadsheets."""

import csv
import io
from collections.abc import Sequence

from grader.model import Contest
from grader.report import Report, Score
from grader.reports.characters import show_characters

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render_scores_csv(reports: Sequence[Report], contest: Contest) -> str:
    """One row an essay, in the order given: total and criteria with their likely ranges, words, reasons for review.

    Lines end with LF and cells are quoted as RFC 4180 says. A text that a spreadsheet would take for a formula gets a
    leading apostrophe. What could not be scored is an empty cell.
    """
    criteria = [c.id for c in contest.rubric.criteria]
    ranges = [f"{name}_{end}" for name in criteria for end in ("low", "high")]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    header = ["essay", "file", "total", "total_low", "total_high", *criteria, *ranges, "words", "review", "reasons"]
    writer.writerow([safe_cell(name) for name in header])
    for report in reports:
        writer.writerow(_row(report, criteria))
    return out.getvalue()


def _row(report: Report, criteria: Sequence[str]) -> list[str]:
    scores = {s.criterion: s for s in report.scores}
    given = [scores.get(name) for name in criteria]
    return [
        safe_cell(report.essay.id),
        safe_cell(report.essay.file),
        _number(report.total.points),
        *_ends(report.total.range),
        *(_number(s.points if s else None) for s in given),
        *(end for s in given for end in _ends(_range(s))),
        str(report.essay.words),
        "yes" if report.review.needed else "no",
        safe_cell("; ".join(report.review.reasons)),
    ]


def _range(score: Score | None) -> tuple[float, float] | None:
    return score.range if score else None


def _ends(likely: tuple[float, float] | None) -> list[str]:
    return [_number(end) for end in likely] if likely else ["", ""]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula, without control characters.

    What begins like a formula, whatever apostrophes stand before it, gets one more apostrophe. A program has the text back
    by taking one away from every cell that begins with apostrophes and then `=+-@＝＋－＠`, a tab or a line end.
    """
    shown = show_characters(text)
    bare = [one.lstrip("'") for one in (text, shown)]
    return f"'{shown}" if any(one.startswith(_FORMULA_STARTS) for one in bare) else shown
