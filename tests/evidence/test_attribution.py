"""The verdict on quotations: words, speakers, titles and terms."""

from dataclasses import replace

import pytest

from grader.checks.check import Example
from grader.checks.examples import make_contest
from grader.evidence.attribution import judge_quotations
from grader.evidence.index import index_of
from grader.model import Essay, Part
from grader.text.reading import Reading

DIARY = (
    "The clerk Emma Lund kept a diary. She wrote: “The mill-wheel stood still for seven weeks, and nobody in the valley "
    "could remeber such a winter.” Her brother disagreed."
)
COUNCIL = (
    "The mayor, Oscar Brandt, told the council: “A town without bread is a town without law.” He went home.\n\n"
    "The farmers had hidden their grain in cellars and under haystacks.\n\nThe soldiers found nothing at all.\n\n"
    "Brandt once told a priest that “all coal is fuel”."
)
BOOK = (
    "Later the historian Vera Moll argued that “hunger was made by men and not by weather”. Karl Moll, a priest, wept."
)
SOURCES = (DIARY, COUNCIL, BOOK)


def judge(text, sources=SOURCES):
    contest = make_contest(Example("", sources=sources))
    index = index_of(contest)
    whole = f"I like old towns. {text} That is what I think."
    reading = Reading(Essay("a", "a.txt", whole, (Part("body", (0, len(whole))),)), index.known_names)
    return [quotation.verdict for quotation, _ in judge_quotations(reading, index)]


@pytest.mark.parametrize(
    "quoted",
    [
        '"The mill-wheel stood still for seven weeks, and nobody in the valley could remember such a winter."',
        '"The mill wheel stood still . . . and nobody in the valley could remember such a winter."',
        '"the mill-wheel [of the town] stood still […] and nobody in the valley"',
        '"[t]he mill-wheel stood still for seven weeks"',
        '"THE MILLWHEEL STOOD STILL – FOR SEVEN WEEKS!"',
        "\x93the mill-wheel stood still\x94",
        "\x91the mill-wheel stood still\x92",
        "'the mill-wheel stood still'",
        "„the mill-wheel stood still“",
        "«the mill-wheel stood still»",
        "›the mill-wheel stood still‹",
    ],
)
def test_marks_ellipses_brackets_case_hyphens_and_slips_change_nothing(quoted):
    assert judge(f"Lund wrote, {quoted} in her diary.") == ["exact"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("She was tired. As the clerk puts it, “the mill-wheel stood still”.", "exact"),
        ("A woman who knew the town wrote “the mill-wheel stood still”.", "exact"),
        ("Brandt wrote, “The mill-wheel stood still for seven weeks.”", "misattributed"),
        ("As the narrator puts it, “a town without bread is a town without law”.", "misattributed"),
        ("“Hunger was made by men and not by weather,” as the mayor Brandt puts it.", "misattributed"),
        ("“Hunger was made by men and not by weather” was Brandt's opinion.", "misattributed"),
        ("Karl Moll argued that “hunger was made by men and not by weather”.", "misattributed"),
        ("According to V. Moll, “hunger was made by men and not by weather”.", "exact"),
        ("The narrator says that “the soldiers found nothing at all”.", "exact"),
        ("The text says that “the soldiers found nothing at all”.", "exact"),
        ("According to Vera Mohll, “hunger was made by men and not by weather”.", "exact"),
        ("One of the neighbours said that “the mill-wheel stood still”.", "exact"),
        ("Brandt said that “all wood is fuel”.", "altered"),
        ("Brandt said, “a city without law”.", "altered"),
    ],
)
def test_the_speaker_is_compared(text, verdict):
    assert judge(text) == [verdict]


def test_a_person_of_another_source_does_not_say_the_narrators_words():
    assert judge("Emma Lund complained that “the farmers had hidden their grain in cellars”.") == ["misattributed"]
    assert judge("Brandt complained that “the farmers had hidden their grain in cellars”.") == ["exact"]


@pytest.mark.parametrize(
    "text",
    [
        "I call this “the long winter of excuses”, because I can.",
        "It was a so-called “hunger of the rich men”, they say.",
        "I read “A History of the Hungry Valley” first.",
        "It is told in the film (“House in the Valley”).",
    ],
)
def test_titles_and_coined_terms_are_not_judged(text):
    assert judge(text) == ["not_checked"]


def test_a_heading_of_the_material_is_a_title():
    contest = make_contest(Example("", sources=SOURCES))
    (source, *others) = contest.sources
    passages = tuple(replace(one, heading=("Part 2: How the valley froze, by E. Lund",)) for one in source.passages)
    index = index_of(replace(contest, sources=(replace(source, passages=passages), *others)))
    text = 'In the second part, "how the valley froze", she is sad.'
    reading = Reading(Essay("a", "a.txt", text, (Part("body", (0, len(text))),)), index.known_names)
    assert [quotation.verdict for quotation, _ in judge_quotations(reading, index)] == ["not_checked"]


def test_other_words_that_the_material_does_not_hold_are_not_found():
    assert judge("Brandt said, “All the geese flew to Africa in autumn.”") == ["not_found"]


SPEECH = (
    "“The flood opened the gate,” says Vera Moll, who teaches geography in Ulm, Swabia, “but we had ploughed the bank and "
    "painted it in our own colours.” She shrugged."
)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Moll says, “The flood opened the gate, but we had ploughed the bank”.", "exact"),
        ("Moll says, “The flood opened the gate, but they had ploughed the bank”.", "altered"),
        ("Brandt says, “The flood opened the gate, but we had ploughed the bank”.", "misattributed"),
        ("Moll says, “we had plowed the bank and painted it in our own colors”.", "exact"),
        ("Moll says, “we had watched the bank and painted it in our own colors”.", "altered"),
        ("The best picture is Emma Lund’s: “The flood opened the gate”.", "misattributed"),
        ("The best picture is Vera Moll’s: “The flood opened the gate”.", "exact"),
    ],
)
def test_breaks_and_the_spelling_of_america_change_nothing(text, verdict):
    assert judge(text, (*SOURCES, SPEECH)) == [verdict]
