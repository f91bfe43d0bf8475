"""Requests to platforms. Every one of them goes through `send`, so that there is one place that decides who may be called."""

import json
from typing import Any

import httpx2

from api.outbound import MOST_BYTES, Outbound, OutboundError
from api.settings import Settings
from grader.errors import GraderError
from grader.reports.languages import Message, mark


class Unreachable(GraderError):
    """A platform did not answer, or said no."""


def send(settings: Settings, request: httpx2.Request, most_bytes: int = MOST_BYTES) -> httpx2.Response:
    """Sends a request and reads the whole answer.

    Raises:
        Unreachable: the address must not be called, nobody answers, or the answer is too long.
    """
    try:
        with Outbound(settings) as outbound:
            return outbound.send(request, most_bytes)
    except OutboundError as error:
        raise Unreachable(error.file, error.cause, error.remedy) from error


def ask(settings: Settings, request: httpx2.Request, most_bytes: int = MOST_BYTES) -> httpx2.Response:
    """Sends a request; whatever is not a success is an error.

    Raises:
        Unreachable: nobody answers, or the answer says no.
    """
    answer = send(settings, request, most_bytes)
    if not answer.is_success:
        remedy = mark("Try again later, or ask the platform’s administrator")
        cause = Message("the platform answered with %(status)s", status=answer.status_code)
        raise Unreachable(request.url.host, cause, remedy)
    return answer


def ask_json(settings: Settings, request: httpx2.Request) -> Any:
    """The JSON of a platform's answer.

    Raises:
        Unreachable: there is none.
    """
    try:
        return json.loads(ask(settings, request).content)
    except ValueError as error:
        raise Unreachable(request.url.host, "the answer is no JSON", "Ask the platform’s administrator") from error
