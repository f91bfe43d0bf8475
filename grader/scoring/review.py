"""When a person should look first, and why, in words for teachers."""

from collections.abc import Iterable, Mapping, Sequence

from grader.evidence.examination import Examination
from grader.model import Contest
from grader.report import CheckResult, Report, Review, Score
from grader.scoring.advice import Advice
from grader.scoring.gate import find_oddities
from grader.text.reading import Reading

FEW_WORDS = 80
"""An essay of fewer words is looked at by a person."""
_FAR_ABOVE = 2
_COPIED_SHARE = 0.2
_DIFFERENCES = 3
_OFF_TOPIC = 0.25
_UNSURE = 0.45
CLOSE = "The suggested levels are close to the next ones."
"""The reason that tells of the suggestion, not of the essay."""


def review(
    reading: Reading,
    contest: Contest,
    examination: Examination,
    results: Sequence[CheckResult],
    scores: Sequence[Score],
    words: int,
    advice: Advice | None = None,
) -> Review:
    """Whether a person should look at this essay before others; every reason is one short sentence.

    A model that learned from hand scores says itself when it is in doubt; see `grader.scoring.release`.
    """
    reasons = [
        *_shape(reading, contest, words),
        *find_oddities(reading, contest, examination),
        *_substance(reading, examination, results),
        *(advice.reasons if advice else _doubt(scores)),
        *reading.essay.warnings,
    ]
    return Review(needed=bool(reasons), reasons=reasons)


def add_reasons(reports: Iterable[Report], reasons: Mapping[str, Sequence[str]]) -> list[Report]:
    """The reports, with further reasons by essay id: what only the whole class tells of an essay."""
    return [_add(report, more) if (more := reasons.get(report.essay.id)) else report for report in reports]


def _add(report: Report, reasons: Sequence[str]) -> Report:
    review = Review(needed=True, reasons=[*report.review.reasons, *reasons])
    return report.model_copy(update={"review": review})


def order_for_reading(reports: Iterable[Report]) -> list[Report]:
    """The order in which a person should read: those that need a look, most doubtful first, then the rest by id.

    More reasons are more doubt; among as many, the least sure suggestion comes first, then ids decide. Scores never do.
    """
    return sorted(reports, key=_doubt_of)


def _doubt_of(report: Report) -> tuple[bool, int, float, str]:
    if not report.review.needed:
        return True, 0, 0.0, report.essay.id
    return False, -len(report.review.reasons), report.total.confidence or 0.0, report.essay.id


def _shape(reading: Reading, contest: Contest, words: int) -> list[str]:
    """What is odd about the text itself."""
    if not reading.words:
        return ["The essay holds no words."]
    reasons = []
    low = contest.rules.words.min
    if words < FEW_WORDS or (low and words < low / 2):
        reasons.append(f"Very short: {words} {'word' if words == 1 else 'words'}.")
    most = contest.rules.words.max
    if most and words > _FAR_ABOVE * most:
        reasons.append(f"Far above the limit: {words} words, where {most} are asked for.")
    return reasons


def _substance(reading: Reading, examination: Examination, results: Sequence[CheckResult]) -> list[str]:
    reasons = []
    differences = sum(c.verdict == "contradicted" for c in examination.claims)
    if differences >= _DIFFERENCES:
        reasons.append(f"{differences} statements differ from the material.")
    elsewhere = sum(q.verdict in ("misattributed", "not_found") for q in examination.quotations)
    if elsewhere:
        noun = "quotation is" if elsewhere == 1 else "quotations are"
        reasons.append(f"{elsewhere} {noun} not where the essay says, or not in the material that was read.")
    copied = sum(c.words for c in examination.copying) / max(1, len(reading.words))
    if copied >= _COPIED_SHARE:
        reasons.append(f"About {round(copied * 100)} % of the words follow the material without quotation marks.")
    if any(r.check == "relevance" and r.value is not None and r.value < _OFF_TOPIC for r in results):
        reasons.append("May not answer the question.")
    return reasons


def _doubt(scores: Sequence[Score]) -> list[str]:
    sure = [s.confidence for s in scores if s.confidence is not None]
    if not sure:
        return ["No criterion could be scored."]
    if sum(sure) / len(sure) < _UNSURE:
        return [CLOSE]
    return []
