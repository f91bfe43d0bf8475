"""Rubrics of Canvas, Moodle and CASE, in and out, with the oddities of files that people send."""

import json
import re

import pytest

from grader.documents.tables import read_tables
from grader.errors import UnreadableFile
from grader.exchange.rubrics import FORMATS, read_rubrics
from grader.exchange.rubrics.draft import LevelDraft, order_levels
from grader.model import CheckUse, Criterion, Level, Rubric
from grader.rubric import find_rubric, load_rubric

HEAD = (
    "Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range,Rating Name,Rating Description,Rating Points"
)
CHANGED = "2026-11-27T09:30:00+00:00"
ODD = Rubric(
    "odd",
    'Essay, “the” 1st; with\nlines & "marks"',
    (
        Criterion(
            "a",
            "Évidence, used",
            "What; and, how",
            (0.5,),
            (Level("No", 0.0, "none, at all"), Level("Yes", 1.75, 'a "lot"')),
            (CheckUse("length"),),
        ),
        Criterion("b", "Style", "", (0.3, 0.6), (Level("C", 1.0), Level("B", 2.0), Level("A", 4.0)), ()),
    ),
    "sha256:odd",
)


def flat(text):
    return " ".join(text.split())


def tell(rubric):
    """What every format keeps of a rubric; Moodle's CSV keeps no description of a criterion."""
    return [
        (flat(c.label), [(flat(x.label), x.points, flat(x.description)) for x in c.levels]) for c in rubric.criteria
    ]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
@pytest.mark.parametrize("name", ["argument-essay", "holistic-6", "source-based-history", "odd"])
def test_what_is_written_is_read_again(form, name):
    rubric = ODD if name == "odd" else load_rubric(find_rubric(name))
    content = form.write(rubric, CHANGED).encode()
    assert content == form.write(rubric, CHANGED).encode()
    (draft,) = read_rubrics(content, f"rubric{form.suffix}")
    assert tell(draft) == tell(rubric)
    if form.id != "moodle-csv":
        assert draft.title == flat(rubric.title)
        assert [flat(c.description) for c in draft.criteria] == [flat(c.description) for c in rubric.criteria]


def read_csv(text):
    return read_rubrics(text.encode("utf-8-sig"), "rubric.csv")


def test_ragged_rows_repeated_headers_decimal_commas_and_two_rubrics():
    first, second = read_csv(
        f"{HEAD},Rating Name,Rating Description,Rating Points,Rating Name,Rating Description,Rating Points\r\n"
        'One,Claim,,false,Good,"clear, new","1,75",Poor,,0\r\n'
        ",Proof,Uses it,true,Rich,,3,Some,,2,None,,0,\r\n"
        "Two,Style,,false,Fine,,2,Plain,,1\r\n"
        "Two,Alone,,false,Only,,2\r\n"
    )
    assert (first.title, [c.label for c in first.criteria]) == ("One", ["Claim", "Proof"])
    assert [(x.label, x.points) for x in first.criteria[0].levels] == [("Poor", 0), ("Good", 1.75)]
    assert [x.label for x in first.criteria[1].levels] == ["None", "Some", "Rich"]
    assert [c.label for c in second.criteria] == ["Style"]


def test_semicolons_as_german_spreadsheets_write_them():
    (draft,) = read_csv(HEAD.replace(",", ";") + "\nEins;These;;false;Gut;;1,5;Schwach;;0,5\n")
    assert [x.points for x in draft.criteria[0].levels] == [0.5, 1.5]


def test_levels_without_points_are_ordered_by_their_words():
    given = [LevelDraft("Excellent", None, ""), LevelDraft("Fair", None, ""), LevelDraft("Poor", None, "")]
    assert [(x.label, x.points) for x in order_levels(given)] == [("Poor", 1), ("Fair", 2), ("Excellent", 3)]


@pytest.mark.parametrize(
    "wrap", [lambda c: c, lambda c: {"title": "T", "data": c}, lambda c: {"rubric": c}, lambda c: [{"criteria": c}]]
)
def test_answers_of_canvas_come_in_several_shapes(wrap):
    ratings = [
        {"description": "Full", "points": 5.0, "id": "b"},
        {"description": "None", "points": 0, "long_description": None},
    ]
    criterion = {"id": "_10", "description": "<p>Thesis &amp; claim</p>", "points": 5, "ratings": ratings}
    (draft,) = read_rubrics(json.dumps(wrap([criterion])).encode(), "r.json")
    assert draft.criteria[0].label == "Thesis & claim"
    assert [x.points for x in draft.criteria[0].levels] == [0, 5]


def test_moodle_definitions_are_read_in_their_own_order():
    levels = [{"score": 2, "definition": "<b>good</b>"}, {"score": "0,5", "definition": "weak"}]
    rows = [
        {"sortorder": 2, "description": "Second", "levels": levels},
        {"sortorder": 1, "description": "First", "levels": levels},
    ]
    said = {"areas": [{"definitions": [{"name": "Mine", "rubric": {"rubric_criteria": rows}}]}]}
    (draft,) = read_rubrics(json.dumps(said).encode(), "d.json")
    assert (draft.title, [c.label for c in draft.criteria]) == ("Mine", ["First", "Second"])
    assert [(x.points, x.label) for x in draft.criteria[0].levels] == [(0.5, "weak"), (2, "good")]


def test_a_marking_guide_has_a_highest_score_and_no_levels():
    rows = [{"sortorder": 1, "shortname": "Content", "description": "What", "maxscore": 30}]
    (draft,) = read_rubrics(json.dumps({"name": "Guide", "guide": {"guide_criteria": rows}}).encode(), "g.json")
    assert draft.title == "Guide"
    assert [x.points for x in draft.criteria[0].levels] == [0, 30]


def test_rows_of_an_importers_csv_may_leave_the_criterion_out():
    text = "criterion,level,level_description,score\nClarity,1,Excellent,25\n,2,Confusing,0\nOrder,1,Fine,5\nOrder,2,None,1\n"
    (draft,) = read_csv(text)
    assert [(c.label, len(c.levels)) for c in draft.criteria] == [("Clarity", 2), ("Order", 2)]


def test_case_names_everything_the_same_way_each_time():
    (form,) = (form for form in FORMATS if form.id == "case-json")
    said = json.loads(form.write(ODD, CHANGED))
    levels = [level for row in said["CFRubricCriteria"] for level in row["CFRubricCriterionLevels"]]
    names = [said["identifier"], *(one["identifier"] for one in [*said["CFRubricCriteria"], *levels])]
    assert len(set(names)) == len(names) == 8
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", name) for name in names)
    wanted = {
        "identifier",
        "uri",
        "description",
        "quality",
        "score",
        "position",
        "rubricCriterionId",
        "lastChangeDateTime",
    }
    assert set(levels[0]) == wanted
    assert {row["rubricId"] for row in said["CFRubricCriteria"]} == {said["identifier"]}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"data": []}', '{"data": [1, {"ratings": "x"}]}', "[" * 5000, '{"rubric_criteria": [null]}'],
)
def test_other_json_is_refused(text):
    with pytest.raises(UnreadableFile):
        read_rubrics(text.encode(), "r.json")


def test_other_tables_are_left_to_others():
    assert read_rubrics(b"Criteria,Good,Poor\nClaim,clear,none\n", "r.csv") == []
    assert read_tables(b"Criteria,Good,Poor\nClaim,clear,none\n", "r.csv")
