"""A teacher's other pages in Chromium: editing, sealed suggestions, calibration, the class in an order, by keyboard."""

import re

from tests.api.conftest import PASSWORD
from tests.browser.looking import look
from tests.conftest import SAMPLE

SHARED = (
    "Nobody who sat in that hall could have known how often the answers had been learned by heart, evening after evening, "
    "with the man who would ask the questions the next morning."
)


def test_a_teachers_other_days(page, link, pictures, tmp_path):
    begin(page, link)
    edit(page, pictures)
    have_graded(page, pictures, tmp_path)
    seal(page, pictures)
    work_by_keyboard(page, pictures)
    compare(page, pictures)
    calibrate(page, pictures)
    read_german(page, pictures)


def begin(page, link):
    page.goto(link)
    page.get_by_label("Your name").fill("Ada Teacher")
    page.get_by_label("The name you log in with").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("button", name="Try with the sample contest").click()
    page.get_by_role("heading", name="How a Show Trial Is Made").wait_for()


def edit(page, pictures):
    page.get_by_text("2 videos without captions").click()
    look(page, pictures, "contest-captions")
    page.get_by_role("link", name="Question and rules").click()
    page.get_by_label("At least").first.fill("600")
    page.get_by_text("480 words; the contest asks for 600 to 900").wait_for()
    look(page, pictures, "task")
    page.get_by_role("button", name="Keep as version 2").click()
    page.get_by_text("version 2").wait_for()
    page.get_by_role("link", name="Rubric").click()
    page.get_by_text("Add a criterion").click()
    page.locator("details.check summary").first.click()
    look(page, pictures, "rubric")
    page.get_by_role("link", name="← Contest").click()
    page.get_by_role("link", name="Points of evidence").click()
    look(page, pictures, "key")
    page.get_by_role("button", name="Draft points from the material").click()
    page.get_by_text("read by nobody yet").wait_for()
    look(page, pictures, "key-draft")
    page.get_by_role("link", name="← Contest").click()
    page.get_by_role("link", name="Joseph Stalin: From Gori to the Great Terror").click()
    page.locator(".passages summary").nth(2).click()
    page.get_by_text("Show 44 paragraphs").click()
    look(page, pictures, "source")
    page.get_by_role("link", name="← Contest").click()
    page.get_by_text("Add a source").click()
    page.get_by_label("Address").fill("https://example.org/the-lamp-of-gull-rock")
    look(page, pictures, "contest-source")
    page.get_by_role("button", name="Add it as version").click()
    page.get_by_role("heading", name="The lamp of gull rock").wait_for()
    page.get_by_text("Take this source out").click()
    look(page, pictures, "source-out")
    page.get_by_role("button", name="Take it out as version").click()
    page.get_by_role("heading", name="How a Show Trial Is Made").wait_for()


def have_graded(page, pictures, tmp_path):
    essays = [SAMPLE / "essays" / name for name in ("01.txt", "02.docx", "03.txt")]
    for number in (1, 2):
        copy = tmp_path / f"copied{number}.txt"
        text = (SAMPLE / "essays" / f"0{number * 3}.txt").read_text(encoding="utf-8")
        copy.write_text(f"{text}\n\n{SHARED} Version {number}.\n", encoding="utf-8")
        essays.append(copy)
    (tmp_path / "unreadable.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    essays.append(tmp_path / "unreadable.pdf")
    page.get_by_label("Hand essays in").set_input_files([essay for essay in essays if essay.exists()])
    page.get_by_role("button", name="Upload essays").click()
    page.get_by_role("button", name=re.compile(r"Grade \d essays")).click()
    page.get_by_text("6 of 6").wait_for()
    page.get_by_role("heading", name="Not graded").wait_for()
    look(page, pictures, "batch-failed")


def seal(page, pictures):
    page.get_by_role("link", name=re.compile("How a Show Trial")).click()
    page.get_by_role("link", name="Calibration", exact=True).click()
    look(page, pictures, "calibration-empty")
    page.get_by_role("button", name="Seal suggestions").click()
    page.get_by_text("Suggestions are sealed").wait_for()
    page.get_by_role("button", name="Choose essays to score").click()
    page.get_by_role("link", name=re.compile("essay-00")).first.wait_for()
    look(page, pictures, "calibration")
    page.get_by_role("link", name="essay-001").first.click()
    look(page, pictures, "sealed")


def work_by_keyboard(page, pictures):
    """No mouse from here: levels, committing, the help, comments, the next essay and the one before."""
    rows = page.locator("[data-criterion]").count()
    for number in range(rows):
        press(page, "k" if number == 0 else "j")
        press(page, "2")
        page.locator(".decide .step[aria-pressed=true]").nth(number).wait_for()
    press(page, "s")
    page.get_by_role("heading", name="Next steps").wait_for()
    press(page, "?")
    page.get_by_text("accept the suggested level").wait_for()
    press(page, "c")
    page.keyboard.type("Well told; mind the dates.")
    press(page, "Tab")
    press(page, "Enter")
    page.get_by_text("Well told; mind the dates.").wait_for()
    page.locator(".notes details.say summary").nth(1).focus()
    press(page, "Enter")
    press(page, "Tab")
    press(page, "Tab")
    page.keyboard.type("This sentence carries the essay.")
    look(page, pictures, "essay-comment")
    press(page, "Tab")
    press(page, "Enter")
    page.get_by_text("The teacher on").wait_for()
    assert page.locator(".notes details.say form").nth(1).is_hidden()  # the address names it, yet nothing opens again
    look(page, pictures, "essay-said")
    press(page, "m")
    page.keyboard.type("Say this at the beginning.")
    press(page, "Tab")
    press(page, "Enter")
    page.get_by_text("Your comment").first.wait_for()
    press(page, "a")
    page.locator(".decide .step[data-suggested][aria-pressed=true]").first.wait_for()
    address = page.url
    press(page, "n" if page.locator('[data-key="n"]').count() else "p")
    page.wait_for_url(lambda url: url != address)
    press(page, "o")
    page.get_by_role("heading", name="Levels in this class").wait_for()
    look(page, pictures, "class-sealed")


def press(page, key):
    """Keys are heard once the page's script runs, which a page half loaded does not do yet."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def compare(page, pictures):
    page.get_by_label("Order").select_option("high")
    page.get_by_label("I have").fill("60")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_text(re.compile(r"\d essays? fits? into 60 minutes|\d essays fit into 60 minutes")).wait_for()
    look(page, pictures, "class-hour")
    page.get_by_role("link", name="Side by side").first.click()
    page.get_by_text("Who wrote first is unknown").wait_for()
    look(page, pictures, "beside")
    page.get_by_role("link", name="← Class overview").click()


def calibrate(page, pictures):
    page.get_by_role("link", name="Calibration and agreement").click()
    assert page.get_by_role("row").count() >= 5
    look(page, pictures, "calibration-agreement")


def read_german(page, pictures):
    page.get_by_role("link", name="Deutsch").click()
    page.get_by_role("heading", name="Kalibrierung").wait_for()
    assert page.locator("html").get_attribute("lang") == "de"
    page.get_by_role("link", name=re.compile("essay-00")).first.click()
    page.get_by_role("heading", name="Vorgeschlagene Stufen").or_(
        page.get_by_role("heading", name="Ihre Stufen")
    ).wait_for()
    look(page, pictures, "essay-german", is_translated=True)
    page.get_by_role("link", name="← Klassenübersicht").click()
    page.get_by_role("heading", name="Stufen in dieser Klasse").wait_for()
    look(page, pictures, "class-german", is_translated=True)
