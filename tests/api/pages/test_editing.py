"""Editing a contest: every change is a new version, old reports keep theirs, and what cannot be used changes nothing."""

import html
import re
from html import unescape

import pytest
from sqlalchemy import select
from starlette.datastructures import FormData

from api.changes import change
from api.contest_toml import edit_correction, edit_key, edit_task, read_table, write_table
from api.reading import load_version
from api.rubric_form import read_rubric
from api.store.class_tables import EarlierReport
from api.store.tables import ContestVersion, StoredReport
from tests.api.conftest import hand_in, read_token, send
from tests.conftest import SAMPLE, SMALL_ESSAY


@pytest.fixture
def contest(teacher, make_contest):
    return make_contest(teacher)


@pytest.fixture
def newest(database, settings):
    """The newest version as the engine knows it, and its number."""

    def load():
        with database.reading() as session:
            version = session.scalars(select(ContestVersion).order_by(ContestVersion.number.desc())).first()
            assert version is not None
            return load_version(session, version, settings), version.number

    return load


def fields_of(page):
    """What a browser would send of the forms of a page."""
    fields = dict(re.findall(r'<input[^>]*?name="([\w-]+)"[^>]*?value="([^"]*)"', page))
    fields |= dict(re.findall(r'<textarea[^>]*?name="([\w-]+)"[^>]*>([^<]*)</textarea>', page))
    for name, options in re.findall(r'<select name="([\w-]+)"[^>]*>(.*?)</select>', page):
        fields[name] = (re.findall(r'value="([^"]*)" selected', options) or re.findall(r'value="([^"]*)"', options))[0]
    boxes = re.findall(r'<input type="checkbox" name="([\w-]+)" value="yes"( checked)?', page)
    return {name: unescape(v) for name, v in fields.items() if (name, "") not in boxes}


@pytest.mark.parametrize("name", ["show-trials", "broad-street"])
@pytest.mark.parametrize("file", ["contest.toml", "evidence.toml"])
def test_a_file_that_is_written_again_says_the_same(name, file):
    table = read_table((SAMPLE.parent / name / file).read_bytes())
    assert read_table(write_table(table)) == table


@pytest.mark.parametrize("rubric", ["argument-essay", "source-based-history", "holistic-6"])
def test_a_rubric_that_is_written_again_says_the_same(rubric):
    table = read_table((SAMPLE.parents[1] / "rubrics" / f"{rubric}.toml").read_bytes())
    assert read_table(write_table(table)) == table


def test_question_and_rules_make_a_new_version(teacher, contest, newest):
    page = f"{contest}/task"
    fields = fields_of(teacher.get(page).text)
    assert (fields["words_min"], fields["title"]) == ("30", "The Keeper's Lamp")
    said = {
        **fields,
        "title": "Lamps",
        "prompt": 'Was it "fair"?\r\nSay why.',
        "words_min": "50",
        "forbid": "Wikipedia\n\nA",
    }
    said |= {"deadline": "2026-12-18", "min_sources": "1", "blind": "yes"}
    answer = send(teacher, page, said, page=page)
    assert (answer.status_code, answer.headers["location"]) == (303, contest)
    loaded, number = newest()
    assert (number, loaded.title, loaded.prompt) == (2, "Lamps", 'Was it "fair"?\nSay why.')
    assert (loaded.rules.words.min, loaded.rules.forbid, loaded.rules.blind) == (50, ("Wikipedia", "A"), True)
    assert [source.id for source in loaded.sources] == ["harbour"]
    assert "version 2" in teacher.get(contest).text


def test_what_cannot_be_used_changes_nothing(teacher, contest, newest):
    page = f"{contest}/task"
    fields = {**fields_of(teacher.get(page).text), "words_min": "900", "words_max": "100"}
    answer = send(teacher, page, fields, page=page)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "contest.toml" not in answer.text, "nobody wrote that file"
    assert 'value="900"' in answer.text
    assert newest()[1] == 1


