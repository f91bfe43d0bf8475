"""Which sentences rest on the material."""

from grader.evidence.borrowings import carrying_sentences, find_borrowings, measure_overlap
from grader.evidence.index import index_of
from grader.model import EvidenceItem
from tests.evidence.making import read

SOURCE = (
    "Every evening the keeper carried two heavy cans of oil up the winding stairs of the tower. In 1903 the harbour council "
    "dismissed Tom Hill because his lamp had gone out."
)
ITEM = EvidenceItem("A", "The harbour council dismissed Tom Hill in 1903 because the lamp had gone out.", 3)


def test_quotations_copies_and_points_are_borrowed():
    text = (
        "He “carried two heavy cans of oil” alone. In 1903 Tom Hill was dismissed, since one night his lamp went out and the "
        "council was angry. Bread was dear. Every evening the keeper carried two heavy cans of oil up the winding stairs."
    )
    reading, _, examination = read(text, SOURCE, items=(ITEM,))
    borrowings = find_borrowings(examination)
    assert {one.kind for one in borrowings} == {"quotation", "paraphrase", "copied"}
    assert sorted(carrying_sentences(reading, borrowings)) == [0, 1, 3]


def test_overlap_tells_the_materials_words_from_the_writers():
    reading, contest, _ = read(
        "The keeper carried heavy cans of oil up the stairs. Honest work deserves better thanks.", SOURCE
    )
    index = index_of(contest)
    assert measure_overlap(reading, index, 0) > 0.8
    assert measure_overlap(reading, index, 1) == 0
