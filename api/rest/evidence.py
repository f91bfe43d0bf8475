"""The evidence key of a contest: read, replaced in the next version, and drafted by a worker."""

from typing import Any, Literal

from fastapi import Request, Response
from pydantic import Field

from api.changes import read_file
from api.contest_toml import CONTEST, KEY, read_table, write_table
from api.pages.access import service_of
from api.rest.bodies import Given, Line, Shown, Words
from api.rest.callers import CallerHere, reach_contest
from api.rest.contests import keep_version, place
from api.rest.etags import KnownHere
from api.rest.routes import asks, make_router
from api.rest.versions import read_newest
from api.store.audit import note
from api.store.chores import add_chore, find_chore

router = make_router("evidence")
_MOST = 500


class EvidenceItem(Given):
    """A point of the material that the teacher hopes to see used."""

    id: Line = Field(min_length=1, examples=["E07"])
    statement: Words = Field(min_length=1, examples=["In 1902 the council dismissed the keeper."])
    importance: Literal[1, 2, 3] = Field(2, description="1 helpful, 2 expected, 3 essential.")
    source: Line | None = Field(None, description="The source’s id; null: it is searched for.")
    passage: Line | None = Field(None, examples=["biography#¶44"])
    keywords: list[Line] | None = Field(None, max_length=_MOST)
    group: Line | None = Field(None, description="A heading.")


class EvidenceKey(Given):
    """The evidence key, in the words of evidence.toml."""

    status: Literal["approved", "drafted"] = Field(
        "approved", description="`drafted`: read by no teacher yet; then coverage costs nothing."
    )
    evidence: list[EvidenceItem] = Field(max_length=_MOST)


class DraftedKey(Shown):
    """A key as a worker drafts it from the material, for a teacher to approve."""

    state: Literal["none", "pending", "running", "done", "failed"]
    reason: str = Field(description="Why it could not be drafted; else empty.")
    remedy: str = Field(description="What helps; else empty.")
    evidence: list[EvidenceItem]


@router.get(
    "/contests/{contest_id}/evidence",
    response_model=EvidenceKey,
    operation_id="read_evidence",
    **asks(("read",), headers=("ETag",)),
)
def read(request: Request, response: Response, caller: CallerHere, contest_id: str) -> EvidenceKey:
    """Read the evidence key of a contest; it is empty where there is none."""
    newest = read_newest(request, caller, contest_id)
    response.headers["ETag"] = newest.tag
    path = str(newest.table.get("evidence", ""))
    own = read_file(service_of(request).database, newest.version, path) if path else None
    table = read_table(own) if own else {"status": "drafted"}
    known: dict[str, Any] = {"status": table.get("status", "approved"), "evidence": table.get("evidence", [])}
    return EvidenceKey.model_validate(known, strict=False)


@router.put(
    "/contests/{contest_id}/evidence",
    response_model=EvidenceKey,
    operation_id="replace_evidence",
    **asks(("admin",), headers=("ETag",)),
)
def replace(
    request: Request, response: Response, caller: CallerHere, known: KnownHere, contest_id: str, asked: EvidenceKey
) -> EvidenceKey:
    """Replace the evidence key of a contest, which makes its next version; earlier reports keep theirs."""
    newest = read_newest(request, caller, contest_id, known)
    path = str(newest.table.get("evidence") or KEY)
    table: dict[str, Any] = asked.model_dump(exclude_none=True)
    if not table["evidence"]:
        del table["evidence"]
    files = {path: write_table(table), CONTEST: write_table({**newest.table, "evidence": path})}
    keep_version(request, caller, newest.version, files, "key")
    return read(request, response, caller, contest_id)


@router.post(
    "/contests/{contest_id}/evidence/draft",
    status_code=202,
    response_model=DraftedKey,
    operation_id="draft_evidence",
    **asks(("admin",), headers=("Location", "Retry-After")),
)
def draft(request: Request, response: Response, caller: CallerHere, contest_id: str) -> DraftedKey:
    """Have a worker draft an evidence key from the material; nothing is changed until you send one with PUT."""
    with service_of(request).database.transaction() as session:
        contest = reach_contest(session, caller, contest_id)
        add_chore(session, contest.id, caller.user.id, "outline")
        note(session, caller.user.id, "contest.outline", contest.id, key=caller.key.hint)
    response.headers["Location"] = place(request, f"contests/{contest_id}/evidence/draft")
    response.headers["Retry-After"] = "2"
    return DraftedKey(state="pending", reason="", remedy="", evidence=[])


@router.get(
    "/contests/{contest_id}/evidence/draft",
    response_model=DraftedKey,
    operation_id="read_drafted_evidence",
    **asks(("read",)),
)
def read_draft(request: Request, caller: CallerHere, contest_id: str) -> DraftedKey:
    """Read the key that a worker drafted last, and how far it is with the next."""
    with service_of(request).database.reading() as session:
        contest = reach_contest(session, caller, contest_id)
        chore = find_chore(session, contest.id, "outline")
        done = find_chore(session, contest.id, "outline", "done")
    told: dict[str, Any] = {
        "state": chore.state if chore else "none",
        "reason": chore.reason if chore else "",
        "remedy": chore.remedy if chore else "",
        "evidence": done.result["items"] if done else [],
    }
    return DraftedKey.model_validate(told, strict=False)