def test_the_example_follows_the_form(teacher, contest):
    token = read_token(teacher.get(f"{contest}/task").text)
    said = {"form_token": token, "words_min": "400", "words_max": "900", "count": "all"}
    piece = teacher.post(f"{contest}/task/example", data=said).text
    assert "400–900 asked for; everything counted" in piece
    assert "320 words; the contest asks for 400 to 900" in piece
    assert "1080 words" in piece
    odd = teacher.post(f"{contest}/task/example", data={**said, "words_min": "901"}).text
    assert "The least is more than the most" in odd


def test_the_example_follows_the_rules_of_sources_citations_and_deadline(teacher, contest, newest):
    page = f"{contest}/task"
    before = newest()
    rules = {"min_sources": "2", "forbid": "The Foul Blog", "outside_sources": "none", "citation_style": "mla"}
    said = {"title": "T", "prompt": "P?", **rules, "deadline": "2026-12-01", "how": "example"}
    shown = html.unescape(send(teacher, page, said, page=page).text)
    assert "at least 2 different sources" in shown
    assert "“The Foul Blog” may not be cited. The essay names it here." in shown
    assert "only the contest's sources may be used" in shown
    assert "citation style mla" in shown
    assert "from 2 December 2026 on" in shown
    assert newest() == before, "nothing is kept"
    kept = {"outside_sources": "welcome", "citation_style": "any", "forbid": "<b>" * 9, "deadline": "9999-12-31"}
    plain = send(teacher, page, {**said, **kept, "min_sources": "0"}, page=page).text
    assert "<b><b>" not in plain
    assert "citation style" not in plain
    assert "The contest’s sources" not in plain


def test_the_rubric_is_edited_in_a_form(teacher, contest, newest):
    page = f"{contest}/rubric"
    text = teacher.get(page).text
    assert "What the checks look at" in text
    before = newest()[0].rubric
    send(teacher, page, fields_of(text), page=page)
    same = newest()[0].rubric
    assert same.criteria == before.criteria
    fields = fields_of(teacher.get(page).text)
    n = len(before.criteria)
    fields |= {"c0-l0-label": "Not yet", "c1-remove": "yes", f"c{n}-label": "Neat hand", f"c{n}-l0-label": "No"}
    fields |= {f"c{n}-l0-points": "0", f"c{n}-l1-label": "Yes", f"c{n}-l1-points": "2,5"}
    fields |= {f"c{n}-k0-use": "length", f"c{n}-k0-weight": "2"}
    assert send(teacher, page, fields, page=page).status_code == 303
    rubric, number = newest()[0].rubric, newest()[1]
    assert number == 3
    assert rubric.criteria[0].levels[0].label == "Not yet"
    assert rubric.criteria[0].cuts == before.criteria[0].cuts
    assert [c.id for c in rubric.criteria] == [c.id for k, c in enumerate(before.criteria) if k != 1] + ["neat_hand"]
    assert [level.points for level in rubric.criteria[-1].levels] == [0, 2.5]
    assert rubric.criteria[-1].checks[0].weight == 2


def test_a_rubric_with_one_level_is_refused(teacher, contest, newest):
    page = f"{contest}/rubric"
    fields = {**fields_of(teacher.get(page).text)}
    fields |= {f"c0-l{k}-label": "" for k in range(1, 9) if f"c0-l{k}-label" in fields}
    answer = send(teacher, page, fields, page=page)
    assert answer.status_code == 422
    assert newest()[1] == 1


def test_the_key_is_drafted_by_a_worker_and_approved_line_by_line(teacher, contest, newest, do_chores):
    page = f"{contest}/key"
    assert "This list is approved" in teacher.get(page).text
    answer = send(teacher, f"{page}/draft", page=page)
    assert "A worker picks points" in teacher.get(answer.headers["location"]).text
    assert do_chores() == 1
    text = teacher.get(f"{page}?draft=1").text
    assert "read by nobody yet" in text
    assert "<blockquote" in text
    fields = fields_of(text)
    (kept,) = [name for name in fields if name.endswith("-id")]
    assert kept == "i0-id"
    fields |= {"i0-statement": "The council dismissed Tom Hill in 1902.", "i0-importance": "3"}
    fields |= {"i0-keywords": "Hill, council", "i1-statement": "Ada Hill moved to Norwich."}
    send(teacher, page, {**fields, "how": "draft"}, page=page)
    key, number = newest()[0].key, newest()[1]
    assert (number, key.is_approved, len(key.items)) == (2, False, 2)
    assert key.items[0].statement == "The council dismissed Tom Hill in 1902."
    assert key.items[0].keywords == ("Hill", "council")
    assert key.items[0].passage
    assert key.items[1].statement == "Ada Hill moved to Norwich."
    fields = fields_of(teacher.get(page).text)
    fields.pop("i1-keep")
    send(teacher, page, {**fields, "how": "draft"}, page=page)
    assert newest()[0].key.items == key.items[:1]
    send(teacher, page, {**fields_of(teacher.get(page).text), "how": "approve"}, page=page)
    again = newest()[0].key
    assert (again.is_approved, again.items) == (True, key.items[:1])


