"""Pages in the reader's language: by the browser's wish, by the switch, and never anything but words."""

import html
import re

import pytest

from tests.api.conftest import hand_draft, open_class, send
from tests.catalogue import gather
from tests.conftest import SMALL_ESSAY

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


def test_pages_that_are_not_translated_yet_are_english_throughout(teacher, monkeypatch):
    monkeypatch.setattr("api.pages.rendering.ENGLISH_YET", frozenset({"contests.html"}))
    page = teacher.get("/", headers=GERMAN).text
    assert '<html lang="en">' in page
    assert "Log out" in page
    assert "/language/" not in page


def test_a_teacher_reads_german_on_every_page(teacher, make_contest, grade_all):
    contest = make_contest(teacher)
    uploaded = send(teacher, f"{contest}/essays", files=[("files", ("one.txt", SMALL_ESSAY.encode()))], page=contest)
    batch = uploaded.headers["location"]
    teacher.headers.update(GERMAN)
    assert "Wessen Aufsätze sind das?" in teacher.get(batch).text
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    grade_all()
    (essay,) = set(re.findall(r'"(/essays/[\w-]+)"', teacher.get(batch).text))
    edited = [f"{contest}/{name}" for name in ("task", "rubric", "key", "calibration")]
    for path in ["/", "/contests/new", contest, batch, f"{batch}/class", essay, f"{essay}/history", *edited]:
        page = teacher.get(path).text
        assert '<html lang="de">' in page, path
        assert "Abmelden" in page, path
        assert list_english(page) == [], path
    report = teacher.get(essay).text
    assert "wahrscheinlicher Bereich" in report
    assert "ohne Titel, Fußnoten und Literaturliste" in report
    assert "ist auf Englisch" in report


def list_english(page):
    """Messages that a page says in English although the catalogue has them in German."""
    marked = r'<(\w+)[^>]*\blang="en"[^>]*>.*?</\1>'  # said to be English
    said = html.unescape(re.sub(marked, "", page, flags=re.DOTALL))
    whole = [m.id for m in gather("de") if isinstance(m.id, str) and len(m.id) > 15 and "%" not in m.id]
    return [message for message in whole if f">{message}" in said or f'"{message}"' in said]


def test_an_error_of_files_is_told_in_german(teacher, make_contest):
    contest = make_contest(teacher)
    teacher.headers.update(GERMAN)
    answer = send(teacher, f"{contest}/essays", page=contest)
    assert answer.status_code == 422
    assert "Es ist kein Aufsatz da. Wählen Sie die Aufsätze" in answer.text
