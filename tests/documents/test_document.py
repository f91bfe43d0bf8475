from grader.documents.document import Piece, join_pieces


def test_pieces_are_joined_with_a_blank_line_and_notes_last():
    document = join_pieces(
        [Piece("one"), Piece("[1] Lind", "note"), Piece("two", paragraph=7, page=2)], "Salt", ("odd",)
    )
    assert document.text == "one\n\ntwo\n\n[1] Lind"
    found = [(document.read_block(block), block.paragraph, block.page) for block in document.blocks]
    assert found == [("one", 1, None), ("two", 7, 2), ("[1] Lind", 2, None)]
    assert (document.title, document.warnings) == ("Salt", ("odd",))


def test_a_piece_keeps_its_place_in_slides_and_clips():
    pieces = [Piece("one", slide=4, is_note=True), Piece("two", start_seconds=1.5, speaker="Ann", is_clutter=True)]
    first, second = join_pieces(pieces).blocks
    assert (first.slide, first.is_note, first.start_seconds) == (4, True, None)
    assert (second.slide, second.start_seconds, second.speaker, second.is_clutter) == (None, 1.5, "Ann", True)
