"""What is no essay is named; essays are not."""

import random
from pathlib import Path

import pytest

from grader.contest import load_contest
from grader.documents import read_essay
from grader.evidence.examination import examine
from grader.evidence.index import index_of
from grader.scoring.gate import find_oddities
from grader.text.reading import Reading
from tests.benchmarks.perturbations import TRICKS, Victim, find_long_words

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
CONTEST = load_contest(SAMPLES / "show-trials")
ESSAYS = {path.stem: path for path in sorted((SAMPLES / "show-trials" / "essays").iterdir())}
NO_ESSAYS = {"08", "10"}  # a list of keywords and an essay on football, written to be named


def reading_of(text: str) -> Reading:
    return Reading(read_essay(text.encode(), "a.txt", "a"), index_of(CONTEST).known_names)


def text_of(name: str) -> str:
    path = ESSAYS[name]
    return read_essay(path.read_bytes(), path.name, name).text


def oddities(text: str) -> list[str]:
    reading = reading_of(text)
    return find_oddities(reading, CONTEST, examine(reading, CONTEST))


def make(trick: str, name: str = "01") -> str | None:
    stranger = (SAMPLES / "broad-street" / "essays" / "01.txt").read_text(encoding="utf-8")
    material = tuple(passage.text for source in CONTEST.sources for passage in source.passages)
    points = tuple(item.statement for item in CONTEST.key.items)
    victim = Victim(text_of(name), CONTEST.prompt, material, points, stranger, find_long_words(material))
    return TRICKS[trick](victim, random.Random(1))  # noqa: S311 - not for secrets


@pytest.mark.parametrize(
    ("trick", "says"),
    [
        ("word soup", "order of English sentences"),
        ("words shuffled in sentences", "order of English sentences"),
        ("repeated paragraphs", "said twice"),
        ("keyword list", "list of words"),
        ("question copied", "repeats the question"),
    ],
)
def test_a_made_essay_is_named_for_what_was_done(trick: str, says: str):
    assert any(says in reason for reason in oddities(make(trick) or ""))


def test_an_essay_on_another_contest_is_named():
    other = load_contest(SAMPLES / "broad-street")
    reading = Reading(read_essay(text_of("01").encode(), "a.txt", "a"), index_of(other).known_names)
    assert any("Hardly speaks" in reason for reason in find_oddities(reading, other, examine(reading, other)))


def test_every_trick_changes_the_essay_and_always_in_the_same_way():
    for trick in TRICKS:
        made = make(trick)
        assert made
        assert made != text_of("01")
        assert made == make(trick)


def test_hardly_any_sample_essay_is_named():
    named = {name for name in ESSAYS if oddities(text_of(name))}
    assert named <= NO_ESSAYS


@pytest.mark.parametrize("text", ["One.", "Stalin. " * 3, "1 2 3", "* a\n* b", "« a »"])
def test_a_few_words_are_not_odd_and_break_nothing(text: str):
    assert isinstance(oddities(text), list)
