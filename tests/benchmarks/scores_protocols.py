"""The measurements of `make bench-scores`: every essay is judged by a standard that never saw its score."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from sklearn.linear_model import Ridge

from grader.scoring.doubt import steps_of_level
from grader.scoring.kernels import LENGTH
from grader.scoring.measures import kappa
from grader.scoring.prior import Prior
from grader.scoring.resampling import find_interval, find_value
from grader.scoring.review import FEW_WORDS
from grader.scoring.standard import find_standard
from grader.scoring.standing import ColumnStandard, learn_column
from grader.scoring.wording import compare_wordings, hash_wording
from tests.benchmarks.scores_data import Corpus, read_folds
from tests.benchmarks.scores_prior import places_of

DRAWS = 20


@dataclass(eq=False)
class Task:
    """A corpus with everything measured of it, and a prior that does not know it."""

    corpus: Corpus
    values: np.ndarray
    prior: Prior
    wordings: list[np.ndarray] = field(default_factory=list)
    likeness: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))

    def __post_init__(self) -> None:
        if self.wordings:
            return
        self.wordings = [hash_wording(text) for text in self.corpus.texts]
        digest = hashlib.sha256(b"".join(one.tobytes() for one in self.wordings)).hexdigest()[:16]
        place = Path(os.environ.get("GRADER_BENCH_CACHE") or Path(tempfile.gettempdir()) / "grader-bench")
        known = place / f"likeness-{digest}.npy"
        if not known.is_file():
            np.save(known, compare_wordings(self.wordings).astype(np.float32))
        self.likeness = np.load(known).astype(float)

    @property
    def scale(self) -> tuple[float, ...]:
        return tuple(float(p) for p in range(self.corpus.low, self.corpus.high + 1))

    def of(self, corpus: Corpus, kept: np.ndarray) -> "Task":
        """The same with other scores, for some of the essays."""
        wordings = [self.wordings[k] for k in kept]
        return Task(corpus, self.values[kept], self.prior, wordings, self.likeness[np.ix_(kept, kept)])

    def learn(self, known: np.ndarray, others: np.ndarray, scores: np.ndarray | None = None) -> ColumnStandard:
        """Learns from some essays; `others` are unscored essays of the class."""
        both = np.concatenate([known, others]).astype(int)
        standard = find_standard(self.values[both], self.prior.reference)
        rows = standard.apply(self.values)
        given = (self.corpus.scores if scores is None else scores)[known]
        return learn_column(
            "total",
            self.scale,
            [float(one) for one in given],
            rows[known],
            [self.wordings[k] for k in known],
            self.likeness[np.ix_(known, known)],
            (rows[others], [self.wordings[k] for k in others]),
            self.prior,
            standard,
        )


@dataclass(frozen=True)
class Judged:
    """Hand scores and suggestions for unseen essays, in steps from 0; the first axis of `parts` names folds or draws."""

    name: str
    steps: int
    human: np.ndarray
    step: np.ndarray
    low: np.ndarray
    high: np.ndarray
    released: np.ndarray
    part: np.ndarray

    def qwk(self) -> float:
        """Mean over folds or draws."""
        return float(
            np.mean([agree(self.human[self.part == k], self.step[self.part == k]) for k in np.unique(self.part)])
        )

    def interval(self) -> tuple[float, float]:
        found = find_interval(kappa(self.human.astype(float), self.step.astype(float)), len(self.human))
        return found or (float("nan"), float("nan"))


def agree(human: np.ndarray, system: np.ndarray) -> float:
    return find_value(kappa(human.astype(float), system.astype(float)), len(human)) or 0.0


def judge(task: Task, standard: ColumnStandard, rows: np.ndarray, asked: np.ndarray, part: int) -> Judged:
    """What is suggested for essays; released is what neither a doubt nor its shortness sends to a person, as in reports."""
    told = standard.judge(rows[asked], [task.wordings[k] for k in asked], task.prior)
    step, low, high = (np.array([getattr(one, name) for one in told]) for name in ("step", "low", "high"))
    long = [len(task.corpus.texts[k].split()) >= FEW_WORDS for k in asked]
    released = np.array([is_long and not one.reasons for is_long, one in zip(long, told, strict=True)])
    human = task.corpus.scores[asked] - task.corpus.low
    return Judged(task.corpus.name, len(task.scale), human, step, low, high, released, np.full(len(asked), part))


def join(parts: Sequence[Judged]) -> Judged:
    names = ("human", "step", "low", "high", "released", "part")
    return Judged(parts[0].name, parts[0].steps, *(np.concatenate([getattr(p, name) for p in parts]) for name in names))


def judge_folds(task: Task, folder: Path) -> Judged:
    """The usual folds: learned from the training and development essays alone."""
    found = []
    for number, (known, asked) in enumerate(read_folds(folder, task.corpus)):
        standard = task.learn(known, known[:0])
        rows = standard.regression.standard.apply(task.values)
        found.append(judge(task, standard, rows, asked, number))
    return join(found)


def judge_draws(task: Task, size: int) -> Judged:
    """Learned from a few essays drawn by chance; the rest of the class is unscored, and is what is judged."""
    random, found = np.random.default_rng(0), []
    for number in range(DRAWS):
        drawn = random.permutation(len(task.corpus.scores))
        standard = task.learn(drawn[:size], drawn[size:])
        rows = standard.regression.standard.apply(task.values)
        found.append(judge(task, standard, rows, drawn[size:], number))
    return join(found)


def judge_none(task: Task) -> Judged:
    """Without any hand score: the prior alone, within the class."""
    every = np.arange(len(task.corpus.scores))
    standard = task.learn(every[:0], every)
    return judge(task, standard, standard.regression.standard.apply(task.values), every, 0)


def judge_length(task: Task, folder: Path) -> float:
    """QWK in the usual folds with length alone: a ridge on its features, powers too, spread as scores are spread."""
    found = []
    for known, asked in read_folds(folder, task.corpus):
        rows = task.values[:, LENGTH]
        rows = np.concatenate([rows, rows**2, np.exp(rows[:, :1])], axis=1)
        rows = (rows - rows[known].mean(0)) / (rows[known].std(0) + 1e-9)
        given = places_of(task.corpus)[known]
        ridge = Ridge(alpha=1.0, random_state=0).fit(rows[known], given)
        learned = ridge.predict(rows[known])
        spread = given.mean() + (ridge.predict(rows[asked]) - learned.mean()) * given.std() / learned.std()
        step = np.clip(np.floor(spread * len(task.scale)), 0, len(task.scale) - 1)
        found.append(agree(task.corpus.scores[asked] - task.corpus.low, step))
    return float(np.mean(found))


def describe_ranges(judged: Judged) -> tuple[float, float, float]:
    """Share of likely ranges that hold the hand score; their mean half width in steps, and as a share of the scale."""
    held = (judged.low <= judged.human) & (judged.human <= judged.high)
    half = float(np.mean((judged.high - judged.low) / 2))
    return float(held.mean()), half, half / (judged.steps - 1)


def describe_release(judged: Judged) -> tuple[float, float, int]:
    """Share of essays not withheld; share of them at most a level apart; how many of them are two levels apart."""
    apart = np.abs(judged.human - judged.step) / steps_of_level(judged.steps)
    kept = apart[judged.released]
    return float(judged.released.mean()), float((kept <= 1).mean()) if len(kept) else 1.0, int((kept >= 2).sum())


def mean_of(results: Mapping[str, Judged], value: Callable[[Judged], float] = Judged.qwk) -> float:
    return float(np.mean([value(one) for one in results.values()]))
