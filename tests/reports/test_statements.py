from grader.reports.statements import make_statements
from tests.reports.builders import make_report
from tests.reports.lighthouse import make_contest


def show(stretches):
    return " ".join(f"[{s.text}]" if s.is_different else s.text for s in stretches)


def test_both_wordings_of_a_quotation_stand_side_by_side():
    altered, elsewhere, missing = make_statements(make_report(), make_contest(), {}).quotations
    assert show(altered.ours) == "the [snow] was never thicker than a hand"
    assert show(altered.theirs) == "The [ice] was never thicker than a hand"
    assert altered.comment == "One of the two may be mistaken."
    assert "Ada Brown says them" in elsewhere.comment
    assert (missing.kind, missing.place) == ("verify", None)


def test_what_differs_comes_before_what_is_exact():
    first, *rest = make_report().quotations
    exact = first.model_copy(update={"verdict": "exact"})
    headings = [
        s.heading for s in make_statements(make_report(quotations=[exact, *rest]), make_contest(), {}).quotations
    ]
    assert headings == ["Found elsewhere", "Not in the material", "Word for word"]


def test_claims_are_sorted_by_verdict():
    told = make_statements(make_report(), make_contest(), {})
    assert [(show(s.ours), show(s.theirs)) for s in told.differing] == [("[1913]", "[3rd March, 1911]")]
    assert [show(s.ours) for s in told.outside] == ["1925"]
    assert [(show(s.ours), bool(s.place)) for s in told.supported] == [("1902", True)]


def test_copied_words_are_counted():
    (copied,) = make_statements(make_report(), make_contest(), {}).copied
    assert copied.comment.startswith("13 words follow the source word for word.")
