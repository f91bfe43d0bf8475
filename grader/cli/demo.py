"""`grader demo`: the bundled sample contest, graded into ./demo."""

from pathlib import Path

import click


@click.command("demo")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Grade the bundled sample contest into ./demo and say where to look."""
    from grader.cli.folder import Folder
    from grader.cli.run import Run, grade_into
    from grader.shipped import shipped_folder

    out = Path("demo")
    contest = shipped_folder("samples") / "show-trials"
    status = grade_into(Run(contest, (), out, force=Folder(out).holds_run))
    click.echo(f"Open {out / 'index.html'} in a browser: the class overview, with a report for every essay.")
    ctx.exit(status)
