import pytest

from grader.reports.anchors import Spot
from grader.reports.blocks import Block
from grader.reports.marks import make_layers, mark_blocks
from grader.reports.notes import number_notes
from grader.reports.remarks import Kind, Remark

TEXT = "one two three four\n\nfive six"
BLOCKS = [Block((0, 18), "body", 1), Block((20, 28), "body", 2)]


def draw(*marks, spots=()):
    """The marked text: every layer as ⟨name: … ⟩, note numbers in brackets where they stand."""
    remarks = [Remark((TEXT.index(w), TEXT.index(w) + len(w)), kind, "Said", "") for kind, w in marks]
    layers = make_layers(number_notes(remarks, TEXT), list(spots))
    drawn = []
    for marked in mark_blocks(TEXT, BLOCKS, layers):
        pieces = []
        for piece in marked.pieces:
            names = "".join(f"{layer.style.split()[0][0] if layer.style else '-'}" for layer, _ in piece.layers)
            numbers = "".join(f"[{n.number}]" for n in piece.notes)
            pieces.append(f"{names}<{piece.text}>{numbers}" if names else piece.text)
        drawn.append("".join(pieces))
    return "\n".join(drawn)


@pytest.mark.parametrize(
    ("marks", "drawn"),
    [
        ([], "one two three four\nfive six"),
        ([("good", "two")], "one g<two>[1] three four\nfive six"),
        ([("good", "one two three"), ("differs", "two")], "g<one >gd<two>[1]g< three>[2] four\nfive six"),
        ([("good", "one two"), ("copied", "two three")], "g<one >gc<two>[1]c< three>[2] four\nfive six"),
        ([("verify", "four\n\nfive")], "one two three v<four>\nv<five>[1] six"),
        ([("good", "two"), ("differs", "two")], "one gd<two>[1][2] three four\nfive six"),
    ],
)
def test_overlapping_marks_nest_in_pieces(marks, drawn):
    assert draw(*marks) == drawn


def test_spots_carry_no_line_and_no_number():
    assert draw(spots=[Spot("s1", (4, 7))]) == "one -<two> three four\nfive six"


def test_overlapping_lines_get_lanes_of_their_own():
    remarks = [
        Remark((0, 7), "good", "a", ""),
        Remark((4, 13), "differs", "b", ""),
        Remark((14, 18), "copied", "c", ""),
    ]
    styles = [layer.style for layer in make_layers(number_notes(remarks, TEXT), [])]
    assert styles == ["good lane0", "differs lane1", "copied lane0"]


def test_each_layer_begins_once():
    layers = make_layers(number_notes([Remark((0, 28), "good", "a", ""), Remark((4, 7), "differs", "b", "")], TEXT), [])
    begins = [
        layer.id for m in mark_blocks(TEXT, BLOCKS, layers) for p in m.pieces for layer, begins in p.layers if begins
    ]
    assert sorted(begins) == ["m1", "m2"]


def test_thousands_of_nested_marks_stay_bounded():
    text = "x" * 8_000
    spots = [Spot(f"s{n}", (n, 8_000 - n)) for n in range(2_000)]
    (marked,) = mark_blocks(text, [Block((0, 8_000), "body", 1)], make_layers([], spots))
    assert "".join(p.text for p in marked.pieces) == text
    assert max(len(p.layers) for p in marked.pieces) <= 9
    assert {layer.id for p in marked.pieces for layer, _ in p.layers} == {s.id for s in spots}


def test_the_margin_keeps_three_notes_open_those_to_compare_first():
    text = "one two three four five"
    kinds: list[tuple[str, Kind]] = [
        ("one", "good"),
        ("two", "advice"),
        ("three", "differs"),
        ("four", "good"),
        ("five", "verify"),
    ]
    remarks = [Remark((text.index(w), text.index(w) + len(w)), kind, "Said", "") for w, kind in kinds]
    layers = make_layers(number_notes(remarks, text), [])
    (marked,) = mark_blocks(text, [Block((0, len(text)), "body", 1)], layers)
    assert marked.folded == {1, 4}
    assert [note.number for note in marked.notes] == [2, 3, 5, 1, 4]
    (few,) = mark_blocks(text[:13], [Block((0, 13), "body", 1)], layers[:3])
    assert few.folded == set()
