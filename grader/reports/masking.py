"""Reports of contests that are judged blind show nothing that tells who wrote the essay.

What results.jsonl holds is never rewritten; pages, PDFs and tables are made from a report whose text has blocks of the same
length in the place of names, so that every span still fits.
"""

import re

from grader.evidence.index import index_of
from grader.model import Contest, Part
from grader.report import Report
from grader.text.identity import find_identity
from grader.text.spans import merge

BLOCK = "█"
_FEWEST_LETTERS = 3


def mask_report(report: Report, contest: Contest) -> Report:
    """The report as people may see it: the same one, unless the contest is judged blind."""
    if not contest.rules.blind:
        return report
    text = report.essay.text
    parts = [Part(part.kind, part.span) for part in report.essay.parts]
    spans = [found.span for found in find_identity(text, parts, index_of(contest).known_names)]
    names = sorted({text[slice(*span)].strip() for span in spans}, key=lambda name: (-len(name), name))
    names = [name for name in names if sum(map(str.isalnum, name)) >= _FEWEST_LETTERS]
    if not spans:
        return report
    named = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)) if names else None
    found = [match.span() for match in named.finditer(text)] if named else []
    masked = _cover(text, merge([*spans, *found]))
    told = report.model_copy(update={"essay": report.essay.model_copy(update={"text": masked})})
    return _cover_words(told, named) if named else told


def _cover(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + re.sub(r"\S", BLOCK, text[start:end]) + text[end:]
    return text


def _cover_words(report: Report, named: re.Pattern[str]) -> Report:
    """The report with the names covered in everything that quotes the essay."""

    def cover(words: str) -> str:
        return named.sub(lambda match: re.sub(r"\S", BLOCK, match.group()), words)

    quotations = [
        q.model_copy(update={"text": cover(q.text), "speaker": q.speaker and cover(q.speaker)})
        for q in report.quotations
    ]
    claims = [c.model_copy(update={"essay_value": cover(c.essay_value)}) for c in report.claims]
    findings = [f.model_copy(update={"message": cover(f.message), "action": cover(f.action)}) for f in report.findings]
    return report.model_copy(update={"quotations": quotations, "claims": claims, "findings": findings})
