"""Points as other programs write them: with a point or a comma, as numbers or as texts."""

import re
from typing import Any

_NUMBER = re.compile(r"[+-]?\d{1,6}(?:[.,]\d{1,6})?", re.ASCII)


def read_points(value: Any) -> float | None:
    """Points as a number, or as a text with point or comma; none for anything else."""
    said = str(value).strip() if isinstance(value, int | float | str) and not isinstance(value, bool) else ""
    return float(said.replace(",", ".")) if _NUMBER.fullmatch(said) else None


def show_points(points: float, comma: str = ".", decimals: int = 4) -> str:
    """Points as short as they go: 3, 2.5."""
    return f"{points:.{decimals}f}".rstrip("0").rstrip(".").replace(".", comma)
