"""Many essays: which are graded, in which order, and what happens when one breaks the program."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from grader.batch import Failure, default_workers, run_tasks
from grader.errors import InvalidConfig, UnreadableFile
from grader.intake import Task


def make_tasks(*names):
    return [Task(name, f"{name}.txt", f"{name}.txt") for name in names]


def shout(task):
    """What workers do in these tests; the essay's name says what happens."""
    if task.essay_id.startswith("dies"):
        os._exit(3)
    if task.essay_id == "broken":
        raise UnreadableFile(task.file, "the file is damaged", "Save it again")
    if task.essay_id == "bug":
        raise ZeroDivisionError
    if task.essay_id == "changed":
        raise InvalidConfig("contest", "the contest changed")
    return task.essay_id.upper()


def outcomes(tasks, **options):
    return [(d.task.essay_id, d.result, d.failure and d.failure.cause) for d in run_tasks(tasks, shout, **options)]


def test_one_broken_essay_does_not_stop_the_rest():
    done = outcomes(make_tasks("a", "broken", "bug", "z"), workers=1)
    assert done[0] == ("a", "A", None)
    assert done[1] == ("broken", None, "the file is damaged")
    assert done[2][:2] == ("bug", None)
    assert "ZeroDivisionError" in done[2][2]
    assert done[3] == ("z", "Z", None)


def test_a_failure_says_file_cause_and_remedy():
    (done,) = run_tasks(make_tasks("broken"), shout, workers=1)
    assert done.failure == Failure("broken.txt", "the file is damaged", "Save it again")


def test_a_contest_that_changed_stops_everything():
    with pytest.raises(InvalidConfig):
        outcomes(make_tasks("a", "changed", "z"), workers=1)


def test_workers_that_die_do_not_stop_the_rest():
    names = [f"{n:02}" for n in range(12)]
    names.insert(5, "dies")
    names.append("dies-2")
    done = outcomes(make_tasks(*names), workers=2)
    assert [name for name, *_ in done] == names
    assert [result for _, result, _ in done if result] == [n for n in names if "dies" not in n]
    assert {cause for name, _, cause in done if "dies" in name} == {"reading this file broke the program that reads it"}


def test_results_come_in_order_from_any_executor():
    names = [f"{n:03}" for n in range(40)]
    with ThreadPoolExecutor(3) as executor:
        done = outcomes(make_tasks(*names), workers=3, executor=executor)
    assert [result for _, result, _ in done] == names


def test_only_a_few_tasks_are_under_way_at_once():
    begun: list[Task] = []
    with ThreadPoolExecutor(1) as executor:
        results = run_tasks(make_tasks(*map(str, range(100))), begun.append, 2, executor)
        next(results)
        assert len(begun) <= 8


def test_a_handful_of_essays_needs_no_workers(monkeypatch):
    monkeypatch.setattr("grader.batch._count_processors", lambda: 4)
    assert [default_workers(n) for n in (0, 1, 13, 30, 1_000)] == [1, 1, 1, 2, 4]
