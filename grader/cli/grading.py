"""What a worker does with one essay: read, grade, and render it."""

import gc
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits

from grader.contest import load_contest
from grader.errors import InvalidConfig
from grader.intake import Task, read_task
from grader.model import Contest, Essay
from grader.pipeline import grade_reading, read_beside
from grader.report import PartInfo, Report
from grader.reports import EXPORTERS, mask_report, render_report, render_student_pdf, render_student_report
from grader.scoring.classmates import Traits, take_traits

if TYPE_CHECKING:
    from grader.scoring.model_file import StoredModel
    from grader.text.proofs import Proofreader

_NEW_OBJECTS = 10_000
"""How many more new objects than have gone by themselves the collector waits for in a worker."""


@dataclass(frozen=True, slots=True)
class Resumed(Task):
    """An essay that an earlier run graded; that report begins at byte `offset` of the folder's log."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """What all tasks share.

    Attributes:
        contest: the contest's path.
        contest_hash: its hash when the run began.
        log: path of the folder's log.
        ocr: whether pages without text are read from their pictures.
        formats: ids of the exporters that were asked for.
        students: whether the students' edition is written, too.
        languagetool: address of a LanguageTool server that proofreads; empty for the program's own proofreader.
        model: path of the model that gives the scores; empty for the rubric's own rule.
    """

    contest: str
    contest_hash: str
    log: str
    ocr: bool = False
    formats: tuple[str, ...] = ()
    students: bool = False
    languagetool: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """What becomes of an essay.

    Attributes:
        line: the report as a line of results.jsonl, without its end.
        pages: the report in every form that was asked for, by path below the folder of the run.
        digest: the report without what only its own page shows.
        traits: what of the essay is compared with the others.
        is_kept: whether the report is that of an earlier run.
    """

    line: str
    pages: dict[str, bytes]
    digest: Report
    traits: Traits
    is_kept: bool


@lru_cache(maxsize=1)
def open_contest(folder: str, *, ocr: bool = False) -> Contest:
    """The contest, loaded once in a process.

    Sums of many threads may differ in their last digit, and the threads of several workers stand in one another's way:
    from here on there is one a process.

    Raises:
        InvalidConfig: as `load_contest`.
    """
    threadpool_limits(1)
    return load_contest(folder, ocr=ocr)


@lru_cache(maxsize=1)
def open_proofreader(languagetool: str) -> "Proofreader | None":
    """The LanguageTool server at an address, which British spellings are told to leave alone; none without an address.

    Raises:
        InvalidConfig: it is no address.
    """
    if not languagetool:
        return None
    from grader.text.harper_proofreader import shared_harper
    from grader.text.languagetool import LanguageToolProofreader

    return LanguageToolProofreader(languagetool, is_right=shared_harper().knows_british)


@lru_cache(maxsize=1)
def open_model(path: str) -> "StoredModel | None":
    """The model of a contest, loaded once in a process; none without a path.

    Raises:
        InvalidConfig: it is no model that this version of the grader can use.
    """
    if not path:
        return None
    from grader.scoring.model_file import load_model

    return load_model(Path(path))


@lru_cache(maxsize=1)
def keep_resident(_contest: Contest) -> None:
    """Lets the garbage collector pass over what lives as long as the process, once a contest's first essay is graded.

    That is the program, the contest and what was made of its material: a quarter of a million objects, which the
    collector would look through again and again for every few dozen essays. And it looks less often, since an essay's own
    few thousand objects go by themselves when its report is written.
    """
    gc.unfreeze()  # what a contest before left behind
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)


def grade_task(task: Task, job: Job) -> Graded:
    """Reads, grades and renders one essay; runs in a worker.

    Raises:
        UnreadableFile: the essay could not be read.
        InvalidConfig: the contest is no longer what it was when the run began.
    """
    contest = open_contest(job.contest, ocr=job.ocr)
    if contest.hash != job.contest_hash:
        cause = "the contest changed while essays were being graded"
        raise InvalidConfig(job.contest, cause, "Grade again with --force")
    essay = read_task(task, ocr=job.ocr)
    kept = _find_kept(task, essay, job)
    reading = read_beside(essay, contest)
    report = kept or grade_reading(reading, contest, open_proofreader(job.languagetool), open_model(job.model))
    keep_resident(contest)
    shown = mask_report(report, contest, task.hints)
    return Graded(
        report.to_json(),
        render_pages(shown, contest, job),
        digest_report(shown),
        take_traits(reading),
        kept is not None,
    )


def render_pages(report: Report, contest: Contest, job: Job) -> dict[str, bytes]:
    """A report in every form that was asked for, by path below the folder of the run."""
    name = report.essay.id
    pages = {f"essays/{name}.html": render_report(report, contest, "../index.html").encode("utf-8", "replace")}
    chosen = [exporter for exporter in EXPORTERS if exporter.id in job.formats]
    pages |= dict(page for exporter in chosen if (page := exporter.render_essay(report, contest)))
    if job.students:
        pages[f"students/{name}.html"] = render_student_report(report, contest).encode("utf-8", "replace")
        if "pdf" in job.formats:
            pages[f"students/{name}.pdf"] = render_student_pdf(report, contest)
    return pages


def _find_kept(task: Task, essay: Essay, job: Job) -> Report | None:
    """The report of an earlier run, if it is of the very essay that the file holds now."""
    if not isinstance(task, Resumed):
        return None
    with Path(job.log).open("rb") as log:
        log.seek(task.offset)
        report = Report.model_validate_json(log.readline())
    parts = [PartInfo(kind=part.kind, span=part.span) for part in essay.parts]
    is_same = (report.essay.file, report.essay.text, report.essay.parts) == (essay.file, essay.text, parts)
    return report if is_same else None


def digest_report(report: Report) -> Report:
    """The report as far as the class overview, class.json and scores.csv need it: thousands of these fit into memory.

    The text is that of the title alone.
    """
    titles = [report.essay.text[slice(*part.span)] for part in report.essay.parts if part.kind == "title"][:1]
    parts = [PartInfo(kind="title", span=(0, len(title))) for title in titles]
    items = [use.model_copy(update={"spans": []}) for use in report.evidence.items]
    return report.model_copy(
        update={
            "essay": report.essay.model_copy(update={"text": "".join(titles), "parts": parts}),
            "checks": [],
            "evidence": report.evidence.model_copy(update={"items": items}),
            "quotations": [],
            "claims": [claim for claim in report.claims if claim.verdict == "contradicted"],
            "copying": [],
            "findings": [],
            "next_steps": [],
        }
    )
