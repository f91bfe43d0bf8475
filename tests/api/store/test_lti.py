"""Platforms, launches, members and messages in both databases."""

from datetime import timedelta

import pytest

from api.store.chores import claim_chore, end_chore
from api.store.contests import derive_version
from api.store.decisions import decide
from api.store.hand_ins import hand_in, list_handed_in
from api.store.lti import (
    add_state,
    add_visit,
    claim_nonce,
    connect_teacher,
    find_or_add_link,
    find_platform,
    find_state,
    find_teacher,
    find_visit,
    is_deployment,
    note_deployment,
    remove_platform,
)
from api.store.lti_scores import (
    PAUSES,
    ask_for_chores,
    has_platforms,
    is_newest,
    list_changed,
    list_due_scores,
    list_scores,
    note_changed,
    postpone,
)
from api.store.lti_tables import LtiDeployment, LtiLink, LtiMember, LtiPlatform, LtiScore, LtiVisit
from api.store.members import find_or_enrol, open_class
from api.store.queue import claim, keep_report
from api.store.student_tables import ClassLink
from api.store.students import erase_student
from api.store.tables import Contest, Essay, Student, User, read_clock
from api.store.users import find_session, log_in
from tests.api.store.test_essays import LEASE, batch, report

__all__ = ["batch"]
KEY = b"k" * 32


def add_platform(session, client_id="c1"):
    urls = {name: f"https://lms.example/{name}" for name in ("auth_url", "token_url", "keys_url")}
    made = LtiPlatform(name="LMS", issuer="https://lms.example", client_id=client_id, origins=[], **urls)
    session.add(made)
    session.flush()
    return made


@pytest.fixture
def link(database, batch):
    """A link of a platform's course that opens the contest."""
    with database.transaction() as session:
        made = find_or_add_link(session, add_platform(session).id, "d1", "course", "link")
        made.contest_id = batch.contest_id
    return made


def come_and_hand_in(session, link, sub, content=b"An essay."):
    contest = session.get_one(Contest, link.contest_id)
    enrolment = find_or_enrol(session, KEY, (link.platform_id, sub), contest, "", link.id)
    return hand_in(session, contest, enrolment, (content, ".txt"))


def grade_handed_in(session):
    while essay := claim(session, "w", LEASE):
        assert keep_report(session, essay.id, "w", report())
    session.flush()


def test_a_platform_is_found_by_its_client_too(database):
    with database.transaction() as session:
        assert not has_platforms(session)
        first, second = add_platform(session), add_platform(session, "c2")
        assert find_platform(session, first.issuer, "c2") == second
        assert find_platform(session, first.issuer, "") is None
        session.delete(second)
        session.flush()
        assert find_platform(session, first.issuer, "") == first
        assert has_platforms(session)


def test_unknown_places_are_remembered_but_not_without_end(database):
    with database.transaction() as session:
        own = add_platform(session)
        for number in range(30):
            note_deployment(session, own.id, f"d{number}")
            session.flush()
        assert session.query(LtiDeployment).count() == 20
        assert not is_deployment(session, own.id, "d1")


def test_states_and_nonces_count_once_and_end(database):
    with database.transaction() as session:
        own = add_platform(session)
        add_state(session, own, ("s", "n", "p"), {"iss": "x"})
        begun = find_state(session, "s", locks=True)
        assert begun
        assert begun.login == {"iss": "x"}
        until = read_clock() + timedelta(minutes=1)
        assert [claim_nonce(session, own.id, "n", until) for _ in range(2)] == [True, False]
        assert claim_nonce(session, own.id, "m", until)
        begun.expires_at = read_clock() - timedelta(seconds=1)
        session.flush()
        assert find_state(session, "s") is None


def test_a_link_is_one_row_and_goes_with_its_platform(database, link):
    with database.transaction() as session:
        again = find_or_add_link(session, link.platform_id, "d1", "course", "link")
        assert again.id == link.id
        assert find_or_add_link(session, link.platform_id, "d1", "course-2", "link").contest_id is None
        told = {
            "platform_id": link.platform_id,
            "sub": "u",
            "role": "student",
            "message": {},
            "origins": [],
            "place": "/",
        }
        add_visit(session, LtiVisit(token_hash="t", link_id=link.id, **told))  # noqa: S106 - a hash
        found = find_visit(session, "t")
        assert found
        assert found.link_id == link.id
    with database.transaction() as session:
        log_in(session, session.query(User).first(), "t")
        remove_platform(session, session.get_one(LtiPlatform, link.platform_id))
    with database.reading() as session:
        assert session.query(LtiLink).count() == session.query(LtiVisit).count() == 0
        assert session.query(Contest).count() == 1
        assert find_session(session, "t") is None


