"""A person's decisions on their way back to learning platforms: gradebooks, worksheets, and files of feedback."""

from grader.exchange.grades.canvas import fill_gradebook
from grader.exchange.grades.feedback import name_feedback
from grader.exchange.grades.grade import Filled, Grade
from grader.exchange.grades.moodle import fill_worksheet

__all__ = ["Filled", "Grade", "fill_gradebook", "fill_worksheet", "name_feedback"]
