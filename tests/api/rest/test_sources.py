"""Sources of a contest that exists: added as text, file or address, and taken away; old reports stay as they are."""

import pytest

from tests.api.rest.conftest import essays_of

BOOK = {
    "title": "The Lamp Book",
    "text": "The lamp went out in 1902.\n\nA second paragraph of the book.",
    "kind": "primary",
}


@pytest.fixture
def sources(contest):
    return f"contests/{contest}/sources"


def remove(program, place, tag="*"):
    return program.delete(place, headers={"If-Match": tag})


def test_a_source_is_added_as_text_and_leaves_old_reports_alone(program, contest, sources, graded, work):
    essay = essays_of(program, graded)[0]
    before = program.get(f"essays/{essay}/report").text
    answer = program.post(sources, json={**BOOK, "aliases": ["the lamp-book"], "author": "Ada Hill"})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["id"], made["kind"], made["passages"], made["problem"]) == ("the-lamp-book", "primary", 2, "")
    assert answer.headers["location"].endswith(f"/api/v1/{sources}/the-lamp-book")
    read = program.get(answer.headers["location"])
    assert (read.json(), read.headers["etag"]) == (made, answer.headers["etag"])
    passages = program.get(f"{sources}/the-lamp-book/passages").json()["items"]
    assert [one["id"] for one in passages] == ["the-lamp-book#¶1", "the-lamp-book#¶2"]
    assert program.get(f"contests/{contest}").json()["version"] == 2
    assert program.get(f"essays/{essay}/report").text == before
    program.post(f"batches/{graded}/steering", json={"how": "again"})
    work()
    old, new = program.get(f"essays/{essay}/reports").json()["items"]
    assert [len(one["report"]["evidence"]["sources"]) for one in (old, new)] == [1, 2]


def test_a_source_is_added_as_a_file(program, sources):
    files = [("files", ("Log of 1902.html", b"<p>The lamp went out at nine in the evening of that long day.</p>"))]
    answer = program.post(sources, files=files, data={"kind": "primary", "aliases": ["log", "the log"]})
    assert (answer.status_code, answer.json()["title"], answer.json()["id"]) == (201, "Log of 1902", "log-of-1902")
    assert answer.json()["file"] == "materials/log-of-1902.html"
    assert program.get(f"{sources}/log-of-1902/passages").json()["items"][0]["text"].startswith("The lamp went out")


def test_an_address_alone_may_be_a_source_and_gets_its_file_later(program, sources):
    answer = program.post(sources, json={"title": "A film", "kind": "video", "url": "https://films.example/7"})
    assert (answer.status_code, answer.json()["passages"]) == (201, 0)
    assert "only its address is known" in answer.json()["problem"]
    captions = b"WEBVTT\n\n00:01.000 --> 00:03.000\nThe lamp went out.\n"
    place, tag = answer.headers["location"], answer.headers["etag"]
    given = program.put(f"{place}/file", files=[("files", ("a.vtt", captions))], headers={"If-Match": tag})
    assert (given.status_code, program.get(place).json()["passages"]) == (204, 1)


def test_sources_get_ids_and_files_of_their_own(program, sources):
    names = [program.post(sources, json=BOOK).json() for _ in range(2)]
    assert [one["id"] for one in names] == ["the-lamp-book", "the-lamp-book-2"]
    twice = program.post(sources, json={**BOOK, "id": "the-lamp-book"})
    assert (twice.status_code, twice.json()["where"]) == (422, "body.id")
    program.post(sources, json={"title": "B", "text": "Own words of b.", "id": "b"})
    program.put(f"{sources}/b/file", files=[("files", ("x.md", b"Other words of b."))], headers={"If-Match": "*"})
    texts = {
        p["text"] for one in ("the-lamp-book", "b") for p in program.get(f"{sources}/{one}/passages").json()["items"]
    }
    assert "Other words of b." in texts
    assert len(texts) == 3


def test_a_request_that_comes_again_adds_one_source(program, sources):
    answers = [program.post(sources, json=BOOK, headers={"Idempotency-Key": "book"}) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    assert len(program.get(sources).json()["items"]) == 2


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"title": "Nothing"}, "body.url"),
        ({"title": "", "text": "x"}, "body.title"),
        ({**BOOK, "id": "No Id"}, "body.id"),
        ({**BOOK, "url": "javascript:alert(1)"}, "body.url"),
        ({**BOOK, "kind": "song"}, "body.kind"),
        ({**BOOK, "colour": "red"}, "body.colour"),
    ],
)
def test_what_is_no_source_is_refused_and_changes_nothing(program, contest, sources, given, where):
    for answer in (program.post(sources, json=given), program.post(sources, files=[], data={**given, "text": "x"})):
        assert answer.status_code in {415, 422}
    assert program.post(sources, json=given).json()["where"] == where
    assert program.post(sources, files=[("files", ("a.exe", b"MZ"))]).status_code == 422
    assert program.get(f"contests/{contest}").json()["version"] == 1


def test_a_file_that_cannot_be_read_says_so(program, sources):
    answer = program.post(sources, files=[("files", ("a.pdf", b"%PDF-1.7 broken"))])
    assert answer.status_code == 201
    assert answer.json()["problem"].startswith("could not be read")


def test_a_source_is_taken_away_with_its_file_and_corrections(program, contest, sources):
    program.post(sources, json=BOOK)
    correction = {"passage": "the-lamp-book#¶1", "text": "It was 1903."}
    program.put(f"contests/{contest}/corrections", json=correction, headers={"If-Match": "*"})
    stale = program.get(sources).headers["etag"]
    program.post(sources, json={"title": "B", "text": "More."})
    assert program.delete(f"{sources}/the-lamp-book").status_code == 428
    assert remove(program, f"{sources}/the-lamp-book", stale).status_code == 412
    assert remove(program, f"{sources}/none").status_code == 404
    gone = remove(program, f"{sources}/the-lamp-book", program.get(sources).headers["etag"])
    assert (gone.status_code, gone.headers["etag"]) == (204, program.get(sources).headers["etag"])
    assert [one["id"] for one in program.get(sources).json()["items"]] == ["harbour", "b"]
    assert program.get(f"{sources}/the-lamp-book").status_code == 404


def test_a_source_of_the_evidence_key_stays(program, contest, sources):
    key = {"evidence": [{"id": "X", "statement": "The council dismissed Tom Hill.", "source": "harbour"}]}
    program.put(f"contests/{contest}/evidence", json=key, headers={"If-Match": "*"})
    refused = remove(program, f"{sources}/harbour")
    assert (refused.status_code, refused.json()["detail"]) == (422, "There is no source `harbour`.")
    assert program.get(f"contests/{contest}").json()["version"] == 2
