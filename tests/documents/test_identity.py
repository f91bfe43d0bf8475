import pytest

from grader.documents.identity import name_essays, passage_id, safe_id
from grader.model import Locator


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("01", "01"),
        ("My Essay (final)", "My-Essay-final"),
        ("Zoë Müller", "Zoe-Muller"),
        ("Сталин", "Stalin"),
        ("../../etc/passwd", "etc-passwd"),
        (".hidden", "hidden"),
        ("", "essay"),
        ("💥", "boom"),
        ("con", "essay-con"),
        ("a" * 300, "a" * 80),
    ],
)
def test_safe_ids(name, expected):
    assert safe_id(name) == expected


def test_repeats_are_numbered_in_the_order_of_their_paths():
    assert name_essays(["b/one.txt", "a/one.docx", "c/One.pdf", "two.md"]) == {
        "a/one.docx": "one",
        "b/one.txt": "one-2",
        "c/One.pdf": "One-3",
        "two.md": "two",
    }


def test_a_numbered_repeat_does_not_meet_a_real_name():
    assert list(name_essays(["a/x.txt", "b/x.txt", "c/x-2.txt"]).values()) == ["x", "x-2", "x-2-2"]


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        (Locator(31), "s#¶31"),
        (Locator(31, split=2), "s#¶31.2"),
        (Locator(3, page=2), "s#p2¶3"),
        (Locator(1, slide=4), "s#s4¶1"),
        (Locator(1, slide=4, is_note=True), "s#s4n¶1"),
        (Locator(start_seconds=192.9), "s#t00:03:12"),
        (Locator(start_seconds=3600, split=2), "s#t01:00:00.2"),
    ],
)
def test_passage_ids(locator, expected):
    assert passage_id("s", locator) == expected
