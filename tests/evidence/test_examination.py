"""The evidence engine on one small contest: what is used, quoted, claimed and copied."""

import pytest

from grader.checks.check import Example
from grader.checks.examples import make_contest
from grader.evidence.examination import examine, find_prompt
from grader.evidence.index import index_of
from grader.model import Correction, Essay, EvidenceItem, Part
from grader.text.reading import Reading

SOURCE = (
    "In the winter of 1902 the harbour council dismissed the keeper Tom Hill because he had let the lamp go out twice. The "
    "fishermen collected 300 signatures and asked for his return, but the council refused.\n\n"
    "The keeper's daughter Ada Hill wrote in her diary: “My father never slept while a boat was out, and the council knew "
    "it well.” In May 1904 she moved to Norwich, where she opened a school for sailors' children.\n\n"
    "The engineer Robert Vane argued: “The oil was bad. No lamp in the county burned well that winter.” He had sold the oil "
    "himself, and an inquiry in Ipswich blamed him for it in 1905."
)
ITEMS = (
    EvidenceItem("A", "In 1902 the council dismissed the keeper Tom Hill because his lamp had gone out twice.", 3),
    EvidenceItem("B", "The fishermen collected signatures for the keeper, but the council refused to take him back."),
    EvidenceItem("C", "The engineer Vane said that the oil was bad, although he had sold it himself.", 1),
)


def look(text, **changes):
    contest = make_contest(Example("", sources=(SOURCE,), items=ITEMS, prompt="Was the keeper treated fairly?"))
    for name, value in changes.items():
        object.__setattr__(contest, name, value)
    essay = Essay("e", "e.txt", text, (Part("body", (0, len(text))),))
    reading = Reading(essay, index_of(contest).known_names)
    return examine(reading, contest)


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("In 1902 Tom Hill was dismissed by the council because the lamp had gone out two times.", {"A"}),
        ("The fishermen gathered signatures for him, but the council refused to take the keeper back.", {"B"}),
        ("Vane, the engineer, said the oil was bad, but it was he who had sold it.", {"C"}),
        ("Cheese is made of milk, and milk comes from cows.", set()),
    ],
)
def test_an_item_is_found_in_other_words(text, used):
    found = examine_items(look(f"I like lighthouses very much. {text} That is all I know."))
    assert found == used


def examine_items(examination):
    return {u.item for u in examination.evidence.items if u.use in ("quote", "paraphrase")}


def test_an_item_points_to_its_sentence_and_its_passage():
    text = "I like ships. The council dismissed the keeper Tom Hill in 1902 because the lamp went out twice. So there."
    use = look(text).evidence.items[0]
    assert text[slice(*use.spans[0])].startswith("The council dismissed")
    assert use.passages[0] == "source-1#¶1"


@pytest.mark.parametrize(
    ("quoted", "verdict"),
    [
        ("Ada Hill wrote: “My father never slept while a boat was out.”", "exact"),
        ("Ada Hill wrote: “My father never slept … and the council knew it well.”", "exact"),
        ("Ada Hill wrote: “My father [the keeper] never slept while a boat was out.”", "exact"),
        ("Ada Hill wrote: “my father NEVER slept, while a boat was out”", "exact"),
        ("Ada Hill wrote: “My fathr never slept while a boat was out.”", "exact"),
        ("Ada Hill wrote: “My father always slept while a boat was out.”", "altered"),
        ("Robert Vane wrote: “My father never slept while a boat was out.”", "misattributed"),
        ("Ada Hill wrote: “The moon is made of green cheese and honey.”", "not_found"),
    ],
)
def test_a_quotation_gets_its_verdict(quoted, verdict):
    found = look(f"Somebody should know. {quoted} That is that.").quotations
    assert [q.verdict for q in found] == [verdict]


