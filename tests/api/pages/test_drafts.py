"""Drafts in the service: sent, waited for, feedback as the contest allows it, replies, what is kept and erased."""

import json
import re

import pytest
from sqlalchemy import func, select

from api.jobs import work_once
from api.pages import student as student_pages
from api.store.student_tables import Draft, Enrolment, Reply
from api.store.tables import AuditEntry, Blob, Student, User
from tests.api.conftest import hand_draft, hand_in, open_class, send
from tests.conftest import SMALL_ESSAY

FULL, LANGUAGE = 'draft_feedback = "full"\n', 'draft_feedback = "language"\n'


@pytest.fixture
def enter(teacher, make_contest, join):
    """A student in a class of a contest with these rules; also the contest's path."""

    def make(extra=FULL, **rules):
        contest = make_contest(teacher, extra)
        return join(open_class(teacher, contest, **rules)), contest

    return make


def steps_of(page):
    return re.findall(r"<strong class=\"line\">", page)


def test_a_draft_waits_and_then_gets_its_steps(enter, grade_all):
    student, _ = enter()
    path = hand_draft(student, SMALL_ESSAY)
    waiting = student.get(path).text
    assert "waits for its turn" in waiting
    assert '<noscript><meta http-equiv="refresh"' in waiting
    assert student.get(f"{path}/state").status_code == 200
    assert "being read" in student.get("/my").text
    assert grade_all() == 1
    assert student.get(f"{path}/state").headers["hx-refresh"] == "true"
    page = student.get(path).text
    assert "What works" in page
    assert 1 <= len(steps_of(page)) <= 3
    assert page.count("I think this is right because") >= 2 * len(steps_of(page))
    assert "1907" in page
    assert "1902" in page
    assert page.count("Your words:") >= 1


def test_levels_are_shown_only_when_the_teacher_allows_them(enter, grade_all, teacher):
    student, contest = enter()
    path = hand_draft(student, SMALL_ESSAY)
    grade_all()
    hidden = student.get(path).text
    assert "Suggested level" not in hidden
    assert "of 24" not in hidden
    page = f"{contest}/students"
    send(teacher, f"{page}/rules", {"drafts": "3", "levels": "yes"}, page=page)
    assert "Suggested level" in student.get(path).text


def test_feedback_on_language_tells_nothing_of_the_material(enter, grade_all):
    student, _ = enter(LANGUAGE, levels="yes")
    path = hand_draft(student, SMALL_ESSAY)
    grade_all()
    page = student.get(path).text
    assert "What works" in page
    assert "1902" not in page
    assert "Suggested level" not in page
    assert "Evidence used" not in page


def test_a_contest_may_give_no_feedback(enter):
    student, _ = enter('draft_feedback = "none"\n')
    assert "there is no feedback on drafts" in student.get("/my").text
    answer = send(student, "/my/drafts", {"draft": SMALL_ESSAY}, page="/my/data")
    assert answer.status_code == 409


@pytest.mark.parametrize(("deadline", "is_open"), [("2001-01-01", False), ("2999-01-01", True)])
def test_drafts_end_with_the_deadline(enter, deadline, is_open):
    student, _ = enter(f"{FULL}deadline = {deadline}\n")
    assert ("The last day for drafts has passed" in student.get("/my").text) is not is_open


def test_no_more_drafts_a_day_than_the_teacher_allows(enter):
    student, _ = enter(drafts="2")
    for text in ("One lamp.", "Two lamps."):
        assert "left for today" in student.get("/my").text
        hand_draft(student, text)
    assert "You have sent all drafts for today" in student.get("/my").text
    answer = send(student, "/my/drafts", {"draft": "Three lamps."}, page="/my/data")
    assert answer.status_code == 409
    assert "Draft 3" not in answer.text


def test_the_teacher_may_take_no_drafts(enter):
    student, _ = enter(drafts="0")
    assert "takes no drafts at the moment" in student.get("/my").text


@pytest.mark.parametrize("given", ["-1", "21", "x", "", "9" * 40])
def test_odd_limits_are_refused(enter, teacher, given):
    _, contest = enter()
    page = f"{contest}/students"
    assert send(teacher, f"{page}/rules", {"drafts": given}, page=page).status_code == 422


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 200_001])
def test_what_is_no_draft_is_said(enter, text):
    student, _ = enter()
    answer = send(student, "/my/drafts", {"draft": text}, page="/my")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_file_is_kept_under_a_number(enter, grade_all, database):
    student, _ = enter()
    named = {"file": ("Ann Lee, class 9b.TXT", SMALL_ESSAY.encode())}
    answer = send(student, "/my/drafts", {"draft": ""}, page="/my", files=named)
    assert answer.status_code == 303
    grade_all()
    assert "A Lamp Gone Out" in student.get(answer.headers["location"]).text
    with database.reading() as session:
        assert session.scalars(select(Draft.file)).one() == "draft-1.txt"
        assert "Ann Lee" not in session.scalars(select(Draft.document)).one()


