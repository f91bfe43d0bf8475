"""Loads and validates rubrics."""

from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from grader.checks import CHECKS
from grader.errors import InvalidConfig
from grader.hashing import content_hash
from grader.model import CheckUse, Criterion, Level, Rubric
from grader.shipped import shipped_folder
from grader.toml_file import load_toml, place_of, read_text


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=False)


class _Level(_Table):
    label: str
    points: float
    description: str = ""


class _Check(_Table):
    use: str
    weight: float = Field(default=1.0, gt=0)
    options: dict[str, Any] = Field(default_factory=dict, alias="with")


class _Criterion(_Table):
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_\-]*$")
    label: str
    description: str = ""
    cuts: list[float] | None = None
    level: list[_Level] = Field(min_length=2)
    check: list[_Check] = []

    @model_validator(mode="after")
    def _ordered(self) -> "_Criterion":
        points = [level.points for level in self.level]
        if any(a >= b for a, b in pairwise(points)):
            raise ValueError(f"the levels of `{self.id}` should come lowest first, each with more points than the last")
        if self.cuts is not None:
            if len(self.cuts) != len(self.level) - 1:
                raise ValueError(f"`cuts` of `{self.id}` needs {len(self.level) - 1} numbers, one fewer than levels")
            if any(a >= b for a, b in pairwise([0.0, *self.cuts, 1.0])):
                raise ValueError(f"`cuts` of `{self.id}` should rise from above 0 to below 1")
        return self


class _Rubric(_Table):
    id: str
    title: str
    criterion: list[_Criterion] = Field(min_length=1)


def _even_cuts(levels: int) -> tuple[float, ...]:
    return tuple(round(step / levels, 4) for step in range(1, levels))


def _built(given: _Criterion) -> Criterion:
    levels = tuple(Level(one.label, one.points, one.description.strip()) for one in given.level)
    cuts = tuple(given.cuts) if given.cuts else _even_cuts(len(levels))
    uses = tuple(CheckUse(one.use, one.weight, one.options) for one in given.check)
    return Criterion(given.id, given.label, given.description.strip(), cuts, levels, uses)


def _demand_known_checks(path: Path, criteria: tuple[Criterion, ...]) -> None:
    known = {check.id: check for check in CHECKS}
    seen: set[str] = set()
    for number, criterion in enumerate(criteria):
        if criterion.id in seen:
            place = place_of(read_text(path), ("criterion", number, "id"))
            raise InvalidConfig(str(path), f"two criteria are called `{criterion.id}`", "Give each its own id", place)
        seen.add(criterion.id)
        for k, use in enumerate(criterion.checks):
            where: tuple[str | int, ...] = ("criterion", number, "check", k, "use")
            cause = ""
            if use.use not in known:
                cause, remedy = f"there is no check `{use.use}`", "Known checks: " + ", ".join(sorted(known))
            elif extra := sorted(set(use.options) - set(known[use.use].options)):
                where = (*where[:-1], "with")
                cause = f"the check `{use.use}` has no option `{extra[0]}`"
                remedy = "Its options: " + (", ".join(sorted(known[use.use].options)) or "none")
            if cause:
                raise InvalidConfig(str(path), cause, remedy, place_of(read_text(path), where))


def load_rubric(path: Path) -> Rubric:
    """A rubric from its TOML file.

    Raises:
        InvalidConfig: the file is missing or says something a rubric cannot say.
    """
    given = load_toml(path, _Rubric)
    criteria = tuple(_built(one) for one in given.criterion)
    _demand_known_checks(path, criteria)
    return Rubric(given.id, given.title, criteria, content_hash([("rubric", read_text(path).encode())]))


def find_rubric(name: str, beside: Path | None = None) -> Path:
    """The file of a rubric: a `.toml` beside the contest, or one that ships with the grader by its name.

    Raises:
        InvalidConfig: neither is there.
    """
    if name.endswith(".toml"):
        return (beside or Path()) / name
    path = shipped_folder("rubrics") / f"{name}.toml"
    if "/" in name or "\\" in name or not path.is_file():
        known = sorted(p.stem for p in shipped_folder("rubrics").glob("*.toml"))
        remedy = "Use one of " + ", ".join(known) + ", or name a .toml file"
        raise InvalidConfig(name, "there is no rubric of this name", remedy)
    return path
