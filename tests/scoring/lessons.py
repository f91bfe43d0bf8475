"""Classes of made-up essays as learning sees them: features and hashed wording that go with a hidden quality."""

import numpy as np

from grader.model import CheckUse, Criterion, Level, Rubric
from grader.scoring.calibration import Lesson, Model, learn, prepare
from grader.scoring.measured import Measured
from grader.scoring.prior import shipped_prior

LEVELS = tuple(Level(name, points) for points, name in enumerate(["low", "fair", "mid", "good", "fine", "top"], 1))
RUBRIC = Rubric("r", "R", (Criterion("whole", "Whole", "", (), LEVELS, (CheckUse("length"),)),), hash="sha256:r")
PAIR = Rubric(
    "p",
    "P",
    (
        Criterion("thesis", "Thesis", "", (), LEVELS, (CheckUse("thesis"),)),
        Criterion("style", "Style", "", (), LEVELS, (CheckUse("style"),)),
    ),
    hash="sha256:p",
)


def make_class(size: int, seed: int = 0) -> tuple[list[Measured], np.ndarray]:
    """Essays and their hidden qualities: about 0, spread 1."""
    random, prior = np.random.default_rng(seed), shipped_prior()
    quality = random.normal(size=size)
    noise = random.normal(size=(size, len(prior.coefficients)))
    signed = np.sign(prior.coefficients) * quality[:, None] * 0.6 + noise
    values = prior.reference.mean + prior.reference.spread * signed
    essays = []
    for number in range(size):
        common = random.choice(2000, 400, replace=False)
        telling = 3000 + random.choice(400, 60, replace=False) + (200 if quality[number] > 0 else 0)
        wording = np.unique(np.concatenate([common, telling])).astype(np.int32)
        essays.append(Measured(f"e{number:03}", f"sha256:{number}", values[number], wording))
    return essays, quality


def score(quality: np.ndarray) -> np.ndarray:
    """Points 1 to 6 that a teacher gives to a quality."""
    return np.clip(np.round(3.5 + 1.1 * quality), 1, 6)


def make_lesson(scored: int, unscored: int = 0, seed: int = 0, columns: tuple[str, ...] = ("total",)) -> Lesson:
    essays, quality = make_class(scored + unscored, seed)
    points = {one.essay: float(p) for one, p in zip(essays[:scored], score(quality), strict=False)}
    rubric = RUBRIC if columns == ("total",) else PAIR
    return prepare(essays, dict.fromkeys(columns, points), rubric)


def learn_model(lesson: Lesson) -> Model:
    """The model of a lesson that has enough hand scores."""
    model = learn(lesson, "harbour")
    assert model is not None
    return model
