"""The documentation: complete, readable without a network, and true."""

import json
import re

import pytest
from fastapi.testclient import TestClient

from api.rest import RESOURCES
from api.rest.examples import EXAMPLE
from api.rest.openapi import make_document
from api.rest.routes import make_router
from grader.contest import load_contest
from grader.documents import read_essay
from grader.pipeline import grade
from grader.report import Report
from tests.conftest import SMALL_ESSAY


@pytest.fixture(scope="module")
def document():
    return make_document([resource.router for resource, _ in RESOURCES], "", [])


def operations_of(document):
    return [operation for item in document["paths"].values() for operation in item.values()]


def test_every_operation_says_what_it_does_and_what_may_come_back(document):
    assert document["openapi"].startswith("3.1")
    for operation in operations_of(document):
        name = operation["operationId"]
        assert len(operation["description"]) > 30, name
        assert operation["security"][0]["key"], name
        assert {"401", "403", "422", "429", "500"} <= set(operation["responses"]), name
        assert any(status.startswith("2") for status in operation["responses"]), name
        assert all(answer.get("description") or "$ref" in answer for answer in operation["responses"].values()), name
        assert not [key for key in operation if key.startswith("x-")], name
    names = [operation["operationId"] for operation in operations_of(document)]
    assert len(set(names)) == len(names)


def test_every_model_is_described_and_every_reference_leads_somewhere(document):
    schemas = document["components"]["schemas"]
    assert [name for name, schema in schemas.items() if not schema.get("description") and "enum" not in schema] == []
    for reference in set(re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(document))):
        found = document
        for part in reference.split("/"):
            found = found[part]
    for operation in operations_of(document):
        for body in operation.get("requestBody", {}).get("content", {}).values():
            assert "$ref" in body["schema"] or body["schema"]["properties"]


def test_the_example_of_a_report_is_what_the_grader_says(small_contest):
    said = grade(read_essay(SMALL_ESSAY.encode(), "essay-001.txt", "essay-001"), load_contest(small_contest))
    own = said.model_dump(mode="json", by_alias=True)
    hashes = ("grader", "contest", "rubric")
    assert {key: value for key, value in own.items() if key not in hashes} == {
        key: value for key, value in EXAMPLE.items() if key not in hashes
    }
    assert Report.model_validate(EXAMPLE)


def test_the_page_names_every_operation_model_and_problem(app):
    page = TestClient(app).get("/api/v1/docs").text
    served = TestClient(app).get("/api/v1/openapi.json").json()
    for operation in operations_of(served):
        assert f'id="{operation["operationId"]}"' in page
    for name in served["components"]["schemas"]:
        assert f'id="{name}"' in page
    for status in (400, 401, 403, 404, 409, 412, 422, 428, 429, 500):
        assert f'id="problem-{status}"' in page
    assert "<script>" not in page
    assert not re.findall(r'(?:src|href)="https?://', page)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert "Versions" in page


def test_a_route_that_does_not_say_whom_it_lets_in_is_refused():
    with pytest.raises(TypeError, match="does not say which scopes open it"):
        make_router("things").get("/things")(lambda: None)
