import json

from grader.model import EvidenceKey
from grader.reports.class_data import make_class_data
from grader.scoring.classmates import Unlike
from tests.reports.builders import make_bare_report, make_report
from tests.reports.lighthouse import make_contest


def test_what_a_class_says_together():
    data = make_class_data([make_report("07"), make_bare_report(), make_report("03")], make_contest())
    assert list(data) == ["schema", "copies", "unlike", "unused_items", "levels", "often_differing", "look_first"]
    assert (data["schema"], data["copies"], data["unused_items"]) == ("grader.class/1", [], ["E2", "E3"])
    assert data["levels"]["thesis"] == {"Early": 0, "Proficient": 0, "Strong": 2}
    assert data["often_differing"] == [
        {
            "essay_value": "1913",
            "source_value": "3rd March, 1911",
            "passage": "chronicle#¶7",
            "essays": ["03", "07"],
        }
    ]
    assert [one["essay"] for one in data["look_first"]] == ["09", "03", "07"]


def test_a_difference_of_one_essay_is_not_often():
    assert make_class_data([make_report()], make_contest())["often_differing"] == []


def test_the_order_of_the_essays_does_not_matter():
    reports = [make_report("07"), make_report("03"), make_bare_report()]
    assert make_class_data(reports, make_contest()) == make_class_data(reports[::-1], make_contest())


def test_what_only_the_class_tells_is_a_reason_to_look_first():
    reports, unlike = [make_report("03"), make_report("07")], [Unlike("07", ("Stands apart.",))]
    data = make_class_data(reports, make_contest(), (), unlike)
    assert data["unlike"] == [{"essay": "07", "reasons": ["Stands apart."]}]
    first, second = data["look_first"]
    assert (first["essay"], second["essay"]) == ("07", "03")
    assert first["reasons"] == [*second["reasons"], "Stands apart."]
    assert data == make_class_data(reports[::-1], make_contest(), (), unlike)


def test_an_empty_class():
    data = make_class_data([], make_contest(key=EvidenceKey()))
    assert (data["unused_items"], data["look_first"]) == ([], [])
    assert json.dumps(data)
