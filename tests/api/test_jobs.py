"""The worker: a killed one loses nothing."""

import subprocess
import sys
import time
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from api import jobs
from api.jobs import work, work_once
from api.store.queue import claim
from api.store.tables import Essay, StoredReport, read_clock
from grader.contest import load_contest
from grader.documents import read_essay
from grader.pipeline import grade
from tests.api.conftest import hand_in, send
from tests.conftest import SMALL_ESSAY


@pytest.fixture
def waiting(teacher, make_contest):
    """The path of a batch with one essay that waits for a worker."""
    batch = hand_in(teacher, make_contest(teacher), {"a.txt": SMALL_ESSAY})
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    return batch


def state_of(database):
    with database.reading() as session:
        return session.scalars(select(Essay)).one().state


def test_a_report_is_the_one_that_the_command_line_gives(waiting, database, settings, small_contest):
    assert work_once(database, settings, "w")
    assert not work_once(database, settings, "w")
    with database.reading() as session:
        stored = session.scalars(select(StoredReport)).one()
    contest = load_contest(small_contest)
    report = grade(read_essay(SMALL_ESSAY.encode(), "essay-001.txt", "essay-001"), contest)
    assert stored.document == report.to_json()
    assert stored.shown is None


def test_a_worker_stops_when_told_to(waiting, database, settings):
    work(database, settings, lambda: state_of(database) == "graded")
    assert state_of(database) == "graded"


def test_what_was_kept_long_enough_is_erased_while_the_worker_runs(waiting, database, settings, monkeypatch):
    monkeypatch.setattr(jobs, "_SWEEP_EVERY", timedelta(0))
    aged = [False]

    def is_stopped():
        with database.transaction() as session:
            if not session.scalars(select(Essay)).all():
                return True
            if aged[0]:
                session.execute(update(Essay).values(created_at=read_clock() - timedelta(days=366)))
            aged[0] = True
            return False

    work(database, settings, is_stopped)
    with database.reading() as session:
        assert session.scalars(select(StoredReport)).all() == []


def test_the_essay_of_a_killed_worker_is_taken_up_again(waiting, database, settings):
    code = (
        "import sys, time\nfrom datetime import timedelta\nfrom api.store.database import Database\n"
        "from api.store.queue import claim\nwith Database(sys.argv[1]).transaction() as session:\n"
        "    assert claim(session, 'doomed', timedelta(seconds=60))\nprint('claimed', flush=True)\ntime.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, settings.database_url], stdout=subprocess.PIPE) as doomed:
        assert doomed.stdout
        assert doomed.stdout.readline() == b"claimed\n"
        doomed.kill()
    assert state_of(database) == "running"
    assert not work_once(database, settings, "other")
    with database.transaction() as session:
        session.execute(update(Essay).values(lease_until=read_clock() - timedelta(seconds=1)))
    assert work_once(database, settings, "other")
    assert state_of(database) == "graded"


def test_a_lease_is_renewed_while_the_work_goes_on(waiting, database, settings, monkeypatch):
    def take_long(_job):
        time.sleep(1.2)
        with database.transaction() as session:
            assert claim(session, "thief", timedelta(seconds=60)) is None
        return original(_job)

    original = jobs._run
    monkeypatch.setattr(jobs, "_run", take_long)
    assert work_once(database, settings, "w", timedelta(seconds=0.8))
    assert state_of(database) == "graded"
