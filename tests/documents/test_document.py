from grader.documents.document import Piece, join_pieces


def test_pieces_are_joined_with_a_blank_line_and_notes_last():
    document = join_pieces(
        [Piece("one"), Piece("[1] Lind", "note"), Piece("two", paragraph=7, page=2)], "Salt", ("odd",)
    )
    assert document.text == "one\n\ntwo\n\n[1] Lind"
    found = [(document.read_block(block), block.paragraph, block.page) for block in document.blocks]
    assert found == [("one", 1, None), ("two", 7, 2), ("[1] Lind", 2, None)]
    assert (document.title, document.warnings) == ("Salt", ("odd",))
