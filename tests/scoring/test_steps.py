"""Next steps."""

from grader.report import Finding
from grader.scoring.steps import choose_steps


def finding(number, check, tone="advice", action="Do it."):
    return Finding(
        id=f"f{number}", check=check, criterion=None, tone=tone, span=None, message="m", action=action, passages=[]
    )


def test_the_most_useful_come_first_and_at_most_three():
    findings = [finding(n, f"c{n}") for n in range(1, 6)]
    weights = {"f1": 0.1, "f2": 0.9, "f3": 0.5, "f4": 0.7, "f5": 0.6}
    assert choose_steps(findings, weights) == ["f2", "f4", "f5"]


def test_one_of_a_kind_before_two_of_a_kind():
    findings = [finding(1, "a"), finding(2, "a"), finding(3, "b")]
    assert choose_steps(findings, {"f1": 0.9, "f2": 0.8, "f3": 0.2}) == ["f1", "f3", "f2"]


def test_praise_is_no_step():
    assert choose_steps([finding(1, "a", tone="strength", action="")], {"f1": 1.0}) == []
