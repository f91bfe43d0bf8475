"""Essays of one contest are compared with each other, as `grader grade` does: long wording that two of them share."""

from collections.abc import Iterator

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.chores.errand import Errand, Outcome
from api.reading import load_version
from api.store.class_tables import SharedStretch
from api.store.tables import Contest, Essay, StoredReport
from grader.evidence.shared_wording import Shared, Wording, find_known_grams, find_shared, read_wording
from grader.report import Report


def compare(errand: Errand) -> Outcome:
    """Compares all graded essays of a contest, those of earlier batches among them."""
    with errand.database.reading() as session:
        contest = session.get_one(Contest, errand.contest_id)
        known = find_known_grams(load_version(session, contest.versions[-1], errand.settings))
        ids, wordings = dict[str, str](), []
        for essay_id, wording in _read_wordings(session, errand.contest_id, known):
            ids[wording.essay] = essay_id
            wordings.append(wording)
    found = find_shared(wordings)

    def keep(session: Session) -> None:
        session.execute(delete(SharedStretch).where(SharedStretch.contest_id == errand.contest_id))
        left = set(session.scalars(select(Essay.id).where(Essay.contest_id == errand.contest_id)))
        made = (_make(errand.contest_id, one, ids) for one in found)
        session.add_all(one for one in made if {one.essay_id, one.other_id} <= left)

    return Outcome({"compared": len(wordings), "stretches": len(found)}, keep)


def _read_wordings(session: Session, contest_id: str, known: frozenset[int]) -> Iterator[tuple[str, Wording]]:
    rows = session.execute(
        select(Essay.id, StoredReport.document)
        .join(StoredReport, StoredReport.essay_id == Essay.id)
        .where(Essay.contest_id == contest_id)
        .execution_options(yield_per=50)
    )
    for essay_id, document in rows:
        yield essay_id, read_wording(Report.model_validate_json(document), known)


def _make(contest_id: str, one: Shared, ids: dict[str, str]) -> SharedStretch:
    return SharedStretch(
        contest_id=contest_id,
        essay_id=ids[one.essay],
        other_id=ids[one.other],
        starts_at=one.span[0],
        ends_at=one.span[1],
        other_starts_at=one.other_span[0],
        other_ends_at=one.other_span[1],
        words=one.words,
    )
