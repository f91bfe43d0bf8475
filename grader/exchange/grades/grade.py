"""What a person decided, on its way back to a platform."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grader.errors import InvalidConfig
from grader.exchange.points import show_points


@dataclass(frozen=True, slots=True)
class Grade:
    """A person's decision about one essay, and whose it is as the platform counts.

    Attributes:
        essay: its code.
        name: of the student; empty where the platform gave none.
        lms_id: of the submission or the participant.
        lms_user: of the account.
        points: that a person gave, in the rubric's points.
        comment: for the student; empty when there is none.
    """

    essay: str
    name: str
    lms_id: str
    lms_user: str
    points: float
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A platform's file with grades in it.

    Attributes:
        content: its bytes.
        written: how many grades stand in it.
        missing: essays with a grade whose student is not in the file.
    """

    content: bytes
    written: int
    missing: tuple[str, ...]


def find_owners(grades: Iterable[Grade], key: str, file: str) -> dict[str, Grade]:
    """Grades by `lms_id` or `lms_user`.

    Raises:
        InvalidConfig: a grade has no such number, or two essays of one student have grades.
    """
    listed = list(grades)
    unknown = [one.essay for one in listed if not getattr(one, key)]
    if unknown:
        cause = f"the platform's number of the student is not known for {_list(unknown)}"
        raise InvalidConfig(file, cause, f"Fill in `{key}` in students.csv, or leave these essays out of the scores")
    counted = Counter(getattr(one, key) for one in listed)
    twice = [one for one in listed if counted[getattr(one, key)] > 1]
    if twice:
        names = _list([one.essay for one in twice if getattr(one, key) == getattr(twice[0], key)])
        cause = f"{names} are essays of one student, and each has a score"
        raise InvalidConfig(file, cause, "Keep the row of the one that counts and delete the other's points")
    return {getattr(one, key): one for one in listed}


def _list(essays: Sequence[str]) -> str:
    return ", ".join(essays)


def write_points(points: float, most: float, highest: float, comma: str) -> str:
    """Points on the platform's scale, with at most two decimals.

    Args:
        points: in the rubric's points.
        most: the rubric's most points.
        highest: the platform's.
        comma: how the file writes decimals.
    """
    scaled = points if most == highest else points * highest / most
    return show_points(scaled, comma, decimals=2)


def demand_scale(most: float, highest: float, file: str, *, is_scaled: bool) -> None:
    """Refuses to write points on another scale than the platform's, unless they are to be converted.

    Raises:
        InvalidConfig: the highest points differ.
    """
    if highest <= 0:
        raise InvalidConfig(file, "its highest points are not above 0", "Set the assignment's points in the platform")
    if most != highest and not is_scaled:
        cause = f"the rubric gives at most {most:g} points, the platform {highest:g}"
        raise InvalidConfig(file, cause, "Add --scale to convert them, or change the points in the platform")
