"""Reports of sample essays as they were last looked at: a change shows as differences, line by line.

Renew them with `pytest tests/test_golden.py --snapshot-update`, and read the differences before you commit them.
"""

import json
import re

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from grader.contest import load_contest
from grader.documents import read_essay
from grader.pipeline import grade
from grader.reports import render_report
from tests.conftest import ROOT

MASKED = "masked"


class Lines(SingleFileSnapshotExtension):
    """A snapshot as a text file of its own."""

    _write_mode = WriteMode.TEXT
    file_extension = "json"


class Page(Lines):
    """A snapshot as a web page that can be opened."""

    file_extension = "html"


def mask(data):
    """The report without the essay's text, the version and the hashes, which change without a change of judgement."""
    data["grader"]["version"] = data["contest"]["hash"] = data["rubric"]["hash"] = data["essay"]["hash"] = MASKED
    del data["essay"]["text"]
    return data


def render_lines(node, indent=""):
    """JSON with a line for every element of a list, so that a difference is one line."""
    inner = indent + " "
    if isinstance(node, list) and node:
        rows = [inner + json.dumps(row, ensure_ascii=False) for row in node]
        return "[\n" + ",\n".join(rows) + f"\n{indent}]"
    if isinstance(node, dict) and any(isinstance(value, list | dict) for value in node.values()):
        rows = [f"{inner}{json.dumps(key)}: {render_lines(value, inner)}" for key, value in node.items()]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    return json.dumps(node, ensure_ascii=False)


def mask_page(page):
    page = re.sub(r"<style>.*?</style>", f"<style>{MASKED}</style>", page, flags=re.DOTALL)
    page = re.sub(r"sha256-[\w+/=]+", f"sha256-{MASKED}", page)
    return re.sub(r"\b(?:sha256:)?[0-9a-f]{64}\b|\b0\.\d+\.\d+\b", MASKED, page)


def test_lines_are_the_report(sample_reports):
    data = mask(json.loads(sample_reports["05"].to_json()))
    assert json.loads(render_lines(data)) == data


@pytest.mark.parametrize("name", ["01", "05", "06", "11"])
def test_a_report_of_the_first_sample_is_as_it_was(sample_reports, name, snapshot):
    data = mask(json.loads(sample_reports[name].to_json()))
    assert render_lines(data) == snapshot(extension_class=Lines)


def test_a_report_of_the_second_sample_is_as_it_was(snapshot):
    folder = ROOT / "samples" / "broad-street"
    file = folder / "essays" / "05.txt"
    report = grade(read_essay(file.read_bytes(), file.name, "05"), load_contest(folder))
    assert render_lines(mask(json.loads(report.to_json()))) == snapshot(extension_class=Lines)


def test_a_page_is_as_it_was(sample, sample_reports, snapshot):
    assert mask_page(render_report(sample_reports["05"], sample, "../index.html")) == snapshot(extension_class=Page)
