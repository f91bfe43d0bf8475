"""The OpenAPI document, and a page to read it without a network."""

import json
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from markdown_it import MarkdownIt
from markupsafe import Markup

from api.problems import TITLES
from api.rest.openapi import make_document
from api.rest.routes import PREFIX
from grader.reports.pages import make_environment

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates", _HERE.parent / "pages" / "templates"
_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_LONGEST_EXAMPLE = 6_000


def make_docs(routers: Sequence[APIRouter], tags: Sequence[dict[str, Any]]) -> APIRouter:
    """The routes of the documentation of other routes."""
    docs = APIRouter(prefix=PREFIX)

    @cache
    def document() -> dict[str, Any]:
        return make_document(routers, (_HERE / "introduction.md").read_text(encoding="utf-8"), tags)

    @cache
    def page() -> str:
        return _render(document())

    @docs.get("/openapi.json", include_in_schema=False)
    def read_document(request: Request) -> Response:  # noqa: ARG001 - the same for everybody
        """The OpenAPI document."""
        return Response(json.dumps(document(), indent=1), media_type="application/json")

    @docs.get("/docs", include_in_schema=False)
    def show_page(request: Request) -> HTMLResponse:  # noqa: ARG001 - the same for everybody
        """The document as a page."""
        return HTMLResponse(page())

    return docs


def _render(document: dict[str, Any]) -> str:
    environment = make_environment(*_TEMPLATES)
    environment.filters["day"] = str
    environment.filters["markdown"] = _mark_up
    environment.filters["typed"] = _name_type
    environment.filters["pretty"] = _show_example
    environment.filters["deref"] = partial(_follow, document)
    sections = [(tag, _list_operations(document, tag["name"])) for tag in document["tags"]]
    shown = {"visit": None, "here": f"{PREFIX}/docs", "other_languages": {}, "titles": TITLES}
    return environment.get_template("docs.html").render(document=document, sections=sections, **shown)


def _list_operations(document: dict[str, Any], tag: str) -> list[dict[str, Any]]:
    return [
        {"method": method.upper(), "path": path, **operation}
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if tag in operation["tags"]
    ]


def _mark_up(text: str) -> Markup:
    # The words are the program's own, and HTML in them is not let through.
    return Markup(_MARKDOWN.render(text))  # noqa: S704  # nosec B704


def _name_type(schema: Mapping[str, Any]) -> Markup:
    """The type of a field in words, with links to the models."""
    return Markup(" ").join([Markup(_tell_type(schema))])  # noqa: S704  # nosec B704 - built of names alone


def _tell_type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return f'<a href="#{name}">{name}</a>'
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return " or ".join(_tell_type(one) for one in schema[key])
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return " | ".join(f"<code>{json.dumps(value)}</code>" for value in values)
    kind = str(schema.get("type", "anything"))
    if kind == "array":
        return f"list of {_tell_type(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_tell_type(schema['additionalProperties'])}"
    return {"binary": "file", "date-time": "time"}.get(str(schema.get("format")), kind)


def _follow(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """What a reference of the document leads to."""
    found: Any = node
    while "$ref" in found:
        reference, found = found["$ref"], document
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
    return dict(found)


def _show_example(value: Any) -> str:
    shown = json.dumps(value, indent=1, ensure_ascii=False)
    return shown if len(shown) <= _LONGEST_EXAMPLE else f"{shown[:_LONGEST_EXAMPLE]}\n…"
