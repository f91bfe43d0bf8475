"""Deep linking: a teacher chooses a contest, and the platform gets a signed link to it."""

import re

import pytest

from api.lti.grades import highest_points
from api.reading import load_version
from api.store.tables import Contest
from tests.api.conftest import send
from tests.api.lti.platform import CLAIM, DEEP


@pytest.fixture
def prof(world, contest):
    """The platform's teacher, connected with ann."""
    browser = world.come("prof", "Instructor")
    world.connect(browser, "ann")
    return browser


def choose(world, browser, contest, claims, **more):
    page = world.launch(browser, claims)
    assert "Choose a contest" in page.text, page.text
    chosen = {"contest": contest.rpartition("/")[2], **more}
    answer = send(browser, "/lti/choose", chosen, page="/lti/choose")
    assert answer.status_code == 200, answer.text
    assert "form-action &#39;self&#39;" not in answer.text
    assert "form-action 'self' https://lms.example;" in answer.headers["content-security-policy"]
    assert 'action="https://lms.example/back"' in answer.text
    return world.platform.read_answer(re.findall(r'name="JWT" value="([^"]+)"', answer.text)[0])


def test_a_link_with_a_column_opens_the_contest_for_students(world, prof, contest):
    (item,) = choose(world, prof, contest, world.platform.deep_claims("prof"), column="yes")
    assert (item["type"], item["title"]) == ("ltiResourceLink", "The Lamp")
    assert item["url"] == "https://grader.test/lti/launch"
    assert item["lineItem"]["scoreMaximum"] == pytest.approx(rubric_points(world, prof, contest))
    assert item["lineItem"]["resourceId"] == contest.rpartition("/")[2]
    page = world.launch(world.browser(), world.platform.claims(resource="new", **{f"{CLAIM}custom": item["custom"]}))
    assert "Hand in your essay" in page.text


def rubric_points(world, prof, contest):
    with world.database.reading() as session:
        version = session.get_one(Contest, contest.rpartition("/")[2]).versions[-1]
        return highest_points(load_version(session, version, world.settings).rubric)


def test_a_link_without_a_column(world, prof, contest):
    (item,) = choose(world, prof, contest, world.platform.deep_claims("prof"))
    assert "lineItem" not in item
    claims = world.platform.deep_claims("prof")
    claims[f"{DEEP}deep_linking_settings"]["accept_lineitem"] = False
    (item,) = choose(world, prof, contest, claims, column="yes")
    assert "lineItem" not in item


def test_a_link_that_was_changed_or_copied_to_another_course_opens_nothing(world, prof, contest):
    (item,) = choose(world, prof, contest, world.platform.deep_claims("prof"))
    signed = item["custom"]["grader_item"]
    copied = {f"{CLAIM}custom": {"grader_item": signed}, f"{CLAIM}context": {"id": "course-2"}}
    changed = {f"{CLAIM}custom": {"grader_item": signed[:-2] + "xx"}}
    for number, more in enumerate((copied, changed)):
        page = world.launch(world.browser(), world.platform.claims(resource=f"copy-{number}", **more))
        assert "Nothing here yet" in page.text


def test_nobody_links_a_colleagues_contest(world, contest):
    world.add_account("ben")
    browser = world.come("other", "Instructor")
    world.connect(browser, "ben")
    world.launch(browser, world.platform.deep_claims("other"))
    chosen = {"contest": contest.rpartition("/")[2]}
    form = re.findall(r'name="form_token" value="(\w+)"', browser.get("/lti/choose").text)[0]
    assert browser.post("/lti/choose", data={**chosen, "form_token": form}).status_code == 404


def test_a_platform_that_takes_no_links_gets_none(world, prof, contest):
    page = world.launch(prof, world.platform.deep_claims("prof", kinds=("html",)))
    assert "takes no contest" in page.text


@pytest.mark.parametrize(
    "change", [{"deep_link_return_url": "http://lms.example/back"}, {"accept_types": None}, {"data": 7}]
)
def test_settings_that_are_not_whole_are_refused(world, prof, change):
    claims = world.platform.deep_claims("prof")
    claims[f"{DEEP}deep_linking_settings"].update(change)
    assert world.launch(prof, claims).status_code == 400


def test_students_link_nothing(world, course):
    claims = {**world.platform.deep_claims("user-1"), f"{CLAIM}roles": world.platform.claims()[f"{CLAIM}roles"]}
    browser = world.browser()
    assert "Nothing here yet" in world.launch(browser, claims).text
    assert browser.get("/lti/choose").status_code == 404
