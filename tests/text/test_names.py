import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.text.names import find_names
from grader.text.sentences import find_sentences
from grader.text.words import find_words


def names(text, known=()):
    return find_names(text, find_words(text), find_sentences(text), known)


def shown(text, known=()):
    return [(one.text, one.kind) for one in names(text, known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Today Robert Adams met Anna Weiss.", [("Robert Adams", "person"), ("Anna Weiss", "person")]),
        ("Then N. I. Bukharin came.", [("N. I. Bukharin", "person")]),
        ("He met von Papen and Leonardo da Vinci.", [("von Papen", "person"), ("Leonardo da Vinci", "person")]),
        ("I saw O'Neill and Jean-Paul Sartre.", [("O'Neill", "person"), ("Jean-Paul Sartre", "person")]),
        ("The Central Committee and the Provisional Government fell.",
         [("Central Committee", "group"), ("Provisional Government", "group")]),
        ("He read the New York Times in New York.", [("New York Times", "group"), ("New York", "place")]),
        ("They signed the Treaty of Versailles.", [("Treaty of Versailles", "other")]),
        ("The Bolsheviks and the Germans came to St. Petersburg.",
         [("Bolsheviks", "group"), ("Germans", "group"), ("St. Petersburg", "place")]),
        ("They went to Rostov-on-Don.", [("Rostov-on-Don", "place")]),
        ("Here the First Five Year Plan began.", [("First Five Year Plan", "other")]),
        ("This was Weiss’s mill, not the Bakers' Union.",
         [("Weiss", "other"), ("Bakers", "other"), ("Union", "group")]),
        ("The October Revolution began.", [("October Revolution", "other")]),
        ("It was Prince Georgi Lvov, not Lvov.", [("Prince Georgi Lvov", "person"), ("Lvov", "place")]),
    ],
)  # fmt: skip
def test_names_and_kinds(text, expected):
    assert shown(text) == expected


def test_titles_stand_beside_the_tokens():
    (first, second) = names("Then Prime Minister Churchill met General Berzin.")
    assert (first.text, first.title, first.tokens) == ("Prime Minister Churchill", "Prime Minister", ("churchill",))
    assert (second.title, second.tokens, second.kind) == ("General", ("berzin",), "person")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Historians like to ask. Nobody answers.", []),
        ("Biography had become evidence.", []),
        ("When Weiss left, the mill stood still.", ["Weiss"]),
        ("Weiss left. We all missed Weiss.", ["Weiss", "Weiss"]),
        ("Deutscher argues otherwise.", ["Deutscher"]),
        ("In March it rained. On Monday I left. May I go?", []),
        ("[18] Millers complained. 2) Bakers did, too.", []),
        ("When @PERSON1 met Weiss, @CAPS2 people came.", ["Weiss"]),
        ("Krupskaya left.", ["Krupskaya"]),
    ],
)
def test_the_first_word_of_a_sentence(text, expected):
    assert [one.text for one in names(text)] == expected


def test_headings_in_title_case_name_nobody():
    text = "The Long Road To Power\n\nAt first the road was long for Weiss."
    assert [one.text for one in names(text)] == ["Weiss"]
    assert [one.text for one in names("How Weiss Won\n\nIt was Weiss who won.")] == ["Weiss", "Weiss"]


def test_known_names_are_found_in_lower_case():
    text = "then bukharin and the central committee met lenin, said service."
    assert [one.text for one in names(text, {"bukharin", "lenin", "service", "central"})] == ["bukharin", "lenin"]
    assert names(text) == []


def test_known_names_begin_sentences():
    assert [one.text for one in names("Getty went home.", {"getty"})] == ["Getty"]


def test_who_is_listed_with_a_person_is_a_person():
    assert [kind for _, kind in shown("Then Anna Weiss and Getty left.")] == ["person", "person"]


_PIECES = [
    *"Aa .,'’-\n",
    "Weiss ",
    "von ",
    "of ",
    "the ",
    "I ",
    "St. ",
    "General ",
    "and ",
    "said ",
    "May ",
    "’s ",
    "\n\n",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_any_text_gives_ordered_spans_without_overlaps(text):
    found = names(text, {"weiss"})
    edges = [edge for one in found for edge in one.span]
    assert edges == sorted(edges)
    assert all(0 <= one.span[0] < one.span[1] <= len(text) and one.tokens for one in found)
    assert found == names(text, {"weiss"})


@settings(deadline=None)
@given(st.text())
def test_no_text_is_too_odd(text):
    names(text, {"weiss"})


@pytest.mark.parametrize("piece", ["A ", "A", "A. ", "A-", "von ", "A of the ", "Weiss\n"])
def test_long_hostile_texts_end(piece):
    names(piece * (50_000 // len(piece)))
