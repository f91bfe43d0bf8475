"""`grader outline`: drafts an evidence key from the materials."""

from pathlib import Path

import click


@click.command("outline")
@click.argument("contest", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write the draft to this new file instead of showing it.")
@click.pass_context
def command(ctx: click.Context, contest: Path, out: Path | None) -> None:
    """Draft evidence.toml for the contest folder CONTEST from its materials; an existing key is not looked at.

    The draft counts for nothing until a teacher has read it and set its status to "approved". Exit status 1 when a
    source's file could not be read; the draft names it.
    """
    from grader.cli.run import find_unread
    from grader.contest import load_contest
    from grader.drafting.key_file import render_key
    from grader.evidence.outline import draft_items

    _demand_new(out)
    loaded = load_contest(contest, has_key=False)
    items = draft_items(loaded)
    text = render_key(items, loaded)
    status = 1 if find_unread(loaded) else 0
    if out is None:
        click.echo(text, nl=False)
        ctx.exit(status)
    with out.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    click.echo(f'written: {out}: {len(items)} points. Read them through, correct them, then set status to "approved".')
    ctx.exit(status)


def _demand_new(out: Path | None) -> None:
    from grader.errors import InvalidConfig

    if out is not None and out.exists():
        raise InvalidConfig(str(out), "the file exists already", "Name a new file, or move the old one away first")
