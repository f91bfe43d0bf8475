"""Migrations make the tables that the code expects, in every database; rows that must last are not altered."""

from importlib.resources import files

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from api.store.audit import note
from api.store.database import Database
from api.store.tables import AuditEntry, Instant, Table, User, read_clock
from api.store.users import add_user, find_user


def is_same_type(_context, _inspected, _column, _inspected_type, metadata_type):
    return False if isinstance(metadata_type, Instant) else None


def test_migrations_and_tables_say_the_same(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": is_same_type})
        assert compare_metadata(context, Table.metadata) == []


def test_an_upgrade_may_be_repeated(database):
    with database.transaction() as session:
        add_user(session, "ann", "Ann", "hash", "teacher")
    database.upgrade()
    with database.reading() as session:
        assert find_user(session, "ANN ") is not None


def test_a_migration_can_be_taken_back(database):
    config = Config()
    config.set_main_option("script_location", str(files("api.store") / "migrations"))
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(database.engine).get_table_names() == ["alembic_version"]


def test_what_fails_leaves_nothing_behind(database):
    def fail():
        with database.transaction() as session:
            add_user(session, "ann", "Ann", "hash", "teacher")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with database.reading() as session:
        assert find_user(session, "ann") is None


def test_times_keep_their_zone(database):
    before = read_clock()
    with database.transaction() as session:
        add_user(session, "ann", "Ann", "hash", "teacher")
    with database.reading() as session:
        assert before <= session.query(User).one().created_at <= read_clock()


def test_the_audit_log_is_only_appended_to(database):
    with database.transaction() as session:
        note(session, "u", "essay.view", "e", count=2)

    def alter():
        with database.transaction() as session:
            session.query(AuditEntry).one().action = "nothing"

    with pytest.raises(TypeError):
        alter()
    with database.reading() as session:
        entry = session.query(AuditEntry).one()
        assert (entry.action, entry.detail) == ("essay.view", {"count": 2})


def test_sqlite_lets_readers_read_while_somebody_writes(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'one.sqlite'}")
    database.upgrade()
    with database.transaction() as writing:
        add_user(writing, "ann", "Ann", "hash", "teacher")
        with database.reading() as reading:
            assert reading.scalar(text("select count(*) from users")) == 0
            assert reading.scalar(text("pragma journal_mode")) == "wal"
    database.close()
