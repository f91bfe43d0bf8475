"""Rubrics of 1EdTech CASE 1.0 (`CFRubric`), which standards and item banks exchange."""

import json
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from grader.exchange.points import read_points
from grader.exchange.rubrics.draft import CriterionDraft, LevelDraft, RubricDraft
from grader.exchange.rubrics.fields import find_maps, make_criterion, parse_json, read_text
from grader.model import Criterion, Rubric

_CRITERIA, _LEVELS = "CFRubricCriteria", "CFRubricCriterionLevels"


def read_json(text: str) -> list[RubricDraft]:
    """The rubrics of a CASE document, wherever in it they stand."""
    found = []
    for one in find_maps(parse_json(text), _CRITERIA):
        read = (_read_criterion(row) for row in _in_order(one[_CRITERIA]))
        found.append(RubricDraft(read_text(one.get("title")), tuple(criterion for criterion in read if criterion)))
    return [draft for draft in found if draft.criteria]


def _in_order(rows: list[Any]) -> list[dict[str, Any]]:
    maps = [row for row in rows if isinstance(row, dict)]
    return sorted(maps, key=lambda row: read_points(row.get("position")) or 0)


def _read_criterion(row: dict[str, Any]) -> CriterionDraft | None:
    given = row.get(_LEVELS)
    levels = [
        LevelDraft(read_text(one.get("quality")), read_points(one.get("score")), read_text(one.get("description")))
        for one in _in_order(given if isinstance(given, list) else [])
    ]
    return make_criterion(read_text(row.get("category")), read_text(row.get("description")), levels)


def write_json(rubric: Rubric, changed: str) -> str:
    """A CASE rubric. Its identifiers are made of the rubric's hash, so that the same rubric always has the same ones.

    Args:
        rubric: the rubric.
        changed: when it was last changed, as 2026-11-27T09:30:00+00:00, which CASE demands.
    """
    own = uuid5(NAMESPACE_URL, rubric.hash)
    said = {
        "identifier": str(own),
        "uri": f"urn:uuid:{own}",
        "title": rubric.title,
        "lastChangeDateTime": changed,
        _CRITERIA: [_write_criterion(one, place, own, changed) for place, one in enumerate(rubric.criteria, 1)],
    }
    return json.dumps(said, indent=1) + "\n"


def _write_criterion(criterion: Criterion, place: int, rubric: UUID, changed: str) -> dict[str, Any]:
    own = uuid5(rubric, criterion.id)
    levels = [
        {
            "identifier": str(uuid5(own, str(number))),
            "uri": f"urn:uuid:{uuid5(own, str(number))}",
            "description": level.description,
            "quality": level.label,
            "score": level.points,
            "position": number,
            "rubricCriterionId": str(own),
            "lastChangeDateTime": changed,
        }
        for number, level in enumerate(criterion.levels, 1)
    ]
    return {
        "identifier": str(own),
        "uri": f"urn:uuid:{own}",
        "category": criterion.label,
        "description": criterion.description,
        "position": place,
        "rubricId": str(rubric),
        "lastChangeDateTime": changed,
        _LEVELS: levels,
    }
