"""Who comes from a platform, as whom they are let in, and where they are led."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.lti import claims as names
from api.lti.items import FIELD, read_item
from api.lti.messages import Message
from api.store.audit import note
from api.store.lti import add_visit, find_or_add_link, find_teacher
from api.store.lti_tables import LtiAsset, LtiLink, LtiPlatform, LtiVisit
from api.store.members import find_or_enrol, open_class
from api.store.tables import Contest, Essay, User
from api.store.users import log_in

WAITING, CONNECTING, CHOOSING = "/lti/wait", "/lti/connect", "/lti/choose"


def arrive(session: Session, key: bytes, platform: LtiPlatform, message: Message, token_hash: str) -> None:
    """Begins the visit of a launch; students and teachers who are known are logged in."""
    link = _find_link(session, key, platform, message) if message.kind == names.LAUNCH else None
    asked = {**message.asked, "kind": message.kind, "deployment": message.deployment, "context": message.context}
    asked |= {"title": message.title, "services": message.services, "item": message.custom.get(FIELD, "")}
    if message.role == "teacher":
        asked["name"] = message.name
    visit = LtiVisit(
        token_hash=token_hash,
        platform_id=platform.id,
        link_id=link.id if link else None,
        sub=message.sub,
        role=message.role,
        message=asked,
        origins=list(dict.fromkeys([*platform.origins, *message.origins])),
    )
    user = _find_user(session, key, platform, message, link)
    visit.place = find_place(session, visit, user, link)
    add_visit(session, visit)
    if user:
        log_in(session, user, token_hash)
        note(session, user.id, "lti.launch", (link.contest_id if link else None) or user.id)


def _find_link(session: Session, key: bytes, platform: LtiPlatform, message: Message) -> LtiLink:
    """The link in the course, with what the platform tells of its services now, and its contest where that is known."""
    link = find_or_add_link(session, platform.id, message.deployment, message.context, message.resource)
    link.services = {**message.services, "title": message.title}
    if link.contest_id is None:
        named = read_item(key, message.custom.get(FIELD, ""), platform.id, message.context)
        contest = session.get(Contest, named) if named else None
        if contest:
            connect_link(session, link, contest)
    session.flush()
    return link


def connect_link(session: Session, link: LtiLink, contest: Contest) -> None:
    """Says which contest a link in a course opens."""
    link.contest_id = contest.id
    open_class(session, contest)


def _find_user(
    session: Session, key: bytes, platform: LtiPlatform, message: Message, link: LtiLink | None
) -> User | None:
    """The account of whoever comes; never found by name or address, which a platform could claim of anybody."""
    if message.role == "teacher":
        known = find_teacher(session, platform.id, message.sub)
        return session.get(User, known.user_id) if known and known.user_id else None
    contest = session.get(Contest, link.contest_id) if link and link.contest_id else None
    essay = find_asset_essay(session, platform.id, message.asked.get("asset", ""))
    contest = contest or (session.get(Contest, essay.contest_id) if essay else None)
    if contest is None:
        return None
    person = (platform.id, message.sub)
    enrolment = find_or_enrol(session, key, person, contest, message.name, link.id if link else None)
    return session.get(User, enrolment.user_id) if enrolment else None


def find_asset_essay(session: Session, platform_id: str, asset_id: str) -> Essay | None:
    """The essay that was made of a platform's file."""
    chosen = select(Essay).join(LtiAsset, LtiAsset.essay_id == Essay.id)
    chosen = chosen.where(LtiAsset.platform_id == platform_id, LtiAsset.asset_id == asset_id)
    return session.scalars(chosen.order_by(Essay.created_at.desc())).first() if asset_id else None


def find_place(session: Session, visit: LtiVisit, user: User | None, link: LtiLink | None) -> str:
    """Where a visit begins."""
    kind = visit.message["kind"]
    if visit.role == "student":
        place = "/lti/result" if kind == names.REVIEW else "/lti/essay" if kind == names.LAUNCH else WAITING
        return place if user else WAITING
    if user is None:
        return CONNECTING
    if kind == names.REVIEW:
        essay = find_asset_essay(session, visit.platform_id, visit.message.get("asset", ""))
        return f"/essays/{essay.id}" if essay else WAITING
    if kind == names.LAUNCH and link and link.contest_id:
        return "/lti/course"
    return CHOOSING
