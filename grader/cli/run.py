"""One grading run: reads, grades, and writes everything below one folder."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path

import click

from grader.batch import Done, Failure, default_workers, run_tasks
from grader.cli.folder import Folder
from grader.cli.grading import Graded, Job, Resumed, grade_task, open_contest, open_model, open_proofreader
from grader.cli.progress import show_progress
from grader.errors import InvalidConfig
from grader.evidence.shared_wording import Shared, find_known_grams, find_shared, read_wording
from grader.intake import Intake, Task, take_in
from grader.model import Contest
from grader.report import Report
from grader.reports import (
    EXPORTERS,
    demand_feedback_allowed,
    make_class_data,
    mask_report,
    render_overview,
    render_passages,
    render_scores_csv,
)
from grader.reports.name_list import render_students_csv
from grader.scoring.classmates import Traits, find_unlike
from grader.scoring.model_file import StoredModel
from grader.scoring.review import add_reasons

_MAX_NAMED = 5


@dataclass(frozen=True, slots=True)
class Run:
    """What the user asked for."""

    contest: Path
    essays: tuple[Path, ...]
    out: Path
    workers: int | None = None
    resume: bool = False
    force: bool = False
    ocr: bool = False
    formats: tuple[str, ...] = ()
    students: bool = False
    languagetool: str = ""
    model: Path | None = None
    has_model: bool = True


def grade_into(run: Run) -> int:
    """Carries out a run and says what was done; the exit status: 0, or 1 when something could not be read.

    Raises:
        InvalidConfig: the contest cannot be used, there are no essays, or the folder is refused.
    """
    open_contest.cache_clear()
    open_model.cache_clear()
    contest = open_contest(str(run.contest), ocr=run.ocr)
    home = run.contest.parent if run.contest.suffix == ".toml" else run.contest
    open_proofreader(run.languagetool)  # a wrong address is told before anything is written
    if run.students:
        demand_feedback_allowed(contest)
    model = find_model(run, home)
    stored = open_model(model)
    if stored:
        demand_fitting(stored, contest, model)
    intake = take_in(run.essays, home / "essays", is_blind=contest.rules.blind)
    tasks = intake.tasks
    _demand_apart(run, home, tasks)
    folder = Folder(run.out)
    folder.prepare(resume=run.resume, force=run.force)
    for warning in contest.warnings:
        click.echo(f"note: {warning}", err=True)
    job = Job(
        str(run.contest), contest.hash, str(folder.log), run.ocr, run.formats, run.students, run.languagetool, model
    )
    work = partial(grade_task, job=job)
    planned = _plan(tasks, folder.find_earlier(contest.hash, stored.id if stored else ""))
    outcomes = run_tasks(planned, work, run.workers or default_workers(len(tasks)))
    try:
        digests, traits, failures = _collect(show_progress(outcomes, len(tasks)), folder)
    except KeyboardInterrupt:
        click.echo(f"stopped; add --resume to go on with {run.out}", err=True)
        raise
    finally:
        folder.close()
    late = intake.find_late(contest.rules.deadline)
    _write_all(
        folder, digests, traits, contest, failures, run.formats, {task.essay_id: task.hints for task in tasks}, late
    )
    _write_students(folder, intake, contest.rules.deadline)
    click.echo(f"{len(digests)} graded, {len(failures)} not; see {run.out / 'index.html'}")
    return 1 if failures or find_unread(contest) else 0


def find_model(run: Run, home: Path) -> str:
    """The path of the model that gives the scores: the one that was named, or the contest's own; empty for none."""
    own = home / "model.skops"
    named = run.model or (own if own.is_file() else None)
    return str(named) if named and run.has_model else ""


def demand_fitting(stored: StoredModel, contest: Contest, path: str) -> None:
    """Refuses a model of another contest or rubric.

    Raises:
        InvalidConfig: it is one.
    """
    model = stored.model
    if model.contest != contest.id:
        cause = f"the model was learned for another contest, `{model.contest}`"
    elif model.rubric != contest.rubric.hash:
        cause = "the rubric is no longer the one whose points the model learned"
    else:
        return
    raise InvalidConfig(path, cause, "Learn it again with `grader calibrate`, or grade with --no-model")


