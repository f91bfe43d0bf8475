"""Reads a rendered page the way a browser or a screen reader would."""

from itertools import pairwise

from lxml import html


def parse(page):
    """The page as a tree."""
    return html.document_fromstring(page)


def text_of(element):
    """The words of an element on one line."""
    return " ".join(element.text_content().split())


def find_faults(page):
    """What no page may have: scripts, things to fetch, broken links inside it, doubled ids, headings out of order."""
    tree = parse(page)
    ids = tree.xpath("//@id")
    faults = [f"id {name} twice" for name in {n for n in ids if ids.count(n) > 1}]
    waits = tree.xpath(
        "//link[@rel='expect' and starts-with(@href, '#')]"
    )  # for a part of the page itself: loads nothing
    faults += [
        f"no target for {h}"
        for h in tree.xpath("//a/@href|//link[@rel='expect']/@href")
        if h.startswith("#") and h[1:] not in ids
    ]
    faults += [f"odd link {h}" for h in tree.xpath("//a/@href") if h.lower().strip().startswith(("javascript", "data"))]
    loading = tree.xpath("//script|//link|//img|//iframe|//object|//form|//*[@src]")
    faults += [f"loads {e.tag}" for e in loading if e not in waits]
    faults += [f"attribute {a}" for e in tree.iter() for a in e.attrib if a.startswith("on") or a == "style"]
    levels = [int(e.tag[1]) for e in tree.xpath("//h1|//h2|//h3|//h4")]
    faults += [f"h{b} after h{a}" for a, b in pairwise(levels) if b > a + 1]
    faults += [] if levels.count(1) == 1 else ["not one h1"]
    faults += ["th without scope" for e in tree.xpath("//th[not(@scope)]") if e is not None]
    return faults
