"""TOML as text: values with their escapes, and comments that nothing inside them can leave."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import wrap
from typing import TypeAlias

Value: TypeAlias = "str | int | float | bool | date | Sequence[Value] | dict[str, Value]"
_WIDTH = 110
_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\\ud800-\udfff]')
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_value(value: Value) -> str:
    """A value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{_ESCAPED.sub(_escape, value)}"'
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{write_key(key)} = {write_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(write_value, value)) + "]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _escape(found: re.Match[str]) -> str:
    """A character that may not stand in a string; half of a pair of surrogates is no character at all."""
    character = found.group()
    if "\ud800" <= character <= "\udfff":
        return "\\uFFFD"
    return _SHORT.get(character, f"\\u{ord(character):04X}")


def write_key(key: str) -> str:
    """A key, bare where it may be."""
    return key if _BARE.fullmatch(key) else write_value(key)


def write_pair(key: str, value: Value, remark: str = "") -> str:
    """`key = value`, with a remark behind it."""
    behind = f"  # {_flatten(remark)}" if remark else ""
    return f"{write_key(key)} = {write_value(value)}{behind}"


def write_long(key: str, text: str) -> str:
    """A long text over several lines, wrapped; line ends and spaces that wrapping adds are no part of it."""
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n") if part.split()]
    lines: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        pieces = wrap(paragraph, _WIDTH, break_long_words=False, break_on_hyphens=False)
        end = "\\n\\n" if number + 1 < len(paragraphs) else ""
        lines += [
            _ESCAPED.sub(_escape, piece) + (" \\" if k + 1 < len(pieces) else end) for k, piece in enumerate(pieces)
        ]
        if end:
            lines[-1] += "\\"
    return "\n".join([f'{write_key(key)} = """\\', *lines[:-1], (lines or [""])[-1] + '"""'])


def write_comment(text: str) -> list[str]:
    """Lines of a comment, wrapped."""
    return [f"# {line}" for line in wrap(_flatten(text), _WIDTH, break_long_words=False)] or ["#"]


def _flatten(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def join_lines(lines: Iterable[str]) -> str:
    """The lines of a file, ending with LF."""
    return "\n".join(lines) + "\n"
