"""Requests to others: to public addresses alone, unless the installation allows a host."""

import socket
from dataclasses import replace

import httpx2
import pytest

from api.outbound import Outbound, OutboundError, is_public
from tests.api.webhooks.receiver import receiving

PUBLIC = ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c")
PRIVATE = (
    "127.0.0.1",
    "10.0.0.8",
    "172.16.3.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 - an address to be refused
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1%eth0",
    "fd00::1",
    "ff0e::1",
    "::ffff:10.0.0.8",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address):
    assert not is_public(address)


def resolve_to(monkeypatch, *addresses):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
    look_up = socket.getaddrinfo

    def resolve(host, *args, **options):
        return look_up(host, *args, **options) if host in addresses else found

    monkeypatch.setattr("api.outbound.socket.getaddrinfo", resolve)


@pytest.mark.parametrize(
    ("url", "addresses", "cause"),
    [
        ("https://school.example/hook", ("10.0.0.8",), "private network"),
        ("https://school.example/hook", ("93.184.215.14", "127.0.0.1"), "private network"),
        ("https://2130706433/hook", ("127.0.0.1",), "private network"),
        ("http://school.example/hook", ("93.184.215.14",), "only https"),
        ("ftp://school.example/hook", ("93.184.215.14",), "only https"),
        ("file:///etc/passwd", ("93.184.215.14",), "only https"),
        ("https://user:secret@school.example/", ("93.184.215.14",), "password"),
    ],
)
def test_what_is_refused(settings, monkeypatch, url, addresses, cause):
    resolve_to(monkeypatch, *addresses)
    with Outbound(settings) as outbound, pytest.raises(OutboundError, match=cause):
        outbound.send(httpx2.Request("POST", url))


def test_an_unknown_name(settings, monkeypatch):
    def fail(*_args, **_options):
        raise socket.gaierror

    monkeypatch.setattr("api.outbound.socket.getaddrinfo", fail)
    with Outbound(settings) as outbound, pytest.raises(OutboundError, match="name is unknown"):
        outbound.send(httpx2.Request("GET", "https://nowhere.example/"))


def test_an_allowed_host_is_reached_by_its_address_and_called_by_its_name(settings):
    with receiving() as receiver, Outbound(replace(settings, reachable=("localhost",))) as outbound:
        answer = outbound.send(httpx2.Request("POST", f"http://localhost:{receiver.port}/hook", content=b"{}"))
        assert answer.status_code == 200
        assert receiver.calls[0].headers["Host"] == f"localhost:{receiver.port}"
        assert receiver.calls[0].headers["User-Agent"] == "grader"


def test_redirects_are_not_followed_and_long_answers_not_read(settings):
    with receiving() as receiver, Outbound(replace(settings, reachable=("127.0.0.1",))) as outbound:
        url = f"http://127.0.0.1:{receiver.port}/hook"
        receiver.answers = [(302, {"Location": "http://127.0.0.1:1/"}, b""), (200, {}, b"x" * 2_000)]
        assert outbound.send(httpx2.Request("GET", url)).status_code == 302
        with pytest.raises(OutboundError, match="longer than 1000 bytes"):
            outbound.send(httpx2.Request("GET", url), most_bytes=1_000)
        assert len(receiver.calls) == 2


def test_nobody_listens(settings):
    with receiving() as receiver:
        port = receiver.port
    with Outbound(replace(settings, reachable=("127.0.0.1",))) as outbound, pytest.raises(OutboundError) as caught:
        outbound.send(httpx2.Request("GET", f"http://127.0.0.1:{port}/"))
    assert "could not be reached (ConnectError)" in caught.value.cause


def test_the_next_address_is_tried_where_the_first_takes_no_connection(settings, monkeypatch):
    with receiving() as receiver, Outbound(replace(settings, reachable=("school.example",))) as outbound:
        resolve_to(monkeypatch, "127.0.0.2", "127.0.0.1")
        url = f"http://school.example:{receiver.port}/hook"
        assert outbound.send(httpx2.Request("GET", url)).status_code == 200
        assert receiver.calls[0].headers["Host"] == f"school.example:{receiver.port}"


def test_names_of_one_address_share_no_connection(settings, monkeypatch):
    names = ("a.example", "b.example")
    with receiving() as receiver, Outbound(replace(settings, reachable=names)) as outbound:
        resolve_to(monkeypatch, "127.0.0.1")
        for name in names:
            outbound.send(httpx2.Request("GET", f"http://{name}:{receiver.port}/hook"))
        assert len({call.port for call in receiver.calls}) == len(names)
