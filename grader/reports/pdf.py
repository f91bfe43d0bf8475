"""Reports as PDF: the page of the browser, set on A4 by typst."""

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from grader.model import Contest
from grader.report import Report
from grader.reports.characters import first_words, show_characters
from grader.reports.exporter import Exporter
from grader.reports.glyphs import FONTS, draw_known
from grader.reports.html import render_report
from grader.reports.pages import name_essay
from grader.reports.paper import read_page

if TYPE_CHECKING:
    from typst import Compiler, PDFStandard

_TEMPLATE = Path(__file__).with_name("templates") / "report.typ"
_FOOTER_WORDS = 16


@lru_cache(maxsize=1)
def _compiler() -> "Compiler":
    """The compiler with our template and fonts, and no others; made once in a process."""
    import typst  # noqa: PLC0415 - who wants no PDF need not load twenty megabytes

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(str(_TEMPLATE), font_paths=fonts, ignore_system_fonts=True)


def set_page(page: str, footer: str) -> bytes:
    """A page of ours as PDF/UA-1: tagged, with title and language, the same bytes whenever and wherever it is made.

    Args:
        page: HTML of `render_page`.
        footer: what stands beside the number at the foot of every sheet.
    """
    inputs = {
        "page": json.dumps(read_page(page)),
        "footer": draw_known(first_words(show_characters(footer), _FOOTER_WORDS)),
    }
    try:
        return _compile(inputs, ["ua-1"])
    except RuntimeError:  # typst's own error is one; a sheet that misses a rule of PDF/UA is better than none
        return _compile(inputs, [])


def _compile(inputs: dict[str, str], standards: "list[PDFStandard]") -> bytes:
    # The document has no date of its own, and the timestamp keeps the clock out of everything else.
    made = _compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=standards, timestamp=0)
    return cast("bytes", made)


def render_report_pdf(report: Report, contest: Contest) -> bytes:
    """The report of one essay as PDF: what the HTML page holds, in the same order."""
    return set_page(render_report(report, contest, None), f"{name_essay(report.essay.id)} · {contest.title}")


def _render_essay(report: Report, contest: Contest) -> tuple[str, bytes]:
    return f"essays/{report.essay.id}.pdf", render_report_pdf(report, contest)


EXPORTER = Exporter(id="pdf", title="Each report as a PDF to print or to file.", render_essay=_render_essay)
