"""Documentation that cannot lie: what it names exists, what it shows works."""

import re
import shlex
import tomllib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from grader.checks import CHECKS
from grader.cli import group
from grader.rubric import load_rubric
from tests.conftest import ROOT

DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("rubrics/*.md"), *ROOT.glob("samples/**/README.md")])
WRITTEN = {"results.jsonl", "class.json", "passages.jsonl", "scores.csv", "students.csv", "index.html"}
WRITTEN |= {"criteria.csv", "evidence.csv", "grades.xlsx", "students/"}
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
SHELL_LINE = re.compile(r"^(?:    +|\$ +|)(?:\$ +)?((?:grader|make) .*)$", re.MULTILINE)
PATH = re.compile(r"\.?[\w\-]+(?:[./][\w\-<>*]+)*/?")
SCHEMA = re.compile(r"grader\.\w+/\d+")
PRIVATE = re.compile(r"_[A-Za-z]\w*")
SUFFIX = re.compile(r"\.(?:toml|md|py|csv|html|jsonl?|txt|docx|pdf|lock)$")
MODULE = re.compile(r"(?:grader|api|tests)(?:\.[a-z]\w*)+")
VARIABLE = re.compile(r"GRADER_[A-Z_]+")
PLACEHOLDER = re.compile(r"[\[\]…]|\.\.\.|\([^)]*\)")


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@cache
def read(path):
    return path.read_text(encoding="utf-8")


@cache
def spans_of(path):
    return SPAN.findall(FENCED.sub("", read(path)))


@cache
def commands_of(path, program):
    """Calls of a program: code spans, indented lines, and lines of fenced blocks, without their comments."""
    blocks = [code for language, code in FENCED.findall(read(path)) if language != "toml"]
    indented = [line for line in FENCED.sub("", read(path)).split("\n") if line.startswith("    ")]
    lines = [m.group(1) for m in SHELL_LINE.finditer("\n".join([*blocks, *indented]))]
    lines += [span for span in spans_of(path) if span.startswith(f"{program} ")]
    return [line.split(" #")[0].strip() for line in lines if line.startswith(f"{program} ")]


def each(find):
    """Every pair of a document and something that is found in it."""
    return [pytest.param(path, found, id=f"{name_of(path)}: {found}") for path in DOCS for found in find(path)]


def alternatives(words):
    """`rubric check|show` is two calls."""
    calls: list[list[str]] = [[]]
    for word in words:
        calls = [[*call, choice] for call in calls for choice in word.split("|")]
    return calls


def parse(words, command=group):
    """Lets click parse a call as far as it would without doing anything."""
    try:
        context = command.make_context("grader", list(words), resilient_parsing=False)
        rest = [*context._protected_args, *context.args]
        if isinstance(command, click.Group) and rest:
            _, found, rest = command.resolve_command(context, rest)
            parse(rest, found)
    except (click.MissingParameter, click.exceptions.NoArgsIsHelpError, click.exceptions.Exit):
        pass  # prose may name a command or an option without all that it needs; --help ends with Exit


@pytest.mark.parametrize(("path", "line"), each(lambda p: commands_of(p, "grader")))
def test_a_command_and_its_options_exist(path, line):
    for words in alternatives(shlex.split(PLACEHOLDER.sub("", line))[1:]):
        parse(words)


@pytest.mark.parametrize(
    "line", ["grad x", "grader grade x --outt y", "grader rubric draw x", "grader check a b --format pdf"]
)
def test_a_command_that_does_not_exist_would_be_found(line):
    with pytest.raises(click.UsageError):
        parse(line.replace("grad x", "grader grad x").split()[1:])


def options_of(command):
    """All options of a command and of those below it."""
    options = {option for parameter in command.params for option in parameter.opts}
    if isinstance(command, click.Group):
        context = click.Context(command)
        below = [command.get_command(context, name) for name in command.list_commands(context)]
        options = options.union(*(options_of(one) for one in below))
    return options


def named_options(path):
    return sorted(
        {word.strip("[](),") for span in spans_of(path) for word in span.split()[:1] if word.startswith("--")}
    )


@pytest.mark.parametrize(("path", "option"), each(named_options))
def test_an_option_exists(path, option):
    assert option in options_of(group) | {"--help"}


