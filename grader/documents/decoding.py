"""Bytes to text: the encoding is told by a byte order mark, else found; nothing but line ends is changed."""

import codecs
import re
import unicodedata

from grader.documents.guard import SAVE_AGAIN
from grader.errors import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 200_000
_NULS_OF_UTF16 = 0.3
_FOREIGN_LETTERS = 0.1
_CONTROL_SHARE = 0.05
_NO_LETTER_SHARE = 0.02
_FEW = 8
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTER = re.compile(rb"[A-Za-z\x80-\xff]")
# Quotation marks, dashes, signs and the accents of French, German and Spanish: nobody mistakes these.
_USUAL = re.compile(
    rb"[\x80\x85\x91-\x97\xa0\xa3\xa7\xa9\xab\xb0\xb7\xbb-\xbe\xdf-\xe2\xe4\xe6-\xef\xf1\xf3\xf4\xf6\xf9-\xfc]"
)
_MAC_QUOTES = re.compile(rb"[A-Za-z]\xd5(?:s|t|re|ve|ll|d|m)\b|\xd2[A-Za-z]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_SAFE_DECLARED = re.compile(
    r"(?:iso-?8859-?\d{1,2}|windows-?125\d|cp125\d|koi8-[ru]|shift_jis|euc-jp|gb18030|gbk|big5)$"
)
_WINDOWS_QUOTES = re.compile(rb"[\x91-\x94]")
_ESCAPED = re.compile("[\udc80-\udcff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# What a stray byte in an otherwise sound UTF-8 file most likely was meant to be.
_STRAY = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


def _guess(encoding: str) -> str:
    return f"The file does not say how its letters are written; it was read as {encoding}, so look for odd letters."


def _decode_marked(content: bytes) -> tuple[str, str] | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            body = content[len(mark) :]
            text = body.decode(encoding, "replace")
            return text, "Some letters of the file are damaged." if "�" in text else ""
    return None


def _decode_utf16(content: bytes) -> tuple[str, str] | None:
    sample = content[:_SAMPLE_BYTES]
    half = len(sample) / 2
    for nuls, encoding in ((sample[1::2].count(0), "utf-16-le"), (sample[::2].count(0), "utf-16-be")):
        if nuls > _NULS_OF_UTF16 * half and sample.count(0) < 1.1 * nuls:
            text = content.decode(encoding, "replace")
            return (text, _guess("UTF-16")) if _is_likely(text[:_SAMPLE_BYTES]) else None
    return None


def _is_likely(text: str) -> bool:
    """Whether hardly a character of a text is none that anybody writes: not assigned, private, or put for damage."""
    odd = sum(character == "\ufffd" or unicodedata.category(character) in {"Cn", "Co"} for character in text)
    return odd <= _NO_LETTER_SHARE * len(text)


def _decode_utf8(content: bytes) -> tuple[str, str] | None:
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        text = content.decode("utf-8", "surrogateescape")
    strays = len(_ESCAPED.findall(text))
    if len(_NOT_ASCII.findall(text)) <= 2 * strays:
        return None
    return text.translate(_STRAY), "Some letters of the file were damaged and have been guessed."


def _decode_eight_bit(content: bytes) -> tuple[str, str]:
    letters, high = len(_LETTER.findall(content)), len(_HIGH.findall(content))
    if len(_MAC_QUOTES.findall(content)) > len(_WINDOWS_QUOTES.findall(content)):
        return content.decode("mac_roman"), _guess("Mac Roman")
    if high <= max(_FOREIGN_LETTERS * letters, _FEW):
        # The five bytes without a meaning in Windows-1252 stay what Latin-1 makes of them.
        text = "".join(
            part.decode("cp1252") if index % 2 == 0 else part.decode("latin-1")
            for index, part in enumerate(re.split(rb"([\x81\x8d\x8f\x90\x9d])", content))
        )
        return text, "" if len(_USUAL.findall(content)) == high else _guess("Windows-1252")
    from charset_normalizer import from_bytes  # noqa: PLC0415 - delayed: hardly a file needs it

    best = from_bytes(content[:_SAMPLE_BYTES]).best()
    encoding = best.encoding if best else "cp1252"
    return content.decode(encoding, "replace"), _guess(encoding.replace("_", "-"))


def _decode_declared(content: bytes, declared: str) -> tuple[str, str] | None:
    name = declared.strip().lower()
    if not _SAFE_DECLARED.match(name):
        return None
    # Browsers read a page that says Latin-1 as Windows-1252, and so do its writers.
    encoding = "cp1252" if name.replace("-", "") == "iso88591" else name
    try:
        return content.decode(encoding), ""
    except (UnicodeDecodeError, LookupError):
        return None


def _check_is_text(text: str, file: str) -> None:
    controls = len(_CONTROL.findall(text.rstrip("\0")))
    if controls > max(_FEW, _CONTROL_SHARE * len(text)):
        raise UnreadableFile(file, "the file is not a text", SAVE_AGAIN)


def decode_text(content: bytes, file: str, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of the bytes, with LF as the only line end and NUL characters as spaces, and warnings for people.

    Tried in turn: byte order mark, UTF-16 without one, UTF-8, the declared encoding, Windows-1252 (with Latin-1 for its
    gaps) where letters outside ASCII are few, else what charset-normalizer finds. The text never holds lone surrogates.

    Args:
        content: the whole file.
        file: its name as people know it.
        declared: the encoding the file itself names, if any.

    Raises:
        UnreadableFile: the bytes are not a text.
    """
    text, warning = (
        _decode_marked(content)
        or _decode_utf16(content)
        or _decode_utf8(content)
        or _decode_declared(content, declared)
        or _decode_eight_bit(content)
    )
    _check_is_text(text, file)
    if "\0" in text:
        text, warning = text.replace("\0", " "), warning or "The file held NUL characters; they were read as spaces."
    return text.replace("\r\n", "\n").replace("\r", "\n"), (warning,) if warning else ()
