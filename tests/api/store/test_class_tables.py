"""Rows and summaries, chores, versions made from others, reports that are replaced, models that forget: in both databases."""

import numpy as np
from sqlalchemy import func, select

from api.store.chores import add_chore, claim_chore, end_chore, find_chore
from api.store.class_tables import Chore, ClassSummary, EarlierReport, EssayRow, LearnedModel, Measures, SharedStretch
from api.store.contests import derive_version
from api.store.decisions import decide, read_hand_points
from api.store.essays import confirm, list_essays
from api.store.models import find_learned, keep_measures, keep_model, list_models, read_measures
from api.store.queue import claim, grade_again, keep_report
from api.store.rows import keep_row, keep_view, read_contest_rows, read_rows, read_summary, read_told
from api.store.shared import list_between, list_shared
from api.store.students import erase_student
from api.store.tables import Batch, Contest, ContestFile, Essay, StoredReport, User
from grader.model import Contest as Loaded
from grader.model import Criterion, EvidenceItem, EvidenceKey, Level, Rubric
from grader.scoring.measured import Measured
from tests.api.store.test_essays import LEASE, batch, report

__all__ = ["batch"]
RUBRIC = Rubric("r", "R", (Criterion("t", "Thesis", "", (0.5,), (Level("Low", 1.0), Level("High", 2.0)), ()),))
CONTEST = Loaded("c", "C", "", RUBRIC, key=EvidenceKey((EvidenceItem("A", "a"), EvidenceItem("B", "b"))))
TOLD = {
    "title": "",
    "words": 180,
    "total": [2.0, 2.0, [1.0, 2.0], 0.5],
    "scores": [["t", "Thesis", 2.0, 2.0, "High", [1.0, 2.0]]],
    "uses": {},
    "used": ["A"],
    "differing": [["", "1902", "1907"]],
    "reasons": [],
    "trained_on": 0,
    "counts": {"claim": 1},
}


def grade_all(session, batch):
    own = session.get_one(Batch, batch.id)
    confirm(session, own, {})
    while essay := claim(session, "w", LEASE):
        assert keep_report(session, essay.id, "w", report())
        keep_row(session, essay, TOLD)
    session.flush()
    return own, session.scalars(select(User)).one()


def test_rows_follow_reports_and_decisions(database, batch):
    with database.transaction() as session:
        own, user = grade_all(session, batch)
        rows = read_rows(session, own, user)
        assert [(row.code, row.total, row.is_decided) for row in rows] == [
            (f"essay-00{n}", 2.0, False) for n in (1, 2, 3)
        ]
        essay = session.get_one(Essay, rows[1].essay_id)
        decide(session, essay, user, "level", "t", 1.0)
        decide(session, essay, user, "release")
    with database.transaction() as session:
        own = session.get_one(Batch, batch.id)
        rows = read_rows(session, own, user)
        assert [(row.total, row.is_decided, row.is_released) for row in rows] == [
            (2.0, False, False),
            (1.0, True, True),
            (2.0, False, False),
        ]
        assert read_told(session, [rows[0].essay_id]) == {rows[0].essay_id: TOLD}
        assert len(read_contest_rows(session, own.contest, user)) == 3


def test_a_summary_is_kept_until_another_report_comes_in(database, batch):
    with database.transaction() as session:
        own, _ = grade_all(session, batch)
        first = read_summary(session, own, CONTEST)
        assert (first["count"], first["unused"], first["counts"]) == (3, ["B"], {"claim": 3})
        assert first["differing"][0]["essays"] == ["essay-001", "essay-002", "essay-003"]
        essay = list_essays(session, own)[0]
        keep_row(session, essay, {**TOLD, "used": ["A", "B"]})
        assert session.scalar(select(func.count()).select_from(ClassSummary)) == 0
        assert read_summary(session, own, CONTEST)["unused"] == []
        assert keep_view(session, own.version_id, lambda: "one") == "one"
        assert keep_view(session, own.version_id, lambda: "two") == "one"


def test_sealed_rows_tell_nothing_until_somebody_committed(database, batch):
    with database.transaction() as session:
        own, user = grade_all(session, batch)
        own.contest.is_sealed = True
        first = list_essays(session, own)[0]
        decide(session, first, user, "level", "t", 1.0, seen_suggestion=False)
        decide(session, first, user, "commit")
        decide(session, list_essays(session, own)[1], user, "level", "t", 2.0)
        session.flush()
        assert [(row.is_sealed, row.total) for row in read_rows(session, own, user)] == [
            (False, 1.0),
            (True, 2.0),
            (True, None),
        ]
        assert read_hand_points(session, own.contest_id) == {first.id: {"t": 1.0}}


