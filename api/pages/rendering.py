"""Pages from templates: the service's own, and those of the reports, which are the same in pages and in files."""

from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment

from grader.reports.pages import make_environment

_FOLDER = Path(__file__).parent / "templates"


def _environment() -> Environment:
    environment = make_environment(_FOLDER)
    environment.filters["day"] = _show_day
    return environment


def _show_day(at: datetime) -> str:
    return at.strftime("%d %B %Y").lstrip("0")


def prepare_templates() -> None:
    """Makes every template ready, so that nobody who asks for a page waits for it."""
    environment = _environment()
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


def render(template: str, request: Request, **shown: Any) -> str:
    """A page; `visit` tells the templates who is looking and what forms must bring along."""
    visit = getattr(request.state, "visit", None)
    return _environment().get_template(template).render(visit=visit, **shown)
