"""Dynamic registration: what a platform says of itself, and what we ask it for (1EdTech, LTI Dynamic Registration 1.0)."""

from typing import Any
from urllib.parse import urlsplit

import httpx2

from api.lti import claims as names
from api.lti import sending
from api.lti.frames import is_safe_address, list_origins
from api.lti.sending import Unreachable
from api.settings import Settings
from api.store.lti_tables import LtiPlatform
from grader.reports.languages import mark

NAME, WORDS = "Grader", "Essays are handed in, read against the material, and decided by their teacher."
_ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri", "registration_endpoint")
_CANVAS = "https://canvas.instructure.com/lti/"
_CANVAS_HOSTS = ("instructure.com", "canvaslms.com")
_PLACEMENTS = {"canvas": ["assignment_selection", "link_selection"]}


def read_configuration(settings: Settings, address: str, token: str) -> dict[str, Any]:
    """What a platform says of itself.

    Raises:
        Unreachable: it says nothing, not all that is needed, or that it is somebody else.
    """
    host = urlsplit(address).hostname or ""
    remedy = mark("Ask the platform’s administrator")
    if not is_safe_address(address):
        raise Unreachable(host[:100], "the platform’s address is not https", remedy)
    headers = {"Accept": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    told: dict[str, Any] = sending.ask_json(settings, httpx2.Request("GET", address, headers=headers))
    is_whole = isinstance(told, dict) and isinstance(told.get("issuer"), str)
    if not is_whole or not all(isinstance(told.get(n), str) and is_safe_address(told[n]) for n in _ADDRESSES):
        raise Unreachable(host, "the platform’s configuration is not complete", remedy)
    issuer = urlsplit(told["issuer"]).hostname or ""
    if host != issuer and not (_is_canvas(host) and _is_canvas(issuer)):
        raise Unreachable(host, "the configuration is that of another platform", remedy)
    return told


def _is_canvas(host: str) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in _CANVAS_HOSTS)


def make_request(settings: Settings, told: dict[str, Any], *, wants_names: bool) -> dict[str, Any]:
    """Our registration, with no more than what this platform knows."""
    public = settings.public_url.rstrip("/")
    platform = told.get(names.PLATFORM)
    platform = platform if isinstance(platform, dict) else {}
    has_processor = names.SUBMITTED in _texts(platform.get("notice_types_supported"))
    scopes = [names.LINE_ITEMS, names.SCORE, names.READ_MEMBERS, *(names.PROCESSOR_SCOPES if has_processor else ())]
    known = _texts(told.get("scopes_supported"))
    return {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["client_credentials", "implicit"],
        "initiate_login_uri": f"{public}/lti/login",
        "redirect_uris": [f"{public}/lti/launch"],
        "client_name": NAME,
        "client_uri": public,
        "jwks_uri": f"{public}/lti/keys",
        "token_endpoint_auth_method": "private_key_jwt",  # nosec B105 - the name of a method
        "scope": " ".join(scope for scope in scopes if not known or scope in known),
        names.TOOL: _configure(public, platform, wants_names=wants_names, has_processor=has_processor),
    }


def _texts(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _configure(public: str, platform: dict[str, Any], *, wants_names: bool, has_processor: bool) -> dict[str, Any]:
    launch, family = f"{public}/lti/launch", str(platform.get("product_family_code", ""))
    placed = {"placements": _PLACEMENTS[family]} if family in _PLACEMENTS else {}
    messages: list[dict[str, Any]] = [
        {"type": names.LAUNCH, "target_link_uri": launch, "label": NAME},
        {"type": names.DEEP_LINKING, "target_link_uri": launch, "label": NAME, **placed},
    ]
    if has_processor:
        processor = {"type": names.DEEP_LINKING, "target_link_uri": launch, "label": NAME}
        messages.append({**processor, "placements": ["ActivityAssetProcessor"]})
        kinds = [row.get("type") for row in platform.get("messages_supported") or () if isinstance(row, dict)]
        more = (names.REVIEW, names.PROCESSOR_SETTINGS)
        messages += [{"type": kind, "target_link_uri": launch} for kind in more if kind in kinds]
    told = {
        "domain": urlsplit(public).netloc,
        "description": WORDS,
        "target_link_uri": launch,
        "claims": ["iss", "sub", *(("name", "given_name", "family_name") if wants_names else ())],
        "messages": messages,
    }
    if family == "canvas":
        told[f"{_CANVAS}privacy_level"] = "name_only" if wants_names else "anonymous"
    return told


def register(settings: Settings, address: str, token: str, *, wants_names: bool) -> tuple[LtiPlatform, str]:
    """Registers us at a platform; the platform to be kept, and its deployment where it already tells it.

    Raises:
        Unreachable: the platform does not take us.
    """
    told = read_configuration(settings, address, token)
    headers = {"Accept": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    body = make_request(settings, told, wants_names=wants_names)
    asked = httpx2.Request("POST", told["registration_endpoint"], headers=headers, json=body)
    given = sending.ask_json(settings, asked)
    client_id = given.get("client_id") if isinstance(given, dict) else None
    if not isinstance(client_id, str | int) or not str(client_id):
        host = urlsplit(address).hostname or ""
        raise Unreachable(host, "the platform gave no client id", "Ask the platform’s administrator")
    configured = given.get(names.TOOL)
    deployment = configured.get("deployment_id") if isinstance(configured, dict) else None
    audience = told.get("authorization_server")
    platform = LtiPlatform(
        name=urlsplit(told["issuer"]).hostname or told["issuer"],
        issuer=told["issuer"],
        client_id=str(client_id),
        auth_url=told["authorization_endpoint"],
        token_url=told["token_endpoint"],
        keys_url=told["jwks_uri"],
        # Canvas names its bare host there, but takes the address of its tokens alone.
        audience=audience if isinstance(audience, str) and "://" in audience else "",
        origins=list_origins([told["issuer"], told["authorization_endpoint"], address]),
    )
    return platform, str(deployment) if isinstance(deployment, str | int) else ""