def test_a_file_that_is_too_large_or_cannot_be_read_is_said(enter, grade_all, monkeypatch):
    student, _ = enter()
    monkeypatch.setattr(student_pages, "LARGEST_FILE", 100)
    answer = send(student, "/my/drafts", page="/my", files={"file": ("a.txt", b"x" * 101)})
    assert answer.status_code == 422
    answer = send(student, "/my/drafts", page="/my", files={"file": ("a.docx", b"PK\x03\x04broken")})
    grade_all()
    page = student.get(answer.headers["location"]).text
    assert "could not be read" in page
    assert "noscript" not in page
    assert "3 drafts left" in student.get("/my").text


def test_markup_in_a_draft_stays_text(enter, grade_all):
    student, _ = enter()
    path = hand_draft(student, f"{SMALL_ESSAY}\n<script>alert(1)</script> {{{{ 7 * 7 }}}}")
    grade_all()
    page = student.get(path).text
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "{{ 7 * 7 }}" in page


def test_a_second_draft_is_compared_with_the_first(enter, grade_all):
    student, _ = enter()
    first = hand_draft(student, SMALL_ESSAY)
    grade_all()
    assert "Since draft" not in student.get(first).text
    again = hand_draft(student, SMALL_ESSAY)
    grade_all()
    assert "the same words as draft 1" in student.get(again).text
    mended = SMALL_ESSAY.replace("In 1907", "In 1902").replace("a ship was out", "a boat was out")
    third = hand_draft(student, mended)
    grade_all()
    page = student.get(third).text
    assert "Since draft 2" in page
    assert '<b class="state">Done</b>' in page
    assert "Before: " in page
    assert "Evidence" in page


def test_a_comparison_tells_nothing_that_the_contest_hides(enter, grade_all):
    student, _ = enter(LANGUAGE)
    hand_draft(student, SMALL_ESSAY)
    grade_all()
    second = hand_draft(student, SMALL_ESSAY.replace("In 1907", "In 1902"))
    grade_all()
    page = student.get(second).text
    assert "Since draft 1" in page
    assert "The dates differ" not in page
    assert "dismissed the keeper Tom Hill because" not in page


def subjects_of(page):
    return list(dict.fromkeys(re.findall(r'name="subject" value="([\w:]+)"', page)))


def test_a_reply_goes_to_the_teacher_who_answers_it(enter, grade_all, teacher, database):
    student, contest = enter()
    path = hand_draft(student, SMALL_ESSAY)
    grade_all()
    subject = subjects_of(student.get(path).text)[0]
    answer = send(student, f"{path}/replies", {"subject": subject, "text": "Both books say so."}, page=path)
    assert answer.status_code == 303
    assert "Your teacher will see it" in student.get(path).text
    assert "<b>1 new</b>" in teacher.get(f"{contest}/students").text
    page = teacher.get(f"{contest}/replies")
    assert "Both books say so." in page.text
    assert "night owl" in page.text
    reply = re.findall(r"/replies/\w+", page.text)[0]
    send(teacher, reply, page=f"{contest}/replies")
    assert "Your teacher has read it" in student.get(path).text
    send(teacher, reply, {"answer": "You are right."}, page=f"{contest}/replies")
    assert "You are right." in student.get(path).text
    assert "1 new" not in teacher.get(f"{contest}/students").text
    with database.reading() as session:
        (kept,) = session.scalars(select(Reply))
        assert kept.words
        said = [e.action for e in session.scalars(select(AuditEntry)) if e.action.startswith("reply")]
        assert said == ["reply.send", "reply.read", "reply.answer"]


def test_every_note_of_the_feedback_may_be_replied_to(enter, grade_all, database):
    student, _ = enter()
    path = hand_draft(student, SMALL_ESSAY)
    grade_all()
    subjects = subjects_of(student.get(path).text)
    assert len(subjects) >= 3
    for subject in subjects:
        data = {"subject": subject, "text": f"Because of {subject}.", "anchor": "steps"}
        assert send(student, f"{path}/replies", data, page=path).status_code == 303
    with database.reading() as session:
        kept = list(session.scalars(select(Reply)))
        assert len(kept) == len(subjects)
        assert any("1907" in reply.passage for reply in kept)


