"""Hand-in, grades and names: suggestions never reach a gradebook, decisions do, and failures are tried again and shown."""

import re
from datetime import timedelta

import pytest

from api.jobs import work
from api.store.lti_scores import PAUSES
from api.store.lti_tables import LtiScore
from api.store.student_tables import Connection
from api.store.tables import Essay, Student, read_clock
from tests.api.conftest import send
from tests.api.lti.conftest import find_ids
from tests.api.lti.platform import AGS, CANVAS, MEMBERSHIP
from tests.conftest import SMALL_ESSAY


def hand_in(browser, text=SMALL_ESSAY):
    answer = send(browser, "/lti/essay", {"draft": text}, page="/lti/essay", files={"file": ("", b"")})
    assert answer.status_code == 303, answer.text


def essays(world):
    with world.database.reading() as session:
        return session.query(Essay).order_by(Essay.position).all()


def decide_all(teacher, essay_id, skip=0):
    """The highest level of every criterion; gives the points."""
    page = teacher.get(f"/essays/{essay_id}").text
    criteria = list(dict.fromkeys(re.findall(r'name="subject" value="([a-z_]+)"', page)))
    told = 0.0
    for name in criteria[skip:]:
        row = page[page.index(f'name="subject" value="{name}"') :]
        points = re.findall(r'name="points" value="([\d.]+)"', row)[0]
        answer = send(
            teacher,
            f"/essays/{essay_id}/decisions",
            {"kind": "level", "subject": name, "points": points},
            page=f"/essays/{essay_id}",
        )
        assert answer.status_code == 303, answer.text
        told += float(points)
    return told


def release(teacher, essay_id):
    send(teacher, f"/essays/{essay_id}/decisions", {"kind": "release"}, page=f"/essays/{essay_id}")


@pytest.fixture
def handed_in(world, course):
    """A student whose essay is graded; their browser and the essay's id."""
    student = world.come("user-1")
    hand_in(student)
    world.work()
    (essay,) = essays(world)
    assert essay.state == "graded"
    return student, essay.id


def test_an_essay_is_handed_in_inside_the_platform(world, handed_in):
    student, essay_id = handed_in
    assert "your teacher has it" in student.get("/lti/essay").text
    teacher = world.log_in("ann")
    assert "essay-001" in teacher.get(f"/essays/{essay_id}").text
    with world.database.reading() as session:
        assert session.query(Connection).one().essay_id == essay_id
    assert student.get(f"/my/results/{essay_id}").status_code == 404  # not released
    hand_in(student, SMALL_ESSAY + "\nOne more thing.")
    world.work()
    assert [one.code for one in essays(world)] == ["essay-001", "essay-002"]
    assert len({one.batch_id for one in essays(world)}) == 1
    assert "this one counts" in student.get("/lti/essay").text


def test_nothing_empty_is_handed_in(world, course):
    student = world.come("user-1")
    answer = send(student, "/lti/essay", {"draft": " "}, page="/lti/essay", files={"file": ("", b"")})
    assert answer.status_code == 422
    assert "There is no text yet" in answer.text
    assert essays(world) == []


def test_a_suggestion_never_enters_the_gradebook(world, handed_in):
    item = f"{world.platform.base}/items/1?type=1"
    assert world.platform.scores == []
    assert world.platform.items == {}
    endpoint = {f"{AGS}claim/endpoint": {"scope": [f"{AGS}scope/score"], "lineitem": item}}
    second = world.come("user-2", resource="link-1", **endpoint)
    hand_in(second)
    world.work()
    (told,) = world.platform.scores
    assert told["userId"] == "user-2"
    assert (told["activityProgress"], told["gradingProgress"]) == ("Submitted", "PendingManual")
    assert told[CANVAS] == {"preserve_score": True, "prioritize_non_tool_grade": True}
    assert not {"scoreGiven", "scoreMaximum", "comment"} & set(told)
    assert world.platform.gradebook == {}


def test_a_worker_looks_for_what_is_due_by_itself(world, course, monkeypatch):
    monkeypatch.setattr("api.jobs._PLAN_EVERY", timedelta(0))
    endpoint = {"scope": [f"{AGS}scope/score"], "lineitem": f"{world.platform.base}/items/1?type=1"}
    hand_in(world.come("user-1", **{f"{AGS}claim/endpoint": endpoint}))
    deadline = read_clock() + timedelta(minutes=1)
    work(world.database, world.settings, lambda: bool(world.platform.scores) or read_clock() > deadline)
    assert len(world.platform.scores) == 1


def test_a_decision_does_once_it_is_whole_and_released(world, handed_in):
    student, essay_id = handed_in
    teacher = world.log_in("ann")
    decide_all(teacher, essay_id, skip=1)
    release(teacher, essay_id)
    world.work()
    assert world.platform.gradebook == {}  # one criterion is only suggested
    points = decide_all(teacher, essay_id)
    world.work()
    (told,) = world.platform.scores
    assert (told["activityProgress"], told["gradingProgress"]) == ("Completed", "FullyGraded")
    assert told["scoreGiven"] == points
    assert told["scoreMaximum"] >= points
    assert CANVAS not in told
    (item,) = world.platform.items.values()
    assert item["resourceLinkId"] == "link-1"
    assert item["scoreMaximum"] == told["scoreMaximum"]
    world.work()
    assert len(world.platform.scores) == 1  # nothing new, nothing told
    assert f"/my/results/{essay_id}" in student.get("/lti/essay").text
    assert "begun to decide" in student.get("/lti/essay").text


