"""Platforms come to be known: by a one-time link, or by hand; keys are published and renewed."""

import re
from datetime import timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from api.auth import read_key
from api.lti.keys import PUBLISHED_FOR, sign_claims
from api.store.lti_tables import LtiDeployment, LtiKey, LtiPlatform
from api.store.tables import read_clock
from tests.api.conftest import send
from tests.api.lti.conftest import FRAME

CONFIGURATION = "https://lms.example/.well-known/openid-configuration"
OPENING = {"openid_configuration": CONFIGURATION, "registration_token": "registration"}
BY_HAND = {
    "how": "add",
    "name": "Moodle",
    "issuer": "https://moodle.example",
    "client_id": "m1",
    "auth_url": "https://moodle.example/mod/lti/auth.php",
    "token_url": "https://moodle.example/mod/lti/token.php",
    "keys_url": "https://moodle.example/mod/lti/certs.php",
    "deployments": "1 2",
    "frames": "https://lms.school.example javascript:alert(1)",
}


@pytest.fixture
def boss(world):
    world.add_account("boss", "owner")
    return world.log_in("boss")


@pytest.fixture
def link(world, boss):
    """A registration link; nobody is registered yet."""
    with world.database.transaction() as session:
        session.query(LtiPlatform).delete()
    page = send(boss, "/platforms", page="/platforms").text
    return re.findall(r"https://grader.test(/lti/register/[\w-]+)", page)[0]


def test_a_platform_registers_itself_once(world, link):
    browser = world.browser()
    assert "Give this address to your platform" in browser.get(link).text
    page = browser.get(link, params=OPENING, headers=FRAME)
    assert "Register https://lms.example" in page.text
    assert "frame-ancestors https://lms.example;" in page.headers["content-security-policy"] + ";"
    assert world.platform.registered == []
    done = browser.post(link, data=OPENING, headers=FRAME)
    assert "data-lti-close" in done.text, done.text
    (body,) = world.platform.registered
    tool = body["https://purl.imsglobal.org/spec/lti-tool-configuration"]
    assert tool["https://canvas.instructure.com/lti/privacy_level"] == "anonymous"
    assert tool["claims"] == ["iss", "sub"]
    placed = [one.get("placements") for one in tool["messages"]]
    assert ["ActivityAssetProcessor"] in placed
    assert len(placed) == 4
    with world.database.reading() as session:
        kept = session.query(LtiPlatform).one()
    assert (kept.issuer, kept.client_id, kept.keys_url) == (
        "https://lms.example",
        "client-1",
        "https://lms.example/keys",
    )
    assert kept.audience == ""
    assert browser.post(link, data=OPENING).status_code == browser.get(link).status_code == 404


def test_names_are_asked_for_when_the_administrator_says_so(world, link):
    world.browser().post(link, data={**OPENING, "names": "yes"})
    tool = world.platform.registered[0]["https://purl.imsglobal.org/spec/lti-tool-configuration"]
    assert "name" in tool["claims"]
    assert "email" not in tool["claims"]
    assert tool["https://canvas.instructure.com/lti/privacy_level"] == "name_only"


@pytest.mark.parametrize(
    "address", ["http://lms.example/x", "https://user@lms.example/x", "file:///etc/passwd", "x", ""]
)
def test_a_configuration_at_an_unsafe_address_is_not_fetched(world, link, address):
    asked = len(world.platform.asked)
    assert world.browser().post(link, data={**OPENING, "openid_configuration": address}).status_code == 422
    assert len(world.platform.asked) == asked


def test_a_configuration_of_somebody_else_is_refused(world, link):
    world.platform.told_issuer = "https://other.example"
    answer = world.browser().post(link, data=OPENING)
    assert "another platform" in answer.text
    assert (
        "frame-ancestors https://lms.example" in answer.headers["content-security-policy"]
    )  # the administrator reads it
    assert world.browser().get("/lti/register/guess", params=OPENING).status_code == 404


def test_a_platform_is_registered_by_hand_and_removed(world, boss):
    problem = send(boss, "/platforms", {**BY_HAND, "token_url": "http://moodle.example/t"}, page="/platforms")
    assert problem.status_code == 422
    assert "https" in problem.text
    assert 'value="m1"' in problem.text
    assert send(boss, "/platforms", BY_HAND, page="/platforms").status_code == 303
    assert send(boss, "/platforms", BY_HAND, page="/platforms").status_code == 422
    with world.database.reading() as session:
        made = session.query(LtiPlatform).filter_by(client_id="m1").one()
        assert made.origins == ["https://moodle.example", "https://lms.school.example"]
        assert session.query(LtiDeployment).filter_by(platform_id=made.id, is_allowed=True).count() == 2
    send(boss, f"/platforms/{made.id}", {"how": "remove"}, page="/platforms")
    with world.database.reading() as session:
        assert session.query(LtiPlatform).filter_by(client_id="m1").count() == 0


def test_only_the_owner_sees_platforms_and_not_as_a_platforms_guest(world, boss):
    assert world.log_in("ann").get("/platforms").status_code == 404
    assert world.browser().get("/platforms").headers["location"] == "/login"
    guest = world.come("prof", "Instructor")
    world.connect(guest, "boss")
    assert guest.get("/platforms").status_code == 404
    assert "Teachers" in guest.get("/people").text


def test_keys_are_renewed_and_the_old_one_stays_for_a_while(world, boss):
    (old,) = world.browser().get("/lti/keys").json()["keys"]
    assert not {"d", "p", "q"} & set(old)
    assert (old["alg"], old["use"]) == ("RS256", "sig")
    secret = read_key(world.settings.data)
    with world.database.transaction() as session:
        before = sign_claims(session, secret, {"a": 1})
    send(boss, "/platforms/keys", page="/platforms")
    published = world.browser().get("/lti/keys").json()
    assert len(published["keys"]) == 2
    assert old in published["keys"]
    with world.database.transaction() as session:
        after = sign_claims(session, secret, {"a": 2})
    keys = KeySet.import_key_set(published)
    kids = [jwt.decode(token, keys, algorithms=["RS256"]).header["kid"] for token in (before, after)]
    assert kids[0] == old["kid"] != kids[1]
    with world.database.transaction() as session:
        session.get_one(LtiKey, old["kid"]).retired_at = read_clock() - PUBLISHED_FOR - timedelta(minutes=1)
    assert len(world.browser().get("/lti/keys").json()["keys"]) == 1


def test_private_keys_lie_encrypted_in_the_store(world):
    world.browser().get("/lti/keys")
    with world.database.transaction() as session:
        kept = session.query(LtiKey).one()
        assert kept.private.count(".") == 4
        assert '"d"' not in kept.private
        signed = sign_claims(session, b"another machine's key" * 2, {"a": 1})
        assert session.query(LtiKey).count() == 2
    published = KeySet.import_key_set(world.browser().get("/lti/keys").json())
    assert jwt.decode(signed, published, algorithms=["RS256"]).claims == {"a": 1}
