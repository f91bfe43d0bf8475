"""What goes wrong in the service, as pages that say what happened and what helps."""

from pathlib import PurePath

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from api.auth import TooManyTries
from api.pages.rendering import is_from_platform, render
from api.problems import is_rest, say_problem
from grader.errors import GraderError
from grader.reports.languages import Message, mark

_TITLES = {
    403: mark("This form is no longer good"),
    404: mark("There is nothing here"),
    405: mark("There is nothing here"),
    413: mark("That is too much at once"),
    422: mark("That could not be used"),
    429: mark("Please wait a while"),
}


class LoginNeeded(Exception):
    """Nobody is logged in; `place` is where that can be done."""

    def __init__(self, place: str = "/login") -> None:
        super().__init__(place)
        self.place = place


class OtherHome(Exception):
    """The pages of whoever is logged in begin elsewhere."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def say_error(request: Request, error: Exception) -> Response:
    """The page of an error, or the problem for a program; never more than is of use, and nothing of the program's inside."""
    if is_rest(request):
        return say_problem(request, error)
    status, words = _explain(error)
    unknown = mark("Something went wrong")
    titles = {**_TITLES, 403: unknown} if is_from_platform(request) else _TITLES  # no form of ours is meant there
    title = titles.get(status, unknown)
    return HTMLResponse(render("error.html", request, title=title, words=words), status)


def explain(error: GraderError) -> Message:
    """What is wrong with files, where, and what helps, in one line; in the reader's language where the words are ours."""
    where = Message(error.file)
    if error.place:
        where = Message("%(file)s (line %(line)s)", file=error.file, line=error.place.line)
    said = Message("%(file)s: %(cause)s", file=where, cause=_as_message(error.cause))
    cause = said if error.file else _as_message(error.cause)
    if not error.remedy:
        return Message("%(cause)s.", cause=cause)
    return Message("%(cause)s. %(remedy)s.", cause=cause, remedy=_as_message(error.remedy))


def explain_form(error: GraderError) -> Message:
    """What is wrong with a form, without the file and the line that were written from it."""
    return explain(type(error)("", error.cause, error.remedy))


def _as_message(words: str) -> Message:
    return words if isinstance(words, Message) else Message(words)


_FIELDS = {
    "Say which with --assignment": "Say which in the field",
    "Say which with --name": "Say which in the field",
    "Add --scale to convert them": "Have them converted",
}


def name_fields(error: GraderError) -> GraderError:
    """The error of something that the command line does, too, with the fields of pages instead of its options."""
    remedy = error.remedy
    for option, field in _FIELDS.items():
        remedy = remedy.replace(option, field)
    return type(error)(PurePath(error.file).name, error.cause, remedy, error.place)


def _explain(error: Exception) -> tuple[int, str]:
    if isinstance(error, TooManyTries):
        return 429, mark("There were too many tries that did not work. Try again in a quarter of an hour.")
    if isinstance(error, RequestValidationError):
        return 422, mark("The page does not exist, or it is not yours to see.")
    if isinstance(error, GraderError):
        return 422, explain(error)
    if isinstance(error, HTTPException):
        is_own = error.detail[-1:] in {".", "!"}
        return error.status_code, error.detail if is_own else mark(
            "The page does not exist, or it is not yours to see."
        )
    return 500, mark(
        "The service could not do this. Nothing was changed. Try again, and tell the maintainers if it stays."
    )
