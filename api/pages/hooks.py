"""Webhooks on a contest's page: who is told of news, secrets that are shown once, and messages that nobody took."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from api.pages.access import CheckedForm, Teacher, demand_found, own_contest, service_of
from api.pages.rendering import render
from api.store.audit import note
from api.store.hook_tables import Delivery, Hook
from api.store.hooks import (
    EVENTS,
    add_delivery,
    add_hook,
    delete_hook,
    find_hook,
    list_dead,
    list_hooks,
    renew_secret,
    send_again,
)
from api.store.tables import Contest, User
from api.webhooks.addresses import demand_address
from api.webhooks.signing import make_print, make_secret

router = APIRouter()
_TEST = "hook.test"
_BUTTONS = ("renew", "test", "delete", "again", "message")
_LONGEST_URL, _MOST_SHOWN = 300, 50


@router.get("/contests/{contest_id}/hooks")
def show(request: Request, user: Teacher, contest_id: str) -> HTMLResponse:
    """The hooks that hear of a contest."""
    with service_of(request).database.reading() as session:
        return _show(request, session, user, own_contest(session, user, contest_id))


def _show(request: Request, session: Session, user: User, contest: Contest, made: str = "") -> HTMLResponse:
    hooks = [(hook, list_dead(session, hook)) for hook in list_hooks(session, user, contest)]
    events = {name: told for name, told in EVENTS.items() if name != _TEST}
    shown = {"contest": contest, "hooks": hooks, "made": made, "events": events, "most": _MOST_SHOWN}
    return HTMLResponse(render("hooks.html", request, **shown))


@router.post("/contests/{contest_id}/hooks")
def steer(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:
    """Adds a hook or renews its secret, which is shown this once; tests, removes, or sends again what was given up."""
    service = service_of(request)
    action = next((one for one in _BUTTONS if form.get(one)), "add")
    with service.database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        if action == "add":
            hook = _add(request, session, user, contest, form)
        else:
            hook = _act(request, session, user, action, str(form[action]))
        if action != "test":
            note(session, user.id, f"hook.{'again' if action == 'message' else action}", hook.id, contest=contest.id)
        if action not in {"add", "renew"}:
            return RedirectResponse(f"/contests/{contest_id}/hooks", 303)
        session.flush()
        return _show(request, session, user, contest, make_secret(service.key, hook))


def _add(request: Request, session: Session, user: User, contest: Contest, form: FormData) -> Hook:
    service, url = service_of(request), str(form.get("url", "")).strip()[:_LONGEST_URL]
    demand_address(url, service.settings)
    chosen = [name for name in EVENTS if form.get(name) == "yes"]
    reach = None if form.get("reach") == "all" else contest
    return add_hook(session, user, reach, url, chosen, make_print(service.key))


def _act(request: Request, session: Session, user: User, action: str, given: str) -> Hook:
    """Does what a button says with a hook, or with a message that a hook did not take."""
    delivery = session.get(Delivery, given) if action == "message" else None
    hook = demand_found(find_hook(session, user, delivery.hook_id if delivery else given))
    if action == "renew":
        renew_secret(hook, make_print(service_of(request).key))
    elif action == "test":
        add_delivery(session, hook, _TEST)
    elif action == "delete":
        delete_hook(session, hook)
    else:
        send_again(session, hook, delivery.id if delivery else "")
    return hook
