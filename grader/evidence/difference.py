"""A difference between the essay and the material as the report tells it."""

from grader.evidence.index import Index
from grader.model import Span
from grader.report import Claim, ClaimKind

_EDGES = " ,;:"


def tell_difference(span: Span, kind: ClaimKind, ours: str, theirs: str, sentence: int, index: Index) -> Claim:
    """A statement that differs.

    Args:
        span: the essay's sentence.
        kind: what differs.
        ours: the essay's words; line breaks and marks at the edges are left out.
        theirs: the material's words, likewise.
        sentence: number of the sentence of the material.
        index: the material.
    """
    return Claim(
        span=span,
        verdict="contradicted",
        kind=kind,
        essay_value=" ".join(ours.split()).strip(_EDGES),
        source_value=" ".join(theirs.split()).strip(_EDGES),
        passage=index.passages[index.sentences[sentence].passage].id,
    )
