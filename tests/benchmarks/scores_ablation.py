"""What each part of a learned standard brings, and what other learners reach: `make bench-scores ARGS=--ablation`.

ASAP prompts in the usual folds, mean QWK. All other learners are given the same features, standardised in the same way, and
their predictions are spread as scores are spread, so that only what learns differs. Stacking and cuts use predictions of
training essays that were held out in turn, never a test essay.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import numpy as np
from sklearn.base import clone
from sklearn.decomposition import TruncatedSVD
from sklearn.ensemble import ExtraTreesRegressor, HistGradientBoostingRegressor
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import KFold
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVR, NuSVR

import grader.scoring.regression as chosen
from grader.scoring.features import FEATURES
from grader.scoring.kernels import Weights
from grader.scoring.standard import find_standard
from tests.benchmarks.scores_data import read_folds
from tests.benchmarks.scores_prior import places_of
from tests.benchmarks.scores_protocols import Task, agree, judge_folds

GROUPS = ("content", "organization", "argument", "language", "conventions", "length")
Predictor = Callable[[Task, np.ndarray, np.ndarray, np.ndarray], np.ndarray]
"""From a task, standardised rows, essays to learn from and essays asked for to places on the scale."""


def rows_of(task: Task, known: np.ndarray) -> np.ndarray:
    return find_standard(task.values[known], task.prior.reference).apply(task.values)


def by_features(model: object, task: Task, rows: np.ndarray, known: np.ndarray, asked: np.ndarray) -> np.ndarray:
    fitted = clone(model).fit(rows[known], places_of(task.corpus)[known])
    return np.asarray(fitted.predict(rows[asked]))


def by_group(group: str, task: Task, rows: np.ndarray, known: np.ndarray, asked: np.ndarray) -> np.ndarray:
    kept = np.array([(f.group == group) if group != "no length" else f.group != "length" for f in FEATURES])
    return by_features(Ridge(alpha=30.0, random_state=0), task, rows[:, kept], known, asked)


def by_strings(task: Task, rows: np.ndarray, known: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """ν-SVR on the presence of character runs, as Cozma et al. (2018)."""
    places = places_of(task.corpus)[known]
    svr = NuSVR(kernel="precomputed", C=1.0, nu=0.5).fit(4 * task.likeness[np.ix_(known, known)], places / places.std())
    return np.asarray(svr.predict(4 * task.likeness[np.ix_(asked, known)]) * places.std())


def by_words(task: Task, rows: np.ndarray, known: np.ndarray, asked: np.ndarray, *, parts: int = 0) -> np.ndarray:
    """Ridge on words and pairs of words, or on their latent semantics (Deerwester et al. 1990)."""
    steps: list[object] = [TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)]
    steps += (
        [TruncatedSVD(parts, random_state=0), Ridge(alpha=0.05, random_state=0)]
        if parts
        else [Ridge(1.0, random_state=0)]
    )
    texts = task.corpus.texts
    model = make_pipeline(*steps).fit([texts[k] for k in known], places_of(task.corpus)[known])
    return np.asarray(model.predict([texts[k] for k in asked]))


def by_order(task: Task, rows: np.ndarray, known: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Ordinal: a logistic regression for every step, whether the score lies above it (Frank and Hall 2001)."""
    places, total = places_of(task.corpus)[known], np.zeros(len(asked))
    cuts = np.unique(places)[:-1]
    for cut in cuts:
        above = LogisticRegression(C=0.02, max_iter=300, random_state=0).fit(rows[known], places > cut + 1e-9)
        total += above.predict_proba(rows[asked])[:, 1]
    return total / len(task.scale)


