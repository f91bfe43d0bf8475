"""Pages for platforms in German: by the browser's wish, since no cookie keeps a choice inside a platform's page."""

from tests.api.conftest import send
from tests.api.lti.conftest import FRAME
from tests.api.lti.test_grades import decide_all, hand_in, handed_in, release
from tests.api.pages.test_language import GERMAN, list_english

__all__ = ["handed_in"]


def demand_german(page):
    assert '<html lang="de">' in page
    assert list_english(page) == []
    return page


def test_a_student_reads_german_inside_the_platform(world, course):
    student = world.come("user-1")
    student.headers.update(GERMAN)
    page = demand_german(student.get("/lti/essay", headers=FRAME).text)
    assert "Gib deinen Aufsatz ab" in page
    assert "/language/" not in page
    hand_in(student)
    world.work()
    assert "deine Lehrkraft hat ihn" in demand_german(student.get("/lti/essay").text)
    empty = send(student, "/lti/essay", {"draft": " "}, page="/lti/essay", files={"file": ("", b"")})
    assert "Noch ist kein Text da." in demand_german(empty.text)
    assert "Hier ist noch nichts" in demand_german(student.get("/lti/wait").text)


def test_a_teacher_reads_german_inside_the_platform(world, course):
    new = world.browser()
    new.headers.update(GERMAN)
    page = demand_german(world.launch(new, world.platform.claims("new", "Instructor")).text)
    assert "Willkommen aus LMS" in page
    wrong = send(new, "/lti/connect", {"login": "ann", "password": "no"}, page="/lti/connect")
    assert "gehören nicht zusammen" in demand_german(wrong.text)
    course.headers.update(GERMAN)
    assert "Was LMS erfahren hat" in demand_german(course.get("/lti/course").text)
    assert "Einen Wettbewerb wählen" in demand_german(course.get("/lti/choose").text)


def test_what_a_platform_did_not_take_is_told_in_german(world, course, handed_in):
    teacher = world.log_in("ann")
    decide_all(teacher, handed_in[1])
    release(teacher, handed_in[1])
    send(course, "/lti/course/names", page="/lti/course")
    world.platform.is_down = True
    world.work()
    course.headers.update(GERMAN)
    page = demand_german(course.get("/lti/course").text)
    # It is kept in English; its figure is put into the German words.
    told = "die Plattform antwortete mit 503. Versuchen Sie es später noch einmal, oder fragen Sie"
    assert page.count(told) == 2
    assert "Es wird von selbst noch einmal versucht." in page


def test_what_is_refused_is_told_in_german(world):
    browser = world.browser()
    browser.headers.update(GERMAN)
    page = demand_german(browser.post("/lti/login", data={"iss": "https://other.example"}, headers=FRAME).text)
    assert "Diese Lernplattform ist hier nicht bekannt." in page
    page = browser.post("/lti/launch", data={"state": "x"}, headers=FRAME).text
    assert "Bitte den Link dort noch einmal öffnen." in demand_german(page)


def test_the_owner_reads_german_about_platforms(world):
    world.add_account("boss", "owner")
    boss = world.log_in("boss")
    boss.headers.update(GERMAN)
    page = demand_german(boss.get("/platforms").text)
    assert "LMS mit allen Links entfernen" in page
    assert "Beginn der Anmeldung" in page
    half = send(boss, "/platforms", {"how": "add"}, page="/platforms")
    assert "Bitte Issuer, Client-ID" in demand_german(half.text)
