"""The queue: every essay is graded once, whatever happens to workers."""

from datetime import timedelta

import pytest

from api.store.contests import add_contest, add_version
from api.store.essays import add_batch, confirm, list_essays, measure_progress
from api.store.queue import MOST_ATTEMPTS, claim, keep_failure, keep_report, renew, try_again
from api.store.students import erase_student
from api.store.tables import Batch, Essay, StoredReport
from api.store.users import add_user
from grader.intake import take_in

LEASE, OVER = timedelta(minutes=1), timedelta(seconds=-1)


@pytest.fixture
def batch(database, tmp_path):
    """Three essays that wait for their names to be confirmed."""
    folder = tmp_path / "essays"
    folder.mkdir()
    for name in ("Ann Lee.txt", "Ben Fox.txt", "Cy Dow.txt"):
        (folder / name).write_text(f"An essay of {name}.", encoding="utf-8")
    with database.transaction() as session:
        teacher = add_user(session, "t", "T", "hash", "teacher")
        contest = add_contest(session, teacher, "Lamps")
        version = add_version(session, contest, {"contest.toml": b"a"}, "sha256:1", is_blind=False)
        return add_batch(session, contest, version, take_in([folder], folder, is_blind=True))


def start(database, batch, **options):
    with database.transaction() as session:
        confirm(session, session.get(Batch, batch.id), {}, **options)


def take(database, worker="w", lease=LEASE):
    with database.transaction() as session:
        essay = claim(session, worker, lease)
        return essay and essay.id


def report():
    return StoredReport(document="{}", digest="{}")


def progress(database, batch):
    with database.reading() as session:
        return measure_progress(session, session.get(Batch, batch.id))


def test_names_stand_with_the_student_alone(database, batch):
    with database.reading() as session:
        essays = list_essays(session, batch)
        assert [essay.code for essay in essays] == ["essay-001", "essay-002", "essay-003"]
        assert [essay.file for essay in essays] == ["essay-001.txt", "essay-002.txt", "essay-003.txt"]
        assert {essay.student.original_file for essay in essays} == {"Ann Lee.txt", "Ben Fox.txt", "Cy Dow.txt"}


def test_nothing_is_graded_before_names_are_confirmed(database, batch):
    assert take(database) is None
    start(database, batch)
    assert take(database)


def test_confirmed_names_are_kept_and_become_hints(database, batch):
    with database.transaction() as session:
        essay = list_essays(session, batch)[0]
        confirm(session, session.get(Batch, batch.id), {essay.id: "  Dora   Gale "})
    with database.reading() as session:
        student = session.get(Essay, essay.id).student
        assert student.name == "Dora Gale"
        assert "Dora Gale" in student.hints


def test_every_essay_is_given_to_one_worker(database, batch):
    start(database, batch)
    taken = [take(database, worker) for worker in "abcd"]
    assert len(set(taken[:3])) == 3
    assert taken[3] is None


def test_the_first_few_may_be_graded_alone(database, batch):
    start(database, batch, first=1)
    assert take(database)
    assert take(database) is None
    with database.transaction() as session:
        session.get(Batch, batch.id).until = None
    assert take(database)


def test_an_essay_whose_worker_died_is_taken_up_again(database, batch):
    start(database, batch, first=1)
    first = take(database, "dead", OVER)
    assert take(database, "alive") == first
    with database.transaction() as session:
        assert not renew(session, first, "dead", LEASE)
        assert not keep_report(session, first, "dead", report())
        assert keep_report(session, first, "alive", report())
    assert (progress(database, batch).graded, progress(database, batch).running) == (1, 0)


def test_a_lease_can_be_made_longer(database, batch):
    start(database, batch, first=1)
    essay = take(database, "w", OVER)
    with database.transaction() as session:
        assert renew(session, essay, "w", LEASE)
    assert take(database, "other") is None


def test_an_essay_that_kills_its_workers_fails_and_says_so(database, batch):
    start(database, batch, first=1)
    taken = [take(database, "w", OVER) for _ in range(MOST_ATTEMPTS)]
    assert len(set(taken)) == 1
    assert take(database) is None
    with database.reading() as session:
        essay = session.get(Essay, taken[0])
        assert essay.state == "failed"
        assert "stopped the program several times" in essay.reason


def test_failed_essays_can_be_tried_again(database, batch):
    start(database, batch, first=1)
    essay = take(database)
    with database.transaction() as session:
        assert keep_failure(session, essay, "w", "it is broken", "Mend it")
        assert not keep_failure(session, essay, "w", "again", "")
    assert progress(database, batch).failed == 1
    with database.transaction() as session:
        assert try_again(session, session.get(Batch, batch.id)) == 1
    assert take(database) == essay


def test_progress_tells_what_is_left(database, batch):
    assert progress(database, batch).is_over
    start(database, batch)
    before = progress(database, batch)
    assert (before.total, before.wanted, before.done, before.rate, before.seconds_left) == (3, 3, 0, 0.0, None)
    for _ in range(2):
        essay = take(database)
        with database.transaction() as session:
            keep_report(session, essay, "w", report())
    after = progress(database, batch)
    assert (after.done, after.is_over) == (2, False)
    assert after.rate > 0
    assert after.seconds_left is not None


def test_codes_are_given_once_also_after_an_erasure(database, batch, tmp_path):
    with database.transaction() as session:
        first = list_essays(session, session.get_one(Batch, batch.id))[0]
        erase_student(session, "", first.student)
    with database.transaction() as session:
        again = session.get_one(Batch, batch.id)
        intake = take_in([tmp_path / "essays"], tmp_path / "essays", is_blind=True)
        more = add_batch(session, again.contest, again.version, intake)
        assert [essay.code for essay in list_essays(session, more)] == ["essay-004", "essay-005", "essay-006"]
