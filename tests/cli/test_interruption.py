"""Runs in processes of their own that are stopped from outside."""

import os
import signal
import sys
import time

import pytest

from tests.cli.conftest import add_essays, read_folder, start_grader

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
ESSAYS, MOST_SECONDS = 150, 60


def wait_for(condition):
    for _ in range(MOST_SECONDS * 100):
        found = condition()
        if found:
            return found
        time.sleep(0.01)
    pytest.fail("waited in vain")


def children_of(process_id):
    return [int(child) for child in open(f"/proc/{process_id}/task/{process_id}/children").read().split()]


def is_running(process_id):
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    state = open(f"/proc/{process_id}/stat").read().rsplit(")", 1)[1].split()[0]
    return state != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL], ids=lambda s: s.name)
def test_a_run_that_is_stopped_leaves_no_workers_and_can_go_on(grader, small_contest, tmp_path, stop):
    add_essays(small_contest, ESSAYS)
    out = tmp_path / "out"
    log = out / "results.partial.jsonl"
    run = start_grader("grade", small_contest, "--out", out, "--workers", "2")
    wait_for(lambda: log.is_file() and log.read_bytes().count(b"\n") > 5)
    workers = children_of(run.pid)
    run.send_signal(stop)
    _, err = run.communicate()
    assert b"Traceback" not in err
    assert log.read_bytes().count(b"\n") < ESSAYS
    wait_for(lambda: not any(is_running(worker) for worker in workers))
    assert grader("grade", small_contest, "--out", out, "--resume").status == 0
    assert grader("grade", small_contest, "--out", tmp_path / "whole").status == 0
    assert read_folder(out) == read_folder(tmp_path / "whole")
