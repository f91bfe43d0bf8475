"""The order in which a person should read."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from grader.report import Review, Total
from grader.scoring.review import order_for_reading
from tests.reports.builders import make_bare_report, make_report


def doubtful(name, reasons, confidence, points=10.0):
    total = Total(points=points, max_points=20, range=(points, points), confidence=confidence)
    return make_report(name, review=Review(needed=reasons > 0, reasons=["Look."] * reasons), total=total)


def test_doubtful_essays_come_first_and_scores_never_decide():
    reports = [
        doubtful("01", 0, 0.1, 1.0),
        doubtful("02", 1, 0.9),
        doubtful("03", 1, 0.4, 20.0),
        doubtful("04", 3, 0.9, 20.0),
        doubtful("05", 0, 0.9, 0.0),
        doubtful("06", 1, 0.4, 0.0),
    ]
    for some in list(permutations(reports))[::37]:
        assert [r.essay.id for r in order_for_reading(some)] == ["04", "03", "06", "02", "01", "05"]


def test_an_essay_that_could_not_be_scored_is_the_least_sure():
    bare = make_bare_report()
    assert bare.total.confidence is None
    needed = Review(needed=True, reasons=["Look."])
    ordered = order_for_reading([doubtful("01", 1, 0.2), bare.model_copy(update={"review": needed})])
    assert ordered[0].essay.id == bare.essay.id


@given(marks=st.lists(st.tuples(st.integers(0, 3), st.sampled_from([0.1, 0.5, 0.9])), min_size=1, max_size=6))
def test_the_order_does_not_depend_on_where_it_began(marks):
    reports = [doubtful(f"{k:02}", reasons, confidence) for k, (reasons, confidence) in enumerate(marks)]
    ordered = [r.essay.id for r in order_for_reading(reports)]
    assert ordered == [r.essay.id for r in order_for_reading(reports[::-1])]
    needed = [reasons > 0 for name in ordered for reasons, _ in [marks[int(name)]]]
    assert needed == sorted(needed, reverse=True)
