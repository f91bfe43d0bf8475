"""The database: opened, brought up to date, and used in transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Mapper, Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from api.store import lti_tables as lti_tables  # noqa: PLC0414 - its tables belong to the store
from api.store.class_tables import KEPT_TOO
from api.store.student_tables import Rating
from api.store.tables import KEPT, Table

_BUSY_SECONDS = 30


class Database:
    """A store at an address.

    Args:
        url: as SQLAlchemy writes it.
    """

    def __init__(self, url: str) -> None:
        self.engine = _open_engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._readers = sessionmaker(self.engine.execution_options(is_reading=True), expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose changes are kept when the block ends, and dropped when it fails."""
        with self._sessions.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only looks: it waits for nobody, and what it changes is dropped."""
        with self._readers() as session:
            yield session

    def upgrade(self) -> None:
        """Makes the tables, or brings those of an older release up to date."""
        config = Config()
        config.set_main_option("script_location", str(files("api.store") / "migrations"))
        with self.engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def close(self) -> None:
        """Lets go of all connections."""
        self.engine.dispose()


def _open_engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    engine = create_engine(parsed, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_immediately)
    return engine


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Readers do not wait for writers, references are kept, and transactions are begun by us."""
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")


def _begin_immediately(connection: Connection) -> None:
    """Whoever means to write waits at the beginning: a reader that becomes a writer would be refused instead."""
    is_reading = connection.get_execution_options().get("is_reading", False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")


def _refuse(_mapper: Mapper[Table], _connection: Connection, row: Table) -> None:
    raise TypeError(f"rows of {row.__tablename__} are never altered: append another")


for _kept in (*KEPT, *KEPT_TOO, Rating):
    event.listen(_kept, "before_update", _refuse)
