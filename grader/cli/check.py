"""`grader check`: one draft, to the terminal."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.model import Contest, Essay
    from grader.report import Finding, Report, Score


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
    from grader.errors import InvalidConfig

    if name == "-":
        return read_essay(sys.stdin.buffer.read(), "draft.txt", "draft")
    path = Path(name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InvalidConfig(name, f"cannot be opened: {error.strerror}", "Check the path") from None
    return read_essay(content, path.name, name_essays([path.name])[path.name])


def _print(report: "Report", contest: "Contest") -> None:
    """The report as a page of plain text, without what a terminal would take for a command."""
    from grader.reports.characters import show_characters

    for line in _render(report, contest):
        click.echo(show_characters(line))


def _render(report: "Report", contest: "Contest") -> "Iterator[str]":
    how = "title, notes and bibliography not counted" if contest.rules.words.count == "body" else "everything counted"
    yield f"{report.essay.file}: {report.essay.words} words ({how}). Suggestions only, a person decides."
    yield ""
    yield from (_render_score(score) for score in report.scores)
    strength = next((finding.message for finding in report.findings if finding.tone == "strength"), None)
    if strength:
        yield from ("", f"What works: {strength}")
    if report.next_steps:
        yield from ("", "Next steps")
    by_id = {finding.id: finding for finding in report.findings}
    for number, name in enumerate(report.next_steps, 1):
        yield from _render_step(number, by_id[name], report)
    yield from _render_list("A person should look first", report.review.reasons)
    yield from _render_list("Not checked", report.not_checked)


def _render_score(score: "Score") -> str:
    if score.points is None:
        return f"  {score.label}: not scored; {score.reason}"
    likely = f" (likely range {score.range[0]:g} to {score.range[1]:g})" if score.range else ""
    return f"  {score.label}: {score.level}, {score.points:g} of {score.max_points:g} suggested{likely}"


def _render_step(number: int, finding: "Finding", report: "Report") -> "Iterator[str]":
    yield f"  {number}. {finding.message} {finding.action}"
    if finding.span:
        yield f"     In your essay: “{' '.join(report.essay.text[slice(*finding.span)].split())}”"


def _render_list(heading: str, lines: "Sequence[str]") -> "Iterator[str]":
    if lines:
        yield from ("", heading)
        yield from (f"  - {line}" for line in lines)
