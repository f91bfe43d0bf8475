"""`grader grade`: a contest and a folder of essays become reports."""

from pathlib import Path

import click


@click.command("grade")
@click.argument("contest", type=click.Path(path_type=Path))
@click.argument("essays", nargs=-1, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for everything that is written.")
@click.option("--workers", type=click.IntRange(1), help="Processes that grade at once (default: the processors).")
@click.option("--resume", is_flag=True, help="Keep reports of unchanged essays and grade the rest.")
@click.option("--force", is_flag=True, help="Write into a folder that holds something; old reports are replaced.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    contest: Path,
    essays: tuple[Path, ...],
    out: Path,
    workers: int | None,
    resume: bool,
    force: bool,
) -> None:
    """Grade ESSAYS (files or folders; default CONTEST/essays) of the contest folder CONTEST.

    Writes results.jsonl, class.json, passages.jsonl, scores.csv, index.html and essays/ID.html below --out. Exit status
    1 when an essay or a source could not be read (it is named, the rest are graded), 2 when the contest is unusable.
    """
    from grader.cli.run import Run, grade_into

    if resume and force:
        raise click.UsageError("--resume keeps earlier reports and --force replaces them: give one of the two.")
    ctx.exit(grade_into(Run(contest, essays, out, workers, resume, force)))
