"""What a request brings: JSON of a model, or a form with files."""

from typing import Annotated, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException

from api.problems import Refused

JSON, FORM = "application/json", "multipart/form-data"
MOST_JSON_BYTES = 20_000_000
_MOST_FILES, _MOST_FIELDS, _LARGEST_FIELD = 10_000, 1_000, 1_000_000
Asked = TypeVar("Asked", bound=BaseModel)


class Given(BaseModel):
    """What a program sends: unknown fields are refused, since they are likely misspelt ones."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class Shown(BaseModel):
    """What a program gets. New fields may come within a version; a program ignores those that it does not know."""


Words = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=200_000)]
"""Text of any kind; no database takes the sign that is left out."""
Line = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=300)]
"""Text on one line."""


def kind_of(request: Request) -> str:
    """The media type of a request's body, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_form(request: Request) -> FormData:
    """The fields and files of a form; read once, however often it is asked for.

    Raises:
        Refused: 400 it is broken.
    """
    try:
        return await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_LARGEST_FIELD)
    except Exception as error:
        if isinstance(error, MultiPartException) or getattr(error, "status_code", 0) == 400:  # noqa: PLR2004
            raise Refused(400, "The form cannot be read.", "body") from error
        raise


async def read_json(request: Request, model: type[Asked]) -> Asked:
    """The JSON of a request as a model.

    Raises:
        Refused: 400, 413 or 415 it is not JSON, or too much of it.
        RequestValidationError: it does not fit.
    """
    demand_json(request)
    try:
        return model.model_validate_json(await request.body())
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        if faults[0]["type"] == "json_invalid":
            raise Refused(400, "The body is no JSON.", "body") from error
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in faults]) from error


def demand_json(request: Request) -> None:
    """Makes sure that a request brings JSON, and not too much of it.

    Raises:
        Refused: 413 it is too much, 415 it is of another kind.
    """
    if kind_of(request) != JSON:
        raise Refused(415, "This kind of content is not read.", "Content-Type")
    if int(request.headers.get("content-length", "0")) > MOST_JSON_BYTES:
        raise Refused(413, f"More than {MOST_JSON_BYTES // 1_000_000} MB of JSON at once.", "Content-Length")
