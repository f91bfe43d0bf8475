"""What holds for every reader."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.documents import READERS, read_document, read_essay, read_passages
from grader.documents.document import Reader
from grader.errors import UnreadableFile
from tests.documents.tiny_files import MORE, PROSE, make_docx, make_footnote_mark, make_paragraph, make_pdf, set_lines

SAMPLES = {
    "plain text": f"The Salt Road\n\n{PROSE}[1]\n\n{MORE}\n\n[1] Lind, p. 3.\n".encode(),
    "Markdown": f"# The Salt Road\n\n{PROSE}[^1]\n\n> {MORE}\n\n[^1]: Lind, p. 3.\n".encode(),
    "web page": f"<h1>The Salt Road</h1><nav>Home</nav><p>{PROSE}</p><blockquote>{MORE}</blockquote>".encode(),
    "Word document": make_docx(
        make_paragraph("The Salt Road", style="Heading1"),
        make_paragraph(PROSE, inner=make_footnote_mark(1)),
        make_paragraph(MORE),
        footnotes=("Lind, p. 3.",),
    ),
    "PDF": make_pdf([(72, 740, 20, "The Salt Road"), *set_lines(PROSE)], set_lines(MORE)),
}
every_reader = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)


@every_reader
def test_a_reader_has_a_sample_and_its_own_suffixes(reader: Reader):
    assert reader.name in SAMPLES
    others = {suffix for other in READERS if other is not reader for suffix in other.suffixes}
    assert others.isdisjoint(reader.suffixes)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in reader.suffixes)


@every_reader
def test_blocks_are_in_order_and_hold_every_word(reader: Reader):
    document = reader.read(SAMPLES[reader.name], "a")
    outside, before = "", 0
    for block in document.blocks:
        start, end = block.span
        assert before <= start < end <= len(document.text)
        assert block.paragraph >= 1
        outside += document.text[before:start]
        before = end
    assert not any(character.isalnum() for character in outside + document.text[before:])
    assert PROSE in document.text
    assert MORE in document.text


@every_reader
def test_reading_twice_gives_the_same(reader: Reader):
    assert reader.read(SAMPLES[reader.name], "a") == reader.read(SAMPLES[reader.name], "a")


@every_reader
@pytest.mark.parametrize("content", [b"", b" \n", b"\0" * 50, b"\xff\xfe", b"\x01" * 100, b"..."])
def test_odd_content_is_refused(reader: Reader, content: bytes):
    with pytest.raises(UnreadableFile):
        reader.read(content, "a")


@every_reader
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_damage_is_read_or_refused(reader: Reader, data: st.DataObject):
    sample = SAMPLES[reader.name]
    place = data.draw(st.integers(0, len(sample) - 1))
    damage = data.draw(st.binary(max_size=20))
    content = sample[:place] + damage + sample[place + data.draw(st.integers(0, 40)) :]
    try:
        document = reader.read(content, "a")
    except UnreadableFile:
        return
    document.text.encode()
    assert document.blocks


@every_reader
def test_essays_and_passages_come_out_of_every_format(reader: Reader):
    file = "salt" + reader.suffixes[0]
    essay = read_essay(SAMPLES[reader.name], file, "salt")
    assert "The Salt Road" in essay.text[slice(*essay.parts[0].span)]
    assert {part.kind for part in essay.parts} >= {"title", "body"}
    passages, _, _ = read_passages(SAMPLES[reader.name], file, "salt")
    assert len({passage.id for passage in passages}) == len(passages)
    assert any(PROSE in passage.text for passage in passages)
    assert "Home" not in {passage.text for passage in passages}


def test_the_text_of_text_formats_is_the_file():
    for name in ("plain text", "Markdown"):
        reader = next(reader for reader in READERS if reader.name == name)
        assert reader.read(SAMPLES[name], "a").text.encode() == SAMPLES[name]


def test_suffixes_choose_the_reader_in_any_case():
    assert read_document(SAMPLES["Markdown"], "A.MD").title == "The Salt Road"
