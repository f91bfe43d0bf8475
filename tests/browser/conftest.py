"""Pages in a real browser: the system's Chromium, driven by playwright."""

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.looking import watching
from tests.conftest import find_chromium, skip_or_fail


@pytest.fixture(scope="session")
def browser():
    """A Chromium that stays open for all tests of the session."""
    path = find_chromium()
    if path is None:
        skip_or_fail("no Chromium is installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser):
    """Opens a file at a width, in a theme."""
    with contextlib.ExitStack() as opened:

        def open_file(path, width=1280, theme="light"):
            options = {"viewport": {"width": width, "height": 900}, "color_scheme": theme, "offline": True}
            page, failed = opened.enter_context(watching(browser, **options)), []
            page.on("requestfailed", lambda request: failed.append(request.url))
            page.goto(path.as_uri())
            assert failed == []
            return page

        yield open_file


@pytest.fixture
def page(browser):
    """A window of a desk."""
    with watching(browser) as page:
        yield page


@pytest.fixture(scope="module")
def link(tmp_path_factory):
    """The one-time link of a service that was just started, with one worker."""
    data = tmp_path_factory.mktemp("service")
    command = [sys.executable, "-m", "grader.cli", "start", "--data", str(data), "--port", "0", "--no-browser"]
    process = subprocess.Popen([*command, "--workers", "1"], stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout
    said = process.stdout.readline() + process.stdout.readline()
    yield re.findall(r"http://\S+/first/\S+", said)[0]
    process.terminate()
    process.wait(20)
    process.stdout.close()


@pytest.fixture(scope="module")
def pictures():
    """The folder for pictures of every page, where GRADER_TEST_PICTURES names one; they take minutes."""
    wanted = os.environ.get("GRADER_TEST_PICTURES")
    return Path(wanted) if wanted else None
