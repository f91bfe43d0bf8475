"""The wheel: it holds all that the program needs, and the program runs from it."""

import os
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from grader.shipped import shipped_folder
from tests.conftest import ROOT

NEEDED = (
    "grader/_shipped/rubrics/source-based-history.toml",
    "grader/_shipped/rubrics/argument-essay.toml",
    "grader/_shipped/rubrics/holistic-6.toml",
    "grader/_shipped/samples/show-trials/contest.toml",
    "grader/_shipped/samples/show-trials/materials/handout.docx",
    "grader/_shipped/samples/broad-street/scores.csv",
    "grader/evidence/coverage.json",
    "grader/evidence/synonyms.txt",
    "grader/reports/templates/report.html",
    "grader/reports/templates/style.css",
    "grader/reports/languages/de.po",
    "grader/reports/languages/de.mo",
    "api/pages/templates/draft.html",
    "api/pages/static/htmx/htmx.min.js",
    "api/store/migrations/script.py.mako",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def unpacked(wheel):
    """A folder with the contents of the wheel, as an installation has them."""
    folder = wheel.parent / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run_python(unpacked, *args):
    """Runs Python in an empty folder with the wheel's contents before everything else."""
    folder = unpacked.parent / "elsewhere"
    folder.mkdir(exist_ok=True)
    env = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *args], cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )


def all_files(top):
    return {p.relative_to(top).as_posix() for p in top.rglob("*") if p.is_file() and "__pycache__" not in p.parts}


@pytest.mark.parametrize("name", NEEDED)
def test_the_wheel_holds_what_the_program_needs(unpacked, name):
    assert (unpacked / name).stat().st_size > 0


@pytest.mark.parametrize("top", ["rubrics", "samples"])
def test_all_rubrics_and_samples_are_carried_along(unpacked, top):
    assert all_files(unpacked / "grader" / "_shipped" / top) == all_files(ROOT / top)


@pytest.mark.parametrize("package", ["grader", "api"])
def test_a_package_is_in_the_wheel_as_it_is_in_the_checkout(unpacked, package):
    inside = {name for name in all_files(unpacked / package) if not name.startswith("_shipped/")}
    assert inside == all_files(ROOT / package)


def test_nothing_else_is_in_the_wheel(unpacked):
    tops = {p.name for p in unpacked.iterdir() if not p.name.endswith(".dist-info")}
    assert tops == {"grader", "api"}


def test_the_wheel_says_what_it_is(unpacked):
    (info,) = unpacked.glob("essay_grader-*.dist-info")
    metadata = Parser().parsestr((info / "METADATA").read_text(encoding="utf-8"))
    assert (metadata["Name"], metadata["License-Expression"]) == ("essay-grader", "Apache-2.0")
    assert any(name.startswith("fastapi") for name in metadata.get_all("Requires-Dist", []))
    assert set(metadata.get_all("Provides-Extra", [])) == {"pdf", "postgres", "cluster"}
    assert "grader = grader.cli:main" in (info / "entry_points.txt").read_text(encoding="utf-8")
    assert list(info.rglob("LICENSE"))


def test_what_ships_is_found_in_the_wheel(unpacked):
    code = "from grader.shipped import shipped_folder as f; print(f('rubrics')); print(f('samples'))"
    found = run_python(unpacked, "-c", code).stdout.split("\n")
    shipped = unpacked / "grader" / "_shipped"
    assert [Path(line) for line in found if line] == [shipped / "rubrics", shipped / "samples"]


def test_what_ships_is_found_in_the_checkout():
    assert shipped_folder("rubrics") == ROOT / "rubrics"
    assert shipped_folder("samples") == ROOT / "samples"


def test_the_demo_runs_from_the_wheel(unpacked):
    done = run_python(unpacked, "-m", "grader.cli", "demo")
    assert done.returncode == 0, done.stderr
    assert "Open demo" in done.stdout
    out = unpacked.parent / "elsewhere" / "demo"
    assert (out / "index.html").is_file()
    assert len(list((out / "essays").iterdir())) == len(list((ROOT / "samples/show-trials/essays").iterdir()))


def test_the_page_starts_from_the_wheel(unpacked):
    code = "from api.drafts import create_draft_page; from grader.shipped import shipped_folder as f; import api; "
    code += "print(api.__file__, create_draft_page(f('samples') / 'broad-street').title)"
    done = run_python(unpacked, "-c", code)
    assert done.stdout.strip() == f"{unpacked / 'api' / '__init__.py'} grader", done.stderr
