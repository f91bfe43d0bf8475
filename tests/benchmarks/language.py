"""Refits the language models and prints their figures: `make bench-language`, or with `--write` ships new coefficients.

Every figure is cross-validated in ten folds over the learners' essays of ELLIPSE (Crossley et al. 2023; CC BY-NC-SA 4.0,
not part of the project): the essay that is judged never took part in fitting, scaling or choosing a range. Beside each
correlation stands that of the essay's length alone, and what is left when length is held constant.
"""

import argparse
import csv
import json
import os
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from nltk.stem.snowball import EnglishStemmer
from nltk.tokenize.destructive import NLTKWordTokenizer
from scipy.stats import pearsonr, spearmanr
from sklearn.linear_model import Ridge
from threadpoolctl import threadpool_limits

from grader.documents import read_essay
from grader.model import Essay
from grader.text.harper_proofreader import shared_harper
from grader.text.language_features import FEATURES, FEWEST_WORDS, measure_language
from grader.text.language_model import LanguageModel, read_model
from grader.text.proofreading import proofread
from grader.text.proofs import Proofs
from grader.text.reading import Reading
from tests.benchmarks.speed import run_baseline

ROOT = Path(__file__).resolve().parents[2]
TARGETS = {"conventions": {"Conventions": 0.55, "Grammar": 0.5}, "style": {"Vocabulary": 0.5, "Syntax": 0.5}}
FOLDS, PENALTY, SAMPLES = 10, 30.0, 1_000
LOW, HIGH = 0.01, 0.99
RATINGS = 1.0, 5.0
DATE = "2026-11-22"
CARD = {
    "what": "ridge regression on named features of an essay's language; a feature counts within its range alone",
    "data": "ELLIPSE (Crossley et al. 2023), CC BY-NC-SA 4.0: ratings 1 to 5 of learners' essays, grades 8 to 12",
    "licence": "coefficients and percentiles only, Apache-2.0; no text and no words of the essays are contained",
    "limits": "learners' essays of 150 to 800 words; not for adults, first-language writers or experts in a subject",
    "conventions": "fitted on the mean of Conventions and Grammar; 1: no error found, .52: the average essay of the data",
    "style": "fitted on the mean of Vocabulary and Syntax; 0.5: an essay rated 3, 0: rated 1, 1: rated 5",
    "date": DATE,
    "command": "make bench-language ARGS=--write",
}


def find_essays() -> Path | None:
    """The table of rated essays; None where it is absent."""
    folder = os.environ.get("GRADER_BENCH_DATA")
    path = Path(folder or "") / "ellipse" / "essays.csv"
    return path if folder and path.is_file() else None


def load_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_row(row: dict[str, str]) -> Essay:
    return read_essay(row["full_text"].encode(), "essay.txt", row["text_id_kaggle"])


class Measured:
    """Essays with their features, ratings and lengths; those too short to judge are left out."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        begun = time.process_time()
        read = [(row, *measure(read_row(row))) for row in rows]
        self.seconds = time.process_time() - begun
        kept = [(row, proofs, features) for row, proofs, features in read if proofs.words >= FEWEST_WORDS]
        self.rows = [row for row, _, _ in kept]
        self.features = [features for _, _, features in kept]
        self.proofs = [proofs for _, proofs, _ in kept]
        self.words = np.array([proofs.words for proofs in self.proofs])

    def ratings(self, column: str) -> np.ndarray:
        return np.array([float(row[column]) for row in self.rows])

    def matrix(self, group: str) -> np.ndarray:
        return np.array([[features[name] for name in FEATURES[group]] for features in self.features])


def measure(essay: Essay) -> tuple[Proofs, dict[str, float]]:
    reading = Reading(essay)
    proofs = proofread(reading, shared_harper())
    return proofs, measure_language(reading, proofs)


def fit(group: str, matrix: np.ndarray, ratings: np.ndarray) -> dict[str, Any]:
    """A model as `language.json` holds it. No error may raise the value, so those coefficients are held below zero."""
    is_errors = group == "conventions"
    low, high = np.quantile(matrix, [0.0 if is_errors else LOW, HIGH], axis=0)
    low, high = low.round(4), high.round(4)
    inside = np.clip(matrix, low, high)
    mean, spread = inside.mean(0), inside.std(0) + 1e-9
    signed = (inside - mean) / spread * (-1 if is_errors else 1)
    ridge = Ridge(alpha=PENALTY, positive=is_errors, random_state=0).fit(signed, ratings)
    coefficients = (ridge.coef_ / spread * (-1 if is_errors else 1)).round(5)
    intercept = round(float(ridge.intercept_ - (ridge.coef_ * (-1 if is_errors else 1) / spread) @ mean), 4)
    sums = inside @ coefficients + intercept
    at_zero, at_one = place_ends(group, sums, ratings, float(low @ coefficients + intercept))
    names = FEATURES[group]
    terms = {
        name: {"coefficient": float(c), "low": float(a), "high": float(b)}
        for name, c, a, b in zip(names, coefficients, low, high, strict=True)
        if c
    }
    return {"intercept": intercept, "at_zero": at_zero, "at_one": at_one, "terms": terms}


def place_ends(group: str, sums: np.ndarray, ratings: np.ndarray, spotless: float) -> tuple[float, float]:
    """Which sums become 0 and 1.

    Conventions: no error is 1 and the mean sum the mean rating. Style: linear equating, so that sums have the mean and
    spread of the ratings, whose ends 1 and 5 become 0 and 1.
    """
    middle = (ratings.mean() - RATINGS[0]) / (RATINGS[1] - RATINGS[0])
    slope = (spotless - sums.mean()) / (1 - middle) if group == "conventions" else 4 * sums.std() / ratings.std()
    return round(float(sums.mean() - slope * middle), 4), round(float(sums.mean() + slope * (1 - middle)), 4)


def judge(model: LanguageModel, features: list[dict[str, float]]) -> np.ndarray:
    return np.array([model.judge(one) for one in features])


def cross_validate(group: str, measured: Measured) -> np.ndarray:
    """The value of each essay by a model that never saw it."""
    ratings = np.mean([measured.ratings(column) for column in TARGETS[group]], axis=0)
    matrix, values = measured.matrix(group), np.zeros(len(measured.rows))
    fold = np.random.default_rng(0).permutation(len(measured.rows)) % FOLDS
    for number in range(FOLDS):
        model = read_model(fit(group, matrix[fold != number], ratings[fold != number]))
        held = np.flatnonzero(fold == number)
        values[held] = judge(model, [measured.features[k] for k in held])
    return values


def hold_constant(values: np.ndarray, ratings: np.ndarray, lengths: np.ndarray) -> float:
    """Partial correlation: what is left of a correlation when length is held constant."""
    rest = [one - np.polyval(np.polyfit(lengths, one, 1), lengths) for one in (values, ratings)]
    return float(pearsonr(*rest)[0])


def bootstrap(values: np.ndarray, ratings: np.ndarray) -> tuple[float, float]:
    """95 per cent interval of Pearson's correlation over resampled essays."""
    draw = np.random.default_rng(0)
    picks = [draw.integers(0, len(values), len(values)) for _ in range(SAMPLES)]
    low, high = np.quantile([pearsonr(values[k], ratings[k])[0] for k in picks], [0.025, 0.975])
    return float(low), float(high)


