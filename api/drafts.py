"""The page for one contest alone: paste a draft, see its report. It stores nothing and knows no accounts."""

from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, Response
from starlette.middleware.base import RequestResponseEndpoint

from api.errors import explain
from api.pages.rendering import render
from grader.contest import load_contest
from grader.documents import read_essay
from grader.errors import GraderError
from grader.model import Contest
from grader.pipeline import grade
from grader.reports.html import view_report
from grader.reports.languages import Message, mark

LONGEST_DRAFT = 200_000
# A character may take twelve bytes of a form: four of UTF-8, three for each of them.
MOST_BYTES = 12 * LONGEST_DRAFT + 1_000
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def create_draft_page(folder: Path) -> FastAPI:
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
    def form(request: Request) -> str:
        """The page with the field for the draft."""
        return _render_form(request, contest)

    @app.post("/", response_class=HTMLResponse)
    def check(request: Request, draft: Annotated[str, Form()] = "") -> Response:
        """The report of a pasted draft; nothing of it is kept."""
        return _check(request, draft, contest)

    @app.middleware("http")
    async def harden(request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Pages load nothing from elsewhere, are framed nowhere and stand in no cache; huge requests are not read."""
        response = _refuse(request) or await call_next(request)
        response.headers.update(HEADERS)
        return response

    return app


def _refuse(request: Request) -> Response | None:
    """The answer to a request that would be too large, or that does not say how large it is; none to all others."""
    if request.method in {"GET", "HEAD"}:
        return None
    length = request.headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        return HTMLResponse("The request does not say how long it is.", status_code=411)
    if len(length) > len(str(MOST_BYTES)) or int(length) > MOST_BYTES:
        return HTMLResponse("The draft is too long.", status_code=413)
    return None


def _check(request: Request, draft: str, contest: Contest) -> Response:
    if len(draft) > LONGEST_DRAFT:
        longer = Message("The draft is longer than %(most)s characters. Paste the essay alone.", most=LONGEST_DRAFT)
        return HTMLResponse(_render_form(request, contest, longer), status_code=413)
    if not draft.strip():
        nothing = mark("There is no draft yet. Paste it into the field.")
        return HTMLResponse(_render_form(request, contest, nothing), status_code=422)
    try:
        essay = read_essay(draft.encode("utf-8", "replace"), "draft.txt", "draft")
    except GraderError as error:
        problem = Message("The draft cannot be read: %(why)s", why=explain(error))
        return HTMLResponse(_render_form(request, contest, problem, draft), status_code=422)
    view = view_report(grade(essay, contest), contest)
    return HTMLResponse(render("report.html", request, overview_href=None, **view))


def _render_form(request: Request, contest: Contest, problem: str = "", draft: str = "") -> str:
    return render("draft.html", request, contest=contest, problem=problem, draft=draft, longest=LONGEST_DRAFT)
