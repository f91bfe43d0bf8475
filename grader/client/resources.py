"""The resources of the service by their names; what comes back has the fields of the OpenAPI document."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.client.connection import Connection, Json, RequestFailed, seconds_of
from grader.report import Report

Edit = Callable[[Json], Json]
_NOT_READY = 202
_PATIENCE_SECONDS = 3600.0


class Grader(Connection):
    """The service, as a key opens it."""

    # Contests and what belongs to them.

    def list_contests(self) -> Iterator[Json]:
        """The contests that the key reaches."""
        return self.walk("contests")

    def make_sample(self) -> Json:
        """The sample contest, as a new one."""
        return self._read("POST", "contests", json={"sample": "show-trials"})

    def make_contest(self, files: Sequence[Path], title: str = "") -> Json:
        """A new contest from files, or from a zip of its folder."""
        return self._read("POST", "contests", files=_open_files(files), data={"title": title})

    def read_contest(self, contest: str) -> Json:
        """A contest."""
        return self._read("GET", f"contests/{contest}")

    def add_source(self, contest: str, title: str, material: str | Path | None = None, **fields: Any) -> Json:
        """Adds a source; a text, a file, or none when only its `url` is known. `fields` are `kind`, `author` and others."""
        path, given = f"contests/{contest}/sources", {"title": title, **fields}
        if isinstance(material, Path):
            return self._read("POST", path, files=_open_files([material]), data=given)
        return self._read("POST", path, json={**given, **({} if material is None else {"text": material})})

    def remove_source(self, contest: str, source: str) -> None:
        """Takes a source away, whatever the contest was before; refused while the evidence key names it."""
        self.ask("DELETE", f"contests/{contest}/sources/{source}", headers={"If-Match": "*"})

    def list_passages(self, contest: str, source: str) -> Iterator[Json]:
        """The passages of a source."""
        return self.walk(f"contests/{contest}/sources/{source}/passages")

    def change_contest(self, contest: str, **changes: Any) -> Json:
        """Changes title, prompt, rules, retention_days or sealed, whatever they were before."""
        return self._read("PATCH", f"contests/{contest}", json=changes, headers={"If-Match": "*"})

    def read_rubric(self, contest: str) -> Json:
        """The rubric of a contest."""
        return self._read("GET", f"contests/{contest}/rubric")

    def edit_rubric(self, contest: str, edit: Edit) -> Json:
        """Replaces the rubric by what `edit` makes of it; refused when somebody changed the contest meanwhile."""
        return self._edit(f"contests/{contest}/rubric", edit)

    def read_evidence(self, contest: str) -> Json:
        """The evidence key of a contest."""
        return self._read("GET", f"contests/{contest}/evidence")

    def edit_evidence(self, contest: str, edit: Edit) -> Json:
        """Replaces the evidence key by what `edit` makes of it; refused when somebody changed the contest meanwhile."""
        return self._edit(f"contests/{contest}/evidence", edit)

    # Essays and the work on them.

    def hand_in(self, contest: str, essays: Sequence[str | Mapping[str, str]]) -> Json:
        """Hands texts in; a batch. An essay may be a mapping with `text`, `name`, `lms_id`, `lms_user`."""
        given = [{"text": one} if isinstance(one, str) else dict(one) for one in essays]
        return self._read("POST", f"contests/{contest}/essays", json={"essays": given})

    def hand_in_files(self, contest: str, files: Sequence[Path]) -> Json:
        """Hands files in, or a learning platform's zip; a batch."""
        return self._read("POST", f"contests/{contest}/essays", files=_open_files(files))

    def read_batch(self, batch: str) -> Json:
        """How far the work on a batch is."""
        return self._read("GET", f"batches/{batch}")

    def list_essays(self, batch: str) -> Iterator[Json]:
        """The essays of a batch."""
        return self.walk(f"batches/{batch}/essays")

    def wait_for_batch(self, batch: str, patience_seconds: float = _PATIENCE_SECONDS) -> Json:
        """Waits until a batch is done, looking as often as the service says.

        Raises:
            RequestFailed: it takes longer than that.
        """
        until = time.monotonic() + patience_seconds
        while True:
            answer = self.ask("GET", f"batches/{batch}")
            read: Json = answer.json()
            if read["progress"]["is_over"]:
                return read
            pause = seconds_of(answer)
            if time.monotonic() + pause > until:
                raise RequestFailed(_late(f"batches/{batch}", patience_seconds))
            time.sleep(pause)

    def read_report(self, essay: str, wait_seconds: int = 60) -> Report | None:
        """The report of an essay; none when it is not graded within that time."""
        answer = self.ask("GET", f"essays/{essay}/report", headers={"Prefer": f"wait={wait_seconds}"})
        return None if answer.status_code == _NOT_READY else Report.model_validate_json(answer.content)

    def wait_for_reports(self, batch: str, patience_seconds: float = _PATIENCE_SECONDS) -> Iterator[Report]:
        """Waits until a batch is done; its reports in the order of its essays."""
        self.wait_for_batch(batch, patience_seconds)
        return (Report.model_validate(one) for one in self.walk(f"batches/{batch}/reports"))

    # What people say.

    def decide(self, essay: str, kind: str, subject: str = "", points: float | None = None, text: str = "") -> Json:
        """Appends a decision in the teacher's name."""
        given = {"kind": kind, "subject": subject, "points": points, "text": text}
        return self._read("POST", f"essays/{essay}/decisions", json=given)

    def read_standing(self, essay: str) -> Json:
        """What holds for an essay after all decisions; only this belongs into a gradebook."""
        return self._read("GET", f"essays/{essay}/standing")

    def release(self, batch: str) -> Json:
        """Releases every graded essay of a batch."""
        return self._read("POST", f"batches/{batch}/release")

    def export(self, batch: str, form: str) -> bytes:
        """A table (`csv`, `xlsx`) or a zip of reports (`html`, `pdf`)."""
        return self.ask("GET", f"batches/{batch}/exports/{form}").content

    def erase_student(self, essay: str) -> None:
        """Erases the writer of an essay with all that is kept."""
        self.ask("DELETE", f"essays/{essay}/student")

    # Drafts and keys.

    def send_draft(self, contest: str, student: str, text: str) -> Json:
        """Sends a student's draft."""
        return self._read("POST", f"contests/{contest}/drafts", json={"student": student, "text": text})

    def wait_for_feedback(self, draft: str, patience_seconds: float = _PATIENCE_SECONDS) -> Report:
        """Waits for the feedback on a draft: a report that holds what the contest lets students see.

        Raises:
            RequestFailed: it takes longer than that.
        """
        until = time.monotonic() + patience_seconds
        while (answer := self.ask("GET", f"drafts/{draft}/feedback")).status_code == _NOT_READY:
            if time.monotonic() > until:
                raise RequestFailed(_late(f"drafts/{draft}/feedback", patience_seconds))
            time.sleep(seconds_of(answer))
        return Report.model_validate_json(answer.content)

    def make_key(self, name: str, scopes: Sequence[str], contests: Sequence[str] | None = None, days: int = 90) -> Json:
        """A new key with its `secret`, which is shown this once."""
        given = {"name": name, "scopes": list(scopes), "contests": contests and list(contests), "days": days}
        return self._read("POST", "keys", json=given)

    def revoke_key(self, key: str) -> None:
        """Revokes a key."""
        self.ask("DELETE", f"keys/{key}")

    def _read(self, method: str, path: str, **given: Any) -> Json:
        read: Json = self.ask(method, path, **given).json()
        return read

    def _edit(self, path: str, edit: Edit) -> Json:
        before = self.ask("GET", path)
        return self._read("PUT", path, json=edit(before.json()), headers={"If-Match": before.headers["etag"]})


def _open_files(files: Sequence[Path]) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (file.name, file.read_bytes())) for file in files]


def _late(where: str, seconds: float) -> Json:
    detail = f"the work took longer than {seconds:g} seconds"
    return {"where": where, "detail": detail, "remedy": "Ask again later; nothing is lost"}
