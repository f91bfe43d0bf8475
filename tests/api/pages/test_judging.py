"""Judging blind: codes and the rubric, no name, no suggestion, nobody else's word; then how far raters agree."""

import re

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from api.store.student_tables import Rating
from api.store.tables import AuditEntry, Essay, Invitation
from api.store.users import INVITED_FOR
from tests.api.conftest import PASSWORD, hand_in, send


def invite(teacher, contest):
    page = f"{contest}/judges"
    return re.findall(r"/invited/[\w-]+", send(teacher, page, page=page).text)[0]


def accept(client, link, login):
    account = {"name": f"Judge {login}", "login": login, "password": PASSWORD}
    return send(client, link, account, page=link)


@pytest.fixture
def contest(teacher, graded):
    return re.findall(r"/contests/\w{32}", teacher.get(graded).text)[0]


@pytest.fixture
def judge(app, teacher, contest):
    client = TestClient(app, follow_redirects=False)
    assert accept(client, invite(teacher, contest), "jo").headers["location"] == "/judging"
    return client


def first_essay(judge, contest):
    return re.findall(r"/judging/essays/\w{32}", judge.get(contest.replace("/contests/", "/judging/")).text)[0]


def test_a_link_works_once_and_not_for_ever(app, teacher, contest, judge, database):
    link = invite(teacher, contest)
    assert accept(TestClient(app), link, "kim").status_code == 200
    assert TestClient(app).get(link).status_code == 404
    late = invite(teacher, contest)
    with database.transaction() as session:
        session.scalars(select(Invitation)).one().expires_at -= INVITED_FOR
    assert TestClient(app).get(late).status_code == 404


@pytest.mark.parametrize("wrong", [{"password": "short"}, {"name": " "}, {"login": "ANN"}], ids=str)
def test_what_is_missing_or_taken_is_said(app, teacher, contest, wrong):
    link, client = invite(teacher, contest), TestClient(app)
    account = {"name": "Jo", "login": "jo", "password": PASSWORD, **wrong}
    answer = send(client, link, account, page=link)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert client.get(link).status_code == 200


def test_a_judge_takes_one_more_contest_without_another_account(teacher, judge, make_contest):
    other = make_contest(teacher)
    link = invite(teacher, other)
    assert "Judge with this account" in judge.get(link).text
    assert send(judge, link, page=link).headers["location"] == "/judging"
    assert other.replace("/contests/", "/judging/") in judge.get("/judging").text


def test_a_judge_sees_neither_names_nor_suggestions(judge, contest, teacher, database):
    with database.reading() as session:
        essay = session.scalars(select(Essay).order_by(Essay.code)).first()
    said = {"kind": "comment", "subject": "", "text": "A secret of the teacher."}
    send(teacher, f"/essays/{essay.id}/decisions", said, page=f"/essays/{essay.id}")
    page = judge.get(first_essay(judge, contest)).text
    assert "A Lamp Gone Out" in page
    assert "essay-001" in page
    for hidden in ("Ann Lee", "Suggested", "likely", "One of the two", "A secret", "/essays/" + essay.id + "/"):
        assert hidden not in page.replace("/judging/essays/", "")
    assert "checked" not in page


def test_names_in_the_text_are_covered_though_the_contest_is_not_blind(teacher, make_contest, grade_all, app, database):
    contest = make_contest(teacher)
    text = "By Zoe Quill\n\nThe Lamp of Zoe Quill\n\nThe council was unfair, because nobody listened to the keeper."
    batch = hand_in(teacher, contest, {"Zoe Quill.txt": text})
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    grade_all()
    client = TestClient(app, follow_redirects=False)
    accept(client, invite(teacher, contest), "jo")
    page = client.get(first_essay(client, contest)).text
    assert "The council was unfair" in page
    assert "Quill" not in page


def test_levels_are_kept_and_the_next_essay_follows(judge, contest, database):
    place = first_essay(judge, contest)
    criteria = list(dict.fromkeys(re.findall(r'name="(level-\w+)"', judge.get(place).text)))
    assert len(criteria) >= 3
    answer = send(judge, place, {criteria[0]: "2"}, page=place)
    assert answer.headers["location"] == place
    page = judge.get(place).text
    assert page.count("checked") == 1
    answer = send(judge, place, dict.fromkeys(criteria, "2"), page=place)
    assert answer.headers["location"] not in {place, contest}
    following = answer.headers["location"]
    answer = send(judge, following, dict.fromkeys(criteria, "3"), page=following)
    assert answer.headers["location"] == contest.replace("/contests/", "/judging/")
    with database.reading() as session:
        assert len(list(session.scalars(select(Rating)))) == 2 * len(criteria)
        assert "judge.rate" in {entry.action for entry in session.scalars(select(AuditEntry))}


@pytest.mark.parametrize("points", ["99", "x", "-1"])
def test_a_level_that_the_rubric_has_not_is_refused(judge, contest, points):
    place = first_essay(judge, contest)
    name = re.findall(r'name="(level-\w+)"', judge.get(place).text)[0]
    assert send(judge, place, {name: points}, page=place).status_code == 422


def test_two_raters_are_compared_and_the_judges_word_is_no_decision(judge, contest, teacher):
    place = first_essay(judge, contest)
    essay = place.rpartition("/")[2]
    criteria = list(dict.fromkeys(re.findall(r'name="level-(\w+)"', judge.get(place).text)))
    send(judge, place, {f"level-{name}": "2" for name in criteria}, page=place)
    assert "decided by a person" not in teacher.get(f"/essays/{essay}").text
    page = f"{contest}/judges"
    assert "As soon as two people" in teacher.get(page).text
    said = {"kind": "level", "subject": criteria[0], "points": "3"}
    send(teacher, f"/essays/{essay}/decisions", said, page=f"/essays/{essay}")
    shown = teacher.get(page).text
    assert "Teacher ann" in shown
    assert "Judge jo" in shown
    assert "1 of 2 essays judged" in shown
    table = teacher.get(f"{page}/scores.csv").text.splitlines()
    assert table[0].startswith(f"essay,{criteria[0]}")
    assert f"{criteria[0]}@2" in table[0]
    assert table[1].startswith("essay-001,3,")
    assert len(table) == 2


def test_who_is_no_judge_any_more_sees_nothing(judge, contest, teacher):
    place = first_essay(judge, contest)
    page = f"{contest}/judges"
    name = re.findall(r'name="remove" value="(\w+)"', teacher.get(page).text)[0]
    assert send(teacher, page, {"remove": "nobody"}, page=page).status_code == 404
    assert send(teacher, page, {"remove": name}, page=page).status_code == 303
    assert judge.get(place).status_code == 404
    assert "You judge no contest" in judge.get("/judging").text


def test_only_the_owner_invites_teachers(app, teacher):
    page = send(teacher, "/people", page="/people").text
    link = re.findall(r"/invited/[\w-]+", page)[0]
    client = TestClient(app, follow_redirects=False)
    assert accept(client, link, "ben").headers["location"] == "/"
    assert client.get("/").status_code == 200
    assert client.get("/people").status_code == 404
    assert "Judge ben" in teacher.get("/people").text
