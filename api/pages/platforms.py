"""Learning platforms of this service, for its owner: registered, allowed, removed, and our keys renewed."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from api.auth import hash_token, make_token
from api.lti.frames import is_safe_address, list_origins
from api.lti.keys import list_public, rotate_keys
from api.pages.access import CheckedForm, CurrentVisit, Teacher, demand_found, service_of
from api.pages.rendering import render
from api.settings import Settings
from api.store.audit import note
from api.store.lti import (
    add_invite,
    allow_deployment,
    connect_teacher,
    find_platform,
    find_visit,
    list_asking,
    list_deployments,
    list_platforms,
    remove_platform,
)
from api.store.lti_tables import LtiPlatform, LtiTeacher
from api.store.tables import User, make_id
from api.store.users import add_user, list_teachers
from grader.reports.languages import mark

router = APIRouter()
_LONGEST = 1_000
_FIELDS = ("name", "issuer", "client_id", "auth_url", "token_url", "keys_url", "audience", "deployments", "frames")
_NEEDED = ("issuer", "client_id", "auth_url", "token_url", "keys_url")


def _demand_owner(request: Request, user: User, visit: CurrentVisit) -> None:
    """The owner, who logged in here: what a platform says of a person is not enough to change platforms."""
    with service_of(request).database.reading() as session:
        came = find_visit(session, hash_token(visit.token))
    if user.role != "owner" or came:
        raise HTTPException(404)


def list_addresses(settings: Settings) -> dict[str, str]:
    """What a platform's administrator has to enter."""
    public = settings.public_url.rstrip("/")
    return {
        mark("Target link and redirect"): f"{public}/lti/launch",
        mark("Login initiation"): f"{public}/lti/login",
        mark("Public keys (JWKS)"): f"{public}/lti/keys",
    }


@router.get("/platforms")
def show(request: Request, user: Teacher, visit: CurrentVisit) -> Response:
    """All platforms with their deployments, and teachers who asked to come in."""
    _demand_owner(request, user, visit)
    with service_of(request).database.reading() as session:
        return _show(request, session)


def _show(
    request: Request, session: Session, problem: str = "", link: str = "", shown: dict[str, str] | None = None
) -> Response:
    settings = service_of(request).settings
    told: dict[str, Any] = {
        "platforms": list_platforms(session),
        "deployments": list_deployments(session),
        "asking": list_asking(session),
        "teachers": list_teachers(session),
        "addresses": list_addresses(settings),
        "is_reachable": is_safe_address(settings.public_url),
        "keys": len(list_public(session)),
    }
    page = render(
        "platforms.html", request, problem=problem, link=link, shown=dict.fromkeys(_FIELDS, "") | (shown or {}), **told
    )
    return HTMLResponse(page, 422 if problem else 200)


@router.post("/platforms")
def add(request: Request, user: Teacher, visit: CurrentVisit, form: CheckedForm) -> Response:
    """Registers a platform by hand (`add`), or makes a one-time link for its administrator."""
    _demand_owner(request, user, visit)
    service = service_of(request)
    with service.database.transaction() as session:
        if form.get("how") != "add":
            token = make_token()
            add_invite(session, hash_token(token))
            note(session, user.id, "lti.invite", user.id)
            link = f"{service.settings.public_url.rstrip('/')}/lti/register/{token}"
            return _show(request, session, link=link)
        shown = {name: str(form.get(name, "")).strip()[:_LONGEST] for name in _FIELDS}
        problem = _find_problem(session, shown)
        if problem:
            return _show(request, session, problem, shown=shown)
        platform = _make(shown)
        session.add(platform)
        session.flush()
        for deployment in shown["deployments"].split():
            allow_deployment(session, platform.id, deployment)
        note(session, user.id, "lti.register", platform.id)
    return RedirectResponse("/platforms", 303)


def _find_problem(session: Session, shown: dict[str, str]) -> str:
    if not all(shown[name] for name in _NEEDED):
        return mark("Please fill in issuer, client id and the three addresses.")
    if not all(is_safe_address(shown[name]) for name in ("auth_url", "token_url", "keys_url")):
        return mark("The platform’s addresses have to begin with https.")
    if find_platform(session, shown["issuer"], shown["client_id"]):
        return mark("This platform is registered already.")
    return ""


def _make(shown: dict[str, str]) -> LtiPlatform:
    kept = {name: shown[name] for name in (*_NEEDED, "audience")}
    origins = list_origins([shown["issuer"], shown["auth_url"], *shown["frames"].split()])
    return LtiPlatform(name=shown["name"] or shown["issuer"], origins=origins, **kept)


@router.post("/platforms/keys")
def renew_keys(request: Request, user: Teacher, visit: CurrentVisit, form: CheckedForm) -> Response:  # noqa: ARG001
    """Makes a new key that signs from now on."""
    _demand_owner(request, user, visit)
    with service_of(request).database.transaction() as session:
        note(session, user.id, "lti.keys", rotate_keys(session, service_of(request).key).kid)
    return RedirectResponse("/platforms", 303)


@router.post("/platforms/teachers/{teacher_id}")
def answer(request: Request, user: Teacher, visit: CurrentVisit, form: CheckedForm, teacher_id: str) -> Response:
    """Lets a platform's teacher in with a new account (`new`) or one there is (its id), or refuses (`no`)."""
    _demand_owner(request, user, visit)
    with service_of(request).database.transaction() as session:
        asking = demand_found(next((one for one in list_asking(session) if one.id == teacher_id), None))
        chosen = _choose_account(session, asking, form)
        if chosen is None:
            session.delete(asking)
        else:
            connect_teacher(session, asking.platform_id, asking.sub, chosen.id)
            note(session, user.id, "lti.connect", chosen.id, platform=asking.platform_id)
    return RedirectResponse("/platforms", 303)


def _choose_account(session: Session, asking: LtiTeacher, form: FormData) -> User | None:
    given = str(form.get("account", ""))
    if given == "no":
        return None
    if given == "new":
        # No password hash is empty, so that nobody logs in to such an account by a name.
        return add_user(session, f"lti:{make_id()}", asking.name, "", "teacher")  # nosec B106
    return demand_found(next((one for one in list_teachers(session) if one.id == given), None))


@router.post("/platforms/{platform_id}")
def change(request: Request, user: Teacher, visit: CurrentVisit, form: CheckedForm, platform_id: str) -> Response:
    """Allows a deployment, or removes the platform (`remove`) with its links; classes and essays stay."""
    _demand_owner(request, user, visit)
    with service_of(request).database.transaction() as session:
        platform = demand_found(session.get(LtiPlatform, platform_id))
        deployment = str(form.get("deployment", "")).strip()[:255]
        if form.get("how") == "remove":
            remove_platform(session, platform)
        elif deployment:
            allow_deployment(session, platform.id, deployment)
        note(session, user.id, "lti.change", platform_id, how="remove" if form.get("how") == "remove" else "allow")
    return RedirectResponse("/platforms", 303)
