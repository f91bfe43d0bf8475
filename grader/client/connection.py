"""Requests to the service: sent with the key, repeated when that is safe, and refusals as errors that say what helps."""

import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeAlias

import httpx2

from grader.errors import GraderError

Json: TypeAlias = dict[str, Any]
Files: TypeAlias = Sequence[tuple[str, tuple[str, bytes]]]
MOST_TRIES = 4
_SECONDS = 90.0
_WORTH_ANOTHER_TRY = frozenset({429, 502, 503, 504})
_LONGEST_PAUSE = 60.0


class RequestFailed(GraderError):
    """The service refused a request.

    Args:
        problem: what it answered, as RFC 9457 has it.
    """

    def __init__(self, problem: Mapping[str, Any]) -> None:
        where, detail = str(problem.get("where", "")), str(problem.get("detail", "the service did not say why"))
        super().__init__(where, detail.rstrip("."), str(problem.get("remedy", "")).rstrip("."))
        self.status = int(problem.get("status", 0))
        self.request_id = str(problem.get("request_id", ""))


class Connection:
    """A connection with a key; a context, which closes it.

    Args:
        url: where the service is, such as `http://127.0.0.1:8000`.
        key: what a teacher made; `grk_…`.
        transport: how requests are sent; by default over the network.
    """

    def __init__(self, url: str, key: str, transport: httpx2.BaseTransport | None = None) -> None:
        self._http = httpx2.Client(
            base_url=f"{url.rstrip('/')}/api/v1/",
            headers={"Authorization": f"Bearer {key}"},
            timeout=_SECONDS,
            transport=transport,
        )

    def __enter__(self) -> Self:
        """The connection."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes it."""
        self.close()

    def close(self) -> None:
        """Lets go of the network."""
        self._http.close()

    def ask(self, method: str, path: str, **given: Any) -> httpx2.Response:
        """Sends a request; one that the service could not take now is sent again.

        Every POST brings an Idempotency-Key, so that it is done once however often it is sent.

        Raises:
            RequestFailed: the service refused it, or cannot be reached.
        """
        headers = dict(given.pop("headers", None) or {})
        if method == "POST":
            headers.setdefault("Idempotency-Key", str(uuid.uuid4()))
        for tried in range(1, MOST_TRIES + 1):
            try:
                answer = self._http.request(method, path, headers=headers, **given)
            except httpx2.TransportError as error:
                if tried == MOST_TRIES:
                    raise RequestFailed(_unreachable(str(self._http.base_url), error)) from error
                time.sleep(tried)
                continue
            if answer.status_code not in _WORTH_ANOTHER_TRY or tried == MOST_TRIES:
                break
            time.sleep(seconds_of(answer))
        if answer.is_success:
            return answer
        raise RequestFailed(_read_problem(answer))

    def walk(self, path: str) -> Iterator[Json]:
        """Everything of a list, page after page."""
        cursor = None
        while True:
            page = self.ask("GET", path, params={"limit": 200, **({"cursor": cursor} if cursor else {})}).json()
            yield from page["items"]
            cursor = page["next"]
            if cursor is None:
                return


def seconds_of(answer: httpx2.Response) -> float:
    """How long the service asks to wait; a second where it says nothing."""
    told = answer.headers.get("retry-after", "")
    return min(float(told), _LONGEST_PAUSE) if told.isascii() and told.isdigit() else 1.0


def _unreachable(url: str, error: Exception) -> Json:
    detail = f"the service cannot be reached ({type(error).__name__})"
    return {"where": url, "detail": detail, "remedy": "Start it with `grader start`, and check the address"}


def _read_problem(answer: httpx2.Response) -> Json:
    try:
        told = answer.json()
    except ValueError:
        told = None
    if isinstance(told, dict) and "detail" in told:
        return told
    detail = f"something that is not the service answered {answer.status_code}"
    return {"status": answer.status_code, "where": str(answer.url), "detail": detail, "remedy": "Check the address"}
