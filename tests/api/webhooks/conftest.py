"""A teacher with a contest and a hook, and a receiver that it calls."""

from dataclasses import replace

import pytest

from api.auth import read_key
from api.outbound import Outbound
from api.store.hooks import add_hook
from api.store.tables import Contest
from api.store.users import add_user
from api.webhooks.signing import make_print
from tests.api.conftest import HASHED
from tests.api.webhooks.receiver import receiving


@pytest.fixture
def receiver():
    with receiving() as one:
        yield one


@pytest.fixture
def outbound(settings):
    with Outbound(replace(settings, reachable=("127.0.0.1",))) as one:
        yield one


@pytest.fixture
def key(settings):
    return read_key(settings.data)


@pytest.fixture
def owner(database):
    with database.transaction() as session:
        return add_user(session, "ann", "Ann", HASHED, "owner")


@pytest.fixture
def contest(database, owner):
    with database.transaction() as session:
        made = Contest(user_id=owner.id, title="The Lamp")
        session.add(made)
    return made


@pytest.fixture
def hook(database, owner, contest, receiver, key):
    with database.transaction() as session:
        return add_hook(session, owner, contest, f"http://127.0.0.1:{receiver.port}/hook", [], make_print(key))
