"""A student's day in Chromium: joining by code, a draft, its next steps, a reply, the way back."""

import io
import re
import zipfile

import pytest

from tests.api.conftest import PASSWORD
from tests.browser.looking import look, watching
from tests.conftest import ROOT

FOLDER = ROOT / "samples" / "broad-street"
DRAFT = (FOLDER / "essays" / "05.txt").read_text(encoding="utf-8")
SECOND = (
    DRAFT.replace("a pamphlet of 1839", "a pamphlet of 1849")
    .replace("more than five", "about six")
    .replace(
        "Snow did not hesitate.",
        "The workhouse had a well of its own and lost only 5 of its 535 inmates. Snow did not hesitate.",
    )
)


@pytest.fixture
def student(browser):
    """A window of somebody else, as narrow as a phone."""
    with watching(browser, viewport={"width": 390, "height": 900}) as page:
        yield page


def test_a_students_day(page, student, link, pictures):
    address = open_class(page, link, pictures)
    own_code = come_in(student, address, pictures)
    get_steps(student, pictures)
    say_why(student, pictures)
    answer(page, pictures)
    student.reload()
    student.get_by_text("Look at the handout again.").first.wait_for()
    get_compared(student, pictures)
    come_back(student, own_code, pictures)
    speak_german(student, pictures)
    hand_in_and_connect(page, pictures)
    see_result(student, pictures)
    judge_blind(page, student, pictures)
    page.goto(re.sub(r"/judges$", "/log", page.url))
    look(page, pictures, "log")


def open_class(page, link, pictures):
    page.goto(link)
    page.get_by_label("Your name").fill("Ada Teacher")
    page.get_by_label("The name you log in with").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("link", name="New contest from your files").click()
    page.get_by_label("Title").fill("The Pump in Broad Street")
    page.locator("input[type=file]").set_input_files({"name": "c.zip", "mimeType": "application/zip", "buffer": pack()})
    page.get_by_role("button", name="Read these files").click()
    page.get_by_role("link", name="Students").click()
    look(page, pictures, "students-none")
    page.get_by_role("button", name="Make a class code").click()
    page.get_by_text("Nobody has joined yet").wait_for()
    look(page, pictures, "students-empty")
    return page.locator("a[href*='/join/']").get_attribute("href")


