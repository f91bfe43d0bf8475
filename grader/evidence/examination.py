"""Everything the evidence engine finds in one essay."""

from dataclasses import dataclass
from functools import lru_cache

from grader.evidence.attribution import judge_quotations
from grader.evidence.claims import find_claims
from grader.evidence.copying import CopiedRun, find_copying
from grader.evidence.coverage import Anchor, find_uses
from grader.evidence.index import Index, index_of, known_stems
from grader.evidence.sources import count_sources
from grader.model import Contest, Span
from grader.report import Claim, Copied, Evidence, ItemUse, Quotation
from grader.text.reading import Reading
from grader.text.words import find_words

_PROMPT_RUN = 5


@dataclass(frozen=True, slots=True)
class Examination:
    """What of the material an essay uses, and how faithfully.

    Attributes:
        evidence: items used, and the sources they come from.
        prompt_spans: stretches that repeat the contest's question.
    """

    evidence: Evidence
    quotations: tuple[Quotation, ...]
    claims: tuple[Claim, ...]
    copying: tuple[Copied, ...]
    prompt_spans: tuple[Span, ...]


def examine(reading: Reading, contest: Contest) -> Examination:
    """Compares an essay with the contest's material."""
    index = index_of(contest)
    prompt = find_prompt(reading, contest)
    judged = judge_quotations(reading, index)
    copied = find_copying(reading, index, known_stems(reading, index), prompt)
    anchors = _anchors(judged, copied)
    uses = find_uses(reading, contest, anchors)
    claims = find_claims(reading, contest, uses, [*(q.span for q, _ in judged), *prompt])
    uses = [_without_turned(use, claims) for use in uses]
    return Examination(
        evidence=_evidence(reading, contest, index, uses, anchors),
        quotations=tuple(q for q, _ in judged),
        claims=tuple(claims),
        copying=tuple(c.copied for c in copied),
        prompt_spans=tuple(prompt),
    )


def _without_turned(use: ItemUse, claims: list[Claim]) -> ItemUse:
    """The use, or only a mention where the sentence turns round or denies what the item's passage tells.

    A wrong date or figure leaves the item used: the essay speaks of the point, and the difference is told beside it.
    """
    if use.use not in ("quote", "paraphrase"):
        return use
    turned = [c.span for c in claims if c.verdict == "contradicted" and c.kind == "event" and c.passage in use.passages]
    if not turned:
        return use
    spans = [s for s in use.spans if not any(first <= s[0] < last for first, last in turned)]
    return use.model_copy(update={"spans": spans} if spans else {"use": "mention"})


def _anchors(judged: list[tuple[Quotation, tuple[int, int] | None]], copied: list[CopiedRun]) -> tuple[Anchor, ...]:
    """What was found word for word or nearly, in the order of the essay."""
    quoted = [Anchor(q.span, stream, is_quoted=True) for q, stream in judged if stream]
    taken = [Anchor(c.copied.span, c.stream, is_quoted=False) for c in copied]
    return tuple(sorted(quoted + taken, key=lambda a: a.span))


def _evidence(
    reading: Reading, contest: Contest, index: Index, uses: list[ItemUse], anchors: tuple[Anchor, ...]
) -> Evidence:
    """Coverage of the key, weighted by importance, and the use of each source."""
    importance = {item.id: item.importance for item in contest.key.items}
    total = sum(importance.values())
    used = [u for u in uses if u.use in ("quote", "paraphrase")]
    coverage = round(sum(importance[u.item] for u in used) / total, 4) if total else None
    target = target_of(contest)
    toward = round(min(1.0, len(used) / target), 4) if total else None
    return Evidence(
        coverage=coverage,
        toward_target=toward,
        items=uses,
        sources=count_sources(reading, contest, index, used, anchors),
    )


def target_of(contest: Contest) -> int:
    """How many points of evidence a full answer uses: the contest's word, or what fits its longest length.

    One point to about 60 words (a sentence that states it and one that explains it), at most the whole key.
    """
    if contest.rules.evidence_target:
        return contest.rules.evidence_target
    words = contest.rules.words.max or 900
    return max(1, min(len(contest.key.items), round(words / 60)))


@lru_cache(maxsize=4)
def _prompt_grams(contest: Contest) -> frozenset[tuple[str, ...]]:
    """Every run of five words of the contest's question."""
    prompt = [w.norm for w in find_words(contest.prompt)]
    return frozenset(tuple(prompt[k : k + _PROMPT_RUN]) for k in range(len(prompt) - _PROMPT_RUN + 1))


def find_prompt(reading: Reading, contest: Contest) -> list[Span]:
    """Stretches of five words or more that stand in the contest's question, too."""
    grams = _prompt_grams(contest)
    spans: list[Span] = []
    words, norms = reading.words, reading.norms
    openings = {gram[0] for gram in grams}
    for k, norm in enumerate(norms[: len(words) - _PROMPT_RUN + 1]):
        if norm in openings and tuple(norms[k : k + _PROMPT_RUN]) in grams:
            start, end = words[k].start, words[k + _PROMPT_RUN - 1].end
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
    return spans
