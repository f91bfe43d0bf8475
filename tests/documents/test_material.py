import pytest

from grader.documents.material import list_left_out, read_material, read_passages, split_paragraph
from grader.text.sentences import find_sentences
from tests.documents.tiny_files import MORE, PROSE, make_pdf, set_lines


def show(text, file="salt.txt"):
    passages, left_out, warnings = read_passages(text.encode(), file, "salt")
    assert warnings == ()
    return [(passage.id, passage.heading, passage.text) for passage in passages], left_out


def test_passages_have_places_and_headings():
    text = f"The Salt Road\n\n{PROSE}\n\nShare this:\n\nTrade\n\n{MORE}"
    assert show(text) == ([("salt#¶2", (), PROSE), ("salt#¶5", ("Trade",), MORE)], 1)


def test_headings_nest():
    text = f"# Salt\n\n# Iron\n\n## Trade\n\n{PROSE}\n\n## Roads\n\n*{MORE}*"
    assert show(text, "salt.md")[0] == [("salt#¶4", ("Iron", "Trade"), PROSE), ("salt#¶6", ("Iron", "Roads"), MORE)]


def test_pages_stand_in_the_id():
    content = make_pdf(set_lines(f"{PROSE} {MORE}"), set_lines(f"{MORE} {PROSE}"))
    passages, _, _ = read_passages(content, "salt.pdf", "salt")
    assert [(passage.id, passage.locator.page) for passage in passages] == [("salt#p1¶1", 1), ("salt#p2¶1", 2)]


def test_a_file_of_headings_alone_is_taken_whole():
    assert show("# Salt\n\n## Iron", "salt.md")[0] == [("salt#¶1", (), "Salt"), ("salt#¶2", ("Salt",), "Iron")]


def test_what_is_left_out_can_be_listed():
    assert list_left_out(read_material(f"{PROSE}\n\nLeave a Reply".encode(), "a.txt")) == ("Leave a Reply",)


def test_a_long_paragraph_is_split_at_sentence_ends():
    paragraph = " ".join([PROSE, MORE] * 8)
    passages = show(paragraph)[0]
    assert [identity for identity, _, _ in passages] == ["salt#¶1", "salt#¶1.2"]
    assert " ".join(text for _, _, text in passages) == paragraph
    assert all(len(text.split()) <= 250 and text.endswith(".") for _, _, text in passages)


def test_a_paragraph_of_250_words_is_whole():
    assert len(split_paragraph("word " * 250)) == 1


@pytest.mark.parametrize(
    "text", ["word " * 1_000, "x" * 10_000, "ключ " * 600, "河" * 9_000, "`" * 9_000 + "a", "a." * 5_000]
)
def test_giant_sentences_are_cut_between_words(text):
    pieces = split_paragraph(text)
    assert len(pieces) > 1
    assert all(len(piece.split()) <= 250 and len(piece) <= 4_000 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_sentences_are_those_of_the_text_package():
    assert len(find_sentences(f"{PROSE} {MORE}")) == 2
