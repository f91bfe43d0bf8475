"""From an essay and a contest to a report: the whole way on one screen.

Nothing here looks at a clock, the network, a database or chance: the same essay, contest and grader give the same bytes.
"""

from grader import __version__
from grader.checks import CHECKS, conventions
from grader.checks.check import Case, Check, Note, Outcome
from grader.evidence.examination import Examination, examine
from grader.evidence.index import index_of
from grader.hashing import content_hash
from grader.model import Contest, Essay
from grader.report import (
    CheckResult,
    EssayInfo,
    Finding,
    GraderInfo,
    Hashed,
    PartInfo,
    Report,
    Score,
    Total,
)
from grader.scoring.advice import NOTES_FROM, Advice, advise, replace_scores
from grader.scoring.levels import score_criterion, sum_scores
from grader.scoring.model_file import StoredModel
from grader.scoring.review import review
from grader.scoring.steps import choose_steps
from grader.text.counting import count_words
from grader.text.proofs import Proofreader
from grader.text.reading import Reading


def grade(
    essay: Essay, contest: Contest, proofreader: Proofreader | None = None, model: StoredModel | None = None
) -> Report:
    """Everything the grader says about one essay, always advisory.

    Args:
        essay: the essay.
        contest: the contest that it was written for.
        proofreader: another one than comes with the program; the report then depends on it, too, and says so.
        model: learned from hand scores of this contest; what it learned replaces the rubric's own rule.
    """
    return grade_reading(read_beside(essay, contest), contest, proofreader, model)


def read_beside(essay: Essay, contest: Contest) -> Reading:
    """The text layer of an essay, read with the names of the material in mind."""
    return Reading(essay, index_of(contest).known_names)


def grade_reading(
    reading: Reading, contest: Contest, proofreader: Proofreader | None = None, model: StoredModel | None = None
) -> Report:
    """The same as `grade`, of an essay whose text layer is used for more than that."""
    examination = examine(reading, contest)
    case = Case(reading, contest, examination, proofreader)
    asked = _run_checks(case)
    advice = advise(case, model) if model else None
    findings, weights = _number(asked, advice)
    results = [_result(check, criterion, outcome, weight) for check, criterion, outcome, weight in asked if criterion]
    scores, total = _score(contest, results, findings, advice)
    words = count_words(reading, contest.rules.words.count)
    return Report(
        grader=GraderInfo(version=__version__),
        contest=Hashed(id=contest.id, hash=contest.hash),
        rubric=Hashed(id=contest.rubric.id, hash=contest.rubric.hash),
        model=advice.model if advice else None,
        essay=_describe(reading, words),
        checks=results,
        scores=scores,
        total=total,
        evidence=examination.evidence,
        quotations=list(examination.quotations),
        claims=list(examination.claims),
        copying=list(examination.copying),
        findings=findings,
        next_steps=choose_steps(findings, weights),
        review=review(reading, contest, examination, results, scores, words, advice),
        not_checked=[
            *_not_checked(contest, results, scores, examination),
            *([_LEARNED] if advice and advice.is_learned else []),
            *(["spelling and grammar by the program itself: a server was asked"] if proofreader else []),
        ],
    )


_LEARNED = "whether the suggested scores fit: the model learned from this essay’s own hand score"
Asked = tuple[Check, str | None, Outcome, float]


def _run_checks(case: Case) -> list[Asked]:
    """Every check that the rubric uses, and of the others those that find problems, which then belong to no criterion."""
    known = {check.id: check for check in CHECKS}
    asked: list[Asked] = []
    for criterion in case.contest.rubric.criteria:
        for use in criterion.checks:
            check = known[use.use]
            outcome = check.run(case, {**check.options, **use.options})
            asked.append((check, criterion.id, outcome, use.weight))
    used = {check.id for check, *_ in asked}
    for check in CHECKS:
        if check.id not in used and check.finds_problems:
            outcome = check.run(case, check.options)
            problems = tuple(note for note in outcome.notes if note.tone == "problem")
            asked.append((check, None, Outcome(outcome.value, problems, outcome.reason), 0.0))
    return asked


def _result(check: Check, criterion: str, outcome: Outcome, weight: float) -> CheckResult:
    value = None if outcome.value is None else round(min(1.0, max(0.0, outcome.value)), 4)
    return CheckResult(check=check.id, criterion=criterion, value=value, weight=weight, reason=outcome.reason or None)


def _number(asked: list[Asked], advice: Advice | None) -> tuple[list[Finding], dict[str, float]]:
    """Findings in the order of the essay, numbered, with their usefulness; those about the whole essay come last."""
    noted: list[tuple[Note, str, str | None]] = []
    for check, criterion, outcome, _ in asked:
        noted += [(note, check.id, criterion) for note in outcome.notes]
    noted += [(note, NOTES_FROM, criterion) for note, criterion in (advice.notes if advice else ())]
    noted.sort(key=lambda n: (n[0].span is None, n[0].span or (0, 0), n[1], n[0].message))
    findings, weights = [], {}
    for number, (note, source, criterion) in enumerate(noted, 1):
        name = f"f{number}"
        weights[name] = note.weight
        findings.append(
            Finding(
                id=name,
                check=source,
                criterion=criterion,
                tone=note.tone,
                span=note.span,
                message=note.message,
                action=note.action,
                passages=list(note.passages),
            )
        )
    return findings, weights


def _score(
    contest: Contest, results: list[CheckResult], findings: list[Finding], advice: Advice | None
) -> tuple[list[Score], Total]:
    """The scores and their total, by the rubric's own rule or, where hand scores were learned from, by the model."""
    scores = [
        score_criterion(
            criterion,
            [r for r in results if r.criterion == criterion.id],
            [f.id for f in findings if f.criterion == criterion.id],
        )
        for criterion in contest.rubric.criteria
    ]
    return replace_scores(scores, advice, contest.rubric) if advice else (scores, sum_scores(scores))


def _describe(reading: Reading, words: int) -> EssayInfo:
    essay = reading.essay
    return EssayInfo(
        id=essay.id,
        file=essay.file,
        hash=content_hash([("text", essay.text.encode("utf-8", "surrogatepass"))]),
        text=essay.text,
        language=essay.language,
        words=words,
        sentences=len(reading.sentences),
        paragraphs=len(reading.paragraphs),
        parts=[PartInfo(kind=p.kind, span=p.span) for p in essay.parts],
    )


def _not_checked(
    contest: Contest, results: list[CheckResult], scores: list[Score], examination: Examination
) -> list[str]:
    """What the grader did not look at, as phrases for people; never empty."""
    said = ["whether a person wrote this"]
    if not any(result.check == conventions.CHECK.id and result.value is not None for result in results):
        said.append("spelling and grammar")
    if any(s.is_read for s in contest.sources):
        said.append("facts outside the material that was read")
    else:
        said.append("facts: the contest has no material that could be read")
    said += [f"the source “{s.title}”: {s.problem}" for s in contest.sources if not s.is_read]
    said += [f"the criterion “{s.label}”: {s.reason}" for s in scores if s.points is None]
    if contest.key.items and not contest.key.is_approved:
        said.append("use of evidence costs nothing: no teacher has approved the drafted evidence key yet")
    if not examination.quotations:
        said.append("quotations: the essay has none of three words or more")
    return said
