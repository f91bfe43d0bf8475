"""contest.toml, evidence.toml and a rubric as pages edit them: read as plain tables, written as text again."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from starlette.datastructures import FormData

from grader.drafting.toml_text import join_lines, write_pair
from grader.rubric import find_rubric

Table = dict[str, Any]
CONTEST, RUBRIC, KEY = "contest.toml", "rubric.toml", "evidence.toml"
_NUMBERS = ("min_sources", "evidence_target")
_CHOICES = ("outside_sources", "citation_style", "draft_feedback")


def read_table(content: bytes) -> Table:
    """A TOML file that was loaded before."""
    return tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))


def write_table(table: Mapping[str, Any]) -> bytes:
    """A file of ours: plain pairs first, then tables, then lists of tables, whose own lists of tables follow them."""
    return join_lines(_write(table, "")).encode()


def _write(table: Mapping[str, Any], above: str) -> list[str]:
    plain = {
        key: value
        for key, value in table.items()
        if not _is_tables(value) and not (isinstance(value, dict) and not above)
    }
    lines = [write_pair(key, value) for key, value in plain.items()]
    for key, value in table.items():
        name = f"{above}{key}"
        if _is_tables(value):
            for inner in value:
                lines += ["", f"[[{name}]]", *_write(inner, f"{name}.")]
        elif key not in plain:
            lines += ["", f"[{name}]", *_write(value, f"{name}.")]
    return lines


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def name_rubric(contest: Mapping[str, Any]) -> str:
    """The path of a contest's own rubric; `rubric.toml` where it uses one that ships with the grader."""
    named = str(contest.get("rubric", ""))
    return named if named.endswith(".toml") else RUBRIC


def read_shipped_rubric(name: str) -> Table:
    """A rubric that ships with the grader."""
    return read_table(find_rubric(name).read_bytes())


def edit_task(contest: Table, form: FormData) -> Table:
    """contest.toml with title, question and rules from a form; what the form does not name stays."""
    rules = dict(contest.get("rules", {}))
    words = {key: int(value) for key in ("min", "max") if (value := _read_number(form, f"words_{key}")) is not None}
    rules["words"] = {**words, "count": "all" if form.get("count") == "all" else "body"}
    for key in _NUMBERS:
        number = _read_number(form, key)
        rules.pop(key, None)
        if number:
            rules[key] = number
    for key in _CHOICES:
        rules[key] = _read_line(form, key)
    rules["forbid"] = [line for line in map(str.strip, str(form.get("forbid", "")).splitlines()) if line]
    rules["blind"] = form.get("blind") == "yes"
    rules.pop("deadline", None)
    if day := _read_date(_read_line(form, "deadline")):
        rules["deadline"] = day
    prompt = str(form.get("prompt", "")).replace("\r\n", "\n").strip()
    return {**contest, "title": _read_line(form, "title"), "prompt": prompt, "rules": rules}


def _read_line(form: FormData, name: str) -> str:
    return " ".join(str(form.get(name, "")).split())


def _read_number(form: FormData, name: str) -> int | None:
    given = _read_line(form, name)
    return int(given[:7]) if given.isascii() and given.isdigit() else None


def _read_date(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None


def edit_correction(contest: Table, passage: str, text: str, note: str) -> Table:
    """contest.toml with the teacher's word on a passage; without a word it is taken back."""
    others = [one for one in contest.get("correction", []) if one["passage"] != passage]
    own = [{"passage": passage, "text": text, **({"note": note} if note else {})}] if text else []
    kept: Sequence[Table] = [*others, *own]
    plain = {key: value for key, value in contest.items() if key != "correction"}
    return {**plain, "correction": kept} if kept else plain


def edit_key(form: FormData, *, is_approved: bool) -> Table:
    """evidence.toml from a form: lines that are kept, and new ones; ids of new ones are the next free."""
    numbers = sorted(
        {int(key[1:].split("-")[0]) for key in form if key.startswith("i") and key[1:].split("-")[0].isdigit()}
    )
    items: list[Table] = []
    taken = {_read_line(form, f"i{n}-id") for n in numbers}
    for n in numbers:
        statement = _read_line(form, f"i{n}-statement")
        if not statement or form.get(f"i{n}-keep") != "yes":
            continue
        name = _read_line(form, f"i{n}-id") or _next_id(taken)
        taken.add(name)
        importance = _read_number(form, f"i{n}-importance")
        keywords = [word.strip() for word in str(form.get(f"i{n}-keywords", "")).split(",") if word.strip()]
        item: Table = {"id": name, "statement": statement, "importance": importance or 2}
        for key in ("source", "passage", "group"):
            if value := _read_line(form, f"i{n}-{key}"):
                item[key] = value
        items.append({**item, **({"keywords": keywords} if keywords else {})})
    return {"status": "approved" if is_approved else "drafted", **({"evidence": items} if items else {})}


def _next_id(taken: set[str]) -> str:
    return next(name for n in range(1, len(taken) + 2) if (name := f"T{n:02}") not in taken)
