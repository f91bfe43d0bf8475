"""Errors of the REST interface as RFC 9457 has them: what went wrong, where, and what helps."""

import secrets
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from grader.errors import GraderError

AREA = "/api/"
PROBLEM = "application/problem+json"
_MOST_FAULTS, _LONGEST_ID = 20, 100
TITLES: Mapping[int, tuple[str, str]] = {
    400: ("The request cannot be read", "Compare it with the examples of the documentation"),
    401: ("The key does not open this", "Send the header Authorization: Bearer grk_… with a key that is valid"),
    403: ("The key does not allow this", "Ask the teacher for a key with the scope that the documentation names"),
    404: ("There is nothing here", "Check the address; what a key does not reach does not exist for it"),
    405: ("This address does not know the method", "Use a method that the header Allow names"),
    409: ("This cannot be done now", "Wait and read the thing again before you go on"),
    411: ("The request does not say how long it is", "Send the header Content-Length"),
    412: (
        "It was changed meanwhile",
        "Read it again, make your change in what you read, and send its new ETag in If-Match",
    ),
    413: ("That is too much at once", "Send it in parts"),
    415: ("This kind of content is not read", "Send application/json, or multipart/form-data for files"),
    422: ("That could not be used", "Change what the problem names, and send it again"),
    428: ("The request does not say what it changes", "Read the thing first, and send its ETag in the header If-Match"),
    429: ("Please wait a while", "Send it again after as many seconds as Retry-After says"),
    500: ("Something went wrong", "Try again, and tell the maintainers the request_id if it stays"),
}


class Fault(BaseModel):
    """One thing that is wrong with a request."""

    where: str = Field(description="Where in the request, such as `body.essays.0.text` or `query.limit`.")
    what: str = Field(description="What is wrong there.")


class Problem(BaseModel):
    """Why a request was not done (RFC 9457). Nothing was changed, unless the words say otherwise."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "/api/v1/docs#problem-404",
                    "title": "There is nothing here",
                    "status": 404,
                    "detail": "There is nothing here for this key.",
                    "where": "/api/v1/contests/none",
                    "remedy": "Check the address; what a key does not reach does not exist for it.",
                    "request_id": "8f2c1d0a9b7e4c53",
                    "errors": [],
                }
            ]
        }
    )
    type: str = Field(description="The place of the documentation that explains this kind of problem.")
    title: str = Field(description="The kind of problem in a few words; the same for all of a kind.")
    status: int = Field(description="The HTTP status.", ge=400, le=599)
    detail: str = Field(description="What went wrong this time.")
    where: str = Field(description="The address, header, field or file that it is about.")
    remedy: str = Field(description="What helps.")
    request_id: str = Field(description="The id of the request, also in the header X-Request-Id.")
    errors: list[Fault] = Field(description="Each fault of a request with several; else empty.")


class Refused(HTTPException):
    """A request of the REST interface that is not done.

    Args:
        status: of the answer.
        detail: what went wrong, a sentence with its full stop.
        where: the header, field or file that it is about; empty: the address.
        remedy: what helps, a sentence with its full stop; empty: what helps with all of its kind.
        headers: more headers of the answer.
    """

    def __init__(
        self, status: int, detail: str, where: str = "", remedy: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, detail, dict(headers or {}))
        self.where, self.remedy = where, remedy


def is_rest(request: Request) -> bool:
    """Whether a request is for the REST interface."""
    return request.url.path.startswith(AREA)


def say_problem(request: Request, error: Exception) -> Response:
    """The answer to a request of the REST interface that failed; nothing of the program's inside."""
    told = _tell(error)
    status = told["status"]
    title, remedy = TITLES.get(status, TITLES[422 if status < 500 else 500])  # noqa: PLR2004
    problem = Problem(
        type=f"/api/v1/docs#problem-{status}",
        title=title,
        status=status,
        detail=told.get("detail") or f"{title}.",
        where=told.get("where") or request.url.path,
        remedy=told.get("remedy") or f"{remedy}.",
        request_id=name_request(request),
        errors=told.get("errors", []),
    )
    headers = {**told.get("headers", {}), **headers_of(request)}
    return JSONResponse(problem.model_dump(), status, headers, media_type=PROBLEM)


def _tell(error: Exception) -> dict[str, Any]:
    if isinstance(error, RequestValidationError):
        return _tell_invalid(error)
    if isinstance(error, GraderError):
        line = f", line {error.place.line}" if error.place else ""
        remedy = f"{error.remedy}." if error.remedy else ""
        return {
            "status": 422,
            "detail": f"{error.cause[:1].upper()}{error.cause[1:]}.",
            "where": f"{PurePath(error.file).name}{line}",
            "remedy": remedy,
        }
    if isinstance(error, HTTPException):
        is_own = error.detail[-1:] in {".", "!"}
        told = {"where": error.where, "remedy": error.remedy} if isinstance(error, Refused) else {}
        detail = error.detail if is_own else ""
        return {"status": error.status_code, "detail": detail, "headers": dict(error.headers or {}), **told}
    return {"status": 500, "detail": "The service could not do this. Nothing was changed."}


def _tell_invalid(error: RequestValidationError) -> dict[str, Any]:
    if any(one["type"] == "json_invalid" for one in error.errors()):
        return {"status": 400, "detail": "The body is no JSON.", "where": "body"}
    faults = [
        Fault(where=".".join(str(part) for part in one["loc"]), what=f"{str(one['msg']).rstrip('.')}.")
        for one in error.errors()[:_MOST_FAULTS]
    ]
    first = faults[0] if faults else Fault(where="", what="The request does not fit.")
    return {"status": 422, "detail": first.what, "where": first.where, "errors": faults}


def name_request(request: Request) -> str:
    """The id of a request: the one that it brought, when it is a sane one, else a new one."""
    known = getattr(request.state, "request_id", "")
    if not known:
        given = request.headers.get("x-request-id", "")
        is_sane = 0 < len(given) <= _LONGEST_ID and all(c.isascii() and (c.isalnum() or c in "-_.") for c in given)
        known = request.state.request_id = given if is_sane else secrets.token_hex(8)
    return str(known)


def headers_of(request: Request) -> dict[str, str]:
    """What every answer of the REST interface says: which request it answers, and how many more may come."""
    return {"X-Request-Id": name_request(request), **getattr(request.state, "rate_headers", {})}
