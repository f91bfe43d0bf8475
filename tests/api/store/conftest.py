"""A store in each of the databases that are supported."""

import os
import shutil
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from sqlalchemy import make_url, text

from api.settings import read_settings
from api.store.database import Database
from tests.conftest import skip_or_fail


def postgres_url() -> str:
    """Where the PostgreSQL of the tests is."""
    url = os.environ.get("GRADER_TEST_POSTGRES", "")
    if not url:
        skip_or_fail("GRADER_TEST_POSTGRES names no PostgreSQL server")
    return url


@contextmanager
def new_database(folder, template="template0"):
    """The address of a new database of the PostgreSQL of the tests, which is dropped at the end."""
    server = Database(read_settings(folder).database_url)
    name = f"test_{os.getpid()}_{abs(hash(folder))}"
    with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        yield server.engine.url.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.close()


@pytest.fixture(scope="session")
def empty_postgres(tmp_path_factory):
    """The name of an up-to-date PostgreSQL database without rows, made once for all tests."""
    folder = tmp_path_factory.mktemp("postgres")
    with patch.dict(os.environ, {"GRADER_DATABASE_URL": postgres_url()}), new_database(folder) as address:
        made = Database(address)
        made.upgrade()
        made.close()
        yield make_url(address).database


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path, monkeypatch):
    """The address of an up-to-date store without rows."""
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("empty_store"), tmp_path / "grader.sqlite")
        yield f"sqlite:///{tmp_path / 'grader.sqlite'}"
        return
    monkeypatch.setenv("GRADER_DATABASE_URL", postgres_url())
    with new_database(tmp_path, request.getfixturevalue("empty_postgres")) as address:
        yield address


@pytest.fixture
def database(url):
    """That store, opened."""
    opened = Database(url)
    yield opened
    opened.close()
