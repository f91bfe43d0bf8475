"""REST under `/api/v1`, one module a resource; fields are the words of FORMATS, a report is the same document."""

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
