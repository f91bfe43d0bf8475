"""A LanguageTool server as a proofreader (`/v2/check`), for those who run one; nothing is asked unless its URL is given.

What the server answers depends on its version and rules: a report made with it repeats only as long as they stay.
"""

import http.client
import json
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import SplitResult, urlencode, urlsplit

from grader.errors import InvalidConfig
from grader.text.proofs import Error, ErrorKind

_KINDS: dict[str, ErrorKind] = {
    "TYPOS": "spelling",
    "CASING": "capital",
    "GRAMMAR": "grammar",
    "CONFUSED_WORDS": "confused word",
    "COMPOUNDING": "word boundary",
    "PUNCTUATION": "punctuation",
    "TYPOGRAPHY": "spacing",
    "COLLOCATIONS": "word choice",
    "SEMANTICS": "word choice",
}
_MOST_BYTES = 20_000_000
_MOST_SUGGESTIONS = 3
_LAST_BASIC = 0xFFFF
_OK = 200
_REMEDY = "Start the server, mend its address, or grade without it"


class _Answer(Protocol):
    status: int

    def read(self, amt: int) -> bytes: ...


class LanguageToolProofreader:
    """Finds errors by asking a server; categories that are opinions (style, redundancy) are left out.

    Args:
        url: where the server is, `http://host:port` or `https://…`; `/v2/check` is added.
        timeout_seconds: how long to wait for an answer.
        is_right: whether a word is right all the same, such as a British spelling.

    Raises:
        InvalidConfig: the URL is no http or https address.
    """

    def __init__(
        self, url: str, timeout_seconds: float = 30.0, is_right: Callable[[str], bool] = lambda _: False
    ) -> None:
        self._url, self._address = url, _read_address(url)
        self._timeout_seconds, self._is_right = timeout_seconds, is_right

    def find_errors(self, text: str) -> list[Error]:
        """Errors of `text`, as `Proofreader` asks.

        Raises:
            InvalidConfig: the server does not answer, or answers something else than LanguageTool does.
        """
        places = _read_offsets(text)
        matches = self._ask(text).get("matches")
        if not isinstance(matches, list):
            raise self._fail("it answered something else than LanguageTool does")
        found = [_read_match(match, places) for match in matches]
        return [e for e in found if e and not (e.kind == "spelling" and self._is_right(text[slice(*e.span)]))]

    def _ask(self, text: str) -> dict[str, Any]:
        """The server's answer to one text."""
        body = urlencode({"text": text, "language": "en-US"}).encode("ascii")
        connection = _connect(self._address, self._timeout_seconds)
        try:
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
            connection.request("POST", f"{self._address.path.rstrip('/')}/v2/check", body, headers)
            with connection.getresponse() as answer:
                return self._read(answer)
        except (OSError, http.client.HTTPException) as error:
            raise self._fail(f"it did not answer ({error or type(error).__name__})") from error
        finally:
            connection.close()

    def _read(self, answer: _Answer) -> dict[str, Any]:
        if answer.status != _OK:
            raise self._fail(f"it answered with status {answer.status}")
        data = answer.read(_MOST_BYTES + 1)
        try:
            read = json.loads(data) if len(data) <= _MOST_BYTES else None
        except (ValueError, RecursionError):
            read = None
        if not isinstance(read, dict):
            raise self._fail("it answered something else than LanguageTool does")
        return read

    def _fail(self, cause: str) -> InvalidConfig:
        return InvalidConfig(self._url, f"the LanguageTool server could not be used: {cause}", _REMEDY)


def _read_address(url: str) -> SplitResult:
    try:
        address = urlsplit(url)
        is_usable = address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
    except ValueError:
        is_usable = False
    if not is_usable:
        raise InvalidConfig(url, "this is no address of a LanguageTool server", "Give one like http://localhost:8081")
    return address


def _connect(address: SplitResult, timeout_seconds: float) -> http.client.HTTPConnection:
    """A connection of its own, without proxies and redirects, which would depend on the environment."""
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    return kind(address.hostname or "", address.port, timeout=timeout_seconds)


def _read_offsets(text: str) -> list[int]:
    """For each UTF-16 unit of the text, and its end, the number of its code point: LanguageTool counts as Java does."""
    offsets: list[int] = []
    for number, character in enumerate(text):
        offsets += [number] * (2 if ord(character) > _LAST_BASIC else 1)
    return [*offsets, len(text)]


def _read_match(match: object, places: list[int]) -> Error | None:
    """One answer as an error; None for opinions and for what does not fit the text."""
    try:
        rule = match["rule"]  # type: ignore[index]
        kind = _KINDS.get(rule["category"]["id"])
        first, length = int(match["offset"]), int(match["length"])  # type: ignore[index]
        suggestions = tuple(str(one["value"]) for one in match.get("replacements", [])[:_MOST_SUGGESTIONS])  # type: ignore[attr-defined]
        if kind is None or first < 0 or length < 1 or first + length >= len(places):
            return None
        return Error((places[first], places[first + length]), kind, str(rule["id"]), str(match["message"]), suggestions)  # type: ignore[index]
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
