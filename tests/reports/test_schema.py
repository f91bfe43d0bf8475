import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from grader.evidence.shared_wording import Shared
from grader.reports import make_class_data, render_passages
from grader.reports import schema as module
from grader.reports.schema import (
    SCHEMAS,
    render_class_schema,
    render_evaluation_schema,
    render_passages_schema,
    render_schema,
)
from tests.reports.builders import make_bare_report, make_report
from tests.reports.lighthouse import make_contest
from tests.scoring.evaluations import make_evaluation


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_file_is_current(name):
    published = Path(module.__file__).with_name(name).read_bytes()
    assert published.decode("ascii") == SCHEMAS[name](), "run `python -m grader.reports.schema`"


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_schema(name):
    schema = json.loads(SCHEMAS[name]())
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["$id"].startswith("grader.")
    assert schema["title"]
    assert schema["description"]


@pytest.fixture(scope="module")
def validator():
    return Draft202012Validator(json.loads(render_schema()))


def test_reports_are_valid(validator, sample_reports):
    for report in (*sample_reports.values(), make_report(), make_bare_report()):
        validator.validate(json.loads(report.to_json()))


def _objects(node):
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for inner in node.values():
            yield from _objects(inner)


def test_nothing_extra_is_allowed_and_nothing_may_be_left_out():
    for found in _objects(json.loads(render_schema())):
        assert found["additionalProperties"] is False
        assert sorted(found["required"]) == sorted(found["properties"])


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(extra=1),
        lambda data: data["essay"].pop("text"),
        lambda data: data["essay"].update(name="Ann"),
        lambda data: data["claims"][0].update(verdict="false"),
        lambda data: data["findings"][0].update(span=[1, 2, 3]),
    ],
)
def test_a_wrong_report_is_refused(validator, change):
    data = json.loads(make_report().to_json())
    change(data)
    with pytest.raises(ValidationError):
        validator.validate(data)


def test_evaluations_are_valid():
    schema = json.loads(render_evaluation_schema())
    for essays in (80, 3):
        Draft202012Validator(schema).validate(json.loads(make_evaluation(essays).to_json()))
    assert all(found["additionalProperties"] is False for found in _objects(schema))


def test_the_class_and_the_passages_are_valid():
    copies = [Shared("03", (0, 9), "07", (5, 14), 12)]
    data = make_class_data([make_report("03"), make_report("07")], make_contest(), copies)
    Draft202012Validator(json.loads(render_class_schema())).validate(json.loads(json.dumps(data)))
    passages = Draft202012Validator(json.loads(render_passages_schema()))
    for line in render_passages(make_contest()).splitlines():
        passages.validate(json.loads(line))
