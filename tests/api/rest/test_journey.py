"""A program's whole job: from the contest to the grades, and everything in between."""

import csv
import io
import json

from grader.report import Report
from tests.api.rest.conftest import OTHER_ESSAY, essays_of, hand_in, make_contest
from tests.conftest import SMALL_ESSAY, SMALL_SOURCE


def test_a_contest_is_made_of_the_sample(program):
    answer = program.post("contests", json={"sample": "show-trials"})
    assert answer.status_code == 201
    made = answer.json()
    assert answer.headers["location"] == f"http://testserver/api/v1/contests/{made['id']}"
    assert made["version"] == 1
    assert made["sources"] > 2
    assert [one["id"] for one in program.get("contests").json()["items"]] == [made["id"]]


def test_a_contest_is_drafted_from_its_material_alone(program):
    files = [
        ("files", (name, text.encode())) for name, text in (("question.txt", "Was it fair?"), ("log.txt", SMALL_SOURCE))
    ]
    made = program.post("contests", files=files).json()
    assert (made["prompt"], made["sources"], made["evidence_items"]) == ("Was it fair?", 1, 0)
    assert [said for said in made["missing"] if "No rubric was made" in said]
    assert not [said for said in made["missing"] if "`grader" in said or "essays/" in said]


def test_a_contest_and_its_parts_are_read(program, contest):
    read = program.get(f"contests/{contest}").json()
    assert read["title"] == "The Lamp"
    assert read["rules"] == {"words": {"min": 30, "max": 200}}
    (source,) = program.get(f"contests/{contest}/sources").json()["items"]
    passages = program.get(f"contests/{contest}/sources/{source['id']}/passages").json()["items"]
    assert any("Ada Hill" in one["text"] and one["place"].startswith("The Harbour Book") for one in passages)
    assert program.get(f"contests/{contest}/sources/none/passages").status_code == 404
    assert program.get(f"contests/{contest}/rubric").json()["id"] == "argument-essay"
    assert [one["id"] for one in program.get(f"contests/{contest}/evidence").json()["evidence"]] == ["A", "B"]


def test_essays_are_handed_in_graded_and_read(program, contest, work):
    answer = program.post(f"contests/{contest}/essays", json={"essays": [{"text": SMALL_ESSAY, "lms_id": "4711"}]})
    assert answer.status_code == 202
    assert int(answer.headers["retry-after"]) >= 1
    place = answer.headers["location"]
    batch = answer.json()["id"]
    (essay,) = essays_of(program, batch)
    waiting = program.get(f"essays/{essay}/report")
    assert (waiting.status_code, waiting.json()["state"], waiting.headers["retry-after"]) == (202, "pending", "1")
    assert program.get(f"batches/{batch}/reports").status_code == 202
    work()
    assert program.get(place).json()["progress"]["is_over"]
    answer = program.get(f"essays/{essay}/report")
    report = Report.model_validate_json(answer.content)
    assert report.essay.text == SMALL_ESSAY
    assert answer.text == report.to_json()
    assert program.get(f"batches/{batch}/reports").json()["items"] == [json.loads(answer.text)]
    assert program.get(f"essays/{essay}").json()["lms_id"] == "4711"


def test_who_wrote_a_text_stays_with_it(program, contest):
    texts = {f"Lamp number {number}.": f"Pupil {number}" for number in range(12)}
    answer = program.post(
        f"contests/{contest}/essays",
        json={"essays": [{"text": t, "name": n, "lms_id": n[6:]} for t, n in texts.items()]},
    )
    essays = program.get(f"batches/{answer.json()['id']}/essays").json()["items"]
    told = {one["student"]["name"]: (one["lms_id"], one["id"]) for one in essays}
    assert {name: name[6:] for name in texts.values()} == {name: number for name, (number, _) in told.items()}
    data = program.get(f"essays/{told['Pupil 7'][1]}/student").json()
    assert data["student"]["name"] == "Pupil 7"


def test_files_are_handed_in_as_a_form(program, contest, work):
    files = [("files", ("Ann Lee.txt", SMALL_ESSAY.encode())), ("files", ("Ben Fox.txt", b"Bread is good."))]
    batch = program.post(f"contests/{contest}/essays", files=files, data={"start": "no"}).json()
    assert not batch["started"]
    steer = f"batches/{batch['id']}/steering"
    assert program.post(steer, json={"how": "retry"}).status_code == 409
    assert program.post(steer, json={"how": "all"}).status_code == 202
    work()
    assert program.get(f"batches/{batch['id']}").json()["progress"]["graded"] == 2
    assert program.post(steer, json={"how": "stop"}).json()["progress"]["wanted"] == 2


