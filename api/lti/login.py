"""From a platform's page to ours: login initiation, launch, and what is done where a frame keeps no cookies.

The browser that ends a login must be the one that began it. It shows that by a cookie, by what it kept in the platform's own
storage (1EdTech, LTI OIDC Login with LTI Client Side postMessages), or the login begins again in a window of its own.
"""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from api.auth import hash_token, make_token
from api.lti.arrival import arrive
from api.lti.frames import allow_frames, holds_state, is_from_here, is_in_frame, keep_state, keep_visit, origin_of
from api.lti.messages import is_own_target, read_message
from api.lti.refusal import refuse
from api.lti.tokens import Claims, read_token
from api.pages.access import CurrentVisit, service_of
from api.pages.rendering import render
from api.settings import Settings
from api.store.lti import (
    LOGIN_FOR,
    add_state,
    claim_nonce,
    find_platform,
    find_state,
    find_visit,
    is_deployment,
    note_deployment,
)
from api.store.lti_tables import LtiPlatform, LtiState
from api.store.tables import read_clock
from grader.reports.languages import mark

router = APIRouter()
_MOST_FIELDS, _LONGEST = 40, 100_000
_LONGEST_HINT = 10_000
_ASKED = ("iss", "login_hint", "target_link_uri", "lti_message_hint", "client_id", "lti_deployment_id")
_UNKNOWN = mark("Your learning platform is not known here. Its administrator can ask the owner of this service.")
_FOREIGN = mark("This place of your learning platform is not known here yet. The owner of this service can allow it.")
_GONE = mark(
    "The way from your learning platform took too long, or the page was loaded twice. Open the link there again."
)


def launch_url(settings: Settings) -> str:
    """Where launches arrive."""
    return f"{settings.public_url.rstrip('/')}/lti/launch"


async def read_parameters(request: Request) -> Mapping[str, str]:
    """The parameters of a message that comes as a link or as a form; files are none."""
    if request.method == "GET":
        return dict(request.query_params)
    async with request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_LONGEST) as form:
        return {key: value for key, value in form.items() if isinstance(value, str)}


Parameters = Annotated[Mapping[str, str], Depends(read_parameters)]


@router.api_route("/lti/login", methods=["GET", "POST"])
def begin(request: Request, given: Parameters) -> Response:
    """Sends the browser to the platform, which says who it is."""
    login = {name: given[name][:_LONGEST_HINT] for name in _ASKED if given.get(name)}
    storage = given.get("lti_storage_target", "")[:100]
    state, nonce, proof = make_token(), make_token(), make_token()
    with service_of(request).database.transaction() as session:
        platform = _demand_platform(session, request, login)
        is_known = _know_deployment(session, platform, login.get("lti_deployment_id", ""))
        if is_known:
            hashes = (hash_token(state), hash_token(nonce), hash_token(proof))
            add_state(session, platform, hashes, {**login, "storage": storage})
    if not is_known:
        raise refuse(_FOREIGN, 403)
    place = _make_place(platform, login, launch_url(service_of(request).settings), state, nonce)
    response: Response = RedirectResponse(place, 302)
    if storage and is_in_frame(request):
        shown = {"key": f"grader_{hash_token(state)[:24]}", "value": proof, "place": place}
        origin = origin_of(platform.auth_url)
        response = HTMLResponse(render("lti_login.html", request, storage=storage, origin=origin, **shown))
    keep_state(request, response, state)
    return response


def _demand_platform(session: Session, request: Request, login: Mapping[str, str]) -> LtiPlatform:
    platform = find_platform(session, login.get("iss", ""), login.get("client_id", ""))
    if platform is None:
        raise refuse(_UNKNOWN)
    allow_frames(request, platform.origins)
    own = launch_url(service_of(request).settings)
    if not login.get("login_hint") or not is_own_target(login.get("target_link_uri"), own):
        raise refuse("The platform’s message is not complete.")
    return platform


def _know_deployment(session: Session, platform: LtiPlatform, deployment: str) -> bool:
    """Whether launches of a deployment may come in; one that is not known is remembered for the owner."""
    if not deployment or is_deployment(session, platform.id, deployment):
        return True
    note_deployment(session, platform.id, deployment)
    return False


