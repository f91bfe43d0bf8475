"""Refits the evidence engine and prints its figures: `make bench-evidence`, or with `--write` ships the new weights.

Every figure is cross-validated by essay: the essay that is scored (and its near copies) never took part in fitting, and
nothing is learned from the sets `APART`. The figures are those of score_evidence.py, which stands beside the labelled data.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import numpy as np
from sklearn.linear_model import LogisticRegression

from grader import __version__
from grader.evidence import coverage
from grader.evidence.coverage import Weights
from grader.evidence.features import FEATURES
from grader.evidence.second_look import RIVALRY, compare_sums
from grader.pipeline import grade
from grader.reports import render_passages
from tests.benchmarks.labelled import ROOT, Case, find_shared, load_sets

Sets = dict[str, tuple[Path, Path, list[Case]]]
APART = ("dustbowl",)  # sets from which nothing is learned, so that one tells of contests that were never met
STRENGTH = 0.3  # inverse of the penalty on coefficients
FOLDS = 8
MENTIONED = 0.6  # of the probability from which an item counts as used


def fit_pairs(looks: Iterable[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, float]:
    """Coefficients on the features as they are, and the intercept, from all pairs with a clear label.

    Args:
        looks: for every essay the features of its pairs, n × I × F, and their labels, n × I.
    """
    known = [(features.reshape(-1, features.shape[-1]), targets.reshape(-1)) for features, targets in looks]
    rows, marks = (np.concatenate(parts) for parts in zip(*known, strict=True))
    rows, marks = rows[marks >= 0], marks[marks >= 0]
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    model = LogisticRegression(C=STRENGTH, max_iter=5000, random_state=0).fit((rows - mean) / spread, marks)
    coefficients = model.coef_[0] / spread
    return coefficients, float(model.intercept_[0] - coefficients @ mean)


class Look(NamedTuple):
    """What the second look sees of an essay: the features of its pairs, n × I × F, with those of rivalry."""

    case: Case
    fold: int
    features: np.ndarray


def look_again(cases: list[Case]) -> list[Look]:
    """The essays as the second look sees them; the first one's sums come from fits that left the essay out."""
    groups, looks = sorted({c.group for c in cases}), []
    for fold in range(min(FOLDS, len(groups))):
        left_out = set(groups[fold::FOLDS])
        first, intercept = fit_pairs([(c.features, c.targets) for c in cases if c.group not in left_out])
        for case in (c for c in cases if c.group in left_out):
            rivalry = compare_sums(case.features @ first + intercept)
            looks.append(Look(case, fold, np.concatenate([case.features, rivalry], axis=-1)))
    return looks


def best_sums(looks: list[Look], coefficients: np.ndarray, intercept: float) -> list[tuple[float, bool]]:
    """For every item with a clear label the best sum over the essay's sentences, and whether it is used."""
    pairs = []
    for case, _, features in looks:
        best = (features @ coefficients + intercept).max(0)
        items = enumerate(case.contest.key.items)
        pairs += [(float(best[k]), i.id in case.used) for k, i in items if i.id not in case.neutral]
    return pairs


def fit(cases: list[Case]) -> Weights:
    """The whole combination; probabilities and thresholds come from essays left out of the second fit in turn."""
    looks, held = look_again(cases), []
    for fold in sorted({look.fold for look in looks}):
        second = fit_pairs([(look.features, look.case.targets) for look in looks if look.fold != fold])
        held += best_sums([look for look in looks if look.fold == fold], *second)
    sums, used = np.array([[s] for s, _ in held]), np.array([u for _, u in held])
    platt = LogisticRegression(C=1e3).fit(sums, used)
    slope, offset = float(platt.coef_[0][0]), float(platt.intercept_[0])
    chances = 1 / (1 + np.exp(-(slope * sums[:, 0] + offset)))
    marks = np.arange(0.3, 0.71, 0.02)
    best = max(marks, key=lambda m: round(2 * ((chances >= m) & used).sum() / ((chances >= m).sum() + used.sum()), 4))
    mark = round(float(best), 2)
    first = fit_pairs([(c.features, c.targets) for c in cases])
    second = fit_pairs([(look.features, look.case.targets) for look in looks])
    return Weights(*first, *second, slope, offset, used=mark, mentioned=round(mark * MENTIONED, 2))


def list_fitted(sets: Sets) -> list[Case]:
    """The essays that weights are learned from."""
    return [case for name, (_, _, cases) in sets.items() if name not in APART for case in cases]


def grade_held_out(name: str, sets: Sets, cache: dict[str, Weights], *, whole: bool = False) -> list[str]:
    """Reports of a set, each graded with weights fitted without its essay, or without the whole set."""
    everything = list_fitted({other: one for other, one in sets.items() if not (whole and other == name)})
    if whole or name in APART:
        cache = dict.fromkeys((case.group for case in sets[name][2]), fit(everything))
    lines = []
    for case in sets[name][2]:
        if case.group not in cache:
            cache[case.group] = fit([c for c in everything if c.group != case.group])
        with mock.patch.object(coverage, "shipped_weights", return_value=cache[case.group]):
            lines.append(grade(case.reading.essay, case.contest).to_json())
    return lines


