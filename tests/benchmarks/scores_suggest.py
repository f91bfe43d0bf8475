"""Do essays that `--suggest` names teach more than as many drawn by chance? `make bench-scores ARGS=--suggest`.

A class of three hundred essays of a prompt, ten of them scored at first, then ten more: those that are proposed, or ten by
chance. Both standards are judged on the essays of the class that neither of them learned from.
"""

from collections.abc import Mapping

import numpy as np

from grader.model import Rubric
from grader.scoring.calibration import Lesson
from grader.scoring.measured import Measured
from grader.scoring.proposal import propose
from tests.benchmarks.scores_protocols import Task, agree

CLASS, FIRST, MORE, DRAWS = 300, 10, 10, 10


def judge_both(task: Task, number: int) -> tuple[float, float]:
    """QWK with proposed essays, and with essays drawn by chance."""
    random = np.random.default_rng(number)
    members = random.permutation(len(task.corpus.scores))[:CLASS]
    first, rest = members[:FIRST], members[FIRST:]
    by_chance = rest[:MORE]
    proposed = np.array([int(one.essay) for one in propose(make_lesson(task, first, rest), MORE)])
    asked = np.setdiff1d(rest, np.concatenate([by_chance, proposed]))
    found = []
    for more in (proposed, by_chance):
        known = np.concatenate([first, more])
        standard = task.learn(known, np.setdiff1d(members, known))
        rows = standard.regression.standard.apply(task.values)
        told = standard.judge(rows[asked], [task.wordings[k] for k in asked], task.prior)
        found.append(agree(task.corpus.scores[asked] - task.corpus.low, np.array([one.step for one in told])))
    return found[0], found[1]


def make_lesson(task: Task, known: np.ndarray, rest: np.ndarray) -> Lesson:
    """A class as `propose` sees it; essays are named by their numbers."""

    def measured(places: np.ndarray) -> tuple[Measured, ...]:
        return tuple(Measured(str(k), task.corpus.ids[k], task.values[k], task.wordings[k]) for k in places)

    return Lesson(measured(known), measured(rest), {}, Rubric("r", "R", ()), task.prior, np.zeros((0, 0)))


def print_suggest(tasks: Mapping[str, Task]) -> None:
    print(f"QWK from {FIRST} essays by chance and {MORE} more, mean of {DRAWS} classes of {CLASS}")
    print(f"{'prompt':<12} proposed  by chance  difference, its standard error")
    every = []
    for name, task in tasks.items():
        found = np.array([judge_both(task, number) for number in range(DRAWS)])
        every.append(found)
        print_line(name, found)
    print_line("all", np.concatenate(every))


def print_line(name: str, found: np.ndarray) -> None:
    more = found[:, 0] - found[:, 1]
    error = more.std(ddof=1) / np.sqrt(len(more))
    print(
        f"{name:<12} {found[:, 0].mean():8.3f}  {found[:, 1].mean():9.3f}  {more.mean():+.3f}, {error:.3f}", flush=True
    )
