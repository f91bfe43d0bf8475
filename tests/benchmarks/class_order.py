"""Classes of honest essays for `make bench-gaming`, and learning what tells the order of sentences beside a class."""

import random
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from sklearn.linear_model import LogisticRegression

from grader.documents import read_essay
from grader.scoring.classmates import FOLDS, SIGNS, Traits, find_unlike, measure_class_signs, take_traits
from grader.text.reading import Reading
from tests.benchmarks.perturbations import Victim, shuffle_sentences
from tests.benchmarks.sentence_order import STRENGTH, Own

CLASS_SIZE, CLASSES = 25, 8  # so many classes of each prompt


def read_text_traits(text: str) -> Traits:
    return take_traits(Reading(read_essay(text.encode("utf-8", "surrogatepass"), "essay.txt", "essay")))


class Classroom:
    """Honest essays of a prompt, among which others are put.

    Args:
        texts: at least as many as a class has.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.traits = [(text, read_text_traits(text)) for text in texts]

    def find_reasons(self, made: str, original: str) -> bool:
        """Whether a class says that an essay is unlike it, which stands there in the place of its original."""
        chance = random.Random(zlib.crc32(original.encode("utf-8", "surrogatepass")))  # noqa: S311 - not for secrets
        others = [traits for text, traits in self.traits if text != original]
        own = [*chance.sample(others, CLASS_SIZE - 1)]
        place = chance.randrange(CLASS_SIZE)
        own.insert(place, read_text_traits(made))
        named = [replace(traits, essay=f"{number:02}") for number, traits in enumerate(own)]
        return f"{place:02}" in {one.essay for one in find_unlike(named)}


def shuffled_traits(reading: Reading, chance: random.Random) -> Traits:
    return read_text_traits(shuffle_sentences(Victim(reading.text, "", (), (), "", ()), chance))


def make_classes(essays: Sequence[Own]) -> Iterator[list[Reading]]:
    """Essays of one prompt, so many a class."""
    prompts = defaultdict[str, list[Reading]](list)
    for prompt, reading in essays:
        prompts[prompt].append(reading)
    for own in prompts.values():
        classes = min(CLASSES, len(own) // CLASS_SIZE)
        yield from (own[k::classes][:CLASS_SIZE] for k in range(classes))


def measure_class(readings: Sequence[Reading], chance: random.Random) -> Iterator[tuple[list[float], int]]:
    """Signs of a class's essays, and of each with its sentences shuffled; those of one fold know nothing of one another."""
    written = [replace(take_traits(reading), essay=f"{k:03}") for k, reading in enumerate(readings)]
    mixed = [replace(shuffled_traits(r, chance), essay=f"{k:03}") for k, r in enumerate(readings)]
    yield from ((signs, 0) for signs in measure_class_signs(written) if signs)
    for fold in range(FOLDS):
        both = [mixed[k] if k % FOLDS == fold else one for k, one in enumerate(written)]
        yield from ((signs, 1) for k, signs in enumerate(measure_class_signs(both)) if signs and k % FOLDS == fold)


def learn_class_order(essays: Sequence[Own]) -> dict[str, object]:
    """Coefficients that tell essays from the same essays shuffled, each beside its class."""
    chance = random.Random(0)  # noqa: S311 - not for secrets
    found = [pair for own in make_classes(essays) for pair in measure_class(own, chance)]
    table, marks = np.array([signs for signs, _ in found]), [mark for _, mark in found]
    model = LogisticRegression(C=STRENGTH, max_iter=3000, random_state=0).fit(table, marks)
    weights = zip(SIGNS, model.coef_[0], strict=True)
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "coefficients": {name: round(float(weight), 4) for name, weight in weights},
    }
