"""Learns what tells the order of sentences, for `make bench-gaming ARGS=--write`: places of common words, and the signs."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression, Ridge

from grader.documents import read_essay
from grader.scoring.sentence_order import FEWEST_SENTENCES, SIGNS, measure_signs
from grader.scoring.sentence_places import Places, place_marks, wanted_places
from grader.text.reading import Reading
from tests.benchmarks.perturbations import Victim, shuffle_sentences

PENALTY, STRENGTH = 100.0, 0.3
MOST_MARKS, MOST_TASKS_SHARE = 1500, 0.75
Own = tuple[str, Reading]
"""An essay with the name of its prompt."""


def sentences_of(reading: Reading) -> list[list[str]]:
    return [[w.norm for w in reading.words[s.first : s.last]] for s in reading.sentences]


def find_common_marks(essays: Sequence[Own]) -> list[str]:
    """The most usual marks of sentences among those that most prompts have, so that none tells a subject."""
    counts, prompts = Counter[str](), defaultdict[str, set[str]](set)
    for prompt, reading in essays:
        for sentence in sentences_of(reading):
            for mark in sorted(place_marks(sentence)):
                counts[mark] += 1
                prompts[mark].add(prompt)
    least = MOST_TASKS_SHARE * len({prompt for prompt, _ in essays})
    return [mark for mark, _ in counts.most_common() if len(prompts[mark]) >= least][:MOST_MARKS]


def learn_places(essays: Sequence[Own]) -> Places:
    """Ridge regressions of places on the marks of sentences."""
    numbers = {mark: k for k, mark in enumerate(find_common_marks(essays))}
    rows, columns, wanted = list[int](), list[int](), list[np.ndarray]()
    count = 0
    for _, reading in essays:
        sentences = sentences_of(reading)
        if len(sentences) < FEWEST_SENTENCES:
            continue
        wanted.append(wanted_places(len(sentences)))
        for sentence in sentences:
            found = [numbers[mark] for mark in sorted(place_marks(sentence)) if mark in numbers]
            rows += [count] * len(found)
            columns += found
            count += 1
    table = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(count, len(numbers)))
    learned = Ridge(alpha=PENALTY, solver="sparse_cg", random_state=0).fit(table, np.vstack(wanted))
    return {mark: tuple(round(float(v), 4) for v in learned.coef_[:, k]) for mark, k in sorted(numbers.items())}


def make_pairs(essays: Sequence[Own], places: Places) -> tuple[list[list[float]], list[int]]:
    """Signs of essays and of the same essays shuffled."""
    chance, rows, marks = random.Random(0), list[list[float]](), list[int]()  # noqa: S311 - not for secrets
    for _, reading in essays:
        text = shuffle_sentences(Victim(reading.text, "", (), (), "", ()), chance)
        mixed = Reading(read_essay(text.encode("utf-8", "surrogatepass"), "essay.txt", "essay"))
        if min(len(reading.sentences), len(mixed.sentences)) >= FEWEST_SENTENCES:
            rows += [measure_signs(reading, places), measure_signs(mixed, places)]
            marks += [0, 1]
    return rows, marks


def learn_sentence_order(essays: Sequence[Own]) -> dict[str, object]:
    """Coefficients that tell essays from the same essays shuffled; places come from the other half of the essays."""
    rows, marks = list[list[float]](), list[int]()
    for half in (0, 1):
        found = make_pairs(essays[half::2], learn_places(essays[1 - half :: 2]))
        rows += found[0]
        marks += found[1]
    table = np.array(rows)
    mean, spread = table.mean(0), table.std(0) + 1e-6
    model = LogisticRegression(C=STRENGTH, max_iter=3000, random_state=0).fit((table - mean) / spread, marks)
    weights = model.coef_[0] / spread
    return {
        "intercept": round(float(model.intercept_[0] - weights @ mean), 4),
        "coefficients": {name: round(float(w), 4) for name, w in zip(SIGNS, weights, strict=True)},
    }
