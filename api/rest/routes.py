"""Routes of the REST interface: who may use one, what it may answer, and that a repeated request is done once.

A resource is a module with `router = make_router("noun")` and routes that say `**asks(scopes, …)`; everything that all
routes share (keys, limits, repeated requests, error answers in OpenAPI) comes with that.
"""

from collections.abc import Callable, Collection, Coroutine, Iterator, Mapping
from typing import Any, cast

from fastapi import APIRouter, Request
from fastapi.dependencies.models import Dependant
from fastapi.responses import Response
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from api.problems import Refused
from api.rest.bodies import FORM, JSON, demand_json
from api.rest.callers import admit
from api.rest.idempotency import answer_once
from api.store.keys import SCOPES, Scope

PREFIX = "/api/v1"
REF = "#/components/schemas/{model}"
ANY: tuple[Scope, ...] = SCOPES
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Guarded(APIRoute):
    """A route that lets in whom its scopes name, before anything of the request's body is read."""

    def get_route_handler(self) -> Handler:
        """The handler with all that comes before it.

        Raises:
            TypeError: the route does not say whom it lets in.
        """
        act = super().get_route_handler()
        scopes = cast("Collection[Scope]", (self.openapi_extra or {}).get("x-scopes", ()))
        if not scopes:
            raise TypeError(f"{self.path} does not say which scopes open it: give its decorator **asks(…)")
        known = set(_list_query(self.dependant))
        is_creating, reads_json = "POST" in (self.methods or ()), self.body_field is not None

        async def handle(request: Request) -> Response:
            request.state.caller = caller = await run_in_threadpool(admit, request, scopes)
            _demand_known(request, known)
            if reads_json:
                demand_json(request)
            try:
                return await (answer_once(request, caller, act) if is_creating else act(request))
            finally:
                await request.close()  # the files of a form

        return handle


def _list_query(dependant: Dependant) -> Iterator[str]:
    """The parameters that a route and what it depends on read from the query."""
    yield from (field.alias for field in dependant.query_params)
    for below in dependant.dependencies:
        yield from _list_query(below)


def _demand_known(request: Request, known: Collection[str]) -> None:
    """Refuses parameters that the route does not know: they are likely misspelt ones."""
    for name in request.query_params:
        if name not in known:
            said = "There is no such parameter here."
            raise Refused(422, said, f"query.{name}"[:100], "Compare it with the documentation.")


def make_router(tag: str) -> APIRouter:
    """The routes of a resource."""
    return APIRouter(prefix=PREFIX, tags=[tag], route_class=Guarded)


def asks(
    scopes: Collection[str],
    *,
    json: type[BaseModel] | None = None,
    form: Mapping[str, Any] | None = None,
    may: Collection[int] = (),
    headers: Collection[str] = (),
    links: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """What a route demands and may answer, for its decorator.

    Args:
        scopes: of which a key needs one.
        json: what it reads as JSON, with `bodies.read_json`.
        form: the properties of the form that it reads, as JSON Schema has them.
        may: statuses of problems, beyond those that every route of its kind may answer.
        headers: of what it answers, beyond those that all answers have; see `openapi`.
        links: which routes its answer leads to: by the route's name the parameters, as OpenAPI writes them.
    """
    content: dict[str, Any] = {}
    if json is not None:
        content[JSON] = {"schema": json.model_json_schema(ref_template=REF)}
    if form is not None:
        content[FORM] = {"schema": {"type": "object", "properties": dict(form)}}
    told: dict[str, Any] = {"x-scopes": list(scopes), "x-may": list(may)}
    told["x-headers"] = list(headers)
    if links:
        told["x-links"] = {name: dict(parameters) for name, parameters in links.items()}
    if content:
        told["requestBody"] = {"required": True, "content": content}
    return {"openapi_extra": told}
