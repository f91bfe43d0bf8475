"""`grader evaluate`: how well suggested scores agree with hand scores."""

from pathlib import Path

import click


@click.command("evaluate")
@click.argument("contest", type=click.Path(path_type=Path))
@click.argument("scores", type=click.Path(path_type=Path))
@click.option("--results", type=click.Path(path_type=Path), required=True, help="The results.jsonl of a run.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write all figures to this file.")
@click.option("--html", "html_file", type=click.Path(path_type=Path), help="Write them as a page to this file.")
@click.pass_context
def command(
    ctx: click.Context, *, contest: Path, scores: Path, results: Path, json_file: Path | None, html_file: Path | None
) -> None:
    """Compare the advisory scores of a run of the contest folder CONTEST with the hand scores in SCORES (a CSV file).

    Essays that a model learned from are left out, and named. Exit status 1 when an essay with hand scores has no report.
    """
    from grader.cli.agreement_tables import show_evaluation
    from grader.cli.evaluation import evaluate_run
    from grader.reports.evaluation_page import render_evaluation

    found = evaluate_run(contest, scores, results)
    show_evaluation(found.evaluation)
    if json_file:
        json_file.write_bytes(found.evaluation.to_json().encode("ascii") + b"\n")
        click.echo(f"written: {json_file}")
    if html_file:
        html_file.write_bytes(render_evaluation(found.evaluation, found.contest).encode("utf-8", "replace"))
        click.echo(f"written: {html_file}")
    ctx.exit(1 if found.missing else 0)
