"""Reads TOML files so that every complaint names file, line, column, cause and remedy."""

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from grader.errors import InvalidConfig, Place

Model = TypeVar("Model", bound=BaseModel)
Path_ = tuple[str | int, ...]
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w\-.\"' ]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w\-]+|\"[^\"]*\"|'[^']*')\s*=")
_SYNTAX_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_PLAIN = {
    "missing": "is missing",
    "extra_forbidden": "is not known here",
    "list_type": "should be a list",
    "string_type": "should be text in quotation marks",
    "int_type": "should be a whole number",
    "int_parsing": "should be a whole number",
    "float_type": "should be a number",
    "bool_type": "should be true or false",
    "date_type": "should be a date such as 2026-12-01",
}


def read_text(path: Path) -> str:
    """The text of a configuration file.

    Raises:
        InvalidConfig: the file is not there, or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except FileNotFoundError:
        raise InvalidConfig(str(path), "there is no such file", "Check the spelling of the path") from None
    except UnicodeDecodeError:
        raise InvalidConfig(str(path), "this is not UTF-8 text", "Save the file as UTF-8 in your editor") from None
    except OSError as error:
        raise InvalidConfig(str(path), f"cannot be read: {error.strerror}", "Check the file and its rights") from None


def load_toml(path: Path, model: type[Model]) -> Model:
    """A TOML file as the given pydantic model.

    Raises:
        InvalidConfig: not there, not UTF-8, no TOML, or not what the model allows.
    """
    text = read_text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidConfig(str(path), *_syntax(str(error), text)) from None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        # An unknown key explains a missing one: it is the same key, misspelt.
        first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
        raise _complaint(path, text, first, model) from None


def _syntax(message: str, text: str) -> tuple[str, str, Place | None]:
    at = _SYNTAX_AT.search(message)
    place = None
    if at:
        line, column = int(at[1]), int(at[2])
        place = Place(line, column, _line(text, line))
    cause = _SYNTAX_AT.sub("", message).strip()
    return f"this is not TOML: {cause}", "Text stands in quotation marks, one `key = value` on a line", place


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _complaint(path: Path, text: str, error: Any, model: type[BaseModel]) -> InvalidConfig:
    loc: Path_ = tuple(error["loc"])
    kind = error["type"]
    said = _PLAIN.get(kind, error["msg"].removeprefix("Value error, "))
    name = ".".join(str(p) for p in loc if isinstance(p, str)) or "the file"
    remedy = ""
    if kind == "extra_forbidden":
        known = _known_keys(model, loc[:-1])
        near = get_close_matches(str(loc[-1]), known, n=1)
        remedy = f"Did you mean `{near[0]}`?" if near else "Known here: " + ", ".join(known)
    elif kind == "missing":
        remedy = f"Add `{loc[-1]} = …`"
    return InvalidConfig(str(path), f"`{name}` {said}" if kind != "value_error" else said, remedy, place_of(text, loc))


def _known_keys(model: type[BaseModel], loc: Path_) -> list[str]:
    """The keys that a table of the file may have, found by walking the model's fields."""
    current: Any = model
    for part in loc:
        if isinstance(part, int):
            continue
        field = next((f for n, f in current.model_fields.items() if part in (n, f.alias)), None)
        current = _inner_model(field.annotation if field else None)
        if current is None:
            return []
    return sorted(f.alias or n for n, f in current.model_fields.items())


def _inner_model(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for a in getattr(annotation, "__args__", ()) if (m := _inner_model(a))), None)


def place_of(text: str, loc: Path_) -> Place | None:
    """The line of a TOML file where the value at `loc` stands, or the nearest table above it."""
    wanted = tuple(p for p in loc if p != "__root__")
    best: Place | None = None
    best_depth = 0
    for found, place in _places(text):
        depth = next((i for i, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), len(found))
        if depth == len(found) <= len(wanted) and depth > best_depth:
            best, best_depth = place, depth
    return best


def _places(text: str) -> list[tuple[Path_, Place]]:
    """Every header and key of the file with its path; array tables are numbered as in the parsed data."""
    counts: dict[Path_, int] = {}
    table: Path_ = ()
    found: list[tuple[Path_, Place]] = []
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        if inside:
            inside = "" if inside in line else inside
            continue
        if header := _HEADER.match(line):
            table = _table_path(header[2], header[1] == "[[", counts)
            found.append((table, Place(number, line.index("[") + 1, line)))
        elif key := _KEY.match(line):
            found.append(((*table, key[1].strip("\"'")), Place(number, key.start(1) + 1, line)))
        inside = next((q for q in ('"""', "'''") if line.count(q) % 2), "")
    return found


def _table_path(name: str, is_array: bool, counts: dict[Path_, int]) -> Path_:  # noqa: FBT001 - mirrors TOML's brackets
    path: Path_ = ()
    parts = [p.strip().strip("\"'") for p in name.split(".")]
    for depth, part in enumerate(parts):
        path = (*path, part)
        if depth == len(parts) - 1 and is_array:
            counts[path] = counts.get(path, -1) + 1
            for longer in [k for k in counts if len(k) > len(path) and k[: len(path)] == path]:
                del counts[longer]
        if path in counts:
            path = (*path, counts[path])
    return path
