"""The switch of languages: a cookie, so that it holds for every page and needs no account."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.pages.access import service_of
from api.pages.rendering import LANGUAGE_COOKIE
from grader.reports.languages import LANGUAGES

router = APIRouter()
_A_YEAR = 365 * 24 * 3600


@router.get("/language/{language}")
def choose(request: Request, language: str, back: str = "/") -> Response:
    """Keeps a choice and leads back to the page; an address elsewhere leads to the first page instead."""
    is_ours = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isascii() and back.isprintable()
    response = RedirectResponse(back if is_ours else "/", 303)
    if language in LANGUAGES:
        is_https = service_of(request).settings.is_https
        response.set_cookie(LANGUAGE_COOKIE, language, max_age=_A_YEAR, httponly=True, secure=is_https, samesite="lax")
    return response
