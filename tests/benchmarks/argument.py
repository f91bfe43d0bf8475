"""Thesis and claim finding on labelled student essays: `make bench-argument`, or with `--write` ships new coefficients.

Data: the essays of Stab and Gurevych (2017) with MajorClaim, Claim and Premise spans, not part of the project. They are split
by the hash of their ids: the coefficients of `positions.json` are fitted on one half, and the figures are those of the other.
The texts have no paragraphs, and their title runs into the first sentence; a sentence counts as a MajorClaim when it overlaps
one. The essays' prompts are not in the data: the words of the first sentence, with the title, stand for them.
"""

import argparse
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from threadpoolctl import threadpool_limits

from grader.checks.thesis import rank_candidates
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.positions import FEATURES, measure_sentences
from grader.model import Essay, Part
from grader.text.argument import gives_reason, judges
from grader.text.reading import Reading

ROOT = Path(__file__).resolve().parents[2]
REQUIRED, AIM = 0.75, 0.85
CANDIDATES = 2
STRENGTH = 0.3  # inverse of the penalty on coefficients
DATE = "2026-11-22"
CARD = {
    "what": "logistic regression on named features: does a sentence state the writer's position?",
    "data": "argument annotated essays, version 2 (Stab and Gurevych 2017), for research: half of the essays, by hash of id",
    "licence": "coefficients only, Apache-2.0; no text and no words of the essays are contained",
    "limits": "persuasive essays of about 15 sentences in English without paragraphs; places in paragraphs are carried over",
    "date": DATE,
    "command": "make bench-argument ARGS=--write",
}


def find_essays() -> Path | None:
    """The file of labelled essays; None where it is absent."""
    path = Path(os.environ.get("GRADER_BENCH_DATA") or "") / "aae2" / "essays.jsonl"
    return path if os.environ.get("GRADER_BENCH_DATA") and path.is_file() else None


class Labelled:
    """One essay with the words that stand for its prompt, and the kinds of claims that each sentence overlaps."""

    def __init__(self, row: dict[str, Any]) -> None:
        text = row["text"]
        self.is_for_tuning = int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2 == 0
        self.reading = Reading(Essay(row["id"], "essay.txt", text, (Part("body", (0, len(text))),)))
        self.known = [word.stem for word in self.reading.words]
        first = self.reading.sentences[0]
        self.asked = frozenset(self.known[first.first : first.last]) - STOP_STEMS
        self.kinds = [self.kinds_in(row["components"], s.span) for s in self.reading.sentences]

    @staticmethod
    def kinds_in(components: list[dict[str, Any]], span: tuple[int, int]) -> set[str]:
        return {c["type"] for c in components if c["start"] < span[1] and span[0] < c["end"]}

    def asked_when(self, *, is_known: bool) -> frozenset[str]:
        return self.asked if is_known else frozenset()

    def is_found(self, *, is_known: bool) -> bool:
        """Whether one of the first two candidates overlaps a MajorClaim."""
        ranked = rank_candidates(self.reading, self.known, self.asked_when(is_known=is_known))
        return any("MajorClaim" in self.kinds[number] for number, _ in ranked[:CANDIDATES])


def fit(essays: list[Labelled]) -> dict[str, Any]:
    """The model as `positions.json` holds it; each essay is seen with and without its prompt's words."""
    rows, marks = [], []
    for essay in essays:
        for is_known in (True, False):
            measured = measure_sentences(essay.reading, essay.known, essay.asked_when(is_known=is_known))
            rows += [[features[name] for name in FEATURES] for features in measured]
            marks += ["MajorClaim" in kinds for kinds in essay.kinds]
    model = LogisticRegression(C=STRENGTH, max_iter=5_000, random_state=0).fit(np.array(rows), np.array(marks))
    weights = {name: round(float(weight), 3) for name, weight in zip(FEATURES, model.coef_[0], strict=True)}
    return {"intercept": round(float(model.intercept_[0]), 3), "coefficients": weights}


def share_found(essays: list[Labelled], *, is_known: bool) -> float:
    return sum(essay.is_found(is_known=is_known) for essay in essays) / len(essays)


def print_thesis(essays: list[Labelled]) -> None:
    print(f"a MajorClaim among the first {CANDIDATES} candidates of checks.thesis")
    for name, is_for_tuning in (("tuning half", True), ("reporting half", False)):
        half = [essay for essay in essays if essay.is_for_tuning == is_for_tuning]
        known, unknown = (share_found(half, is_known=is_known) for is_known in (True, False))
        print(f"  {name:<15} n {len(half)}  prompt words known {known:.3f}, unknown {unknown:.3f}")
        if not is_for_tuning:
            worst = min(known, unknown)
            stands = "within" if worst >= AIM else "below the aim" if worst >= REQUIRED else "BELOW"
            error = (worst * (1 - worst) / len(half)) ** 0.5
            print(f"  {'':<15} required {REQUIRED}, aim {AIM}: {stands} (standard error {error:.3f})")


def print_claims(essays: list[Labelled]) -> None:
    """How well what `explanation` and `thesis` look at tells claims from premises and the rest."""
    half = [essay for essay in essays if not essay.is_for_tuning]
    marks, odds, cues = [], [], []
    for essay in half:
        ranked = dict(rank_candidates(essay.reading, essay.known, essay.asked))
        text = essay.reading.text
        for number, sentence in enumerate(essay.reading.sentences):
            marks.append(bool(essay.kinds[number] & {"Claim", "MajorClaim"}))
            odds.append(ranked[number])
            cues.append(gives_reason(text, sentence.span) + judges(text, sentence.span))
    always = f1_score(marks, [True] * len(marks))
    print(
        f"\nsentences with a Claim or MajorClaim against all others, reporting half: {np.mean(marks):.2f} of {len(marks)}"
    )
    print(f"  log-odds of a position: AUC {roc_auc_score(marks, odds):.3f}")
    plain = f1_score(marks, np.array(cues) > 0)
    print(f"  words of reasoning and judgement: AUC {roc_auc_score(marks, cues):.3f}, F1 {plain:.3f}")
    print(f"  F1 of calling every sentence a claim: {always:.3f}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="ship coefficients fitted on the tuning half")
    asked = options.parse_args()
    path = find_essays()
    if path is None:
        print("skipped: set GRADER_BENCH_DATA to the folder of the labelled essays")
        return
    threadpool_limits(1)
    essays = [Labelled(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    if asked.write:
        tuning = [essay for essay in essays if essay.is_for_tuning]
        data = {"card": CARD | {"essays": len(tuning)}} | fit(tuning)
        target = ROOT / "grader" / "evidence" / "positions.json"
        target.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8", newline="\n")
    print_thesis(essays)
    print_claims(essays)


if __name__ == "__main__":
    main()
