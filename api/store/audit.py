"""The audit log: who saw and changed what."""

from typing import Any

from sqlalchemy.orm import Session

from api.store.tables import AuditEntry


def note(session: Session, user_id: str, action: str, subject: str, **detail: Any) -> None:
    """Appends an entry.

    Args:
        session: the transaction in which the thing itself happens: either both are kept or none.
        user_id: who did it; empty for somebody who is not logged in.
        action: such as `essay.view`.
        subject: the id of what was seen or changed; never a name.
        detail: what else tells of it; numbers and ids, never names or texts.
    """
    session.add(AuditEntry(user_id=user_id, action=action, subject=subject, detail=detail))
