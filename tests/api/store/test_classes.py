"""Classes and drafts in the store: numbers, daily limits, the queue, retention, erasing whole."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from api.store.audit import note
from api.store.classes import (
    enrol,
    find_by_personal_code,
    find_enrolment,
    find_enrolment_of,
    find_open_link,
    list_enrolments,
    set_link,
)
from api.store.contests import add_contest, add_version
from api.store.drafts import (
    add_draft,
    claim_draft,
    find_earlier,
    keep_draft_failure,
    keep_draft_report,
    list_drafts,
    next_draft_at,
    renew_draft,
)
from api.store.essays import add_batch, list_essays
from api.store.log import list_entries, name_people, name_subjects
from api.store.queue import MOST_ATTEMPTS
from api.store.replies import Said, add_reply, count_unread, find_reply, list_replies, mark_read
from api.store.student_tables import Connection, Draft, Enrolment, Reply
from api.store.students import erase_expired, erase_place, erase_student, export_student
from api.store.tables import AuditEntry, Blob, Contest, Essay, Student, User, make_id, read_clock
from api.store.users import add_user
from grader.intake import take_in

LEASE, OVER = timedelta(minutes=1), timedelta(seconds=-1)


@pytest.fixture
def contest(database):
    with database.transaction() as session:
        teacher = add_user(session, "t", "T", "hash", "teacher")
        made = add_contest(session, teacher, "Lamps")
        add_version(session, made, {"contest.toml": b"a"}, "sha256:1", is_blind=False)
        set_link(session, made, "CODE")
        return made.id


def come(session, contest, name="moth"):
    return enrol(session, contest, name, make_id(), make_id())


def test_a_student_is_found_by_account_and_by_code_and_by_the_own_teacher_alone(database, contest):
    with database.transaction() as session:
        one, other = come(session, contest, "moth"), come(session, contest, "owl")
        user = session.get_one(User, one.user_id)
        teacher = session.get_one(User, session.get_one(Contest, contest).user_id)
        found = (
            find_enrolment_of(session, user, locks=True),
            find_by_personal_code(session, other.personal_hash),
            find_enrolment(session, teacher, one.id),
        )
        assert [each and each.id for each in found] == [one.id, other.id, one.id]
        assert find_by_personal_code(session, "none") is None
        assert find_enrolment(session, add_user(session, "x", "X", "hash", "teacher"), one.id) is None
        assert find_enrolment_of(session, teacher) is None


def send(session, contest, enrolment, text=b"A lamp."):
    version = session.get(Contest, contest).versions[-1]
    return add_draft(session, enrolment, version, text, ".txt")


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_a_new_code_makes_the_old_one_useless(database, contest):
    with database.transaction() as session:
        set_link(session, session.get(Contest, contest), "NEW")
        assert find_open_link(session, "CODE") is None
        link = find_open_link(session, "NEW", locks=True)
        assert link
        link.is_open = False
    with database.reading() as session:
        assert find_open_link(session, "NEW") is None


def test_students_get_numbers_that_never_come_again(database, contest):
    with database.transaction() as session:
        first, second = come(session, contest), come(session, contest, "  night \x00 owl ")
        assert (first.code, second.code) == ("student-001", "student-002")
        assert second.student.name == "night owl"
        erase_place(session, "", first)
        assert come(session, contest).number == 3
        assert [(e.number, drafts) for e, drafts in list_enrolments(session, session.get(Contest, contest))] == [
            (2, 0),
            (3, 0),
        ]


def test_a_draft_is_graded_once_and_the_oldest_comes_first(database, contest):
    with database.transaction() as session:
        enrolment = come(session, contest)
        first, second = send(session, contest, enrolment), send(session, contest, enrolment, b"Two.")
        assert [d.file for d in list_drafts(session, enrolment)] == ["draft-2.txt", "draft-1.txt"]
    with database.transaction() as session:
        taken = [claim_draft(session, "w", LEASE) for _ in range(3)]
        assert [one and one.id for one in taken] == [first.id, second.id, None]
    with database.transaction() as session:
        assert not keep_draft_report(session, first.id, "another", "{}")
        assert keep_draft_report(session, first.id, "w", "{}")
        assert not keep_draft_report(session, first.id, "w", "{}")
        assert keep_draft_failure(session, second.id, "w", "broken", "mend it")
    with database.reading() as session:
        kept = session.get_one(Draft, first.id)
        assert (kept.state, kept.document, kept.worker) == ("graded", "{}", "")
        earlier = find_earlier(session, session.get_one(Draft, second.id))
        assert earlier
        assert earlier.id == first.id
        assert find_earlier(session, kept) is None


def test_a_lost_draft_is_taken_up_again_and_given_up_in_the_end(database, contest):
    with database.transaction() as session:
        draft = send(session, contest, come(session, contest))
    for _ in range(MOST_ATTEMPTS):
        with database.transaction() as session:
            taken = claim_draft(session, "w", OVER)
            assert taken
            assert taken.id == draft.id
    with database.transaction() as session:
        assert claim_draft(session, "w", OVER) is None
    with database.reading() as session:
        kept = session.get(Draft, draft.id)
        assert kept.state == "failed"
        assert kept.remedy


def test_a_lease_is_only_renewed_by_its_worker(database, contest):
    with database.transaction() as session:
        draft = send(session, contest, come(session, contest))
        claim_draft(session, "w", OVER)
        assert renew_draft(session, draft.id, "w", LEASE)
        assert not renew_draft(session, draft.id, "another", LEASE)
        assert claim_draft(session, "another", LEASE) is None


def test_drafts_of_a_day_are_counted_without_failed_ones(database, contest):
    with database.transaction() as session:
        enrolment = come(session, contest)
        for text in (b"1", b"2", b"3"):
            send(session, contest, enrolment, text)
        drafts = list_drafts(session, enrolment)
        free_at = next_draft_at(drafts, 3)
        assert free_at
        assert timedelta(hours=23) < free_at - read_clock() <= timedelta(days=1)
        assert next_draft_at(drafts, 4) is None
        never = next_draft_at(drafts, 0)
        assert never
        assert never > read_clock() + timedelta(days=365)
        drafts[0].state = "failed"
        assert next_draft_at(drafts, 3) is None
        drafts[0].state = "graded"
        drafts[2].created_at -= timedelta(days=1)
        assert next_draft_at(drafts, 3) is None


def test_a_finding_is_replied_to_once_and_unread_replies_come_first(database, contest):
    with database.transaction() as session:
        draft = send(session, contest, come(session, contest))
        assert add_reply(session, draft, Said("finding:f1", "Two dates.", "In 1907", " The book has both. "))
        assert not add_reply(session, draft, Said("finding:f1", "Two dates.", "In 1907", "Again."))
        assert add_reply(session, draft, Said("finding:f2", "Long.", "", "It must be."))
        session.flush()
        found = session.get(Contest, contest)
        assert count_unread(session, found) == 2
        teacher = session.get(User, found.user_id)
        first = list_replies(session, found)[0]
        assert (first.text, find_reply(session, teacher, first.id)) == ("The book has both.", first)
        assert find_reply(session, add_user(session, "x", "X", "hash", "teacher"), first.id) is None
        mark_read(first, " You are right. ")
        mark_read(first, "")
        session.flush()
        assert [r.subject for r in list_replies(session, found)] == ["finding:f2", "finding:f1"]
        assert (count_unread(session, found), first.answer) == (1, "You are right.")


def connect(session, contest, tmp_path):
    """A student with a draft, a reply, and an essay that was handed in under another name."""
    folder = tmp_path / "essays"
    folder.mkdir()
    (folder / "Ann Lee.txt").write_text("An essay.", encoding="utf-8")
    found = session.get(Contest, contest)
    batch = add_batch(session, found, found.versions[-1], take_in([folder], folder, is_blind=True))
    enrolment = come(session, contest)
    draft = send(session, contest, enrolment)
    add_reply(session, draft, Said("finding:f1", "w", "p", "t"))
    (essay,) = list_essays(session, batch)
    session.add(Connection(essay_id=essay.id, enrolment_id=enrolment.id))
    session.flush()
    return enrolment, essay, draft


@pytest.mark.parametrize("by", ["essay", "class"])
def test_a_student_is_exported_and_erased_whole_from_either_side(database, contest, tmp_path, by):
    with database.transaction() as session:
        enrolment, essay, draft = connect(session, contest, tmp_path)
        student = essay.student if by == "essay" else enrolment.student
        teacher = session.get(User, session.get(Contest, contest).user_id)
        told = export_student(session, teacher, student)
        assert [len(told[part]) for part in ("also", "essays", "drafts")] == [1, 1, 1]
        assert told["drafts"][0]["replies"][0]["text"] == "t"
        assert told["drafts"][0]["content_base64"] == "QSBsYW1wLg=="
        erase_student(session, teacher.id, student)
    with database.reading() as session:
        tables = (Student, Essay, Enrolment, Draft, Reply, Connection)
        assert [count(session, table) for table in tables] == [0] * 6
        assert (count(session, User), count(session, Blob)) == (1, 1)
        erased = [e for e in session.scalars(select(AuditEntry)) if e.action == "student.erase"]
        assert len(erased) == 2
        named = {one for entry in erased for one in entry.detail["erased"]}
        assert {essay.id, draft.id, enrolment.id} <= named
        assert {entry.detail["contest"] for entry in erased} == {contest}


def test_the_log_of_a_contest_names_also_what_is_gone(database, contest, tmp_path):
    with database.transaction() as session:
        enrolment, essay, draft = connect(session, contest, tmp_path)
        found = session.get_one(Contest, contest)
        for subject in (contest, essay.id, draft.id, enrolment.id, "elsewhere"):
            note(session, enrolment.user_id, "draft.view", subject)
        session.flush()
        entries = list_entries(session, found)
        assert {entry.subject for entry in entries} == {contest, essay.id, draft.id, enrolment.id}
        assert name_people(session, entries) == {enrolment.user_id: "student-001"}
        named = name_subjects(session, entries)
        assert (named[essay.id], named[draft.id]) == ("essay-001", "student-001, draft 1")
        erase_student(session, found.user_id, essay.student)
        session.flush()
        entries = list_entries(session, found)
        assert len(entries) == 6
        assert len(list_entries(session, found, entries[1].id)) == 4
        assert name_people(session, entries) == {found.user_id: "T"}
        assert name_subjects(session, entries) == {}


def test_a_student_who_leaves_takes_the_drafts_and_not_the_essay(database, contest, tmp_path):
    with database.transaction() as session:
        enrolment, _, _ = connect(session, contest, tmp_path)
        erase_place(session, enrolment.user_id, enrolment)
    with database.reading() as session:
        assert [count(session, table) for table in (Student, Essay, Enrolment, Draft, Connection)] == [1, 1, 0, 0, 0]


def test_nothing_of_a_class_is_kept_longer_than_the_contest_says(database, contest):
    old = timedelta(days=366)
    with database.transaction() as session:
        idle, busy = come(session, contest, "idle"), come(session, contest, "busy")
        idle.created_at -= old
        busy.created_at -= old
        for enrolment in (idle, busy):
            send(session, contest, enrolment, b"old").created_at -= old
        add_reply(session, list_drafts(session, busy)[0], Said("finding:f1", "w", "p", "t"))
        send(session, contest, busy, b"new")
    with database.transaction() as session:
        assert erase_expired(session) == 1
    with database.reading() as session:
        (left,) = session.scalars(select(Enrolment))
        assert left.student.name == "busy"
        assert [d.number for d in list_drafts(session, left)] == [2]
        assert [count(session, table) for table in (Reply, Student)] == [0, 1]
        assert sorted(session.scalars(select(Blob.content))) == [b"a", b"new"]
        assert [e.action for e in session.scalars(select(AuditEntry))] == ["student.erase", "drafts.erase"]


def test_who_waits_for_a_result_is_not_erased_before_the_essay(database, contest, tmp_path):
    old = timedelta(days=366)
    with database.transaction() as session:
        enrolment, essay, draft = connect(session, contest, tmp_path)
        enrolment.created_at -= old
        draft.created_at -= old
    with database.transaction() as session:
        assert erase_expired(session) == 0
        assert [count(session, table) for table in (Enrolment, Draft)] == [1, 0]
        session.get(Essay, essay.id).created_at -= old
    for _ in range(2):
        with database.transaction() as session:
            assert erase_expired(session) == 1
    with database.reading() as session:
        assert [count(session, table) for table in (Enrolment, Essay, Student)] == [0, 0, 0]