def test_a_decision_that_changes_is_told_again_and_in_order(world, handed_in):
    _, essay_id = handed_in
    teacher = world.log_in("ann")
    decide_all(teacher, essay_id)
    release(teacher, essay_id)
    world.work()
    page = teacher.get(f"/essays/{essay_id}").text
    name = re.findall(r'name="subject" value="([a-z_]+)"', page)[0]
    row = page[page.index(f'name="subject" value="{name}"') :]
    lower = re.findall(r'name="points" value="([\d.]+)"', row)[1]
    send(
        teacher,
        f"/essays/{essay_id}/decisions",
        {"kind": "level", "subject": name, "points": lower},
        page=f"/essays/{essay_id}",
    )
    world.work()
    first, second = world.platform.scores
    assert first["scoreGiven"] != second["scoreGiven"]
    assert first["timestamp"] < second["timestamp"]


def say(teacher, essay_id, kind, text, subject=""):
    given = {"kind": kind, "subject": subject, "text": text}
    assert send(teacher, f"/essays/{essay_id}/decisions", given, page=f"/essays/{essay_id}").status_code == 303


def test_what_the_teacher_says_goes_with_the_points_and_never_before(world, handed_in):
    _, essay_id = handed_in
    teacher = world.log_in("ann")
    say(teacher, essay_id, "comment", "Well told.")
    say(teacher, essay_id, "private", "Ask the parents.")
    decide_all(teacher, essay_id)
    world.work()
    assert world.platform.scores == []
    release(teacher, essay_id)
    world.work()
    assert [told["comment"] for told in world.platform.scores] == ["Well told."]
    say(teacher, essay_id, "comment", "Look at the second date again.", "position")
    world.work()
    assert world.platform.scores[-1]["comment"].endswith(": Look at the second date again.")
    assert world.platform.scores[-1]["comment"].startswith("Well told.\n\n")
    assert len({told["scoreGiven"] for told in world.platform.scores}) == 1
    say(teacher, essay_id, "comment", "")
    say(teacher, essay_id, "comment", "", "position")
    world.work()
    assert [told["comment"] for told in world.platform.scores][2:] == [""]
    say(teacher, essay_id, "private", "Asked.")
    world.work()
    assert len(world.platform.scores) == 3
    with world.database.reading() as session:
        assert session.query(LtiScore).one().comment_print == ""


def test_a_failure_is_shown_and_tried_again(world, course, handed_in):
    _, essay_id = handed_in
    teacher = world.log_in("ann")
    decide_all(teacher, essay_id)
    release(teacher, essay_id)
    world.platform.is_down = True
    world.work()
    page = course.get("/lti/course").text
    assert "the platform answered with 503" in page
    assert "It is tried again by itself" in page
    with world.database.transaction() as session:
        row = session.query(LtiScore).one()
        assert row.attempts == 1
        assert row.due_at > read_clock()
        assert row.kind == ""
        row.due_at, row.attempts = read_clock(), len(PAUSES)
    world.work()
    with world.database.reading() as session:
        assert session.query(LtiScore).one().due_at is None
    world.platform.is_down = False
    world.work()
    assert world.platform.scores == []
    send(course, "/lti/course/scores", page="/lti/course")
    world.work()
    assert len(world.platform.scores) == 1
    assert "your decision" in course.get("/lti/course").text


def test_only_the_newest_essay_of_a_student_is_told(world, handed_in):
    student, first = handed_in
    hand_in(student, SMALL_ESSAY + "\nOne more thing.")
    world.work()
    teacher, second = world.log_in("ann"), essays(world)[1].id
    for essay_id in (first, second):
        decide_all(teacher, essay_id, skip=0)
        release(teacher, essay_id)
    world.work()
    assert len(world.platform.scores) == 1


def test_an_erased_student_is_forgotten(world, handed_in):
    student, _ = handed_in
    send(student, "/my/erase", {"sure": "yes"}, page="/my/data")
    assert student.get("/lti/essay").status_code == 404
    world.work()
    again = world.come("user-1")
    assert "Hand in your essay" in again.get("/lti/essay").text


def test_the_class_is_filled_from_the_course(world, course):
    learner, instructor = [MEMBERSHIP + "Learner"], [MEMBERSHIP + "Instructor"]
    world.platform.members = [
        {"user_id": "user-1", "roles": learner, "name": "Ada Lovelace", "status": "Active"},
        {"user_id": "user-2", "roles": learner},
        {"user_id": "user-3", "roles": learner, "status": "Inactive"},
        {"user_id": "prof", "roles": instructor, "name": "Prof Oak"},
        {"user_id": "user-4", "roles": learner, "given_name": "Bo", "family_name": "Li", "email": "bo@school.example"},
    ]
    world.come("user-1")
    send(course, "/lti/course/names", page="/lti/course")
    world.work()
    assert "course’s list: 2." in course.get("/lti/course").text
    assert "Students known: 3." in course.get("/lti/course").text
    with world.database.reading() as session:
        assert sorted(one.name for one in session.query(Student)) == ["Ada Lovelace", "Bo Li", "student-002"]


def test_a_list_that_leads_elsewhere_is_not_followed(world, course, monkeypatch):
    world.platform.members = [{"user_id": str(number), "roles": [MEMBERSHIP + "Learner"]} for number in range(3)]
    real = world.send

    def lead_astray(settings, request, most_bytes=0):
        answer = real(settings, request, most_bytes or 1_000_000)
        if "members" in str(request.url):
            answer.headers["link"] = '<https://10.0.0.1/members>; rel="next"'
        return answer

    monkeypatch.setattr("api.lti.sending.send", lead_astray)
    send(course, "/lti/course/names", page="/lti/course")
    world.work()
    assert "the list goes on elsewhere" in course.get("/lti/course").text


def test_a_link_can_open_another_contest(world, course):
    send(course, "/lti/course/leave", page="/lti/course")
    assert "Choose a contest" in course.get("/lti/choose").text
    assert find_ids(course.get("/lti/choose").text, "contests") == []
