"""Requests that the service sends to others: to nobody inside the own network, unless the installation allows it."""

import ipaddress
import socket
import time
from collections.abc import Collection, Sequence
from types import TracebackType
from typing import Self

import httpx2

from api.settings import Settings
from grader.errors import GraderError
from grader.reports.languages import Message, mark

MOST_BYTES = 1_000_000
_SECONDS = 15.0
_USER_AGENT = "grader"
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_IPv6 = ipaddress.IPv6Address
_Address = ipaddress.IPv4Address | _IPv6


class OutboundError(GraderError):
    """Somebody could not be reached, or must not be."""


class Outbound:
    """A client for requests to addresses that other people chose.

    A name is resolved once and the connection goes to one of those very addresses, so that a name which means something
    else a moment later gains nothing. No connection is kept: two names of one address would share it, and with it whose
    certificate was checked. Redirects are not followed, answers are read up to a limit, and proxies of the environment are
    not used, since they would resolve names again.

    Args:
        settings: `reachable` names hosts of the own network that may be called, also without https.
    """

    def __init__(self, settings: Settings) -> None:
        self._reachable = frozenset(settings.reachable)
        limits = httpx2.Limits(max_keepalive_connections=0)
        self._client = httpx2.Client(trust_env=False, follow_redirects=False, timeout=_SECONDS, limits=limits)

    def __enter__(self) -> Self:
        """The client itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes all connections."""
        self._client.close()

    def send(self, request: httpx2.Request, most_bytes: int = MOST_BYTES) -> httpx2.Response:
        """Sends a request and reads the whole answer.

        Args:
            request: to an https address.
            most_bytes: the longest answer that is read.

        Raises:
            OutboundError: the address is not allowed, nobody answers within 15 seconds, or the answer is too long.
        """
        host, addresses = request.url.host, self._find_addresses(request.url)
        request.headers["User-Agent"] = _USER_AGENT
        request.extensions["sni_hostname"] = host
        until = time.monotonic() + _SECONDS
        try:
            response = self._open(request, addresses)
            try:
                content = _read(response, most_bytes, until, host)
            finally:
                response.close()
        except httpx2.HTTPError as error:
            cause = Message("could not be reached (%(why)s)", why=type(error).__name__)
            raise OutboundError(host, cause, "Try again later") from error
        return httpx2.Response(response.status_code, headers=_plain(response.headers), content=content, request=request)

    def _open(self, request: httpx2.Request, addresses: Sequence[str]) -> httpx2.Response:
        """Sends a request to the first address that takes a connection."""
        *others, last = addresses
        for address in others:
            request.url = request.url.copy_with(host=address)
            try:
                return self._client.send(request, stream=True)
            except httpx2.ConnectError:
                continue
        request.url = request.url.copy_with(host=last)
        return self._client.send(request, stream=True)

    def _find_addresses(self, url: httpx2.URL) -> list[str]:
        """The addresses to which the connection may go."""
        demand_callable(url, self._reachable)
        host = url.host
        try:
            found = socket.getaddrinfo(host, url.port or 443, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise OutboundError(host, "the name is unknown", "Mind the spelling") from error
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        if host not in self._reachable and not all(is_public(address) for address in addresses):
            remedy = mark("Whoever runs the service can allow this host with GRADER_REACHABLE")
            raise OutboundError(host, "lies in a private network", remedy)
        return addresses


def demand_callable(url: httpx2.URL, reachable: Collection[str]) -> None:
    """Makes sure that an address may be called, as far as it can be told before its name is looked up.

    Raises:
        OutboundError: it is not https, holds a password, or names nobody.
    """
    host = url.host
    is_inside = host in reachable
    if url.scheme != "https" and not (url.scheme == "http" and is_inside):
        raise OutboundError(host, "only https addresses are called", "Give an address that begins with https://")
    if url.userinfo:
        raise OutboundError(host, "the address holds a password", "Leave it out")
    if not host:
        raise OutboundError(host, "the address names no host", "Give one like https://lms.example/hook")


def _read(response: httpx2.Response, most_bytes: int, until: float, host: str) -> bytes:
    content = bytearray()
    for part in response.iter_bytes():
        content += part
        if len(content) > most_bytes:
            cause = Message("the answer is longer than %(most)s bytes", most=most_bytes)
            raise OutboundError(host, cause, "Mind the address")
        if time.monotonic() > until:
            raise OutboundError(host, "the answer took too long", "Try again later")
    return bytes(content)


def _plain(headers: httpx2.Headers) -> list[tuple[str, str]]:
    """Headers of an answer whose content was decoded already."""
    return [
        (name, value)
        for name, value in headers.multi_items()
        if name.lower() not in {"content-encoding", "content-length"}
    ]


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet; one inside another (IPv4 in IPv6, NAT64) counts, too."""
    found: _Address = ipaddress.ip_address(address.partition("%")[0])
    return all(one.is_global and not one.is_multicast for one in (found, *_inner(found)))


def _inner(address: _Address) -> list[_Address]:
    if not isinstance(address, _IPv6):
        return []
    nat64 = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF) if address in _NAT64 else None
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ()), nat64]
    return [one for one in inner if one is not None]
