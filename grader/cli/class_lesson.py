"""A class with its hand scores, read and measured: what `calibrate` and `evaluate` learn from."""

from dataclasses import dataclass
from pathlib import Path

from grader.cli.grading import open_contest
from grader.cli.measuring import measure_class
from grader.intake import take_in
from grader.model import Contest
from grader.scoring.calibration import Lesson, prepare
from grader.scoring.hand_scores import TOTAL, HandScores, read_hand_scores


@dataclass(frozen=True, slots=True)
class ClassLesson:
    """What there is to learn from.

    Attributes:
        contest, scores: as they were read.
        lesson: the essays that could be read, with their scores.
        files: file names of the essays by id, as they were handed in.
        missing: ids of essays that have hand scores but could not be read.
    """

    contest: Contest
    scores: HandScores
    lesson: Lesson
    files: dict[str, str]
    missing: tuple[str, ...]


def find_home(folder: Path) -> Path:
    """The folder of a contest that is named by its folder or its contest.toml."""
    return folder.parent if folder.suffix == ".toml" else folder


def take_lesson(folder: Path, scores_file: Path | None, essays: Path | None, fewest: int = 0) -> ClassLesson:
    """Reads contest and hand scores and measures every essay of the class.

    Args:
        folder: the contest.
        scores_file: its hand scores; none where nobody has scored an essay yet.
        essays: where the essays lie; default: in the contest's folder.
        fewest: hand scores that the fullest column must have, or nothing is measured and the lesson is empty.

    Raises:
        InvalidConfig: contest or hand scores cannot be used.
    """
    open_contest.cache_clear()
    contest = open_contest(str(folder))
    intake = take_in([essays] if essays else (), find_home(folder) / "essays", is_blind=contest.rules.blind)
    originals = {student.essay_id: student.original_file for student in intake.students}
    files = {task.essay_id: originals.get(task.essay_id, task.file) for task in intake.tasks}
    scores = read_hand_scores(scores_file, contest.rubric, files) if scores_file else HandScores((), (TOTAL,))
    points = {name: scores.points(name) for name in scores.columns}
    is_worth_it = max(len(column) for column in points.values()) >= fewest
    measured = measure_class(folder, contest, intake.tasks if is_worth_it else [])
    missing = tuple(row.essay for row in scores.rows if row.essay in measured.unread)
    return ClassLesson(contest, scores, prepare(measured.essays, points, contest.rubric), files, missing)
