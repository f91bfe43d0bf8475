"""Which sentences of an essay rest on the material, and how much of a sentence is the material's."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from grader.evidence.examination import Examination
from grader.evidence.index import Index, content_stems
from grader.evidence.sentence_sets import count_most
from grader.model import Span
from grader.text.reading import Reading

BorrowingKind: TypeAlias = Literal["quotation", "copied", "paraphrase"]
_LITTLE = 4


class Borrowing(NamedTuple):
    """A stretch that takes something from the material.

    Attributes:
        span: offsets into the essay.
        kind: `quotation` stands between quotation marks, `copied` does not though it should, `paraphrase` tells a point of
            the key in other words.
        passages: ids of the passages it comes from, best first; none for a quotation that was not found.
        is_sure: no paraphrase that may tell something else.
    """

    span: Span
    kind: BorrowingKind
    passages: tuple[str, ...]
    is_sure: bool = True


def find_borrowings(examination: Examination) -> list[Borrowing]:
    """Every quotation, copied stretch and paraphrased point, in order; titles in quotation marks are none."""
    found = [
        Borrowing(q.span, "quotation", (q.passage,) if q.passage else ())
        for q in examination.quotations
        if q.verdict != "not_checked"
    ]
    found += [Borrowing(c.span, "copied", (c.passage,)) for c in examination.copying]
    found += [
        Borrowing(use.spans[0], "paraphrase", tuple(use.passages), use.is_sure)
        for use in examination.evidence.items
        if use.use in ("quote", "paraphrase") and use.spans
    ]
    return sorted(found)


def carrying_sentences(reading: Reading, borrowings: Sequence[Borrowing]) -> dict[int, list[Borrowing]]:
    """Number of a sentence to what it borrows, by where that begins."""
    carried: dict[int, list[Borrowing]] = {}
    for borrowing in borrowings:
        number = reading.sentence_at(borrowing.span[0])
        if number is not None:
            carried.setdefault(number, []).append(borrowing)
    return carried


def measure_overlap(reading: Reading, index: Index, number: int) -> float:
    """Largest share of a sentence's content stems that one sentence of the material holds, too; 0 to 1.

    Stems that the material does not know count as the writer's own; a sentence of few stems is measured as if it had four.
    """
    sentence = reading.sentences[number]
    run = slice(sentence.first, sentence.last)
    stems = {stem for stem in content_stems(reading, index)[run] if stem is not None}
    return count_most(map(index.set_with, stems)) / max(_LITTLE, len(stems))
