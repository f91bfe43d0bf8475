"""A day of a program, from its key to an erased student. What it was answered are the examples of the documentation."""

import json
import re
from collections.abc import Mapping
from typing import Any

from api.problems import PROBLEM
from tests.api.rest.conftest import Program, files_of
from tests.conftest import SMALL_ESSAY

_ID, _HASH = re.compile(r"\b[0-9a-f]{32}\b|(?<=_)[0-9a-f]{32}\b"), re.compile(r"sha256:[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?")
_SECRETS = {re.compile(r"grk_[\w-]{43}"): "grk_…", re.compile(r"whsec_[\w+/=]+"): "whsec_…"}
_MASKED = {"request_id": "8f2c1d0a9b7e4c53", "hint": "Q4xk", "next": "WyIyMDI2LTExLTAyIiwgMl0"}
_SHOWN = 300
_FITTING = {200, 201, 202, 204, 403}  # what a key does not allow is asked for rightly
HOOK = "https://lms.example/hooks/grader"


class Diary:
    """What a program asked and was answered, by operation and status; the first answer of each counts.

    Args:
        program: a client with a key that may do everything.
        document: the OpenAPI document, which says where operations are.
    """

    def __init__(self, program: Program, document: dict[str, Any]) -> None:
        self._program = program
        self._places = {
            operation["operationId"]: (method, path.removeprefix("/api/v1/"))
            for path, item in document["paths"].items()
            for method, operation in item.items()
        }
        self._ids: dict[str, str] = {}
        self.answers: dict[str, dict[str, Any]] = {}

    def ask(self, name: str, status: int = 200, /, client: Program | None = None, **given: Any) -> Any:
        """Asks an operation by its name and writes down what came back.

        Args:
            name: the operation's id.
            status: that the answer has to have.
            client: who asks instead.
            given: names of the address, and whatever the client takes.
        """
        method, path = self._places[name]
        names = re.findall(r"\{(\w+)\}", path)
        address = path.format(**{one: given.pop(one) for one in names})
        answer = (client or self._program).request(method, address, **given)
        assert answer.status_code == status, (name, answer.text)
        self.keep(name, answer, given)
        return answer

    def keep(self, name: str, answer: Any, given: Mapping[str, Any]) -> None:
        """Writes down an answer."""
        is_problem = answer.headers.get("content-type") == PROBLEM
        kept = self.answers.setdefault("problems" if is_problem else name, {})
        if answer.content and not _is_binary(answer):
            kept.setdefault(self._key(answer, is_problem=is_problem), self._even_out(_read(answer)))
        if "json" in given and answer.status_code in _FITTING:
            self.answers.setdefault(name, {}).setdefault("request", self._even_out(given["json"]))

    def _key(self, answer: Any, *, is_problem: bool) -> str:
        kind = answer.headers["content-type"].partition(";")[0]
        return f"{answer.status_code}" if is_problem or kind == "application/json" else f"{answer.status_code} {kind}"

    def _even_out(self, said: Any, name: str = "") -> Any:
        """The same every day: ids in the order in which they came, one time, one hash, no secret."""
        if isinstance(said, dict):
            if "schema" in said and "grader" in said:
                said = {**said, "grader": {"version": "0.1.0"}}
            return {key: self._even_out(value, key) for key, value in said.items()}
        if isinstance(said, list):
            return [self._even_out(one) for one in said]
        if not isinstance(said, str):
            return said
        if name in _MASKED:
            return _MASKED[name]
        for pattern, shown in _SECRETS.items():
            said = pattern.sub(shown, said)
        said = _ID.sub(lambda found: self._ids.setdefault(found[0], _make_id(len(self._ids))), said)
        return _TIME.sub("2026-11-02T08:00:00", _HASH.sub(f"sha256:{'0123456789abcdef' * 4}", said))


def _make_id(number: int) -> str:
    return f"{0x5EED0000 + number:x}" * 4


def _is_binary(answer: Any) -> bool:
    return not answer.headers["content-type"].startswith(("application/json", "text/", PROBLEM))


def _read(answer: Any) -> Any:
    if not answer.headers["content-type"].startswith("text/"):
        return answer.json()
    text = answer.content.decode("utf-8-sig").replace("\r\n", "\n")
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _tag(answer: Any) -> dict[str, str]:
    return {"If-Match": answer.headers["etag"]}


