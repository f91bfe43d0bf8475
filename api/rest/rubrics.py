"""Rubrics: those that ship with the grader, and the one of a contest, which a change replaces in the next version."""

from typing import Annotated, Any

from fastapi import Request, Response
from pydantic import Field

from api.changes import read_file
from api.contest_toml import CONTEST, Table, name_rubric, read_shipped_rubric, read_table, write_table
from api.pages.access import service_of
from api.problems import Refused
from api.rest.bodies import Given, Line, Words
from api.rest.callers import NOTHING, CallerHere
from api.rest.contests import keep_version
from api.rest.etags import KnownHere
from api.rest.paging import Page, WalkHere
from api.rest.routes import asks, make_router
from api.rest.versions import read_newest
from api.store.tables import ContestVersion
from grader.shipped import shipped_folder

router = make_router("rubrics")
_MOST = 100
Points = Annotated[float, Field(ge=-1_000_000, le=1_000_000)]


class LevelRow(Given):
    """A step of a criterion; the lowest comes first."""

    label: Line = Field(min_length=1, examples=["Developing"])
    points: Points = Field(examples=[2])
    description: Words = ""


class CheckRow(Given):
    """A check that speaks to a criterion."""

    use: Line = Field(description="The check’s name.", examples=["source_coverage"])
    weight: float = Field(1, ge=0, le=1_000, description="How loudly it speaks.")
    options: dict[str, Any] = Field({}, alias="with", description="The check’s own options.")


class CriterionRow(Given):
    """A row of a rubric."""

    id: Line = Field(min_length=1, examples=["evidence"])
    label: Line = Field(min_length=1, examples=["Use of evidence"])
    description: Words = ""
    cuts: list[float] | None = Field(
        None, max_length=_MOST, description="Where one level ends and the next begins, on 0 to 1; null: evenly."
    )
    level: list[LevelRow] = Field(min_length=2, max_length=_MOST)
    check: list[CheckRow] = Field([], max_length=_MOST)


class Rubric(Given):
    """A rubric, in the words of its .toml file."""

    id: Line = Field(min_length=1, examples=["source-based-history"])
    title: Line = Field(min_length=1)
    criterion: list[CriterionRow] = Field(min_length=1, max_length=_MOST)


def _list_shipped() -> list[str]:
    return sorted(path.stem for path in shipped_folder("rubrics").glob("*.toml"))


def _show(table: Table) -> Rubric:
    return Rubric.model_validate(table, strict=False)


@router.get("/rubrics", response_model=Page[Rubric], operation_id="list_rubrics", **asks(("read",)))
def list_all(walk: WalkHere) -> Page[Rubric]:
    """List the rubrics that ship with the grader."""
    rows, following = walk.cut([read_shipped_rubric(name) for name in _list_shipped()])
    return Page(items=[_show(row) for row in rows], next=following)


@router.get("/rubrics/{name}", response_model=Rubric, operation_id="read_shipped_rubric", **asks(("read",)))
def read_shipped(name: str) -> Rubric:
    """Read a rubric that ships with the grader."""
    if name not in _list_shipped():
        raise Refused(404, NOTHING)
    return _show(read_shipped_rubric(name))


@router.get(
    "/contests/{contest_id}/rubric",
    response_model=Rubric,
    operation_id="read_rubric",
    **asks(("read",), headers=("ETag",)),
)
def read(request: Request, response: Response, caller: CallerHere, contest_id: str) -> Rubric:
    """Read the rubric of a contest."""
    newest = read_newest(request, caller, contest_id)
    response.headers["ETag"] = newest.tag
    return _show(read_table_of(request, newest.version, newest.table))


def read_table_of(request: Request, version: ContestVersion, table: Table) -> Table:
    """The rubric of a version, its own or one that ships."""
    own = read_file(service_of(request).database, version, name_rubric(table))
    return read_table(own) if own and str(table["rubric"]).endswith(".toml") else read_shipped_rubric(table["rubric"])


@router.put(
    "/contests/{contest_id}/rubric",
    response_model=Rubric,
    operation_id="replace_rubric",
    **asks(("admin",), headers=("ETag",)),
)
def replace(
    request: Request, response: Response, caller: CallerHere, known: KnownHere, contest_id: str, asked: Rubric
) -> Rubric:
    """Replace the rubric of a contest, which makes its next version; earlier reports keep theirs."""
    newest = read_newest(request, caller, contest_id, known)
    path = name_rubric(newest.table)
    table = asked.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_unset=True)
    files = {path: write_table(table), CONTEST: write_table({**newest.table, "rubric": path})}
    keep_version(request, caller, newest.version, files, "rubric")
    return read(request, response, caller, contest_id)
