"""What `grader evaluate` compares: hand scores, the run, and what must be left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.contest import load_contest
from grader.errors import InvalidConfig
from grader.intake import take_in
from grader.model import Contest
from grader.scoring.comparison import compare_scores
from grader.scoring.evaluation import Evaluation
from grader.scoring.hand_scores import read_hand_scores
from grader.scoring.run_scores import Advice, find_learned, read_run

_NO_REPORT = "it has no report in the results"


@dataclass(frozen=True, slots=True)
class Found:
    """An evaluation, the contest it is of, and ids of essays that have hand scores but no report."""

    evaluation: Evaluation
    contest: Contest
    missing: tuple[str, ...]


def evaluate_run(folder: Path, scores_file: Path, results: Path) -> Found:
    """Compares a run with hand scores.

    Raises:
        InvalidConfig: contest, hand scores or results cannot be used, or nothing is left to compare.
    """
    contest = load_contest(folder)
    run = read_run(results, contest)
    home = folder.parent if folder.suffix == ".toml" else folder
    scores = read_hand_scores(scores_file, contest.rubric, _name_essays(home, contest, run))
    suggested = {one.essay: one.suggestions for one in run}
    missing = tuple(row.essay for row in scores.rows if row.essay not in suggested)
    left_out = find_learned(run, {}) | dict.fromkeys(missing, _NO_REPORT)
    model = next((one.model for one in run if one.model), None)
    evaluation = compare_scores(contest, scores, suggested, left_out, model=model)
    if not evaluation.columns:
        cause = "fewer than two essays have a hand score and a suggestion that can be compared"
        reasons = sorted({one.reason for one in evaluation.left_out})
        remedy = f"Left out: {'; '.join(reasons)}" if reasons else "Score more essays by hand"
        raise InvalidConfig(str(scores_file), cause, remedy)
    return Found(evaluation, contest, missing)


def _name_essays(home: Path, contest: Contest, run: Sequence[Advice]) -> dict[str, str]:
    """File names by id of the essays of a run, and of others in the contest's folder; as handed in where ids are codes."""
    graded = {one.essay: one.file for one in run}
    try:
        intake = take_in((), home / "essays", is_blind=contest.rules.blind)
    except InvalidConfig:  # a run may have graded essays that lie elsewhere
        return graded
    files = {task.essay_id: task.file for task in intake.tasks}
    return files | graded | {student.essay_id: student.original_file for student in intake.students}
