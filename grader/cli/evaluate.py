"""`grader evaluate`: how well suggested scores agree with hand scores."""

from pathlib import Path

import click


@click.command("evaluate")
@click.argument("contest", type=click.Path(path_type=Path))
@click.argument("scores", type=click.Path(path_type=Path))
@click.option(
    "--results", type=click.Path(path_type=Path), help="The results.jsonl of a run whose scores are compared."
)
@click.option(
    "--essays", type=click.Path(path_type=Path), help="Where the scored essays lie (default: CONTEST/essays)."
)
@click.option("--model", type=click.Path(path_type=Path), help="The model of that run (default: CONTEST/model.skops).")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write all figures to this file.")
@click.option("--html", "html_file", type=click.Path(path_type=Path), help="Write them as a page to this file.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    contest: Path,
    scores: Path,
    results: Path | None,
    essays: Path | None,
    model: Path | None,
    json_file: Path | None,
    html_file: Path | None,
) -> None:
    """Tell how well suggested scores agree with the hand scores in SCORES (a CSV file) of the contest folder CONTEST.

    With --results the scores of a run are compared; essays that a model learned from are left out, and named. Without,
    hand scores are learned from in turn and each essay is scored by models that never saw its own. Exit status 1 when an
    essay with hand scores has no report or could not be read.
    """
    from grader.cli.agreement_tables import show_evaluation
    from grader.cli.evaluation import evaluate_run, evaluate_unseen
    from grader.reports.evaluation_page import render_evaluation

    if results and essays:
        raise click.UsageError("--results compares the scores of a run and --essays learns anew: give one of the two.")
    found = evaluate_run(contest, scores, results, model) if results else evaluate_unseen(contest, scores, essays)
    show_evaluation(found.evaluation)
    if json_file:
        json_file.write_bytes(found.evaluation.to_json().encode("ascii") + b"\n")
        click.echo(f"written: {json_file}")
    if html_file:
        html_file.write_bytes(render_evaluation(found.evaluation, found.contest).encode("utf-8", "replace"))
        click.echo(f"written: {html_file}")
    ctx.exit(1 if found.missing else 0)