def test_a_source_shows_its_passages_and_takes_corrections(teacher, contest, newest):
    page = f"{contest}/sources/harbour"
    text = teacher.get(page).text
    assert "In the winter of 1902" in text
    passage = re.findall(r'name="passage" value="([^"]+)"', text)[0]
    said = {"passage": passage, "text": "It was in 1903.", "note": "See the log."}
    answer = send(teacher, f"{contest}/corrections", said, page=page)
    assert answer.headers["location"] == page
    assert [c.text for c in newest()[0].corrections] == ["It was in 1903."]
    assert "It was in 1903." in teacher.get(page).text
    send(teacher, f"{contest}/corrections", {"passage": passage, "text": ""}, page=page)
    assert (newest()[0].corrections, newest()[1]) == ((), 3)
    assert (
        send(teacher, f"{contest}/corrections", {"passage": "harbour#¶99", "text": "x"}, page=page).status_code == 422
    )


def test_what_was_left_out_is_shown(teacher):
    place = send(teacher, "/contests/sample").headers["location"]
    page = teacher.get(f"{place}/sources/biography").text
    assert "44 paragraphs" in page
    assert page.split('class="clutter"')[1].count("<li") == 44


def test_a_video_without_captions_gets_them(teacher, newest):
    place = send(teacher, "/contests/sample").headers["location"]
    page = teacher.get(place).text
    assert "2 videos without captions" in page
    assert "Show transcript" in page
    captions = b"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nThe hall was full of reporters.\n"
    named = [("files", ("talk.vtt", captions))]
    answer = send(teacher, f"{place}/sources/video", page=f"{place}/sources/video", files=named)
    assert answer.status_code == 303, answer.text
    assert "The hall was full of reporters." in teacher.get(f"{place}/sources/video").text
    assert "1 video without captions" in teacher.get(place).text
    named = [("files", ("talk.exe", b"MZ"))]
    answer = send(teacher, f"{place}/sources/lecture", page=f"{place}/sources/lecture", files=named)
    assert answer.status_code == 422


def test_a_source_is_added_with_a_file_or_an_address(teacher, contest, newest):
    page = f"{contest}/sources"
    assert "Add it as version 2" in teacher.get(contest).text
    files = [("files", ("../Lamp slides.txt", b"The lamp was lit at nine.\n"))]
    answer = send(teacher, page, {"title": "", "kind": "handout", "url": ""}, page=contest, files=files)
    assert answer.headers["location"] == f"{page}/lamp-slides"
    assert "The lamp was lit at nine." in teacher.get(answer.headers["location"]).text
    known = {"url": "https://www.youtube.com/watch?v=lamp", "title": "A talk", "kind": ""}
    send(teacher, page, known, page=contest, files=[("files", ("", b""))])
    *_, slides, talk = newest()[0].sources
    assert (slides.title, slides.kind, slides.url) == ("Lamp slides", "handout", "")
    assert (talk.title, talk.kind, talk.file, talk.url) == ("A talk", "video", "", known["url"])
    for nothing in ({"url": "ftp://x.org"}, {"title": "only a title"}):
        answer = send(teacher, page, nothing, page=contest, files=[("files", ("", b""))])
        assert answer.status_code == 422
    assert newest()[1] == 3


