"""Characters that must not reach a page or a table as they are."""

import re

# Directional overrides could turn round what stands beside them; a lone surrogate cannot be written as UTF-8 at all.
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACES = re.compile(r"\s+")
_LAST_C0, _DELETE, _FIRST_C1, _LAST_C1 = 0x1F, 0x7F, 0x80, 0x9F
_MOST_CHARACTERS = 2_000


def show_characters(text: str) -> str:
    """The text with control characters made harmless.

    Bytes of cp1252 that survived as C1 controls become the quotation marks and dashes that they were; vertical tabs and
    form feeds become spaces; directional overrides vanish; everything else that HTML forbids becomes U+FFFD.
    """
    return _ODD.sub(_replace, text) if _ODD.search(text) else text


def _replace(match: re.Match[str]) -> str:
    code = ord(match.group())
    if _FIRST_C1 <= code <= _LAST_C1:
        return bytes([code]).decode("cp1252", errors="replace")
    if code in (0x0B, 0x0C, 0x0D):
        return " "
    if code <= _LAST_C0 or code == _DELETE or code >= 0xD800:  # noqa: PLR2004 - the first surrogate
        return "" if 0x2000 <= code < 0x3000 else "\ufffd"  # noqa: PLR2004 - general punctuation
    return ""


def first_words(text: str, most_words: int, most_characters: int = 90) -> str:
    """The first words of a text on one line, with an ellipsis when something was left out."""
    plain = _SPACES.sub(" ", text[:_MOST_CHARACTERS]).strip()
    words = plain.split(" ")
    short = " ".join(words[:most_words])[:most_characters].rstrip()
    return short if short == plain and len(text) <= _MOST_CHARACTERS else f"{short.rstrip(',;:.')} …"
