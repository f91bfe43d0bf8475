"""The tables of LTI: platforms, our keys, launches under way, and which of a platform's people and links are whose.

No name of a student stands here: a platform's `sub` is an id of its own, and names go to `students` as all names do.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from api.store.tables import Contest, Essay, Table, User, make_id, read_clock


class LtiPlatform(Table):
    """A learning platform that its administrator and the owner of this service made known to one another.

    `origins` are the places whose pages may frame ours; `audience` is what its token endpoint wants as audience (empty: the
    endpoint's own address).
    """

    __tablename__ = "lti_platforms"
    __table_args__ = (UniqueConstraint("issuer", "client_id"),)
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    name: Mapped[str]
    issuer: Mapped[str]
    client_id: Mapped[str]
    auth_url: Mapped[str]
    token_url: Mapped[str]
    keys_url: Mapped[str]
    audience: Mapped[str] = mapped_column(default="")
    origins: Mapped[list[Any]] = mapped_column(default=list)
    created_at: Mapped[datetime] = mapped_column(default=read_clock)


class LtiDeployment(Table):
    """Where a platform put the tool. One that the owner did not allow yet only waits to be seen."""

    __tablename__ = "lti_deployments"
    platform_id: Mapped[str] = mapped_column(ForeignKey("lti_platforms.id", ondelete="CASCADE"), primary_key=True)
    deployment_id: Mapped[str] = mapped_column(primary_key=True)
    is_allowed: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(default=read_clock)
    platform: Mapped[LtiPlatform] = relationship()


class LtiInvite(Table):
    """A one-time link with which a platform's administrator registers the platform; stored as a hash."""

    __tablename__ = "lti_invites"
    token_hash: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[datetime]


class LtiKey(Table):
    """A key with which we sign: `public` as a JWK, `private` encrypted with a key made of the service's own."""

    __tablename__ = "lti_keys"
    kid: Mapped[str] = mapped_column(primary_key=True)
    public: Mapped[dict[str, Any]]
    private: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=read_clock)
    retired_at: Mapped[datetime | None]


class LtiState(Table):
    """A login under way, by hashes of its secrets. `login` are the platform's parameters, with which it can be begun again.

    `proof_hash` is of what the browser keeps in the platform's storage where it keeps no cookie.
    """

    __tablename__ = "lti_states"
    state_hash: Mapped[str] = mapped_column(primary_key=True)
    platform_id: Mapped[str] = mapped_column(ForeignKey("lti_platforms.id", ondelete="CASCADE"))
    nonce_hash: Mapped[str]
    proof_hash: Mapped[str]
    login: Mapped[dict[str, Any]]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    platform: Mapped[LtiPlatform] = relationship(lazy="joined")


class LtiNonce(Table):
    """A nonce that a platform used; it is refused from then on."""

    __tablename__ = "lti_nonces"
    platform_id: Mapped[str] = mapped_column(ForeignKey("lti_platforms.id", ondelete="CASCADE"), primary_key=True)
    nonce_hash: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class LtiLink(Table):
    """A link in a course of a platform, and the contest that it opens once a teacher chose one.

    `services` holds what the platform told of its services: `lineitem`, `lineitems`, `members`, `scopes`.
    """

    __tablename__ = "lti_links"
    __table_args__ = (UniqueConstraint("platform_id", "deployment_id", "context_id", "resource_id"),)
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    platform_id: Mapped[str] = mapped_column(ForeignKey("lti_platforms.id", ondelete="CASCADE"))
    deployment_id: Mapped[str]
    context_id: Mapped[str]
    resource_id: Mapped[str]
    contest_id: Mapped[str | None] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"), index=True)
    services: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=read_clock)
    platform: Mapped[LtiPlatform] = relationship()
    contest: Mapped[Contest | None] = relationship()


