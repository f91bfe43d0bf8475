"""What a platform's message says, once it is known to be the platform's: each claim is checked for what it must be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from api.lti import claims as names
from api.lti.frames import is_safe_address, list_origins
from api.lti.refusal import refuse
from api.lti.tokens import Claims

_LONGEST = 255
_LONGEST_DATA = 8_000


@dataclass(frozen=True, slots=True)
class Message:
    """A launch.

    Attributes:
        kind: the message type.
        sub: the person's id on the platform.
        role: `teacher` or `student`.
        name: the person's name; empty when the platform tells none.
        context: the course's id, and `resource` the link's in it; empty when there is none.
        services: what the platform told of its services, as `LtiLink` keeps it.
        asked: what else the message asks: settings of deep linking, ids of an asset.
        custom: what the link carries.
        origins: pages that show the tool, as the platform says.
    """

    kind: str
    deployment: str
    sub: str
    role: str
    name: str
    context: str
    resource: str
    title: str
    services: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, Any] = field(default_factory=dict)
    custom: dict[str, str] = field(default_factory=dict)
    origins: list[str] = field(default_factory=list)


def read_message(claims: Claims, launch_url: str) -> Message:
    """A launch from its claims.

    Args:
        claims: of a token that was verified.
        launch_url: where launches of ours arrive.

    Raises:
        HTTPException: a claim that the specification demands is missing or wrong.
    """
    kind = claims.get(names.MESSAGE_TYPE)
    known = {names.LAUNCH, names.DEEP_LINKING, names.REVIEW, names.PROCESSOR_SETTINGS}
    if claims.get(names.LTI_VERSION) != names.VERSION or kind not in known:
        raise refuse("The platform sent a kind of message that this service does not know.")
    if not is_own_target(claims.get(names.TARGET), launch_url):
        raise refuse("The link leads to another service.")
    presented = _map(claims, names.PRESENTATION)
    link = _map(claims, names.RESOURCE)
    return Message(
        kind=str(kind),
        deployment=demand_text(claims, names.DEPLOYMENT),
        sub=demand_text(claims, "sub"),
        role=_read_role(claims),
        name=_text(claims.get("name")) or _join_name(claims),
        context=_text(_map(claims, names.CONTEXT).get("id")),
        resource=demand_text(link, "id") if kind == names.LAUNCH else "",
        title=_text(link.get("title")),
        services=_read_services(claims),
        asked=_read_asked(claims, str(kind)),
        custom={str(key): str(value) for key, value in _map(claims, names.CUSTOM).items()},
        origins=list_origins([_text(presented.get("return_url"), _LONGEST_DATA)]),
    )


def is_own_target(target: Any, launch_url: str) -> bool:
    """Whether an address is where launches of ours arrive, whatever query it carries."""
    try:
        parts = urlsplit(target) if isinstance(target, str) else None
    except ValueError:
        return False
    return parts is not None and f"{parts.scheme}://{parts.netloc}{parts.path}" == launch_url


def demand_text(told: Mapping[str, Any], name: str) -> str:
    """A text that must be there.

    Raises:
        HTTPException: it is missing, or longer than the 255 characters that the specification allows.
    """
    found = told.get(name)
    if not isinstance(found, str) or not 0 < len(found) <= _LONGEST:
        raise refuse("The platform’s message is not complete.")
    return found


def _map(told: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = told.get(name)
    return found if isinstance(found, dict) else {}


def _text(value: Any, longest: int = _LONGEST) -> str:
    return value[:longest] if isinstance(value, str) else ""


def _join_name(claims: Claims) -> str:
    return f"{_text(claims.get('given_name'))} {_text(claims.get('family_name'))}".strip()


def _read_role(claims: Claims) -> str:
    """Who teaches the course is a teacher, though they may be a student, too; who is neither has nothing to do here."""
    roles = claims.get(names.ROLES)
    if not isinstance(roles, list):
        raise refuse("The platform’s message is not complete.")
    told = {role for role in roles if isinstance(role, str)}
    if told & names.TEACHERS:
        return "teacher"
    if told & names.STUDENTS:
        return "student"
    raise refuse("The platform does not say that you teach or attend this course.", 403)


def _read_services(claims: Claims) -> dict[str, Any]:
    grades, members, notices = (_map(claims, name) for name in (names.GRADES, names.MEMBERS, names.NOTICE_SERVICE))
    told = {
        "lineitem": grades.get("lineitem"),
        "lineitems": grades.get("lineitems"),
        "members": members.get("context_memberships_url"),
        "notices": notices.get("platform_notification_service_url"),
    }
    scopes = grades.get("scope")
    return {
        **{name: url for name, url in told.items() if isinstance(url, str) and is_safe_address(url)},
        "scopes": [scope for scope in scopes if isinstance(scope, str)] if isinstance(scopes, list) else [],
    }


def _read_asked(claims: Claims, kind: str) -> dict[str, Any]:
    if kind == names.DEEP_LINKING:
        return _read_deep_settings(_map(claims, names.DEEP_SETTINGS))
    if kind in {names.REVIEW, names.PROCESSOR_SETTINGS}:
        return {
            "activity": _text(_map(claims, names.ACTIVITY).get("id")),
            "asset": _text(_map(claims, names.ASSET).get("id")),
        }
    return {}


def _read_deep_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    back, kinds = settings.get("deep_link_return_url"), settings.get("accept_types")
    targets, data = settings.get("accept_presentation_document_targets"), settings.get("data")
    is_whole = isinstance(back, str) and is_safe_address(back) and isinstance(kinds, list) and isinstance(targets, list)
    if not is_whole or not (data is None or (isinstance(data, str) and len(data) <= _LONGEST_DATA)):
        raise refuse("The platform’s message is not complete.")
    return {
        "back": back,
        "kinds": [one for one in kinds or () if isinstance(one, str)],
        "data": data,
        "line_items": settings.get("accept_lineitem") is not False,
    }
