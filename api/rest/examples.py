"""The examples of the documentation: what the service answered on a program's day; a test keeps them true."""

import json
from pathlib import Path
from typing import Any

ANSWERS_FILE = Path(__file__).parent / "answer_examples.json"
_ANSWERS: dict[str, dict[str, Any]] = json.loads(ANSWERS_FILE.read_bytes())
PROBLEMS = {int(status): problem for status, problem in _ANSWERS["problems"].items()}
"""A problem by its status."""


def find_example(operation: str, status: str, kind: str) -> Any:
    """What an operation answered with a status, as JSON or as another kind of content; none where it is no text."""
    known = _ANSWERS.get(operation, {})
    plain = kind.partition(";")[0]
    return known.get(status if plain == "application/json" else f"{status} {plain}")


def find_request(operation: str) -> Any:
    """What an operation was sent as JSON."""
    return _ANSWERS.get(operation, {}).get("request")
