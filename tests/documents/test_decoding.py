import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.documents.decoding import decode_text
from grader.errors import UnreadableFile

TEXT = "“Ice isn’t warm,” said Zoë – twice…\nThen she left."


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        TEXT.encode("mac_roman"),
    ],
    ids=[
        "utf-8",
        "utf-8-mark",
        "utf-16-le-mark",
        "utf-16-be-mark",
        "utf-32",
        "utf-16-le",
        "utf-16-be",
        "cp1252",
        "mac",
    ],
)
def test_the_same_text_comes_out_of_every_encoding(content):
    assert decode_text(content, "essay.txt")[0] == TEXT


def test_sure_readings_carry_no_warning():
    assert decode_text(TEXT.encode(), "a.txt")[1] == ()
    assert decode_text(TEXT.encode("cp1252"), "a.txt")[1] == ()


def test_a_guess_is_told():
    russian = "Река начинается в холмах и медленно течёт к морю. Никто не знает, откуда взялось её имя. " * 3
    text, warnings = decode_text(russian.encode("cp1251"), "a.txt")
    assert text == russian
    assert "was read as" in warnings[0]


def test_the_declared_encoding_is_used_when_the_bytes_do_not_tell():
    czech = "Řeka teče k moři a šumí."
    assert decode_text(czech.encode("iso8859-2"), "a.html", "iso-8859-2")[0] == czech


def test_an_encoding_that_is_not_one_is_not_tried():
    assert decode_text("café".encode("cp1252"), "a.html", "rot13")[0] == "café"


def test_line_ends_become_lf_and_control_characters_stay():
    assert decode_text("a\r\nb\rc\x85 it\x92s\u2028d".encode(), "a.txt")[0] == "a\nb\nc\x85 it\x92s\u2028d"


def test_a_stray_byte_in_sound_utf8_is_guessed():
    text, warnings = decode_text("Zoë and Noël’s caf".encode() + b"\x92s end", "a.txt")
    assert text == "Zoë and Noël’s caf’s end"
    assert warnings


def test_nul_characters_become_spaces_with_a_warning():
    text, warnings = decode_text(b"one\0two", "a.txt")
    assert text == "one two"
    assert "NUL" in warnings[0]


def test_what_is_not_a_text_is_refused():
    with pytest.raises(UnreadableFile, match="not a text"):
        decode_text(bytes(range(1, 32)) * 20, "a.txt")


@given(st.binary(max_size=300))
def test_any_bytes_become_a_sound_text_or_are_refused(content):
    try:
        text, _ = decode_text(content, "a.txt")
    except UnreadableFile:
        return
    text.encode()  # lone surrogates would fail here
    assert "\r" not in text
    assert "\0" not in text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"), max_size=200))
def test_utf8_is_read_as_it_is(text):
    try:
        decoded, _ = decode_text(codecs.BOM_UTF8 + text.encode(), "a.txt")
    except UnreadableFile:
        return
    assert decoded == text


def test_zeros_between_letters_are_utf_16_unless_the_rest_are_no_letters():
    salt = "salt road was dear"
    assert decode_text(salt.encode("utf-16-le"), "a.txt")[0] == salt
    with pytest.raises(UnreadableFile, match="not a text"):
        decode_text(f"{salt}{chr(0x378) * 5}".encode("utf-16-le"), "a.txt")
