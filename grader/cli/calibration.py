"""What `grader calibrate` does: measures the class, learns, and says how well that went."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.cli.class_lesson import ClassLesson, take_lesson
from grader.scoring.calibration import FEWEST_LEARNED, Model, cross_validate, learn
from grader.scoring.model_file import dump_model, identify
from grader.scoring.proposal import find_drawn, propose
from grader.scoring.scale import Scale, find_scales

_FEWEST_TESTED, _FEWEST_DRAWN = 10, 5
_WHY = {"telling": "tells most of the others", "chance": "drawn by chance: agreement is told on these"}


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What was learned.

    Attributes:
        taken: the class.
        model: none where there were too few hand scores.
        content: the model's file; empty without one.
        missing: ids of essays that have hand scores but could not be read.
    """

    taken: ClassLesson
    model: Model | None
    content: bytes
    missing: tuple[str, ...]


def calibrate(folder: Path, scores_file: Path | None, essays: Path | None = None) -> Calibrated:
    """Learns from hand scores.

    Raises:
        InvalidConfig: contest or hand scores cannot be used.
    """
    taken = take_lesson(folder, scores_file, essays)
    model = learn(taken.lesson, taken.contest.id)
    return Calibrated(taken, model, dump_model(model) if model else b"", taken.missing)


def describe(found: Calibrated, proposals: int) -> Iterator[str]:
    """What was learned, how well models agree that never saw an essay's score, and what to score next, for people."""
    lesson, model = found.taken.lesson, found.model
    if model is None:
        said = f"{len(lesson.scored)} hand scores are too few to learn from; {FEWEST_LEARNED} of a criterion are the fewest."
        yield f"{said} Until then the rubric’s own rule gives the scores."
    else:
        columns = ", ".join(column.column for column in model.columns)
        yield f"learned {columns} from {len(lesson.scored)} essays, with {len(lesson.unscored)} unscored ones beside them"
        if len(lesson.scored) < FEWEST_LEARNED:
            yield "With so few hand scores the total mostly tells what is usual for such essays, within the class."
        yield f"model {identify(model)}"
        yield from _tell_agreement(found.taken)
    if proposals:
        proposed = propose(lesson, proposals)
        yield "score next:" if proposed else "every essay has a hand score already"
        yield from (f"  {found.taken.files[one.essay]} ({_WHY[one.why]})" for one in proposed)


def _tell_agreement(taken: ClassLesson) -> Iterator[str]:
    """How suggestions for unseen essays compare with the hand scores of the first column."""
    column, scale = taken.scores.columns[0], find_scales(taken.contest.rubric)[taken.scores.columns[0]]
    given = taken.lesson.points[column]
    if len(given) < _FEWEST_TESTED:
        return
    suggested = cross_validate(taken.lesson)
    pairs = {name: (given[name], suggested[name][column].points) for name in given if column in suggested.get(name, {})}
    if not pairs:
        return
    yield f"{len(pairs)} essays, each scored by a model that never saw its score: {_count(scale, pairs.values())}"
    if taken.lesson.unscored:
        drawn = [pairs[name] for name in find_drawn(taken.lesson) if name in pairs]
        if len(drawn) < _FEWEST_DRAWN:
            yield "These may not be like the rest of the class; `--suggest` names some that chance draws."
        else:
            yield f"{len(drawn)} of them were drawn by chance and stand for the class: {_count(scale, drawn)}"
    yield "`grader evaluate` tells more. A person decides."


def _count(scale: Scale, pairs: Collection[tuple[float, float]]) -> str:
    told = [scale.compare(*pair) for pair in pairs]
    same, near, far = (told.count(what) for what in ("same", "one_apart", "further"))
    return f"{same} on the same level, {near} one apart, {far} further"
