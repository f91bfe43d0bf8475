"""Advisory scores of a run, read back from results.jsonl to be compared with hand scores."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.errors import InvalidConfig, Place
from grader.model import Contest
from grader.report import Hashed, ModelInfo, Report
from grader.scoring import doubt, levels
from grader.scoring.comparison import Suggestion
from grader.scoring.hand_scores import TOTAL

_AGAIN = "Grade the essays of this contest again, and name the new results.jsonl"


@dataclass(frozen=True, slots=True)
class Advised:
    """What a report suggests for one essay.

    Attributes:
        essay, file, hash: of the essay.
        contest: name and hash of the contest it was graded for.
        model: the model that gave the scores; none for the rubric's own rule.
        suggestions: by column; a total over fewer criteria than the rubric has is left out.
    """

    essay: str
    file: str
    hash: str
    contest: Hashed
    model: ModelInfo | None
    suggestions: Mapping[str, Suggestion]


def read_run(path: Path, contest: Contest) -> list[Advised]:
    """The scores of a results.jsonl, in its order.

    Raises:
        InvalidConfig: there is no such file, a line is no report, or it is of another contest or rubric.
    """
    found = [_take(path, contest, report) for report in _read_reports(path)]
    if not found:
        raise InvalidConfig(str(path), "the file holds no report", _AGAIN)
    return found


def _read_reports(path: Path) -> Iterator[Report]:
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    yield Report.model_validate_json(line)
                except ValueError:
                    place = Place(number)
                    raise InvalidConfig(str(path), "this line is no report of this version", _AGAIN, place) from None
    except FileNotFoundError:
        remedy = "Name the results.jsonl that `grader grade` wrote"
        raise InvalidConfig(str(path), "there is no such file", remedy) from None


def _take(path: Path, contest: Contest, report: Report) -> Advised:
    if report.contest.id != contest.id:
        raise InvalidConfig(str(path), f"these are scores of another contest, `{report.contest.id}`", _AGAIN)
    if report.rubric.hash != contest.rubric.hash:
        raise InvalidConfig(str(path), "the rubric is no longer the one these scores were given with", _AGAIN)
    nominal = doubt.LIKELY if report.model else levels.LIKELY
    suggestions = {
        score.criterion: Suggestion(score.points, {nominal: score.range} if score.range else {})
        for score in report.scores
        if score.points is not None
    }
    total = report.total
    if total.points is not None and len(suggestions) == len(contest.rubric.criteria):
        suggestions[TOTAL] = Suggestion(total.points, {nominal: total.range} if total.range else {})
    essay = report.essay
    return Advised(essay.id, essay.file, essay.hash, report.contest, report.model, suggestions)


def find_learned(advice: Sequence[Advised], learned: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Essays whose suggestions must not be compared, by id, with the reason.

    Args:
        advice: of a run.
        learned: by the id of a model the ids and hashes of the essays that it learned from.
    """
    reasons = {}
    for one in advice:
        if one.model is None:
            continue
        if one.model.id not in learned:
            reasons[one.essay] = "nobody knows whether the model learned from it"
        elif {one.essay, one.hash} & learned[one.model.id]:
            reasons[one.essay] = "the model learned from it"
    return reasons
