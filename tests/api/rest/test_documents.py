"""The documentation: complete, readable without a network, and true."""

import json
import re

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from api.rest import RESOURCES
from api.rest.openapi import make_document
from api.rest.routes import make_router


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


def test_every_answer_and_every_body_has_an_example_that_fits(document):
    """But for bytes, which JSON cannot show: workbooks, zips and PDFs."""
    for name, kind, content in list_contents(document):
        schema = {**content["schema"], "components": document["components"]}
        Draft202012Validator.check_schema(schema)
        assert content.get("example") is not None, (name, kind)
        assert [error.message for error in Draft202012Validator(schema).iter_errors(content["example"])] == [], name


def list_contents(document):
    """Every body that is sent or answered, but for forms and bytes."""
    problems = document["components"]["responses"]
    for operation in operations_of(document):
        bodies = [("request", operation.get("requestBody", {}))]
        for status, answer in operation["responses"].items():
            bodies.append((status, problems[status] if "$ref" in answer else answer))
            assert status == "204" or bodies[-1][1]["content"], operation["operationId"]
        for status, body in bodies:
            for kind, content in body.get("content", {}).items():
                if kind != "multipart/form-data" and content["schema"].get("format") != "binary":
                    yield f"{operation['operationId']} {status}", kind, content


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
