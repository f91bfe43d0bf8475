"""Essays of one contest are compared with each other, as `grader grade` does.

What comes of it: long wording that two of them share, and essays that are unlike the others.
"""

from collections.abc import Iterator

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.chores.errand import Errand, Outcome
from api.reading import load_version
from api.store.class_tables import SharedStretch
from api.store.lti_scores import note_remarked
from api.store.rows import keep_remarks
from api.store.tables import Contest, Essay, StoredReport
from grader.evidence.shared_wording import Shared, Wording, find_known_grams, find_shared, read_wording
from grader.report import Report
from grader.scoring.classmates import Traits, find_unlike, read_traits


def compare(errand: Errand) -> Outcome:
    """Compares all graded essays of a contest, those of earlier batches among them."""
    with errand.database.reading() as session:
        contest = session.get_one(Contest, errand.contest_id)
        known = find_known_grams(load_version(session, contest.versions[-1], errand.settings))
        ids, wordings, traits = dict[str, str](), list[Wording](), list[Traits]()
        for essay_id, report in _read_reports(session, errand.contest_id):
            ids[report.essay.id] = essay_id
            wordings.append(read_wording(report, known))
            traits.append(read_traits(report))
    found, unlike = find_shared(wordings), find_unlike(traits)

    def keep(session: Session) -> None:
        session.execute(delete(SharedStretch).where(SharedStretch.contest_id == errand.contest_id))
        left = set(session.scalars(select(Essay.id).where(Essay.contest_id == errand.contest_id)))
        made = (_make(errand.contest_id, one, ids) for one in found)
        session.add_all(one for one in made if {one.essay_id, one.other_id} <= left)
        remarks = {ids[one.essay]: one.reasons for one in unlike}
        note_remarked(session, keep_remarks(session, errand.contest_id, remarks))

    return Outcome({"compared": len(wordings), "stretches": len(found), "unlike": len(unlike)}, keep)


def _read_reports(session: Session, contest_id: str) -> Iterator[tuple[str, Report]]:
    rows = session.execute(
        select(Essay.id, StoredReport.document)
        .join(StoredReport, StoredReport.essay_id == Essay.id)
        .where(Essay.contest_id == contest_id)
        .execution_options(yield_per=50)
    )
    for essay_id, document in rows:
        yield essay_id, Report.model_validate_json(document)


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