@pytest.mark.parametrize("subject", ["", "finding:f999", "claim:99", "item:0", "quotation", "../etc"])
def test_a_reply_to_nothing_is_refused(enter, grade_all, subject):
    student, _ = enter()
    path = hand_draft(student, SMALL_ESSAY)
    grade_all()
    answer = send(student, f"{path}/replies", {"subject": subject, "text": "Why?"}, page=path)
    assert answer.status_code == 422


def test_a_reply_cannot_reach_what_the_contest_hides(enter, grade_all):
    student, _ = enter(LANGUAGE)
    path = hand_draft(student, SMALL_ESSAY)
    grade_all()
    answer = send(student, f"{path}/replies", {"subject": "claim:0", "text": "Why?"}, page=path)
    assert answer.status_code == 422


def test_blind_contests_show_the_teacher_no_names(enter, grade_all, teacher):
    student, contest = enter(f"{FULL}blind = true\n")
    path = hand_draft(student, SMALL_ESSAY)
    grade_all()
    subject = subjects_of(student.get(path).text)[0]
    send(student, f"{path}/replies", {"subject": subject, "text": "It is right."}, page=path)
    place = re.findall(r"/enrolments/\w+", teacher.get(f"{contest}/students").text)[0]
    for page in (f"{contest}/students", f"{contest}/replies", place):
        text = teacher.get(page).text
        assert "night owl" not in text, page
        assert "student-001" in text, page


def test_drafts_go_before_essays(enter, teacher, database, settings):
    student, contest = enter()
    batch = hand_in(teacher, contest, {"a.txt": SMALL_ESSAY})
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    path = hand_draft(student, SMALL_ESSAY)
    assert work_once(database, settings, "test")
    assert "What works" in student.get(path).text


def test_pages_hold_no_script_and_no_style_of_their_own(enter, grade_all, teacher):
    student, contest = enter()
    path = hand_draft(student, SMALL_ESSAY)
    waiting = student.get(path).text
    grade_all()
    pages = [waiting, *(student.get(page).text for page in (path, "/my", "/my/code", "/my/data"))]
    pages += [teacher.get(f"{contest}/{page}").text for page in ("students", "replies", "connections", "judges", "log")]
    for page in pages:
        assert "<script>" not in page
        assert " style=" not in page
        assert not re.search(r" on[a-z]+=", page)


def test_another_student_sees_nothing_of_a_draft(enter, join, teacher, grade_all):
    student, contest = enter()
    path = hand_draft(student, SMALL_ESSAY)
    grade_all()
    code = re.findall(r'translate="no">([\w-]+)<', teacher.get(f"{contest}/students").text)[0]
    other = join(code, "moth")
    for page in (path, f"{path}/state"):
        assert other.get(page).status_code == 404
        assert teacher.get(page).status_code == 404
    answer = send(other, f"{path}/replies", {"subject": "finding:f1", "text": "x"}, page="/my")
    assert answer.status_code == 404


def test_a_student_takes_everything_away_and_has_it_erased(enter, grade_all, database):
    student, _ = enter()
    path = hand_draft(student, SMALL_ESSAY)
    grade_all()
    told = json.loads(student.get("/my/data.json").text)
    assert told["student"] == {"name": "night owl"}
    assert told["drafts"][0]["number"] == 1
    assert "A Lamp Gone Out" in told["drafts"][0]["report"]
    assert send(student, "/my/erase", page="/my/data").status_code == 422
    assert send(student, "/my/erase", {"sure": "yes"}, page="/my/data").headers["location"] == "/join"
    assert student.get(path).headers["location"] == "/join"
    with database.reading() as session:
        for table in (Draft, Enrolment, Student):
            assert session.scalar(select(func.count()).select_from(table)) == 0
        assert session.scalars(select(User.role)).all() == ["owner"]
        assert b"A Lamp" not in b"".join(session.scalars(select(Blob.content)))


def test_the_teacher_exports_and_erases_a_student(enter, teacher, database):
    student, contest = enter()
    hand_draft(student, SMALL_ESSAY)
    place = re.findall(r"/enrolments/\w+", teacher.get(f"{contest}/students").text)[0]
    told = json.loads(teacher.get(f"{place}/data.json").text)
    assert (told["student"]["name"], len(told["drafts"])) == ("night owl", 1)
    assert send(teacher, f"{place}/erase", page=place).status_code == 422
    assert send(teacher, f"{place}/erase", {"sure": "yes"}, page=place).status_code == 303
    assert "Nobody has joined yet" in teacher.get(f"{contest}/students").text
    assert student.get("/my").headers["location"] == "/join"
