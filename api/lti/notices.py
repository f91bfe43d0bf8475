"""What platforms tell us by themselves: that an essay was handed in which a teacher wants a report on."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.auth import hash_token
from api.lti import claims as names
from api.lti.assets import find_assets
from api.lti.items import FIELD, read_item
from api.lti.refusal import refuse
from api.lti.tokens import Claims, list_audience, peek, read_token
from api.pages.access import service_of
from api.store.lti import LOGIN_FOR, claim_nonce, find_platform, is_deployment
from api.store.lti_tables import LtiAsset, LtiPlatform
from api.store.tables import Contest, read_clock
from grader.reports.languages import mark

router = APIRouter()
_MOST_BYTES, _MOST_NOTICES = 1_000_000, 100
_UNREADABLE = mark("The notices cannot be read.")


async def read_notices(request: Request) -> list[str]:
    """The signed notices of a message.

    Raises:
        HTTPException: it is no such message.
    """
    if int(request.headers.get("content-length", "0")) > _MOST_BYTES:
        raise refuse("There are too many notices at once.", 413)
    try:
        told = json.loads(await request.body())
        rows = [row["jwt"] for row in told["notices"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise refuse(_UNREADABLE) from None
    if len(rows) > _MOST_NOTICES or not all(isinstance(row, str) for row in rows):
        raise refuse(_UNREADABLE)
    return rows


@router.post("/lti/notices")
def hear(request: Request, tokens: Annotated[list[str], Depends(read_notices)]) -> JSONResponse:
    """Keeps what is to be read; workers fetch and grade it. One notice that is not the platform's refuses all."""
    service = service_of(request)
    known = [
        (platform, read_token(service.settings, platform, token))
        for token in tokens
        for platform in [_whose(request, token)]
    ]
    with service.database.transaction() as session:
        for platform, claims in known:
            _keep(session, service.key, platform, claims)
    return JSONResponse({})


def _whose(request: Request, token: str) -> LtiPlatform:
    """The platform that a notice says it comes from; whether it does is for the signature to tell."""
    told = peek(token, 1)
    with service_of(request).database.reading() as session:
        for client_id in [told.get("azp"), *list_audience(told)]:
            found = find_platform(session, str(told.get("iss")), client_id) if isinstance(client_id, str) else None
            if found:
                return found
    raise refuse("This learning platform is not known here.")


def _keep(session: Session, key: bytes, platform: LtiPlatform, claims: Claims) -> None:
    notice, nonce = claims.get(names.NOTICE), claims.get("nonce")
    is_whole = claims.get(names.LTI_VERSION) == names.VERSION and isinstance(notice, dict) and isinstance(nonce, str)
    if not is_whole or not is_deployment(session, platform.id, str(claims.get(names.DEPLOYMENT))):
        raise refuse("The notice is not complete, or from a place that is not known here.")
    if not claim_nonce(session, platform.id, hash_token(str(nonce)), read_clock() + LOGIN_FOR * 12):
        raise refuse("The notice was sent before.")
    if isinstance(notice, dict) and notice.get("type") == names.SUBMITTED:
        _keep_assets(session, key, platform, claims)


def _keep_assets(session: Session, key: bytes, platform: LtiPlatform, claims: Claims) -> None:
    """Files of a submission for a contest that a teacher chose; one that comes again is tried again."""
    custom, context = claims.get(names.CUSTOM), claims.get(names.CONTEXT)
    item = str(custom.get(FIELD, "")) if isinstance(custom, dict) else ""
    place = str(context.get("id", "")) if isinstance(context, dict) else ""
    contest = session.get(Contest, read_item(key, item, platform.id, place))
    for told in find_assets(claims) if contest else ():
        same: dict[str, Any] = {name: told[name] for name in ("asset_id", "report_url")}
        known = session.query(LtiAsset).filter_by(platform_id=platform.id, **same).one_or_none()
        if known is None:
            session.add(LtiAsset(platform_id=platform.id, contest_id=contest.id if contest else "", **told))
        elif known.essay_id is None:
            known.state, known.due_at, known.attempts, known.sub = "waiting", read_clock(), 0, told["sub"]