def test_a_teacher_is_connected_once(database, link):
    with database.transaction() as session:
        user = session.query(User).first()
        connect_teacher(session, link.platform_id, "prof", user.id)
        connect_teacher(session, link.platform_id, "prof", user.id)
        found = find_teacher(session, link.platform_id, "prof")
        assert found
        assert found.user_id == user.id


def test_essays_are_handed_in_graded_and_told_in_order(database, link):
    with database.transaction() as session:
        open_class(session, session.get_one(Contest, link.contest_id))
        assert session.query(ClassLink).one().is_open is False
        first = come_and_hand_in(session, link, "u1")
        other = come_and_hand_in(session, link, "u2")
        assert (first.code, other.code) == ("essay-004", "essay-005")
        assert first.batch_id == other.batch_id
        assert list_changed(session) == []
        grade_handed_in(session)
    with database.transaction() as session:
        note_changed(session, list_changed(session))
        assert list_changed(session) == []
        due = list_due_scores(session, link.contest_id)
        assert [(row.essay.code, member.sub) for row, member in due] == [("essay-004", "u1"), ("essay-005", "u2")]
        ask_for_chores(session)
        ask_for_chores(session)
        chore = claim_chore(session, "w", LEASE)
        assert chore
        assert chore.kind == "lti_scores"
        assert claim_chore(session, "w", LEASE) is None
        end_chore(session, chore.id, "w", {})
        for row, _ in due:
            row.due_at = None
    with database.transaction() as session:
        decide(session, session.get_one(Essay, first.id), session.query(User).first(), "release")
        session.flush()
        assert [essay.id for essay, _ in list_changed(session)] == [first.id]


def test_only_the_newest_essay_of_a_student_counts(database, link):
    with database.transaction() as session:
        come_and_hand_in(session, link, "u1")
    with database.transaction() as session:
        come_and_hand_in(session, link, "u1", b"Another.")
        member = session.query(LtiMember).one()
        newest = {essay.code: is_newest(session, essay, member) for essay in session.query(Essay) if essay.position < 3}
        assert newest["essay-005"]
        assert not newest["essay-004"]


def test_failures_wait_longer_each_time_and_end(database, link):
    with database.transaction() as session:
        essay = come_and_hand_in(session, link, "u1")
        row = LtiScore(essay_id=essay.id)
        session.add(row)
        session.flush()
        for pause in PAUSES:
            before = read_clock()
            assert postpone(row, "no answer")
            assert row.due_at
            assert before + pause <= row.due_at <= read_clock() + pause
        assert not postpone(row, "no answer")
        assert row.due_at is None
        assert list_scores(session, link.contest_id, link.platform_id)[0][0].problem == "no answer"


def test_erasing_a_student_takes_all_of_it_along(database, link):
    with database.transaction() as session:
        essay = come_and_hand_in(session, link, "u1")
        grade_handed_in(session)
        note_changed(session, list_changed(session))
        erase_student(session, "", session.get_one(Student, essay.student_id))
    with database.reading() as session:
        assert session.query(LtiMember).count() == session.query(LtiScore).count() == 0
        assert session.query(Essay).filter_by(code="essay-004").count() == 0


def test_a_new_version_of_the_contest_begins_a_new_batch(database, link):
    with database.transaction() as session:
        first = come_and_hand_in(session, link, "u1")
    with database.transaction() as session:
        contest = session.get_one(Contest, link.contest_id)
        derive_version(session, contest, contest.versions[-1], {}, "sha256:2", is_blind=False, facts={})
        second = come_and_hand_in(session, link, "u1")
        assert second.batch_id != first.batch_id
        enrolment = find_or_enrol(session, KEY, (link.platform_id, "u1"), contest, "", None)
        assert enrolment
        assert {one.id for one in list_handed_in(session, enrolment)} == {first.id, second.id}