class LtiVisit(Table):
    """A visit from a platform, by the hash of its cookie: who came, as what, from which link; `message` is what was asked.

    It ends with the session. `origins` are the places whose pages frame it.
    """

    __tablename__ = "lti_visits"
    token_hash: Mapped[str] = mapped_column(primary_key=True)
    platform_id: Mapped[str] = mapped_column(ForeignKey("lti_platforms.id", ondelete="CASCADE"), index=True)
    link_id: Mapped[str | None] = mapped_column(ForeignKey("lti_links.id", ondelete="CASCADE"))
    sub: Mapped[str]
    role: Mapped[str]
    message: Mapped[dict[str, Any]]
    origins: Mapped[list[Any]]
    place: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    platform: Mapped[LtiPlatform] = relationship(lazy="joined")
    link: Mapped[LtiLink | None] = relationship()


class LtiTeacher(Table):
    """A platform's teacher and the account that is theirs; none while the owner was only asked. `name` is for the owner."""

    __tablename__ = "lti_teachers"
    id: Mapped[str] = mapped_column(unique=True, default=make_id)
    platform_id: Mapped[str] = mapped_column(ForeignKey("lti_platforms.id", ondelete="CASCADE"), primary_key=True)
    sub: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime] = mapped_column(default=read_clock)
    platform: Mapped[LtiPlatform] = relationship()
    user: Mapped[User | None] = relationship()


class LtiMember(Table):
    """A platform's student in the class of a contest."""

    __tablename__ = "lti_members"
    platform_id: Mapped[str] = mapped_column(ForeignKey("lti_platforms.id", ondelete="CASCADE"), primary_key=True)
    sub: Mapped[str] = mapped_column(primary_key=True)
    contest_id: Mapped[str] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"), primary_key=True)
    enrolment_id: Mapped[str] = mapped_column(ForeignKey("enrolments.id", ondelete="CASCADE"), unique=True)
    link_id: Mapped[str | None] = mapped_column(ForeignKey("lti_links.id", ondelete="SET NULL"))


class LtiBatch(Table):
    """The batch into which essays of a contest go that students hand in themselves."""

    __tablename__ = "lti_batches"
    contest_id: Mapped[str] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"), primary_key=True)
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"))


class LtiScore(Table):
    """What a platform was told of an essay, and what is still to be told; the last message has `told_at`.

    `kind` is `advisory` (no points) or `decided`; `points` are the last decided ones that were told. `decision_id` is
    the last decision that was looked at, and `comment_print` the hash of the teacher's words that were told, or empty.
    """

    __tablename__ = "lti_scores"
    essay_id: Mapped[str] = mapped_column(ForeignKey("essays.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(default="")
    points: Mapped[float | None]
    comment_print: Mapped[str] = mapped_column(default="")
    decision_id: Mapped[int] = mapped_column(default=0)
    told_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(default="")
    essay: Mapped[Essay] = relationship()


class LtiAsset(Table):
    """A file of a platform's submission, of which a report without a grade is sent back; see `api.lti.assets`."""

    __tablename__ = "lti_assets"
    __table_args__ = (UniqueConstraint("platform_id", "asset_id", "report_url"),)
    id: Mapped[str] = mapped_column(primary_key=True, default=make_id)
    platform_id: Mapped[str] = mapped_column(ForeignKey("lti_platforms.id", ondelete="CASCADE"))
    contest_id: Mapped[str] = mapped_column(ForeignKey("contests.id", ondelete="CASCADE"), index=True)
    essay_id: Mapped[str | None] = mapped_column(ForeignKey("essays.id", ondelete="CASCADE"), index=True)
    asset_id: Mapped[str]
    sub: Mapped[str]
    url: Mapped[str]
    report_url: Mapped[str]
    suffix: Mapped[str]
    checksum: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="waiting", index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None] = mapped_column(default=read_clock)
    told_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(default="")
    platform: Mapped[LtiPlatform] = relationship()
    essay: Mapped[Essay | None] = relationship()
