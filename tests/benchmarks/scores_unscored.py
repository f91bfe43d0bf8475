"""Before any hand score: the rubric's own rule, or what is usual within the class: `make bench-scores ARGS=--unscored`.

The rule is that of `holistic-6`; its six levels are laid over the prompt's scale. The prior is `judge_none`'s: it never knew
the prompt, and standardises features within the class.
"""

from collections.abc import Mapping

import numpy as np

from grader.pipeline import grade
from tests.benchmarks.gaming import to_essay
from tests.benchmarks.scores_data import make_contest
from tests.benchmarks.scores_protocols import Task, agree, judge_none

ASKED = 120


def place_by_rule(task: Task, asked: np.ndarray) -> np.ndarray:
    """Steps of the prompt's scale at the middle of the rule's levels."""
    contest = make_contest(task.corpus.question, task.corpus.source)
    levels = [level.points for level in contest.rubric.criteria[0].levels]
    given = [grade(to_essay(task.corpus.texts[k]), contest).total.points for k in asked]
    places = np.array([(levels.index(points) + 0.5) / len(levels) if points is not None else 0.5 for points in given])
    return np.asarray(np.floor(places * len(task.scale)))


def print_unscored(tasks: Mapping[str, Task]) -> None:
    print(f"{ASKED} essays of each prompt, no hand score known: QWK, and correlation in brackets")
    print(f"{'prompt':<12} {'rule':>14} {'usual in class':>16}")
    found = []
    for name, task in tasks.items():
        asked = np.random.default_rng(0).permutation(len(task.corpus.scores))[:ASKED]
        human = task.corpus.scores[asked] - task.corpus.low
        told = [place_by_rule(task, asked), judge_none(task).step[asked]]
        found.append([value for steps in told for value in (agree(human, steps), np.corrcoef(human, steps)[0, 1])])
        print_line(name, found[-1])
    print_line("mean", np.mean(found, axis=0).tolist())


def print_line(name: str, found: list[float]) -> None:
    print(f"{name:<12} {found[0]:7.3f} ({found[1]:4.2f}) {found[2]:9.3f} ({found[3]:4.2f})", flush=True)
