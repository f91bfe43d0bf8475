"""Cues find what their patterns find, though they look only where one of their words begins."""

from pathlib import Path

import pytest

from grader.documents import read_essay
from grader.evidence import positions
from grader.scoring import sentence_order
from grader.text import argument
from grader.text.cues import Cue

ROOT = Path(__file__).resolve().parents[2]
CUES = {
    f"{module.__name__.rpartition('.')[2]}.{name}": cue
    for module in (argument, positions, sentence_order)
    for found, value in vars(module).items()
    for name, cue in (value if isinstance(value, dict) else {found: value}).items()
    if isinstance(cue, Cue)
}


@pytest.fixture(scope="module")
def texts():
    files = [*ROOT.glob("samples/*/essays/*.txt"), *ROOT.glob("samples/*/materials/*.txt"), ROOT / "README.md"]
    return [read_essay(file.read_bytes(), "a.txt", "a").text for file in files]


def spans(matches):
    return [match.span() for match in matches]


@pytest.mark.parametrize("name", CUES)
def test_a_cue_finds_what_its_pattern_finds(name, texts):
    cue, found = CUES[name], 0
    for text in texts:
        low = argument.lower_case(text)
        written = text if name.endswith("speaks") else low
        matches = cue.find_all(low, (0, len(low)), written)
        assert matches == spans(cue.pattern.finditer(written))
        found += len(matches)
    assert found


def test_only_matches_inside_the_span_are_found():
    cue = Cue(r"\b(?:so that|so)\b", "so")
    low = "so it was so that he so"
    assert cue.find_all(low, (1, 12)) == [(10, 12)]
    assert cue.find_all(low, (1, len(low))) == [(10, 17), (21, 23)]
    assert not cue.is_in(low, (1, 9))


def test_matches_do_not_overlap():
    cue = Cue(r"\bso so\b", "so")
    assert cue.find_all("so so so so", (0, 11)) == [(0, 5), (6, 11)]
    assert cue.find_all("so so so so", (3, 11)) == [(3, 8)]