@pytest.mark.parametrize(("path", "line"), each(lambda p: commands_of(p, "make")))
def test_a_make_target_exists(path, line):
    targets = set(re.findall(r"^([a-z\-]+):", read(ROOT / "Makefile"), re.MULTILINE))
    assert {word for word in line.split()[1:] if "=" not in word} <= targets


def named_paths(path):
    """Words between backticks that look like files of this project or of a run."""
    words = {word.strip(",;:()") for span in spans_of(path) for word in span.split()}
    paths = (w for w in words if PATH.fullmatch(w) and (SUFFIX.search(w) or "/" in w.rstrip("/")))
    return sorted(p for p in paths if not SCHEMA.fullmatch(p))


@cache
def tracked_names():
    """Names of files and folders of the project, so that `contest.toml` and `materials/` count as explained."""
    folders = [ROOT / top for top in ("grader", "api", "rubrics", "samples", "tests", ".ci")]
    return {p.name for folder in folders for p in folder.rglob("*")} | {p.name for p in ROOT.iterdir() if p.is_file()}


def exists(path, name):
    if name.startswith((".venv/", "demo/", "results/")):
        return True
    if "<" in name or "*" in name:
        name = re.split(r"[^/]*[<*]", name, maxsplit=1)[0]
    places = (ROOT, path.parent)
    return name in WRITTEN | {"", "essays/"} or name in tracked_names() or any((p / name).exists() for p in places)


@pytest.mark.parametrize(("path", "name"), each(named_paths))
def test_a_file_exists(path, name):
    assert exists(path, name)


def test_a_file_that_does_not_exist_would_be_found():
    assert not exists(ROOT / "README.md", "grader/nothing.py")
    assert not exists(ROOT / "README.md", "grader/nothing/<id>.py")


def tabled_essays(path):
    return re.findall(r"^\| (\d\d\.\w+) \|", read(path), re.MULTILINE)


@pytest.mark.parametrize("path", [p for p in DOCS if tabled_essays(p)], ids=name_of)
def test_the_table_of_essays_lists_them_all(path):
    assert tabled_essays(path) == sorted(p.name for p in (path.parent / "essays").iterdir())


def named_modules(path):
    return sorted({span for span in spans_of(path) if MODULE.fullmatch(span) and not SUFFIX.search(span)})


@pytest.mark.parametrize(("path", "module"), each(named_modules))
def test_a_module_exists(path, module):
    assert find_spec(module)


def named_privates(path):
    return sorted({span for span in spans_of(path) if PRIVATE.fullmatch(span)})


@pytest.mark.parametrize(("path", "name"), each(named_privates))
def test_a_private_name_exists(path, name):
    assert any(re.search(rf"\b{name}\b", read(p)) for p in (ROOT / "grader").rglob("*.py"))


def named_variables(path):
    return sorted(set(VARIABLE.findall(read(path))))


@pytest.mark.parametrize(("path", "variable"), each(named_variables))
def test_an_environment_variable_is_looked_at(path, variable):
    files = [p for top in ("grader", "api", "tests") for p in (ROOT / top).rglob("*.py") if p != Path(__file__)]
    assert any(f'"{variable}"' in read(p) for p in files)


def examples_of(path):
    return [code for language, code in FENCED.findall(read(path)) if language == "toml"]


@pytest.mark.parametrize(
    ("path", "code"),
    [(p, c) for p in DOCS for c in examples_of(p)],
    ids=lambda x: name_of(x) if isinstance(x, Path) else "",
)
def test_an_example_in_toml_loads(path, code, tmp_path):
    assert tomllib.loads(code)
    if "[[criterion]]" in code:
        file = tmp_path / "example.toml"
        file.write_text(code, encoding="utf-8")
        assert load_rubric(file).criteria


def test_rubrics_are_explained_with_an_example():
    assert examples_of(ROOT / "rubrics" / "README.md")


def test_every_check_is_explained_with_its_options():
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", read(ROOT / "rubrics" / "README.md"), re.MULTILINE)
    assert {name: set(SPAN.findall(options)) for name, options in rows} == {c.id: set(c.options) for c in CHECKS}


@pytest.mark.parametrize("folder", ["rubrics", "samples"])
def test_everything_that_ships_is_listed(folder):
    ships = {p.stem if folder == "samples" else p.name for p in (ROOT / folder).iterdir() if p.name != "README.md"}
    assert (
        set(re.findall(r"^\| `([\w.\-]+)` \|", read(ROOT / folder / "README.md").split("## Checks")[0], re.MULTILINE))
        == ships
    )
