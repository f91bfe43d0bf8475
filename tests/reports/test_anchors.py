from grader.reports.anchors import make_anchors
from grader.reports.blocks import cut_blocks
from grader.reports.notes import number_notes
from grader.reports.remarks import list_remarks
from tests.reports.builders import TEXT, make_report, span_of
from tests.reports.lighthouse import make_contest


def anchor_all(**changes):
    report = make_report(**changes)
    notes = number_notes(list_remarks(report, make_contest()), report.essay.text)
    return notes, *make_anchors(report, notes, cut_blocks(report.essay))


def test_everything_that_rests_on_words_can_be_reached():
    report = make_report()
    _, anchors, _ = anchor_all()
    wanted = {("claim", str(n)) for n in range(3)} | {("quotation", str(n)) for n in range(3)} | {("copying", "0")}
    wanted |= {("finding", f.id) for f in report.findings if f.span}
    wanted |= {("item", "0"), ("item+1", "0"), ("item", "1")}
    assert set(anchors) == wanted


def test_words_with_a_note_lead_to_it():
    notes, anchors, _ = anchor_all()
    anchor = anchors["claim", "1"]
    assert anchor.href == f"#m{anchor.number}"
    assert (anchor.where, anchor.words) == ("paragraph 2", "Ada Brown died in Harwich in 1913.")
    assert notes[anchor.number - 1].remarks[0].heading == "Two dates"


def test_words_without_a_note_become_spots_once():
    _, anchors, spots = anchor_all()
    assert [TEXT[slice(*s.span)] for s in spots] == [
        "In 1902 the council dismissed Tom Hill",
        TEXT[slice(*span_of(TEXT.split("\n\n")[1]))],
        "She wrote",
    ]
    assert anchors["claim", "0"].href == f"#{spots[0].id}"
    assert anchors["claim", "0"].number == 0


def test_spans_outside_the_essay_have_no_anchor():
    claim = make_report().claims[0].model_copy(update={"span": (9_000, 9_010)})
    _, anchors, _ = anchor_all(claims=[claim])
    assert ("claim", "0") not in anchors
