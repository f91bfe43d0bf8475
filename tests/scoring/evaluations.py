"""Evaluations of made-up essays."""

import numpy as np

from grader.model import Contest, Criterion, Level, Rubric
from grader.report import ModelInfo
from grader.scoring.comparison import Suggestion, compare_scores
from grader.scoring.evaluation import CurvePoint
from grader.scoring.hand_scores import HandScore, HandScores
from tests.scoring.ratings import GROUPS, LEVELS, draw_ratings

NAMES = ("Beginning", "Emerging", "Developing", "Proficient", "Strong", "Exemplary")
RUBRIC = Rubric(
    "r",
    "R",
    tuple(
        Criterion(name, name.title(), "", (), tuple(map(Level, NAMES, LEVELS)), ()) for name in ("evidence", "style")
    ),
)
CONTEST = Contest("lighthouse", "The Lighthouse Contest", "Why?", RUBRIC, hash="sha256:0")
CURVE = tuple(
    CurvePoint(hand_scores=n, draws=20, qwk=q, interval=(q - s, q + s))
    for n, q, s in ((10, 0.52, 0.2), (20, 0.63, 0.12), (40, 0.71, 0.07))
)


def make_hand_scores(essays=80):
    """Both criteria and the total of the first essays of `draw_ratings`; the second rater gave all three."""
    ratings = draw_ratings()
    rows = []
    for k in range(essays):
        points = {"total": 2 * ratings.human[k], "evidence": ratings.human[k], "style": ratings.human[k]}
        has_second = not np.isnan(ratings.second[k])
        second = {"total": 2 * ratings.second[k], "evidence": ratings.second[k]} if has_second else {}
        rows.append(HandScore(f"e{k:02}", points, second, {"First language": GROUPS[k]}))
    return HandScores(tuple(rows), ("total", "evidence", "style"), ("First language",))


def make_suggestions(essays=80):
    """Suggestions by essay and column, with ranges meant to hold 80 and 90 of a hundred; the last lacks its total."""
    suggested = {}
    for k in range(essays):
        points = draw_ratings().system[k]
        near = {0.8: (max(1.0, points - 1), min(6.0, points + 1)), 0.9: (max(1.0, points - 2), min(6.0, points + 1))}
        wide = {share: (low * 2, high * 2) for share, (low, high) in near.items()}
        columns = {"evidence": Suggestion(points, near), "style": Suggestion(points)}
        total = {} if k == essays - 1 else {"total": Suggestion(2 * points, wide)}
        suggested[f"e{k:02}"] = {**columns, **total}
    return suggested


def make_evaluation(essays=80):
    scores, suggested = make_hand_scores(essays), make_suggestions(essays)
    return compare_scores(
        CONTEST,
        HandScores((*scores.rows, HandScore("e99", {"total": 2.0}, {}, {})), scores.columns, scores.groups),
        {**suggested, "e99": {"total": Suggestion(2.0)}},
        {"e99": "the model learned from it", "other": "nobody scored it"},
        "0.1.0",
        how="cross_validation",
        model=ModelInfo(id="sha256:2", trained_on=40),
        curves=dict.fromkeys(scores.columns, CURVE),
    )
