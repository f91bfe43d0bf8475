"""Pictures of pages (.png, .jpg, .tif), such as a photo of a handwritten sheet: read by text recognition alone."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from grader.documents.document import Document, join_pieces
from grader.documents.guard import check_pages, check_size, check_text, parsing
from grader.documents.ocr import MAX_PIXELS, recognise_lines, warn_recognised
from grader.documents.pdf_blocks import build_pieces
from grader.errors import UnreadableFile

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = ("PNG", "JPEG", "TIFF")
_MAX_OPENED_PIXELS = 80_000_000
_PAGE_INCHES = 8.27
_LEAST_DPI, _MOST_DPI = 70, 600
_NO_WORDS = "Take the picture again, straight and in good light, or type the text out"


def flatten_image(image: "Image") -> "Image":
    """The picture upright, in grey on white, of at most `MAX_PIXELS`."""
    from PIL import Image as Pictures  # noqa: PLC0415 - delayed: only pictures need it
    from PIL import ImageOps  # noqa: PLC0415 - the same

    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        layer = upright.convert("RGBA")
        upright = Pictures.alpha_composite(Pictures.new("RGBA", layer.size, "white"), layer)
    grey = upright.convert("L")
    share = (MAX_PIXELS / (grey.width * grey.height)) ** 0.5
    if share < 1:
        grey = grey.resize((max(int(grey.width * share), 1), max(int(grey.height * share), 1)))
    return grey


def _open_pages(content: bytes, file: str) -> Iterator["Image"]:
    """The pages of a picture file, one after the other; only .tif files hold several."""
    from PIL import Image as Pictures  # noqa: PLC0415 - delayed: only pictures need it
    from PIL import ImageSequence  # noqa: PLC0415 - the same

    with warnings.catch_warnings(), parsing(file):
        warnings.simplefilter("error")  # Pillow warns of bombs and of damage, and goes on
        with Pictures.open(BytesIO(content), formats=_FORMATS) as opened:
            check_pages(getattr(opened, "n_frames", 1), file)
            for frame in ImageSequence.Iterator(opened):
                if frame.width * frame.height > _MAX_OPENED_PIXELS:
                    cause = f"the picture has more than {_MAX_OPENED_PIXELS // 1_000_000} million points"
                    raise UnreadableFile(file, cause, "Save it smaller")
                yield flatten_image(frame)


def read_picture(content: bytes, file: str, languages: str = "eng") -> Document:
    """A picture of a page, its text recognised with tesseract; the width of the picture is taken for that of A4 paper.

    Raises:
        UnreadableFile: it is damaged or too large, shows no words, or tesseract is missing.
    """
    check_size(content, file)
    pages = []
    for number, image in enumerate(_open_pages(content, file), 1):
        dpi = min(max(round(image.width / _PAGE_INCHES), _LEAST_DPI), _MOST_DPI)
        pages.append(recognise_lines(image, file, number, dpi, languages))
    if not any(pages):
        raise UnreadableFile(file, "no words could be recognised in the picture", _NO_WORDS)
    document = join_pieces(build_pieces(pages), warnings=(warn_recognised(list(range(1, len(pages) + 1))),))
    check_text(document.text, file)
    return document
