"""Requests to platforms. Every one of them goes through `send`, so that there is one place that decides who may be called."""

import json
from typing import Any

import httpx2

from api.settings import Settings
from grader.errors import GraderError

MOST_BYTES = 1_000_000
_SECONDS = 15.0


class Unreachable(GraderError):
    """A platform did not answer, or said no."""


def send(_settings: Settings, request: httpx2.Request, most_bytes: int = MOST_BYTES) -> httpx2.Response:
    """Sends a request and reads the whole answer; redirects are not followed.

    Raises:
        Unreachable: nobody answers, or the answer is too long.
    """
    try:
        with httpx2.Client(trust_env=False, follow_redirects=False, timeout=_SECONDS) as client:
            answer = client.send(request, stream=True)
            content = b""
            for piece in answer.iter_bytes():
                content += piece
                if len(content) > most_bytes:
                    raise Unreachable(request.url.host, "the answer is too long", "Ask the platform’s administrator")
    except httpx2.HTTPError as error:
        raise Unreachable(request.url.host, "the platform does not answer", "Try again later") from error
    return httpx2.Response(answer.status_code, headers=_plain(answer.headers), content=content, request=request)


def _plain(headers: httpx2.Headers) -> list[tuple[str, str]]:
    """Headers of an answer that was decoded while it was read."""
    return [(k, v) for k, v in headers.multi_items() if k not in {"content-encoding", "content-length"}]


def ask(settings: Settings, request: httpx2.Request, most_bytes: int = MOST_BYTES) -> httpx2.Response:
    """Sends a request; whatever is not a success is an error.

    Raises:
        Unreachable: nobody answers, or the answer says no.
    """
    answer = send(settings, request, most_bytes)
    if not answer.is_success:
        remedy = "Try again later, or ask the platform’s administrator"
        raise Unreachable(request.url.host, f"the platform answered with {answer.status_code}", remedy)
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
