"""Rubrics of Moodle: definitions as its web service gives and takes them, and the CSV that rubric importers take.

Marking guides come in as well: their criteria have a highest score and no levels, so that two are made, none and all of it.
"""

import csv
import io
import json
from typing import Any

from grader.documents.tables import Table
from grader.exchange.points import read_points, show_points
from grader.exchange.rubrics.draft import CriterionDraft, LevelDraft, RubricDraft
from grader.exchange.rubrics.fields import (
    find_maps,
    make_criterion,
    parse_json,
    read_text,
    walk_maps,
)
from grader.model import Rubric

_HEAD = ("criterion", "level", "level_description", "score")
_HTML = 1
_WORDS_OF_LABEL, _LABEL = 6, 40
_RUBRIC, _GUIDE = "rubric_criteria", "guide_criteria"


def is_table(table: Table) -> bool:
    """Whether a table is the CSV of rubric importers."""
    return bool(table) and [cell.lower().lstrip("\ufeff").strip() for cell in table[0]] == list(_HEAD)


def read_table(table: Table) -> list[RubricDraft]:
    """The rubric of such a CSV: a level a row; a row without a criterion belongs to the one above."""
    levels: dict[str, list[LevelDraft]] = {}
    name = ""
    for row in table[1:]:
        cells = [*row, "", "", ""]
        name = cells[0] or name
        levels.setdefault(name, []).append(_read_row(cells))
    read = (make_criterion(label, "", found) for label, found in levels.items())
    criteria = tuple(one for one in read if one)
    return [RubricDraft("", criteria)] if criteria else []


def _read_row(cells: list[str]) -> LevelDraft:
    """A level; importers number them from the best, and a number is no name."""
    label, description = _split(cells[2]) if cells[1].isdigit() else (cells[1], cells[2])
    return LevelDraft(label, read_points(cells[3]), description)


def read_json(text: str) -> list[RubricDraft]:
    """The rubrics and marking guides of definitions as `core_grading_get_definitions` gives them."""
    said = parse_json(text)
    named = {id(one.get(kind)): one for one in walk_maps(said) for kind in ("rubric", "guide") if kind in one}
    found = []
    for name in (_RUBRIC, _GUIDE):
        for one in find_maps(said, name):
            title = read_text(named.get(id(one), one).get("name"))
            read = (_read_criterion(row) for row in _in_order(one[name]))
            found.append(RubricDraft(title, tuple(criterion for criterion in read if criterion)))
    return [draft for draft in found if draft.criteria]


def _in_order(rows: list[Any]) -> list[dict[str, Any]]:
    maps = [row for row in rows if isinstance(row, dict)]
    return sorted(maps, key=lambda row: read_points(row.get("sortorder")) or 0)


def _read_criterion(row: dict[str, Any]) -> CriterionDraft | None:
    description = read_text(row.get("description"))
    if isinstance(row.get("levels"), list):
        levels = [_read_level(one) for one in row["levels"] if isinstance(one, dict)]
        return make_criterion(*_split(description), levels)
    most = read_points(row.get("maxscore"))
    ends = [LevelDraft("None", 0, ""), LevelDraft("All", most, read_text(row.get("descriptionmarkers")))]
    return make_criterion(read_text(row.get("shortname")), description, ends) if most else None


def _read_level(one: dict[str, Any]) -> LevelDraft:
    label, definition = _split(read_text(one.get("definition")))
    return LevelDraft(label, read_points(one.get("score")), definition)


def _split(text: str) -> tuple[str, str]:
    """A label and what it stands for: a few words, alone or before a colon, are a label."""
    label, colon, rest = text.partition(": ")
    return (label, rest) if (colon or len(text) <= _LABEL) and len(label.split()) <= _WORDS_OF_LABEL else ("", text)


def write_csv(rubric: Rubric) -> str:
    """The CSV of rubric importers: a level a row, best first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEAD)
    for criterion in rubric.criteria:
        for number, level in enumerate(reversed(criterion.levels), 1):
            writer.writerow([criterion.label, number, _join(level.label, level.description), show_points(level.points)])
    return out.getvalue()


def write_json(rubric: Rubric) -> str:
    """A definition as `core_grading_save_definitions` takes it, inside the area that its caller names."""
    criteria = [
        {
            "sortorder": number,
            "description": _join(criterion.label, criterion.description),
            "descriptionformat": _HTML,
            "levels": [
                {
                    "score": level.points,
                    "definition": _join(level.label, level.description),
                    "definitionformat": _HTML,
                }
                for level in criterion.levels
            ],
        }
        for number, criterion in enumerate(rubric.criteria, 1)
    ]
    definition = {"method": "rubric", "name": rubric.title, "description": "", "rubric": {_RUBRIC: criteria}}
    areas = [
        {"component": "mod_assign", "areaname": "submissions", "activemethod": "rubric", "definitions": [definition]}
    ]
    return json.dumps({"areas": areas}, indent=1) + "\n"


def _join(label: str, description: str) -> str:
    """Moodle's levels and criteria have one text, in which the label comes first."""
    return f"{label}: {description}" if description else label
