"""How far suggestions agree with levels that a teacher gave before seeing them, and what teachers called mistaken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.class_rows import ClassRow
from api.store.tables import StoredReport
from grader.checks import CHECKS
from grader.model import Rubric
from grader.report import Report
from grader.reports.languages import mark
from grader.scoring.hand_scores import TOTAL
from grader.scoring.scale import Distance, find_scales

HandPoints = Mapping[str, Mapping[str, float]]
"""Points by essay and criterion, as a person gave them before they saw what was suggested."""
_KINDS = {
    "claim": mark("Dates, figures and names compared with the material"),
    "quotation": mark("Quotations compared with the material"),
    "copying": mark("Wording close to a source"),
    "standard": mark("Why a score was raised or lowered"),
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often suggestion and hand score stand on the same level, one apart, or further; and how far above on average."""

    label: str
    same: int
    near: int
    far: int
    above: float

    @property
    def tested(self) -> int:
        """How many essays were compared."""
        return self.same + self.near + self.far


def add_totals(given: HandPoints, rubric: Rubric) -> dict[str, dict[str, float]]:
    """Hand points by column and essay, as learning wants them: the total of essays on which every criterion was decided."""
    names = [criterion.id for criterion in rubric.criteria]
    columns: dict[str, dict[str, float]] = {TOTAL: {}, **{name: {} for name in names}}
    for essay, points in given.items():
        for name in names:
            if name in points:
                columns[name][essay] = points[name]
        if names and all(name in points for name in names):
            columns[TOTAL][essay] = round(sum(points[name] for name in names), 4)
    return {name: column for name, column in columns.items() if column}


def compare(columns: HandPoints, suggested: HandPoints, rubric: Rubric) -> list[Agreement]:
    """Hand points against suggestions, by column; both by column and essay. Columns without a pair are left out."""
    compared = []
    for name, scale in find_scales(rubric).items():
        given, proposed = columns.get(name, {}), suggested.get(name, {})
        pairs = [(given[essay], proposed[essay]) for essay in sorted(given) if essay in proposed]
        if pairs:
            told: list[Distance] = [scale.compare(*pair) for pair in pairs]
            above = round(sum(theirs - own for own, theirs in pairs) / len(pairs), 2)
            counts = (told.count("same"), told.count("one_apart"), told.count("further"))
            compared.append(Agreement(mark("Total") if name == TOTAL else scale.label, *counts, above))
    return compared


def collect_suggested(rows: Sequence[ClassRow], learned: frozenset[str]) -> dict[str, dict[str, float]]:
    """What was suggested, by column and essay; not for essays that the model learned from, which are no test of it."""
    columns: dict[str, dict[str, float]] = {}
    for row in rows:
        if row.essay_id not in learned and row.is_graded:
            if row.suggested is not None:
                columns.setdefault(TOTAL, {})[row.essay_id] = row.suggested
            for name, points in row.scores.items():
                if points is not None:
                    columns.setdefault(name, {})[row.essay_id] = points
    return columns


@dataclass(frozen=True, slots=True)
class Mistaken:
    """How many remarks of a kind were made, and how many of them a person called mistaken."""

    label: str
    made: int
    hidden: int


def count_mistaken(made: Mapping[str, int], hidden: Mapping[str, int]) -> list[Mistaken]:
    """Kinds of which something was called mistaken, most first."""
    titles = {**{check.id: check.title.rstrip(".") for check in CHECKS}, **_KINDS}
    rows = [Mistaken(titles.get(kind, kind), max(made.get(kind, 0), n), n) for kind, n in hidden.items() if n]
    return sorted(rows, key=lambda row: (-row.hidden, row.label))


def name_kinds(hidden: Sequence[str], stored: StoredReport) -> list[str]:
    """The kinds of what was hidden in one report: a claim, a quotation, copying, or the check of a finding."""
    checks: dict[str, str] = {}
    if any(subject.startswith("finding:") for subject in hidden):
        report = Report.model_validate_json(stored.document)
        checks = {f"finding:{finding.id}": finding.check for finding in report.findings}
    return [checks.get(subject, subject.partition(":")[0]) for subject in hidden]
