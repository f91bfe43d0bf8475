"""Essays as they come in, whose they are, and how far the work on them is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from api.store.blobs import keep_blob
from api.store.tables import Batch, Contest, ContestVersion, Essay, Student, User, read_clock
from grader.errors import UnreadableFile
from grader.found_files import open_file
from grader.intake import Intake, Task
from grader.intake import Student as Handed

_LONGEST_NAME = 200
_RECENT = timedelta(minutes=1)


def add_batch(session: Session, contest: Contest, version: ContestVersion, intake: Intake) -> Batch:
    """Essays that came in together, none of them to be graded before `confirm`.

    Args:
        session: the transaction.
        contest: what they were written for.
        version: the version that they will be graded with.
        intake: from `take_in(…, is_blind=True)`, so that every essay has a code and a student.
    """
    batch = Batch(contest=contest, version=version, until=0, left_out=list(intake.left_out))
    session.add(batch)
    before = find_highest(session, contest)
    for position, (task, handed) in enumerate(zip(intake.tasks, intake.students, strict=True), 1):
        essay = _make_essay(session, task, code=f"essay-{before + position:03}")
        essay.contest_id, essay.batch, essay.position = contest.id, batch, position
        essay.student = _make_student(handed, task)
        session.add(essay)
    session.flush()
    return batch


def find_highest(session: Session, contest: Contest) -> int:
    """The highest number of a contest's codes; erased essays leave gaps, so that counting would not do."""
    codes = session.scalars(select(Essay.code).where(Essay.contest_id == contest.id))
    return max((int(number) for code in codes if (number := code.rpartition("-")[2]).isdecimal()), default=0)


def _make_essay(session: Session, task: Task, code: str) -> Essay:
    """An essay with its content; one that cannot be opened has failed before anybody tried to grade it."""
    file = task.file.replace(task.essay_id, code, 1)
    try:
        content = open_file(Path(task.path), task.member, file)
    except UnreadableFile as error:
        failed = {"state": "failed", "reason": error.cause, "remedy": error.remedy}
        return Essay(code=code, file=file, kind=task.kind, blob_hash=keep_blob(session, b""), **failed)
    return Essay(code=code, file=file, kind=task.kind, blob_hash=keep_blob(session, content))


def _make_student(handed: Handed, task: Task) -> Student:
    told = handed.submission
    return Student(
        name=told.name,
        lms_id=told.lms_id,
        lms_user=told.lms_user,
        platform=told.platform,
        original_file=handed.original_file,
        handed_in=told.handed_in,
        is_late=told.is_late,
        hints=list(task.hints),
    )


def find_batch(session: Session, user: User, batch_id: str) -> Batch | None:
    """A batch of a contest of this user; none for everybody else."""
    return session.scalars(
        select(Batch)
        .join(Contest, Batch.contest_id == Contest.id)
        .where(Batch.id == batch_id, Contest.user_id == user.id)
    ).one_or_none()


def find_essay(session: Session, user: User, essay_id: str) -> Essay | None:
    """An essay of a contest of this user; none for everybody else."""
    return session.scalars(
        select(Essay)
        .join(Contest, Essay.contest_id == Contest.id)
        .where(Essay.id == essay_id, Contest.user_id == user.id)
    ).one_or_none()


def list_essays(session: Session, batch: Batch) -> Sequence[Essay]:
    """The essays of a batch in their order, with their students."""
    return session.scalars(
        select(Essay).where(Essay.batch_id == batch.id).order_by(Essay.position).options(joinedload(Essay.student))
    ).all()


def list_failed(session: Session, batch: Batch) -> Sequence[Essay]:
    """The essays of a batch that could not be graded, in their order."""
    failed = select(Essay).where(Essay.batch_id == batch.id, Essay.state == "failed")
    return session.scalars(failed.order_by(Essay.position)).all()


def confirm(session: Session, batch: Batch, names: Mapping[str, str], *, first: int | None = None) -> None:
    """Keeps the names that a person confirmed, by essay id, and lets grading begin: of the first few, or of all."""
    for essay in list_essays(session, batch):
        name = " ".join(names.get(essay.id, essay.student.name).split())[:_LONGEST_NAME]
        if name != essay.student.name:
            essay.student.name = name
            essay.student.hints = list(dict.fromkeys([name, *essay.student.hints])) if name else essay.student.hints
    batch.confirmed_at = read_clock()
    batch.until = first


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is. `rate` is in essays a second over the last minute, `seconds_left` none while it is unknown."""

    total: int
    graded: int
    failed: int
    running: int
    wanted: int
    rate: float
    seconds_left: int | None

    @property
    def done(self) -> int:
        """Essays on which no more work is to be done."""
        return self.graded + self.failed

    @property
    def is_over(self) -> bool:
        """Whether nothing is under way or waiting to be."""
        return self.done >= self.wanted and not self.running


def measure_progress(session: Session, batch: Batch) -> Progress:
    """Counts a batch's essays, and how quickly they get done."""
    counted = session.execute(
        select(Essay.state, func.count()).where(Essay.batch_id == batch.id).group_by(Essay.state)
    ).all()
    counts: dict[str, int] = {row[0]: row[1] for row in counted}
    total = sum(counts.values())
    done = counts.get("graded", 0) + counts.get("failed", 0)
    wanted = total if batch.until is None else max(done, min(total, batch.until))
    rate = _measure_rate(session, batch)
    left = round((wanted - done) / rate) if rate else None
    return Progress(
        total, counts.get("graded", 0), counts.get("failed", 0), counts.get("running", 0), wanted, rate, left
    )


def _measure_rate(session: Session, batch: Batch) -> float:
    now = read_clock()
    since = max(now - _RECENT, batch.confirmed_at or now)
    recent = session.scalar(select(func.count()).where(Essay.batch_id == batch.id, Essay.finished_at >= since)) or 0
    seconds = (now - since).total_seconds()
    return recent / seconds if recent and seconds > 0 else 0.0
