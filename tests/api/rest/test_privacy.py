"""Blind contests show codes, sealed suggestions stay sealed, and keys give no more than they have."""

import csv
import io
import re

from api.store.tables import AuditEntry, Decision
from grader.report import Report
from tests.api.conftest import hand_draft, open_class, send
from tests.api.rest.conftest import Program, essays_of, files_of, hand_in, make_contest
from tests.api.rest.test_rules import assert_problem
from tests.conftest import SMALL_ESSAY

BYLINE = SMALL_ESSAY.replace("A Lamp Gone Out\n", "A Lamp Gone Out\n\nby Joanna Harbisher\n", 1)


def test_blind_contests_show_no_names(program, work):
    contest = make_contest(program, "blind = true\n")
    batch = hand_in(program, contest, BYLINE, name="Joanna Harbisher", lms_id="L-17", lms_user="U-17")
    work()
    (essay,) = essays_of(program, batch)
    paths = [
        f"essays/{essay}",
        f"essays/{essay}/report",
        f"essays/{essay}/reports",
        f"essays/{essay}/standing",
        f"batches/{batch}",
        f"batches/{batch}/essays",
        f"batches/{batch}/reports",
        f"batches/{batch}/exports/csv",
        f"essays/{essay}/exports/html",
        f"contests/{contest}/essays",
    ]
    for path in paths:
        answer = program.get(path)
        assert answer.status_code == 200, path
        told = answer.text + str(answer.headers)
        assert not [word for word in ("Harbisher", "L-17", "U-17") if word in told], path
    assert program.get(f"essays/{essay}/student").json()["student"]["name"] == "Joanna Harbisher"


def test_names_are_for_those_who_grade(program, make_program, contest, work):
    batch = hand_in(program, contest, name="Joanna Harbisher")
    work()
    reader, grader = make_program(scopes=["read"]), make_program(scopes=["read", "grade"])
    for path in (f"batches/{batch}/essays", f"batches/{batch}/exports/csv"):
        assert "Harbisher" not in reader.get(path).text
        assert "Harbisher" in grader.get(path).text
    (essay,) = essays_of(program, batch)
    assert "Harbisher" not in str(reader.get(f"essays/{essay}/exports/html").headers)


def test_sealed_suggestions_stay_sealed_until_levels_are_committed(program, contest, graded, database):
    program.patch(f"contests/{contest}", json={"sealed": True}, headers={"If-Match": "*"})
    essay = essays_of(program, graded)[-1]
    sealed = Report.model_validate_json(program.get(f"essays/{essay}/report").content)
    assert len(sealed.essay.text) > 20
    assert (sealed.findings, sealed.claims, sealed.checks, sealed.total.points) == ([], [], [], None)
    (listed, _) = program.get(f"batches/{graded}/reports").json()["items"]
    assert listed["findings"] == []
    table = program.get(f"batches/{graded}/exports/csv").content.decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(table)))["total suggested"] == ""
    hide = program.post(f"essays/{essay}/decisions", json={"kind": "hide", "subject": "finding:f1"})
    assert_problem(hide, 422)
    for criterion in program.get(f"contests/{contest}/rubric").json()["criterion"]:
        given = {"kind": "level", "subject": criterion["id"], "points": criterion["level"][0]["points"]}
        assert program.post(f"essays/{essay}/decisions", json=given).status_code == 201
    assert program.post(f"essays/{essay}/decisions", json={"kind": "commit"}).status_code == 201
    assert Report.model_validate_json(program.get(f"essays/{essay}/report").content).findings
    with database.reading() as session:
        assert {row.seen_suggestion for row in session.query(Decision).where(Decision.kind == "level")} == {False}


def test_a_report_that_was_read_was_seen(program, graded, database):
    essay = essays_of(program, graded)[0]
    program.get(f"essays/{essay}/report")
    with database.reading() as session:
        seen = session.query(AuditEntry).where(AuditEntry.action == "essay.view", AuditEntry.subject == essay).count()
    assert seen == 1


def test_no_key_gives_more_than_it_has(program, make_program, contest):
    other = make_contest(program)
    bound = make_program(scopes=["admin", "read"], contests=[contest], days=10)
    assert_problem(bound.post("keys", json={"name": "x", "scopes": ["grade"]}), 403)
    assert_problem(bound.post("keys", json={"name": "x", "scopes": ["read"], "contests": [other]}), 422)
    made = bound.post("keys", json={"name": "x", "scopes": ["read"], "days": 700}).json()
    assert made["contests"] == [contest]
    assert made["expires_at"] == bound.get("keys/self").json()["expires_at"]
    assert Program(bound.app, made["secret"]).get(f"contests/{other}").status_code == 404
    assert [key["id"] for key in bound.get("keys").json()["items"]] == [bound.get("keys/self").json()["id"], made["id"]]
    assert_problem(bound.get(f"keys/{program.get('keys/self').json()['id']}"), 404)


def test_what_students_send_themselves_is_theirs(make_teacher, join, app, work):
    teacher = make_teacher("eve")
    page = send(
        teacher, "/contests", {"title": "The Lamp"}, page="/contests/new", files=files_of('draft_feedback = "full"\n')
    )
    contest = page.headers["location"]
    draft = hand_draft(join(open_class(teacher, contest)), SMALL_ESSAY).rpartition("/")[2]
    work()
    given = {"name": "x", "read": "yes", "submit": "yes", "admin": "yes", "reach": "all", "days": "90"}
    made = send(teacher, f"{contest}/programs", given, page=f"{contest}/programs")
    program = Program(app, re.findall(r"grk_[\w-]{43}", made.text)[0])
    assert program.get(f"{contest[1:]}/drafts").json()["items"] == []
    for path in (f"drafts/{draft}", f"drafts/{draft}/feedback", f"drafts/{draft}/student"):
        assert program.get(path).status_code == 404
