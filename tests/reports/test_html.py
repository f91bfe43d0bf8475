import re

import pytest

from grader.model import Contest, EvidenceItem, EvidenceKey, Rubric, Source
from grader.reports.html import render_report
from tests.reports.builders import MODEL, TEXT, make_bare_report, make_essay, make_report
from tests.reports.lighthouse import make_contest
from tests.reports.pages import find_faults, parse, text_of

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}} {% raw %} ${7*7}",
    "</style></title></textarea><!--",
    "\u202eright to left\u202c and \x00\x1b\x9f",
    "a lone \ud83d half and 😀 whole",
]


def page_of(contest=None, **changes):
    return render_report(make_report(**changes), contest or make_contest(), "../index.html")


def test_the_page_is_sound():
    page = page_of()
    assert find_faults(page) == []
    assert page == page_of()
    assert parse(page).get("lang") == "en"
    assert parse(page).xpath("//meta[@http-equiv]/@content")[0].startswith("default-src 'none'; style-src 'sha256-")


def test_the_essay_is_reproduced_whole():
    tree = parse(page_of())
    for number in tree.xpath("//sup"):
        number.drop_tree()
    shown = [p.text_content() for p in tree.xpath("//p[contains(@class, 'text')]")]
    assert shown == TEXT.strip().split("\n\n")


def test_notes_and_marks_lead_to_one_another():
    tree = parse(page_of())
    numbers = [a.get("href")[2:] for a in tree.xpath("//sup/a")]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    for number in numbers:
        assert tree.xpath(f"//*[@id='m{number}']")
        assert tree.xpath(f"//*[@id='n{number}']//a[@href='#m{number}']")


def test_every_kind_of_mark_has_a_line_and_a_word():
    tree = parse(page_of())
    kinds = {mark.get("class").split()[0] for mark in tree.xpath("//mark")}
    legend = {item.get("class") for item in tree.xpath("//ul[@class='legend']/li")}
    assert kinds == legend == {"good", "differs", "verify", "copied"}


def test_without_hand_scores_levels_come_first_and_the_total_is_small():
    top = parse(page_of()).xpath("//div[@class='top']")[0]
    assert not top.xpath(".//p[@class='score']")
    assert "Together 6 of 9, likely range 5 to 7.5. Not yet compared with a teacher’s scores." in text_of(top)


def test_with_a_model_the_total_and_its_range_are_drawn():
    top = parse(page_of(model=MODEL)).xpath("//div[@class='top']")[0]
    assert text_of(top.xpath(".//p[@class='score']")[0]) == "6 of 9 suggested"
    assert top.xpath(".//svg/@aria-label") == ["Likely between 5 and 7.5 of 9; suggested 6"]
    assert "Not yet compared" not in text_of(top)


def test_both_wordings_are_shown_and_nothing_is_struck_out():
    page = page_of()
    statement = text_of(parse(page).xpath("//li[contains(@class, 'statement')]")[0])
    assert "Your essay: “1913”" in statement
    assert "Chronicle of Gull Rock: “3rd March, 1911”" in statement
    assert "One of the two may be mistaken." in statement
    assert not re.search(r"<(del|s|strike)\b|line-through", page)


def test_the_passage_stands_on_the_spot_with_the_teachers_correction():
    details = parse(page_of()).xpath("//*[@id='claim1']")[0]
    assert details.tag == "details"
    assert "Ada Brown died in Harwich on 3rd March, 1911" in text_of(details)
    assert "Your teacher’s word on this passage: She died on 4 March." in text_of(details)
    assert details.xpath(".//a/@href")[0].startswith("https://example.org/gull-rock#:~:text=Ada%20Brown")


def test_people_never_see_passage_ids_or_hard_words():
    tree = parse(page_of())
    words = text_of(tree.xpath("//main")[0])
    assert "¶" not in words
    assert not re.search(r"\b(false|cheated|limited|None|null)\b", words)


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_text_stays_text(evil):
    contest = make_contest(
        title=evil,
        sources=tuple(
            Source(s.id, evil, s.kind, url="javascript:alert(1)", author=evil, reliability=evil, passages=s.passages)
            for s in make_contest().sources
        ),
        key=EvidenceKey((EvidenceItem("E1", evil, group=evil),)),
    )
    findings = [f.model_copy(update={"message": evil, "action": evil}) for f in make_report().findings]
    essay = make_essay(f"{evil}\n\n{evil} {TEXT}").model_copy(update={"language": evil, "file": evil})
    page = page_of(contest, essay=essay, findings=findings, not_checked=[evil])
    assert find_faults(page) == []
    assert page.encode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", page)
    assert "49" not in text_of(parse(page).xpath("//div[@class='reader']")[0])


@pytest.mark.parametrize("text", ["", "\n \n", "word", "word " * 100_000, "a\n\n" * 20_000, "😀" * 1_000])
def test_bare_reports_of_any_text(text):
    page = render_report(make_bare_report(text), make_contest(), None)
    assert find_faults(page) == []
    assert "Class overview" not in page


def test_an_empty_essay_says_so():
    words = text_of(parse(render_report(make_bare_report(), make_contest(), None)))
    assert "The essay holds no words." in words
    assert "There is too little here to propose a next step." in words


def test_a_contest_without_anything():
    contest = Contest("bare", "Bare", "Why?", Rubric("none", "None", ()))
    page = render_report(make_report(), contest, None)
    assert find_faults(page) == []
    assert "The contest has no sources" in page
    assert "The contest has no list of evidence" in page


def test_a_drafted_key_costs_nothing():
    contest = make_contest(key=EvidenceKey(make_contest().key.items, is_approved=False))
    assert "no teacher has approved it yet, so it costs nothing" in page_of(contest)


def test_a_long_essay_stays_small():
    report = make_report(essay=make_essay("\n\n".join([TEXT] * 11)))
    assert len(render_report(report, make_contest(), None).encode()) < 150_000


def test_further_notes_of_a_paragraph_show_their_heading():
    tree = parse(page_of())
    folded = tree.xpath("//aside//details[contains(@class, 'note')]")
    assert folded
    for note in folded:
        assert note.xpath("summary/span[@class='number']")
        assert note.xpath("p/a[@class='back']")
        assert text_of(note.xpath("summary/b")[0]) in (
            "Not in the material.",
            "Close to the source.",
            "Quotation not in the material.",
        )


@pytest.mark.parametrize(("text", "said"), [("word", "1 word in"), ("two words", "2 words in")])
def test_one_is_not_many(text, said):
    assert said in text_of(parse(render_report(make_bare_report(text), make_contest(), None)))


def test_a_reason_says_what_differs():
    row = parse(page_of()).xpath("//tr[@id='c3']")[0]
    assert "Two dates: “1913” here, “3rd March, 1911” in the material." in text_of(row)
