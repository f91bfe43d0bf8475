"""Pages in the reader's language: by the browser's wish, by the switch, and never anything but words."""

import re

import pytest

from tests.api.conftest import hand_draft, open_class, send
from tests.api.pages.test_batches import make_contest
from tests.conftest import SMALL_ESSAY

__all__ = ["make_contest"]
GERMAN = {"accept-language": "de-AT,de;q=0.9,en;q=0.4"}


def test_the_browser_says_which_language(stranger):
    page = stranger.get("/login", headers=GERMAN).text
    assert '<html lang="de">' in page
    assert "Anmelden" in page
    assert "Log in" in stranger.get("/login").text


def test_the_switch_wins_and_stays(stranger):
    page = stranger.get("/login").text
    (link,) = re.findall(r'href="(/language/de\?back=[^"]+)"', page)
    answer = stranger.get(link)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "Passwort" in stranger.get("/login").text
    stranger.get("/language/en?back=/login")
    assert "Password" in stranger.get("/login", headers=GERMAN).text


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\r\nX: y", "javascript:1"]
)
def test_the_switch_leads_nowhere_else(stranger, back):
    answer = stranger.get("/language/de", params={"back": back})
    assert answer.headers["location"] == "/"
    assert "x" not in answer.headers


def test_an_unknown_language_changes_nothing(stranger):
    answer = stranger.get("/language/xx?back=/login")
    assert "set-cookie" not in answer.headers
    stranger.cookies.set("grader_language", "../../etc/passwd")
    assert "Log in" in stranger.get("/login").text


def test_a_student_reads_german_and_the_programs_words_are_marked_as_english(teacher, make_contest, join, grade_all):
    student = join(open_class(teacher, make_contest(teacher, 'draft_feedback = "full"\n')))
    student.headers.update(GERMAN)
    path = hand_draft(student, SMALL_ESSAY)
    assert "wartet" in student.get(path).text
    grade_all()
    page = student.get(path).text
    assert '<html lang="de">' in page
    assert "Deine nächsten Schritte" in page
    assert '<strong class="line" lang="en">' in page
    assert re.search(r"\d+\. \w+ 20\d\d", student.get("/my").text)
    hand_draft(student, SMALL_ESSAY.replace("1907", "1902"))
    grade_all()
    hand_draft(student, SMALL_ESSAY)
    assert "Du hast für heute alle Entwürfe geschickt." in student.get("/my").text


def test_errors_speak_the_language_too(stranger):
    answer = send(stranger, "/join", {"code": "AAAA"}, page="/join")
    assert "This code leads nowhere" in answer.text
    stranger.headers.update(GERMAN)
    assert "Dieser Code führt nirgendwohin" in send(stranger, "/join", {"code": "AAAA"}, page="/join").text
    assert "Hier ist nichts" in stranger.get("/none").text


def test_pages_that_are_not_translated_yet_are_english_throughout(teacher):
    page = teacher.get("/", headers=GERMAN).text
    assert '<html lang="en">' in page
    assert "Log out" in page
    assert "/language/" not in page