def score(
    shared: Path, folder: Path, labels: Path, reports: Sequence[str], passages: str, options: Sequence[str]
) -> str:
    """What score_evidence.py says of some reports of a set."""
    with tempfile.TemporaryDirectory() as place:
        gold = Path(place) / "set"
        (gold / "gold").mkdir(parents=True)
        names = {json.loads(report)["essay"]["file"] for report in reports}
        for path in labels.glob("[0-9]*.json"):
            if json.loads(path.read_text(encoding="utf-8"))["essay"] in names:
                (gold / "gold" / path.name).symlink_to(path)
        home = folder if (folder / "evidence.json").is_file() else labels
        (gold / "evidence.json").symlink_to(home / "evidence.json")
        (Path(place) / "results.jsonl").write_text("\n".join(reports) + "\n", encoding="utf-8")
        (Path(place) / "passages.jsonl").write_text(passages, encoding="utf-8")
        command = [sys.executable, str(shared / "eval" / "score_evidence.py"), str(gold), f"{place}/results.jsonl"]
        command += ["--passages", f"{place}/passages.jsonl", *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def intervals(each: Sequence[dict[str, Any]]) -> list[str]:
    """95 % intervals of the main figures by drawing essays with replacement, 2,000 times."""
    draws = np.random.default_rng(0).integers(0, len(each), (2000, len(each)))
    lines = []
    for name in ("evidence", "located", "contradicted", "copying"):
        counts = np.array([[one[name][part] for part in ("tp", "fp", "fn")] for one in each], dtype=float)
        tp, fp, fn = counts[draws].sum(axis=1).T
        f1 = 2 * tp / np.maximum(2 * tp + fp + fn, 1)
        low, high = np.quantile(f1, [0.025, 0.975])
        lines.append(f"{name:16} F1 95 % interval {low:.2f} to {high:.2f}, {int(counts[:, [0, 2]].sum())} labels")
    return lines


def reliability(pairs: Sequence[tuple[float, bool]]) -> list[str]:
    """How often items of a strength were used: a calibrated strength of .7 is right seven times in ten."""
    strengths, used = np.array([p for p, _ in pairs]), np.array([u for _, u in pairs])
    lines = ["strength        mean   used      n"]
    for low in np.arange(0, 1, 0.1):
        chosen = (strengths >= low) & (strengths < low + 0.1 + 1e-9 * (low > 0.85))
        if chosen.any():
            mean, share = strengths[chosen].mean(), used[chosen].mean()
            lines.append(f"{low:.1f} to {low + 0.1:.1f}     {mean:.2f}   {share:.2f}  {chosen.sum():5}")
    lines.append(f"Brier score {float(((strengths - used) ** 2).mean()):.3f}")
    return lines


def strengths_of(case: Case, report: str) -> list[tuple[float, bool]]:
    """Strength of each item with a clear label, and whether it is used."""
    items = json.loads(report)["evidence"]["items"]
    return [(one["strength"], one["item"] in case.used) for one in items if one["item"] not in case.neutral]


def write(weights: Weights, cases: list[Case]) -> None:
    """Ships weights with their model card."""
    contests = sorted({c.contest.id for c in cases})
    data = {
        "card": {
            "what": "two logistic regressions on named features of essay sentences and evidence items; "
            "the second one knows the sums of the first",
            "learned_from": f"{len(cases)} labelled essays of the contests {', '.join(contests)}",
            "licence": "coefficients only, Apache-2.0; no text of the essays is contained",
            "limits": "English essays of 200 to 1,000 words; see README for figures",
            "grader": __version__,
            "command": "make bench-evidence ARGS=--write",
        },
        "first": {n: round(float(c), 4) for n, c in zip(FEATURES, weights.first, strict=True)},
        "first_intercept": round(weights.first_intercept, 4),
        "second": {n: round(float(c), 4) for n, c in zip(FEATURES + RIVALRY, weights.second, strict=True)},
        "second_intercept": round(weights.second_intercept, 4),
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
        pairs: list[tuple[float, bool]] = []
        for name, (folder, labels, cases) in sets.items():
            if args.only in (None, name):
                print(f"\n{name}: {len(cases)} essays, {'all' if args.unseen else 'each'} left out of the fit")
                reports = grade_held_out(name, sets, cache, whole=args.unseen)
                told = partial(score, shared, folder, labels, passages=render_passages(cases[0].contest))
                print(told(reports, options=["--misses", str(args.misses)]))
                print("\n".join(intervals([json.loads(told([report], options=["--json"])) for report in reports])))
                pairs += [
                    pair for case, report in zip(cases, reports, strict=True) for pair in strengths_of(case, report)
                ]
        if pairs:
            print("\nStrengths of evidence items, each essay left out of the fit\n" + "\n".join(reliability(pairs)))
    if args.write:
        write(fit(list_fitted(sets)), list_fitted(sets))


if __name__ == "__main__":
    main()
