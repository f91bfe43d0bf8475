"""Names of submitted files, as the platforms write them."""

from datetime import date

import pytest

from grader.exchange import PLATFORMS, Submission, take_apart
from grader.exchange.blackboard import Receipt, has_markup, read_receipt
from grader.exchange.canvas import drop_heading

CASES = {
    "beeann_4711_90210_my essay.docx": Submission("Canvas", "beeann", "90210", "4711", "my essay.docx"),
    "beeann_LATE_4711_90210_essay_2-1.docx": Submission(
        "Canvas", "beeann", "90210", "4711", "essay_2-1.docx", is_late=True
    ),
    "åströmeva_4711_text.html": Submission("Canvas", "åströmeva", "", "4711", kind="typed"),
    "beeann_LATE_4711_90210_text.html": Submission("Canvas", "beeann", "90210", "4711", is_late=True, kind="typed"),
    "beeann_4711_link.html": Submission("Canvas", "beeann", "", "4711", kind="address"),
    "anon_x7Kq2_90210_essay.pdf": Submission("Canvas", "", "90210", "x7Kq2", "essay.pdf"),
    "anon_x7Kq2_LATE_text.html": Submission("Canvas", "", "", "x7Kq2", "text.html", is_late=True, kind="typed"),
    "LATE_anon_x7Kq2_90210_a.pdf": Submission("Canvas", "", "90210", "x7Kq2", "a.pdf", is_late=True),
    "submissions/beeann_4711_90210_a.txt": Submission("Canvas", "beeann", "90210", "4711", "a.txt"),
    "Ann Bee_123_assignsubmission_file/my essay.docx": Submission("Moodle", "Ann Bee", "123", "", "my essay.docx"),
    "Ann Bee_123_assignsubmission_file_/a.docx": Submission("Moodle", "Ann Bee", "123", "", "a.docx"),
    "Ann Bee_123_assignsubmission_file_a_b.docx": Submission("Moodle", "Ann Bee", "123", "", "a_b.docx"),
    "Ann Bee_123_assignsubmission_onlinetext/onlinetext.html": Submission("Moodle", "Ann Bee", "123", kind="typed"),
    "Ann Bee_123_assignsubmission_onlinetext_/onlinetext.html": Submission("Moodle", "Ann Bee", "123", kind="typed"),
    "Ann Bee_123_assignsubmission_onlinetext_onlinetext.html": Submission("Moodle", "Ann Bee", "123", kind="typed"),
    "Participant_88_123_assignsubmission_file/a.pdf": Submission("Moodle", "", "123", "Participant_88", "a.pdf"),
    "Red team_9_assignsubmission_file/a.pdf": Submission("Moodle", "Red team", "9", "", "a.pdf"),
    "Essay_1_abee_attempt_2026-11-03-10-20-30_my_essay.docx": Submission(
        "Blackboard", "", "2026-11-03-10-20-30", "abee", "my_essay.docx", handed_in="2026-11-03"
    ),
    "Essay 1_abee_attempt_2026-11-03-10-20-30.txt": Submission(
        "Blackboard", "", "2026-11-03-10-20-30", "abee", kind="receipt", handed_in="2026-11-03"
    ),
    "101-202 - Ann Bee-Cee - Nov 3, 2026 1020 AM - my - essay.docx": Submission(
        "Brightspace", "Ann Bee-Cee", "101-202", "101", "my - essay.docx", handed_in="2026-11-03"
    ),
    "101-202 - Ann Bee - 14 September, 2026 10 20 - a.docx": Submission(
        "Brightspace", "Ann Bee", "101-202", "101", "a.docx", handed_in="2026-09-14"
    ),
    "101-202 - Ann Bee - 3 novembre 2026 10h20 - a.docx": Submission(
        "Brightspace", "Ann Bee", "101-202", "101", "a.docx", handed_in="2026-11-03"
    ),
    "101-202 - Ann Bee - 2026-11-03 1020 - a.docx": Submission("Brightspace", "Ann Bee", "101-202", "101", "a.docx"),
}


@pytest.mark.parametrize("path", CASES)
def test_a_name_is_taken_apart(path):
    assert take_apart(path) == CASES[path]


@pytest.mark.parametrize(
    "path",
    [
        "01.txt",
        "Ann Bee.docx",
        "essay_final_2.docx",
        "stalin_1936.docx",
        "draft_1936_1938.docx",
        "a/b/c.pdf",
        "",
        "_",
        "text.html",
    ],
)
def test_other_names_are_left_alone(path):
    assert take_apart(path) is None


@pytest.mark.parametrize(
    ("path", "is_late"),
    [
        ("Essay_abee_attempt_2026-11-03-23-59-59_a.docx", False),
        ("Essay_abee_attempt_2026-11-04-00-00-01_a.docx", True),
        ("1-2 - Ann Bee - Nov 4, 2026 1020 AM - a.docx", True),
        ("1-2 - Ann Bee - Oct 4, 2026 1020 AM - a.docx", False),
        ("beeann_LATE_4711_90210_a.docx", True),
        ("beeann_4711_90210_a.docx", False),
        ("Ann Bee_123_assignsubmission_file/a.pdf", False),
    ],
)
def test_the_deadline_is_compared_with_the_day_that_a_name_tells(path, is_late):
    found = take_apart(path)
    assert found is not None
    assert found.is_after(date(2026, 11, 3)) == is_late
    assert found.is_after(None) == ("LATE" in path)


def test_every_platform_is_known_by_some_name():
    assert {found.platform for found in CASES.values()} == {platform.name for platform in PLATFORMS}


@pytest.mark.parametrize(
    "path",
    ["_1" * 20_000, "a_" * 20_000, "x - " * 20_000, "1-1 - " + "1 " * 20_000, "9" * 50_000 + "_assignsubmission_"],
)
def test_hostile_names_come_to_an_end(path):
    take_apart(path)


RECEIPT = """Name: Ann Bee (abee)
Assignment: Essay 1
Date Submitted: Tuesday, November 3, 2026

Submission Field:
{}

Comments:
There are no student comments for this assignment.

Files:
\tOriginal filename: essay.docx
"""


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("There is no student submission text data for this assignment.", ""),
        ("<p>Fish swim: always.</p>", "<p>Fish swim: always.</p>"),
        ("One.\n\nTwo.", "One.\n\nTwo."),
    ],
)
def test_a_receipt_tells_the_name_and_the_typed_text(field, typed):
    assert read_receipt(RECEIPT.format(field)) == Receipt("Ann Bee", typed)


def test_an_odd_receipt_says_nothing():
    assert read_receipt("what is this") == Receipt("", "")


def test_typed_text_may_be_markup():
    assert has_markup("<p>Fish</p>")
    assert not has_markup("3 < 4 and 5 > 4")


TYPED = b"<html><head>\n  <title>Essay: Ann Bee</title>\n</head>\n<body>\n<h1>{}</h1>\n<p>Fish swim.</p></body></html>"


def test_the_heading_above_typed_text_is_no_part_of_it():
    page = drop_heading(TYPED.replace(b"{}", b"Essay: Ann Bee"))
    assert b"Ann Bee" not in page
    assert b"<p>Fish swim.</p>" in page


def test_the_heading_of_the_writer_stays():
    page = TYPED.replace(b"{}", b"On fish")
    assert drop_heading(page) == page
