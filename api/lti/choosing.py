"""A teacher chooses a contest: for a link that opens none yet, or as the answer to deep linking."""

import time
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from api.auth import make_token
from api.lti import claims as names
from api.lti.arrival import CHOOSING, connect_link
from api.lti.frames import allow_form
from api.lti.grades import make_line_item
from api.lti.items import FIELD, read_item, sign_item
from api.lti.keys import sign_claims
from api.lti.login import launch_url
from api.lti.subscribing import subscribe
from api.lti.visits import Here, TeacherFromThere, demand_link
from api.pages.access import CheckedForm, own_contest, service_of
from api.pages.rendering import render
from api.reading import load_version
from api.store.audit import note
from api.store.contests import list_contests
from api.store.lti_tables import LtiVisit
from api.store.members import open_class
from api.store.tables import Contest

router = APIRouter()
_LINK, _PROCESSOR = "ltiResourceLink", "ltiAssetProcessor"
_SECONDS = 300


@router.get(CHOOSING)
def show(request: Request, here: Here, user: TeacherFromThere) -> Response:
    """The teacher's contests."""
    kind, kinds = here.message["kind"], here.message.get("kinds", [])
    key = service_of(request).key
    with service_of(request).database.reading() as session:
        chosen = read_item(key, here.message.get("item", ""), here.platform_id, here.message["context"])
        contest = session.get(Contest, chosen) if chosen else None
        shown = {
            "contests": list_contests(session, user),
            "kind": kind,
            "platform": here.platform.name,
            "is_processor": _PROCESSOR in kinds,
            "has_choice": kind == names.LAUNCH or _LINK in kinds or _PROCESSOR in kinds,
            "has_column": _LINK in kinds and here.message.get("line_items", False),
            "chosen": contest.title if contest and contest.user_id == user.id else "",
        }
        return HTMLResponse(render("lti_choose.html", request, **shown))


@router.post(CHOOSING)
def choose(request: Request, here: Here, user: TeacherFromThere, form: CheckedForm) -> Response:
    """Connects the link, or hands the platform a link for the contest."""
    service, kind = service_of(request), here.message["kind"]
    with service.database.reading() as session:
        contest = own_contest(session, user, str(form.get("contest", "")))
    if kind == names.LAUNCH:
        with service.database.transaction() as session:
            link = demand_link(session, here)
            if link.contest_id:
                raise HTTPException(404)
            connect_link(session, link, own_contest(session, user, contest.id))
            note(session, user.id, "lti.choose", contest.id, platform=here.platform_id)
        return RedirectResponse("/lti/course", 303)
    kinds = here.message.get("kinds", [])
    if kind != names.DEEP_LINKING or not {_LINK, _PROCESSOR} & set(kinds):
        raise HTTPException(404)
    if _PROCESSOR in kinds:
        subscribe(service, here)
    with service.database.transaction() as session:
        contest = own_contest(session, user, contest.id)
        open_class(session, contest)
        item = _make_item(request, session, here, contest, has_column=form.get("column") == "yes")
        note(session, user.id, "lti.choose", contest.id, platform=here.platform_id)
        token = sign_claims(session, service.key, make_answer(here, [item]))
    allow_form(request, here.message["back"])
    return HTMLResponse(render("lti_answer.html", request, place=here.message["back"], token=token))


def make_answer(here: LtiVisit, items: list[dict[str, Any]]) -> dict[str, Any]:
    """The claims of a deep linking response (LTI Deep Linking 2.0, 4.3)."""
    now = int(time.time())
    told = {
        "iss": here.platform.client_id,
        "aud": [here.platform.issuer],
        "iat": now,
        "exp": now + _SECONDS,
        "nonce": make_token(),
        names.DEPLOYMENT: here.message["deployment"],
        names.MESSAGE_TYPE: "LtiDeepLinkingResponse",
        names.LTI_VERSION: names.VERSION,
        names.DEEP_ITEMS: items,
    }
    data = here.message.get("data")
    return told if data is None else {**told, names.DEEP_DATA: data}


def _make_item(
    request: Request, session: Session, here: LtiVisit, contest: Contest, *, has_column: bool
) -> dict[str, Any]:
    service = service_of(request)
    loaded = load_version(session, contest.versions[-1], service.settings)
    custom = {FIELD: sign_item(service.key, here.platform_id, here.message["context"], contest.id)}
    url = launch_url(service.settings)
    item: dict[str, Any] = {"title": contest.title, "text": loaded.prompt, "custom": custom}
    if _PROCESSOR in here.message.get("kinds", []):
        return {"type": _PROCESSOR, **item, "report": {"url": url, "custom": custom}}
    item = {"type": _LINK, "url": url, **item}
    if has_column and here.message.get("line_items", False):
        item["lineItem"] = make_line_item(contest, loaded.rubric)
    return item
