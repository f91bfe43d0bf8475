"""Reports of contests that are judged blind show nothing that tells who wrote the essay.

What results.jsonl holds is never rewritten; pages, PDFs and tables are made from a report whose text has blocks of the same
length in the place of names, so that every span still fits.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from grader.documents.parts import pick_title
from grader.evidence.index import index_of
from grader.model import Contest, Part, Span
from grader.report import Finding, Report
from grader.text.identity import find_identity
from grader.text.spans import merge

BLOCK = "█"
_FEWEST_LETTERS = 3
_NAME_WORDS = range(2, 5)
_COVERED = "This is about a word that is covered here, since the contest is judged blind."
_EDGE_LINES, _FOOT_WORDS = 6, 14
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WORD = re.compile(r"[^\W\d_]+")
_WHOLE_NAME = re.compile(r"[A-Z][\w.'’-]{0,40}(?: [\w.'’-]{1,40}){0,3} [A-Z][\w'’-]{3,40}")


def mask_report(report: Report, contest: Contest, hints: Sequence[str] = ()) -> Report:
    """The report as people may see it: the same one, unless the contest is judged blind.

    Args:
        report: the report.
        contest: its contest.
        hints: words of the file's name and of the student's, as the platform gives them. They are covered in the essay's
            first and last lines, and the student's whole name everywhere; what the material knows and words of the
            contest's title and question are no hints.
    """
    if not contest.rules.blind:
        return report
    text = report.essay.text
    parts = [Part(part.kind, part.span) for part in report.essay.parts]
    known = index_of(contest).known_names | _asked_words(contest)
    usual = known | {word for word in _WORD.findall(text) if word.islower()}
    spans = [found.span for found in find_identity(text, parts, index_of(contest).known_names)]
    spans += _find_name_lines(text, parts, hints, usual)
    names = {text[slice(*span)].strip() for span in spans} | {hint for hint in hints if " " in hint}
    spans += [
        *_find_front(text, parts),
        *_find_foot(text, spans),
        *_find_hints(text, hints, known),
    ]
    names |= set(_find_surnames(names, known))
    telling = [name for name in names if sum(map(str.isalnum, name)) >= _FEWEST_LETTERS]
    telling.sort(key=lambda name: (-len(name), name))
    if not spans and not telling:
        return report
    named = (
        re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in telling), re.IGNORECASE) if telling else None
    )
    found = [match.span() for match in named.finditer(text)] if named else []
    masked = _cover(text, merge([*spans, *found]))
    told = report.model_copy(update={"essay": report.essay.model_copy(update={"text": masked})})
    return _cover_words(told, _find_covered(text, masked, known))


def _find_surnames(names: Iterable[str], known: frozenset[str]) -> Iterator[str]:
    """The last words of whole names, which tell the writer of "my grandmother, Olga Featherstone", too."""
    for name in names:
        last = name.split()[-1:] if _WHOLE_NAME.fullmatch(name) else []
        yield from (word for word in last if word.casefold() not in known)


def _asked_words(contest: Contest) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(f"{contest.title} {contest.prompt}"))


def _find_front(text: str, parts: Sequence[Part]) -> Iterator[Span]:
    """What stands in the title part beside the title itself: names, classes, teachers, dates."""
    for part in parts:
        if part.kind == "title":
            title = pick_title(text[slice(*part.span)]).split()
            for line in _LINE.finditer(text, *part.span):
                if not title or not set(title) & set(re.findall(r"\S+", line.group())):
                    yield line.span()


def _find_name_lines(text: str, parts: Sequence[Part], hints: Sequence[str], usual: frozenset[str]) -> Iterator[Span]:
    """Lines beside the title that look like a name, such as "Olga Featherstone", and one that hints give away."""
    told = [hint.casefold() for hint in hints]
    for part in parts:
        lines = list(_LINE.finditer(text, *part.span)) if part.kind == "title" else []
        for line in lines:
            words = line.group().split()
            folded = [word.strip(".,").casefold() for word in words]
            is_name = (
                len(words) in _NAME_WORDS and all(word[0].isupper() for word in words) and usual.isdisjoint(folded)
            )
            is_told = any(len(word) >= _FEWEST_LETTERS and word in hint for word in folded for hint in told)
            if is_name and (len(lines) > 1 or is_told):
                yield line.span()


def _find_foot(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The short last lines in which something gives the writer away."""
    for line in list(_LINE.finditer(text))[-_EDGE_LINES:]:
        is_telling = any(line.start() <= start < line.end() for start, _ in spans)
        if is_telling and len(line.group().split()) <= _FOOT_WORDS:
            yield line.span()


def _find_hints(text: str, hints: Sequence[str], known: frozenset[str]) -> Iterator[Span]:
    """Words of the names in the first and last lines."""
    told = {word.casefold() for hint in hints for word in hint.split()} - known
    lines = list(_LINE.finditer(text))
    edges = lines if len(lines) <= 2 * _EDGE_LINES else [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]
    for line in edges:
        for word in _WORD.finditer(text, *line.span()):
            if word.group().casefold() in told:
                yield word.span()


def _cover(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + re.sub(r"\S", BLOCK, text[start:end]) + text[end:]
    return text


def _find_covered(text: str, masked: str, known: frozenset[str]) -> list[str]:
    """Words that stand under the blocks and nowhere else, as the text has them, the longest first."""
    left = {word.casefold() for word in _WORD.findall(masked)} | known
    words = {word.group() for word in _WORD.finditer(text) if masked[word.start()] == BLOCK != text[word.start()]}
    return sorted((word for word in words if word.casefold() not in left), key=lambda word: (-len(word), word))


def _cover_words(report: Report, words: Sequence[str]) -> Report:
    """The report with the words covered in everything that quotes the essay."""
    if not words:
        return report
    any_of = rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)"
    named, quoted = re.compile(any_of), re.compile(f"“[^“”]*{any_of}")

    def cover(said: str) -> str:
        return named.sub(lambda match: re.sub(r"\S", BLOCK, match.group()), said)

    def tell(finding: Finding) -> Finding:
        is_telling = quoted.search(finding.message) or quoted.search(finding.action)
        return finding.model_copy(update={"message": _COVERED, "action": ""}) if is_telling else finding

    quotations = [
        q.model_copy(update={"text": cover(q.text), "speaker": q.speaker and cover(q.speaker)})
        for q in report.quotations
    ]
    claims = [c.model_copy(update={"essay_value": cover(c.essay_value)}) for c in report.claims]
    findings = [tell(finding) for finding in report.findings]
    return report.model_copy(update={"quotations": quotations, "claims": claims, "findings": findings})
