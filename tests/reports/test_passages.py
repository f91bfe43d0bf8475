import json

from grader.reports.passages import render_passages
from tests.reports.lighthouse import make_contest


def test_one_passage_a_line():
    text = render_passages(make_contest())
    assert text.isascii()
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["id"] for line in lines] == ["chronicle#¶3", "chronicle#¶7", "letters#p2¶1", "letters#p4¶2"]
    assert list(lines[0]) == ["id", "source", "text"]


def test_no_material_is_an_empty_file():
    assert render_passages(make_contest(sources=())) == ""
