"""Which evidence features go with teachers' scores of school essays from sources: `make bench-students`.

Needs GRADER_BENCH_DATA (asap1, asap2). For every prompt with a source, a random sample of essays is examined with the key
that the grader's own outline drafts from the source, and each feature is correlated with the score: Spearman's rho with
a 95 % bootstrap interval, and the same with length held constant (partial rank correlation). `all` is the mean of the
prompts. Drafted keys hold points that nobody asked for, so that `used` says less here than with a teacher's key.
`ARGS=--differences` prints every difference that is shown in the same essays instead, to be read by eye.
"""

import argparse
import csv
import os
import tempfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.stats import rankdata

from grader.contest import load_contest
from grader.documents import read_essay
from grader.evidence.examination import examine
from grader.evidence.index import index_of
from grader.evidence.outline import draft_items
from grader.model import Contest, EvidenceKey
from grader.text.reading import Reading

FEATURES = ("words", "used", "strength", "carrying", "exact", "copied", "contradicted")
ARTICLES = {"cowboy": "IN5", "mars": "IN6", "facial": "IN1", "car-free": "FL2"}
DRAWS = 1000


class Prompt(NamedTuple):
    """A task with its source and its scored essays."""

    source: str
    question: str
    essays: list[tuple[str, float]]


def load_prompts(folder: Path) -> dict[str, Prompt]:
    """The prompts of both corpora that have a source."""
    csv.field_size_limit(1 << 24)
    essays: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for corpus, name, score, text in (
        ("asap1", "essay_set", "domain1_score", "essay"),
        ("asap2", "prompt_name", "score", "full_text"),
    ):
        with (folder / corpus / "essays.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                essays[row[name]].append((row[text], float(row[score])))
    found = {}
    for number in ("3", "4"):
        place = folder / "asap1" / "prompts"
        source = (place / f"set{number}_source.txt").read_text(encoding="utf-8").replace("\n", "\n\n")
        question = (place / f"set{number}_prompt.txt").read_text(encoding="utf-8")
        found[f"asap1/{number}"] = Prompt(source, question, essays[number])
    for name in sorted(essays):
        for word, mark in ARTICLES.items():
            if word in name.lower():
                (task,) = (folder / "asap2" / "sources").glob(f"{mark}_*.task.txt")
                source = task.with_name(task.name.replace(".task.txt", ".txt")).read_text(encoding="utf-8")
                found[f"asap2/{mark}"] = Prompt(source, task.read_text(encoding="utf-8"), essays[name])
    return found


def make_contest(prompt: Prompt) -> Contest:
    """A contest around a prompt, with the key that the outline drafts."""
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "source.txt").write_text(prompt.source, encoding="utf-8")
        lines = ['id = "students"', 'title = "Students"', 'prompt = "?"', 'rubric = "source-based-history"']
        lines += ["[[source]]", 'id = "source"', 'file = "source.txt"', 'title = "Source"', 'kind = "article"']
        (Path(place) / "contest.toml").write_text("\n".join(lines), encoding="utf-8")
        contest = replace(load_contest(Path(place)), prompt=prompt.question)
    return replace(contest, key=EvidenceKey(draft_items(contest)))


def measure(text: str, contest: Contest) -> list[float]:
    """The features of an essay, in the order of `FEATURES`."""
    essay = read_essay(text.encode("utf-8", "surrogatepass"), "essay.txt", "essay")
    reading = Reading(essay, index_of(contest).known_names)
    found = examine(reading, contest)
    used = [item for item in found.evidence.items if item.use in ("quote", "paraphrase")]
    told = {span for item in used for span in item.spans}
    carrying = [segment for segment in reading.segments if segment.span in told]
    return [
        len(reading.words),
        len(used),
        float(np.mean([item.strength for item in found.evidence.items])),
        len(carrying) / max(1, len(reading.segments)),
        sum(q.verdict == "exact" for q in found.quotations),
        sum(run.words for run in found.copying) / max(1, len(reading.words)),
        sum(claim.verdict == "contradicted" for claim in found.claims),
    ]


def list_differences(text: str, contest: Contest) -> list[str]:
    """The differences that are shown in an essay, with the sentences they stand in."""
    essay = read_essay(text.encode("utf-8", "surrogatepass"), "essay.txt", "essay")
    found = examine(Reading(essay, index_of(contest).known_names), contest)
    return [
        f"  {claim.kind}: {claim.essay_value} / {claim.source_value}\n    {' '.join(essay.text[slice(*claim.span)].split())}"
        for claim in found.claims
        if claim.verdict == "contradicted"
    ]


def correlate(one: np.ndarray, other: np.ndarray, held: np.ndarray | None = None) -> float:
    """Spearman's rho, with ranks of `held` taken out of both when given; 0 for constant values."""
    ranks = [rankdata(values) for values in (one, other)]
    if held is not None:
        design = np.stack([np.ones(len(held)), rankdata(held)], axis=1)
        ranks = [values - design @ np.linalg.lstsq(design, values, rcond=None)[0] for values in ranks]
    if min(values.std() for values in ranks) < 1e-9:
        return 0.0
    return float(np.corrcoef(*ranks)[0, 1])


def describe(scores: np.ndarray, values: np.ndarray, held: np.ndarray | None) -> str:
    """A correlation with its bootstrap interval."""
    random = np.random.default_rng(0)
    draws = []
    for _ in range(DRAWS):
        rows = random.integers(0, len(scores), len(scores))
        draws.append(correlate(scores[rows], values[rows], None if held is None else held[rows]))
    low, high = np.quantile(draws, [0.025, 0.975])
    return f"{correlate(scores, values, held):+.2f} [{low:+.2f}, {high:+.2f}]"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--essays", type=int, default=150, help="how many essays of each prompt")
    options.add_argument("--differences", action="store_true", help="print the differences shown in them, to be read")
    args = options.parse_args()
    given = os.environ.get("GRADER_BENCH_DATA")
    if not given or not (Path(given) / "asap2" / "essays.csv").is_file():
        print("skipped: set GRADER_BENCH_DATA to a folder that holds asap1 and asap2")
        return
    plain: dict[str, list[float]] = defaultdict(list)
    partial: dict[str, list[float]] = defaultdict(list)
    for name, prompt in load_prompts(Path(given)).items():
        contest = make_contest(prompt)
        chosen = np.random.default_rng(0).permutation(len(prompt.essays))[: args.essays]
        if args.differences:
            told = [line for n in chosen for line in list_differences(prompt.essays[n][0], contest)]
            print(f"\n{name}: {len(told)} differences in {len(chosen)} essays", *told, sep="\n")
            continue
        rows = np.array([measure(prompt.essays[n][0], contest) for n in chosen])
        scores = np.array([prompt.essays[n][1] for n in chosen])
        print(f"\n{name}: n = {len(scores)}, {len(contest.key.items)} drafted items")
        for feature, values in zip(FEATURES, rows.T, strict=True):
            held = None if feature == "words" else rows[:, 0]
            plain[feature].append(correlate(scores, values))
            partial[feature].append(correlate(scores, values, held) if held is not None else 0.0)
            line = f"  {feature:<13} mean {values.mean():7.2f}   rho {describe(scores, values, None)}"
            print(line + (f"   length held {describe(scores, values, held)}" if held is not None else ""))
    if plain:
        print("\nall prompts, mean of rho, and with length held")
    for feature, values in plain.items():
        print(f"  {feature:<13} {np.mean(values):+.2f}   {np.mean(partial[feature]):+.2f}")


if __name__ == "__main__":
    main()
