"""The newest version of a contest as its parts need it, for reading and for changing."""

from dataclasses import dataclass

from fastapi import Request, Response

from api.contest_toml import Table
from api.pages.access import service_of
from api.reading import load_version
from api.rest.callers import Caller, reach_contest
from api.rest.contests import read_task, tag_contest
from api.rest.etags import Known
from api.store.tables import ContestVersion
from grader.model import Contest


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest version of a contest.

    Attributes:
        version: as the store has it.
        tag: the ETag of the contest.
        table: its contest.toml.
    """

    version: ContestVersion
    tag: str
    table: Table


def read_newest(request: Request, caller: Caller, contest_id: str, known: Known | None = None) -> Newest:
    """The newest version of a contest that the key reaches.

    Raises:
        Refused: 404 there is none, 412 it is not the one that is `known`.
    """
    with service_of(request).database.reading() as session:
        contest = reach_contest(session, caller, contest_id)
        version, tag = contest.versions[-1], tag_contest(contest)
    if known is not None:
        known.demand(tag)
    return Newest(version, tag, read_task(request, version))


def load_newest(request: Request, response: Response, caller: Caller, contest_id: str) -> Contest:
    """The contest as the engine knows it; the answer gets the contest's ETag."""
    service = service_of(request)
    with service.database.reading() as session:
        contest = reach_contest(session, caller, contest_id)
        response.headers["ETag"] = tag_contest(contest)
        return load_version(session, contest.versions[-1], service.settings)
