"""JSON Schemas of what a run and an evaluation write, made from the types that write it.

They lie beside this module as `*.schema.json`; `python -m grader.reports.schema` renews them.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import GenerateJsonSchema

from grader.model import Span
from grader.report import SCHEMA, Report
from grader.scoring.evaluation import EVALUATION_SCHEMA, Evaluation

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Node(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SharedRecord(_Node):
    """A stretch that two essays share; who wrote first is unknown."""

    essay: str
    span: Span
    other: str
    other_span: Span
    words: int = Field(description="How many words of the stretch are the same.")


class DifferingRecord(_Node):
    """The same difference from the material in two essays or more."""

    essay_value: str
    source_value: str | None
    passage: str | None
    essays: list[str]


class ReviewRecord(_Node):
    """An essay that a person should look at first, with the reasons."""

    essay: str
    reasons: list[str]


class ClassRecord(_Node):
    """class.json: everything that depends on more than one essay."""

    schema_: Literal["grader.class/1"] = Field(alias="schema")
    copies: list[SharedRecord] | None = Field(description="Long shared wording; null when it was not looked for.")
    unlike: list[ReviewRecord] = Field(description="Essays that are unlike the others of the class, and in what.")
    unused_items: list[str] = Field(description="Ids of evidence items that no essay uses.")
    levels: dict[str, dict[str, int]] = Field(description="Criterion to level to number of essays.")
    often_differing: list[DifferingRecord]
    look_first: list[ReviewRecord]


class PassageRecord(_Node):
    """One line of passages.jsonl: a citable piece of the material."""

    id: str
    source: str
    text: str


class _Complete(GenerateJsonSchema):
    """What a run writes always holds every field, those with a default too."""

    def field_is_required(self, field: Any, total: bool) -> bool:  # noqa: ARG002, FBT001 - the signature is pydantic's
        return True


def render_schema() -> str:
    """JSON Schema (2020-12) of a report, a line of results.jsonl; nothing beside its fields is allowed."""
    return _render(Report, SCHEMA, "A report: everything the grader says about one essay, always advisory")


def render_class_schema() -> str:
    """JSON Schema (2020-12) of class.json."""
    return _render(ClassRecord, "grader.class/1", "What the essays of a class say together")


def render_passages_schema() -> str:
    """JSON Schema (2020-12) of a line of passages.jsonl."""
    return _render(PassageRecord, "grader.passage/1", "A passage of the material")


def render_evaluation_schema() -> str:
    """JSON Schema (2020-12) of what `grader evaluate --json` writes."""
    return _render(Evaluation, EVALUATION_SCHEMA, "How well suggested scores agree with hand scores")


SCHEMAS: Mapping[str, Callable[[], str]] = {
    "report.schema.json": render_schema,
    "class.schema.json": render_class_schema,
    "passages.schema.json": render_passages_schema,
    "evaluation.schema.json": render_evaluation_schema,
}
"""The published files and what renders them."""


def _render(model: type[BaseModel], name: str, title: str) -> str:
    made = model.model_json_schema(by_alias=True, mode="serialization", schema_generator=_Complete)
    named = {"$schema": DIALECT, "$id": name, **made, "title": title}
    return json.dumps(named, indent=1, ensure_ascii=True) + "\n"


def main() -> None:
    """Writes the schemas beside this module."""
    for name, render in SCHEMAS.items():
        Path(__file__).with_name(name).write_text(render(), encoding="ascii")


if __name__ == "__main__":
    main()
