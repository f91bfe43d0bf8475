"""Webhooks in the store: what happened is written down with the change itself, and sent by workers afterwards."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from api.store.database import count_rows
from api.store.hook_tables import Delivery, Hook
from api.store.tables import Contest, User, read_clock
from grader.reports.languages import mark

EVENTS = {
    "batch.graded": mark("no essay of a batch waits any longer"),
    "decision.made": mark("a person decided a level, or took it back"),
    "draft.graded": mark("a student’s draft has its next steps"),
    "essay.failed": mark("an essay could not be graded"),
    "essay.graded": mark("an essay has a report"),
    "essay.released": mark("a report was released to its student"),
    "essay.withdrawn": mark("a report is no longer released"),
    "hook.test": mark("somebody asked for a test"),
}
"""What can be told, and when."""

KEPT_FOR = timedelta(days=30)
EARLIER_FOR = timedelta(days=1)
"""How long messages are signed with the earlier secret, too, after it was renewed."""

_STOPPED = mark("the hook was stopped")


def add_hook(session: Session, user: User, contest: Contest | None, url: str, events: Sequence[str], key: str) -> Hook:
    """A new hook; `key` is the print of the key that its secret is made of."""
    hook = Hook(user_id=user.id, url=url, events=sorted(set(events)), key_print=key)
    hook.contest_id = contest.id if contest else None
    session.add(hook)
    session.flush()
    return hook


def find_hook(session: Session, user: User, hook_id: str) -> Hook | None:
    """A hook of this teacher; none for everybody else."""
    return session.scalars(select(Hook).where(Hook.id == hook_id, Hook.user_id == user.id)).one_or_none()


def list_hooks(session: Session, user: User, contest: Contest) -> Sequence[Hook]:
    """A teacher's hooks that hear of a contest, the oldest first."""
    hears = or_(Hook.contest_id.is_(None), Hook.contest_id == contest.id)
    return session.scalars(select(Hook).where(Hook.user_id == user.id, hears).order_by(Hook.created_at, Hook.id)).all()


def list_dead(session: Session, hook: Hook) -> Sequence[Delivery]:
    """Messages of a hook that were given up, the oldest first."""
    is_dead = (Delivery.hook_id == hook.id, Delivery.state == "dead")
    return session.scalars(select(Delivery).where(*is_dead).order_by(Delivery.created_at, Delivery.id)).all()


def delete_hook(session: Session, hook: Hook) -> None:
    """Forgets a hook and its messages."""
    session.execute(delete(Delivery).where(Delivery.hook_id == hook.id))
    session.execute(delete(Hook).where(Hook.id == hook.id))


def renew_secret(hook: Hook, key: str) -> None:
    """Gives a hook a new secret; for a day messages are signed with the earlier one, too, if its key is still there."""
    hook.earlier_until = read_clock() + EARLIER_FOR if hook.key_print == key else None
    hook.renewals += 1
    hook.key_print = key


def stop_hook(session: Session, hook: Hook, reason: str) -> None:
    """Sends nothing more to a hook; what waits is given up."""
    hook.stopped = reason
    waiting = (Delivery.hook_id == hook.id, Delivery.state.in_(("pending", "running")))
    session.execute(update(Delivery).where(*waiting).values(state="dead", reason=_STOPPED, finished_at=read_clock()))


def emit(session: Session, contest: Contest, event: str, **told: Any) -> None:
    """Writes down what happened, for every hook that wants to hear of it.

    Args:
        session: the transaction in which it happens: either both are kept or none.
        contest: where it happened.
        event: one of `EVENTS`.
        told: ids and states; never names, texts or points.
    """
    for hook in _list_listening(session, contest):
        if not hook.events or event in hook.events:
            add_delivery(session, hook, event, contest=contest.id, **told)


def _list_listening(session: Session, contest: Contest) -> Sequence[Hook]:
    """Hooks that hear of a contest; looked up once a transaction, since a whole class may be released in one."""
    known: dict[str, Sequence[Hook]] = session.info.setdefault("hooks", {})
    if contest.id not in known:
        is_own = (Hook.user_id == contest.user_id, Hook.stopped == "")
        of_it = or_(Hook.contest_id.is_(None), Hook.contest_id == contest.id)
        known[contest.id] = session.scalars(select(Hook).where(*is_own, of_it).order_by(Hook.created_at, Hook.id)).all()
    return known[contest.id]


def add_delivery(session: Session, hook: Hook, event: str, **told: Any) -> Delivery:
    """A message that waits to be sent, in the shape of Standard Webhooks: type, timestamp, data."""
    body = {"type": event, "timestamp": read_clock().isoformat(timespec="seconds"), "data": told}
    delivery = Delivery(hook_id=hook.id, event=event, body=json.dumps(body, separators=(",", ":"), sort_keys=True))
    session.add(delivery)
    return delivery


def is_any_due(session: Session, key: str) -> bool:
    """Whether a message waits for whoever has this key."""
    return session.scalars(_select_due(key, read_clock()).limit(1)).first() is not None


def claim_delivery(session: Session, worker: str, lease: timedelta, key: str) -> Delivery | None:
    """The next message, which is this worker's until the lease ends; none when there is nothing to send.

    A message whose lease ended is sent again: receivers tell twice the same by its id.
    """
    now = read_clock()
    delivery = session.scalars(_select_due(key, now).limit(1).with_for_update(skip_locked=True, of=Delivery)).first()
    if delivery:
        delivery.state, delivery.worker, delivery.due_at = "running", worker, now + lease
        delivery.attempts += 1
    return delivery


def _select_due(key: str, now: datetime) -> Any:
    is_due = (Delivery.state.in_(("pending", "running")), Delivery.due_at <= now)
    chosen = select(Delivery).join(Hook, Delivery.hook_id == Hook.id).where(*is_due)
    return chosen.where(Hook.key_print == key).order_by(Delivery.due_at, Delivery.created_at, Delivery.id)


def keep_sent(session: Session, delivery: Delivery, status: int) -> bool:
    """Says that a message was taken; false when it is no longer the worker's."""
    return _change(session, delivery, state="sent", status=status, reason="", finished_at=read_clock())


def keep_missed(session: Session, delivery: Delivery, status: int | None, reason: str, again: datetime | None) -> bool:
    """Says that a message was not taken: it is sent again then, or never; false when it is no longer the worker's."""
    if again is None:
        return _change(session, delivery, state="dead", status=status, reason=reason, finished_at=read_clock())
    return _change(session, delivery, state="pending", status=status, reason=reason, due_at=again)


def _change(session: Session, delivery: Delivery, **values: Any) -> bool:
    is_own = (Delivery.id == delivery.id, Delivery.worker == delivery.worker, Delivery.state == "running")
    return count_rows(session.execute(update(Delivery).where(*is_own).values(worker="", **values))) == 1


def send_again(session: Session, hook: Hook, delivery_id: str = "") -> int:
    """Sends again what was given up, or one message of it, and lets a stopped hook hear again; how many."""
    hook.stopped = ""
    is_dead = [Delivery.hook_id == hook.id, Delivery.state == "dead"]
    is_dead += [Delivery.id == delivery_id] if delivery_id else []
    fresh = {"state": "pending", "attempts": 0, "due_at": read_clock(), "finished_at": None, "reason": ""}
    return count_rows(session.execute(update(Delivery).where(*is_dead).values(**fresh)))


def forget_deliveries(session: Session) -> None:
    """Drops messages that ended more than a month ago."""
    session.execute(delete(Delivery).where(Delivery.finished_at < read_clock() - KEPT_FOR))