@pytest.mark.parametrize(
    ("quoted", "opposite"),
    [
        ("No county lamp burned well that winter", "No lamp in the county burned well that winter"),
        ("lamps of the county burned well that winter", "lamp in the county burned well that winter"),
        ("in the county lamp burned well that winter", "lamp in the county burned well that winter"),
        ("a boat was out, and the well council knew", "a boat was out, and the council knew it well"),
    ],
)
def test_an_altered_quotation_stands_beside_all_its_words(quoted, opposite):
    (found,) = look(f"Somebody wrote: “{quoted}”. That is that.").quotations
    assert (found.verdict, found.source_text) == ("altered", opposite)


def test_short_quoted_words_are_no_quotation():
    assert look("She called it “very sad”, and it was.").quotations == ()


def test_each_quoted_stretch_is_judged_once():
    found = look("“My father never slept”, wrote Ada Hill, “while a boat was out, and the council knew it well.”")
    assert [q.verdict for q in found.quotations] == ["exact", "exact"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In 1907 the council dismissed the keeper Tom Hill because the lamp went out twice.", "1907"),
        ("The fishermen collected 800 signatures and asked the council for his return.", "800"),
        ("In May 1914 his daughter Ada Hill moved to Norwich and opened a school for children.", "May 1914"),
    ],
)
def test_a_difference_is_seen(text, value):
    found = [c for c in look(f"It was long ago. {text} That is what happened.").claims if c.verdict == "contradicted"]
    assert [c.essay_value for c in found] == [value]
    assert found[0].passage
    assert found[0].source_value


@pytest.mark.parametrize(
    "text",
    [
        "In 1902 the council dismissed the keeper Tom Hill because the lamp went out twice.",
        "At the beginning of the twentieth century the council dismissed the keeper Tom Hill.",
        "The fishermen collected about three hundred signatures and asked for his return.",
        "By 1905 the engineer Robert Vane had been blamed by an inquiry.",
        "In 1931 my grandmother was born in Leeds.",
    ],
)
def test_what_agrees_or_is_not_in_the_material_is_no_difference(text):
    assert [c for c in look(f"It was long ago. {text}").claims if c.verdict == "contradicted"] == []


def test_a_year_the_material_never_names_is_outside():
    claims = look("The railway came to the harbour in 1931, when the town was rich.").claims
    assert [(c.verdict, c.essay_value, c.passage) for c in claims] == [("outside", "1931", None)]


def test_the_teachers_correction_wins():
    text = "It was long ago. In 1907 the council dismissed the keeper Tom Hill because the lamp went out twice."
    corrected = (Correction("source-1#¶1", "The council dismissed him in 1907."),)
    assert [c.verdict for c in look(text, corrections=corrected).claims].count("contradicted") == 0


def test_copying_is_found_with_its_length_and_passage():
    text = (
        "I think so. The fishermen collected 300 signatures and asked for his return, but the council refused and laughed. "
        "And I agree."
    )
    (copied,) = look(text).copying
    assert text[slice(*copied.span)].startswith("The fishermen collected")
    assert copied.passage == "source-1#¶1"
    assert copied.words >= 12


@pytest.mark.parametrize(
    "text",
    [
        "“The fishermen collected 300 signatures and asked for his return, but the council refused”, says the book.",
        "The men of the boats wrote their names on a long list, yet those in power would not have him again.",
        "The fishermen collected 300 signatures.",
    ],
)
def test_quoted_own_and_short_wording_is_no_copying(text):
    assert look(text).copying == ()


def test_repeating_the_question_is_neither_copied_nor_claimed():
    contest = make_contest(
        Example("", sources=("Was the keeper treated fairly?",), prompt="Was the keeper treated fairly?")
    )
    text = "Was the keeper treated fairly? No."
    reading = Reading(Essay("e", "e.txt", text, (Part("body", (0, len(text))),)))
    assert [text[slice(*s)] for s in find_prompt(reading, contest)] == ["Was the keeper treated fairly"]


def test_without_key_and_material_nothing_is_claimed():
    contest = make_contest(Example("", prompt="Why?"))
    text = "In 1902 “all the lamps went out” and nobody came."
    reading = Reading(Essay("e", "e.txt", text, (Part("body", (0, len(text))),)))
    found = examine(reading, contest)
    assert found.evidence.coverage is None
    assert [q.verdict for q in found.quotations] == ["not_checked"]
    assert found.copying == ()
