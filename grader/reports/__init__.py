"""What people and programs read of a run: pages, tables and the data of the class."""

from grader.reports.class_data import make_class_data
from grader.reports.html import render_report
from grader.reports.overview import render_overview
from grader.reports.passages import render_passages
from grader.reports.table import render_scores_csv, render_students_csv

__all__ = [
    "make_class_data",
    "render_overview",
    "render_passages",
    "render_report",
    "render_scores_csv",
    "render_students_csv",
]