def _make_place(platform: LtiPlatform, login: Mapping[str, str], own: str, state: str, nonce: str) -> str:
    """The request for authentication, as LTI's security framework (5.1.1.2) wants it."""
    asked = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": platform.client_id,
        "redirect_uri": own,
        "login_hint": login["login_hint"],
        "state": state,
        "nonce": nonce,
    }
    hint = {"lti_message_hint": login["lti_message_hint"]} if "lti_message_hint" in login else {}
    return f"{platform.auth_url}{'&' if urlsplit(platform.auth_url).query else '?'}{urlencode({**asked, **hint})}"


@router.post("/lti/launch")
def land(request: Request, given: Parameters) -> Response:
    """Takes a launch in: whoever it names is let in, or told what is missing."""
    service, state = service_of(request), given.get("state", "")
    with service.database.reading() as session:
        begun = find_state(session, hash_token(state))
        if begun is None or begun.used_at is not None:
            raise refuse(_GONE)
        platform = begun.platform
    allow_frames(request, platform.origins)
    if "id_token" not in given:
        raise refuse("Your learning platform did not let you through. Open the link there again.")
    if not _is_same_browser(request, begun, state, given.get("proof", "")):
        return _prove(request, begun, given)
    claims = read_token(service.settings, platform, given["id_token"])
    message = read_message(claims, launch_url(service.settings))
    token = make_token()
    with service.database.transaction() as session:
        _use_up(session, begun, claims)
        is_known = _know_deployment(session, platform, message.deployment)
        if is_known:
            arrive(session, service.key, platform, message, hash_token(token))
    if not is_known:
        raise refuse(_FOREIGN, 403)
    response = RedirectResponse(f"/lti/here/{state}", 303)
    keep_visit(request, response, token)
    return response


def _is_same_browser(request: Request, begun: LtiState, state: str, proof: str) -> bool:
    """Whether this browser began the login: by its cookie, or by what only our own page could read for it."""
    return holds_state(request, state) or (is_from_here(request) and hash_token(proof) == begun.proof_hash)


def _prove(request: Request, begun: LtiState, given: Mapping[str, str]) -> Response:
    """The page that looks for the proof in the platform's storage; without such a storage a window of its own is needed."""
    if not begun.login.get("storage") or "proof" in given:
        return _offer_window(request, begun)
    shown = {
        "storage": begun.login["storage"],
        "origin": origin_of(begun.platform.auth_url),
        "key": f"grader_{begun.state_hash[:24]}",
        "again": _login_again(begun),
        "sent": {"state": given["state"], "id_token": given["id_token"]},
    }
    return HTMLResponse(render("lti_proof.html", request, **shown))


def _offer_window(request: Request, begun: LtiState) -> Response:
    return HTMLResponse(render("lti_window.html", request, again=_login_again(begun)))


def _login_again(begun: LtiState) -> str:
    return "/lti/login?" + urlencode({name: begun.login[name] for name in _ASKED if name in begun.login})


def _use_up(session: Session, begun: LtiState, claims: Claims) -> None:
    """Takes state and nonce, so that neither is of use to anybody afterwards.

    Raises:
        HTTPException: somebody did already, or the nonce is not the one that this login asked with.
    """
    row, nonce = find_state(session, begun.state_hash, locks=True), claims.get("nonce")
    if row is None or row.used_at is not None:
        raise refuse(_GONE)
    hashed = hash_token(nonce) if isinstance(nonce, str) else ""
    if hashed != row.nonce_hash or not claim_nonce(session, row.platform_id, hashed, read_clock() + LOGIN_FOR):
        raise refuse("The platform’s message belongs to another login. Open the link there again.")
    row.used_at = read_clock()


@router.get("/lti/here/{state}")
def find_way(request: Request, visit: CurrentVisit, state: str) -> Response:
    """Leads on where the visit belongs; a browser that kept no cookie is offered a window of its own."""
    with service_of(request).database.reading() as session:
        here = find_visit(session, hash_token(visit.token))
        if here:
            return RedirectResponse(here.place, 303)
        begun = find_state(session, hash_token(state))
        if begun is None:
            raise refuse(_GONE)
        allow_frames(request, begun.platform.origins)
        return _offer_window(request, begun)
