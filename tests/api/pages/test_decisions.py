"""Comments on passages, private notes, findings hidden in place, and suggestions that are sealed."""

import io
import re
import zipfile

import pytest
from sqlalchemy import select, update

from api.store.tables import Contest, Decision
from tests.api.conftest import essays_of, send
from tests.api.pages.test_batches import read_rows

SUGGESTED = ("Next steps", "In own words", "differs from the material", "likely")


@pytest.fixture
def essay(graded, database):
    return f"/essays/{essays_of(database)['Ann Lee.txt']}"


def say(teacher, essay, **said):
    return send(teacher, f"{essay}/decisions", said, page=essay)


def criteria_of(page):
    return re.findall(r'name="kind" value="level"><input type="hidden" name="subject" value="(\w+)"', page)


@pytest.fixture
def seal(database):
    def switch(*, is_sealed=True):
        with database.transaction() as session:
            session.execute(update(Contest).values(is_sealed=is_sealed))

    return switch


def test_a_sentence_can_be_commented_on(teacher, essay, graded):
    page = teacher.get(essay).text
    span = re.findall(r'<option value="(\d+-\d+)">I believe that the council', page)[0]
    answer = say(teacher, essay, kind="passage", subject=span, text="Say <why> first.", anchor="b17")
    assert answer.headers["location"] == f"{essay}#b17"
    page = teacher.get(essay).text
    assert "“I believe that the council treated Tom Hill" in page
    assert "Say &lt;why&gt; first." in page
    with zipfile.ZipFile(io.BytesIO(teacher.get(f"{graded}/export/html").content)) as packet:
        assert sum("Say &lt;why&gt; first." in packet.read(name).decode() for name in packet.namelist()) == 1
    say(teacher, essay, kind="passage", subject=span, text="")
    assert "Say &lt;why&gt; first." not in teacher.get(essay).text


@pytest.mark.parametrize("span", ["", "5", "9-4", "0-99999999", "-3-4", "x-y", "1-2-3"])
def test_a_passage_lies_inside_the_essay(teacher, essay, span):
    assert say(teacher, essay, kind="passage", subject=span, text="x").status_code == 422


def test_a_private_note_is_for_its_writer_alone(teacher, essay, graded):
    say(teacher, essay, kind="private", text="Speak with her parents.")
    assert "Speak with her parents." in teacher.get(essay).text
    assert "Speak with her parents." in teacher.get(f"{essay}/history").text
    with zipfile.ZipFile(io.BytesIO(teacher.get(f"{graded}/export/html").content)) as packet:
        assert not [name for name in packet.namelist() if b"parents" in packet.read(name)]
    assert "parents" not in teacher.get(f"{graded}/export/csv").text


def test_a_finding_is_hidden_where_it_stands(teacher, essay):
    page = teacher.get(essay).text
    subject = re.findall(r'name="kind" value="hide">.*\n<input type="hidden" name="subject" value="([^"]+)"', page)[0]
    form = {
        "kind": "hide",
        "subject": subject,
        "anchor": "n1",
        "form_token": re.findall(r'form_token" value="(\w+)', page)[0],
    }
    piece = teacher.post(f"{essay}/decisions", data=form, headers={"HX-Request": "true"})
    assert piece.status_code == 200
    assert piece.text.count("<form") == 1
    assert "Hidden from the student." in piece.text
    assert "<html" not in piece.text


def test_sealed_suggestions_stay_sealed_until_all_levels_are_committed(teacher, essay, graded, database, seal):
    seal()
    page = teacher.get(essay).text
    assert "What is suggested is sealed" in page
    assert "You saw what is suggested" not in page
    assert not [word for word in SUGGESTED if word in page]
    assert "data-suggested" not in page
    assert "A Lamp Gone Out" in page
    overview = teacher.get(f"{graded}/class").text
    assert overview.count('<span class="late">sealed</span>') == 2
    assert 'class="why">Very' not in overview
    assert {row["total suggested"] for row in read_rows(teacher, graded)} == {""}
    assert say(teacher, essay, kind="commit").status_code == 422
    assert say(teacher, essay, kind="release").status_code == 422
    for criterion in criteria_of(page):
        say(teacher, essay, kind="level", subject=criterion, points="1")
    assert "What is suggested is sealed" in teacher.get(essay).text
    assert say(teacher, essay, kind="commit").status_code == 303
    assert "Next steps" in teacher.get(essay).text
    assert "own levels committed before the suggested ones were seen" in teacher.get(f"{essay}/history").text
    assert teacher.get(f"{graded}/class").text.count('<span class="late">sealed</span>') == 1
    say(teacher, essay, kind="level", subject=criteria_of(page)[0], points="2")
    with database.reading() as session:
        levels = session.scalars(select(Decision).where(Decision.kind == "level").order_by(Decision.id)).all()
    assert [one.seen_suggestion for one in levels] == [False] * (len(levels) - 1) + [True]


@pytest.mark.parametrize("look", ["essay", "class", "export", "student"])
def test_who_saw_what_is_suggested_before_it_was_sealed_has_seen_it(teacher, essay, graded, database, seal, look):
    seen = {
        "essay": essay,
        "class": f"{graded}/class",
        "export": f"{graded}/export/csv",
        "student": f"{essay}/student.json",
    }
    teacher.get(seen[look])
    seal()
    say(teacher, essay, kind="level", subject=criteria_of(teacher.get(essay).text)[0], points="1")
    with database.reading() as session:
        assert session.scalars(select(Decision.seen_suggestion)).all() == [True]


def test_who_saw_a_suggestion_before_it_was_sealed_is_told_that_their_levels_measure_nothing(teacher, essay, seal):
    teacher.get(essay)
    seal()
    page = teacher.get(essay).text
    assert "You saw what is suggested for this essay before it was sealed." in page
    for criterion in criteria_of(page):
        say(teacher, essay, kind="level", subject=criterion, points="1")
    assert say(teacher, essay, kind="commit").status_code == 303
    assert "own levels committed after the suggested ones were seen" in teacher.get(f"{essay}/history").text


def test_without_a_seal_every_decision_knows_the_suggestion(teacher, essay, database):
    say(teacher, essay, kind="level", subject=criteria_of(teacher.get(essay).text)[0], points="1")
    with database.reading() as session:
        assert session.scalars(select(Decision.seen_suggestion)).all() == [True]


def test_a_criterion_can_be_commented_on(teacher, essay, graded):
    criterion = criteria_of(teacher.get(essay).text)[0]
    answer = say(teacher, essay, kind="comment", subject=criterion, text="Say it <early>.", anchor="c1")
    assert answer.headers["location"] == f"{essay}#c1"
    page = teacher.get(essay).text
    assert "Your comment<span" in page
    assert "Say it &lt;early&gt;.</textarea>" in page
    assert [row["comment"] for row in read_rows(teacher, graded) if row["comment"]] == ["Say it <early>."]
