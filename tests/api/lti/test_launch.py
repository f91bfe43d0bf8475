"""Launches: good ones let people in as who they are; every bad one is refused."""

import hmac
import json
import re
import time
from base64 import urlsafe_b64encode

import pytest
from sqlalchemy import text

from api.lti import tokens
from api.store.lti_tables import LtiDeployment, LtiLink, LtiMember, LtiState
from api.store.tables import Student, User
from tests.api.conftest import send
from tests.api.lti.conftest import FRAME, PUBLIC
from tests.api.lti.platform import AGS, CLAIM, KEY, OTHER_KEY


def test_a_teacher_connects_an_account_and_is_let_in_from_then_on(world, contest):
    browser = world.browser()
    page = world.launch(browser, world.platform.claims("prof", "Instructor", email="ann@school.example"))
    assert "Log in and connect" in page.text
    wrong = send(browser, "/lti/connect", {"login": "ann", "password": "no"}, page="/lti/connect")
    assert wrong.status_code == 401
    world.connect(browser, "ann")
    again = world.launch(world.browser(), world.platform.claims("prof", "Instructor"))
    assert "Choose a contest" in again.text
    assert "The Lamp" in again.text


def test_who_logs_out_comes_back_by_the_platform_alone(world, course):
    assert send(course, "/logout", page="/lti/course").status_code == 303
    for path in ("/lti/course", "/lti/connect", "/lti/choose", "/lti/wait"):
        assert course.get(path).status_code == 404
    assert "frame-ancestors 'none'" in course.get("/login").headers["content-security-policy"]
    assert "The Lamp" in world.launch(course, world.platform.claims("prof", "Instructor")).text


def test_an_address_or_a_name_connects_nobody(world):
    claims = world.platform.claims("prof", "Instructor", email="ann", name="Teacher ann")
    browser = world.browser()
    world.launch(browser, claims)
    assert browser.get("/").headers["location"] == "/login"


def test_the_owner_lets_a_teacher_in(world):
    world.add_account("boss", "owner")
    browser, boss = world.come("prof", "Instructor"), world.log_in("boss")
    assert send(browser, "/lti/connect/ask", {"name": "Prof Oak"}, page="/lti/connect").status_code == 303
    assert "The owner of this service was asked" in browser.get("/lti/connect").text
    page = boss.get("/platforms").text
    assert "Prof Oak" in page
    place = re.findall(r"/platforms/teachers/\w+", page)[0]
    assert send(boss, place, {"account": "new"}, page="/platforms").status_code == 303
    assert browser.get("/lti/connect").headers["location"] == "/lti/choose"
    assert "There is no contest yet" in browser.get("/lti/choose").text
    with world.database.reading() as session:
        made = session.query(User).filter(User.login.like("lti:%")).one()
    assert (made.name, made.role, made.password) == ("Prof Oak", "teacher", "")


def test_students_come_into_the_class_under_no_name(world, course):
    browser = world.come("user-1")
    assert "Hand in your essay" in browser.get("/lti/essay").text
    assert "Your first draft" in browser.get("/my").text
    assert "left for today" in browser.get("/my").text
    world.come("user-1")
    world.come("user-2", name="Ada Lovelace")
    with world.database.reading() as session:
        assert session.query(LtiMember).count() == 2
        assert sorted(one.name for one in session.query(Student)) == ["Ada Lovelace", "student-001"]


def test_a_contest_that_is_judged_blind_keeps_no_name(world, course, contest):
    with world.database.transaction() as session:
        session.execute(text("UPDATE contest_versions SET is_blind = 1"))
    world.come("user-2", name="Ada Lovelace")
    with world.database.reading() as session:
        assert [one.name for one in session.query(Student)] == ["student-001"]


def test_a_student_waits_while_no_contest_is_chosen(world):
    browser = world.come("user-1")
    assert "Your teacher has not opened this" in browser.get("/lti/wait").text
    assert browser.get("/lti/essay").status_code == 404


