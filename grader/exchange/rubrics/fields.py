"""What the rubric files of several programs have in common."""

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

from grader.exchange.points import show_points
from grader.exchange.rubrics.draft import FEWEST_LEVELS, CriterionDraft, LevelDraft, order_levels

_TAG = re.compile(r"<[/a-zA-Z!][^<>]{0,1000}>")
_SHORT = 60


def parse_json(text: str) -> Any:
    """What a JSON text says; none when it is none.

    Numbers too long for anybody's points are none of its values.
    """
    try:
        return json.loads(text.lstrip("\ufeff"), parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None


def walk_maps(node: Any) -> Iterator[dict[str, Any]]:
    """Every map of a JSON value, outermost first."""
    waiting = deque([node])
    while waiting:
        one = waiting.popleft()
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def find_maps(node: Any, name: str) -> Iterator[dict[str, Any]]:
    """Every map of a JSON value, outermost first, in which `name` stands for a list."""
    return (one for one in walk_maps(node) if isinstance(one.get(name), list))


def read_text(value: Any) -> str:
    """A text on one line, without markup."""
    said = value if isinstance(value, str) else "" if value is None or isinstance(value, dict | list) else str(value)
    return " ".join(html.unescape(_TAG.sub(" ", said)).split())


def make_criterion(label: str, description: str, levels: Sequence[LevelDraft]) -> CriterionDraft | None:
    """A criterion; none with fewer than two levels, which is no scale."""
    if len(levels) < FEWEST_LEVELS:
        return None
    named = [
        LevelDraft(one.label or _name(one, number), one.points, one.description) for number, one in enumerate(levels, 1)
    ]
    return CriterionDraft(label or _shorten(description) or "Criterion", description, order_levels(named))


def _name(level: LevelDraft, number: int) -> str:
    """What to call a level without a label: by its points, or by its place."""
    return f"{show_points(level.points)} points" if level.points is not None else f"Level {number}"


def _shorten(text: str) -> str:
    return text if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0] + " …"
