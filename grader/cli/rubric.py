"""`grader rubric`: checks and shows rubrics, and exchanges them with other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from grader.model import Criterion, Rubric


@click.group("rubric")
def command() -> None:
    """Check, show and exchange rubrics. RUBRIC is a .toml file, or the name of a rubric that ships with the grader."""


def _load(name: str) -> "Rubric":
    from grader.rubric import find_rubric, load_rubric

    return load_rubric(find_rubric(name))


@command.command("check")
@click.argument("rubric")
@click.pass_context
def check_rubric(ctx: click.Context, rubric: str) -> None:
    """Validate RUBRIC and run the examples of every check that it uses."""
    from grader.checks import CHECKS
    from grader.checks.examples import find_faults

    loaded = _load(rubric)
    used = {use.use for criterion in loaded.criteria for use in criterion.checks}
    faults = 0
    for check in CHECKS:
        if check.id in used:
            bad = [fault for example in check.examples for fault in find_faults(check, example)]
            faults += len(bad)
            click.echo(f"{check.id}: {len(check.examples)} examples, {len(bad)} faults — {check.title}")
            for fault in bad:
                click.echo(f"  {fault}")
    for criterion in loaded.criteria:
        if not criterion.checks:
            click.echo(f"note: “{criterion.label}” has no check; a person decides")
    click.echo(f"{loaded.title}: {len(loaded.criteria)} criteria, {loaded.hash}")
    ctx.exit(1 if faults else 0)


@command.command("show")
@click.argument("rubric")
def show_rubric(rubric: str) -> None:
    """Print RUBRIC: criteria, levels with their cuts, and the checks that speak to them."""
    loaded = _load(rubric)
    click.echo(f"{loaded.title} ({loaded.id})")
    for criterion in loaded.criteria:
        _show(criterion)


def _show(criterion: "Criterion") -> None:
    click.echo(f"\n{criterion.label} ({criterion.id}): {criterion.description}")
    cuts = (0.0, *criterion.cuts)
    for level, cut in zip(criterion.levels, cuts, strict=True):
        click.echo(f"  {level.points:g}  {level.label}, from {cut:.2f}: {level.description}")
    for use in criterion.checks:
        options = "".join(f", {key} = {value}" for key, value in use.options.items())
        click.echo(f"  check {use.use}, weight {use.weight:g}{options}")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The rubric's new file, ending in .toml.")
@click.option("--name", help="Which rubric, where FILE holds several.")
def import_rubric(*, file: Path, out: Path, name: str | None) -> None:
    """Make a rubric of FILE: CSV or JSON of Canvas or Moodle, JSON of 1EdTech CASE, or a table in CSV, Excel or Word.

    Which checks speak to a criterion is guessed from its words: look the new file through.
    """
    from grader.drafting.rubric_exchange import import_rubric as draft
    from grader.errors import InvalidConfig

    if out.exists():
        raise InvalidConfig(str(out), "there is such a file already", "Name a new file")
    text, criteria = draft(file, name)
    out.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"criteria: {criteria}; written: {out}. Look it through, then run `grader rubric check {out}`")


@command.command("export")
@click.argument("rubric")
@click.option(
    "--to",
    type=click.Choice(("canvas-csv", "canvas-json", "moodle-csv", "moodle-json", "case-json")),
    required=True,
    help="The program and its kind of file.",
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="File to write.")
def export_rubric(*, rubric: str, to: str, out: Path) -> None:
    """Write RUBRIC for another program. Checks and cuts are the grader's own and stay behind."""
    from grader.drafting.rubric_exchange import export_rubric as write
    from grader.rubric import find_rubric

    out.write_text(write(find_rubric(rubric), to), encoding="utf-8", newline="")
    click.echo(f"written: {out}")
