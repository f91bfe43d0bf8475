from grader.reports.evaluation_page import render_evaluation
from tests.reports.lighthouse import make_contest
from tests.reports.pages import find_faults, parse, text_of
from tests.scoring.evaluations import make_evaluation

CONTEST = make_contest()


def rows_of(tree, label):
    return [
        [text_of(cell) for cell in row]
        for row in tree.xpath("//div[starts-with(@aria-label, $label)]//tbody/tr", label=label)
    ]


def test_the_page_is_sound_and_repeats():
    page = render_evaluation(make_evaluation(), CONTEST)
    assert find_faults(page) == []
    assert page == render_evaluation(make_evaluation(), CONTEST)


def test_counts_come_first_and_few_essays_are_said():
    few = parse(render_evaluation(make_evaluation(20), CONTEST))
    assert [text_of(dd) for dd in few.xpath("//dl[@class='facts']//dd")] == ["7 of 19", "11", "1"]
    assert "fewer than 50 essays" in text_of(few.xpath("//main")[0])
    assert "fewer than" not in text_of(parse(render_evaluation(make_evaluation(), CONTEST)).xpath("//main")[0])


def test_every_figure_is_a_row_with_interval_two_humans_and_limits():
    tree = parse(render_evaluation(make_evaluation(), CONTEST))
    rows = {row[0]: row[1:] for row in rows_of(tree, "Figures: Evidence")}
    assert rows["Quadratic weighted kappa"] == ["0.76", "0.65 to 0.83", "0.84", "–"]
    assert rows["Standardised mean difference"][3] == "beyond ±0.15"
    assert len(next(iter(rows_of(tree, "Figures: Style")))) == 4  # nobody scored style twice


def test_levels_groups_and_ranges_are_tables():
    tree = parse(render_evaluation(make_evaluation(), CONTEST))
    assert rows_of(tree, "Levels: Evidence")[1] == ["2 Emerging", "14", "5", "4", "–", "–", "–", "23", "1.6"]
    assert rows_of(tree, "Groups: Evidence")[1][:6] == [
        "First language: B",
        "30",
        "2.7",
        "2.4",
        "0.06",
        "−0.13 to 0.26",
    ]
    assert rows_of(tree, "Ranges: Evidence")[0][:3] == ["80 %", "71 of 80", "89 %"]
    (curve,) = tree.xpath("//section//div[@aria-label='Learning curve: Total']//svg/@aria-label")
    assert curve == "Kappa by number of hand scores: 10: 0.52, 20: 0.63, 40: 0.71"


def test_names_of_groups_cannot_become_markup():
    evaluation = make_evaluation(12)
    group = evaluation.columns[1].groups[0].model_copy(update={"group": "<b>x</b>\u202e"})
    column = evaluation.columns[1].model_copy(update={"groups": [group]})
    page = render_evaluation(evaluation.model_copy(update={"columns": [column]}), CONTEST)
    assert "<b>x" not in page
    assert "\u202e" not in page


def test_what_a_model_learned_from_is_said():
    text = text_of(parse(render_evaluation(make_evaluation(), CONTEST)).xpath("//main")[0])
    assert "e99: the model learned from it" in text
    assert "learned from 40 essays, which are not among those compared" in text
