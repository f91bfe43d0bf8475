"""What `grader evaluate` compares: hand scores, the run, and what must be left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader import __version__
from grader.contest import load_contest
from grader.errors import InvalidConfig
from grader.intake import take_in
from grader.model import Contest
from grader.report import GraderInfo, Hashed
from grader.scoring.comparison import compare_column
from grader.scoring.evaluation import Evaluation, LeftOut
from grader.scoring.hand_scores import HandScores, read_hand_scores
from grader.scoring.run_scores import Advice, find_learned, read_run
from grader.scoring.scale import find_scales

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
    scores = read_hand_scores(scores_file, contest.rubric, {a.essay: a.file for a in run} | _name_essays(home, contest))
    left_out = find_learned(run, {})
    known = {one.essay for one in run}
    missing = tuple(row.essay for row in scores.rows if row.essay not in known)
    left_out |= dict.fromkeys(missing, _NO_REPORT)
    evaluation = _compare(contest, scores, run, left_out)
    if not evaluation.columns:
        cause = "fewer than two essays have a hand score and a suggestion that can be compared"
        reasons = sorted({one.reason for one in evaluation.left_out})
        remedy = f"Left out: {'; '.join(reasons)}" if reasons else "Score more essays by hand"
        raise InvalidConfig(str(scores_file), cause, remedy)
    return Found(evaluation, contest, missing)


def _name_essays(home: Path, contest: Contest) -> dict[str, str]:
    """File names, as they were handed in, by id of the essays in the contest's folder; a run may have graded others."""
    if not (home / "essays").is_dir():
        return {}
    intake = take_in((), home / "essays", is_blind=contest.rules.blind)
    originals = {student.essay_id: student.original_file for student in intake.students}
    return {task.essay_id: originals.get(task.essay_id, task.file) for task in intake.tasks}


def _compare(contest: Contest, scores: HandScores, run: list[Advice], left_out: Mapping[str, str]) -> Evaluation:
    suggested = {one.essay: one.suggestions for one in run if one.essay not in left_out}
    scales = find_scales(contest.rubric)
    columns = [compare_column(scales[name], scores, suggested) for name in scores.columns]
    scored = {row.essay for row in scores.rows}
    return Evaluation(
        grader=GraderInfo(version=__version__),
        contest=Hashed(id=contest.id, hash=contest.hash),
        rubric=Hashed(id=contest.rubric.id, hash=contest.rubric.hash),
        model=next((one.model for one in run if one.model), None),
        how="run",
        left_out=[LeftOut(essay=n, reason=left_out[n]) for n in sorted(left_out) if n in scored],
        columns=[column for column in columns if column],
    )