def by_pairs(task: Task, rows: np.ndarray, known: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Differences from scored reference essays are learned and averaged (the idea of NPCR, Xie et al. 2022)."""
    random, places = np.random.default_rng(0), places_of(task.corpus)
    one, other = known[random.integers(0, len(known), (2, 20_000))]
    model = HistGradientBoostingRegressor(max_iter=100, learning_rate=0.08, max_leaf_nodes=8, random_state=0)
    model.fit(rows[one] - rows[other], places[one] - places[other])
    references = known[random.integers(0, len(known), 30)]
    told = [places[k] + model.predict(rows[asked] - rows[k]) for k in references]
    return np.asarray(np.mean(told, axis=0))


def by_standard(task: Task, rows: np.ndarray, known: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """The grader's own regression, before its places are spread."""
    kept = task.learn(known, known[:0]).regression
    return kept.place(rows[asked], task.prior.judge(rows[asked]), [task.wordings[k] for k in asked])


BOOSTED = HistGradientBoostingRegressor(
    max_iter=150, learning_rate=0.05, max_leaf_nodes=8, l2_regularization=5, random_state=0
)
TREES = ExtraTreesRegressor(200, min_samples_leaf=3, max_features=0.4, random_state=0)
LEARNERS: dict[str, Predictor] = {
    **{f"ridge, {group} alone": partial(by_group, group) for group in (*GROUPS, "no length")},
    "ridge, all features": partial(by_features, Ridge(alpha=30.0, random_state=0)),
    "support vectors, all features": partial(by_features, SVR(C=0.2, gamma=0.003, epsilon=0.02)),
    "boosted trees, all features": partial(by_features, BOOSTED),
    "random trees, all features": partial(by_features, TREES),
    "ordinal (Frank-Hall), all features": by_order,
    "pairs with reference essays": by_pairs,
    "character runs, ν-SVR": by_strings,
    "words and pairs of words, ridge": by_words,
    "latent semantics, 100 parts": partial(by_words, parts=100),
}
STACKED = ("support vectors, all features", "boosted trees, all features", "character runs, ν-SVR", "the standard")


def spread(places: np.ndarray, learned: np.ndarray, given: np.ndarray) -> np.ndarray:
    return np.asarray(given.mean() + (places - learned.mean()) * given.std() / learned.std())


def hold_out(predict: Predictor, task: Task, rows: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Predictions for training essays by learners that did not know them."""
    found = np.zeros(len(known))
    for kept, held in KFold(5, shuffle=True, random_state=0).split(known):
        found[held] = predict(task, rows, known[kept], known[held])
    return found


def measure_learner(predict: Predictor, task: Task, folder: Path) -> float:
    """Mean QWK in the folds; predictions are spread by those for held-out training essays."""
    found = []
    for known, asked in read_folds(folder, task.corpus):
        rows = rows_of(task, known)
        learned = hold_out(predict, task, rows, known)
        places = spread(predict(task, rows, known, asked), learned, places_of(task.corpus)[known])
        found.append(_agree(task, asked, places))
    return float(np.mean(found))


def _agree(task: Task, asked: np.ndarray, places: np.ndarray) -> float:
    steps = np.clip(np.floor(places * len(task.scale)), 0, len(task.scale) - 1)
    return agree(task.corpus.scores[asked] - task.corpus.low, steps)


def measure_stack(task: Task, folder: Path) -> float:
    """A non-negative ridge over four learners' predictions for held-out training essays."""
    found, learners = [], [{**LEARNERS, "the standard": by_standard}[name] for name in STACKED]
    for known, asked in read_folds(folder, task.corpus):
        rows, given = rows_of(task, known), places_of(task.corpus)[known]
        learned = np.stack([hold_out(one, task, rows, known) for one in learners], axis=1)
        told = np.stack([one(task, rows, known, asked) for one in learners], axis=1)
        ridge = Ridge(alpha=0.1, positive=True, random_state=0).fit(learned, given)
        found.append(_agree(task, asked, spread(ridge.predict(told), ridge.predict(learned), given)))
    return float(np.mean(found))


def measure_parts(tasks: Mapping[str, Task], folder: Path, weights: Weights | None) -> list[float]:
    """The standard with fixed weights of its kinds of likeness; none for those that it chooses itself."""
    usual = chosen._WEIGHTS
    try:
        if weights:
            chosen._WEIGHTS = (weights,)
        return [judge_folds(task, folder).qwk() for task in tasks.values()]
    finally:
        chosen._WEIGHTS = usual


def hold_length(group: str, task: Task) -> float:
    """Correlation of a group's held-out predictions with the scores when length is held constant."""
    rows = rows_of(task, np.arange(len(task.values)))
    places, every = places_of(task.corpus), np.arange(len(task.values))
    told = hold_out(partial(by_group, group), task, rows, every)
    length = rows[:, [f.group == "length" for f in FEATURES]]
    design = np.concatenate([np.ones((len(rows), 1)), length, length**2], axis=1)
    left = [one - design @ np.linalg.lstsq(design, one, rcond=None)[0] for one in (told, places)]
    return float(np.corrcoef(*left)[0, 1])


def print_ablation(tasks: Mapping[str, Task], folder: Path) -> None:
    print("mean QWK in the usual folds:", ", ".join(tasks))
    for group in GROUPS[:-1]:
        print(
            f"{group:<36}"
            + "  ".join(f"{hold_length(group, task):.3f}" for task in tasks.values())
            + "   r, length held"
        )
    for name, predict in LEARNERS.items():
        _print(name, [measure_learner(predict, task, folder) for task in tasks.values()])
    _print("stack of four", [measure_stack(task, folder) for task in tasks.values()])
    _print("the standard", measure_parts(tasks, folder, None))
    for name, weights in {
        "… without wording": Weights(0.0, 0.5, 0.3, 0.15),
        "… without likeness of features": Weights(0.7, 0.0, 0.3, 0.15),
        "… without likeness of length": Weights(0.7, 0.3, 0.0, 0.15),
        "… wording alone, beside the prior": Weights(1.0, 0.0, 0.0, 0.15),
    }.items():
        _print(name, measure_parts(tasks, folder, weights))


def _print(name: str, values: list[float]) -> None:
    print(f"{name:<36}" + "  ".join(f"{value:.3f}" for value in values) + f"   mean {np.mean(values):.3f}", flush=True)
