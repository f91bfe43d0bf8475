"""Cues find what their patterns find, though they look only where one of their words begins."""

from pathlib import Path

import pytest

from grader.documents import read_essay
from grader.evidence import namings, positions
from grader.scoring import sentence_order
from grader.text import argument, calendars, date_patterns, dates, numerals, quantities
from grader.text.cues import Cue, lower_case
from grader.text.sentences import find_sentences

ROOT = Path(__file__).resolve().parents[2]
CUES = {
    f"{module.__name__.rpartition('.')[2]}.{name}": cue
    for module in (argument, namings, positions, sentence_order)
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
        low = lower_case(text)
        written = text if name.endswith("speaks") else low
        matches = cue.find_all(low, (0, len(low)), written)
        assert matches == spans(cue.pattern.finditer(written))
        found += len(matches)
    assert found


@pytest.mark.parametrize("name", CUES)
def test_sentences_are_marked_as_they_are_asked_for_one_by_one(name, texts):
    cue = CUES[name]
    for text in texts:
        low, sentences = lower_case(text), find_sentences(text)
        written = text if name.endswith("speaks") else low
        assert cue.mark(low, sentences, written) == [cue.is_in(low, span, written) for span in sentences]


def test_a_match_marks_every_stretch_that_it_reaches_into_as_when_each_is_asked_for():
    cue, low = Cue(r"\bso (?:that|so)\b|\bthat\b", "so that"), "so that so so that"
    stretches = [(0, 3), (3, 9), (9, 12), (12, 18)]
    assert cue.mark(low, stretches) == [cue.is_in(low, span) for span in stretches] == [False, True, False, True]
    assert cue.mark(low, []) == []


SAID = [
    *(f"it was {word} men and {word} of the women" for word in (*numerals.UNITS, *numerals.TENS, *numerals.SCALES)),
    *(f"a {word} of the men, the {word} man" for word in (*numerals.ORDINALS, *numerals.FRACTIONS)),
    *(f"in {month} 1931, 3 {month} and {month[:3]}. 1932" for month in calendars.MONTH_NAMES),
    "in spring 1917, summer 1918, autumn of 1919, fall 1920 and winter 1921, ad 70, a.d. 71, the 19th century",
    "in nineteen thirty-six, eighteen seventy, the twenties, the eighties, tens of thousands, $5, £20k, €1.5 million",
    "the xvth man of 3 o'clock, o'one, l'million, don't-five, _six_ and a-third of it, #ad 5, $7, half a million",
]


@pytest.mark.parametrize("text", SAID)
def test_dates_and_figures_are_looked_for_wherever_they_may_begin(text):
    low = numerals.lower(text)
    triggers = [m.start() for m in date_patterns.TRIGGER.finditer(low) if dates._is_start(low, m.start())]
    assert [at for at in dates._find_triggers(text, low) if dates._is_start(low, at)] == triggers
    figures = {match.start() for match in quantities._QUANTITY.finditer(low)}
    assert figures <= set(quantities._find_starts(text))


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
