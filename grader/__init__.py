"""Grader: an essay-grading assistant that checks its sources.

`load_contest(folder)` reads a contest, `read_essay(content, file, id)` an essay, `grade(essay, contest)` gives the report.
The names are resolved when first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.contest import load_contest
    from grader.documents.essay import read_essay
    from grader.pipeline import grade
    from grader.report import Report

__version__ = "0.1.0"
__all__ = ["Report", "__version__", "grade", "load_contest", "read_essay"]

_HOMES = {
    "Report": "grader.report",
    "grade": "grader.pipeline",
    "load_contest": "grader.contest",
    "read_essay": "grader.documents.essay",
}


def __getattr__(name: str) -> Any:
    """Resolves a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
