"""Geometry of the small charts; the templates draw them as inline SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from grader.report import Total
from grader.reports.languages import Message
from grader.reports.pages import show_number

_WIDTH = 200.0
_BAR_HEIGHT = 56.0
_CURVE_HEIGHT = 100.0


@dataclass(frozen=True, slots=True)
class RangeChart:
    """A line from nothing to full marks with the likely range and the suggestion, in units of the drawing."""

    point: float
    low: float
    high: float
    low_label: str
    high_label: str
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a distribution; `top` and `height` in units of the drawing."""

    label: str
    name: str
    count: int
    left: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Whisker:
    """A figure with its interval on a line, beside the figure it is held against; in units of the drawing."""

    point: float
    low: float
    high: float
    mark: float


@dataclass(frozen=True, slots=True)
class CurveStep:
    """One step of a curve with its spread, in units of the drawing, and its labels."""

    left: float
    top: float
    high: float
    low: float
    label: str
    words: str


def draw_whisker(value: float, interval: tuple[float, float], mark: float, ends: tuple[float, float]) -> Whisker:
    """A figure with its interval and a mark to hold it against, on a line from `ends[0]` to `ends[1]`."""
    low, high = ends
    return Whisker(*(_place(one - low, high - low) for one in (value, *interval, mark)))


def draw_curve(steps: Sequence[tuple[str, float, tuple[float, float]]], width: float) -> list[CurveStep]:
    """Figures from 0 to 1 with their intervals, `width` apart, from left to right."""
    return [
        CurveStep(
            left=round((number + 0.5) * width, 2),
            top=_rise(value),
            high=_rise(interval[1]),
            low=_rise(interval[0]),
            label=label,
            words=f"{label}: {value:.2f}",
        )
        for number, (label, value, interval) in enumerate(steps)
    ]


def _rise(value: float) -> float:
    return round(_CURVE_HEIGHT * (1 - min(1.0, max(0.0, value))), 2)


def draw_range(total: Total) -> RangeChart | None:
    """The chart of a total; none when nothing could be scored."""
    if total.points is None or total.range is None or total.max_points <= 0:
        return None
    low, high = total.range
    return RangeChart(
        point=_place(total.points, total.max_points),
        low=_place(low, total.max_points),
        high=_place(high, total.max_points),
        low_label=show_number(low),
        high_label=show_number(high),
        words=Message(
            "Likely between %(low)s and %(high)s of %(most)s; suggested %(points)s",
            low=show_number(low),
            high=show_number(high),
            most=show_number(total.max_points),
            points=show_number(total.points),
        ),
    )


def _place(points: float, most: float) -> float:
    return round(6 + (_WIDTH - 12) * min(1.0, max(0.0, points / most)), 2)


def draw_bars(counted: Sequence[tuple[str, str, int]], width: float) -> list[Bar]:
    """Bars of equal width side by side.

    Args:
        counted: short label, full name and count of each bar.
        width: of one bar with the gap beside it.
    """
    most = max([count for *_, count in counted], default=0)
    bars = []
    for number, (label, name, count) in enumerate(counted):
        height = round(_BAR_HEIGHT * count / most, 2) if most else 0.0
        bars.append(Bar(label, name, count, round(number * width, 2), round(_BAR_HEIGHT - height, 2), height))
    return bars
