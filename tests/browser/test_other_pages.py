"""Pages that belong to no day: what could not be done, what waits, and the way from a learning platform.

The service runs in this process, without a worker, so that each page stays as long as it is looked at.
"""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from api.lti import sending, services, tokens
from api.store.lti import allow_deployment
from api.store.lti_tables import LtiPlatform
from tests.api.conftest import hand_draft, hand_in, open_class, send
from tests.api.lti.conftest import FRAME, World
from tests.api.lti.test_platforms import OPENING
from tests.api.pages.test_rubric_files import give
from tests.api.test_access import TASK, make_contest
from tests.browser.looking import look
from tests.conftest import SMALL_ESSAY


@pytest.fixture
def world(tmp_path, monkeypatch):
    made = World(tmp_path)
    monkeypatch.setattr(sending, "send", made.send)
    tokens.forget_keys()
    services.forget_tokens()
    for login, role in (("ann", "teacher"), ("boss", "owner")):
        made.add_account(login, role)
    yield made
    made.database.close()
    assert made.platform.faults == []


@pytest.fixture
def see(page, pictures):
    """Looks at an answer as the browser of somebody shows it; styles come from the service, scripts that lead on do not."""

    current: list[Any] = []

    def give(route):
        path, (client, answer) = urlsplit(route.request.url).path, current
        told = answer if path == "/answer" else client.get(path)
        headers = {
            name: told.headers[name] for name in ("content-type", "content-security-policy") if name in told.headers
        }
        status = 200 if path == "/answer" else told.status_code
        route.fulfill(status=status, headers=headers, body=b"" if path == "/static/lti.js" else told.content)

    def show(name, client, answer):
        page.goto("about:blank")  # what asks for news every second asks no more
        current[:] = client, answer
        page.goto(f"{client.base_url}/answer")
        look(page, pictures, name)

    page.route("**/*", give)
    return show


def test_pages_of_no_day(world, see):
    ann = world.log_in("ann")
    contest = make_contest(ann)
    look_at_essays(world, see, ann, contest)
    look_at_drafts(world, see, ann, contest)
    come_from_platform(world, see)
    answer_platform(world, see, contest)


def look_at_essays(world, see, ann, contest):
    """Those that wait, and those whose report was replaced."""
    see("contest-refused", ann, send(ann, "/contests", {"title": ""}, page="/contests/new"))
    see("not-found", ann, ann.get("/contests/nothing"))
    rubric = ann.get(f"{contest}/rubric/export/case-json").content
    see("rubric-drafted", ann, give(ann, contest, "rubric.json", rubric))
    see("rubric-refused", ann, give(ann, contest, "rubric.txt", b"no rubric at all"))
    batch = hand_in(ann, contest, {"Ann Lee.txt": SMALL_ESSAY})
    see("names-asked", ann, ann.get(batch))
    send(ann, f"{batch}/confirm", {"how": "all"}, page=batch)
    see("class-waiting", ann, ann.get(f"{batch}/class"))
    world.work()
    essay = re.findall(r"/essays/\w{32}", ann.get(batch).text)[0]
    see("student-data", ann, ann.get(f"{essay}/student"))
    ann.get(essay)
    send(ann, f"{contest}/seal", {"is_sealed": "yes"}, page=contest)
    see("sealed-too-late", ann, ann.get(essay))
    send(ann, f"{contest}/seal", {"is_sealed": "no"}, page=contest)
    send(ann, f"{contest}/task", TASK, page=f"{contest}/task")
    send(ann, f"{batch}/again", page=batch)
    world.work()
    replaced = ann.get(f"{essay}/earlier")
    see("earlier", ann, replaced)
    see("earlier-report", ann, ann.get(re.findall(rf"{essay}/earlier/\w{{32}}", replaced.text)[0]))
    send(ann, f"{contest}/calibration", {"how": "calibrate"}, page=f"{contest}/calibration")
    see("calibration-working", ann, ann.get(f"{contest}/calibration"))


def look_at_drafts(world, see, ann, contest):
    """Those that wait or could not be read."""
    student, code = world.browser(), open_class(ann, contest, drafts="1")
    send(student, f"/join/{code}", {"pseudonym": "night owl"}, page=f"/join/{code}")
    broken = {"file": ("draft.pdf", b"%PDF-1.7 and nothing more", "application/pdf")}
    draft = send(student, "/my/drafts", {"draft": ""}, page="/my", files=broken).headers["location"]
    see("draft-waiting", student, student.get(draft))
    world.work()
    see("draft-failed", student, student.get(draft))
    hand_draft(student, SMALL_ESSAY)
    see("my-used-up", student, student.get("/my"))


def come_from_platform(world, see):
    """Every page on the way, as it stands when no script leads on."""
    boss = world.log_in("boss")
    link = re.findall(r"https://grader.test(/lti/register/[\w-]+)", send(boss, "/platforms", page="/platforms").text)[0]
    see("register-address", boss, boss.get(link))
    see("register", boss, boss.get(link, params=OPENING))
    see("registered", boss, boss.post(link, data=OPENING))
    with world.database.transaction() as session:
        allow_deployment(session, session.scalars(select(LtiPlatform.id)).one(), world.platform.deployment)
    see("waiting-for-the-teacher", boss, world.launch(world.browser(), world.platform.claims("user-9")))
    login = {"iss": world.platform.base, "client_id": world.platform.client_id, "login_hint": "hint-1"}
    login |= {"target_link_uri": "https://grader.test/lti/launch", "lti_storage_target": "_parent"}
    asked = world.browser().post("/lti/login", data=login, headers=FRAME)
    see("login-in-a-frame", boss, asked)
    sent = parse_qs(urlsplit(re.findall(r'data-place="([^"]+)"', asked.text)[0].replace("&amp;", "&")).query)
    token = world.platform.sign({"nonce": sent["nonce"][0], **world.platform.claims("user-5")})
    launch = {"state": sent["state"][0], "id_token": token}
    see("proof", boss, world.browser().post("/lti/launch", data=launch, headers=FRAME))
    see("window", boss, world.browser().post("/lti/launch", data={**launch, "proof": "guess"}, headers=FRAME))
    see("refused", boss, world.browser().post("/lti/launch", data={**launch, "state": "gone"}, headers=FRAME))


def answer_platform(world, see, contest):
    """A teacher chooses a contest for a platform that asks for a link."""
    prof = world.browser()
    world.launch(prof, world.platform.deep_claims("prof"))
    world.connect(prof, "ann")
    chosen = {"contest": contest.rpartition("/")[2]}
    world.launch(prof, world.platform.deep_claims("prof"))
    see("answer", prof, send(prof, "/lti/choose", chosen, page="/lti/choose"))
