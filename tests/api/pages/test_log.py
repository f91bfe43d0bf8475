"""The log of a contest: its own entries alone, also of what was erased, and no names of students."""

import re

import pytest
from sqlalchemy import select

from api.pages.log import WORDS
from api.store import log
from api.store.tables import AuditEntry
from tests.api.conftest import hand_draft, open_class, send
from tests.conftest import SMALL_ESSAY


@pytest.fixture
def contest(teacher, graded):
    return re.findall(r"/contests/\w{32}", teacher.get(graded).text)[0]


def rows_of(page):
    found = re.findall(r"<tr><td>.*?</tr>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


def test_what_happens_in_a_contest_stands_in_its_log(teacher, contest, join, graded):
    student = join(open_class(teacher, contest, drafts="2"))
    hand_draft(student, SMALL_ESSAY)
    essay = re.findall(r"/essays/\w{32}", teacher.get(graded).text)[0]
    teacher.get(essay)
    send(teacher, f"{essay}/decisions", {"kind": "comment", "subject": "", "text": "Secret words."}, page=essay)
    page = teacher.get(f"{contest}/log").text
    told = "\n".join(rows_of(page))
    for words in (
        "student-001 sent a draft · student-001, draft 1",
        "Teacher ann changed the rules for drafts drafts: 2",
        "Teacher ann looked at a report · essay-001",
        "Teacher ann commented · essay-001",
        "student-001 joined the class",
        "Teacher ann uploaded essays count: 2",
        "Teacher ann made the contest",
    ):
        assert words in told
    for hidden in ("night owl", "Ann Lee", "Secret words"):
        assert hidden not in page
    assert "looked at this log" in "\n".join(rows_of(teacher.get(f"{contest}/log").text))


def test_other_contests_stand_in_other_logs(teacher, contest, make_contest):
    other = make_contest(teacher)
    told = rows_of(teacher.get(f"{other}/log").text)
    assert len(told) == 1
    assert "made the contest" in told[0]


def test_what_was_erased_is_still_told(teacher, contest, join, graded):
    student = join(open_class(teacher, contest))
    hand_draft(student, SMALL_ESSAY)
    essay = re.findall(r"/essays/\w{32}", teacher.get(graded).text)[0]
    teacher.get(essay)
    send(teacher, f"{essay}/erase", {"sure": "yes"}, page=f"{essay}/student")
    send(student, "/my/erase", {"sure": "yes"}, page="/my/data")
    told = "\n".join(rows_of(teacher.get(f"{contest}/log").text))
    assert "Teacher ann erased a student’s data 1 erased" in told
    assert "somebody who is no longer here sent a draft" in told
    assert "Teacher ann looked at a report" in told


def test_the_log_is_read_page_by_page(teacher, contest, monkeypatch):
    monkeypatch.setattr(log, "PAGE", 3)
    monkeypatch.setattr("api.pages.log.PAGE", 3)
    page = teacher.get(f"{contest}/log").text
    assert len(rows_of(page)) == 3
    older = re.findall(r"/log\?before=\d+", page)[0]
    following = teacher.get(f"{contest}{older}").text
    assert not set(rows_of(page)) & set(rows_of(following))
    assert "Newest" in following
    assert "There is nothing more" in teacher.get(f"{contest}/log?before=0").text
    for odd in ("x", "-1", "9" * 40, "%00"):
        assert teacher.get(f"{contest}/log?before={odd}").status_code == 200


def test_every_action_has_its_words(teacher, contest, join, database):
    join(open_class(teacher, contest))
    with database.reading() as session:
        known = set(session.scalars(select(AuditEntry.action)))
    assert {action for action in known if not action.startswith(("login", "account", "teacher"))} <= set(WORDS)
