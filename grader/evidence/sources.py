"""How much of each source an essay uses, and whether it names it."""

from collections import Counter
from functools import lru_cache

from grader.evidence.coverage import Anchor
from grader.evidence.index import Index
from grader.evidence.namings import names_of
from grader.model import Contest
from grader.report import ItemUse, SourceUse
from grader.text.reading import Reading

_KIND_NAMES = {
    "handout": ("handout",),
    "slides": ("slides", "slide", "powerpoint", "presentation"),
    "video": ("video", "clip"),
    "documentary": ("documentary", "film"),
    "article": (),
    "primary": (),
}


def count_sources(
    reading: Reading, contest: Contest, index: Index, used: list[ItemUse], anchors: tuple[Anchor, ...]
) -> list[SourceUse]:
    """For each source of the contest, in its order, how many pieces of evidence come from it.

    A piece is a used item of the key (counted at its first passage) or a quoted or copied stretch from a passage that no
    used item rests on.
    """
    pieces: dict[str, set[str]] = {source.id: set() for source in contest.sources}
    resting: set[str] = set()
    for use in used:
        resting.update(use.passages)
        if use.passages:
            pieces[index.passages[index.numbers[use.passages[0]]].source].add(use.item)
    for anchor in anchors:
        passage = index.passages[index.passage_at(anchor.stream[0])]
        if passage.id not in resting:
            pieces[passage.source].add(passage.id)
    text, present = f" {' '.join(reading.norms)} ", set(reading.norms)
    cited = {
        source
        for source, names in _names_of(contest).items()
        if any(words <= present and name in text for name, words in names)
    }
    return [
        SourceUse(source=s.id, uses=len(pieces[s.id]), cited=s.id in cited, read=s.is_read) for s in contest.sources
    ]


@lru_cache(maxsize=4)
def _names_of(contest: Contest) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """What each source is named by: title, aliases, author's surname, and its kind where it is the only one.

    Folded words with a space before and behind each, and which words they are.
    """
    kinds = Counter(source.kind for source in contest.sources)
    return {
        source.id: [
            (f" {' '.join(words)} ", frozenset(words))
            for words in sorted(
                names_of(source) | {(kind,) for kind in _KIND_NAMES[source.kind] if kinds[source.kind] == 1}
            )
        ]
        for source in contest.sources
    }
