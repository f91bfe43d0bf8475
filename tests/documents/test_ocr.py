import stat

import pytest
from PIL import Image

from grader.documents import ocr, read_document, read_essay, read_passages
from grader.documents.pdf import read_scanned
from grader.errors import UnreadableFile
from tests.conftest import skip_or_fail
from tests.documents.tiny_files import MORE, PROSE, make_pdf, make_scan, set_lines

TEXT = f"{PROSE} {MORE} {PROSE}"
PAGE = make_pdf([(200, 740, 18, "The Salt Road"), *set_lines(TEXT)])
HOCR = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><body><div class='ocr_page'><p class='ocr_par'>{}</p></div></body></html>"""


def make_line(text, top, *, size=40, trust=95):
    words = "".join(
        f"<span class='ocrx_word' title='bbox 1 2 3 4; x_wconf {trust}'>{word}</span> " for word in text.split()
    )
    title = f"bbox 100 {top} 900 {top + 40}; baseline 0.001 -9; x_size {size}; x_descenders 9; x_ascenders 10"
    return f'<span class="ocr_line" title="{title}">{words}</span>'


def parse(*lines):
    return ocr.parse_hocr(HOCR.format("".join(lines)).encode(), 3, 4.0, 4_000)


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """Puts a script in the place of tesseract."""

    def install(script):
        program = tmp_path / "tesseract"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IEXEC)
        monkeypatch.setattr(ocr, "find_tesseract", lambda: str(program))

    return install


def test_lines_have_places_in_points():
    (line,) = parse(make_line("Salt &amp; iron", 400))
    assert (line.text, line.page, line.left, line.right, line.height) == ("Salt & iron", 3, 25.0, 225.0, 10.0)
    assert line.top == (4_000 - 400) / 4.0
    assert not line.is_hyphenated


def test_sizes_near_the_usual_count_as_usual_and_larger_ones_do_not():
    lines = parse(make_line("Salt", 100, size=70), *(make_line(PROSE, 200 + 50 * n, size=38 + n) for n in range(5)))
    assert [line.height for line in lines] == [17.5, *[10.0] * 5]


def test_hyphens_at_line_ends_and_specks():
    lines = parse(make_line("the bar-", 100), make_line("ges - ~", 150), make_line(";. .", 200, trust=11))
    assert [(line.text, line.is_hyphenated) for line in lines] == [("the bar", True), ("ges - ~", False)]


@pytest.mark.parametrize("script", ["exit 1", "cat >/dev/null; echo no markup", "cat >/dev/null; echo '<a>'"])
def test_a_program_that_fails_is_told(fake, script):
    fake(script)
    with pytest.raises(UnreadableFile) as raised:
        ocr.recognise_lines(Image.new("L", (10, 10)), "a.pdf", 1, 300)
    assert raised.value.remedy


def test_a_program_that_takes_too_long_is_ended(fake, monkeypatch):
    fake("exec sleep 20")
    monkeypatch.setattr(ocr, "_MAX_SECONDS", 0.2)
    with pytest.raises(UnreadableFile, match="page 4 took longer"):
        ocr.recognise_lines(Image.new("L", (10, 10)), "a.pdf", 4, 300)


def test_the_picture_goes_in_and_the_languages_are_named(fake, tmp_path):
    fake(f'cat > {tmp_path}/picture; echo "$@" > {tmp_path}/said; echo "<html/>"')
    assert ocr.recognise_lines(Image.new("L", (10, 20)), "a.pdf", 1, 200, "eng+deu") == []
    assert (tmp_path / "picture").read_bytes().startswith(b"P5\n10 20\n")
    assert (tmp_path / "said").read_text(encoding="utf-8") == "stdin stdout -l eng+deu --dpi 200 hocr\n"


def test_a_missing_program_is_told_only_when_it_is_needed(monkeypatch):
    monkeypatch.setattr(ocr, "find_tesseract", lambda: None)
    assert read_document(PAGE, "a.pdf", ocr=True) == read_document(PAGE, "a.pdf")
    with pytest.raises(UnreadableFile, match="not installed") as raised:
        read_scanned(make_scan(PAGE, 1), "a.pdf")
    assert "apt-get install tesseract-ocr" in raised.value.remedy


def test_without_recognition_a_scan_is_refused_with_a_remedy():
    with pytest.raises(UnreadableFile, match="no text that can be read") as raised:
        read_document(make_scan(PAGE, 1), "a.pdf")
    assert "--ocr" in raised.value.remedy


def test_pages_whose_text_cannot_be_recognised_are_told(fake):
    fake('cat >/dev/null; echo "<html/>"')
    with pytest.raises(UnreadableFile, match="no text that can be read"):
        read_scanned(make_scan(PAGE, 1), "a.pdf")
    document = read_scanned(make_pdf(set_lines(TEXT), []), "a.pdf")
    assert document.warnings == ("Page 2: hardly any text could be read; the page is empty or a picture.",)


def test_a_scanned_page_among_others_keeps_its_number(fake):
    fake(f"cat >/dev/null; cat <<'END'\n{HOCR.format(make_line('Read from a picture.', 200))}\nEND")
    document = read_scanned(make_pdf(set_lines(TEXT), [], set_lines(f"Then {TEXT}")), "a.pdf")
    assert [(b.page, document.read_block(b)) for b in document.blocks][1:2] == [(2, "Read from a picture.")]
    assert document.warnings == ("Page 2: the text was recognised in a picture (OCR) and may hold mistakes.",)


def test_a_scan_is_read_by_the_real_program():
    if ocr.find_tesseract() is None:
        skip_or_fail("tesseract is not installed")
    scan = make_scan(PAGE, 1)
    essay = read_essay(scan, "a.pdf", "a", ocr=True)
    assert essay.text == f"The Salt Road\n\n{TEXT}"
    assert "may hold mistakes" in essay.warnings[0]
    passages, _, _ = read_passages(scan, "a.pdf", "s", ocr=True)
    assert [passage.id for passage in passages] == ["s#p1¶2"]
