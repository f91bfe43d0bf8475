"""REST under `/api/v1`, one module a resource; fields are the words of FORMATS, a report is the same document.

A new resource: a module with `router = make_router("noun")` and routes with `**asks(…)`, and its line in `RESOURCES`.
"""

from fastapi import APIRouter

from api.rest import (
    batches,
    contests,
    decisions,
    drafts,
    essays,
    evidence,
    exports,
    hooks,
    keys,
    reports,
    rubrics,
    sources,
    students,
)
from api.rest.docs import make_docs

RESOURCES = (
    (contests, "A contest is a task for essays: prompt, rules, sources, evidence key, rubric."),
    (sources, "A source is one item of the material; its passages are what reports cite."),
    (rubrics, "A rubric has criteria, their levels, and the checks that speak to them."),
    (evidence, "The evidence key holds the points that the teacher hopes to see used."),
    (essays, "Essays are handed in as text or files; each gets a code."),
    (batches, "A batch is what came in together; here its work is watched and steered."),
    (reports, "A report is the document `grader.report/1`, the same as in files. It is advisory."),
    (decisions, "A decision is what a person said; it is appended, and it wins."),
    (exports, "Tables and reports to take away."),
    (drafts, "Drafts get feedback before the deadline, as much as the contest allows."),
    (students, "All that is kept about a student, handed over or erased."),
    (hooks, "A hook is an address that is told of what happens."),
    (keys, "Keys with which programs act for a teacher."),
)
"""Every resource with what the documentation says of it, in its order."""

_ROUTERS = tuple(resource.router for resource, _ in RESOURCES)
_TAGS = [{"name": resource.router.tags[0], "description": told} for resource, told in RESOURCES]
ROUTERS: tuple[APIRouter, ...] = (*_ROUTERS, make_docs(_ROUTERS, _TAGS))
