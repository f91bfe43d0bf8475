from grader.reports.remarks import list_remarks
from tests.reports.builders import make_bare_report, make_report, span_of
from tests.reports.lighthouse import make_contest


def remarks_by_heading(**changes):
    return {r.heading: r for r in list_remarks(make_report(**changes), make_contest())}


def test_every_verdict_has_its_kind():
    kinds = {heading: remark.kind for heading, remark in remarks_by_heading().items()}
    assert kinds == {
        "Works well": "good",
        "Evidence used": "good",
        "Two wordings": "differs",
        "Quotation found elsewhere": "differs",
        "Quotation not in the material": "verify",
        "Two dates": "differs",
        "Not in the material": "verify",
        "Close to the source": "copied",
    }


def test_both_wordings_are_told():
    remarks = remarks_by_heading()
    assert remarks["Two dates"].text == (
        "Your essay: 1913. The material: 3rd March, 1911. One of the two may be mistaken."
    )
    assert "The material: “The ice was never thicker than a hand”." in remarks["Two wordings"].text
    assert "to Tom Hill. The material: Ada Brown says them." in remarks["Quotation found elsewhere"].text


def test_a_finding_that_says_the_same_joins_the_remark():
    remark = remarks_by_heading()["Two dates"]
    assert remark.keys == (("claim", "1"), ("finding", "f2"))
    assert remark.action == "Look at the passage."


def test_advice_on_used_evidence_stays_a_remark_of_its_own():
    finding = (
        make_report()
        .findings[0]
        .model_copy(
            update={
                "check": "source_coverage",
                "tone": "advice",
                "span": span_of("In 1902 the council dismissed Tom Hill"),
            }
        )
    )
    remarks = list_remarks(make_report(findings=[finding]), make_contest())
    assert [r.kind for r in remarks if ("finding", "f1") in r.keys] == ["advice"]


def test_nothing_gives_no_remarks():
    assert list_remarks(make_bare_report(), make_contest()) == []
