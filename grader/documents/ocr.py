"""Text recognition with the `tesseract` program: a picture of a page becomes lines with their places on it.

The lines are of the kind that PDF pages give, so paragraphs, headings, footnotes and furniture are told as there.
tesseract's hOCR output is read, since it alone says how large the type is.
"""

import re
import subprocess  # nosec B404 - only tesseract is run, without a shell
from dataclasses import replace
from io import BytesIO
from shutil import which
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from grader.documents.guard import parsing
from grader.documents.office_xml import parse_xml
from grader.documents.pdf_lines import Line
from grader.errors import UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element
    from PIL.Image import Image

MAX_PIXELS = 25_000_000
_MAX_SECONDS = 120
_LEAST_CONFIDENCE = 30.0
_SAME_SIZE = 0.2
_POINTS = 72.0
_INSTALL = (
    "Install tesseract (apt-get install tesseract-ocr, brew install tesseract, or choco install tesseract), "
    "or save the text itself as .docx or PDF"
)
_AGAIN = "Scan the page again in better quality, or save the text itself as .docx or PDF"
_LINES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
_SETTINGS = re.compile(r"(bbox|baseline|x_size|x_descenders|x_wconf)((?:\s-?\d{1,7}(?:\.\d{1,9})?){1,4})")
_HYPHENATED = re.compile(r"[^\W\d_]{2}[-¬‐]$")


def find_tesseract() -> str | None:
    """The path of the tesseract program; None when it is not installed."""
    return which("tesseract")


class _Scale(NamedTuple):
    """How a picture's pixels become points: their number in a point's length, and the picture's height in pixels."""

    pixels: float
    height: int

    def place(self, line: "_Settings", page: int, text: str) -> Line:
        """A line of the picture as one of a page; its top is that of the tallest letters, whether it has any or not."""
        is_hyphenated = _HYPHENATED.search(text) is not None
        foot = line.bottom + line.baseline
        top = foot - (line.size - line.descent)
        return Line(
            text=text[:-1] if is_hyphenated else text,
            page=page,
            left=line.left / self.pixels,
            right=line.right / self.pixels,
            top=(self.height - top) / self.pixels,
            height=line.size / self.pixels,
            is_hyphenated=is_hyphenated,
        )


class _Settings(NamedTuple):
    """What hOCR says of a line, in pixels from the upper left corner; `baseline` is counted from `bottom`."""

    left: float
    right: float
    bottom: float
    baseline: float
    size: float
    descent: float


def _read_settings(title: str) -> dict[str, list[float]]:
    return {name: [float(number) for number in numbers.split()] for name, numbers in _SETTINGS.findall(title[:400])}


def _read_line(element: "_Element") -> tuple[_Settings, str] | None:
    """A line's place and text; None for specks that look like letters to the program."""
    found = _read_settings(element.get("title") or "")
    box, words, trust = found.get("bbox", []), [], []
    for word in element.iter("{*}span"):
        if word.get("class") == "ocrx_word":
            words.append("".join(str(text) for text in word.itertext()).strip())
            trust += _read_settings(word.get("title") or "").get("x_wconf", [])
    text = " ".join(word for word in words if word)
    if len(box) != 4 or not text or (trust and sum(trust) < _LEAST_CONFIDENCE * len(trust)):  # noqa: PLR2004 - a box
        return None
    size = found.get("x_size", [box[3] - box[1]])[0] or 1.0
    descent = found.get("x_descenders", [0.0])[0]
    return _Settings(box[0], box[2], box[3], found.get("baseline", [0.0])[-1], size, descent), text


def parse_hocr(hocr: bytes, page: int, pixels_per_point: float, height_pixels: int) -> list[Line]:
    """The lines of tesseract's hOCR output, in its reading order; type of about the usual size counts as that size.

    Args:
        hocr: the output.
        page: the page's number, from 1.
        pixels_per_point: of the picture.
        height_pixels: of the picture.
    """
    scale = _Scale(pixels_per_point, height_pixels)
    spans = (span for span in parse_xml(hocr).iter("{*}span") if span.get("class") in _LINES)
    lines = [scale.place(found[0], page, found[1]) for span in spans if (found := _read_line(span))]
    if not lines:
        return []
    usual = median(line.height for line in lines for _ in range(1 + len(line.text) // 20))
    return [replace(line, height=usual) if abs(line.height - usual) <= _SAME_SIZE * usual else line for line in lines]


def _run(picture: bytes, dpi: int, languages: str, file: str, page: int) -> bytes:
    program = find_tesseract()
    if program is None:
        raise UnreadableFile(file, "text recognition was asked for, but tesseract is not installed", _INSTALL)
    limiter = which("env")  # one thread: more of them wait for each other, and cost twice the time
    limit = [limiter, "OMP_THREAD_LIMIT=1"] if limiter else []
    command = [*limit, program, "stdin", "stdout", "-l", languages, "--dpi", str(dpi), "hocr"]
    try:
        done = subprocess.run(  # noqa: S603  # nosec B603 - no shell, and no word of the command comes from a file
            command, input=picture, capture_output=True, timeout=_MAX_SECONDS, check=True
        )
    except subprocess.TimeoutExpired as error:
        cause = f"recognising the text of page {page} took longer than {_MAX_SECONDS} seconds"
        raise UnreadableFile(file, cause, _AGAIN) from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise UnreadableFile(file, f"tesseract could not read page {page}", _AGAIN) from error
    return done.stdout


def recognise_lines(image: "Image", file: str, page: int, dpi: int, languages: str = "eng") -> list[Line]:
    """The lines that tesseract reads in a grey picture of a page.

    Args:
        image: mode L, of at most `MAX_PIXELS`.
        file: the file's name as people know it.
        page: the page's number, from 1.
        dpi: pixels an inch.
        languages: tesseract's names of languages, joined by `+`.

    Raises:
        UnreadableFile: tesseract is not installed, fails, or takes longer than two minutes.
    """
    picture = BytesIO()
    image.save(picture, "PPM")
    hocr = _run(picture.getvalue(), dpi, languages, file, page)
    with parsing(file):
        return parse_hocr(hocr, page, dpi / _POINTS, image.height)


def warn_recognised(pages: list[int]) -> str:
    """What people should know of pages whose text was recognised."""
    names = ", ".join(map(str, pages))
    return f"Page {names}: the text was recognised in a picture (OCR) and may hold mistakes."
