"""LTI 1.3 Advantage under `/lti`: a learning platform opens the grader, and takes a teacher's decisions back."""

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
