"""Long lists in pages: each ends with a cursor that leads on, also when something came in meanwhile."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import Select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from api.problems import Refused
from api.store.tables import Instant

MOST, USUAL = 200, 50
_LONGEST_CURSOR = 400
Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    """A page of a list."""

    items: list[Item] = Field(description="At most `limit` things, in an order that never changes.")
    next: str | None = Field(
        description="The cursor of the next page, which the header Link names as well; null on the last page."
    )


class Walk:
    """Which page is asked for."""

    def __init__(self, request: Request, response: Response, limit: int, cursor: str | None) -> None:
        self.limit = limit
        self._cursor = cursor
        self._request, self._response = request, response

    def read(
        self, session: Session, chosen: Select[Any], *order: InstrumentedAttribute[Any]
    ) -> tuple[list[Any], str | None]:
        """The rows of the page of a query, and the next cursor.

        Args:
            session: to read in.
            chosen: the query, without an order.
            order: columns by which rows are ordered; together they are different for every row and never change.
        """
        if self._cursor is not None:
            chosen = chosen.where(tuple_(*order) > tuple_(*_decode(self._cursor, order)))
        rows = list(session.scalars(chosen.order_by(*order).limit(self.limit + 1)))
        if len(rows) <= self.limit:
            return rows, None
        last = rows[self.limit - 1]
        return rows[: self.limit], self._lead_on([getattr(last, column.key) for column in order])

    def cut(self, items: Sequence[Item]) -> tuple[list[Item], str | None]:
        """The page of a list that is at hand and does not change, and the next cursor."""
        at = self._read_number() if self._cursor is not None else 0
        end = at + self.limit
        return list(items[at:end]), self._lead_on([end]) if end < len(items) else None

    def _read_number(self) -> int:
        (at,) = _parse(self._cursor or "", 1)
        if not isinstance(at, int) or at < 0:
            raise _refusal()
        return at

    def _lead_on(self, values: Sequence[Any]) -> str:
        told = [value.isoformat() if hasattr(value, "isoformat") else value for value in values]
        cursor = base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")
        url = self._request.url.include_query_params(cursor=cursor)
        self._response.headers["Link"] = f'<{url}>; rel="next"'
        return cursor


def _decode(cursor: str, order: Sequence[InstrumentedAttribute[Any]]) -> list[Any]:
    values = _parse(cursor, len(order))
    try:
        return [_read(value, column) for value, column in zip(values, order, strict=True)]
    except (ValueError, TypeError):
        raise _refusal() from None


def _read(value: Any, column: InstrumentedAttribute[Any]) -> Any:
    wanted = datetime if isinstance(column.type, Instant) else column.type.python_type
    if wanted is datetime:
        return datetime.fromisoformat(value)
    if type(value) is not wanted or "\0" in str(value):
        raise ValueError
    return value


def _parse(cursor: str, length: int) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        raise _refusal() from None
    if not isinstance(values, list) or len(values) != length:
        raise _refusal()
    return values


def _refusal() -> Refused:
    return Refused(422, "This cursor is none of this list.", "query.cursor", "Take the one of the page before.")


def _walk(
    request: Request,
    response: Response,
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many things a page holds at most.")] = USUAL,
    cursor: Annotated[
        str | None, Query(max_length=_LONGEST_CURSOR, description="`next` of the page before; none for the first page.")
    ] = None,
) -> Walk:
    return Walk(request, response, limit, cursor)


WalkHere = Annotated[Walk, Depends(_walk)]
