"""What is held against a statement, and what is not; `test_examination` has the ordinary cases."""

import pytest

from grader.checks.check import Example
from grader.checks.examples import make_contest
from grader.evidence.examination import examine
from grader.evidence.index import index_of
from grader.model import Correction, Essay, Part
from grader.text.reading import Reading

SOURCE = (
    "The first expedition of the museum to Mount Kerro began in June 1921 and had sixteen members.\n\n"
    "The second expedition of the museum to Mount Kerro lasted from 4 to 20 May 1923 and had nineteen members.\n\n"
    "According to an unsigned report that was printed in Lisbon in 1936, the director Anna Weller asked the board for the "
    "dismissal of the cook, and the board refused. Anna Weller died on 9 March 1930 in Porto.\n\n"
    "On 3 April 1922 the trustees made Paul Grote keeper of the minerals. The trustees voted by 311 to 45 for a new wing of "
    "the museum.\n\n"
    "The guide Jonas Ritter carried the wounded botanist down from Kerro to the harbour of Setubal. In his letters he asked "
    "whether a camp with 20,000 tins of meat had been plundered by bears. While the storm was still raging the captain "
    "telegraphed to Lisbon that the ship was safe."
)


def differing(text, source=SOURCE, **changes):
    contest = make_contest(Example("", sources=(source,), prompt="Why did the museum fail?"))
    for name, value in changes.items():
        object.__setattr__(contest, name, value)
    essay = Essay("e", "e.txt", text, (Part("body", (0, len(text))),))
    claims = examine(Reading(essay, index_of(contest).known_names), contest).claims
    return [(c.essay_value, c.source_value) for c in claims if c.verdict == "contradicted"]


def test_of_two_moments_the_one_that_the_figure_is_a_slip_of_is_told():
    source = (
        "On 3 May the flood reached Setubal, and that night 127 goats drowned. Six days later they "
        "numbered more than five hundred."
    )
    text = "When the flood reached Setubal in the night, more than five thousand goats drowned there."
    assert differing(text, source) == [("five thousand", "five hundred")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "In 1925 the museum's second expedition to Mount Kerro lasted only some days in May.",
            [("1925", "4 to 20 May 1923")],
            id="one date",
        ),
        pytest.param(
            "In June 1921 and in May 1923 the museum's second expedition to Mount Kerro was under way.",
            [],
            id="one of two dates is the material's",
        ),
        pytest.param(
            "In 1931 the director Anna Weller asked the board for the dismissal of the cook, which the board refused.",
            [],
            id="the date of a relative clause is that of another event",
        ),
        pytest.param(
            "In 1931 an unsigned report was printed in Lisbon about the dismissal of the cook.",
            [("1931", "1936")],
            id="the relative clause itself",
        ),
    ],
)
def test_dates_of_other_events_are_not_held_against_a_statement(text, found):
    assert differing(f"It was long ago. {text} So there.") == found


def test_the_day_of_another_year_is_held_against_a_statement():
    text = "His chance came on 3 April 1924, when Paul Grote got the minerals."
    assert differing(f"It was long ago. {text} So there.") == [("3 April 1924", "3 April 1922")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The friends of the wing won by 311 votes to 35.", [("35", "45")]),
        ("The friends of the wing won by 212 votes to 35.", []),
    ],
)
def test_another_figure_that_is_the_same_tells_the_event(text, found):
    assert differing(f"It was long ago. {text} So there.") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anna Weller died in 1932, and everybody was sad.", [("1932", "9 March 1930")]),
        ("Anna Weller had suddenly died in 1932.", [("1932", "9 March 1930")]),
        ("Anna Weller died in March 1930, and everybody was sad.", []),
        ("After Anna Weller died and the war ended in 1945, nobody came.", []),
        ("Paul and Anna Weller died before 1932.", []),
        ("Anna Weller's mother died in 1932.", []),
        ("Anna Weller was born in 1932.", []),
    ],
)
def test_a_person_dies_but_once(text, found):
    assert differing(text) == found


def test_the_teacher_may_correct_a_death():
    corrected = (Correction("source-1#¶3", "Anna Weller died in 1932."),)
    assert differing("Anna Weller died in 1932.", corrections=corrected) == []


@pytest.mark.parametrize(
    "text",
    [
        "While the storm was still raging the captain telegraphed from Setubal that the ship was safe.",
        "They admired Paul Grote and they carried the wounded botanist down.",
    ],
)
def test_who_goes_elsewhere_or_stands_in_another_clause_is_not_exchanged(text):
    assert differing(f"It was long ago. {text} So there.") == []


@pytest.mark.parametrize("text", ["", "\x00 1922 \ud800", "died " * 20_000, "Anna Weller died in 1930 " * 4_000])
def test_odd_texts_are_judged(text):
    assert len(differing(text)) <= 1


@pytest.mark.parametrize(
    ("text", "is_supported"),
    [
        ("In May 1924 the letter of Anna Weller was read to the trustees of the museum.", True),
        ("In May 1930 the letter of Anna Weller was read to the trustees of the museum.", False),
        ("Between 1920 and 1931 the director Anna Weller left Lisbon on a ship.", False),
        ("In 1924 the director Anna Weller left Lisbon on a ship.", True),
    ],
)
def test_agreement_is_told_where_it_says_something(text, is_supported):
    source = (
        "In March 1924 the director Anna Weller left Lisbon on a ship. Her letter to the museum was read to the trustees in "
        "May, behind closed doors."
    )
    contest = make_contest(Example("", sources=(source,), prompt="Why did the museum fail?"))
    essay = Essay("e", "e.txt", text, (Part("body", (0, len(text))),))
    claims = examine(Reading(essay, index_of(contest).known_names), contest).claims
    assert [c.verdict for c in claims if c.kind == "date" and c.verdict == "supported"] == ["supported"] * is_supported
