"""A drafted key as a file."""

import tomllib
from dataclasses import replace

from grader.drafting.key_file import render_key
from grader.evidence.outline import draft_items
from grader.model import EvidenceItem


def test_the_file_holds_the_items(sample):
    items = draft_items(sample, most=6)
    read = tomllib.loads(render_key(items, sample))
    assert read["status"] == "drafted"
    assert [(e["id"], e["statement"], e["passage"]) for e in read["evidence"]] == [
        (i.id, i.statement, i.passage) for i in items
    ]


def test_comments_say_what_to_do_and_what_was_not_read(sample):
    text = render_key(draft_items(sample, most=3), sample)
    assert "approved" in text.split("status =")[0]
    assert "# Not looked at: A walk through the House of Trade Unions" in text


def test_nothing_in_an_item_leaves_its_string(sample):
    odd = EvidenceItem("E01", 'a "quote"\nstatus = "approved"\ud800 \\', 2, sample.sources[0].id, "p", ("k",), "g\x00")
    contest = replace(sample, title='x\n[[evidence]]\nid = "E99"')
    read = tomllib.loads(render_key((odd,), contest))
    assert read["status"] == "drafted"
    assert [item["id"] for item in read["evidence"]] == ["E01"]
    assert read["evidence"][0]["statement"].startswith('a "quote"\nstatus')


def test_material_without_points_gives_a_valid_file(sample):
    assert tomllib.loads(render_key((), sample)) == {"status": "drafted"}
