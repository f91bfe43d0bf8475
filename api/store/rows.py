"""Summaries: a row for every essay with a report, and what the overview shows of a version of a contest."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, delete, func, literal, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.class_rows import ClassRow, Told, seal, sum_up_reports, tell_briefly
from api.store.class_tables import STALE, ClassSummary, ContestView, EssayRow
from api.store.decisions import Standing, list_decisions, sum_up
from api.store.tables import Batch, Decision, Essay, StoredReport, Student, Table, User
from api.store.tables import Contest as StoredContest
from grader.model import Contest


def keep_row(session: Session, essay: Essay, told: Told) -> None:
    """Keeps what the overview shows of an essay, in the place of what it showed before."""
    text, brief = _dump(told), _dump(tell_briefly(told))
    row = session.get(EssayRow, essay.id)
    if row is None:
        standing = write_standing(sum_up(list_decisions(session, essay)))
        session.add(EssayRow(essay_id=essay.id, batch_id=essay.batch_id, told=text, brief=brief, standing=standing))
    else:
        row.told, row.brief = text, brief
    session.execute(delete(ClassSummary).where(ClassSummary.batch_id == essay.batch_id))


def keep_remarks(session: Session, contest_id: str, remarks: Mapping[str, Sequence[str]]) -> list[str]:
    """Keeps what a comparison with the others tells of the essays of a contest, by essay id, in the place of the last one.

    Returns:
        the essays of which something else is told now.
    """
    rows = session.scalars(
        select(EssayRow)
        .join(Essay, EssayRow.essay_id == Essay.id)
        .where(Essay.contest_id == contest_id, or_(EssayRow.remarks != "", EssayRow.essay_id.in_(list(remarks))))
    )
    changed = []
    for row in rows:
        told = _dump(list(remarks[row.essay_id])) if row.essay_id in remarks else ""
        if told != row.remarks:
            row.remarks = told
            changed.append(row.essay_id)
    session.flush()
    return sorted(changed)


def read_remarks(session: Session, essay: Essay) -> list[str]:
    """Reasons to look at an essay first that only the comparison with the others tells."""
    found = session.scalar(select(EssayRow.remarks).where(EssayRow.essay_id == essay.id))
    return list(json.loads(found)) if found else []


def _dump(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def read_told(session: Session, essay_ids: Iterable[str]) -> dict[str, Told]:
    """What is kept of the reports of some essays, by essay id."""
    chosen = select(EssayRow.essay_id, EssayRow.told, EssayRow.remarks).where(EssayRow.essay_id.in_(list(essay_ids)))
    return {essay_id: _join(json.loads(told), remarks) for essay_id, told, remarks in session.execute(chosen)}


def _join(told: Told, remarks: str) -> Told:
    """What is kept of a report with what only the comparison with the others tells."""
    return told | {"reasons": [*told["reasons"], *json.loads(remarks)]} if remarks else told


def read_told_of_contest(session: Session, contest_id: str) -> Iterator[Told]:
    """What is kept of every report of a contest."""
    rows = select(EssayRow.told).join(Essay, EssayRow.essay_id == Essay.id).where(Essay.contest_id == contest_id)
    return (json.loads(told) for told in session.scalars(rows))


def read_summary(session: Session, batch: Batch, contest: Contest) -> Told:
    """What all reports of a batch say together: kept from one report that comes in to the next."""
    kept = session.get(ClassSummary, batch.id)
    known: Told = json.loads(kept.told) if kept else {}
    if kept and known["count"] == session.scalar(select(func.count()).where(EssayRow.batch_id == batch.id)):
        return known
    rows = select(Essay.code, EssayRow.told).join(EssayRow, EssayRow.essay_id == Essay.id)
    found = session.execute(rows.where(Essay.batch_id == batch.id))
    summary = sum_up_reports(((code, json.loads(told)) for code, told in found), contest)
    if kept:
        kept.told = _dump(summary)
    else:
        _add_unless_there(session, ClassSummary(batch_id=batch.id, told=_dump(summary)))
    return summary


def _add_unless_there(session: Session, row: Table) -> None:
    """Adds a row that somebody else may have added at the same moment; theirs says the same."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        pass