def test_a_report_that_is_replaced_is_kept(database, batch):
    with database.transaction() as session:
        own, _ = grade_all(session, batch)
        old = own.version
        version = derive_version(session, own.contest, old, {"model.skops": b"m"}, "sha256:2", is_blind=False, facts={})
        assert {file.path for file in version.files} == {"contest.toml", "model.skops"}
        assert grade_again(session, own, version) == 3
        essay = claim(session, "w", LEASE)
        assert essay
        before = session.scalars(select(StoredReport.id).where(StoredReport.essay_id == essay.id)).one()
        assert keep_report(session, essay.id, "w", StoredReport(document="new", digest="{}", version_id=version.id))
    with database.reading() as session:
        kept = session.scalars(select(EarlierReport)).one()
        assert (kept.id, kept.document) == (before, "{}")
        assert session.scalars(select(StoredReport.document).where(StoredReport.essay_id == essay.id)).one() == "new"


def test_what_waits_goes_on_waiting_when_others_are_graded_again(database, batch):
    with database.transaction() as session:
        own = session.get_one(Batch, batch.id)
        version = derive_version(session, own.contest, own.version, {}, "sha256:2", is_blind=False, facts={})
        assert grade_again(session, own, version) == 0
        assert claim(session, "w", LEASE) is None
        confirm(session, own, {}, first=1)
        essay = claim(session, "w", LEASE)
        assert essay
        keep_report(session, essay.id, "w", report())
        own.until = 0
        assert grade_again(session, own, version) == 1
        again = claim(session, "w", LEASE)
        assert again is essay
        assert claim(session, "w", LEASE) is None


def test_a_chore_is_taken_by_one_worker(database, batch):
    with database.transaction() as session:
        contest = session.scalars(select(Contest)).one()
        add_chore(session, contest.id, "", "compare")
    with database.transaction() as first, database.reading() as _:
        taken = claim_chore(first, "one", LEASE)
        assert taken
    with database.transaction() as session:
        assert claim_chore(session, "two", LEASE) is None
        assert end_chore(session, taken.id, "one", {"compared": 0})
        found = find_chore(session, contest.id, "compare", "done")
        assert found
        assert found.result == {"compared": 0}


def test_what_is_left_of_an_erased_student_is_nothing(database, batch):
    with database.transaction() as session:
        own, _ = grade_all(session, batch)
        gone, other = list_essays(session, own)[:2]
        version = derive_version(
            session, own.contest, own.version, {"model.skops": b"m"}, "x", is_blind=False, facts={}
        )
        keep_model(session, version, "sha256:m", [(gone.id, "h1"), (other.id, "h2")], {})
        keep_measures(
            session, gone.id, "x", Measured("essay-001", "h1", np.array([1.5]), np.array([3], dtype=np.int32))
        )
        spans = {"starts_at": 0, "ends_at": 9, "other_starts_at": 1, "other_ends_at": 8, "words": 12}
        session.add(SharedStretch(contest_id=own.contest_id, essay_id=gone.id, other_id=other.id, **spans))
        add_chore(session, own.contest_id, "", "compare").state = "done"
        session.flush()
        assert read_measures(session, own.contest_id, "x")[gone.id].values.tolist() == [1.5]
        assert find_learned(session, version) == {gone.id, other.id}
        assert list_between(session, other, gone) == [((1, 8), (0, 9))]
        shared = list_shared(session, own)
        assert shared
        assert shared[0][0]["words"] == 12
    with database.transaction() as session:
        erase_student(session, "u", session.get_one(Essay, gone.id).student)
    with database.reading() as session:
        for table, left in ((SharedStretch, 0), (Measures, 0), (EssayRow, 2)):
            assert session.scalar(select(func.count()).select_from(table)) == left
        (model,) = list_models(session, own.contest_id)
        assert (model.is_stale, model.learned) == (True, [[other.id, "h2"]])
        assert session.scalars(select(ContestFile).where(ContestFile.path == "model.skops")).all() == []
        assert session.scalars(select(Chore.kind).where(Chore.state == "pending")).all() == ["relearn"]
        assert session.scalar(select(func.count()).select_from(LearnedModel)) == 1