def pack():
    """The sample contest as a zip; its students may see everything."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in FOLDER.rglob("*"):
            if path.is_file() and "essays" not in path.parts:
                archive.write(path, path.relative_to(FOLDER).as_posix())
    return out.getvalue()


def come_in(student, address, pictures):
    student.goto(address.rpartition("/")[0])
    look(student, pictures, "join")
    student.goto(address)
    look(student, pictures, "join-name")
    student.get_by_label("A name for you").fill("night owl")
    student.get_by_role("button", name="Join this class").click()
    look(student, pictures, "my-code")
    code = student.locator(".big-code").inner_text()
    student.get_by_role("link", name="I wrote it down").click()
    look(student, pictures, "my-first")
    return code


def get_steps(student, pictures):
    student.get_by_label("Paste your draft").fill(DRAFT)
    student.get_by_role("button", name="Get next steps").click()
    student.get_by_role("heading", name="Draft 1").wait_for()
    if pictures:
        student.screenshot(path=pictures / "waiting.png")
    student.get_by_role("heading", name="Your next steps").wait_for()
    look(student, pictures, "feedback")
    assert 1 <= student.locator(".steps > li").count() <= 3


def say_why(student, pictures):
    student.locator(".steps summary").first.click()
    look(student, pictures, "replying")
    student.get_by_label("I think this is right because").first.fill("The handout says so on page 2.")
    student.get_by_role("button", name="Tell my teacher").first.click()
    student.get_by_text("Your teacher will see it.").wait_for()


def answer(page, pictures):
    page.reload()
    page.get_by_role("link", name="What students say to their feedback").click()
    look(page, pictures, "replies")
    page.get_by_label("Your answer, if you like").fill("Look at the handout again.")
    page.get_by_role("button", name="Mark as read, or answer").click()
    page.get_by_text("You answered:").wait_for()
    page.get_by_role("link", name="← Students").click()
    look(page, pictures, "students")
    page.get_by_role("link", name="night owl").click()
    look(page, pictures, "enrolment")


def get_compared(student, pictures):
    student.get_by_role("link", name="← Your drafts").click()
    student.get_by_label("Paste your draft").fill(SECOND)
    student.get_by_role("button", name="Get next steps").click()
    student.get_by_role("heading", name="Since draft 1").wait_for()
    assert student.locator(".states .addressed").count() >= 1
    look(student, pictures, "compared")


def come_back(student, own_code, pictures):
    student.get_by_role("link", name="← Your drafts").click()
    look(student, pictures, "my")
    student.get_by_role("link", name="Your data").click()
    look(student, pictures, "my-data")
    student.context.clear_cookies()
    student.goto(re.sub(r"/my/data$", "/join", student.url))
    student.get_by_label("The code of your class, or your own code").fill(own_code.lower())
    student.get_by_role("button", name="Come in").click()
    student.get_by_role("link", name="Draft 2").wait_for()


def speak_german(student, pictures):
    student.get_by_role("link", name="Deutsch").click()
    look(student, pictures, "my-german", is_translated=True)
    student.get_by_role("link", name="Entwurf 2").click()
    student.get_by_role("heading", name="Deine nächsten Schritte").wait_for()
    look(student, pictures, "compared-german", is_translated=True)
    student.get_by_role("link", name="English").click()
    student.get_by_role("link", name="← Your drafts").click()


def hand_in_and_connect(page, pictures):
    page.goto(page.url.partition("/enrolments")[0])
    page.get_by_role("link", name="The Pump in Broad Street").click()
    page.get_by_label("Hand essays in").set_input_files(FOLDER / "essays" / "05.txt")
    page.get_by_role("button", name="Upload essays").click()
    page.get_by_label("Name for essay-001").fill("Night Owl")
    page.get_by_role("button", name="Grade 1 essay").click()
    page.get_by_text("1 of 1").wait_for()
    page.get_by_role("button", name="Release all to students").click()
    page.get_by_role("link", name="← The Pump in Broad Street").click()
    page.get_by_role("link", name="Students").click()
    page.get_by_role("link", name="Whose essay is whose").click()
    look(page, pictures, "connections")
    page.get_by_role("button", name="Connect these").click()
    page.get_by_role("button", name="Take back").wait_for()
    look(page, pictures, "connected")


def see_result(student, pictures):
    student.reload()
    look(student, pictures, "my-result")
    student.get_by_role("link", name=re.compile("Your essay of")).click()
    student.get_by_role("heading", name="From your teacher").wait_for()
    look(student, pictures, "result")


def judge_blind(page, judge, pictures):
    page.get_by_role("link", name="← Students").click()
    page.get_by_role("link", name="← The Pump in Broad Street").click()
    look(page, pictures, "contest-with-class")
    page.get_by_role("link", name="Judges").click()
    page.get_by_role("button", name="Invite a judge").click()
    look(page, pictures, "judges-link")
    judge.goto(page.locator(".link").inner_text())
    look(judge, pictures, "invited")
    judge.get_by_label("Your name").fill("Jo Judge")
    judge.get_by_label("The name you log in with").fill("jo")
    judge.get_by_label("Password").fill(PASSWORD)
    judge.get_by_role("button", name="Make the account").click()
    look(judge, pictures, "judging")
    judge.get_by_role("link", name="The Pump in Broad Street").click()
    look(judge, pictures, "judging-contest")
    judge.get_by_role("link", name="essay-001").click()
    look(judge, pictures, "judging-essay")
    for group in judge.get_by_role("group").all():
        group.get_by_role("radio").nth(1).check()
    judge.get_by_role("button", name="Keep these levels").click()
    judge.get_by_text("judged by you").wait_for()
    page.goto(page.url)
    page.get_by_text("1 of 1 essay judged").wait_for()
    look(page, pictures, "judges")
    page.get_by_role("link", name="Teachers").click()
    look(page, pictures, "people")
    page.go_back()
