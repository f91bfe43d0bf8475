"""The typed client against the service in this process; `test_integrations` has it over a real connection."""

from typing import Any

import pytest

from grader.client import Grader, RequestFailed
from tests.api.rest.test_integrations import make_contest
from tests.conftest import SMALL_ESSAY


class Prompt(Grader):
    """A client whose service grades at once what was sent."""

    work: Any

    def ask(self, method: str, path: str, **given: Any) -> Any:
        answer = super().ask(method, path, **given)
        if answer.status_code == 202:
            self.work()
        return answer


@pytest.fixture
def connect(program, work):
    """Makes clients with a key."""

    def make(secret=""):
        own = program.headers["authorization"].split()[1]
        client = Prompt("http://testserver", secret or own, program._transport)
        client.work = work
        return client

    return make


@pytest.fixture
def grader(connect):
    return connect()


@pytest.fixture
def contest(grader, tmp_path):
    return make_contest(grader, tmp_path)


def test_the_client_does_the_whole_job(grader, contest, tmp_path):
    assert contest in [one["id"] for one in grader.list_contests()]
    assert grader.change_contest(contest, rules={"draft_feedback": "full"})["rules"]["draft_feedback"] == "full"
    assert any("Ada" in one["text"] for one in grader.list_passages(contest, "harbour"))
    (tmp_path / "log.txt").write_text("The lamp went out in 1902.", encoding="utf-8")
    added = [
        grader.add_source(contest, "The Log", tmp_path / "log.txt", kind="primary"),
        grader.add_source(contest, "A Diary", "It rained."),
    ]
    assert [(one["id"], one["kind"], one["passages"]) for one in added] == [
        ("the-log", "primary", 1),
        ("a-diary", "article", 1),
    ]
    grader.remove_source(contest, "a-diary")
    assert grader.read_contest(contest)["sources"] == 2
    changed = grader.edit_evidence(contest, lambda key: {**key, "evidence": key["evidence"][:1]})
    assert [one["id"] for one in changed["evidence"]] == ["A"]
    assert len(grader.edit_rubric(contest, lambda r: {**r, "criterion": r["criterion"][:2]})["criterion"]) == 2
    essay = tmp_path / "ann.txt"
    essay.write_text(SMALL_ESSAY, encoding="utf-8")
    batch = grader.hand_in_files(contest, [essay])["id"]
    (report,) = grader.wait_for_reports(batch)
    assert report.essay.text == SMALL_ESSAY
    assert len(report.evidence.items) == 1
    assert grader.export(batch, "csv").startswith(b"\xef\xbb\xbfessay")
    grader.release(batch)
    draft = grader.send_draft(contest, "pupil-1", SMALL_ESSAY)
    assert grader.wait_for_feedback(draft["id"]).essay.text == SMALL_ESSAY
    key = grader.make_key("mine", ["read"], [contest])
    grader.revoke_key(key["id"])
    (written,) = grader.list_essays(batch)
    grader.erase_student(written["id"])
    assert list(grader.list_essays(batch)) == []


def test_the_client_says_what_is_wrong_and_what_helps(connect, grader):
    with pytest.raises(RequestFailed, match="There is nothing here for this key") as refused:
        grader.read_contest("none")
    assert (refused.value.status, refused.value.remedy[:17]) == (404, "Check the address")
    with pytest.raises(RequestFailed, match="This key is unknown"):
        connect("grk_x").make_sample()


def test_the_client_names_a_service_that_is_not_there(monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    with Grader("http://127.0.0.1:9", "grk_x") as nobody, pytest.raises(RequestFailed, match="cannot be reached"):
        nobody.make_sample()
