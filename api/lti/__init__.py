"""LTI 1.3 Advantage under `/lti`: a learning platform opens the grader, and takes a teacher's decisions back."""

from fastapi import APIRouter

from api.lti import choosing, connecting, course, essay, keys, login, notices, registering
from api.pages import platforms

ROUTERS: tuple[APIRouter, ...] = tuple(
    one.router for one in (choosing, connecting, course, essay, keys, login, notices, registering, platforms)
)
