import pytest

from grader.documents.markdown import read_markdown, strip_markup
from tests.documents.tiny_files import MORE, PROSE

TEXT = f"""# The Salt Road

{PROSE}[^1]

> Nobody who has seen it
> forgets it.

## Trade

- *salt* from the [hills](https://example.org/hills)
- iron

| year | barges |
|------|--------|
| 1790 | 40     |

{MORE}

[^1]: Lind, p. 3.
[hills]: https://example.org
"""


def read(text):
    return read_markdown(text.encode(), "a.md")


def test_blocks_and_what_people_read():
    document = read(TEXT)
    assert [(block.kind, block.level, block.plain.replace("  ", " ")) for block in document.blocks] == [
        ("heading", 1, "The Salt Road"),
        ("paragraph", 0, f"{PROSE}[1]"),
        ("quotation", 0, "Nobody who has seen it\nforgets it."),
        ("heading", 2, "Trade"),
        ("paragraph", 0, "salt from the hills"),
        ("paragraph", 0, "iron"),
        ("table", 0, "year | barges"),
        ("table", 0, "1790 | 40"),
        ("paragraph", 0, MORE),
        ("note", 0, "[1]: Lind, p. 3.\n[hills]: https://example.org".replace("[1]:", "[1]")),
    ]
    assert document.title == "The Salt Road"


def test_the_text_stays_as_it_is():
    assert read(TEXT).text == TEXT
    assert read(TEXT).read_block(read(TEXT).blocks[2]).startswith("> Nobody")


def test_a_file_without_marks_is_read_like_plain_text():
    assert [block.kind for block in read(f"The Salt Road\n\n{PROSE}\n\nTrade\n\n{MORE}").blocks] == [
        "title",
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_comments_are_clutter():
    assert [block.is_clutter for block in read(f"<!-- draft -->\n\n{PROSE}").blocks] == [True, False]


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("**bold** and _thin_ and `code`", "bold and thin and code"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("![map](map.png) see", " see".strip()),
        (r"\*not bold\*", "*not bold*"),
        ("### Head ###", "Head"),
    ],
)
def test_markup_is_stripped(raw, plain):
    assert strip_markup(raw) == plain


@pytest.mark.parametrize(
    "text", ["*a " * 30_000, "[a](" * 25_000, "> " * 50_000 + "a", "`" * 100_000 + "a", "a" + " " * 99_999 + "#"]
)
def test_hostile_markup_takes_no_time(text):
    strip_markup(text)
    assert read(text).text == text
