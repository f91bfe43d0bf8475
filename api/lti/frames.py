"""Inside a platform's page: who may frame ours, and cookies that are kept there though other sites' cookies are blocked."""

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import Response

from api.auth import hash_token, read_signed, sign
from api.pages.access import COOKIE, FRAME_COOKIE, service_of
from api.store.lti import LOGIN_FOR
from api.store.users import LOGGED_IN_FOR

_ORIGIN = re.compile(r"https?://(?:\*\.)?(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d{1,5})?")
_CANVAS = re.compile(r"(?:.*\.)?(?:instructure\.com|canvaslms\.com)")


def is_safe_address(address: str) -> bool:
    """Whether an address can be used: https, or on this very machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    is_plain = not parts.username and not parts.password and bool(_ORIGIN.fullmatch(origin_of(address)))
    return is_plain and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host)))


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def origin_of(address: str) -> str:
    """Scheme, host and port of an address, as browsers and policies write them; empty when it is none."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    found = f"{parts.scheme}://{(parts.hostname or '').lower()}{port}"
    return found if _ORIGIN.fullmatch(found) else ""


def list_origins(addresses: Iterable[str]) -> list[str]:
    """The places whose pages belong to a platform; a school on Canvas' own servers has a host of its own there."""
    found = [origin_of(address) for address in addresses if is_safe_address(address)]
    hosts = [urlsplit(origin).hostname or "" for origin in found]
    canvas = ["https://*.instructure.com"] if any(_CANVAS.fullmatch(host) for host in hosts) else []
    return list(dict.fromkeys([*found, *canvas]))


def allow_frames(request: Request, origins: Iterable[str]) -> None:
    """Lets pages of these places frame the answer."""
    request.state.framed_by = " ".join(one for one in origins if _ORIGIN.fullmatch(one))


def allow_form(request: Request, address: str) -> None:
    """Lets the answer send a form to an address."""
    request.state.posts_to = origin_of(address)


def is_in_frame(request: Request) -> bool:
    """Whether the browser loads the page into a frame of another one."""
    return request.headers.get("sec-fetch-dest", "") in {"iframe", "frame", "fenced-frame"}


def is_from_here(request: Request) -> bool:
    """Whether a form was sent by one of our own pages, as the browser tells."""
    return request.headers.get("origin", "") == origin_of(service_of(request).settings.public_url)


def _set(response: Response, name: str, value: str, seconds: int, path: str = "/") -> None:
    # Starlette sets `Partitioned` from Python 3.14 on only.
    told = f"{name}={value}; Max-Age={seconds}; Path={path}; HttpOnly; Secure; SameSite=None; Partitioned"
    response.headers.append("set-cookie", told)


def _state_cookie(state: str) -> str:
    return f"grader_lti_{hash_token(state)[:12]}"


def keep_state(request: Request, response: Response, state: str) -> None:
    """Binds a login to this browser."""
    seconds = int(LOGIN_FOR.total_seconds())
    _set(response, _state_cookie(state), sign(service_of(request).key, state), seconds, "/lti")


def holds_state(request: Request, state: str) -> bool:
    """Whether it was this browser that began a login."""
    return bool(state) and read_signed(service_of(request).key, request.cookies.get(_state_cookie(state), "")) == state


def keep_visit(request: Request, response: Response, token: str) -> None:
    """Gives a visit its cookie: in a frame one that is kept with the platform's page alone, else the usual one."""
    service = service_of(request)
    seconds, value = int(LOGGED_IN_FOR.total_seconds()), sign(service.key, token)
    if is_in_frame(request):
        _set(response, FRAME_COOKIE, value, seconds)
    else:
        secure = service.settings.is_https
        response.set_cookie(COOKIE, value, max_age=seconds, httponly=True, secure=secure, samesite="lax")
