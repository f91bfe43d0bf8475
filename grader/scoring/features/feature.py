"""What a feature is, and what all groups of features look at."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from grader.checks.check import Case
from grader.evidence.index import index_of, known_stems
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.topic import asked_stems
from grader.text.spans import merge

Group: TypeAlias = Literal["content", "organization", "argument", "language", "conventions", "length"]
_WIDE, _STEP = 100, 50


@dataclass(frozen=True, slots=True)
class Feature:
    """One number that is measured of an essay.

    Attributes:
        name: its name in models and figures.
        group: what of writing it belongs to.
        meaning: what it is, as a noun phrase for teachers; it can be higher or lower than in other essays.
        source: where the idea was published; empty for an own one.
    """

    name: str
    group: Group
    meaning: str
    source: str = ""


class Sight:
    """An essay and its contest as features look at them; what several groups need is found once."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.reading = case.reading
        self.index = index_of(case.contest)
        self.asked = asked_stems(case.contest)

    @cached_property
    def known(self) -> list[str]:
        """For each word of the essay the material's stem that it means."""
        return known_stems(self.reading, self.index)

    @cached_property
    def runs(self) -> list[list[str]]:
        """The known stems of each sentence of the prose."""
        return [self.known[s.first : s.last] for s in self.reading.sentences]

    @cached_property
    def content(self) -> list[list[str]]:
        """The same without the words that stand in any text."""
        return [[one for one in run if one not in STOP_STEMS] for run in self.runs]

    @cached_property
    def stems(self) -> list[str]:
        """All content stems, in order."""
        return [one for run in self.content for one in run]

    @cached_property
    def windows(self) -> list[frozenset[str]]:
        """The different stems of each hundred running words, one window begun every fifty words; at least one."""
        running = [one for run in self.runs for one in run]
        starts = range(0, max(1, len(running) - _STEP + 1), _STEP)
        return [frozenset(running[at : at + _WIDE]) for at in starts]

    @cached_property
    def quoted(self) -> list[tuple[int, int]]:
        """Stretches between quotation marks, without overlaps."""
        return merge(q.outer for q in self.reading.quoted)

    @cached_property
    def words(self) -> int:
        """How many words the prose has, at least 1."""
        return max(1, sum(len(run) for run in self.runs))
