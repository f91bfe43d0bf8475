"""The service with one learning platform that is registered, reached without a network."""

import re
import shutil
from urllib.parse import urlsplit

import httpx2
import pytest
from fastapi.testclient import TestClient

from api.jobs import do_chore, work_once
from api.lti import sending, services, tokens
from api.lti.frames import list_origins
from api.lti.planning import plan_messages
from api.outbound import MOST_BYTES
from api.settings import Settings
from api.store.database import Database
from api.store.lti import allow_deployment
from api.store.lti_tables import LtiPlatform
from api.store.users import add_user
from tests.api.conftest import HASHED, PASSWORD, send, serve_again
from tests.api.lti.platform import Platform
from tests.api.test_access import make_contest

PUBLIC = "https://grader.test"
FRAME = {"sec-fetch-dest": "iframe"}


class World:
    """The service, the platform, and what tests do with both."""

    def __init__(self, data, public=PUBLIC, base="https://lms.example"):
        hosts = (urlsplit(public).hostname,)
        database = f"sqlite:///{data / 'grader.sqlite'}"
        self.settings = Settings(data, database, public, hosts, reachable=("localhost",))
        self.database = Database(self.settings.database_url)
        self.database.upgrade()
        self.app = serve_again(self.settings, self.database)
        self.platform = Platform(base, tool=public)
        self.platform.tool_keys = lambda: self.browser().get("/lti/keys").json()
        self.serves = TestClient(self.platform.app, base_url=self.platform.base, follow_redirects=False)

    def browser(self):
        return TestClient(self.app, base_url=self.settings.public_url, follow_redirects=False)

    def send(self, _settings, request, most_bytes=MOST_BYTES):
        """What `api.lti.sending.send` does, without a network."""
        parts = urlsplit(str(request.url))
        path = f"/files{parts.path}" if parts.netloc == "files.example" else str(request.url)
        assert path.startswith((self.platform.base, "/files")), path
        kept = {k: v for k, v in request.headers.items() if k in {"accept", "authorization", "content-type"}}
        answer = self.serves.request(request.method, path, headers=kept, content=request.read())
        if len(answer.content) > most_bytes:
            raise sending.Unreachable("", "the answer is too long", "")
        return httpx2.Response(
            answer.status_code, headers=dict(answer.headers), content=answer.content, request=request
        )

    def register(self, **changes):
        told = {"name": "LMS", "issuer": self.platform.base, "client_id": self.platform.client_id}
        told |= {f"{name}_url": f"{self.platform.base}/{name}" for name in ("auth", "token", "keys")}
        with self.database.transaction() as session:
            made = LtiPlatform(**told, origins=list_origins([self.platform.base]), **changes)
            session.add(made)
            session.flush()
            allow_deployment(session, made.id, self.platform.deployment)

    def add_account(self, login, role="teacher"):
        with self.database.transaction() as session:
            return add_user(session, login, f"Teacher {login}", HASHED, role).id

    def log_in(self, login):
        client = self.browser()
        answer = send(client, "/login", {"login": login, "password": PASSWORD}, page="/login")
        assert answer.status_code == 303
        return client

    def begin(self, browser, headers=FRAME, **more):
        """Login initiation; gives state and nonce as the platform reads them."""
        asked = {
            "iss": self.platform.base,
            "client_id": self.platform.client_id,
            "login_hint": "hint-1",
            "lti_message_hint": "a&b=c",
            "lti_deployment_id": self.platform.deployment,
            "target_link_uri": f"{PUBLIC}/lti/launch",
            **more,
        }
        answer = browser.post("/lti/login", data=asked, headers=headers)
        if answer.status_code != 302:
            return answer
        return self.platform.check_login(answer.headers["location"])

    def launch(self, browser, claims, headers=FRAME, token=None):
        """A whole launch; gives the page at which it ends."""
        state, nonce = self.begin(browser, headers)
        signed = token or self.platform.sign({"nonce": nonce, **claims})
        answer = browser.post("/lti/launch", data={"state": state, "id_token": signed}, headers=headers)
        while answer.status_code == 303:
            answer = browser.get(answer.headers["location"], headers=headers)
        return answer

    def come(self, user="user-1", role="Learner", **more):
        """Somebody who came from the platform; gives their browser."""
        browser = self.browser()
        answer = self.launch(browser, self.platform.claims(user, role, **more))
        assert answer.status_code == 200, answer.text
        return browser

    def connect(self, browser, login):
        answer = send(browser, "/lti/connect", {"login": login, "password": PASSWORD}, page="/lti/connect")
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def work(self):
        """Lets a worker look, do chores and grade until nothing is left."""
        plan_messages(self.database)
        while do_chore(self.database, self.settings, "test") or work_once(self.database, self.settings, "test"):
            plan_messages(self.database)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("a request that no test expects")

    monkeypatch.setattr(sending, "send", refuse)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """The data of a service with a key that knows the platform and the teacher ann, made once; and her contest's path."""
    made = World(tmp_path_factory.mktemp("prepared"))
    made.register()
    made.add_account("ann")
    contest = make_contest(made.log_in("ann"))
    assert len(made.platform.tool_keys()["keys"]) == 1  # who asks first makes it
    made.database.close()
    return made.settings.data, contest


@pytest.fixture
def world(prepared, tmp_path, monkeypatch):
    """A service of its own for every test; the tool made no mistake when the test ends."""
    made = World(shutil.copytree(prepared[0], tmp_path / "data"))
    monkeypatch.setattr(sending, "send", made.send)
    tokens.forget_keys()
    services.forget_tokens()
    yield made
    made.database.close()
    assert made.platform.faults == []


@pytest.fixture
def contest(prepared):
    """The path of ann's contest."""
    return prepared[1]


@pytest.fixture
def course(world, contest):
    """The platform's teacher prof is ann here, and link-1 opens her contest; gives prof's browser in the frame."""
    browser = world.come("prof", "Instructor")
    assert world.connect(browser, "ann") == "/lti/choose"
    chosen = {"contest": contest.rpartition("/")[2]}
    assert send(browser, "/lti/choose", chosen, page="/lti/choose").headers["location"] == "/lti/course"
    return browser


def find_ids(page, kind):
    return list(dict.fromkeys(re.findall(rf"/{kind}/(\w{{32}})", page)))
