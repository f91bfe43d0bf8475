"""What tests do with a page in Chromium: watch what it complains about, and look at it in every width and theme."""

import contextlib

from axe_playwright_python.base import AXE_SCRIPT

WIDTHS = (390, 1280)
THEMES = ("light", "dark")
OF_COLOURS = ["color-contrast", "link-in-text-block"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_SHIFTED = 0.01
# Layout shifts since the page began that nobody's click, key or window caused (W3C Layout Instability, `hadRecentInput`).
_SHIFTS = """() => new Promise(done => {
    const seen = [], tell = of => of.node?.outerHTML?.slice(0, 200) ?? '';
    new PerformanceObserver(list => list.getEntries().filter(one => !one.hadRecentInput).forEach(
        one => seen.push([one.value, one.sources.map(tell)])
    )).observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(seen), 30);
})"""


@contextlib.contextmanager
def watching(browser, **options):
    """A page of a window of its own, moving as little as it can; whatever it complains about fails the test."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options})
    context.set_default_timeout(120_000)  # a busy machine may take its time
    page = context.new_page()
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert not complaints, complaints


def find_violations(page, *, colours_alone=False, but_colours=False):
    """What axe has to say, of everything, of colours alone, or of everything else; colours take it longest."""
    page.wait_for_load_state()  # without its style a page has other sizes
    chosen = {"type": "rule", "values": OF_COLOURS} if colours_alone else {"type": "tag", "values": RULES}
    rules = {name: {"enabled": False} for name in OF_COLOURS} if but_colours else {}
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    told = ["violations"]  # what passes is not told node by node, which takes longer than looking
    asked = {"runOnly": chosen, "rules": rules, "resultTypes": told}
    found = page.evaluate("asked => axe.run(asked).then(told => told.violations)", asked)
    return [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"]]


def find_shifts(page):
    """What moved by itself since the page began, and how much of the window it moved; nothing below the limit."""
    moved = page.evaluate(_SHIFTS)
    return moved if sum(share for share, _ in moved) >= MOST_SHIFTED else []


def look(page, pictures, name, *, is_translated=False):
    """Every width and theme: axe has nothing to say, nothing moved by itself or has to be scrolled sideways.

    A page in one theme differs from the other by its colours alone; they are the same at every width, so that the dark
    ones are looked at once. A page that was seen in another language differs by its words alone.
    """
    page.wait_for_load_state()  # a click waits until the next page begins, which may be empty yet
    moved = find_shifts(page)
    assert not moved, (name, moved)
    for width in WIDTHS:
        for theme in THEMES:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=theme)
            is_dark = theme != THEMES[0]
            if not is_dark or (width == WIDTHS[0] and not is_translated):
                found = find_violations(page, colours_alone=is_dark, but_colours=is_translated)
                assert not found, (name, width, theme, found)
            wide = page.evaluate("[document.scrollingElement.scrollWidth, window.innerWidth]")
            assert wide[0] <= wide[1], (name, width)
            if pictures:
                page.screenshot(path=pictures / f"{name}-{width}-{theme}.png", full_page=True)
    page.set_viewport_size({"width": WIDTHS[1], "height": 900})
