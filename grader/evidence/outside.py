"""Sources that an essay names although they are forbidden, or that are not the contest's."""

from functools import lru_cache

from grader.evidence.index import Index, index_of
from grader.evidence.lexicon import STOP_NORMS
from grader.evidence.namings import source_names, voice_names
from grader.model import Contest, Span
from grader.text.citations import Citation
from grader.text.reading import Reading
from grader.text.words import find_words
from grader.text.works_cited import list_entries


def find_name(reading: Reading, name: str) -> Span | None:
    """Where an essay first names a source, notes and addresses such as `en.wikipedia.org` included."""
    wanted = [w.norm for w in find_words(name)]
    words, norms = reading.words, reading.norms
    for k in [at for at, norm in enumerate(norms) if wanted and norm == wanted[0]]:
        if norms[k : k + len(wanted)] == wanted:
            return words[k].start, words[k + len(wanted) - 1].end
    return None


def find_outside(reading: Reading, contest: Contest) -> Citation | None:
    """The first citation of something that is neither a source nor a voice of the contest's material.

    None for a contest without sources. In doubt nothing: a name that the material has anywhere counts as the material's,
    and what the rules forbid is told by `find_name`.
    """
    if not contest.sources:
        return None
    known = _known_words(index_of(contest), contest)
    forbidden = {w.norm for name in contest.rules.forbid for w in find_words(name)}
    heads = {c.span for c in reading.citations if c.kind == "bibliography"}
    heads -= {c.span for c in list_entries(reading.text, reading.citations)}
    for citation in reading.citations:
        norms = [w.norm for name in (*citation.names, citation.title) for w in find_words(name)]
        telling = {n for n in norms if n not in STOP_NORMS and not n.isdigit()}
        if telling and telling.isdisjoint(known | forbidden) and citation.span not in heads:
            return citation
    return None


@lru_cache(maxsize=4)
def _known_words(index: Index, contest: Contest) -> frozenset[str]:
    """Folded words of the material, and of the names of its sources and voices."""
    names = {word for name in source_names(contest) for word in name if word not in STOP_NORMS}
    return frozenset(voice_names(index) | names | {w.norm for reading in index.readings for w in reading.words})
