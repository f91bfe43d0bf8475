"""Essays about something else are told by their words, once some were learned from."""

import numpy as np
import pytest

from grader.scoring.familiarity import learn_familiarity
from grader.scoring.wording import compare_wordings, hash_wording

HARBOUR = (
    "the keeper lit the lamp at dusk",
    "the council blamed the keeper for the dark harbour",
    "boats came home late because the lamp was out",
    "his daughter carried oil up the tower",
    "the harbour council met and dismissed him",
    "nobody had sent him the oil that he asked for",
    "sailors signed a letter that praised the keeper",
    "the storm broke two panes of the lantern",
)
BAKERY = (
    "dough must rest before it is shaped",
    "a hot oven gives bread its crust",
    "rye wants more water than wheat",
    "yeast works slowly in a cold kitchen",
    "bakers begin while others sleep",
    "salt tightens gluten and slows yeast",
    "flour from old grain bakes badly",
    "knead until it springs back",
)


def write(lines, number, random):
    chosen = random.permutation(len(lines))[: 3 + number % 4]
    return hash_wording(". ".join(lines[k] for k in chosen))


@pytest.fixture(scope="module")
def learned():
    random = np.random.default_rng(0)
    return [write(HARBOUR, number, random) for number in range(40)]


def test_essays_of_the_class_are_known_and_others_are_not(learned):
    familiarity = learn_familiarity(learned, compare_wordings(learned))
    random = np.random.default_rng(1)
    same = [familiarity.knows(write(HARBOUR, number, random)) for number in range(30)]
    other = [familiarity.knows(write(BAKERY, number, random)) for number in range(30)]
    assert sum(same) >= 27
    assert not any(other)


def test_length_alone_makes_no_essay_unfamiliar(learned):
    familiarity = learn_familiarity(learned, compare_wordings(learned))
    random = np.random.default_rng(2)
    short = [familiarity.knows(write(HARBOUR, 0, random)) for _ in range(30)]
    assert sum(short) >= 25
    assert familiarity.knows(hash_wording(". ".join(HARBOUR * 5)))


@pytest.mark.parametrize("size", [0, 1, 14])
def test_too_few_essays_tell_nothing(learned, size):
    few = learned[:size]
    familiarity = learn_familiarity(few, compare_wordings(few))
    assert familiarity.knows(hash_wording(". ".join(BAKERY)))


def test_equal_and_empty_essays_are_no_error():
    same = [hash_wording("the keeper lit the lamp")] * 20
    familiarity = learn_familiarity(same, compare_wordings(same))
    assert familiarity.knows(same[0])
    assert not familiarity.knows(hash_wording(""))
