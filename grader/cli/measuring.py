"""Every essay of a class is measured, as learning from hand scores needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from grader.batch import default_workers, run_tasks
from grader.checks.check import Case
from grader.cli.grading import open_contest
from grader.cli.progress import show_progress
from grader.errors import InvalidConfig
from grader.evidence.examination import examine
from grader.evidence.index import index_of
from grader.intake import Task, read_task
from grader.model import Contest
from grader.scoring.measured import Measured, measure_essay
from grader.text.reading import Reading


@dataclass(frozen=True, slots=True)
class MeasuredClass:
    """The essays of a class that could be read, and the ids of those that could not."""

    essays: tuple[Measured, ...]
    unread: tuple[str, ...]


def measure_class(folder: Path, contest: Contest, tasks: Sequence[Task], workers: int | None = None) -> MeasuredClass:
    """Measures essays in as many processes as are worth it; what cannot be read is named on the way.

    Args:
        folder: the contest's path, which workers load it from.
        contest: the same, loaded.
        tasks: the essays.
        workers: how many processes; default: what the number of essays is worth.
    """
    work = partial(measure_task, folder=str(folder), contest_hash=contest.hash)
    essays, unread = [], []
    outcomes = run_tasks(tasks, work, workers or default_workers(len(tasks)))
    for done in show_progress(outcomes, len(tasks)):
        if done.result:
            essays.append(done.result)
        elif done.failure:
            unread.append(done.task.essay_id)
            click.echo(f"not read: {done.failure.file}: {done.failure.cause}. {done.failure.remedy}.", err=True)
    return MeasuredClass(tuple(essays), tuple(unread))


def measure_task(task: Task, folder: str, contest_hash: str) -> Measured:
    """Reads and measures one essay; runs in a worker.

    Raises:
        UnreadableFile: the essay could not be read.
        InvalidConfig: the contest is no longer what it was.
    """
    contest = open_contest(folder)
    if contest.hash != contest_hash:
        raise InvalidConfig(folder, "the contest changed while essays were being measured", "Begin again")
    reading = Reading(read_task(task), index_of(contest).known_names)
    return measure_essay(Case(reading, contest, examine(reading, contest)))
