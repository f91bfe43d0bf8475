"""What `grader evaluate` compares: hand scores, the run, and what must be left out."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader import __version__
from grader.cli.class_lesson import find_home, take_lesson
from grader.contest import load_contest
from grader.errors import InvalidConfig
from grader.intake import take_in
from grader.model import Contest
from grader.scoring.calibration import FEWEST_LEARNED, FOLDS, Lesson, cross_validate, suggest_unseen
from grader.scoring.comparison import compare_scores
from grader.scoring.curves import draw_learning_curve
from grader.scoring.evaluation import CurvePoint, Evaluation
from grader.scoring.hand_scores import HandScores, read_hand_scores
from grader.scoring.model_file import load_model
from grader.scoring.run_scores import Advised, find_learned, read_run

MODEL_FILE = "model.skops"
_NO_REPORT = "it has no report in the results"
_CURVE_SIZES = (10, 20, 40, 80, 160, 320)
_CURVE_DRAWS = 10
_FEWEST_UNSEEN = math.ceil(FEWEST_LEARNED * FOLDS / (FOLDS - 1))  # so that enough are left when a fold is held out


@dataclass(frozen=True, slots=True)
class Found:
    """An evaluation, the contest it is of, and ids of essays that have hand scores but no report."""

    evaluation: Evaluation
    contest: Contest
    missing: tuple[str, ...]


def evaluate_run(folder: Path, scores_file: Path, results: Path, model_file: Path | None = None) -> Found:
    """Compares a run with hand scores.

    Args:
        folder: the contest's path.
        scores_file: the CSV of hand scores.
        results: the run's results.jsonl.
        model_file: the model that gave the scores, if any did; default: the contest's own.

    Raises:
        InvalidConfig: contest, hand scores or results cannot be used, or nothing is left to compare.
    """
    contest = load_contest(folder)
    run = read_run(results, contest)
    scores = read_hand_scores(scores_file, contest.rubric, _name_essays(find_home(folder), contest, run))
    suggested = {one.essay: one.suggestions for one in run}
    missing = tuple(row.essay for row in scores.rows if row.essay not in suggested)
    learned = _find_learned_from(folder, model_file) if any(one.model for one in run) else {}
    left_out = find_learned(run, learned) | dict.fromkeys(missing, _NO_REPORT)
    model = next((one.model for one in run if one.model), None)
    evaluation = compare_scores(contest, scores, suggested, left_out, __version__, model=model)
    _demand_columns(evaluation, scores_file)
    return Found(evaluation, contest, missing)


def evaluate_unseen(folder: Path, scores_file: Path, essays: Path | None = None) -> Found:
    """Compares hand scores with what models suggest that learned from the other essays' hand scores alone.

    Raises:
        InvalidConfig: contest or hand scores cannot be used, or there are too few to learn from.
    """
    taken = take_lesson(folder, scores_file, essays, _FEWEST_UNSEEN)
    contest, scores, lesson, missing = taken.contest, taken.scores, taken.lesson, taken.missing
    _demand_enough(scores, scores_file)
    evaluation = compare_scores(
        contest,
        scores,
        cross_validate(lesson),
        dict.fromkeys(missing, "it could not be read"),
        __version__,
        how="cross_validation",
        curves={scores.columns[0]: _draw_curve(lesson, scores.columns[0])},
    )
    _demand_columns(evaluation, scores_file)
    return Found(evaluation, contest, missing)


def _draw_curve(lesson: Lesson, column: str) -> list[CurvePoint]:
    """What so many hand scores of a column would have brought, on the essays that were not learned from."""
    alone = replace(lesson, points={column: lesson.points[column]})

    def learn(known: Sequence[str], asked: Sequence[str]) -> dict[str, float]:
        found = suggest_unseen(alone, frozenset(known), frozenset(asked))
        return {essay: given[column].points for essay, given in found.items()}

    read = {one.essay for one in lesson.scored}
    human = {essay: points for essay, points in lesson.points[column].items() if essay in read}
    return draw_learning_curve(human, learn, _CURVE_SIZES, _CURVE_DRAWS)


def _find_learned_from(folder: Path, model_file: Path | None) -> dict[str, frozenset[str]]:
    """Ids and hashes of the essays that a model learned from, by its id; nothing where the contest has no model."""
    path = model_file or find_home(folder) / MODEL_FILE
    if not model_file and not path.is_file():
        return {}
    stored = load_model(path)
    return {stored.id: frozenset(name for pair in stored.model.learned for name in pair)}


def _demand_enough(scores: HandScores, scores_file: Path) -> None:
    """Refuses hand scores that leave too few to learn from when a fifth of them is held out."""
    most = max(len(scores.points(column)) for column in scores.columns)
    if most < _FEWEST_UNSEEN:
        cause = f"{most} hand scores are too few to learn from some of them and to be tested on the others"
        remedy = f"Score at least {_FEWEST_UNSEEN}, or compare a run with --results"
        raise InvalidConfig(str(scores_file), cause, remedy)


def _demand_columns(evaluation: Evaluation, scores_file: Path) -> None:
    if not evaluation.columns:
        cause = "fewer than two essays have a hand score and a suggestion that can be compared"
        reasons = sorted({one.reason for one in evaluation.left_out})
        remedy = f"Left out: {'; '.join(reasons)}" if reasons else "Score more essays by hand"
        raise InvalidConfig(str(scores_file), cause, remedy)


def _name_essays(home: Path, contest: Contest, run: Sequence[Advised]) -> dict[str, str]:
    """File names by id of the essays of a run, and of others in the contest's folder; as handed in where ids are codes."""
    graded = {one.essay: one.file for one in run}
    try:
        intake = take_in((), home / "essays", is_blind=contest.rules.blind)
    except InvalidConfig:  # a run may have graded essays that lie elsewhere
        return graded
    files = {task.essay_id: task.file for task in intake.tasks}
    return files | graded | {student.essay_id: student.original_file for student in intake.students}
