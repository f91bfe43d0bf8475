"""A lease is renewed for as long as the work on what was leased goes on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

from sqlalchemy.orm import Session

from api.store.database import Database

_RENEWALS = 4


@contextmanager
def holding(database: Database, lease: timedelta, renew: Callable[[Session], object]) -> Iterator[None]:
    """Calls `renew` several times in every lease, until the block ends."""
    is_done = Event()

    def renew_often() -> None:
        while not is_done.wait(lease.total_seconds() / _RENEWALS):
            with database.transaction() as session:
                renew(session)

    thread = Thread(target=renew_often, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_done.set()
        thread.join()
