"""A teacher's day in Chromium: the real service with a real worker, from the first account to the export."""

import re
import zipfile

from tests.api.conftest import PASSWORD
from tests.browser.looking import look
from tests.conftest import SAMPLE

BOOK = b'Student,ID,SIS Login ID,Section,Essay (901)\r\n    Points Possible,,,,10\r\n"Bee, Ann",4711,ann,6A,\r\n'


def test_a_teachers_day(page, link, pictures):
    begin(page, link, pictures)
    have_two_graded(page, pictures)
    decide(page, pictures)
    take_away(page, pictures)
    let_programs_in(page, pictures)
    page.get_by_role("button", name="Log out").click()
    look(page, pictures, "login")


def begin(page, link, pictures):
    page.goto(link)
    look(page, pictures, "first")
    page.get_by_label("Your name").fill("Ada Teacher")
    page.get_by_label("The name you log in with").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    look(page, pictures, "contests")

    page.get_by_role("button", name="Try with the sample contest").click()
    page.get_by_role("heading", name="How a Show Trial Is Made").wait_for()
    assert page.get_by_role("row").count() > 5
    look(page, pictures, "contest")


def have_two_graded(page, pictures):
    page.get_by_label("Hand essays in").set_input_files([SAMPLE / "essays" / name for name in ("01.txt", "02.docx")])
    page.get_by_role("button", name="Upload essays").click()
    look(page, pictures, "confirm")
    page.get_by_label("Name for essay-001").fill("Ben Student")
    page.get_by_role("button", name="Grade 2 essays").click()
    look(page, pictures, "grading")
    page.get_by_text("2 of 2").wait_for()
    look(page, pictures, "batch")


def decide(page, pictures):
    page.get_by_role("link", name="Class overview").click()
    look(page, pictures, "class")
    page.get_by_role("link", name="essay-001").click()
    look(page, pictures, "essay")
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.keyboard.press("1")
    page.locator(".decide .step[aria-pressed=true]").wait_for()
    look(page, pictures, "decided")
    page.get_by_role("button", name=re.compile("Hide note")).first.click()
    page.get_by_text("Hidden from the student.").first.wait_for()
    page.get_by_label("Comment on the essay").fill("Well told; mind the dates.")
    page.get_by_role("button", name="Keep comment").click()
    page.get_by_role("button", name="Release to the student").click()
    page.get_by_text("Released to the student.").wait_for()
    page.get_by_role("link", name="What was decided").click()
    look(page, pictures, "history")
    assert page.get_by_role("listitem").count() >= 4


def let_programs_in(page, pictures):
    page.get_by_role("link", name="Grader").click()
    page.get_by_role("link", name="How a Show Trial Is Made").click()
    page.get_by_role("link", name="REST").click()
    page.get_by_label("What it is for").fill("Canvas")
    page.get_by_role("button", name="Make a key").click()
    page.get_by_text("Copy this key now.").wait_for()
    look(page, pictures, "keys")
    be_told_of_news(page, pictures)
    page.get_by_role("link", name="how programs ask").click()
    page.get_by_text("Parameters and answers of hand_in_essays").click()
    page.get_by_text("Fields of Problem", exact=True).click()
    look(page, pictures, "rest")
    page.get_by_role("link", name="Grader").click()


def be_told_of_news(page, pictures):
    page.goto(page.url.replace("/programs", "/hooks"))
    page.get_by_label("Its address").fill("https://lms.example/hooks/grader")
    page.get_by_label("essay.graded").check()
    page.get_by_role("button", name="Tell it").click()
    page.get_by_text("Copy this secret now.").wait_for()
    look(page, pictures, "hooks")
    page.get_by_role("button", name="Remove").click()
    page.get_by_text("No program is told of anything yet.").wait_for()
    page.goto(page.url.replace("/hooks", "/programs"))


def take_away(page, pictures):
    page.goto(page.url.replace("/history", ""))
    page.get_by_role("link", name="Class overview").click()
    page.get_by_role("link", name="Essays and exports").click()
    with page.expect_download() as loading:
        page.get_by_role("link", name="scores as CSV").click()
    table = loading.value.path().read_text(encoding="utf-8-sig")
    assert "Ben Student" in table
    assert "person" in table
    with page.expect_download() as loading:
        page.get_by_role("link", name="reports as web pages").click()
    with zipfile.ZipFile(loading.value.path()) as packet:
        assert packet.namelist() == ["essay-001.html", "essay-002.html"]
        assert "decided by a person" in packet.read("essay-001.html").decode()
    fill_gradebook(page, pictures)


def fill_gradebook(page, pictures):
    """Nobody of the file is known here: it comes back as it was, and the page says why."""
    page.get_by_role("link", name="Points and feedback for a learning platform").click()
    look(page, pictures, "grades")
    book = {"name": "book.csv", "mimeType": "text/csv", "buffer": BOOK}
    page.get_by_label("File", exact=True).set_input_files([book])
    page.get_by_label("Convert points").check()
    page.get_by_role("button", name="Fill it").click()
    page.get_by_text("0 essays with points in it").wait_for()
    look(page, pictures, "grades-filled")
    with page.expect_download() as loading:
        page.get_by_role("link", name="Save the filled file").click()
    assert loading.value.suggested_filename == "book.csv"
    assert loading.value.path().read_bytes() == BOOK
