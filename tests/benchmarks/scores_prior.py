"""The prior of `grader/scoring/models/prior.json`, learned from scored essays: coefficients of named features only."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import Ridge

from grader.scoring.features import FEATURES
from grader.scoring.prior import Prior, read_prior
from grader.scoring.standard import Standard, find_standard
from tests.benchmarks.scores_data import Corpus

PENALTY = 1500.0
DATE = "2026-11-27"
CARD = {
    "what": "ridge regression of scores on named features, both standardised within each task; no words are contained",
    "data": "ASAP 2012, prompts 1, 3, 4, 7 (The Hewlett Foundation); ASAP 2.0, part of four prompts (CC BY-NC-SA 4.0)",
    "licence": "coefficients, means and spreads only, Apache-2.0; no essay and no words of one are contained",
    "limits": "students of grades 6 to 12 writing in English on one of eight tasks, 50 to 1000 words; ranks essays within "
    "a class, and says little of where the class as a whole lies on a teacher's scale; a good part of it is length",
    "date": DATE,
    "command": "make bench-scores ARGS=--write",
}


def places_of(corpus: Corpus) -> np.ndarray:
    """Scores as places on the scale, in the middle of each step."""
    return (corpus.scores - corpus.low + 0.5) / (corpus.high - corpus.low + 1)


def rubric_of(corpus: Corpus) -> str:
    """The scale that an essay was scored on: the prompts of asap2 share one."""
    return "asap2" if corpus.name.startswith("asap2") else corpus.name


def learn_prior(
    corpora: Sequence[Corpus], measured: Mapping[str, np.ndarray], kept: np.ndarray | None = None
) -> dict[str, Any]:
    """The prior of some corpora as JSON holds it; `kept` marks the features that may be used (default: all)."""
    usual = (
        np.mean([measured[c.name].mean(0) for c in corpora], 0),
        np.mean([measured[c.name].std(0) for c in corpora], 0),
    )
    reference = Standard(usual[0], np.maximum(usual[1], 1e-6))
    rows = [find_standard(measured[c.name], reference).apply(measured[c.name]) for c in corpora]
    targets = [(c.scores - c.scores.mean()) / c.scores.std() for c in corpora]
    weights = [np.full(len(c.scores), len(c.scores) ** -0.5) for c in corpora]
    every, weight = np.vstack(rows), np.concatenate(weights)
    mask = np.ones(len(FEATURES), bool) if kept is None else kept
    ridge = Ridge(alpha=PENALTY, random_state=0).fit(every[:, mask], np.concatenate(targets), weight / weight.mean())
    coefficients = np.zeros(len(FEATURES))
    coefficients[mask] = ridge.coef_
    coefficients /= np.mean([(one @ coefficients).std() for one in rows])
    terms = {
        feature.name: {"coefficient": round(float(c), 5), "mean": round(float(m), 6), "spread": round(float(s), 6)}
        for feature, c, m, s in zip(FEATURES, coefficients, reference.mean, reference.spread, strict=True)
    }
    return {"card": dict(CARD), "scale": describe_scales(corpora), "features": terms}


def describe_scales(corpora: Sequence[Corpus]) -> dict[str, float]:
    """Where the mean of a class lies and how its scores spread, one vote for every scale that essays were scored on."""
    found = []
    for name in sorted({rubric_of(c) for c in corpora}):
        own = [c for c in corpora if rubric_of(c) == name]
        steps = own[0].high - own[0].low + 1
        found.append(
            (np.mean([places_of(c).mean() for c in own]), np.mean([places_of(c).std() for c in own]), 1 / steps)
        )
    places, spreads, inverse = np.array(found).T
    slope, level = np.polyfit(inverse, spreads, 1) if len(set(inverse)) > 1 else (0.0, spreads.mean())
    return {
        "place": round(float(places.mean()), 4),
        "spread": round(float(level), 4),
        "spread_by_step": round(float(slope), 4),
    }


def prior_without(corpus: Corpus, corpora: Sequence[Corpus], measured: Mapping[str, np.ndarray]) -> Prior:
    """A prior that knows nothing of one prompt: leave one prompt out."""
    return read_prior(learn_prior([c for c in corpora if c.name != corpus.name], measured))


def write_prior(corpora: Sequence[Corpus], measured: Mapping[str, np.ndarray], figures: Mapping[str, Any]) -> None:
    """Ships the prior of all corpora, with figures of priors that did not know the prompt they were measured on."""
    data = learn_prior(corpora, measured)
    data["card"] |= {"essays": sum(len(c.scores) for c in corpora), "leave_one_prompt_out": dict(figures)}
    path = Path(__file__).resolve().parents[2] / "grader" / "scoring" / "models" / "prior.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8", newline="\n")