def test_a_source_is_taken_out_unless_the_key_names_it(teacher, contest, newest):
    page = send(teacher, "/contests/sample").headers["location"] + "/sources/biography"
    refused = send(teacher, f"{page}/remove", page=page)
    assert refused.status_code == 422
    assert "Points of evidence name this source." in refused.text
    files = [("files", ("more.txt", b"The lamp was lit at nine.\n"))]
    added = send(teacher, f"{contest}/sources", page=contest, files=files).headers["location"]
    passage = re.findall(r'name="passage" value="([^"]+)"', teacher.get(added).text)[0]
    send(teacher, f"{contest}/corrections", {"passage": passage, "text": "At ten."}, page=added)
    assert send(teacher, f"{added}/remove", page=added).headers["location"] == f"{contest}#material"
    assert ([s.id for s in newest()[0].sources], newest()[0].corrections) == (["harbour"], ())
    assert teacher.get(added).status_code == 404
    assert send(teacher, f"{added}/remove", page=contest).status_code == 404


def test_old_reports_keep_their_version_until_they_are_graded_again(teacher, graded, database, newest, grade_all):
    contest = "/contests/" + teacher.get(graded).text.split('href="/contests/')[1].split('"')[0]
    with database.reading() as session:
        before = {report.essay_id: report.document for report in session.scalars(select(StoredReport))}
    page = f"{contest}/task"
    send(teacher, page, {**fields_of(teacher.get(page).text), "words_min": "500", "words_max": "600"}, page=page)
    with database.reading() as session:
        assert {report.essay_id: report.document for report in session.scalars(select(StoredReport))} == before
    assert "Grade again with version 2" in teacher.get(contest).text
    assert grade_all() == 0
    essay = f"/essays/{next(iter(before))}"
    assert "30–200 asked for" in teacher.get(essay).text
    send(teacher, f"{graded}/again", page=contest)
    assert "30–200 asked for" in teacher.get(essay).text
    assert grade_all() == 2
    assert "500–600 asked for" in teacher.get(essay).text
    with database.reading() as session:
        kept = {report.essay_id: report.document for report in session.scalars(select(EarlierReport))}
    assert kept == before
    assert "Grade again" not in teacher.get(contest).text


def test_essays_that_come_in_later_are_graded_with_the_newest_version(teacher, contest, newest, grade_all, database):
    page = f"{contest}/task"
    send(teacher, page, {**fields_of(teacher.get(page).text), "words_min": "40"}, page=page)
    batch = hand_in(teacher, contest, {"a.txt": SMALL_ESSAY})
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    assert grade_all() == 1
    with database.reading() as session:
        assert session.scalars(select(StoredReport)).one().document.find(newest()[0].hash) > 0


def test_two_changes_at_once_do_not_overwrite_each_other(teacher, contest, monkeypatch):
    page = f"{contest}/task"
    fields = fields_of(teacher.get(page).text)

    def be_late(*given):
        monkeypatch.undo()
        assert send(teacher, page, {**fields, "words_min": "41"}, page=page).status_code == 303
        change(*given)

    monkeypatch.setattr("api.pages.editing.change", be_late)
    assert send(teacher, page, {**fields, "words_min": "42"}, page=page).status_code == 409


def test_forms_that_were_tampered_with_change_little():
    task = edit_task({"id": "x"}, FormData({"words_min": "-1", "deadline": "tomorrow", "min_sources": "1e9"}))
    assert (task["rules"]["words"], "deadline" in task["rules"], "min_sources" in task["rules"]) == (
        {"count": "body"},
        False,
        False,
    )
    assert edit_key(FormData({"i0-keep": "yes", "i0-statement": " ", "ix-statement": "no"}), is_approved=True) == {
        "status": "approved"
    }
    assert edit_correction({"correction": [{"passage": "a", "text": "b"}]}, "a", "", "") == {}
    old = {"id": "r", "title": "R", "criterion": [{"id": "a", "label": "A", "level": []}]}
    form = {"c0-label": "A", "c0-id": "a", "c0-k0-use": "length", "c0-k0-of": "other", "c0-k0-with": '{"x": 1}'}
    assert read_rubric(FormData(form), old)["criterion"][0]["check"] == [{"use": "length", "weight": 1.0}]
