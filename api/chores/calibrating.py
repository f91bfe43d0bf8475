"""Learning a teacher's standard from levels that were committed before the suggestions were seen."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.agreement import add_totals, compare
from api.chores.errand import Errand, Outcome
from api.reading import load_version
from api.sealing import was_shown
from api.store.audit import note
from api.store.blobs import drop_unused_blobs, read_blob
from api.store.contests import derive_version, unpack_version
from api.store.decisions import read_hand_points
from api.store.models import MODEL_FILE, keep_measures, keep_model, list_models, read_measures
from api.store.queue import grade_again
from api.store.rows import read_told_of_contest
from api.store.tables import Contest, ContestVersion, Essay, User
from grader.cli.measuring import measure_task
from grader.errors import UnreadableFile
from grader.intake import Task
from grader.model import Contest as Loaded
from grader.scoring.calibration import Lesson, Model, cross_validate, learn, prepare
from grader.scoring.hand_scores import TOTAL
from grader.scoring.measured import Measured
from grader.scoring.model_file import dump_model, identify
from grader.scoring.proposal import propose

_TO_SCORE = 20
_FEWEST_TESTED = 10


@dataclass(frozen=True, slots=True)
class Class:
    """The essays of a contest as learning sees them; `ids` by their codes."""

    contest: Loaded
    version_id: str
    lesson: Lesson
    points: Mapping[str, Mapping[str, float]]
    ids: dict[str, str]


def calibrate(errand: Errand) -> Outcome:
    """Says which essays to score, how well learning from those scored so far agrees, and how ranges would change."""
    known = _read_class(errand)
    scored = len(known.lesson.scored)
    proposals = propose(known.lesson, max(_TO_SCORE - scored, 0), _find_seen(errand, known.ids))
    model = learn(known.lesson, known.contest.id)
    told: dict[str, Any] = {
        "scored": scored,
        "essays": len(known.ids),
        "proposals": [[known.ids[one.essay], one.why] for one in proposals],
        "agreement": [asdict(one) for one in _test(known)] if scored >= _FEWEST_TESTED else [],
        "can_learn": model is not None,
        "range_before": _measure_ranges(errand),
        "range_after": _measure_learned_ranges(model, known.lesson) if model else None,
    }
    return Outcome(told)


def apply(errand: Errand) -> Outcome:
    """Learns, makes the version that holds the model, and grades all essays again with it."""
    return _learn(errand, grades_again=True)


def relearn(errand: Errand) -> Outcome:
    """Learns again without the essays that were erased; reports stay as they are."""
    with errand.database.reading() as session:
        for model in list_models(session, errand.contest_id):
            if model.is_stale:
                (errand.settings.data / "contests" / model.version_id / MODEL_FILE).unlink(missing_ok=True)
    return _learn(errand, grades_again=False)


def _learn(errand: Errand, *, grades_again: bool) -> Outcome:
    known = _read_class(errand)
    model = learn(known.lesson, known.contest.id)
    content = dump_model(model) if model else b""
    told = {"learned": len(model.learned) if model else 0, "hash": identify(model) if model else ""}

    def keep(session: Session) -> None:
        contest = session.get_one(Contest, errand.contest_id)
        version = _add_version(session, contest, content)
        if model:
            learned = [(known.ids[code], digest) for code, digest in model.learned]
            keep_model(session, version, identify(model), learned, {"agreement": model.agreement})
        if grades_again and model:
            for batch in contest.batches:
                grade_again(session, batch, version)
        drop_unused_blobs(session)
        note(session, errand.user_id, "contest.learn", contest.id, **told)

    return Outcome(told, keep)


def _add_version(session: Session, contest: Contest, content: bytes) -> ContestVersion:
    """The newest version with this model, or without one."""
    old = contest.versions[-1]
    changed = {MODEL_FILE: content or None}
    return derive_version(session, contest, old, changed, old.hash, is_blind=old.is_blind, facts=old.facts)


def _read_class(errand: Errand) -> Class:
    """Measures every graded essay that was not measured yet, and puts the hand scores beside them."""
    with errand.database.reading() as session:
        contest = session.get_one(Contest, errand.contest_id)
        version = contest.versions[-1]
        loaded = load_version(session, version, errand.settings)
        folder = unpack_version(session, version, errand.settings.data / "contests")
        measured = read_measures(session, contest.id, loaded.hash)
        given = read_hand_points(session, contest.id)
        essays = _list_graded(session, contest.id)
    for essay_id, task, blob in essays:
        if essay_id not in measured:
            found = _measure(errand, task, blob, folder, loaded)
            if found:
                measured[essay_id] = found
                with errand.database.transaction() as session:
                    if session.get(Essay, essay_id):
                        keep_measures(session, essay_id, loaded.hash, found)
    codes = {essay_id: task.essay_id for essay_id, task, _ in essays}
    named = {codes[essay_id]: points for essay_id, points in given.items() if essay_id in codes}
    points = add_totals(named, loaded.rubric)
    lesson = prepare([measured[name] for name in codes if name in measured], points, loaded.rubric)
    return Class(loaded, version.id, lesson, points, {code: essay_id for essay_id, code in codes.items()})


def _list_graded(session: Session, contest_id: str) -> Sequence[tuple[str, Task, str]]:
    chosen = select(Essay).where(Essay.contest_id == contest_id, Essay.state == "graded").order_by(Essay.code)
    return [
        (essay.id, Task(essay.code, essay.file, "", kind=cast("Any", essay.kind)), essay.blob_hash)
        for essay in session.scalars(chosen)
    ]


def _measure(errand: Errand, task: Task, blob: str, folder: Path, contest: Loaded) -> Measured | None:
    with tempfile.TemporaryDirectory(prefix="grader-") as scratch:
        path = Path(scratch) / task.file
        with errand.database.reading() as session:
            path.write_bytes(read_blob(session, blob))
        try:
            return measure_task(Task(task.essay_id, task.file, str(path), kind=task.kind), str(folder), contest.hash)
        except UnreadableFile:
            return None


def _test(known: Class) -> list[Any]:
    """Agreement of suggestions by models that never saw an essay's score."""
    unseen: dict[str, dict[str, float]] = {}
    for essay, columns in cross_validate(known.lesson).items():
        for column, suggestion in columns.items():
            unseen.setdefault(column, {})[essay] = suggestion.points
    return list(compare(known.points, unseen, known.contest.rubric))


def _find_seen(errand: Errand, ids: Mapping[str, str]) -> set[str]:
    """Codes of sealed essays whose suggestion the one who asks has seen before: their hand scores could not count."""
    with errand.database.reading() as session:
        user = session.get(User, errand.user_id)
        if user is None or not session.get_one(Contest, errand.contest_id).is_sealed:
            return set()
        return {code for code, name in ids.items() if was_shown(session, session.get_one(Essay, name), user)}


def _measure_ranges(errand: Errand) -> float | None:
    """How wide the likely ranges of suggested totals are now, on average, in points."""
    with errand.database.reading() as session:
        likely = [told["total"][2] for told in read_told_of_contest(session, errand.contest_id)]
    widths = [high - low for low, high in filter(None, likely)]
    return round(sum(widths) / len(widths), 2) if widths else None


def _measure_learned_ranges(model: Model, lesson: Lesson) -> float | None:
    """How wide they would be."""
    column = next((one for one in model.columns if one.column == TOTAL), None)
    if column is None:
        return None
    judged = model.judge([*lesson.scored, *lesson.unscored])[TOTAL]
    widths = [column.points[one.high] - column.points[one.low] for one in judged]
    return round(sum(widths) / len(widths), 2)
