import pytest

from grader.report import Total
from grader.reports.charts import draw_bars, draw_range


def test_the_range_lies_on_the_line():
    chart = draw_range(Total(points=6.0, max_points=12.0, range=(0.0, 12.0), confidence=0.5))
    assert chart
    assert (chart.low, chart.point, chart.high) == (6.0, 100.0, 194.0)
    assert chart.words == "Likely between 0 and 12 of 12; suggested 6"


@pytest.mark.parametrize(("points", "most"), [(None, 3.0), (0.0, 0.0)])
def test_nothing_scored_has_no_chart(points, most):
    assert draw_range(Total(points=points, max_points=most, range=None, confidence=None)) is None


def test_bars_are_as_high_as_their_share_of_the_highest():
    bars = draw_bars([("1", "Early", 1), ("2", "Late", 4), ("3", "None", 0)], 20)
    assert [(b.left, b.top, b.height) for b in bars] == [(0, 42.0, 14.0), (20, 0.0, 56.0), (40, 56.0, 0.0)]
    assert [b.height for b in draw_bars([("1", "Early", 0)], 20)] == [0.0]
