"""A rubric as a form: every criterion with its levels and checks, and an empty place behind each to add another."""

import json
import re
from typing import Any

from starlette.datastructures import FormData

from api.contest_toml import Table

_NUMBER = re.compile(r"-?\d{1,6}(?:[.,]\d{1,4})?", re.ASCII)
_FIELD = re.compile(r"c(\d{1,3})-(?:([lk])(\d{1,3})-)?(\w+)", re.ASCII)


def read_rubric(form: FormData, old: Table) -> Table:
    """The rubric of a form; where a criterion has as many levels as before it keeps its own cuts."""
    cuts = {one["id"]: (one.get("cuts"), len(one["level"])) for one in old["criterion"]}
    criteria, taken = [], set[str]()
    for fields in _collect(form):
        label = _line(fields.get("label"))
        if not label or fields.get("remove") == "yes":
            continue
        name = _line(fields.get("id")) or _make_id(label, taken | set(cuts))
        taken.add(name)
        criterion: Table = {"id": name, "label": label, "description": _line(fields.get("description"))}
        levels = [level for row in fields["l"] if (level := _read_level(row))]
        kept, count = cuts.get(name, (None, 0))
        if kept and count == len(levels):
            criterion["cuts"] = kept
        checks = [check for row in fields["k"] if (check := _read_check(row))]
        criteria.append({**criterion, **({"check": checks} if checks else {}), "level": levels})
    return {"id": old["id"], "title": _line(form.get("title")) or old["title"], "criterion": criteria}


def _collect(form: FormData) -> list[dict[str, Any]]:
    """The fields of each criterion in order, those of its levels and checks in lists."""
    criteria: dict[int, dict[str, Any]] = {}
    for key, value in form.items():
        found = _FIELD.fullmatch(key)
        if not found:
            continue
        own = criteria.setdefault(int(found[1]), {"l": {}, "k": {}})
        if found[2]:
            own[found[2]].setdefault(int(found[3]), {})[found[4]] = str(value)
        else:
            own[found[4]] = str(value)
    ordered = [criteria[number] for number in sorted(criteria)]
    return [{**one, **{kind: [one[kind][n] for n in sorted(one[kind])] for kind in "lk"}} for one in ordered]


def _read_level(row: dict[str, str]) -> Table | None:
    label = _line(row.get("label"))
    if not label:
        return None
    given = _line(row.get("points"))
    points = float(given.replace(",", ".")) if _NUMBER.fullmatch(given) else 0.0
    whole: int | float = int(points) if points.is_integer() else points
    return {"label": label, "points": whole, "description": _line(row.get("description"))}


def _read_check(row: dict[str, str]) -> Table | None:
    use, given = _line(row.get("use")), _line(row.get("weight"))
    if not use:
        return None
    weight = float(given.replace(",", ".")) if _NUMBER.fullmatch(given) else 1.0
    options = json.loads(row["with"]) if row.get("with", "").startswith("{") and row.get("of") == use else {}
    return {"use": use, "weight": weight, **({"with": options} if options else {})}


def _line(value: Any) -> str:
    return " ".join(str(value or "").split())


def _make_id(label: str, taken: set[str]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_") or "criterion"
    return next(name for n in range(1, len(taken) + 2) if (name := plain if n == 1 else f"{plain}_{n}") not in taken)
