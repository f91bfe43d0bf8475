"""Drafting an evidence key from the material."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from grader.evidence.outline import choose_points, draft_items, rank_importance, read_material, score_points
from grader.model import Correction, EvidenceItem, EvidenceKey
from tests.conftest import ROOT, SAMPLE


@pytest.fixture(scope="module")
def items(sample):
    return draft_items(sample)


def test_items_are_numbered_in_the_order_of_source_and_place(sample, items):
    places = {p.id: n for n, p in enumerate(p for s in sample.sources for p in s.passages)}
    assert 40 <= len(items) <= 60
    assert [item.id for item in items[:3]] == ["E01", "E02", "E03"]
    assert [places[item.passage] for item in items] == sorted(places[item.passage] for item in items)


def test_every_item_says_where_it_comes_from(sample, items):
    sources = {source.id: source for source in sample.sources}
    for item in items:
        assert item.passage.startswith(f"{item.source}#")
        assert item.group
        assert item.keywords
        assert item.importance in {1, 2, 3}
        headings = {passage.id: passage.heading for passage in sources[item.source].passages}[item.passage]
        assert item.group in (*headings, sources[item.source].title)


def test_items_are_distinct_and_from_most_sources(sample, items):
    assert len({item.statement for item in items}) == len(items)
    assert {item.source for item in items} == {source.id for source in sample.sources if source.is_read}


def test_the_draft_does_not_depend_on_an_existing_key(sample, items):
    key = EvidenceKey((EvidenceItem("X", "Trains collided and somebody had to be blamed for it."),))
    assert draft_items(replace(sample, key=key)) == items


def test_a_passage_that_the_teacher_corrected_gives_no_item(sample, items):
    wrong = items[0].passage
    corrected = replace(sample, corrections=(Correction(wrong, "It was otherwise."),))
    assert wrong not in {item.passage for item in draft_items(corrected)}


def test_fewer_items_can_be_asked_for(sample):
    assert len(draft_items(sample, most=5)) == 5


def test_no_material_gives_no_items(sample):
    assert draft_items(replace(sample, sources=())) == ()


def test_no_two_chosen_points_say_nearly_the_same(sample):
    material = read_material(sample)
    chosen = choose_points(material, score_points(material))
    alike = (material.terms[chosen] @ material.terms[chosen].T).toarray()
    assert alike[~(alike > 0.999)].max() <= 0.6


def test_importance_follows_the_rank():
    assert rank_importance([4, 10, 3, 9, 8, 2, 7, 1, 6, 5]) == [2, 3, 2, 3, 3, 1, 2, 1, 2, 2]


def test_the_draft_is_the_same_for_every_hash_seed():
    call = [sys.executable, "-m", "grader.cli", "outline", str(SAMPLE)]
    runs = [
        subprocess.run(
            call, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert b"[[evidence]]" in runs[0].stdout
