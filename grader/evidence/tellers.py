"""Everything that tells the contest's facts: the sentences of the material, and the statements of the teacher's key.

A statement names everybody by name where the material says `he`; it is cited by the sentence that supports it.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from grader.evidence.index import index_of
from grader.evidence.profiles import profiles_of
from grader.model import Contest, Span
from grader.text.reading import TextLayer


class Teller(NamedTuple):
    """A sentence that tells a fact.

    Attributes:
        layer: the text that it stands in.
        span: where.
        sentence: number of the sentence of the material that is cited for it.
    """

    layer: TextLayer
    span: Span
    sentence: int


@lru_cache(maxsize=4)
def tellers_of(contest: Contest) -> tuple[Teller, ...]:
    """Every teller of a contest, the material's first; made once for each loaded contest."""
    return tuple(_find_tellers(contest))


def _find_tellers(contest: Contest) -> Iterator[Teller]:
    index = index_of(contest)
    for number, line in enumerate(index.sentences):
        yield Teller(index.readings[line.passage], line.span, number)
    for profile in profiles_of(contest):
        layer = TextLayer(profile.item.statement, index.known_names)
        for span in layer.sentence_spans if profile.support else ():
            yield Teller(layer, span, profile.support[0])