def _write_students(folder: Folder, intake: Intake, deadline: date | None) -> None:
    """students.csv, where there are codes; and what a person should look at in it."""
    if intake.students:
        folder.write("students.csv", render_students_csv(intake.students, deadline))
    unknown = [student for student in intake.students if not student.is_known]
    if unknown and len(unknown) < len(intake.students):
        shown = ", ".join(student.original_file for student in unknown[:_MAX_NAMED])
        more = ", …" if len(unknown) > _MAX_NAMED else ""
        click.echo(f"note: whose are these? Fill in their rows of students.csv: {shown}{more}", err=True)
    if late := intake.find_late(deadline):
        click.echo(f"note: handed in late, which costs no points: {', '.join(late)}", err=True)
    if intake.left_out:
        shown = ", ".join(intake.left_out[:_MAX_NAMED])
        click.echo(f"note: papers of the platform itself are no essays and were left out: {shown}", err=True)


def find_unread(contest: Contest) -> list[str]:
    """Ids of sources whose file should have been read and was not; a source that is only an address is none of them."""
    return [source.id for source in contest.sources if source.file and not source.is_read]


def _demand_apart(run: Run, home: Path, tasks: Sequence[Task]) -> None:
    """Reports must not be written over essays or material, nor where the next run would take them for essays.

    Raises:
        InvalidConfig: they would be.
    """
    out = run.out.resolve()
    inputs = [home.resolve(), *(Path(task.path).resolve() for task in tasks)]
    searched = [path.resolve() for path in (home / "essays", *run.essays) if path.is_dir()]
    if any(path.is_relative_to(out) for path in inputs) or any(out.is_relative_to(path) for path in searched):
        cause = "reports cannot be written where the contest or its essays lie"
        raise InvalidConfig(str(run.out), cause, "Name a folder of its own for the reports")


def _plan(tasks: Sequence[Task], earlier: dict[str, int]) -> list[Task]:
    """The tasks, those with an earlier report marked."""
    return [
        Resumed(**asdict(task), offset=earlier[task.essay_id]) if task.essay_id in earlier else task for task in tasks
    ]


def _collect(outcomes: Iterable[Done[Graded]], folder: Folder) -> tuple[list[Report], list[Traits], list[Failure]]:
    """Writes each report as it comes; what the class files need of all of them, and what failed."""
    digests: list[Report] = []
    traits: list[Traits] = []
    failures: list[Failure] = []
    for done in outcomes:
        if done.failure:
            failures.append(done.failure)
            where = done.task.path if done.task.names_itself else done.task.file
            click.echo(f"not graded: {where}: {done.failure.cause}. {done.failure.remedy}.", err=True)
        elif done.result:
            offset = done.task.offset if done.result.is_kept and isinstance(done.task, Resumed) else None
            folder.add(done.task.essay_id, done.result.line, done.result.pages, offset)
            digests.append(done.result.digest)
            traits.append(done.result.traits)
    return digests, traits, failures


def _find_copies(folder: Folder, contest: Contest) -> list[Shared]:
    known = find_known_grams(contest)
    return find_shared([read_wording(report, known) for report in folder.read_reports()])


def _write_all(
    folder: Folder,
    digests: list[Report],
    traits: Sequence[Traits],
    contest: Contest,
    failures: list[Failure],
    formats: Sequence[str],
    hints: Mapping[str, Sequence[str]],
    late: Sequence[str],
) -> None:
    """Writes the files about the class, and the results last: until then the run can be resumed."""
    copies, unlike = _find_copies(folder, contest), find_unlike(traits)
    data = make_class_data(digests, contest, copies, unlike)
    folder.write("class.json", json.dumps(data, separators=(",", ":")) + "\n")
    folder.write("passages.jsonl", render_passages(contest))
    folder.write("scores.csv", render_scores_csv(digests, contest))
    named = {name for shared in copies for name in (shared.essay, shared.other)}
    reports = (mask_report(r, contest, hints.get(r.essay.id, ())) for r in folder.read_reports(named))
    texts = {report.essay.id: report.essay.text for report in reports}
    told = add_reasons(digests, {one.essay: one.reasons for one in unlike})
    page = render_overview(told, contest, failures, data, lambda essay_id: f"essays/{essay_id}.html", texts, late)
    folder.write("index.html", page)
    for exporter in EXPORTERS:
        if exporter.id in formats:
            for name, content in exporter.render_class(digests, contest).items():
                folder.write(name, content)
    folder.finish()
