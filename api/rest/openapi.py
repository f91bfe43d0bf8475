"""The OpenAPI document: what routes say of themselves, and what all of them share."""

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from api.problems import PROBLEM, TITLES, Problem
from api.rest.bodies import JSON
from api.rest.examples import PROBLEMS, find_example, find_request
from api.rest.idempotency import HEADER, LONGEST_NAME, REPLAYED
from api.rest.routes import REF
from grader import __version__

_EVERYWHERE = (400, 401, 403, 422, 429, 500)
_BODY = (411, 413, 415, 422)
_RATE = {
    "RateLimit-Limit": "How many requests a minute the key may send.",
    "RateLimit-Remaining": "How many more it may send before they begin anew.",
    "RateLimit-Reset": "In how many seconds they begin anew.",
}
Operation = dict[str, Any]


def make_document(routers: Sequence[APIRouter], description: str, tags: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The document of all routes.

    Args:
        routers: of the resources.
        description: what a reader should know first, as Markdown.
        tags: names and descriptions of the resources, in their order.
    """
    routes = [route for router in routers for route in router.routes]
    document = get_openapi(
        title="Grader",
        version=__version__,
        summary="Essays graded with sources checked; a person decides.",
        description=description,
        routes=routes,
        tags=list(tags),
    )
    schemas = document["components"]["schemas"]
    schemas["Problem"] = Problem.model_json_schema(ref_template=REF)
    schemas["Fault"] = schemas["Problem"].pop("$defs")["Fault"]
    for name, schema in schemas.items():
        if "description" not in schema and name.startswith("Page_"):
            schema["description"] = _PAGE
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    described = {route.operation_id: route for route in routes if isinstance(route, APIRoute)}
    for path, _, operation in _operations(document):
        _complete(operation, path, described, schemas)
    document["components"] |= {
        "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "bearerFormat": "grk_…", "description": _KEY}},
        "responses": {str(status): _describe_problem(status) for status in TITLES},
        "headers": _HEADERS,
    }
    return document


_PAGE = "A page of a list; `next` leads on."
_KEY = "A key that a teacher made. Which scopes open a route stands in its `security`; one of them is enough."
_HEADERS = {
    "X-Request-Id": {"schema": {"type": "string"}, "description": "The request’s own id, or a new one."},
    "Retry-After": {"schema": {"type": "integer"}, "description": "After how many seconds to ask again."},
    "Location": {"schema": {"type": "string"}, "description": "Where the thing that was made can be read."},
    "ETag": {"schema": {"type": "string"}, "description": "The state of the thing; send it in If-Match to change it."},
    "Link": {"schema": {"type": "string"}, "description": 'The next page: `<…>; rel="next"`; missing on the last one.'},
    REPLAYED: {"schema": {"const": "true"}, "description": "The answer was given before, to the same request."},
    **{name: {"schema": {"type": "integer"}, "description": told} for name, told in _RATE.items()},
}


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, Operation]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def _complete(operation: Operation, path: str, described: dict[Any, APIRoute], schemas: dict[str, Any]) -> None:
    """Says of an operation what all share: key, problems, headers, repeated requests."""
    own = {name: operation.pop(name, None) for name in ("x-scopes", "x-may", "x-links", "x-headers")}
    route = described[operation["operationId"]]
    _lift_model(operation, schemas)
    request = operation.get("requestBody", {}).get("content", {}).get(JSON)
    if request is not None:
        request["example"] = find_request(operation["operationId"])
    scopes: list[str] = own["x-scopes"] or []
    operation["security"] = [{"key": scopes}]
    words = " or ".join(f"`{scope}`" for scope in scopes)
    operation["description"] = f"{operation.get('description', '')}\n\nScope: {words}.".strip()
    operation["summary"] = operation["operationId"].replace("_", " ").capitalize()
    responses = operation["responses"]
    responses.pop("422", None)
    for status, answer in responses.items():
        if answer["description"] == "Successful Response":
            answer["description"] = _DONE[status]
        _show_examples(answer, operation["operationId"], status)
        _tell_headers(answer, int(status), operation, route, own["x-headers"] or ())
        if own["x-links"] and status.startswith("2"):
            answer["links"] = {
                name: {"operationId": name, "parameters": parameters} for name, parameters in own["x-links"].items()
            }
    if "POST" in (route.methods or ()):
        operation.setdefault("parameters", []).append(_IDEMPOTENCY)
    for status in _list_problems(operation, path) | set(own["x-may"] or ()):
        responses[str(status)] = {"$ref": f"#/components/responses/{status}"}


def _show_examples(answer: dict[str, Any], operation: str, status: str) -> None:
    """Shows what the service answered on a program's day; what is no text has no example."""
    for kind, content in answer.get("content", {}).items():
        if (example := find_example(operation, status, kind)) is not None:
            content["example"] = example


def _lift_model(operation: Operation, schemas: dict[str, Any]) -> None:
    """Puts the model of a body that stands in its operation where all models are."""
    body = operation.get("requestBody", {}).get("content", {}).get(JSON, {})
    if "title" in body.get("schema", {}):
        schema = body["schema"]
        schemas.update(schema.pop("$defs", {}))
        schemas[schema["title"]] = schema
        body["schema"] = {"$ref": REF.format(model=schema["title"])}


_DONE = {
    "200": "What was asked for.",
    "201": "It was made.",
    "202": "It was taken; workers do the rest.",
    "204": "It was done; there is nothing to read.",
}
_IDEMPOTENCY = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "A name of your own for this request, such as a UUID. Sent again with it within a day, the request is "
    "not done again: the answer is the same.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME, "pattern": "^[ -~]+$"},
}


def _list_problems(operation: Operation, path: str) -> set[int]:
    """The statuses with which an operation may be refused."""
    found = set(_EVERYWHERE)
    parameters = operation.get("parameters", ())
    headers = {part["name"].lower() for part in parameters}
    if "requestBody" in operation:
        found |= set(_BODY)
    if "{" in path:
        found.add(404)
    if "if-match" in headers:
        found |= {411, 412, 413, 422, 428}
    if HEADER.lower() in headers:
        found |= {409, 411, 413, 422}
    return found


def _tell_headers(
    answer: dict[str, Any], status: int, operation: Operation, route: APIRoute, more: Sequence[str]
) -> None:
    names = ["X-Request-Id", *_RATE, *more]
    if any(part["name"] == "cursor" for part in operation.get("parameters", ())):
        names.append("Link")
    if "POST" in (route.methods or ()) and status < 300:  # noqa: PLR2004
        names.append(REPLAYED)
    headers = answer.setdefault("headers", {})
    headers |= {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _describe_problem(status: int) -> dict[str, Any]:
    title, remedy = TITLES[status]
    headers = ["X-Request-Id", *(["Retry-After", *_RATE] if status == 429 else [])]  # noqa: PLR2004
    return {
        "description": f"{title}. {remedy}.",
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in headers},
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": PROBLEMS.get(status)}},
    }
