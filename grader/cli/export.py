"""`grader export`: hands a person's scores, and reports for students, back to a learning platform."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from grader.exchange.grades import Filled

_CONTEST = click.argument("contest", type=click.Path(path_type=Path))
_RUN = click.argument("run", type=click.Path(path_type=Path))
_SCORES = click.argument("scores", type=click.Path(path_type=Path))
_OUT = click.option("--out", type=click.Path(path_type=Path), required=True, help="File to write.")
_SCALE = click.option("--scale", is_flag=True, help="Convert points to those of the platform's assignment.")


@click.group("export")
def command() -> None:
    """Hand scores and reports back to a learning platform.

    RUN is the folder that `grader grade` wrote for the platform's download, or its students.csv. SCORES is a CSV with the
    columns `essay` and `total`: what a person decided. Suggestions alone never go into a gradebook.
    """


@command.command("canvas")
@_CONTEST
@_RUN
@_SCORES
@click.option(
    "--gradebook",
    type=click.Path(path_type=Path),
    required=True,
    help="The gradebook as Canvas exports it.",
)
@click.option("--assignment", default="", help="Its column: the head, the title, or the number in brackets.")
@_OUT
@_SCALE
@click.pass_context
def export_canvas(
    ctx: click.Context,
    *,
    contest: Path,
    run: Path,
    scores: Path,
    gradebook: Path,
    assignment: str,
    out: Path,
    scale: bool,
) -> None:
    """Fill the assignment's column of an exported gradebook, to be imported in Canvas.

    Exit status 1 when somebody is not in it.
    """
    from grader.cli.exporting import fill
    from grader.exchange.grades import fill_gradebook

    fill_sheet = partial(fill_gradebook, assignment=assignment, is_scaled=scale)
    _finish(ctx, out, fill(contest, run, scores, gradebook, fill_sheet))


@command.command("moodle")
@_CONTEST
@_RUN
@_SCORES
@click.option(
    "--worksheet",
    type=click.Path(path_type=Path),
    required=True,
    help="The grading worksheet as Moodle gives it.",
)
@_OUT
@_SCALE
@click.pass_context
def export_moodle(
    ctx: click.Context, *, contest: Path, run: Path, scores: Path, worksheet: Path, out: Path, scale: bool
) -> None:
    """Fill the grades of a grading worksheet, to be uploaded in Moodle. Exit status 1 when somebody is not in it."""
    from grader.cli.exporting import fill
    from grader.exchange.grades import fill_worksheet

    _finish(ctx, out, fill(contest, run, scores, worksheet, partial(fill_worksheet, is_scaled=scale)))


@command.command("feedback")
@_RUN
@click.option("--format", "suffix", type=click.Choice(("html", "pdf")), default="html", help="Which of the reports.")
@_OUT
def export_feedback(*, run: Path, suffix: str, out: Path) -> None:
    """Pack the students' edition of RUN (`grader grade --students`) as a zip that the platform takes back.

    Moodle: Upload multiple feedback files in a zip. Canvas: Upload submissions. Files are named so that each student gets
    their own.
    """
    from grader.cli.exporting import pack_feedback

    content, written = pack_feedback(run, f".{suffix}")
    out.write_bytes(content)
    click.echo(f"reports: {written}; written: {out}")


def _finish(ctx: click.Context, out: Path, filled: "Filled") -> None:
    from grader.cli.exporting import tell

    out.write_bytes(filled.content)
    for line in tell(filled, out):
        click.echo(line)
    ctx.exit(1 if filled.missing else 0)
