"""Sending webhooks: by workers, again and again after a while, until they are taken or given up."""

import os
import socket
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

import httpx2

from api.auth import read_key
from api.outbound import Outbound, OutboundError
from api.settings import Settings
from api.store.database import Database
from api.store.hook_tables import Delivery
from api.store.hooks import claim_delivery, is_any_due, keep_missed, keep_sent, stop_hook
from api.store.tables import make_id, read_clock
from api.webhooks.signing import make_print, sign_delivery
from grader.reports.languages import Message

WAITS = tuple(timedelta(seconds=seconds) for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400))
"""After every failure, as Standard Webhooks propose; the tenth is the last one. Up to a tenth is added to each."""

LEASE = timedelta(seconds=60)
_LONGEST_WAIT = timedelta(days=1)
_MOST_BYTES = 10_000
_PAUSE_SECONDS = 2.0
_GONE = 410
_BUSY = frozenset({429, 503})


def deliver(database: Database, settings: Settings, is_stopped: Callable[[], bool]) -> None:
    """Sends what waits until it is stopped; hooks whose secrets another key makes are left to whoever has that key."""
    worker = f"{socket.gethostname()}:{os.getpid()}:{make_id()[:8]}"
    key = read_key(settings.data)
    pause = Event()
    with Outbound(settings) as outbound:
        while not is_stopped():
            if not deliver_once(database, key, outbound, worker):
                pause.wait(_PAUSE_SECONDS)


def deliver_once(database: Database, key: bytes, outbound: Outbound, worker: str) -> bool:
    """Sends one message, if one waits; whether one did."""
    own = make_print(key)
    with database.reading() as session:
        if not is_any_due(session, own):
            return False
    with database.transaction() as session:
        delivery = claim_delivery(session, worker, LEASE, own)
    if delivery is None:
        return False
    status, reason, after = _send(key, outbound, delivery)
    with database.transaction() as session:
        if not reason:
            keep_sent(session, delivery, status or 0)
        elif status == _GONE:
            keep_missed(session, delivery, status, reason, None)
            stop_hook(session, session.merge(delivery.hook), reason)
        else:
            keep_missed(session, delivery, status, reason, next_try(delivery, read_clock(), after))
    return True


def _send(key: bytes, outbound: Outbound, delivery: Delivery) -> tuple[int | None, str, timedelta]:
    """Status, what went wrong (empty: nothing did), and how long the receiver asks to wait."""
    headers = {"Content-Type": "application/json", **sign_delivery(key, delivery, read_clock())}
    try:
        request = httpx2.Request("POST", delivery.hook.url, content=delivery.body.encode(), headers=headers)
        answer = outbound.send(request, _MOST_BYTES)
    except OutboundError as error:
        return None, f"{error.file}: {error.cause}", timedelta(0)
    if answer.is_success:
        return answer.status_code, "", timedelta(0)
    asked = answer.headers.get("retry-after", "") if answer.status_code in _BUSY else ""
    seconds = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < len("1000000") else 0
    return (
        answer.status_code,
        Message("the receiver answered %(status)s", status=answer.status_code),
        timedelta(seconds=seconds),
    )


def next_try(delivery: Delivery, now: datetime, after: timedelta) -> datetime | None:
    """When a message is sent again after a failure, or none: a little later for some than for others."""
    if delivery.attempts > len(WAITS):
        return None
    wait = min(max(WAITS[delivery.attempts - 1], after), _LONGEST_WAIT)
    return now + wait * (1 + zlib.crc32(delivery.id.encode()) % 100 / 1000)
