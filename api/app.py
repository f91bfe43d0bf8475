"""The service of this release: paste a draft, see its report. It stores nothing."""

from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.middleware.base import RequestResponseEndpoint

from grader.contest import load_contest
from grader.documents import read_essay
from grader.errors import GraderError
from grader.model import Contest
from grader.pipeline import grade
from grader.reports import render_report

LONGEST_DRAFT = 200_000
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
)


def create_app(folder: Path) -> FastAPI:
    """The application for one contest.

    Args:
        folder: the contest's folder.

    Raises:
        InvalidConfig: the contest cannot be used.
    """
    contest = load_contest(folder)
    app = FastAPI(title="grader", docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/healthz")
    def health() -> dict[str, str]:
        """Says that the service is up, and which contest it grades."""
        return {"status": "ok", "contest": contest.id}

    @app.get("/", response_class=HTMLResponse)
    def form() -> str:
        """The page with the field for the draft."""
        return _page(contest, "")

    @app.post("/", response_class=HTMLResponse)
    def check(draft: Annotated[str, Form(max_length=LONGEST_DRAFT)]) -> Response:
        """The report of a pasted draft; nothing of it is kept."""
        try:
            essay = read_essay(draft.encode("utf-8", "replace"), "draft.txt", "draft")
        except GraderError as error:
            return HTMLResponse(_page(contest, f"{error.cause}. {error.remedy}."), status_code=422)
        return HTMLResponse(render_report(grade(essay, contest), contest, None))

    @app.middleware("http")
    async def harden(request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Pages may load nothing from elsewhere, be framed nowhere, and stand in no cache."""
        response = await call_next(request)
        policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'"
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        return response

    return app


def _page(contest: Contest, problem: str) -> str:
    return _TEMPLATES.get_template("draft.html").render(contest=contest, problem=problem, longest=LONGEST_DRAFT)