def test_an_essay_that_cannot_be_read_says_why(program, contest, work):
    answer = program.post(f"contests/{contest}/essays", files=[("files", ("a.pdf", b"%PDF-1.7 broken"))])
    work()
    (essay,) = essays_of(program, answer.json()["id"])
    problem = program.get(f"essays/{essay}/report")
    assert problem.status_code == 409
    assert problem.json()["detail"].startswith("This essay could not be graded: ")
    assert len(problem.json()["remedy"]) > 5


def test_decisions_win_and_only_they_stand(program, graded):
    essay = essays_of(program, graded)[0]
    rubric = program.get(f"contests/{program.get(f'essays/{essay}').json()['contest']}/rubric").json()
    for criterion in rubric["criterion"]:
        standing = program.get(f"essays/{essay}/standing").json()
        assert (standing["is_complete"], standing["total"]) == (False, None)
        decision = {"kind": "level", "subject": criterion["id"], "points": criterion["level"][-1]["points"]}
        assert program.post(f"essays/{essay}/decisions", json=decision).status_code == 201
    program.post(f"essays/{essay}/decisions", json={"kind": "comment", "text": "Well told."})
    standing = program.get(f"essays/{essay}/standing").json()
    assert standing["total"] == standing["max_points"] > 0
    assert (standing["comment"], standing["is_released"]) == ("Well told.", False)
    assert len(program.get(f"essays/{essay}/decisions").json()["items"]) == len(rubric["criterion"]) + 1
    assert program.post(f"batches/{graded}/release").status_code == 200
    assert program.get(f"essays/{essay}/standing").json()["is_released"]
    wrong = program.post(f"essays/{essay}/decisions", json={"kind": "level", "subject": "none", "points": 1})
    assert (wrong.status_code, wrong.json()["detail"]) == (422, "This criterion is not in the rubric.")


def test_exports_are_taken_away(program, graded):
    table = program.get(f"batches/{graded}/exports/csv")
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [row["essay"] for row in rows] == ["essay-001", "essay-002"]
    assert "name" in rows[0]
    assert program.get(f"batches/{graded}/exports/xlsx").content.startswith(b"PK")
    assert program.get(f"batches/{graded}/exports/html").content.startswith(b"PK")
    essay = essays_of(program, graded)[0]
    assert program.get(f"essays/{essay}/exports/pdf").content.startswith(b"%PDF")
    assert program.get(f"essays/{essay}/exports/html").text.startswith("<!doctype html>")
    assert program.get(f"batches/{graded}/exports/doc").status_code == 422


def test_a_changed_contest_leaves_old_reports_alone(program, contest, graded, work):
    essay = essays_of(program, graded)[0]
    before = program.get(f"essays/{essay}/report").text
    read = program.get(f"contests/{contest}/rubric")
    rubric = read.json()
    rubric["criterion"] = rubric["criterion"][:1]
    changed = program.put(f"contests/{contest}/rubric", json=rubric, headers={"If-Match": read.headers["etag"]})
    assert changed.status_code == 200, changed.text
    assert changed.json()["criterion"] == rubric["criterion"]
    assert program.get(f"contests/{contest}").json()["version"] == 2
    assert program.get(f"essays/{essay}/report").text == before
    assert program.post(f"batches/{graded}/steering", json={"how": "again"}).status_code == 202
    work()
    old, new = program.get(f"essays/{essay}/reports").json()["items"]
    assert (old["version"], old["is_newest"], new["version"], new["is_newest"]) == (1, False, 2, True)
    assert old["report"] == json.loads(before)
    assert len(new["report"]["scores"]) == 1


