"""One grading run: reads, grades, and writes everything below one folder."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.errors import InvalidConfig

if TYPE_CHECKING:
    from grader.batch import Done, Failure, Task
    from grader.model import Contest
    from grader.report import Report

_WRITTEN = ("results.jsonl", "class.json", "passages.jsonl", "scores.csv", "index.html", "essays")
_PARTIAL = "results.partial.jsonl"


@dataclass(frozen=True, slots=True)
class Run:
    """What the user asked for."""

    contest: Path
    essays: tuple[Path, ...]
    out: Path
    workers: int | None
    resume: bool
    force: bool


@lru_cache(maxsize=1)
def _contest_of(folder: str, expected_hash: str) -> "Contest":
    """The contest in a worker, loaded once; it must still be what the run began with."""
    from grader.contest import load_contest

    contest = load_contest(folder)
    if contest.hash != expected_hash:
        raise InvalidConfig(folder, "the contest changed while essays were being graded", "Grade again with --force")
    return contest


def grade_task(task: "Task", folder: str, contest_hash: str) -> "Report":
    """Reads and grades one essay; runs in a worker.

    Raises:
        UnreadableFile: the essay could not be read.
    """
    from grader.documents import read_essay
    from grader.errors import UnreadableFile
    from grader.pipeline import grade

    contest = _contest_of(folder, contest_hash)
    try:
        content = Path(task.path).read_bytes()
    except OSError as error:
        raise UnreadableFile(task.file, f"cannot be opened: {error.strerror}", "Check the file and its rights") from None
    return grade(read_essay(content, task.file, task.essay_id), contest)


def grade_into(run: Run) -> int:
    """Carries out a run and says what was done; the exit status: 0, or 1 when an essay could not be read."""
    from grader.batch import default_workers, list_tasks, run_tasks
    from grader.contest import load_contest

    folder = run.contest.parent if run.contest.suffix == ".toml" else run.contest
    contest = load_contest(run.contest)
    tasks = list_tasks(run.essays, folder / "essays")
    kept = _prepare(run, contest)
    for warning in contest.warnings:
        click.echo(f"note: {warning}", err=True)
    work = partial(grade_task, folder=str(run.contest), contest_hash=contest.hash)
    fresh = [task for task in tasks if not _is_kept(task, kept)]
    workers = run.workers or default_workers(len(fresh))
    reports = {i: kept[i] for i in kept if any(t.essay_id == i for t in tasks)}
    failures: list[Failure] = []
    with (run.out / _PARTIAL).open("a", encoding="ascii", newline="\n") as partial_file:
        for done in _watched(run_tasks(fresh, work, workers), len(fresh)):
            if done.failure:
                failures.append(done.failure)
                click.echo(f"not graded: {done.failure.file}: {done.failure.cause}. {done.failure.remedy}.", err=True)
            elif done.result:
                reports[done.task.essay_id] = done.result
                partial_file.write(done.result.to_json() + "\n")
                partial_file.flush()
    ordered = [reports[key] for key in sorted(reports)]
    _write_all(run.out, ordered, contest, failures)
    (run.out / _PARTIAL).unlink()
    click.echo(f"{len(ordered)} graded, {len(failures)} not; see {run.out / 'index.html'}")
    return 1 if failures else 0


def _prepare(run: Run, contest: "Contest") -> dict[str, "Report"]:
    """Makes the output folder ready; with --resume gives the reports that can be kept.

    Raises:
        InvalidConfig: the folder holds something, and neither --resume nor --force was given.
    """
    kept: dict[str, Report] = {}
    out = run.out
    if out.exists() and not out.is_dir():
        raise InvalidConfig(str(out), "this is a file", "Name a folder")
    if out.is_dir() and any(out.iterdir()):
        if run.resume:
            kept = _read_kept(out, contest)
        elif not run.force:
            cause = "the folder is not empty"
            raise InvalidConfig(str(out), cause, "Name a new folder, or add --resume or --force")
        for name in (*_WRITTEN, _PARTIAL):
            target = out / name
            if target.is_dir():
                shutil.rmtree(target)
            elif not (run.resume and name == _PARTIAL):
                target.unlink(missing_ok=True)
    (out / "essays").mkdir(parents=True, exist_ok=True)
    return kept


def _read_kept(out: Path, contest: "Contest") -> dict[str, "Report"]:
    """Reports of an earlier run of the same contest, rubric and grader; a half-written last line is passed over."""
    from grader import __version__
    from grader.report import Report

    kept = {}
    for name in ("results.jsonl", _PARTIAL):
        path = out / name
        lines = path.read_text(encoding="ascii", errors="replace").split("\n") if path.is_file() else []
        for line in lines:
            try:
                report = Report.model_validate_json(line)
            except ValueError:
                continue
            if (report.contest.hash, report.grader.version) == (contest.hash, __version__):
                kept[report.essay.id] = report
    return kept


def _is_kept(task: "Task", kept: dict[str, "Report"]) -> bool:
    """Whether the kept report is of the very text that the file holds now."""
    from grader.documents import read_essay
    from grader.errors import UnreadableFile

    report = kept.get(task.essay_id)
    if report is None or report.essay.file != task.file:
        return False
    try:
        essay = read_essay(Path(task.path).read_bytes(), task.file, task.essay_id)
    except (UnreadableFile, OSError):
        return False
    return essay.text == report.essay.text


def _write_all(out: Path, reports: list["Report"], contest: "Contest", failures: list["Failure"]) -> None:
    """Writes every file of a run."""
    from grader.reports import make_class_data, render_overview, render_passages, render_report, render_scores_csv

    _write(out / "results.jsonl", "".join(r.to_json() + "\n" for r in reports))
    for report in reports:
        _write(out / "essays" / f"{report.essay.id}.html", render_report(report, contest, "../index.html"))
    data = make_class_data(reports, contest)
    _write(out / "class.json", json.dumps(data, separators=(",", ":")) + "\n")
    _write(out / "passages.jsonl", render_passages(contest))
    _write(out / "scores.csv", render_scores_csv(reports, contest))
    page = render_overview(reports, contest, failures, data, lambda essay_id: f"essays/{essay_id}.html")
    _write(out / "index.html", page)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _watched(outcomes: Iterator["Done[Report]"], total: int) -> Iterator["Done[Report]"]:
    """Shows progress: a moving bar on a terminal, plain lines elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        every = max(1, total // 10)
        for number, done in enumerate(outcomes, 1):
            yield done
            if number % every == 0 or number == total:
                click.echo(f"{number} of {total} essays", err=True)
        return
    columns = (
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("grading", total=total, speed="")
        for done in outcomes:
            yield done
            speed = progress.tasks[0].speed
            progress.update(bar, advance=1, speed=f"{speed:.1f} essays/s" if speed else "")
