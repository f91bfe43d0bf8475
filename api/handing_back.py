"""What goes back to a learning platform where no connection is: its own file with a person's points, and feedback."""

import base64
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.exports import name_file
from api.store.decisions import Standing
from api.store.tables import Essay
from grader.exchange.grades import Grade, fill_gradebook, fill_worksheet
from grader.model import Rubric
from grader.scoring.hand_scores import TOTAL, find_limits

_STILL = (1980, 1, 1, 0, 0, 0)
KEYS: Mapping[str, str] = {"canvas": "lms_user", "moodle": "lms_id"}
"""By which number each platform's file names a student."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A platform's file with points in it, and which essays have none there.

    Attributes:
        file: what the file was called, safe to be a file's name.
        content: its bytes.
        written: how many points stand in it.
        undecided: essays on which no person decided every criterion.
        unnumbered: decided essays of which the platform's number is not known.
        absent: decided essays whose student is not in the file.
    """

    file: str
    content: bytes
    written: int
    undecided: tuple[str, ...]
    unnumbered: tuple[str, ...]
    absent: tuple[str, ...]

    @property
    def address(self) -> str:
        """The file itself as an address, so that nothing of it is kept here."""
        return f"data:text/csv;base64,{base64.b64encode(self.content).decode()}"


def hand_back(
    content: bytes,
    file: str,
    platform: str,
    essays: Sequence[Essay],
    standings: Mapping[str, Standing],
    rubric: Rubric,
    *,
    assignment: str = "",
    is_scaled: bool = False,
) -> Returned:
    """The platform's file with what a person decided; suggestions alone never go into a gradebook.

    Args:
        content: a gradebook of Canvas, or a grading worksheet of Moodle.
        file: its name.
        platform: `canvas` or `moodle`.
        essays: of the batch.
        standings: what holds, by essay id.
        rubric: tells the criteria and the most points.
        assignment: Canvas's column, where there are several.
        is_scaled: whether points are converted to the platform's.

    Raises:
        UnreadableFile: it is no text.
        InvalidConfig: it is no such file, its points differ, or two essays of one student were decided.
    """
    grades = [one for essay in essays if (one := _grade(essay, standings.get(essay.id, Standing()), rubric))]
    known = [one for one in grades if getattr(one, KEYS[platform])]
    most = find_limits(rubric)[TOTAL][1]
    if platform == "canvas":
        filled = fill_gradebook(content, file, known, most, assignment, is_scaled=is_scaled)
    else:
        filled = fill_worksheet(content, file, known, most, is_scaled=is_scaled)
    decided = {one.essay for one in grades}
    return Returned(
        file,
        filled.content,
        filled.written,
        tuple(essay.code for essay in essays if essay.code not in decided),
        tuple(one.essay for one in grades if not getattr(one, KEYS[platform])),
        filled.missing,
    )


def _grade(essay: Essay, standing: Standing, rubric: Rubric) -> Grade | None:
    """A person's points and words; none as long as a criterion is not decided."""
    names = {criterion.id: criterion.label for criterion in rubric.criteria}
    if not names or not names.keys() <= standing.points.keys():
        return None
    points = round(sum(standing.points[name] for name in names), 4)
    said = [standing.comments[""]] if "" in standing.comments else []
    said += [f"{label}: {standing.comments[name]}" for name, label in names.items() if name in standing.comments]
    student = essay.student
    return Grade(essay.code, student.name, student.lms_id, student.lms_user, points, "\n".join(said))


def pack_feedback(pages: Sequence[tuple[Essay, str]], *, is_blind: bool) -> bytes:
    """A zip with a page an essay, named so that its platform puts each before the right student."""
    out = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for essay, page in pages:
            name = name_file(essay, "html", taken, is_blind=is_blind)
            taken.add(name)
            archive.writestr(zipfile.ZipInfo(name, _STILL), page.encode("utf-8", "replace"))
    return out.getvalue()
