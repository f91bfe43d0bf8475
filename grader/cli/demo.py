"""`grader demo`: the bundled sample contest, graded into ./demo."""

from pathlib import Path

import click

from grader.cli.run import Run, grade_into


@click.command("demo")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Grade the bundled sample contest into ./demo and say where to look."""
    from grader.shipped import shipped_folder

    contest = shipped_folder("samples") / "show-trials"
    status = grade_into(Run(contest, (), Path("demo"), workers=None, resume=False, force=True))
    click.echo("Open demo/index.html in a browser: the class overview, with a report for every essay.")
    ctx.exit(status)
