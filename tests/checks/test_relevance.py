"""Which part of an essay leaves the question."""

import pytest

from grader.checks.check import Example
from grader.checks.examples import find_faults, run_example
from grader.checks.relevance import CHECK

PROMPT = "Was the lighthouse keeper Tom Hill treated fairly by the harbour council?"
SOURCE = (
    "In the winter of 1902 the harbour council dismissed the keeper Tom Hill because he had let the lamp go out twice. He "
    "had asked for better oil in nine letters, and none of them was answered. His daughter carried wood up the stairs every "
    "evening, and the neighbours brought bread when the snow lay so high that nobody could walk to the shop."
)
ABOUT = (
    "The council dismissed the keeper. Tom Hill had asked it for better oil. It never answered him. I think that the council "
    "was not fair. "
)
STRAY = (
    "My cousin Paula plays handball in a club in Bremen. Two years ago her team travelled to Denmark for a tournament with "
    "teenagers from eleven nations. They slept in gyms, cooked noodles on camping stoves and lost almost all matches. Her "
    "trainer laughed about it and bought pizza for everybody afterwards. Since that trip she writes messages to a girl from "
    "Aarhus, and both want to study biology abroad. "
)
NEAR = (
    "His daughter carried the wood. She walked up all the stairs. In the evening there was snow on them. The neighbours saw "
    "it and brought bread. None of them had much. Nobody could walk to the shop, because the snow lay high. Every winter was "
    "like that, and it went on for years. She did not ask for anything, she only carried the wood up the stairs. That is "
    "what a good daughter does. "
)


def find_stray(text, *sources):
    outcome, _ = run_example(CHECK, Example(text, prompt=PROMPT, sources=sources))
    return [text[slice(*n.span)] for n in outcome.notes if n.span]


@pytest.mark.parametrize("number", range(len(CHECK.examples)))
def test_examples(number):
    assert find_faults(CHECK, CHECK.examples[number]) == []


def test_a_long_part_about_something_else_is_marked_at_its_beginning():
    assert find_stray(ABOUT * 2 + STRAY + ABOUT * 2, SOURCE) == [". ".join(STRAY.split(". ")[:2]) + "."]


@pytest.mark.parametrize(
    ("part", "sources"),
    [
        pytest.param(STRAY.partition("They slept")[0] * 2, (SOURCE,), id="short"),
        pytest.param(NEAR, (SOURCE,), id="in words of the material"),
        pytest.param(STRAY, (), id="no material"),
    ],
)
def test_in_doubt_no_part_is_marked(part, sources):
    assert find_stray(ABOUT * 2 + part + ABOUT * 2, *sources) == []
