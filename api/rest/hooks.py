"""Webhooks: who is told of what, their secrets, and messages that were not taken."""

from datetime import datetime
from typing import Literal

from fastapi import Request, Response
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.outbound import OutboundError
from api.pages.access import service_of
from api.problems import Refused
from api.rest.bodies import Given, Line, Shown
from api.rest.callers import NOTHING, Caller, CallerHere, reach_contest, read_id
from api.rest.contests import place
from api.rest.paging import Page, WalkHere
from api.rest.routes import asks, make_router
from api.store.audit import note
from api.store.hook_tables import Delivery, Hook
from api.store.hooks import EVENTS, add_delivery, add_hook, delete_hook, find_hook, renew_secret, send_again
from api.store.tables import Contest
from api.webhooks.addresses import demand_address
from api.webhooks.signing import make_print, make_secret

router = make_router("hooks")
Event = Literal[
    "batch.graded",
    "decision.made",
    "draft.graded",
    "essay.failed",
    "essay.graded",
    "essay.released",
    "essay.withdrawn",
    "hook.test",
]
_TOLD = "; ".join(f"`{event}`: {when}" for event, when in EVENTS.items())
_SIGNS = "Messages are signed with it as Standard Webhooks say; shown in this answer alone."


class HookShown(Shown):
    """Who is told of what."""

    id: str = Field(description="Names the hook in addresses.")
    url: str
    contest: str | None = Field(description="The contest that it hears of; null: all of the teacher’s.")
    events: list[Event] = Field(description="What it hears of; empty: everything.")
    earlier_secret_until: datetime | None = Field(description="Until then messages bear the earlier signature, too.")
    stopped: str = Field(description="Why nothing is sent any more; empty while it is.")
    created_at: datetime


class HookMade(HookShown):
    """A hook with its secret."""

    secret: str = Field(description=_SIGNS, examples=["whsec_…"])


class HookGiven(Given):
    """Who wants to hear of what."""

    url: Line = Field(min_length=1, description="An https address.", examples=["https://lms.example/hooks/grader"])
    contest: Line | None = Field(None, description="A contest’s id; null: all contests of the teacher.")
    events: list[Event] = Field(default=[], max_length=len(EVENTS), description=f"Empty: everything. {_TOLD}.")


class DeliveryShown(Shown):
    """A message to a hook."""

    id: str = Field(description="The header `Webhook-Id`, the same every time it is sent.")
    event: Event
    state: Literal["pending", "running", "sent", "dead"] = Field(description="`dead`: given up; it can be sent again.")
    attempts: int = Field(ge=0)
    status: int | None = Field(description="What the receiver answered last.")
    reason: str = Field(description="Why it was not taken the last time.")
    due_at: datetime = Field(description="When it is sent next.")
    created_at: datetime
    body: str = Field(description="The message itself; it holds ids and states, never names or texts.")


class Again(Given):
    """What is to be sent again."""

    delivery: Line | None = Field(None, description="One message that was given up; null: all of this hook.")


class AgainShown(Shown):
    """What is sent again."""

    count: int = Field(description="How many messages wait to be sent again.", ge=0)


def _show(hook: Hook) -> HookShown:
    return HookShown(
        id=hook.id,
        url=hook.url,
        contest=hook.contest_id,
        events=hook.events,
        earlier_secret_until=hook.earlier_until,
        stopped=hook.stopped,
        created_at=hook.created_at,
    )


def _show_made(request: Request, hook: Hook) -> HookMade:
    return HookMade(**_show(hook).model_dump(), secret=make_secret(service_of(request).key, hook))


def _reach(session: Session, caller: Caller, hook_id: str) -> Hook:
    """A hook that reaches no further than the key, or 404."""
    hook = find_hook(session, caller.user, read_id(hook_id))
    if hook is None or (caller.contests is not None and hook.contest_id not in caller.contests):
        raise Refused(404, NOTHING)
    return hook


@router.get("/hooks", response_model=Page[HookShown], operation_id="list_hooks", **asks(("admin",)))
def list_all(request: Request, caller: CallerHere, walk: WalkHere) -> Page[HookShown]:
    """List the hooks that reach no further than this key, the oldest first."""
    with service_of(request).database.reading() as session:
        chosen = select(Hook).where(Hook.user_id == caller.user.id)
        if caller.contests is not None:
            chosen = chosen.where(Hook.contest_id.in_(caller.contests))
        rows, following = walk.read(session, chosen, Hook.created_at, Hook.id)
        return Page(items=[_show(hook) for hook in rows], next=following)


