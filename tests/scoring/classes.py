"""A made-up class that answers one question, and two essays that do not belong to it."""

from grader.documents import read_essay
from grader.model import Essay

SLOTS = (
    ("Was the keeper of the lighthouse treated fairly?", "Many people ask whether the old keeper was treated fairly."),
    ("I think that the council was wrong about him.", "I believe the council made a mistake."),
    ("The council met in the winter of the great storm.", "It was in that winter that the council met."),
    ("First, the lamp had gone out twice.", "First of all, the lamp went out on two nights."),
    ("The glass of the lamp was cracked by the frost.", "Frost had cracked the glass of his lamp."),
    ("He had asked the clerk for new glass in a letter.", "His letter to the clerk asked for new glass."),
    ("Second, the clerk never answered that letter.", "Second, no answer to the letter ever came."),
    ("The clerk told the council that there was no letter.", "Before the council the clerk denied the letter."),
    ("The sailors who saw the light were not heard.", "No sailor who had seen the light was heard."),
    ("They would have said that it burned.", "Each of them could have told of its light."),
    ("In conclusion the keeper was not treated fairly.", "In conclusion this was not fair to the keeper."),
    ("The council should have heard both sides.", "A fair council listens to both sides."),
)
STRANGER = (
    "Bread needs flour, water, salt and patience. I learned to bake it from my aunt in her small kitchen. First we mix "
    "the dough with our hands. Then it rests under a wet cloth for an hour. The yeast makes bubbles and the dough grows. "
    "We fold it and let it rest again. After that the oven must be very hot. A crust forms and smells wonderful. My "
    "brother always wants the first slice with butter. Nothing from a shop tastes so good. Finally we clean the table and "
    "sit down together."
)


def write_sentences(number: int) -> list[str]:
    """The sentences of one essay of the class; which wording it chooses depends on its number."""
    return [slot[(number >> k) & 1] for k, slot in enumerate(SLOTS)]


def make_essay(name: str, text: str) -> Essay:
    return read_essay(text.encode(), f"{name}.txt", name)


def make_texts(size: int) -> dict[str, str]:
    """Essays of the class by name."""
    return {f"{k:02}": " ".join(write_sentences(37 * k + 11)) for k in range(size)}