def print_group(group: str, measured: Measured) -> None:
    values = cross_validate(group, measured)
    logs = np.log(measured.words)
    spread = np.quantile(values, [0.02, 0.25, 0.5, 0.75, 0.98]).round(2)
    print(f"\n{group}: value at the 2nd, 25th, 50th, 75th, 98th percentile {spread.tolist()}")
    print(
        f"  value with log words {pearsonr(values, logs)[0]:.3f}, with words {pearsonr(values, measured.words)[0]:.3f}"
    )
    for column, least in TARGETS[group].items():
        ratings = measured.ratings(column)
        low, high = bootstrap(values, ratings)
        found = pearsonr(values, ratings)[0]
        stands = "within" if found >= least else "BELOW"
        rank, rest = spearmanr(values, ratings)[0], hold_constant(values, ratings, logs)
        figures = f"Pearson {found:.3f} [{low:.3f}, {high:.3f}]  Spearman {rank:.3f}  n {len(values)}"
        print(f"  {column:<12} {figures}  >= {least} {stands}")
        print(f"  {'':<12} length held constant {rest:.3f}  length alone: {describe_length(measured, ratings)}")


def describe_length(measured: Measured, ratings: np.ndarray) -> str:
    words, logs = (pearsonr(x, ratings)[0] for x in (measured.words, np.log(measured.words)))
    return f"words {words:.3f}, log words {logs:.3f}"


def print_speed(measured: Measured, rows: list[dict[str, str]]) -> None:
    """Milliseconds for six hundred words, and as a multiple of the baseline of `make bench`."""
    tokenizer, stemmer = NLTKWordTokenizer(), EnglishStemmer()
    begun = time.process_time()
    for row in rows:
        run_baseline(row["full_text"], tokenizer, stemmer)
    baseline = time.process_time() - begun
    scale = 600_000 / measured.words.sum()
    print(
        f"\nproofreading and features: {measured.seconds * scale:.1f} ms for 600 words, "
        f"{measured.seconds / baseline:.1f} x the NLTK baseline ({baseline * scale:.1f} ms)"
    )


def print_errors(measured: Measured) -> None:
    """How many errors of each kind were found, and how many of them are shown."""
    found = Counter(e.kind for proofs in measured.proofs for e in proofs.errors)
    shown = Counter(e.kind for proofs in measured.proofs for e in proofs.errors if e.is_shown)
    print("\nerrors found in 100 words (of them shown):")
    for kind, count in found.most_common():
        print(f"  {kind:<16}{100 * count / measured.words.sum():6.3f}   {shown[kind] / count:.0%}")


def write(measured: Measured) -> None:
    """Ships models fitted on everything, with the figures of the cross-validation."""
    figures: dict[str, float] = {}
    for group, columns in TARGETS.items():
        values = cross_validate(group, measured)
        figures |= {c: round(float(pearsonr(values, measured.ratings(c))[0]), 3) for c in columns}
    card = CARD | {"essays": len(measured.rows), "cross_validated_pearson": figures}
    data: dict[str, Any] = {"card": card}
    for group, columns in TARGETS.items():
        ratings = np.mean([measured.ratings(column) for column in columns], axis=0)
        data[group] = fit(group, measured.matrix(group), ratings)
    path = ROOT / "grader" / "text" / "language.json"
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="ship coefficients fitted on everything")
    asked = options.parse_args()
    path = find_essays()
    if path is None:
        print("skipped: set GRADER_BENCH_DATA to the folder of the rated essays")
        return
    threadpool_limits(1)
    rows = load_rows(path)
    measure(read_row(rows[0]))  # warms up: linters are built once a process
    measured = Measured(rows)
    for group in TARGETS:
        print_group(group, measured)
    print_errors(measured)
    print_speed(measured, rows)
    if asked.write:
        write(measured)


if __name__ == "__main__":
    main()