def spend(diary: Diary, work: Any, app: Any) -> None:
    """The whole day; `work` runs the workers, and `app` is the service, for callers without a key."""
    diary.ask("list_rubrics", params={"limit": 1})
    diary.ask("read_shipped_rubric", name="argument-essay")
    diary.ask("list_contests")
    form = {"files": files_of('draft_feedback = "full"\n'), "data": {"title": "The Lamp"}}
    contest = diary.ask("make_contest", 201, **form).json()["id"]
    _prepare(diary, work, contest)
    hook = diary.ask("make_hook", 201, json={"url": HOOK, "contest": contest, "events": ["essay.graded"]}).json()["id"]
    essay, batch = _grade(diary, work, contest)
    _decide(diary, contest, essay, batch)
    _change(diary, work, contest, essay, batch)
    _send_draft(diary, work, contest)
    _hear(diary, hook)
    _share(diary, contest)
    _be_refused(diary, contest, essay, app)
    diary.ask("read_student", essay_id=essay)
    diary.ask("erase_student", 204, essay_id=essay)
    diary.ask("read_essay", 404, essay_id=essay)


def _prepare(diary: Diary, work: Any, contest: str) -> None:
    """Material, rubric and evidence key."""
    read = diary.ask("read_contest", contest_id=contest)
    diary.ask("list_contests", params={"limit": 1})
    diary.ask(
        "change_contest",
        contest_id=contest,
        headers=_tag(read),
        json={"rules": {"words": {"min": 30}}, "retention_days": 365},
    )
    log = {
        "title": "The Log of the Harbour",
        "kind": "primary",
        "text": "The lamp went out at nine. The keeper was ill.",
    }
    added = diary.ask("add_source", 201, contest_id=contest, json=log, headers={"Idempotency-Key": "log"})
    again = diary.ask("add_source", 201, contest_id=contest, json=log, headers={"Idempotency-Key": "log"})
    assert (again.content, again.headers["idempotency-replayed"]) == (added.content, "true")
    source = added.json()["id"]
    diary.ask("list_sources", contest_id=contest)
    diary.ask("read_source", contest_id=contest, source_id=source)
    other = [("files", ("log.txt", b"The lamp went out at nine. The keeper was very ill."))]
    given = diary.ask("give_source_file", 204, contest_id=contest, source_id=source, files=other, headers=_tag(added))
    diary.ask("list_passages", contest_id=contest, source_id=source)
    word = {"passage": f"{source}#¶1", "text": "The lamp went out at ten.", "note": "So the court found."}
    corrected = diary.ask("correct_passage", 204, contest_id=contest, json=word, headers=_tag(given))
    diary.ask("remove_source", 204, contest_id=contest, source_id=source, headers=_tag(corrected))
    rubric = diary.ask("read_rubric", contest_id=contest)
    diary.ask("replace_rubric", contest_id=contest, json=rubric.json(), headers=_tag(rubric))
    key = diary.ask("read_evidence", contest_id=contest)
    diary.ask("replace_evidence", contest_id=contest, json=key.json(), headers=_tag(key))
    diary.ask("draft_evidence", 202, contest_id=contest)
    work()
    diary.ask("read_drafted_evidence", contest_id=contest)


def _grade(diary: Diary, work: Any, contest: str) -> tuple[str, str]:
    """An essay from hand-in to report; its id and that of its batch."""
    essays = {"essays": [{"text": SMALL_ESSAY, "name": "Ann Lee", "lms_id": "17"}]}
    same: dict[str, Any] = {"contest_id": contest, "json": essays, "headers": {"Idempotency-Key": "day-1"}}
    batch = diary.ask("hand_in_essays", 202, **same).json()["id"]
    assert diary.ask("hand_in_essays", 202, **same).json()["id"] == batch
    (essay,) = [one["id"] for one in diary.ask("list_batch_essays", batch_id=batch).json()["items"]]
    diary.ask("read_report", 202, essay_id=essay)
    diary.ask("list_batch_reports", 202, batch_id=batch)
    diary.ask("decide", 409, essay_id=essay, json={"kind": "comment", "text": "Too early."})
    work()
    diary.ask("read_report", essay_id=essay)
    diary.ask("list_batch_reports", batch_id=batch)
    diary.ask("read_batch", batch_id=batch)
    diary.ask("list_batches", contest_id=contest)
    diary.ask("list_essays", contest_id=contest)
    diary.ask("read_essay", essay_id=essay)
    return essay, batch


