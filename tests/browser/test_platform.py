"""Inside a learning platform's page, which is of another site: a student hands an essay in, a teacher decides what opens."""

import socket
import threading
import time
from urllib.parse import urlencode

import pytest
import uvicorn
from fastapi import Request
from fastapi.responses import HTMLResponse

from api.store.lti import connect_teacher, find_or_add_link
from api.store.lti_tables import LtiPlatform
from api.store.members import open_class
from api.store.tables import Contest, Essay, User
from tests.api.conftest import PASSWORD
from tests.api.lti.conftest import World
from tests.api.lti.platform import KEY
from tests.api.test_access import make_contest
from tests.browser.looking import find_violations, look
from tests.conftest import SMALL_ESSAY

# What a platform does for its tools: a storage that belongs to the tool's origin (LTI Client Side postMessages).
STORAGE = """
const kept = {};
window.addEventListener("message", (event) => {
  const { subject, key, value, message_id } = event.data;
  const own = (kept[event.origin] ||= {});
  if (subject === "lti.put_data") own[key] = value;
  if (["lti.put_data", "lti.get_data"].includes(subject))
    event.source.postMessage({ subject: `${subject}.response`, message_id, key, value: own[key] }, event.origin);
});
"""
COURSE = """<!doctype html><html lang="en"><title>Course</title><link rel="icon" href="data:,">
<h1>Course</h1><script>{script}</script>{frame}"""
FRAME = '<iframe title="Grader" style="width:100%;height:800px" src="{tool}/lti/login?{query}"></iframe>'
SENDER = (
    '<form method="post" action="{action}"><input type="hidden" name="state" value="{state}">'
    '<input type="hidden" name="id_token" value="{token}"></form><script>document.forms[0].submit()</script>'
)


@pytest.fixture
def world(tmp_path):
    """Service and platform on two ports; browsers take 127.0.0.1 and localhost for two sites."""
    listening = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    ports = [one.getsockname()[1] for one in listening]
    made = World(tmp_path, f"http://127.0.0.1:{ports[0]}", f"http://localhost:{ports[1]}")
    made.register()
    ann = made.add_account("ann")
    servers = [uvicorn.Server(uvicorn.Config(app, log_level="warning")) for app in (made.app, made.platform.app)]
    add_pages(made.platform)
    running = [
        threading.Thread(target=server.run, kwargs={"sockets": [one]}, daemon=True)
        for server, one in zip(servers, listening, strict=True)
    ]
    for one in running:
        one.start()
    while not all(server.started for server in servers):
        time.sleep(0.01)
    choose_contest(made, ann)
    yield made
    for server in servers:
        server.should_exit = True
    for one in running:
        one.join(10)
    made.database.close()
    assert made.platform.faults == []


def choose_contest(world, ann):
    """What a teacher did before: link-1 of course-1 opens the contest."""
    path = make_contest(world.log_in("ann"))
    with world.database.transaction() as session:
        platform = session.query(LtiPlatform).one()
        connect_teacher(session, platform.id, "prof", session.get_one(User, ann).id)
        contest = session.get_one(Contest, path.rpartition("/")[2])
        link = find_or_add_link(session, platform.id, world.platform.deployment, "course-1", "link-1")
        link.contest_id = contest.id
        open_class(session, contest)


def add_pages(platform):
    """The platform's course, and where it says who somebody is."""

    @platform.app.get("/course")
    def course(storage: str = "", who: str = "user-1", role: str = "Learner"):
        asked = {"iss": platform.base, "client_id": platform.client_id, "login_hint": f"hint:{who}:{role}"}
        asked["lti_message_hint"] = "a&b=c"
        asked["target_link_uri"] = f"{platform.tool}/lti/launch"
        query = urlencode({**asked, **({"lti_storage_target": "_parent"} if storage else {})})
        frame = FRAME.format(tool=platform.tool, query=query.replace("&", "&amp;"))
        return HTMLResponse(COURSE.format(script=STORAGE, frame=frame))

    @platform.app.get("/auth")
    def authenticate(request: Request):
        state, nonce = platform.check_login(str(request.url))
        _, who, role = request.query_params["login_hint"].split(":")
        token = platform.sign({**platform.claims(who, role), "nonce": nonce}, KEY)
        action = request.query_params["redirect_uri"]
        return HTMLResponse(SENDER.format(action=action, state=state, token=token))


def drop_cookies(route):
    """A browser that keeps no cookie of another site while somebody logs in."""
    headers = {name: value for name, value in route.request.headers.items() if name != "cookie"}
    route.continue_(headers=headers)


@pytest.mark.parametrize("is_blocked", [False, True], ids=["cookies", "storage of the platform"])
def test_a_student_hands_in_inside_the_platform(world, page, is_blocked):
    if is_blocked:
        page.route("**/lti/launch", drop_cookies)
    page.goto(f"{world.platform.base}/course{'?storage=yes' if is_blocked else ''}")
    tool = page.frame_locator("iframe")
    tool.get_by_label("Paste your essay").fill(SMALL_ESSAY)
    frame = page.frames[1]
    assert frame.url == f"{world.platform.tool}/lti/essay"
    assert find_violations(frame) == []
    tool.get_by_role("button", name="Hand in").click()
    tool.get_by_text("it arrived").wait_for()
    assert find_violations(frame) == []
    tool.get_by_role("link", name="Try a draft first").click()
    tool.get_by_role("heading", name="Your first draft").wait_for()
    with world.database.reading() as session:
        assert session.query(Essay).one().code == "essay-001"


def test_no_other_site_frames_the_tool(world, browser):
    """The same page under another name is another origin, of which the platform's registration says nothing."""
    context = browser.new_context()
    page = context.new_page()
    refused = []
    page.on("console", lambda said: refused.append(said.text) if "frame-ancestors" in said.text else None)
    page.goto(f"{world.platform.base.replace('localhost', '127.0.0.1')}/course")
    page.wait_for_function("window.frames.length === 1")
    deadline = time.monotonic() + 20
    while not refused and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    context.close()
    assert refused


def test_a_teacher_connects_inside_the_platform_and_the_owner_sees_platforms(world, page):
    world.add_account("boss", "owner")
    page.goto(f"{world.platform.base}/course?who=new&role=Instructor")
    tool, frame = page.frame_locator("iframe"), page.frames[1]
    tool.get_by_role("heading", name="You have an account here").wait_for()
    assert find_violations(frame) == []
    tool.get_by_label("Name", exact=True).fill("ann")
    tool.get_by_label("Password").fill(PASSWORD)
    tool.get_by_role("button", name="Log in and connect").click()
    tool.get_by_role("heading", name="Students").wait_for()
    assert find_violations(frame) == []
    tool.get_by_role("button", name="Choose another contest for this link").click()
    tool.get_by_role("heading", name="Choose a contest").wait_for()
    assert find_violations(frame) == []
    tool.get_by_role("button", name="Choose this contest").click()
    tool.get_by_role("link", name="The contest").click()
    tool.get_by_role("heading", name="The Lamp").wait_for()
    page.goto(f"{world.platform.tool}/login")
    page.get_by_label("Name").fill("boss")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Teachers").wait_for()
    page.goto(f"{world.platform.tool}/platforms")
    page.get_by_role("button", name="Make a registration link").click()
    page.get_by_text("It works once").wait_for()
    look(page, None, "platforms")
