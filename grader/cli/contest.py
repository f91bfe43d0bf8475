"""`grader contest`: looks at a contest folder before essays come in."""

from pathlib import Path

import click


@click.group("contest")
def command() -> None:
    """Make a contest from a folder of material, and look at one before essays come in."""


@command.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_context
def make_contest(ctx: click.Context, folder: Path) -> None:
    """Build a commented contest.toml from whatever lies in FOLDER.

    Reads saved pages, Word files, slides, captions, PDFs, a rubric as a table (rubric.docx, .xlsx or .csv) and lists of
    links; writes contest.toml, and rubric.toml when there was a table; says what is missing and how to get it.
    Exit status 1 when a file of material could not be read.
    """
    from grader.drafting.contest_file import draft_contest

    draft = draft_contest(folder)
    for name, text in draft.files.items():
        (folder / name).write_bytes(text.encode("utf-8"))
        click.echo(f"written: {folder / name}")
    for sentence in draft.missing:
        click.echo(f"missing: {sentence}")
    click.echo(f"Read contest.toml through, then: grader contest check {folder}")
    ctx.exit(1 if draft.unread else 0)


@command.command("check")
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_context
def check_contest(ctx: click.Context, folder: Path) -> None:
    """Validate the contest in FOLDER and say what a teacher should know before grading.

    Exit status 1 when a source's file could not be read, 2 when the contest cannot be used.
    """
    from grader.cli.run import find_unread
    from grader.contest import load_contest
    from grader.preflight import find_warnings

    contest = load_contest(folder)
    click.echo(f"{contest.title} ({contest.id}), {contest.hash}")
    for source in contest.sources:
        words = sum(len(p.text.split()) for p in source.passages)
        state = f"{len(source.passages)} passages, {words} words" if source.is_read else "not read"
        click.echo(f"  {source.id}: {source.title} ({source.kind}): {state}")
    click.echo(f"  evidence key: {len(contest.key.items)} items; rubric: {contest.rubric.title}")
    warnings = find_warnings(contest)
    for warning in warnings:
        click.echo(f"warning: {warning}")
    if not warnings:
        click.echo("Nothing stands in the way.")
    ctx.exit(1 if find_unread(contest) else 0)