def test_who_teaches_is_a_teacher_and_who_does_neither_is_refused(world):
    member = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
    both = {f"{CLAIM}roles": [f"{member}Learner", f"{member}Instructor"]}
    assert "Log in and connect" in world.launch(world.browser(), world.platform.claims("prof", **both)).text
    for roles in ([], [f"{member}Mentor"], ["http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor"]):
        answer = world.launch(world.browser(), world.platform.claims("x", **{f"{CLAIM}roles": roles}))
        assert answer.status_code == 403


def refused(world, claims, **how):
    answer = world.launch(world.browser(), claims, **how)
    assert answer.status_code in {400, 403}, answer.text
    assert "set-cookie" not in answer.headers or "grader_frame" not in answer.headers["set-cookie"]
    assert "frame-ancestors https://lms.example" in answer.headers["content-security-policy"]  # people read why
    return answer.text


WRONG = {
    "issuer": {"iss": "https://evil.example"},
    "audience": {"aud": "client-2"},
    "audiences without azp": {"aud": ["client-1", "client-2"]},
    "azp": {"aud": ["client-1", "client-2"], "azp": "client-2"},
    "azp of one": {"azp": "client-2"},
    "nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "expired": {"exp": int(time.time()) - 120},
    "from the future": {"iat": int(time.time()) + 86_400},
    "no iat": {"iat": None},
    "exp is no number": {"exp": "tomorrow"},
    "exp is true": {"exp": True},
    "deployment": {f"{CLAIM}deployment_id": "deployment-2"},
    "no deployment": {f"{CLAIM}deployment_id": None},
    "version": {f"{CLAIM}version": "1.1.0"},
    "message type": {f"{CLAIM}message_type": "LtiSomethingElse"},
    "no message type": {f"{CLAIM}message_type": None},
    "target": {f"{CLAIM}target_link_uri": "https://evil.example/lti/launch"},
    "no target": {f"{CLAIM}target_link_uri": None},
    "no roles": {f"{CLAIM}roles": None},
    "no subject": {"sub": None},
    "a long subject": {"sub": "x" * 256},
    "no link": {f"{CLAIM}resource_link": None},
    "a link without id": {f"{CLAIM}resource_link": {"title": "x"}},
}


@pytest.mark.parametrize("change", WRONG.values(), ids=list(WRONG))
def test_a_launch_with_a_wrong_claim_is_refused(world, change):
    claims = {k: v for k, v in {**world.platform.claims(), **change}.items() if v is not None}
    if change.get("nonce", "") is None:
        claims["nonce"] = 7  # a nonce of another kind, so that the helper adds none
    refused(world, claims)
    with world.database.reading() as session:
        assert session.query(User).filter(User.role == "student").count() == 0


def encode(content):
    return urlsafe_b64encode(content).decode().rstrip("=")


def test_only_the_platforms_own_signature_counts(world):
    platform = world.platform
    claims = platform.claims()
    refused(world, claims, token=platform.sign(claims, OTHER_KEY))
    refused(world, claims, token=platform.sign(claims, OTHER_KEY, {"kid": KEY.kid}))
    header, payload, _ = platform.sign(claims).split(".")
    none, weak = (encode(json.dumps({"alg": alg, "kid": KEY.kid}).encode()) for alg in ("none", "HS256"))
    # The mistake of many tools: the public key, which everybody has, taken for a secret.
    digest = hmac.new(KEY.as_pem(private=False), f"{weak}.{payload}".encode(), "sha256").digest()
    forged = f"{weak}.{payload}.{encode(digest)}"
    stripped = (f"{none}.{payload}.", f"{none}.{payload}.x", f"{header}.{payload}.")
    for token in (*stripped, forged, "x", "a.b.c", "-", "x" * 70_000):
        refused(world, claims, token=token)


