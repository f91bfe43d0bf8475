"""Pages in a real browser: the system's Chromium, driven by playwright."""

import contextlib

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import find_chromium, skip_or_fail

WIDTHS = (390, 1280)
THEMES = ("light", "dark")


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
    """Opens a file at a width, in a theme; whatever the page complains about fails the test."""
    with contextlib.ExitStack() as opened:

        def open_file(path, width=1280, theme="light"):
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce", offline=True
            )
            opened.callback(context.close)
            page = context.new_page()
            complaints = []
            page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("requestfailed", lambda request: complaints.append(request.url))
            page.goto(path.as_uri())
            assert complaints == []
            return page

        yield open_file
