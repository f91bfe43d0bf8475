"""`grader check`: one draft, to the terminal."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from grader.model import Contest, Essay
    from grader.report import Finding, Report


@click.command("check")
@click.argument("contest", type=click.Path(path_type=Path))
@click.argument("essay")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="What to print.")
def command(contest: Path, essay: str, form: str) -> None:
    """Check one draft ESSAY (a file, or - for standard input) against the contest folder CONTEST."""
    from grader.contest import load_contest
    from grader.pipeline import grade

    loaded = load_contest(contest)
    report = grade(_read(essay), loaded)
    if form == "json":
        click.echo(report.to_json())
    elif form == "html":
        from grader.reports import render_report

        click.echo(render_report(report, loaded, None))
    else:
        _print(report, loaded)


def _read(name: str) -> "Essay":
    from grader.documents import name_essays, read_essay
    from grader.errors import UnreadableFile

    if name == "-":
        return read_essay(sys.stdin.buffer.read(), "draft.txt", "draft")
    path = Path(name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(name, f"cannot be opened: {error.strerror}", "Check the path") from None
    return read_essay(content, path.name, name_essays([path.name])[path.name])


def _print(report: "Report", contest: "Contest") -> None:
    """The report as a page of plain text."""
    how = "title, notes and bibliography not counted" if contest.rules.words.count == "body" else "everything counted"
    click.echo(f"{report.essay.file}: {report.essay.words} words ({how}). Suggestions only, a person decides.\n")
    by_id = {f.id: f for f in report.findings}
    for score in report.scores:
        if score.points is None:
            click.echo(f"  {score.label}: not scored; {score.reason}")
        elif score.range:
            likely = f"likely range {score.range[0]:g} to {score.range[1]:g}"
            click.echo(f"  {score.label}: {score.level}, {score.points:g} of {score.max_points:g} suggested ({likely})")
    strength = next((f for f in report.findings if f.tone == "strength"), None)
    if strength:
        click.echo(f"\nWhat works: {strength.message}")
    click.echo("\nNext steps" if report.next_steps else "")
    for number, name in enumerate(report.next_steps, 1):
        _print_step(number, by_id[name], report)
    click.echo("\nNot checked: " + "; ".join(report.not_checked) + ".")


def _print_step(number: int, finding: "Finding", report: "Report") -> None:
    click.echo(f"  {number}. {finding.message} {finding.action}")
    if finding.span:
        click.echo(f"     In your essay: “{' '.join(report.essay.text[slice(*finding.span)].split())}”")
