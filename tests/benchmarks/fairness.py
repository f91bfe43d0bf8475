"""Do scores treat groups of writers alike? `make bench-fairness` on ELLIPSE's groups.

The overall rating is predicted by the learner of `grader calibrate` (five folds), ratings of language by the models of checks
(ten folds, as in `make bench-language`), always for essays that took no part. They are compared with the raters' by
group: the difference of standardised means (DSM), RSMTool's limit of 0.10, and a 95 % interval of 2,000 draws. Length
alone stands beside each, since a score that follows length inherits how long groups write. ELLIPSE (Crossley et al. 2023;
CC BY-NC-SA 4.0) is not part of the project.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from grader.checks.check import Case
from grader.evidence.examination import examine
from grader.evidence.index import index_of
from grader.model import Criterion, Level, Rubric
from grader.scoring.agreement import Measure, find_measure
from grader.scoring.calibration import cross_validate as validate
from grader.scoring.calibration import prepare
from grader.scoring.hand_scores import TOTAL
from grader.scoring.measured import Measured as MeasuredEssay
from grader.scoring.measured import measure_essay
from grader.scoring.measures import group_difference, kappa, pearson
from grader.scoring.resampling import find_value
from grader.text.reading import Reading
from tests.benchmarks.language import TARGETS, Measured, cross_validate, find_essays, load_rows, read_row
from tests.benchmarks.scores_data import make_contest

GROUPS = ("gender", "grade", "race_ethnicity", "SES")
FEWEST = 20
LEVELS = tuple(Level(f"{half / 2:g}", half / 2) for half in range(2, 11))
RUBRIC = Rubric("ellipse", "Ratings", (Criterion("overall", "Overall", "", (), LEVELS, ()),))


def learn_overall(measured: Measured) -> np.ndarray:
    """The overall rating by the learner of `grader calibrate`, cross-validated; all essays are taken for one class."""
    ratings = dict(zip((row["text_id_kaggle"] for row in measured.rows), measured.ratings("Overall"), strict=True))
    lesson = prepare([measure_rated(row) for row in measured.rows], {TOTAL: ratings}, RUBRIC)
    found = validate(lesson)
    return np.array([found[essay][TOTAL].points for essay in ratings])


def measure_rated(row: dict[str, str]) -> MeasuredEssay:
    contest = make_contest("", "")
    reading = Reading(read_row(row), index_of(contest).known_names)
    return measure_essay(Case(reading, contest, examine(reading, contest)))


def predict(measured: Measured) -> dict[str, np.ndarray]:
    """Predictions by the rating that they are compared with."""
    values = {column: cross_validate(group, measured) for group, columns in TARGETS.items() for column in columns}
    return {"Overall": learn_overall(measured), **values}


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
    path = find_essays()
    if path is None:
        print("skipped: GRADER_BENCH_DATA names no folder with ellipse/essays.csv")
        return
    measured = Measured(load_rows(path))
    show(measured.rows, predict(measured))


if __name__ == "__main__":
    main()
