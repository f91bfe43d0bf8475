"""How much of each source an essay uses, and whether it names it."""

from grader.evidence.coverage import Anchor
from grader.evidence.index import Index
from grader.evidence.lexicon import STOP_NORMS
from grader.model import Contest, Source
from grader.report import ItemUse, SourceUse
from grader.text.reading import Reading
from grader.text.words import find_words

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
    norms = [w.norm for w in reading.words]
    return [
        SourceUse(source=s.id, uses=len(pieces[s.id]), cited=is_named(norms, s, contest), read=s.is_read)
        for s in contest.sources
    ]


def is_named(norms: list[str], source: Source, contest: Contest) -> bool:
    """Whether the essay names a source: by title, alias, author's surname, or its kind where it is the only one."""
    kinds = _KIND_NAMES[source.kind] if sum(s.kind == source.kind for s in contest.sources) == 1 else ()
    names = [source.title, *source.aliases, *kinds]
    if source.author:
        names.append(find_words(source.author)[-1].norm if find_words(source.author) else "")
    text = f" {' '.join(norms)} "
    for name in names:
        words = [w.norm for w in find_words(name)]
        is_telling = any(word not in STOP_NORMS and not word.isdigit() for word in words)
        if is_telling and f" {' '.join(words)} " in text:
            return True
    return False
