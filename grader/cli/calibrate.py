"""`grader calibrate`: learns a teacher's standard from hand scores."""

from pathlib import Path

import click


@click.command("calibrate")
@click.argument("contest", type=click.Path(path_type=Path))
@click.argument("scores", required=False, type=click.Path(path_type=Path))
@click.option(
    "--essays",
    type=click.Path(path_type=Path),
    help="Folder or archive of the scored essays (default: CONTEST/essays); unscored ones beside them help.",
)
@click.option("--out", type=click.Path(path_type=Path), help="File to write (default: CONTEST/model.skops).")
@click.option("--suggest", type=click.IntRange(0), default=0, metavar="N", help="Name N essays to score next.")
@click.pass_context
def command(
    ctx: click.Context, *, contest: Path, scores: Path | None, essays: Path | None, out: Path | None, suggest: int
) -> None:
    """Learn a teacher's standard from the hand scores in SCORES (a CSV file) of the contest folder CONTEST.

    Without SCORES, or with a few, the total is what is usual for such essays, seen within the class. Says how well models
    that never saw an essay's score agree with it. `grader grade` then uses the model, unless it is told --no-model. Exit
    status 1 when an essay with hand scores could not be read.
    """
    from grader.cli.calibration import calibrate, describe

    learned = calibrate(contest, scores, essays)
    for line in describe(learned, suggest):
        click.echo(line)
    if learned.content:
        home = contest.parent if contest.suffix == ".toml" else contest
        path = out or home / "model.skops"
        path.write_bytes(learned.content)
        click.echo(f"written: {path}")
    ctx.exit(1 if learned.missing else 0)
