"""Essays that are unlike the others of their class."""

import pytest

from grader.contest import load_contest
from grader.pipeline import grade
from grader.scoring.classmates import (
    DISORDERED,
    ELSEWHERE,
    FEWEST_ESSAYS,
    find_unlike,
    measure_class_disorder,
    measure_closeness,
    read_traits,
    take_traits,
)
from grader.text.reading import Reading
from tests.scoring.classes import STRANGER, make_essay, make_texts, write_sentences

SIZE = 24
MIXED = " ".join(write_sentences(5)[k] for k in (9, 4, 11, 2, 7, 0, 10, 5, 1, 8, 3, 6))


def traits_of(texts):
    return [take_traits(Reading(make_essay(name, text))) for name, text in texts.items()]


def reasons_of(texts):
    return {one.essay: one.reasons for one in find_unlike(traits_of(texts))}


def test_an_ordinary_class_has_nobody_to_name():
    assert reasons_of(make_texts(SIZE)) == {}


def test_an_essay_on_something_else_is_named():
    assert reasons_of({**make_texts(SIZE), "bread": STRANGER}) == {"bread": (ELSEWHERE,)}


def test_sentences_in_another_order_are_named():
    assert reasons_of({**make_texts(SIZE), "mixed": MIXED}) == {"mixed": (DISORDERED,)}


def test_a_class_may_write_in_an_order_of_its_own():
    """Where everybody writes in that order, the place of sentences tells nothing against one of them."""
    one = measure_class_disorder(traits_of({**make_texts(SIZE), "mixed": MIXED}))
    order = (9, 4, 11, 2, 7, 0, 10, 5, 1, 8, 3, 6)
    texts = {name: " ".join(write_sentences(37 * k + 11)[i] for i in order) for k, name in enumerate(make_texts(SIZE))}
    among = measure_class_disorder(traits_of({**texts, "mixed": MIXED}))
    assert one[-1] is not None
    assert among[-1] is not None
    assert among[-1] < one[-1]


def test_a_small_class_tells_nothing():
    texts = {**make_texts(FEWEST_ESSAYS - 2), "bread": STRANGER}
    assert len(texts) == FEWEST_ESSAYS - 1
    assert reasons_of(texts) == {}
    assert find_unlike([]) == []


def test_the_order_of_the_essays_does_not_matter():
    texts = {**make_texts(SIZE), "mixed": MIXED, "bread": STRANGER}
    assert reasons_of(texts) == reasons_of(dict(reversed(texts.items())))


def test_a_few_words_are_not_measured():
    assert measure_closeness(traits_of({**make_texts(SIZE), "short": "Bread is good.", "shorter": "Why?"}))[-2:] == [
        None,
        None,
    ]


@pytest.mark.parametrize("text", ["Why?", "A. " * 40, "1 2 3. " * 40, "Bread! " * 400])
def test_whatever_is_handed_in_is_compared(text):
    assert set(reasons_of({**make_texts(SIZE), "odd": text})) <= {"odd"}
    assert set(reasons_of({f"{k:02}": text for k in range(SIZE)})) == set()


def test_a_report_holds_what_is_compared(small_contest):
    essay = make_essay("a", STRANGER)
    report = grade(essay, load_contest(small_contest))
    assert read_traits(report) == take_traits(Reading(essay))
