"""Do scores treat groups of writers alike? `make bench-fairness` on ELLIPSE's groups.

Scores are predicted for essays that took no part in fitting (ten folds, as in `make bench-language`) and compared with the
raters' by group: the difference of standardised means (DSM), RSMTool's limit of 0.10, and a 95 % interval of 2,000 draws.
Length alone stands beside each, since a score that follows length inherits how long groups write. ELLIPSE (Crossley et
al. 2023; CC BY-NC-SA 4.0) is not part of the project.

`ARGS="--predictions FILE"` takes predictions of another model: a CSV of text_id_kaggle and one column a rating.
"""

import argparse
import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from sklearn.linear_model import Ridge

from grader.scoring.agreement import Measure, find_measure
from grader.scoring.measures import group_difference, kappa, pearson
from grader.scoring.resampling import find_value
from tests.benchmarks.language import FOLDS, PENALTY, TARGETS, Measured, cross_validate, find_essays, load_rows

GROUPS = ("gender", "grade", "race_ethnicity", "SES")
FEWEST = 20


def predict_overall(measured: Measured) -> np.ndarray:
    """The overall rating from all features of language, by a ridge that never saw the essay."""
    matrix = np.hstack([measured.matrix(group) for group in TARGETS])
    ratings, predicted = measured.ratings("Overall"), np.zeros(len(matrix))
    fold = np.random.default_rng(0).permutation(len(matrix)) % FOLDS
    for number in range(FOLDS):
        learned, held = fold != number, fold == number
        low, high = np.quantile(matrix[learned], [0.01, 0.99], axis=0)
        inside = np.clip(matrix, low, high)
        mean, spread = inside[learned].mean(0), inside[learned].std(0) + 1e-9
        scaled = (inside - mean) / spread
        predicted[held] = (
            Ridge(alpha=PENALTY, random_state=0).fit(scaled[learned], ratings[learned]).predict(scaled[held])
        )
    return predicted


def predict(measured: Measured) -> dict[str, np.ndarray]:
    """Predictions by the rating that they are compared with."""
    values = {column: cross_validate(group, measured) for group, columns in TARGETS.items() for column in columns}
    return {"Overall": predict_overall(measured), **values}


def read_predictions(path: Path, rows: list[dict[str, str]]) -> tuple[dict[str, np.ndarray], list[dict[str, str]]]:
    """Predictions of a file and the rated essays that it holds, in the same order."""
    with path.open(encoding="utf-8", newline="") as file:
        given = {row["text_id_kaggle"]: row for row in csv.DictReader(file)}
    kept = [row for row in rows if row["text_id_kaggle"] in given]
    columns = [name for name in next(iter(given.values())) if name != "text_id_kaggle"]
    return {n: np.array([float(given[r["text_id_kaggle"]][n]) for r in kept]) for n in columns}, kept


def compare(
    rows: list[dict[str, str]], ratings: np.ndarray, predicted: np.ndarray
) -> Iterator[tuple[str, str, int, Measure]]:
    """Column, group, number of essays and DSM of every group that is large enough."""
    for column in GROUPS:
        told = np.array([row[column].strip() for row in rows])
        for group in sorted(set(told) - {""}):
            members = told == group
            if members.sum() >= FEWEST:
                yield (
                    column,
                    group,
                    int(members.sum()),
                    find_measure("dsm", group_difference(ratings, predicted, members), len(rows)),
                )


def show(rows: list[dict[str, str]], predictions: Mapping[str, np.ndarray]) -> None:
    logs = np.log([float(row["num_words"]) for row in rows])
    for rating, predicted in predictions.items():
        ratings = np.array([float(row[rating]) for row in rows])
        r = find_value(pearson(ratings, predicted), len(rows))
        spread = (predicted - predicted.mean()) / predicted.std() * ratings.std() + ratings.mean()
        agreed = find_value(kappa(ratings, spread), len(rows))
        print(f"\n{rating}: {len(rows)} essays, r {r:.2f}, kappa {agreed:.2f} once mean and spread are the raters'")
        print(f"  {'group':<42} {'essays':>6} {'DSM':>6}  95 % interval    limit             length alone")
        alone = {(c, g): dsm for c, g, _, dsm in compare(rows, ratings, logs)}
        for column, group, essays, dsm in compare(rows, ratings, predicted):
            low, high = dsm.interval or (np.nan, np.nan)
            flag = f"{'beyond' if dsm.flag else 'within'}{' (chance?)' if dsm.flag and low <= 0 <= high else ''}"
            name, by_length = f"{column}: {group}", alone[column, group].value
            interval = f"{low:>5.2f} to {high:>5.2f}"
            print(f"  {name:<42} {essays:>6} {dsm.value:>6.2f}  {interval}   {flag:<17} {by_length:>6.2f}")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--predictions", type=Path, help="a CSV of text_id_kaggle and one column a rating")
    arguments = parser.parse_args()
    path = find_essays()
    if path is None:
        print("skipped: GRADER_BENCH_DATA names no folder with ellipse/essays.csv")
        return
    rows = load_rows(path)
    if arguments.predictions:
        predictions, kept = read_predictions(arguments.predictions, rows)
        show(kept, predictions)
        return
    measured = Measured(rows)
    show(measured.rows, predict(measured))


if __name__ == "__main__":
    main()
