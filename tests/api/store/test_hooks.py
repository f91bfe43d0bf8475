"""Messages of webhooks in every database: claimed by one worker, kept as what became of them."""

from datetime import timedelta

from api.store.contests import add_contest
from api.store.hook_tables import Delivery
from api.store.hooks import (
    add_hook,
    claim_delivery,
    delete_hook,
    emit,
    find_hook,
    forget_deliveries,
    keep_missed,
    keep_sent,
    stop_hook,
)
from api.store.tables import read_clock
from api.store.users import add_user

LEASE = timedelta(minutes=1)


def test_messages_go_their_way(database):
    with database.transaction() as session:
        teacher, other = (add_user(session, name, name, "hash", "teacher") for name in "to")
        contest = add_contest(session, teacher, "Lamps")
        hook = add_hook(session, teacher, contest, "https://a.example/", ["essay.graded"], "print")
        emit(session, contest, "essay.graded", essay="e1")
        emit(session, contest, "essay.failed", essay="e2")
        assert find_hook(session, other, hook.id) is None
    with database.transaction() as session:
        one = claim_delivery(session, "w1", LEASE, "print")
        assert claim_delivery(session, "w2", LEASE, "print") is None
        assert one is not None
    with database.transaction() as session:
        assert keep_missed(session, one, 500, "500", read_clock())
        assert not keep_sent(session, one, 200)
    with database.transaction() as session:
        again = claim_delivery(session, "w2", LEASE, "print")
        assert again is not None
        assert again.attempts == 2
        assert keep_sent(session, again, 200)
        stop_hook(session, session.merge(hook), "gone")
        forget_deliveries(session)
        assert session.get_one(Delivery, again.id).state == "sent"
        delete_hook(session, hook)
        assert session.get(Delivery, again.id) is None