def refresh_standings(session: Session, chosen: ColumnElement[bool]) -> None:
    """Makes the standings of the chosen essays' rows again, where a decision changed them."""
    stale = select(EssayRow).join(Essay, EssayRow.essay_id == Essay.id).where(chosen, EssayRow.standing == STALE)
    rows = {row.essay_id: row for row in session.scalars(stale)}
    if not rows:
        return
    changed = select(Essay.id).join(EssayRow, EssayRow.essay_id == Essay.id).where(chosen, EssayRow.standing == STALE)
    said = session.scalars(select(Decision).where(Decision.essay_id.in_(changed)).order_by(Decision.id)).all()
    for essay_id, group in groupby(sorted(said, key=lambda one: one.essay_id), key=lambda one: one.essay_id):
        rows[essay_id].standing = write_standing(sum_up(group))
    session.flush()


def write_standing(standing: Standing) -> str:
    """What the overview needs of a standing; empty when nothing was decided."""
    said = {
        "points": standing.points,
        "hidden": sorted(standing.hidden),
        "is_released": standing.is_released,
        "committed": sorted(standing.committed),
    }
    return _dump(said) if any(said.values()) else ""


def read_rows(session: Session, batch: Batch, user: User) -> list[ClassRow]:
    """Every essay of a batch in the order of its coming in, as this person may see it."""
    return _read(session, Essay.batch_id == batch.id, batch.contest, user, is_blind=batch.version.is_blind)


def read_contest_rows(session: Session, contest: StoredContest, user: User) -> list[ClassRow]:
    """Every essay of a contest, as this person may see it."""
    return _read(session, Essay.contest_id == contest.id, contest, user, is_blind=contest.versions[-1].is_blind)


def _read(
    session: Session, chosen: ColumnElement[bool], contest: StoredContest, user: User, *, is_blind: bool
) -> list[ClassRow]:
    asked = (
        select(
            Essay.id,
            Essay.code,
            literal("") if is_blind else Student.name,
            Essay.state,
            Student.is_late,
            Essay.reason,
            Essay.remedy,
            EssayRow.brief,
            EssayRow.standing,
            EssayRow.remarks,
        )
        .join(Student, Essay.student_id == Student.id)
        .outerjoin(EssayRow, EssayRow.essay_id == Essay.id)
        .where(chosen)
        .order_by(Essay.batch_id, Essay.position)
    )
    found = session.execute(asked).all()
    if any(row.standing == STALE for row in found):
        refresh_standings(session, chosen)
        found = session.execute(asked).all()
    told, said = _load_all(row.brief for row in found), _load_all(row.standing for row in found)
    rows = [
        _make_row([*about, brief is not None, *(brief or ())], standing or {}, remarks)
        for (*about, _, _, remarks), brief, standing in zip(found, told, said, strict=True)
    ]
    if not contest.is_sealed:
        return rows
    return [row if user.id in row.committed else seal(row) for row in rows]


def _make_row(about: Sequence[Any], said: dict[str, Any], remarks: str | None) -> ClassRow:
    row = ClassRow(*about, **said)
    return row._replace(reasons=row.reasons + len(json.loads(remarks))) if remarks else row


def _load_all(texts: Iterable[str | None]) -> list[Any]:
    """What texts of JSON say, none for those that are empty; as one text, since thousands of small ones take long."""
    return list(json.loads(f"[{','.join(text or 'null' for text in texts)}]"))


def list_rowless(session: Session, batch: Batch) -> Sequence[tuple[Essay, str, str]]:
    """Essays whose reports an older release stored without a row, with their digests and reports."""
    found = session.execute(
        select(Essay, StoredReport.digest, StoredReport.document)
        .join(StoredReport, StoredReport.essay_id == Essay.id)
        .outerjoin(EssayRow, EssayRow.essay_id == Essay.id)
        .where(Essay.batch_id == batch.id, EssayRow.essay_id.is_(None))
    )
    return [(essay, digest, document) for essay, digest, document in found]


def find_view(session: Session, version_id: str) -> str | None:
    """What is kept of a version for the overview; none when nothing is."""
    return session.scalar(select(ContestView.told).where(ContestView.version_id == version_id))


def keep_view(session: Session, version_id: str, make: Callable[[], str]) -> str:
    """What is kept of a version, made when nothing is."""
    told = find_view(session, version_id)
    if told is None:
        told = make()
        _add_unless_there(session, ContestView(version_id=version_id, told=told))
    return told
