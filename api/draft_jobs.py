"""What a worker does with drafts: they come before essays, since somebody sits there and waits."""

import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path

from api.leases import holding
from api.settings import Settings
from api.store.blobs import read_blob
from api.store.contests import unpack_version
from api.store.database import Database
from api.store.drafts import claim_draft, keep_draft_failure, keep_draft_report, renew_draft
from api.store.hooks import emit
from api.store.student_tables import Draft
from grader.batch import Done, Failure, run_tasks
from grader.cli.grading import open_contest, open_model
from grader.errors import InvalidConfig
from grader.intake import Task, read_task
from grader.pipeline import grade

_MODEL = "model.skops"


def grade_next_draft(database: Database, settings: Settings, worker: str, lease: timedelta) -> bool:
    """Grades the draft that waits longest; whether there was one."""
    with tempfile.TemporaryDirectory(prefix="grader-") as folder:
        with database.transaction() as session:
            draft = claim_draft(session, worker, lease)
            if draft is None:
                return False
            contest = unpack_version(session, draft.version, settings.data / "contests")
            content = read_blob(session, draft.blob_hash)
        path = Path(folder) / draft.file
        path.write_bytes(content)
        with holding(database, lease, lambda session: renew_draft(session, draft.id, worker, lease)):
            done = _run(Task(f"draft-{draft.number}", draft.file, str(path)), contest)
    with database.transaction() as session:
        if done.failure:
            keep_draft_failure(session, draft.id, worker, done.failure.cause, done.failure.remedy)
        elif done.result and keep_draft_report(session, draft.id, worker, done.result):
            enrolment = session.get_one(Draft, draft.id).enrolment
            emit(session, enrolment.contest, "draft.graded", draft=draft.id)
    return True


def _run(task: Task, contest: Path) -> Done[str]:
    try:
        (done,) = run_tasks([task], partial(_grade, contest=contest), 1)
    except InvalidConfig as error:
        return Done(task, None, Failure(task.file, f"the contest cannot be used: {error.cause}", error.remedy))
    return done


def _grade(task: Task, contest: Path) -> str:
    loaded = open_contest(str(contest))
    model = str(contest / _MODEL) if (contest / _MODEL).is_file() else ""
    return grade(read_task(task), loaded, None, open_model(model)).to_json()
