"""The service: pages over the store. It grades nothing itself; workers do."""

from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.base import RequestResponseEndpoint

from api.auth import TooManyTries, read_key
from api.errors import LoginNeeded, OtherHome, say_error
from api.hosts import KnownHosts
from api.lti import ROUTERS as LTI
from api.pages import (
    accounts,
    api_keys,
    batches,
    beside,
    calibration,
    chores,
    classes,
    classroom,
    connections,
    contests,
    decisions,
    drafts,
    earlier,
    editing,
    essays,
    exports,
    handing_back,
    hooks,
    invited,
    joining,
    judging,
    keys,
    language,
    log,
    people,
    replies,
    results,
    rubric_files,
    sources,
    student,
)
from api.pages.rendering import prepare_templates
from api.problems import headers_of, is_rest
from api.rest import ROUTERS as REST
from api.rest.limits import Limits
from api.settings import Settings
from api.store.database import Database
from grader.errors import GraderError
from grader.reports.languages import Message
from grader.reports.pages import hash_style

MOST_UPLOADED_BYTES = 500_000_000
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; script-src 'self'; style-src 'self' {hash_style()}; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_PAGES = (
    accounts,
    api_keys,
    batches,
    beside,
    calibration,
    chores,
    classes,
    classroom,
    connections,
    contests,
    decisions,
    drafts,
    editing,
    earlier,
    essays,
    exports,
    handing_back,
    hooks,
    invited,
    joining,
    judging,
    keys,
    language,
    log,
    people,
    replies,
    results,
    rubric_files,
    sources,
    student,
)
_STATIC = Path(__file__).parent / "pages" / "static"


@dataclass(frozen=True, slots=True)
class Service:
    """What every page needs."""

    settings: Settings
    database: Database
    key: bytes


def create_app(settings: Settings, database: Database) -> FastAPI:
    """The application over an up-to-date store."""
    app = assemble(settings.hosts)
    serve(app, settings, database)
    return app


def serve(app: FastAPI, settings: Settings, database: Database) -> None:
    """Lets an assembled application answer from a store, whatever it served before."""
    app.state.service = Service(settings, database, read_key(settings.data))
    app.state.limits = Limits(settings.rest_per_minute)


def assemble(hosts: tuple[str, ...]) -> FastAPI:
    """An application that serves no store yet, and answers to these names of hosts."""
    app = FastAPI(title="grader", docs_url=None, redoc_url=None, openapi_url=None)
    prepare_templates()
    for router in (*(page.router for page in _PAGES), *REST, *LTI):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.middleware("http")(_harden)
    app.add_middleware(KnownHosts, allowed_hosts=list(hosts), www_redirect=False)
    app.add_exception_handler(LoginNeeded, _lead_on)
    app.add_exception_handler(OtherHome, _lead_on)
    known = (StarletteHTTPException, HTTPException, RequestValidationError, TooManyTries, GraderError, Exception)
    for kind in known:
        app.add_exception_handler(kind, say_error)
    return app


async def _harden(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Pages load nothing from elsewhere, are framed nowhere and stand in no cache; huge requests are not read.

    Only what belongs to a visit from a learning platform may be framed by that platform, and may speak to it.
    """
    request.state.framed_by = request.state.posts_to = ""
    response = _refuse(request) or await call_next(request)
    response.headers.update({**_choose_headers(request), **(headers_of(request) if is_rest(request) else {})})
    is_static = request.url.path.startswith("/static/")
    response.headers["Cache-Control"] = "max-age=3600" if is_static else "no-store"
    return response


def _choose_headers(request: Request) -> dict[str, str]:
    framed_by, posts_to = request.state.framed_by, request.state.posts_to
    policy = HEADERS["Content-Security-Policy"]
    if posts_to:
        policy = policy.replace("form-action 'self'", f"form-action 'self' {posts_to}")
    if not framed_by:
        return {**HEADERS, "Content-Security-Policy": policy}
    policy = policy.replace("frame-ancestors 'none'", f"frame-ancestors {framed_by}")
    return {**HEADERS, "Content-Security-Policy": policy, "Cross-Origin-Opener-Policy": "unsafe-none"}


def _refuse(request: Request) -> Response | None:
    """The answer to a request that would be too large, or that does not say how large it is; none to all others."""
    has_body = {"content-length", "transfer-encoding"} & set(request.headers)
    if request.method in {"GET", "HEAD"} or (request.method in {"DELETE", "OPTIONS"} and not has_body):
        return None
    length = request.headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        return say_error(request, HTTPException(411, "The request does not say how long it is."))
    if len(length) > len(str(MOST_UPLOADED_BYTES)) or int(length) > MOST_UPLOADED_BYTES:
        megabytes = MOST_UPLOADED_BYTES // 1_000_000
        words = Message("More than %(megabytes)s MB at once: send the files in parts.", megabytes=megabytes)
        return say_error(request, HTTPException(413, words))
    return None


def _lead_on(request: Request, error: Exception) -> Response:
    place = error.place if isinstance(error, LoginNeeded | OtherHome) else "/login"
    if "hx-request" in request.headers:
        return Response(status_code=401, headers={"HX-Redirect": place})
    return RedirectResponse(place, 303)
