"""`grader grade`: a contest and a folder of essays become reports."""

from pathlib import Path
from typing import Any

import click


class Formats(click.ParamType[tuple[str, ...]]):
    """Forms of results, separated by commas."""

    name = "forms"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The forms, each once."""
        from grader.reports import EXPORTERS

        known = [exporter.id for exporter in EXPORTERS]
        named = [name.strip() for name in value.split(",")] if isinstance(value, str) else list(value)
        unknown = [name for name in named if name not in known]
        if unknown:
            self.fail(f"there is no form {unknown[0]!r}; the forms are {', '.join(known)}", param, ctx)
        return tuple(dict.fromkeys(named))


@click.command("grade")
@click.argument("contest", type=click.Path(path_type=Path))
@click.argument("essays", nargs=-1, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for everything that is written.")
@click.option("--workers", type=click.IntRange(1), help="Processes that grade at once (default: the processors).")
@click.option("--resume", is_flag=True, help="Keep reports of unchanged essays and grade the rest.")
@click.option("--force", is_flag=True, help="Write into a folder that holds something; old reports are replaced.")
@click.option(
    "--format", "formats", type=Formats(), default=(), help="More forms, separated by commas: csv, xlsx, pdf."
)
@click.option("--students", is_flag=True, help="Write the students' edition, too: what draft_feedback lets them see.")
@click.option("--ocr", is_flag=True, help="Read scanned pages and photographs with tesseract, if it is installed.")
@click.option(
    "--languagetool", default="", metavar="URL", help="Let a LanguageTool server proofread; it gets the essays."
)
@click.option("--model", type=click.Path(path_type=Path), help="Scores by this model (default: CONTEST/model.skops).")
@click.option("--no-model", is_flag=True, help="Scores by the rubric's own rule, whatever was learned.")
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
    formats: tuple[str, ...],
    students: bool,
    ocr: bool,
    languagetool: str,
    model: Path | None,
    no_model: bool,
) -> None:
    """Grade ESSAYS (files, folders or zip archives; default CONTEST/essays) of the contest folder CONTEST.

    Writes results.jsonl, class.json, passages.jsonl, scores.csv, index.html and essays/ID.html below --out. Essays of a
    learning platform's download get codes, and students.csv says whose they are. Exit status 1 when an essay or a source
    could not be read (it is named, the rest are graded), 2 when the contest is unusable.
    """
    from grader.cli.run import Run, grade_into

    if resume and force:
        raise click.UsageError("--resume keeps earlier reports and --force replaces them: give one of the two.")
    if model and no_model:
        raise click.UsageError("--model names a model and --no-model wants none: give one of the two.")
    asked = Run(
        contest,
        essays,
        out,
        workers,
        resume,
        force,
        ocr,
        formats,
        students,
        languagetool,
        model,
        has_model=not no_model,
    )
    ctx.exit(grade_into(asked))
