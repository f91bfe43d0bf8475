"""Rubrics of Canvas: its CSV (headers repeat, rows may be ragged, several rubrics a file) and the JSON of its interface."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from grader.documents.tables import Table
from grader.exchange.points import read_points, show_points
from grader.exchange.rubrics.draft import CriterionDraft, LevelDraft, RubricDraft
from grader.exchange.rubrics.fields import find_maps, make_criterion, parse_json, read_text
from grader.model import Rubric

_FIRST = "rubric name"
_HEAD = ("Rubric Name", "Criteria Name", "Criteria Description", "Criteria Enable Range")
_RATING = ("Rating Name", "Rating Description", "Rating Points")
_BEFORE = len(_HEAD)


def is_table(table: Table) -> bool:
    """Whether a table is Canvas's CSV."""
    return bool(table and table[0]) and table[0][0].lower().lstrip("\ufeff").strip() == _FIRST


def read_table(table: Table) -> list[RubricDraft]:
    """The rubrics of Canvas's CSV, in its order; a row without a name belongs to the rubric above."""
    found: dict[str, list[CriterionDraft]] = {}
    name = ""
    for row in table[1:]:
        name = row[0] or name
        criterion = _read_row(row)
        if criterion:
            found.setdefault(name, []).append(criterion)
    return [RubricDraft(title, tuple(criteria)) for title, criteria in found.items()]


def _read_row(row: list[str]) -> CriterionDraft | None:
    cells = [*row, "", "", ""]
    levels = [
        LevelDraft(cells[at], read_points(cells[at + 2]), cells[at + 1])
        for at in range(_BEFORE, len(row), 3)
        if any(cells[at : at + 3])
    ]
    return make_criterion(cells[1], cells[2], levels)


def read_json(text: str) -> list[RubricDraft]:
    """The rubrics of an answer of Canvas's interface: a rubric, several, or an assignment that has one."""
    found = []
    for name in ("data", "criteria", "rubric"):
        for one in find_maps(parse_json(text), name):
            title = one.get("title") or one.get("name") or (one.get("rubric_settings") or {}).get("title")
            found.append(_build(read_text(title), one[name]))
    bare = parse_json(text)
    if not found and isinstance(bare, list):
        found.append(_build("", bare))
    return [draft for draft in found if draft.criteria]


def _build(title: str, criteria: Iterable[Any]) -> RubricDraft:
    read = (_read_criterion(one) for one in criteria if isinstance(one, dict) and isinstance(one.get("ratings"), list))
    return RubricDraft(title, tuple(one for one in read if one))


def _read_criterion(one: dict[str, Any]) -> CriterionDraft | None:
    levels = [
        LevelDraft(read_text(r.get("description")), read_points(r.get("points")), read_text(r.get("long_description")))
        for r in one["ratings"]
        if isinstance(r, dict)
    ]
    return make_criterion(read_text(one.get("description")), read_text(one.get("long_description")), levels)


def write_csv(rubric: Rubric) -> str:
    """Canvas's CSV: a criterion a row, best rating first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    most = max(len(criterion.levels) for criterion in rubric.criteria)
    writer.writerow([*_HEAD, *_RATING * most])
    for criterion in rubric.criteria:
        ratings = [
            cell
            for level in reversed(criterion.levels)
            for cell in (level.label, level.description, show_points(level.points))
        ]
        writer.writerow([rubric.title, criterion.label, criterion.description, "false", *ratings])
    return out.getvalue()


def write_json(rubric: Rubric) -> str:
    """A rubric as Canvas's interface writes it."""
    criteria = [
        {
            "id": f"_{number}",
            "description": criterion.label,
            "long_description": criterion.description,
            "points": criterion.levels[-1].points,
            "criterion_use_range": False,
            "ratings": [
                {
                    "id": f"_{number}_{place}",
                    "description": level.label,
                    "long_description": level.description,
                    "points": level.points,
                }
                for place, level in enumerate(reversed(criterion.levels), 1)
            ],
        }
        for number, criterion in enumerate(rubric.criteria, 1)
    ]
    most = sum(criterion.levels[-1].points for criterion in rubric.criteria)
    return json.dumps({"title": rubric.title, "points_possible": most, "data": criteria}, indent=1) + "\n"
