"""Whether the essay answers the contest's question."""

from collections.abc import Iterator, Mapping
from typing import Any

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.evidence.index import index_of, known_stems
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.topic import asked_stems, topic_stems
from grader.model import Span

_ON_TOPIC, _OFF_TOPIC = 0.55, 0.12
_STRAY_SENTENCES, _STRAY_WORDS, _STRAY_SHARE = 4, 60, 0.5
_FEWEST_SENTENCES = 4
_FEWEST_ASKED = 3


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """Share of sentences that speak of the question's or the key's subjects; what stands between two such counts half."""
    reading = case.reading
    if len(reading.sentences) < _FEWEST_SENTENCES:
        return Outcome(None, reason="too few sentences to tell what the essay is about")
    subjects = topic_stems(case.contest)
    has_material = any(s.is_read for s in case.contest.sources)
    if not has_material and len(asked_stems(case.contest)) < _FEWEST_ASKED:
        return Outcome(None, reason="the question is too short to tell, and there is no material")
    known = known_stems(reading, index_of(case.contest))
    touching = [not subjects.isdisjoint(known[s.first : s.last]) for s in reading.sentences]
    credited = [1.0 if t else 0.5 * _is_between(touching, k) for k, t in enumerate(touching)]
    share = sum(credited) / len(credited)
    value = min(1.0, max(0.0, (share - _OFF_TOPIC) / (_ON_TOPIC - _OFF_TOPIC)))
    return Outcome(round(value, 4), _notes(case, touching, share))


def _is_between(touching: list[bool], number: int) -> bool:
    return any(touching[max(0, number - 2) : number]) and any(touching[number + 1 : number + 3])


def _notes(case: Case, touching: list[bool], share: float) -> tuple[Note, ...]:
    if share <= (_OFF_TOPIC + _ON_TOPIC) / 2:
        return (
            Note(
                "problem",
                None,
                "The program finds little about the contest's question in this essay. It may be mistaken.",
                "Read the question again and say in your first paragraph how you answer it.",
                weight=1.0,
            ),
        )
    stray = _find_stray(case, touching)
    if stray:
        action = "Link it to the question, or leave it out."
        return (
            Note("advice", stray, "The program finds nothing about the question in this part.", action, weight=0.5),
        )
    return ()


def _find_stray(case: Case, touching: list[bool]) -> Span | None:
    """The longest run of sentences that surely leave the question; not more than two of them are marked.

    Most runs without a word of the question go on about it in other words. One that strays is long, uses nothing of the
    material, and most of its words are none of the material's; without material nothing tells the two apart.
    """
    index = index_of(case.contest)
    runs = [run for run in _find_runs(touching) if index.stream and _strays(case, *run)]
    if not runs:
        return None
    first, _ = max(runs, key=lambda run: (run[1] - run[0], -run[0]))
    sentences = case.reading.sentences
    last = first + 1 if sentences[first + 1].paragraph == sentences[first].paragraph else first
    return sentences[first].span[0], sentences[last].span[1]


def _find_runs(touching: list[bool]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of sentences that touch no subject of the question, where there are enough of them."""
    start = 0
    for k, touches in enumerate([*touching, True]):
        if touches:
            if k - start >= _STRAY_SENTENCES:
                yield start, k
            start = k + 1


def _strays(case: Case, first: int, end: int) -> bool:
    """Whether a run of sentences is long, uses nothing of the material, and has few of its words."""
    reading, index, found = case.reading, index_of(case.contest), case.examination
    sentences = reading.sentences[first:end]
    run, span = slice(sentences[0].first, sentences[-1].last), (sentences[0].span[0], sentences[-1].span[1])
    spans = [s for use in found.evidence.items for s in use.spans]
    spans += [*(one.span for one in found.quotations), *(one.span for one in found.copying)]
    if run.stop - run.start < _STRAY_WORDS or any(a < span[1] and span[0] < b for a, b in spans):
        return False
    stems = set(known_stems(reading, index)[run]) - STOP_STEMS
    return sum(bool(index.sentences_with(stem)) for stem in stems) <= _STRAY_SHARE * len(stems)


_PROMPT = "Was the lighthouse keeper Tom Hill treated fairly by the harbour council?"
CHECK = Check(
    id="relevance",
    title="The essay answers the contest's question.",
    run=run,
    finds_problems=True,
    authority="Higgins, D., Burstein, J., and Attali, Y. (2006): Identifying off-topic student essays.",
    examples=(
        Example(
            "My team won the cup last year. We trained on a field behind the school. Our goals were the best of the season. "
            "Nobody could stop us.",
            says="finds little about",
            prompt=_PROMPT,
        ),
        Example(
            "The keeper was a careful man. He kept a diary. The council dismissed him without a hearing. That was not fair.",
            prompt=_PROMPT,
        ),
    ),
)
