"""A program's whole day in each database; its answers are the examples of the documentation.

Renew them with `pytest tests/api/rest/test_day.py --snapshot-update`, and read the differences before you commit them.
"""

import json
from dataclasses import replace

import pytest

from api.problems import TITLES
from api.rest import RESOURCES
from api.rest.examples import ANSWERS_FILE
from api.rest.limits import Limits
from api.rest.openapi import make_document
from tests.api.rest.conftest import Program
from tests.api.rest.day import Diary, spend
from tests.api.store.conftest import database, empty_postgres, url

__all__ = ["database", "empty_postgres", "url"]


@pytest.fixture
def settings(settings, url):
    return replace(settings, database_url=url)


def write(answers):
    return json.dumps(answers, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def test_a_day_of_a_program_is_as_the_documentation_shows_it(program, app, work, pytestconfig, monkeypatch):
    document = make_document([resource.router for resource, _ in RESOURCES], "", [])
    diary = Diary(program, document)
    spend(diary, work, app)
    calm = Program(app, program.headers["authorization"].split()[1], raise_server_exceptions=False)
    with monkeypatch.context() as broken:
        broken.setattr("api.rest.hooks.select", lambda *_tables: 1 / 0)
        diary.ask("list_hooks", 500, client=calm)
    app.state.limits = Limits(0)
    diary.ask("list_hooks", 429)
    assert {int(status) for status in diary.answers["problems"]} == set(TITLES)
    if pytestconfig.getoption("update_snapshots"):
        ANSWERS_FILE.write_text(write(diary.answers), encoding="utf-8")
    assert write(diary.answers) == ANSWERS_FILE.read_text(encoding="utf-8")
