"""What people and programs read of a run: pages, tables and the data of the class.

A further form of results is a module with a constant `EXPORTER`, and a line in `EXPORTERS`.
"""

from grader.reports import comma_tables, pdf, workbook
from grader.reports.class_data import make_class_data
from grader.reports.exporter import Exporter
from grader.reports.html import render_report
from grader.reports.masking import mask_report
from grader.reports.overview import render_overview
from grader.reports.passages import render_passages
from grader.reports.pdf import render_report_pdf
from grader.reports.students import demand_feedback_allowed, render_student_pdf, render_student_report
from grader.reports.table import render_scores_csv

EXPORTERS: tuple[Exporter, ...] = (comma_tables.EXPORTER, workbook.EXPORTER, pdf.EXPORTER)
"""Every form that `--format` can add."""

__all__ = [
    "EXPORTERS",
    "Exporter",
    "demand_feedback_allowed",
    "make_class_data",
    "mask_report",
    "render_overview",
    "render_passages",
    "render_report",
    "render_report_pdf",
    "render_scores_csv",
    "render_student_pdf",
    "render_student_report",
]
