"""Refits the evidence engine and prints its figures: `make bench-evidence`, or with `--write` ships the new weights.

Every figure is cross-validated by essay: the essay that is scored (and its near copies) never took part in fitting. The
figures are those of score_evidence.py, which stands beside the labelled data.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import mock

import numpy as np
from sklearn.linear_model import LogisticRegression

from grader import __version__
from grader.evidence import coverage
from grader.evidence.coverage import Weights
from grader.evidence.features import FEATURES
from grader.pipeline import grade
from grader.reports import render_passages
from tests.benchmarks.labelled import ROOT, Case, find_shared, load_sets

Sets = dict[str, tuple[Path, Path, list[Case]]]
STRENGTH = 0.3  # inverse of the penalty on coefficients
MENTIONED = 0.6  # of the probability from which an item counts as used


def stack(cases: list[Case]) -> tuple[np.ndarray, np.ndarray]:
    """All pairs of sentence and item with a clear label."""
    rows = np.concatenate([c.features.reshape(-1, len(FEATURES)) for c in cases])
    marks = np.concatenate([c.targets.reshape(-1) for c in cases])
    return rows[marks >= 0], marks[marks >= 0]


def fit_pairs(cases: list[Case]) -> tuple[np.ndarray, float]:
    """Coefficients on the features as they are, and the intercept."""
    rows, marks = stack(cases)
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    model = LogisticRegression(C=STRENGTH, max_iter=5000, random_state=0).fit((rows - mean) / spread, marks)
    coefficients = model.coef_[0] / spread
    return coefficients, float(model.intercept_[0] - coefficients @ mean)


def best_sums(cases: list[Case], coefficients: np.ndarray, intercept: float) -> list[tuple[float, bool]]:
    """For every item with a clear label the best sum over the essay's sentences, and whether it is used."""
    pairs = []
    for case in cases:
        sums = case.features @ coefficients + intercept
        for column, item in enumerate(case.contest.key.items):
            if item.id not in case.neutral:
                pairs.append((float(sums[:, column].max()), item.id in case.used))
    return pairs


def fit(cases: list[Case]) -> Weights:
    """The whole combination; probabilities and thresholds come from essays left out of the fit in turn."""
    groups = sorted({c.group for c in cases})
    folds = [set(groups[k::8]) for k in range(min(8, len(groups)))]
    held = []
    for fold in folds:
        coefficients, intercept = fit_pairs([c for c in cases if c.group not in fold])
        held += best_sums([c for c in cases if c.group in fold], coefficients, intercept)
    sums, used = np.array([[s] for s, _ in held]), np.array([u for _, u in held])
    platt = LogisticRegression(C=1e3).fit(sums, used)
    slope, offset = float(platt.coef_[0][0]), float(platt.intercept_[0])
    chances = 1 / (1 + np.exp(-(slope * sums[:, 0] + offset)))
    marks = np.arange(0.3, 0.71, 0.02)
    best = max(marks, key=lambda m: round(2 * ((chances >= m) & used).sum() / ((chances >= m).sum() + used.sum()), 4))
    coefficients, intercept = fit_pairs(cases)
    return Weights(coefficients, intercept, slope, offset, round(float(best), 2), round(float(best) * MENTIONED, 2))


def grade_held_out(name: str, sets: Sets, cache: dict[str, Weights], *, whole: bool = False) -> list[str]:
    """Reports of a set, each graded with weights fitted without its essay, or without the whole set."""
    everything = [c for other, (_, _, cases) in sets.items() for c in cases if not (whole and other == name)]
    if whole:
        cache = dict.fromkeys((case.group for case in sets[name][2]), fit(everything))
    lines = []
    for case in sets[name][2]:
        if case.group not in cache:
            cache[case.group] = fit([c for c in everything if c.group != case.group])
        with mock.patch.object(coverage, "shipped_weights", return_value=cache[case.group]):
            lines.append(grade(case.reading.essay, case.contest).to_json())
    return lines


def score(shared: Path, folder: Path, labels: Path, reports: list[str], passages: str, misses: int) -> str:
    """What score_evidence.py says of the reports."""
    with tempfile.TemporaryDirectory() as place:
        gold = Path(place) / "set"
        gold.mkdir()
        (gold / "gold").mkdir()
        for path in labels.glob("[0-9]*.json"):
            (gold / "gold" / path.name).symlink_to(path)
        home = folder if (folder / "evidence.json").is_file() else labels
        (gold / "evidence.json").symlink_to(home / "evidence.json")
        (Path(place) / "results.jsonl").write_text("\n".join(reports) + "\n", encoding="utf-8")
        (Path(place) / "passages.jsonl").write_text(passages, encoding="utf-8")
        command = [sys.executable, str(shared / "eval" / "score_evidence.py"), str(gold), f"{place}/results.jsonl"]
        command += ["--passages", f"{place}/passages.jsonl", "--misses", str(misses)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def write(weights: Weights, cases: list[Case]) -> None:
    """Ships weights with their model card."""
    contests = sorted({c.contest.id for c in cases})
    data = {
        "card": {
            "what": "logistic regression on named features of essay sentences and evidence items",
            "learned_from": f"{len(cases)} labelled essays of the contests {', '.join(contests)}",
            "licence": "coefficients only, Apache-2.0; no text of the essays is contained",
            "limits": "English essays of 200 to 1,000 words; see README for figures",
            "grader": __version__,
            "command": "make bench-evidence ARGS=--write",
        },
        "coefficients": {n: round(float(c), 4) for n, c in zip(FEATURES, weights.coefficients, strict=True)},
        "intercept": round(weights.intercept, 4),
        "slope": round(weights.slope, 4),
        "offset": round(weights.offset, 4),
        "used": weights.used,
        "mentioned": weights.mentioned,
    }
    path = ROOT / "grader" / "evidence" / "coverage.json"
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="ship weights fitted on everything")
    options.add_argument("--misses", type=int, default=0, help="print so many misses of each kind")
    options.add_argument("--only", help="measure this set alone")
    options.add_argument(
        "--unseen", action="store_true", help="leave the whole set out of the fit, not the essay alone"
    )
    args = options.parse_args()
    sets = load_sets()
    cache: dict[str, Weights] = {}
    shared = find_shared()
    if shared is None:
        print("skipped: set GRADER_BENCH_DATA to the folder of the labelled data")
    else:
        for name, (folder, labels, cases) in sets.items():
            if args.only in (None, name):
                print(f"\n{name}: {len(cases)} essays, {'all' if args.unseen else 'each'} left out of the fit")
                reports = grade_held_out(name, sets, cache, whole=args.unseen)
                print(score(shared, folder, labels, reports, render_passages(cases[0].contest), args.misses))
    if args.write:
        everything = [c for _, _, cases in sets.values() for c in cases]
        write(fit(everything), everything)


if __name__ == "__main__":
    main()
