"""Runs in processes of their own that are stopped from outside."""

import signal
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import add_essays, read_folder, start_grader

ESSAYS, MOST_SECONDS = 120, 60


def wait_for(condition):
    for _ in range(MOST_SECONDS * 100):
        found = condition()
        if found:
            return found
        time.sleep(0.01)
    pytest.fail("waited in vain")


def children_of(process_id):
    return Path(f"/proc/{process_id}/task/{process_id}/children").read_text(encoding="ascii").split()


def is_running(process_id):
    try:
        stat = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rsplit(")", 1)[1].split()[0] != "Z"


def count_lines(log):
    return log.read_bytes().count(b"\n") if log.is_file() else 0


def start_and_stop(contest, out, stop, *flags):
    """Stops a run of two workers when it has graded some essays more; how many reports it leaves."""
    log = out / "results.partial.jsonl"
    begun_with = count_lines(log)
    run = start_grader("grade", contest, "--out", out, "--workers", "2", *flags)
    wait_for(lambda: count_lines(log) > begun_with + 5)
    workers = children_of(run.pid)
    run.send_signal(stop)
    _, err = run.communicate()
    assert b"Traceback" not in err
    wait_for(lambda: not any(is_running(worker) for worker in workers))
    return count_lines(log)


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_a_run_that_is_stopped_leaves_no_workers_and_goes_on_where_it_was(grader, small_contest, tmp_path):
    add_essays(small_contest, ESSAYS)
    out, whole = tmp_path / "out", tmp_path / "whole"
    interrupted = start_and_stop(small_contest, out, signal.SIGINT)
    killed = start_and_stop(small_contest, out, signal.SIGKILL, "--resume")
    assert 0 < interrupted < killed < ESSAYS
    assert grader("grade", small_contest, "--out", out, "--workers", "1", "--resume").status == 0
    assert grader("grade", small_contest, "--out", whole, "--workers", "1").status == 0
    assert read_folder(out) == read_folder(whole)