def test_keys_are_fetched_again_when_one_is_not_known(world, monkeypatch):
    world.come("user-1")
    asked = world.platform.asked.count("GET /keys")
    world.come("user-2")
    assert world.platform.asked.count("GET /keys") == asked == 1
    world.platform.keys = [OTHER_KEY]
    token = {"key": OTHER_KEY}
    state, nonce = world.begin(browser := world.browser())
    signed = world.platform.sign({**world.platform.claims(), "nonce": nonce}, **token)
    data = {"state": state, "id_token": signed}
    assert browser.post("/lti/launch", data=data, headers=FRAME).status_code == 400  # asked a moment ago
    monkeypatch.setattr(tokens, "_PAUSE_SECONDS", 0.0)
    assert browser.post("/lti/launch", data=data, headers=FRAME).status_code == 303
    assert world.platform.asked.count("GET /keys") == 2


def test_a_launch_counts_once(world):
    browser = world.browser()
    state, nonce = world.begin(browser)
    data = {"state": state, "id_token": world.platform.sign({**world.platform.claims(), "nonce": nonce})}
    assert browser.post("/lti/launch", data=data, headers=FRAME).status_code == 303
    assert browser.post("/lti/launch", data=data, headers=FRAME).status_code == 400
    fresh, _ = world.begin(browser)
    assert browser.post("/lti/launch", data={**data, "state": fresh}, headers=FRAME).status_code == 400


def test_a_login_ends_in_the_browser_that_began_it(world):
    state, nonce = world.begin(world.browser())
    data = {"state": state, "id_token": world.platform.sign({**world.platform.claims(), "nonce": nonce})}
    other = world.browser()
    answer = other.post("/lti/launch", data=data, headers=FRAME)
    assert "Open in a new window" in answer.text
    assert "set-cookie" not in answer.headers
    again = re.findall(r'href="(/lti/login[^"]+)"', answer.text)[0].replace("&amp;", "&")
    assert world.platform.check_login(other.get(again).headers["location"])
    assert other.post("/lti/launch", data={"state": "made up", "id_token": "x"}).status_code == 400


