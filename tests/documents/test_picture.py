from io import BytesIO

import pytest
from PIL import Image

from grader.documents import ocr, picture, read_document
from grader.documents.pdf_lines import Line
from grader.errors import UnreadableFile
from tests.conftest import skip_or_fail
from tests.documents.tiny_files import PROSE, make_pdf, set_lines


def save(image, kind="PNG", **options):
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.fixture
def recognised(monkeypatch):
    """Puts a line of a known text in the place of recognition, and keeps what it was given."""
    seen = []

    def recognise(image, _file, page, dpi, _languages="eng"):
        seen.append((image.mode, image.size, page, dpi))
        return [Line(PROSE, page, 70, 500, 700, 11)]

    monkeypatch.setattr(picture, "recognise_lines", recognise)
    return seen


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_pictures_of_the_three_kinds_are_read(recognised, kind):
    document = read_document(save(Image.new("RGB", (827, 1169), "white"), kind), "page.dat", ocr=True)
    assert document.text == PROSE
    assert document.warnings == ("Page 1: the text was recognised in a picture (OCR) and may hold mistakes.",)
    assert recognised == [("L", (827, 1169), 1, 100)]


def test_every_page_of_a_tif_is_read(recognised):
    pages = [Image.new("L", (80, 100), "white") for _ in range(3)]
    document = read_document(save(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "a.tif", ocr=True)
    assert [block.page for block in document.blocks] == [1, 2, 3]


def test_photos_are_turned_and_clear_grounds_are_white():
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright, saved lying
    with Image.open(BytesIO(save(Image.new("L", (30, 20)), "JPEG", exif=exif))) as photo:
        assert picture.flatten_image(photo).size == (20, 30)
    assert picture.flatten_image(Image.new("RGBA", (2, 2), (0, 0, 0, 0))).getpixel((0, 0)) == 255


def test_large_pictures_are_made_smaller_and_giant_ones_refused(monkeypatch, recognised):
    monkeypatch.setattr(picture, "MAX_PIXELS", 5_000)
    assert picture.flatten_image(Image.new("L", (100, 200))).size == (50, 100)
    monkeypatch.setattr(picture, "_MAX_OPENED_PIXELS", 10_000)
    with pytest.raises(UnreadableFile, match="points"):
        read_document(save(Image.new("L", (100, 200))), "a.png", ocr=True)


def test_a_damaged_picture_and_one_without_words_are_refused(monkeypatch):
    with pytest.raises(UnreadableFile, match="damaged"):
        read_document(b"\x89PNG\r\n\x1a\n and no more", "a.png", ocr=True)
    monkeypatch.setattr(picture, "recognise_lines", lambda *_: [])
    with pytest.raises(UnreadableFile, match="no words"):
        read_document(save(Image.new("L", (10, 10))), "a.png", ocr=True)


def test_a_photo_is_read_by_the_real_program():
    if ocr.find_tesseract() is None:
        skip_or_fail("tesseract is not installed")
    import pypdfium2  # noqa: PLC0415 - only this test needs it

    page = pypdfium2.PdfDocument(make_pdf(set_lines(PROSE)))[0].render(scale=150 / 72).to_pil()
    assert read_document(save(page), "a.png", ocr=True).text == PROSE