def _decide(diary: Diary, contest: str, essay: str, batch: str) -> None:
    for criterion in diary.ask("read_rubric", contest_id=contest).json()["criterion"]:
        word = {"kind": "level", "subject": criterion["id"], "points": criterion["level"][-1]["points"]}
        diary.ask("decide", 201, essay_id=essay, json=word)
    diary.ask("decide", 201, essay_id=essay, json={"kind": "comment", "text": "Well told."})
    diary.ask("release_batch", batch_id=batch)
    standing = diary.ask("read_standing", essay_id=essay).json()
    assert standing["is_complete"]
    assert standing["is_released"]
    diary.ask("list_decisions", essay_id=essay, params={"limit": 2})
    for form in ("csv", "xlsx", "html", "pdf"):
        diary.ask("export_batch", batch_id=batch, form=form)
    for form in ("html", "pdf"):
        diary.ask("export_essay", essay_id=essay, form=form)


def _change(diary: Diary, work: Any, contest: str, essay: str, batch: str) -> None:
    """A changed contest leaves old reports alone."""
    before = diary.ask("read_report", essay_id=essay).text
    diary.ask("change_contest", contest_id=contest, headers={"If-Match": "*"}, json={"title": "The Keeper"})
    diary.ask("steer_batch", 202, batch_id=batch, json={"how": "again"})
    work()
    old, _new = diary.ask("list_reports", essay_id=essay).json()["items"]
    assert old["report"] == json.loads(before)


def _send_draft(diary: Diary, work: Any, contest: str) -> None:
    given = {"student": "pupil-17", "text": SMALL_ESSAY}
    draft = diary.ask("send_draft", 202, contest_id=contest, json=given).json()["id"]
    diary.ask("read_feedback", 202, draft_id=draft)
    work()
    diary.ask("read_feedback", draft_id=draft)
    diary.ask("read_draft", draft_id=draft)
    diary.ask("list_drafts", contest_id=contest)
    diary.ask("read_drafter", draft_id=draft)
    diary.ask("erase_drafter", 204, draft_id=draft)


def _hear(diary: Diary, hook: str) -> None:
    diary.ask("read_hook", hook_id=hook)
    diary.ask("list_hooks")
    diary.ask("test_hook", 202, hook_id=hook)
    messages = diary.ask("list_deliveries", hook_id=hook, params={"limit": 1}).json()
    assert messages["items"][0]["event"] == "essay.graded"
    diary.ask("send_again", 202, hook_id=hook, json={})
    diary.ask("renew_hook_secret", hook_id=hook)
    diary.ask("delete_hook", 204, hook_id=hook)


def _share(diary: Diary, contest: str) -> None:
    given = {"name": "Canvas", "scopes": ["read", "submit"], "contests": [contest], "days": 30}
    key = diary.ask("make_key", 201, json=given).json()["id"]
    diary.ask("read_key", key_id=key)
    diary.ask("read_own_key")
    diary.ask("list_keys")
    diary.ask("revoke_key", 204, key_id=key)


def _be_refused(diary: Diary, contest: str, essay: str, app: Any) -> None:
    """Every problem that there is; 404 comes with the erasure, and 409 came before the report."""
    diary.ask("list_contests", 401, client=Program(app))
    diary.ask("make_key", 400, content=b"{", headers={"Content-Type": "application/json"})
    diary.ask("make_key", 415, content=b"<key/>", headers={"Content-Type": "text/xml"})
    diary.ask("make_key", 422, json={"name": "", "scopes": ["all"]})
    diary.ask("make_contest", 411, content=iter([b"{}"]))
    diary.ask("make_contest", 413, content=b"", headers={"Content-Length": "900000000"})
    task: dict[str, Any] = {"contest_id": contest, "json": {"sealed": True}}
    diary.ask("change_contest", 428, **task)
    diary.ask("change_contest", 412, **task, headers={"If-Match": '"old"'})
    diary.keep("", Program(app).delete("contests"), {})
    secret = diary.ask("make_key", 201, json={"name": "Reader", "scopes": ["read"]}).json()["secret"]
    bound = diary.ask("make_key", 201, json={"name": "One", "scopes": ["admin"], "contests": [contest]}).json()[
        "secret"
    ]
    diary.ask("make_contest", 403, client=Program(app, bound), json={"sample": "show-trials"})
    diary.ask("decide", 403, client=Program(app, secret), essay_id=essay, json={"kind": "release"})
