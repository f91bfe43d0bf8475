"""The house rules: sizes, names, registries. Import direction is checked by import-linter in `make lint`."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from grader.checks import CHECKS
from grader.documents import READERS
from grader.exchange import PLATFORMS
from grader.reports import EXPORTERS

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(p for top in ("grader", "api") for p in (ROOT / top).rglob("*.py") if "_shipped" not in p.parts)
LONGEST_FILE, USUAL_FILE = 300, 220
LONGEST_FUNCTION, USUAL_FUNCTION = 50, 25
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "manager", "service", "base", "common", "misc"}
TOP_LEVEL = {"grader", "rubrics", "samples", "api", "tests", "pyproject.toml", "README.md", "Makefile", "LICENSE"}
TOP_LEVEL |= {"CHANGELOG.md", "CONTRIBUTING.md", "requirements.lock"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions_of(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            yield node.name, ((node.end_lineno or 0) - body[0].lineno + 1) if body else 0


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_is_small(path):
    assert path.read_text(encoding="utf-8").count("\n") <= LONGEST_FILE


def test_most_files_are_shorter_still():
    long = [name_of(p) for p in FILES if p.read_text(encoding="utf-8").count("\n") > USUAL_FILE]
    assert len(long) <= len(FILES) / 5, long


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_function_is_long(path):
    assert {name: length for name, length in functions_of(path) if length > LONGEST_FUNCTION} == {}


def test_most_functions_are_short():
    lengths = [length for path in FILES for _, length in functions_of(path)]
    assert sum(length > USUAL_FUNCTION for length in lengths) <= len(lengths) / 10


def test_no_module_has_a_name_that_says_nothing():
    assert [name_of(p) for p in FILES if p.stem in FORBIDDEN_NAMES] == []


def test_the_engine_knows_no_web_and_no_database():
    foreign = re.compile(r"^\s*(?:from|import) (?:api|fastapi|starlette|sqlalchemy|uvicorn)\b", re.MULTILINE)
    engine = [p for p in FILES if p.is_relative_to(ROOT / "grader")]
    assert [name_of(p) for p in engine if foreign.search(p.read_text(encoding="utf-8"))] == []


def test_the_engine_has_no_clock_no_chance_and_no_environment():
    pure = ("text", "documents", "evidence", "checks", "scoring", "reports")
    forbidden = re.compile(
        r"^\s*(?:from|import) (?:time|random|secrets|socket|urllib\.request|uuid)\b|os\.environ", re.MULTILINE
    )
    engine = [p for p in FILES if p.relative_to(ROOT).parts[1] in pure or p.name == "pipeline.py"]
    assert [name_of(p) for p in engine if forbidden.search(p.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("package", "constant", "registry"),
    [
        ("checks", "CHECK", CHECKS),
        ("documents", "READER", READERS),
        ("exchange", "PLATFORM", PLATFORMS),
        ("reports", "EXPORTER", EXPORTERS),
    ],
)
def test_everything_that_exists_is_registered(package, constant, registry):
    pattern = re.compile(rf"^{constant} = ", re.MULTILINE)
    modules = [p for p in (ROOT / "grader" / package).glob("*.py") if pattern.search(p.read_text(encoding="utf-8"))]
    assert len(registry) == len(modules) > 0


def test_every_check_lies_in_the_file_of_its_name():
    assert [c.id for c in CHECKS if not (ROOT / "grader" / "checks" / f"{c.id}.py").is_file()] == []


def test_the_top_level_holds_what_it_should_and_nothing_else():
    ignored = {line.strip("/\n") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split("\n")}
    found = {p.name for p in ROOT.iterdir() if not p.name.startswith(".")} - ignored
    assert found == TOP_LEVEL


def test_the_lock_has_hashes_and_no_addresses():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    pins = re.findall(r"^[a-z0-9._\-\[\]]+==", text, re.MULTILINE | re.IGNORECASE)
    assert len(pins) == len(re.findall(r"^[a-z0-9].*\\\n    --hash=sha256:", text, re.MULTILINE | re.IGNORECASE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[><=\[; ]", d)[0].lower() for d in project["dependencies"]}
    assert named <= {re.split(r"[=\[]", p)[0].lower() for p in pins}
