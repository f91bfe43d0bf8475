from grader.reports.notes import number_notes
from grader.reports.remarks import Remark

TEXT = "alpha beta gamma delta epsilon"


def remark(words, kind="good", heading="Said", action=""):
    start = TEXT.index(words)
    return Remark((start, start + len(words)), kind, heading, "", action=action)


def show(remarks):
    return [(n.number, n.kind, TEXT[slice(*n.span)], len(n.remarks)) for n in number_notes(remarks, TEXT)]


def test_notes_are_numbered_where_their_words_end():
    assert show([remark("gamma"), remark("alpha beta gamma delta", "copied"), remark("beta")]) == [
        (1, "good", "beta", 1),
        (2, "good", "gamma", 1),
        (3, "copied", "alpha beta gamma delta", 1),
    ]


def test_words_inside_a_note_of_the_same_kind_join_it():
    assert show([remark("beta"), remark("alpha beta")]) == [(1, "good", "alpha beta", 2)]
    assert len(show([remark("beta", "differs"), remark("alpha beta")])) == 2
    assert len(show([remark("alpha beta"), remark("beta gamma")])) == 2


def test_spans_outside_the_text_get_no_note():
    spans = [(0, 0), (5, 6), (99, 120), (-5, 0), (7, 3)]
    assert number_notes([Remark(span, "good", "Said", "") for span in spans], TEXT) == []
    assert number_notes([Remark((26, 400), "good", "Said", "")], TEXT)[0].span == (26, 30)


def test_the_same_advice_is_given_once():
    notes = number_notes([remark("alpha", action="Look."), remark("gamma", action="Look.")], TEXT)
    assert [n.remarks[0].action for n in notes] == ["Look.", ""]


def test_advice_on_a_whole_paragraph_is_not_underlined():
    text = "word " * 200
    notes = number_notes([Remark((0, 999), kind, "Said", "") for kind in ("advice", "copied")], text)
    assert {n.kind: n.is_underlined for n in notes} == {"advice": False, "copied": True}
