"""The one-time link that the platform's administrator opens to register the platform."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.orm import Session

from api.auth import hash_token
from api.lti.frames import allow_frames, list_origins
from api.lti.login import Parameters
from api.lti.refusal import refuse
from api.lti.registration import read_configuration, register
from api.pages.access import service_of
from api.pages.rendering import render
from api.store.audit import note
from api.store.lti import allow_deployment, find_invite, find_platform
from api.store.lti_tables import LtiPlatform
from grader.reports.languages import mark

router = APIRouter()
_USED = mark("This link was used already, or it is too old. Ask the owner of the service for another.")
_KNOWN = mark("This platform is registered already. The owner of the service can remove it first.")


def _demand_invited(request: Request, token: str) -> None:
    with service_of(request).database.transaction() as session:
        if find_invite(session, hash_token(token)) is None:
            raise refuse(_USED, 404)


@router.get("/lti/register/{token}")
def show(request: Request, given: Parameters, token: str) -> Response:
    """What would be registered, before it is."""
    _demand_invited(request, token)
    address, secret = given.get("openid_configuration", ""), given.get("registration_token", "")
    if not address:
        return HTMLResponse(render("lti_register.html", request, told=None, token=token))
    allow_frames(request, list_origins([address]))
    told = read_configuration(service_of(request).settings, address, secret)
    allow_frames(request, list_origins([told["issuer"], told["authorization_endpoint"], address]))
    return HTMLResponse(render("lti_register.html", request, told=told, token=token, address=address, secret=secret))


@router.post("/lti/register/{token}")
def take(request: Request, given: Parameters, token: str) -> Response:
    """Registers the platform; the token in the address is the secret that no other site could know."""
    _demand_invited(request, token)
    settings, address = service_of(request).settings, given.get("openid_configuration", "")
    allow_frames(request, list_origins([address]))
    wants_names = given.get("names") == "yes"
    platform, deployment = register(settings, address, given.get("registration_token", ""), wants_names=wants_names)
    with service_of(request).database.transaction() as session:
        _keep(session, platform, deployment, token)
    allow_frames(request, platform.origins)
    return HTMLResponse(render("lti_registered.html", request, platform=platform, deployment=deployment))


def _keep(session: Session, platform: LtiPlatform, deployment: str, token: str) -> None:
    invite = find_invite(session, hash_token(token))
    if invite is None:
        raise refuse(_USED, 404)
    if find_platform(session, platform.issuer, platform.client_id):
        raise refuse(_KNOWN, 409)
    session.add(platform)
    session.delete(invite)
    session.flush()
    if deployment:
        allow_deployment(session, platform.id, deployment)
    note(session, "", "lti.register", platform.id)
