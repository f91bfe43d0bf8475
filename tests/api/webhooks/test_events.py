"""What happens in the service is told to hooks: by workers and by pages, in any order of essays."""

import re

import pytest
from sqlalchemy import select

from api.store.hook_tables import Delivery
from api.store.hooks import EVENTS, add_hook
from api.store.tables import Contest, Essay, User
from tests.api.conftest import hand_draft, hand_in, open_class, send
from tests.conftest import SMALL_ESSAY


@pytest.fixture
def contest_path(teacher, make_contest, database):
    path = make_contest(teacher)
    with database.transaction() as session:
        add_hook(session, session.scalars(select(User)).one(), session.scalars(select(Contest)).one(), "x", [], "k")
    return path


@pytest.fixture
def told(database):
    def read():
        with database.reading() as session:
            return [one.event for one in session.scalars(select(Delivery).order_by(Delivery.created_at))]

    return read


def grade(teacher, contest, grade_all, essays):
    batch = hand_in(teacher, contest, essays)
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    grade_all()
    return batch


def test_grading_and_deciding_are_told(teacher, contest_path, grade_all, told, database):
    batch = grade(teacher, contest_path, grade_all, {"a.txt": SMALL_ESSAY, "b.txt": ""})
    assert sorted(told()) == ["batch.graded", "essay.failed", "essay.graded"]
    with database.reading() as session:
        essay = session.scalars(select(Essay).where(Essay.state == "graded")).one()
    page = f"/essays/{essay.id}"
    criterion = re.findall(r'name="subject" value="(\w+)"', teacher.get(page).text)[0]
    level = {"kind": "level", "subject": criterion, "points": "1"}
    answer = send(teacher, f"{page}/decisions", level, page=page)
    assert answer.status_code == 303, answer.text
    send(teacher, f"{page}/decisions", {"kind": "private", "text": "mine"}, page=page)
    send(teacher, f"{batch}/release", page=batch)
    send(teacher, f"{page}/decisions", {"kind": "withdraw"}, page=page)
    assert told()[3:] == ["decision.made", "essay.released", "essay.withdrawn"]


def test_a_draft_is_told(teacher, contest_path, grade_all, join, told):
    hand_draft(join(open_class(teacher, contest_path)), SMALL_ESSAY)
    grade_all()
    assert told() == ["draft.graded"]
    assert set(told()) <= set(EVENTS)
