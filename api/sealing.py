"""Sealed suggestions: a teacher decides first and sees afterwards, so that their word is a measure of the program's."""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from api.store.decisions import Standing
from api.store.tables import AuditEntry, Essay, User
from grader.model import Contest
from grader.report import Evidence, Report, Review

SHOWN_ESSAY, SHOWN_BATCH, SHOWN_STUDENT = "essay.view", ("class.view", "batch.export"), "student.export"
"""What the audit log calls it when a person saw what is suggested: on one essay, of a whole batch, of a student."""
_SEALED = "sealed until you commit your own levels"


def is_sealed(essay: Essay, user: User, standing: Standing) -> bool:
    """Whether suggestions are kept from a person on an essay."""
    return essay.batch.contest.is_sealed and user.id not in standing.committed


def has_seen(session: Session, essay: Essay, user: User, standing: Standing) -> bool:
    """Whether a person could know what is suggested for an essay: it is open to them, or it was before it was sealed."""
    return not is_sealed(essay, user, standing) or was_shown(session, essay, user)


def was_shown(session: Session, essay: Essay, user: User) -> bool:
    """Whether a person looked at what is suggested for an essay, at any time."""
    shown = or_(
        and_(AuditEntry.action == SHOWN_ESSAY, AuditEntry.subject == essay.id),
        and_(AuditEntry.action.in_(SHOWN_BATCH), AuditEntry.subject == essay.batch_id),
        and_(AuditEntry.action == SHOWN_STUDENT, AuditEntry.subject == essay.student_id),
    )
    chosen = select(AuditEntry.id).where(AuditEntry.user_id == user.id, shown).limit(1)
    return session.scalar(chosen) is not None


def seal_report(report: Report, contest: Contest) -> Report:
    """The essay alone, with the criteria and nothing that is suggested."""
    nothing: dict[str, object] = {
        "points": None,
        "level": None,
        "range": None,
        "confidence": None,
        "findings": [],
        "reason": _SEALED,
    }
    labels = {criterion.id for criterion in contest.rubric.criteria}
    return report.model_copy(
        update={
            "model": None,
            "checks": [],
            "scores": [s.model_copy(update=nothing) for s in report.scores if s.criterion in labels],
            "total": report.total.model_copy(update={"points": None, "range": None, "confidence": None}),
            "evidence": Evidence(coverage=None, toward_target=None, items=[], sources=[]),
            "quotations": [],
            "claims": [],
            "copying": [],
            "findings": [],
            "next_steps": [],
            "review": Review(needed=False, reasons=[]),
            "not_checked": [],
        }
    )
