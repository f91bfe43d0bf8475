"""What holds for every reader."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.documents import READERS, read_document, read_essay, read_passages
from grader.documents.document import Reader
from grader.errors import UnreadableFile
from tests.documents.tiny_files import (
    MORE,
    PROSE,
    make_docx,
    make_footnote_mark,
    make_odt,
    make_odt_note,
    make_paragraph,
    make_pdf,
    make_pptx,
    set_lines,
)

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
    "LibreOffice document": make_odt(
        '<text:h text:outline-level="1">The Salt Road</text:h>',
        f"<text:p>{PROSE}{make_odt_note('Lind, p. 3.')}</text:p><text:p>{MORE}</text:p>",
    ),
    "PowerPoint presentation": make_pptx(("The Salt Road", [PROSE, MORE], ["Lind, p. 3."])),
    "captions file": f"WEBVTT - The Salt Road\n\n00:01.000 --> 00:04.000\n<v Ann>{PROSE}\n\n00:09.000 --> 00:12.000\n{MORE}\n"
    "".encode(),
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
def test_a_file_that_breaks_off_is_read_or_refused(reader: Reader):
    sample = SAMPLES[reader.name]
    for tenth in range(1, 10):
        content = sample[: len(sample) * tenth // 10]
        for read in (reader.read, read_document):
            try:
                assert read(content, "a" + reader.suffixes[0]).blocks
            except UnreadableFile as error:
                assert error.remedy  # noqa: PT017 - either way is right, an error without a remedy is not


@every_reader
@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=12))
def test_flipped_bytes_are_read_or_refused(reader: Reader, flips: list[tuple[float, int]]):
    content = bytearray(SAMPLES[reader.name])
    for place, byte in flips:
        content[int(place * len(content))] = byte
    try:
        document = read_document(bytes(content), "a" + reader.suffixes[0])
    except UnreadableFile:
        return
    assert all(0 <= block.span[0] < block.span[1] <= len(document.text) for block in document.blocks)


@every_reader
def test_essays_are_refused_where_a_format_is_material_only(reader: Reader):
    file = "salt" + reader.suffixes[0]
    if reader.is_for_essays:
        essay = read_essay(SAMPLES[reader.name], file, "salt")
        assert "The Salt Road" in essay.text[slice(*essay.parts[0].span)]
        assert {part.kind for part in essay.parts} >= {"title", "body"}
        return
    with pytest.raises(UnreadableFile, match="material, not an essay") as raised:
        read_essay(SAMPLES[reader.name], file, "salt")
    assert "docx" in raised.value.remedy


@every_reader
def test_passages_come_out_of_every_format(reader: Reader):
    file = "salt" + reader.suffixes[0]
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
