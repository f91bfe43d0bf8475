"""Rubrics from and to other programs on the pages: shown first, kept when approved; files that are none."""

import html
import io
import json
import re
import zipfile

import pytest

from grader.exchange.rubrics import FORMATS, read_rubrics
from tests.api.conftest import send
from tests.api.pages.test_editing import fields_of

CANVAS = (
    "Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range,Rating Name,Rating Description,Rating Points,"
    "Rating Name,Rating Description,Rating Points\n"
    "From Canvas,Use of <b>sources</b>,How they are used,false,Good,Many,4,Weak,Few,1\n"
)


@pytest.fixture
def contest(teacher, make_contest):
    return make_contest(teacher)


def give(teacher, contest, file, content, **asked):
    page = f"{contest}/rubric"
    return send(teacher, f"{page}/import", asked, page=page, files=[("files", (file, content))])


def test_a_rubric_of_canvas_is_shown_and_becomes_a_version_when_kept(teacher, contest):
    shown = give(teacher, contest, "../../r.csv", CANVAS.encode())
    assert shown.status_code == 200
    assert "is not kept yet" in shown.text
    assert "Use of &lt;b&gt;sources&lt;/b&gt;" in shown.text
    assert "From Canvas" not in teacher.get(f"{contest}/rubric").text, "nothing was kept"
    form = fields_of(shown.text)
    answer = send(teacher, f"{contest}/rubric", form, page=f"{contest}/rubric")
    assert answer.status_code == 303, answer.text
    kept = teacher.get(f"{contest}/rubric").text
    assert 'value="From Canvas"' in kept
    assert "is not kept yet" not in kept


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.id)
def test_every_kind_of_file_goes_out_and_comes_in_again(teacher, contest, kind):
    taken = teacher.get(f"{contest}/rubric/export/{kind.id}")
    assert taken.headers["content-disposition"] == f'attachment; filename="rubric{kind.suffix}"'
    (draft,) = read_rubrics(taken.content, f"rubric{kind.suffix}")
    own = fields_of(teacher.get(f"{contest}/rubric").text)
    assert [one.label for one in draft.criteria] == [
        value for key, value in own.items() if re.fullmatch(r"c\d+-label", key) and value
    ]
    shown = give(teacher, contest, f"rubric{kind.suffix}", taken.content)
    assert "is not kept yet" in shown.text
    assert teacher.get(f"{contest}/rubric/export/{kind.id}").content == taken.content


def test_of_several_rubrics_one_is_named(teacher, contest):
    two = (CANVAS + CANVAS.split("\n")[1].replace("From Canvas", "The other") + "\n").encode()
    refused = give(teacher, contest, "r.csv", two)
    assert refused.status_code == 422
    said = html.unescape(refused.text)
    assert "Say which in the field: “From Canvas”, “The other”" in said
    assert 'value="The other"' in give(teacher, contest, "r.csv", two, name="The other").text


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    return out.getvalue()


HOSTILE = {
    "r.json": b"[" * 100_000,
    "n.json": json.dumps({"title": "x", "criteria": [{"ratings": float("1e308")}] * 9}).encode(),
    "e.json": b"",
    "e.csv": b"",
    "b.csv": b"\x00\xff" * 500,
    "q.csv": b'"' * 9_999,
    "z.xlsx": bomb(),
    "m.xlsx": b"MZ",
    "d.docx": b"PK\x03\x04",
    "r.exe": b"MZ",
    "noend": b"a,b",
    "..": b"a,b",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_files_that_are_no_rubric_are_refused_and_change_nothing(teacher, contest, name):
    before = teacher.get(f"{contest}/rubric/export/case-json").content
    answer = give(teacher, contest, name, HOSTILE[name])
    assert answer.status_code == 422, answer.text
    assert 'role="alert"' in answer.text
    assert "grader-" not in answer.text, "no path of this machine"
    assert teacher.get(f"{contest}/rubric/export/case-json").content == before


def test_a_huge_file_none_and_an_unknown_kind_are_refused(teacher, contest):
    assert "larger than any rubric" in give(teacher, contest, "r.csv", b"a" * 5_000_001).text
    assert "There is no file" in send(teacher, f"{contest}/rubric/import", page=f"{contest}/rubric").text
    assert teacher.get(f"{contest}/rubric/export/evil").status_code == 404