def test_task_key_and_material_are_replaced(program, contest):
    def change(method, path, tag, **given):
        answer = program.request(method, path, headers={"If-Match": tag}, **given)
        assert answer.status_code in {200, 204}, answer.text
        return answer.headers["etag"]

    path = f"contests/{contest}"
    tag = program.get(path).headers["etag"]
    rules = {"words": {"min": 10}, "deadline": "2026-12-01", "forbid": ["Wikipedia"]}
    tag = change("PATCH", path, tag, json={"title": "Lamps", "rules": rules, "retention_days": 30, "sealed": True})
    read = program.get(path).json()
    assert (read["title"], read["retention_days"], read["sealed"]) == ("Lamps", 30, True)
    assert read["rules"] == {"words": {"min": 10}, "deadline": "2026-12-01", "forbid": ["Wikipedia"]}
    tag = change("PATCH", path, tag, json={"rules": {"deadline": None}})
    assert "deadline" not in program.get(path).json()["rules"]
    key = {"evidence": [{"id": "X", "statement": "The council dismissed Tom Hill.", "keywords": ["Hill"]}]}
    tag = change("PUT", f"{path}/evidence", tag, json=key)
    assert program.get(f"{path}/evidence").json()["evidence"][0]["importance"] == 2
    book = [("files", ("new.txt", b"It was 1902.\n\nA new book of lamps."))]
    tag = change("PUT", f"{path}/sources/harbour/file", tag, files=book)
    tag = change("PUT", f"{path}/corrections", tag, json={"passage": "harbour#¶1", "text": "It was 1903."})
    passages = program.get(f"{path}/sources/harbour/passages").json()["items"]
    assert passages[-1]["text"] == "A new book of lamps."
    assert program.get(path).json()["version"] == 6


def test_a_key_is_drafted_by_a_worker(program, contest, work):
    path = f"contests/{contest}/evidence/draft"
    assert program.get(path).json()["state"] == "none"
    answer = program.post(path)
    assert (answer.status_code, answer.json()["state"]) == (202, "pending")
    work()
    drafted = program.get(answer.headers["location"]).json()
    assert drafted["state"] == "done"
    assert drafted["evidence"]


def test_drafts_get_the_feedback_that_the_contest_allows(program, work):
    contest = make_contest(program, 'draft_feedback = "full"\n')
    sent = program.post(f"contests/{contest}/drafts", json={"student": "pupil-17", "text": SMALL_ESSAY})
    assert (sent.status_code, sent.json()["code"], sent.json()["number"]) == (202, "student-001", 1)
    place = sent.headers["location"]
    assert program.get(f"{place}/feedback").status_code == 202
    work()
    assert program.get(place).json()["state"] == "graded"
    feedback = Report.model_validate_json(program.get(f"{place}/feedback").content)
    assert feedback.scores == []
    assert feedback.next_steps
    again = program.post(f"contests/{contest}/drafts", json={"student": "pupil-17", "text": OTHER_ESSAY})
    assert (again.json()["code"], again.json()["number"]) == ("student-001", 2)
    other = program.post(f"contests/{contest}/drafts", json={"student": "pupil-18", "text": OTHER_ESSAY})
    assert other.json()["code"] == "student-002"
    program.post(f"contests/{contest}/drafts", json={"student": "pupil-17", "text": OTHER_ESSAY})
    full = program.post(f"contests/{contest}/drafts", json={"student": "pupil-17", "text": OTHER_ESSAY})
    assert (full.status_code, full.json()["detail"]) == (409, "You have sent all drafts for today.")
    assert len(program.get(f"contests/{contest}/drafts").json()["items"]) == 4
    assert program.delete(f"{place}/student").status_code == 204
    assert program.get(place).status_code == 404
    assert len(program.get(f"contests/{contest}/drafts").json()["items"]) == 1


def test_no_drafts_where_there_is_no_feedback(program):
    contest = make_contest(program, 'draft_feedback = "none"\n')
    answer = program.post(f"contests/{contest}/drafts", json={"student": "pupil-17", "text": SMALL_ESSAY})
    assert answer.status_code == 409


def test_a_student_is_handed_over_and_erased(program, contest, graded):
    first, second = essays_of(program, graded)
    assert program.get(f"essays/{first}/student").json()["essays"][0]["code"] == "essay-001"
    assert program.delete(f"essays/{first}/student").status_code == 204
    assert program.get(f"essays/{first}").status_code == 404
    assert [one["id"] for one in program.get(f"contests/{contest}/essays").json()["items"]] == [second]


def test_shipped_rubrics_can_be_read(program):
    names = [one["id"] for one in program.get("rubrics").json()["items"]]
    assert "argument-essay" in names
    assert program.get("rubrics/argument-essay").json()["id"] == "argument-essay"
    assert program.get("rubrics/none").status_code == 404


def test_a_batch_is_listed(program, contest):
    first = hand_in(program, contest)
    second = hand_in(program, contest, OTHER_ESSAY)
    assert [one["id"] for one in program.get(f"contests/{contest}/batches").json()["items"]] == [first, second]