def test_a_login_does_not_wait_for_ever(world):
    browser = world.browser()
    state, nonce = world.begin(browser)
    with world.database.transaction() as session:
        session.query(LtiState).one().expires_at = session.query(LtiState).one().expires_at.replace(year=2020)
    data = {"state": state, "id_token": world.platform.sign({**world.platform.claims(), "nonce": nonce})}
    assert browser.post("/lti/launch", data=data, headers=FRAME).status_code == 400


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://evil.example"},
        {"client_id": "client-2"},
        {"login_hint": ""},
        {"target_link_uri": "https://evil.example/lti/launch"},
        {"target_link_uri": f"{PUBLIC}/lti/launch/../keys"},
        {"target_link_uri": "//["},
        {"lti_deployment_id": "deployment-2"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_login_that_cannot_be_ours_is_refused(world, change):
    answer = world.begin(world.browser(), **change)
    assert answer.status_code in {400, 403}
    assert "set-cookie" not in answer.headers


def test_a_place_that_is_not_known_waits_for_the_owner(world):
    world.add_account("boss", "owner")
    refused(world, {**world.platform.claims(), f"{CLAIM}deployment_id": "deployment-2"})
    boss = world.log_in("boss")
    assert "wants to come in" in boss.get("/platforms").text
    place = re.findall(r'action="(/platforms/\w{32})"', boss.get("/platforms").text)[0]
    send(boss, place, {"deployment": "deployment-2"}, page="/platforms")
    with world.database.reading() as session:
        assert all(one.is_allowed for one in session.query(LtiDeployment))
    world.launch(world.browser(), {**world.platform.claims(), f"{CLAIM}deployment_id": "deployment-2"})


def test_the_storage_of_the_platform_stands_in_for_cookies(world):
    browser = world.browser()
    page = browser.get(
        "/lti/login",
        params={
            "iss": world.platform.base,
            "login_hint": "hint",
            "target_link_uri": f"{PUBLIC}/lti/launch",
            "lti_message_hint": "a&b=c",
            "lti_storage_target": "_parent",
        },
        headers=FRAME,
    )
    told = dict(re.findall(r'data-(\w+)="([^"]*)"', page.text))
    assert (told["origin"], told["target"]) == (world.platform.base, "_parent")
    state, nonce = world.platform.check_login(told["place"].replace("&amp;", "&"))
    data = {
        "state": state,
        "id_token": world.platform.sign({**world.platform.claims("prof", "Instructor"), "nonce": nonce}),
    }
    blocked = world.browser()
    page = blocked.post("/lti/launch", data=data, headers=FRAME).text
    assert "data-lti-get" in page
    assert told["key"] in page
    assert told["value"] not in page
    own, foreign = {**FRAME, "origin": PUBLIC}, {**FRAME, "origin": "https://evil.example"}
    proved = {**data, "proof": told["value"]}
    assert "new window" in blocked.post("/lti/launch", data=proved, headers=foreign).text
    assert "new window" in blocked.post("/lti/launch", data={**data, "proof": "x"}, headers=own).text
    answer = blocked.post("/lti/launch", data=proved, headers=own)
    assert answer.status_code == 303
    nothing_kept = world.browser().get(answer.headers["location"], headers=FRAME)
    assert "Open in a new window" in nothing_kept.text


def test_cookies_and_frames_are_those_of_a_visit(world):
    browser = world.browser()
    state, nonce = world.begin(browser)
    data = {"state": state, "id_token": world.platform.sign({**world.platform.claims(), "nonce": nonce})}
    answer = browser.post("/lti/launch", data=data, headers=FRAME)
    cookie = answer.headers["set-cookie"]
    assert all(part in cookie for part in ("grader_frame=", "HttpOnly", "Secure", "SameSite=None", "Partitioned"))
    framed = browser.get("/lti/wait").headers
    origins = "frame-ancestors https://lms.example https://school.lms.example"
    assert origins in framed["content-security-policy"]
    assert framed["cross-origin-opener-policy"] == "unsafe-none"
    other = world.browser().get("/login").headers
    assert "frame-ancestors 'none'" in other["content-security-policy"]
    assert other["cross-origin-opener-policy"] == "same-origin"
    assert browser.post("/lti/connect/ask", data={"name": "x"}).status_code == 403  # no form from elsewhere


def test_a_window_of_its_own_has_the_usual_cookie(world):
    browser, top = world.browser(), {"sec-fetch-dest": "document"}
    state, nonce = world.begin(browser, top)
    data = {"state": state, "id_token": world.platform.sign({**world.platform.claims(), "nonce": nonce})}
    answer = browser.post("/lti/launch", data=data, headers=top)
    assert "grader_session=" in answer.headers["set-cookie"]
    assert "SameSite=lax" in answer.headers["set-cookie"]
    assert "frame-ancestors 'none'" in browser.get("/lti/wait", headers=top).headers["content-security-policy"]


def test_a_platform_cannot_slip_anything_into_a_policy(world):
    bad = {"return_url": "https://x.example; script-src *", "document_target": "iframe"}
    browser = world.come("user-1", **{f"{CLAIM}launch_presentation": bad})
    assert "x.example" not in browser.get("/lti/wait").headers["content-security-policy"]


def test_services_at_unsafe_addresses_are_not_kept(world, course):
    endpoint = {"scope": [f"{AGS}scope/score"], "lineitem": "http://10.0.0.1/items/1"}
    world.come("user-1", **{f"{AGS}claim/endpoint": endpoint})
    assert "takes no points" not in course.get("/lti/course").text
    with world.database.reading() as session:
        assert "lineitem" not in session.query(LtiLink).one().services
