"""The rules of a contest as programs send and get them: the words of contest.toml."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from api.contest_toml import Table
from api.problems import Refused
from api.rest.bodies import Given, Line

Count = Literal["body", "all"]


class WordsGiven(Given):
    """How long an essay should be."""

    min: int | None = Field(None, ge=0, le=1_000_000)
    max: int | None = Field(None, ge=0, le=1_000_000)
    count: Count = Field("body", description="`body` leaves out title, notes and bibliography.")


class RulesGiven(Given):
    """Rules of a contest; null takes a rule away, and what is not named stays."""

    words: WordsGiven | None = None
    min_sources: int | None = Field(None, ge=0, le=1_000, description="Different sources that an essay has to use.")
    min_by_kind: dict[Line, int] | None = Field(
        None, description="The same by kind of source.", examples=[{"primary": 2}]
    )
    forbid: list[Line] | None = Field(None, description="Sources that may not be cited.", examples=[["Wikipedia"]])
    outside_sources: Literal["welcome", "allowed", "none"] | None = None
    citation_style: Literal["any", "parenthetical", "notes", "turabian", "mla", "apa"] | None = None
    evidence_target: int | None = Field(None, ge=1, le=1_000, description="How many items a full answer uses.")
    deadline: str | None = Field(None, pattern=r"^\d{4}-\d\d-\d\d$", examples=["2026-12-01"])
    language: str | None = Field(None, pattern="^[a-z]{2}$")
    blind: bool | None = Field(None, description="Whether reports and files carry codes alone, and no names.")
    draft_feedback: Literal["none", "language", "full"] | None = Field(
        None, description="What students may see of a draft before the deadline."
    )


def show_rules(table: Table) -> dict[str, Any]:
    """The rules of contest.toml as JSON holds them."""
    rules: dict[str, Any] = table.get("rules", {})
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in rules.items()}


def edit_rules(table: Table, given: RulesGiven) -> Table:
    """What becomes of `[rules]` in contest.toml.

    Raises:
        Refused: 422 there is no such day.
    """
    rules: dict[str, Any] = dict(table.get("rules", {}))
    for key, value in given.model_dump(exclude_unset=True).items():
        rules.pop(key, None)
        if isinstance(value, dict):
            rules[key] = {name: one for name, one in value.items() if one is not None}
        elif value is not None:
            rules[key] = _read_day(value) if key == "deadline" else value
    return {"rules": rules}


def _read_day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise Refused(422, "There is no such day.", "body.rules.deadline") from None
