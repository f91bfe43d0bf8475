"""What is copying from the material and what is not."""

import pytest

from grader.evidence.copying import find_copying
from grader.evidence.index import index_of
from grader.model import Part
from tests.evidence.making import read

SOURCE = (
    "Every evening the keeper carried two heavy cans of oil up the winding stairs of the tower and lit the great lamp before "
    "the first boats came home. In the spring of 1911 the harbour council appointed a committee of five merchants, who "
    "examined the accounts, questioned the pilots and recommended a new lighthouse on the northern rocks. It consisted of "
    "John Harris, Peter Miles, Anna Graham, Robert Stone, William Trent, Hugh Barlow and Charles Dunn. At the beginning of "
    "the twentieth century there was no other harbour in the north of the country. The Report of the Royal Commission on "
    "Lights, Buoys and Beacons of the United Kingdom was printed in London."
)
WINDING = "carried two heavy cans of oil up the winding stairs of the tower"


def copied(text, *sources, parts=None):
    reading, contest, _ = read(text, *(sources or (SOURCE,)), parts=parts)
    index = index_of(contest)
    known = [index.lexicon.known(w.norm, w.stem) for w in reading.words]
    return [run.copied for run in find_copying(reading, index, known)]


@pytest.mark.parametrize(
    "text",
    [
        f'The book says: "Every evening the keeper {WINDING}."',
        f"The book says: 'Every evening the keeper {WINDING}.'",
        "I read the Report of the Royal Commission on Lights, Buoys and Beacons of the United Kingdom with care.",
        "There were John Harris, Peter Miles, Anna Graham, Robert Stone, William Trent, Hugh Barlow and Charles Dunn.",
        "At the beginning of the twentieth century there was no radio, and ships were often lost.",
        "Each night she took oil to the top of the tower so that the lamp would shine, and the boats could come home.",
    ],
)
def test_quotations_titles_lists_of_names_and_common_phrases_are_no_copying(text):
    assert copied(text) == []


def test_a_block_quotation_is_no_copying():
    text = f"The book says:\n\nEvery evening the keeper {WINDING}.\n\nI like that."
    start = text.index("Every")
    end = text.index("\n\nI like")
    parts = (Part("body", (0, start)), Part("quotation", (start, end)), Part("body", (end, len(text))))
    assert copied(text, parts=parts) == []
    assert copied(text) != []


@pytest.mark.parametrize(
    ("text", "how"),
    [
        (f"Every evening the keeper {WINDING} and slept.", "verbatim"),
        ("The keeper lit the great lamp before the first boats came home.", "verbatim"),
        (
            "Every evening the guardian carried two heavy canisters of oil up the twisting stairs of the tower.",
            "patchwork",
        ),
        ("Before the boats came, and every evening the keeper lit it, she " + WINDING + ".", "patchwork"),
        ("Every evning the keper caried two hevy cans of oil up the windig stairs of the towr for us.", "patchwork"),
        ("Everyevening the keeper carriedtwo heavy cans of oil up the windingstairs of the tower.", "patchwork"),
        ("Every even ing the keeper car ried two heavy cans of oil up the wind ing stairs.", "patchwork"),
        (
            "In the spring of 1911 the port council named a committee of five traders, who examined the accounts.",
            "patchwork",
        ),
        ("A “committee” of five merchants, who examined the accounts, questioned the “pilots” and went.", "verbatim"),
    ],
)
def test_copying_is_seen_through_small_changes(text, how):
    assert how in {one.how for one in copied(f"I think so. {text}")}


def test_neighbouring_passages_copied_in_one_paragraph_are_all_found():
    passages = [
        "The ferry crossed the river twice a day and carried farmers, goats and letters to the other bank.",
        "Nobody paid in winter because the ice was thick enough for carts, horses and the whole fair.",
        "When the bridge was opened the ferryman sold his boat and became the keeper of the toll house.",
    ]
    found = copied(" ".join(passages), "\n\n".join(passages))
    assert sum(one.words for one in found) == len(" ".join(passages).split())


def test_long_repetitive_text_is_no_problem():
    assert copied("boat came home " * 20_000) == []


def test_the_first_words_of_a_third_sentence_are_no_copying_of_their_own():
    source = (
        "The keeper carried the oil upstairs each evening. The lamp burned brightly until the morning came. "
        "Ships found their harbour safely because of it."
    )
    found = copied(source.replace("Ships found their harbour safely because of it.", "Ships sank."), source)
    assert [one.words for one in found] == [16]
