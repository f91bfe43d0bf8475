"""What the name of a submitted file says, in a learning platform's download."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["file", "typed", "address", "receipt"]


@dataclass(frozen=True, slots=True)
class Submission:
    """One file of a download, taken apart.

    Attributes:
        platform: as people call it.
        name: of the student, as the platform writes it; empty where it says none.
        lms_id: of the submission or the participant, as a grade import wants it.
        lms_user: of the student's account.
        original: what the student called the file.
        is_late: whether the platform marked it so.
        kind: a file; text typed into the platform; a web address handed in instead; or a paper of the platform's own.
        handed_in: the day that the name tells, as 2026-11-03; empty where it tells none.
    """

    platform: str
    name: str = ""
    lms_id: str = ""
    lms_user: str = ""
    original: str = ""
    is_late: bool = False
    kind: Kind = "file"
    handed_in: str = ""

    def is_after(self, deadline: date | None) -> bool:
        """Whether the platform says so itself, or tells a day after the deadline's; no clock is asked."""
        return self.is_late or (deadline is not None and self.handed_in > deadline.isoformat())


@dataclass(frozen=True, slots=True)
class Platform:
    """How one platform names what it hands out.

    Attributes:
        name: as people call it.
        take_apart: a file's path inside the download, with `/`, as a submission; none when it is not the platform's.
    """

    name: str
    take_apart: Callable[[str], Submission | None]
