"""A store in each of the databases that are supported."""

import os

import pytest
from sqlalchemy import text

from api.settings import read_settings
from api.store.database import Database
from tests.conftest import skip_or_fail


def postgres_url() -> str:
    """Where the PostgreSQL of the tests is."""
    url = os.environ.get("GRADER_TEST_POSTGRES", "")
    if not url:
        skip_or_fail("GRADER_TEST_POSTGRES names no PostgreSQL server")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path, monkeypatch):
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'grader.sqlite'}"
        return
    monkeypatch.setenv("GRADER_DATABASE_URL", postgres_url())
    server = Database(read_settings(tmp_path).database_url)
    name = f"test_{os.getpid()}_{abs(hash(tmp_path))}"
    with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        yield server.engine.url.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.close()


@pytest.fixture
def database(url):
    """An up-to-date store without rows."""
    opened = Database(url)
    opened.upgrade()
    yield opened
    opened.close()
