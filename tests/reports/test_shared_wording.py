from grader.reports.class_data import make_class_data
from grader.reports.overview import render_overview
from grader.reports.shared_wording import make_shared_pairs
from tests.reports.builders import make_report
from tests.reports.lighthouse import make_contest
from tests.reports.pages import find_faults, parse, text_of

OURS = "Nobody lit the lamp that night, and the harbour stayed dark."
THEIRS = "Nobody lit the lamp that evening, and the harbour stayed dark."


def record(essay, other, words, span=(0, 60), other_span=(0, 62)):
    return {"essay": essay, "span": span, "other": other, "other_span": other_span, "words": words}


def href(name):
    return f"essays/{name}.html"


def section_of(copies, texts=None):
    reports = [make_report("03"), make_report("07")]
    data = {**make_class_data(reports, make_contest()), "copies": copies}
    page = render_overview(reports, make_contest(), [], data, href, texts)
    assert find_faults(page) == []
    return parse(page).xpath("//section[@aria-labelledby='shared']")[0]


def test_a_pair_is_named_without_a_culprit():
    section = section_of([record("03", "07", 41)])
    assert "03 and 07 share 41 words in one stretch." in text_of(section)
    assert "Who wrote first is unknown" in text_of(section)
    assert section.xpath(".//li//a/@href") == ["essays/03.html", "essays/07.html"]


def test_both_wordings_stand_beside_one_another():
    section = section_of([record("03", "07", 10)], {"03": OURS, "07": THEIRS})
    assert [text_of(b) for b in section.xpath(".//b[@class='other']")] == ["night,", "evening,"]


def test_stretches_of_a_pair_are_added_up():
    copies = [record("03", "07", 20), record("05", "06", 30), record("03", "07", 21, (70, 90))]
    pairs, more = make_shared_pairs(copies, {}, href)
    assert more == 0
    assert [(pair.essay[0], pair.other[0], pair.said) for pair in pairs] == [
        ("03", "07", "41 words in 2 stretches"),
        ("05", "06", "30 words in one stretch"),
    ]


def test_none_found_and_not_looked_for():
    assert text_of(section_of([])).endswith("None found.")
    assert text_of(section_of(None)).endswith("were not compared with one another.")


def test_very_many_pairs_are_counted():
    section = section_of([record("03", f"x{n:03}", 20) for n in range(53)])
    assert len(section.xpath(".//li")) == 50
    assert "And 3 more pairs: see class.json." in text_of(section)