@router.post(
    "/hooks",
    status_code=201,
    response_model=HookMade,
    operation_id="make_hook",
    **asks(("admin",), headers=("Location",), links={"read_hook": {"hook_id": "$response.body#/id"}}),
)
def make(request: Request, response: Response, caller: CallerHere, asked: HookGiven) -> HookMade:
    """Have an address told of what happens; its secret is shown this once.

    Messages are `POST`ed as JSON: `{"type": "essay.graded", "timestamp": "…", "data": {"contest": "…", "batch": "…",
    "essay": "…"}}`. An answer of 2xx takes one; everything else has it sent again after 5 seconds, 5 and 30 minutes, 2, 5,
    10, 14, 20 and 24 hours; then it is given up. `410` stops the hook. The same message may come twice: mind `Webhook-Id`.
    """
    service = service_of(request)
    try:
        demand_address(asked.url, service.settings)
    except OutboundError as error:
        raise Refused(422, f"It cannot be called: {error.cause}.", "body.url", f"{error.remedy}.") from None
    with service.database.transaction() as session:
        contest = _read_contest(session, caller, asked)
        hook = add_hook(session, caller.user, contest, asked.url, asked.events, make_print(service.key))
        note(session, caller.user.id, "hook.add", hook.id, contest=hook.contest_id or "")
        response.headers["Location"] = place(request, f"hooks/{hook.id}")
        return _show_made(request, hook)


def _read_contest(session: Session, caller: Caller, asked: HookGiven) -> Contest | None:
    if asked.contest is None:
        if caller.contests is not None:
            raise Refused(422, "This key is for some contests alone: name one of them.", "body.contest")
        return None
    try:
        return reach_contest(session, caller, asked.contest)
    except Refused:
        raise Refused(422, "The key reaches no such contest.", "body.contest") from None


@router.get("/hooks/{hook_id}", response_model=HookShown, operation_id="read_hook", **asks(("admin",)))
def read(request: Request, caller: CallerHere, hook_id: str) -> HookShown:
    """Read a hook, without its secret."""
    with service_of(request).database.reading() as session:
        return _show(_reach(session, caller, hook_id))


@router.delete("/hooks/{hook_id}", status_code=204, operation_id="delete_hook", **asks(("admin",)))
def forget(request: Request, caller: CallerHere, hook_id: str) -> None:
    """Forget a hook and its messages."""
    with service_of(request).database.transaction() as session:
        hook = _reach(session, caller, hook_id)
        note(session, caller.user.id, "hook.delete", hook.id)
        delete_hook(session, hook)


@router.post("/hooks/{hook_id}/secret", response_model=HookMade, operation_id="renew_hook_secret", **asks(("admin",)))
def renew(request: Request, caller: CallerHere, hook_id: str) -> HookMade:
    """Renew the secret. For a day messages are signed with the earlier one, too."""
    service = service_of(request)
    with service.database.transaction() as session:
        hook = _reach(session, caller, hook_id)
        renew_secret(hook, make_print(service.key))
        note(session, caller.user.id, "hook.renew", hook.id)
        return _show_made(request, hook)


@router.post(
    "/hooks/{hook_id}/test", status_code=202, response_model=AgainShown, operation_id="test_hook", **asks(("admin",))
)
def test(request: Request, caller: CallerHere, hook_id: str) -> AgainShown:
    """Send a message of the kind `hook.test`, whatever the hook hears of."""
    with service_of(request).database.transaction() as session:
        add_delivery(session, _reach(session, caller, hook_id), "hook.test")
        return AgainShown(count=1)


@router.get(
    "/hooks/{hook_id}/deliveries",
    response_model=Page[DeliveryShown],
    operation_id="list_deliveries",
    **asks(("admin",)),
)
def list_messages(
    request: Request,
    caller: CallerHere,
    walk: WalkHere,
    hook_id: str,
    state: Literal["pending", "running", "sent", "dead"] | None = None,
) -> Page[DeliveryShown]:
    """List messages of the last month, the oldest first; with `state=dead` those that were given up."""
    with service_of(request).database.reading() as session:
        chosen = select(Delivery).where(Delivery.hook_id == _reach(session, caller, hook_id).id)
        if state:
            chosen = chosen.where(Delivery.state == state)
        rows, following = walk.read(session, chosen, Delivery.created_at, Delivery.id)
        names = DeliveryShown.model_fields
        return Page(items=[DeliveryShown(**{n: getattr(row, n) for n in names}) for row in rows], next=following)


@router.post(
    "/hooks/{hook_id}/deliveries/again",
    status_code=202,
    response_model=AgainShown,
    operation_id="send_again",
    **asks(("admin",)),
)
def repeat(request: Request, caller: CallerHere, hook_id: str, asked: Again) -> AgainShown:
    """Send again what was given up, or one message of it; a hook that was stopped hears again."""
    with service_of(request).database.transaction() as session:
        hook = _reach(session, caller, hook_id)
        note(session, caller.user.id, "hook.again", hook.id)
        return AgainShown(count=send_again(session, hook, asked.delivery or ""))
