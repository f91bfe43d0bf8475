"""What `grader export` and `grader import` do."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grader.contest import load_contest
from grader.documents import safe_id
from grader.errors import InvalidConfig, UnreadableFile
from grader.exchange.grades import Filled, Grade, name_feedback
from grader.exchange.students import Owner, read_students
from grader.intake import open_task, take_in
from grader.reports.name_list import render_students_csv
from grader.scoring.hand_scores import TOTAL, find_limits, read_hand_scores

_STILL = (1980, 1, 1, 0, 0, 0)
Fill = Callable[[bytes, str, Sequence[Grade], float], Filled]


def find_students(run: Path) -> list[Owner]:
    """Whose essays a run graded, from its folder or from its students.csv.

    Raises:
        InvalidConfig: there is no such file, or it is another one.
    """
    file = run / "students.csv" if run.is_dir() else run
    if not file.is_file():
        remedy = "Grade a platform's download, or name a students.csv"
        raise InvalidConfig(str(file), "nothing tells whose the essays are", remedy)
    return read_students(file.read_bytes(), str(file))


def fill(contest: Path, run: Path, scores: Path, sheet: Path, fill_sheet: Fill) -> Filled:
    """A platform's file with the grades that a person gave.

    Args:
        contest: its folder; the rubric tells the most points.
        run: the folder of the run, or its students.csv.
        scores: a person's scores.
        sheet: the platform's file.
        fill_sheet: writes grades into it.

    Raises:
        InvalidConfig: one of the files is not what it should be.
    """
    rubric = load_contest(contest).rubric
    owners = {one.essay: one for one in find_students(run)}
    given = read_hand_scores(scores, rubric, {one.essay: one.original_file for one in owners.values()})
    if TOTAL not in given.columns:
        remedy = f"Add a column `{TOTAL}`, or score every criterion"
        raise InvalidConfig(str(scores), "there are no totals to hand back", remedy)
    grades = [
        Grade(essay, owners[essay].name, owners[essay].lms_id, owners[essay].lms_user, points)
        for essay, points in given.points(TOTAL).items()
    ]
    return fill_sheet(sheet.read_bytes(), str(sheet), grades, find_limits(rubric)[TOTAL][1])


def pack_feedback(run: Path, suffix: str) -> tuple[bytes, int]:
    """The students' edition of a run as a zip that a platform takes back, and how many reports are in it.

    Raises:
        InvalidConfig: the run wrote no students' edition of that kind.
    """
    pages = {path.stem: path for path in sorted((run / "students").glob(f"*{suffix}"))}
    if not pages:
        remedy = "Grade with --students" + (" --format pdf" if suffix == ".pdf" else "")
        raise InvalidConfig(str(run), "it holds no reports for students", remedy)
    out = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for owner in find_students(run):
            if owner.essay in pages:
                name = name_feedback(owner.original_file, owner.platform, owner.essay, suffix, taken)
                archive.writestr(zipfile.ZipInfo(name, _STILL), pages[owner.essay].read_bytes())
                taken.add(name)
    return out.getvalue(), len(taken)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came out of a download."""

    written: int
    failures: tuple[UnreadableFile, ...]


def unpack(downloads: Sequence[Path], folder: Path) -> Imported:
    """Writes a download's essays under neutral codes into a new folder, and beside them whose they are.

    Raises:
        InvalidConfig: the folder holds something, or there is no essay.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidConfig(str(folder), "there is something here already", "Name a new folder")
    intake = take_in(downloads, folder, is_blind=True)
    essays, failures = folder / "essays", []
    essays.mkdir(parents=True)
    for task in intake.tasks:
        try:
            content, file = open_task(task)
        except UnreadableFile as error:
            failures.append(error)
            continue
        (essays / f"{safe_id(task.essay_id)}{PurePosixPath(file).suffix.lower()}").write_bytes(content)
    names = render_students_csv(intake.students)
    (folder / "students.csv").write_text(names, encoding="utf-8", newline="")
    return Imported(len(intake.tasks) - len(failures), tuple(failures))


def tell(filled: Filled, out: Path) -> Iterable[str]:
    """What was written, and who is not in the platform's file."""
    yield f"grades: {filled.written}; written: {out}"
    if filled.missing:
        yield f"not in the platform's file, and so without a grade: {', '.join(filled.missing)}"
