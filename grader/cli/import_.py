"""`grader import`: takes a learning platform's download apart."""

from pathlib import Path

import click


@click.command("import")
@click.argument("downloads", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A new folder.")
@click.pass_context
def command(ctx: click.Context, *, downloads: tuple[Path, ...], out: Path) -> None:
    """Unpack DOWNLOADS of Canvas, Moodle, Blackboard or Brightspace: essays under neutral codes, and students.csv.

    `grader grade` takes a download as it is; this is for those who want to see or sort the essays first. Exit status 1 when
    an essay could not be taken out.
    """
    from grader.cli.exporting import unpack

    found = unpack(downloads, out)
    for failure in found.failures:
        click.echo(str(failure), err=True)
    click.echo(f"essays: {found.written}; written: {out / 'essays'}, {out / 'students.csv'}")
    ctx.exit(1 if found.failures else 0)
