"""What in a web page's structure is not part of the work: menus, side bars, forms, share buttons, comments."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS = frozenset({"nav", "aside", "form", "menu", "dialog"})
_FRAMES = frozenset({"header", "footer"})
_KEPT = frozenset({"html", "body", "main", "article"})
_LANDMARKS = {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu", "menubar", "toolbar"}
_ADVERTS = {
    "ad",
    "ads",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "promo",
    "sponsor",
    "sponsored",
    "taboola",
}
_SOCIAL = {"comment", "comments", "disqus", "reply", "respond", "share", "sharedaddy", "sharing", "social"}
_MENUS = {
    "breadcrumb",
    "breadcrumbs",
    "menu",
    "nav",
    "navbar",
    "navbox",
    "navigation",
    "pager",
    "pagination",
    "skip",
    "toc",
}
_BOXES = {"banner", "footer", "masthead", "modal", "popup", "sidebar", "toolbar", "widget", "widgets", "editsection"}
_OFFERS = {"cookie", "cookies", "login", "newsletter", "paywall", "recommended", "related", "signup", "subscribe"}
_WORDS = frozenset(_ADVERTS | _SOCIAL | _MENUS | _BOXES | _OFFERS | {"jumplink", "outbrain", "postmeta"})
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_MAX_NAME = 400
_MAX_SHARE = 0.5
_MIN_MAIN_SHARE = 0.4


def _measure(root: "HtmlElement") -> "dict[HtmlElement, int]":
    """How many characters of text every element holds."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - delayed: only web pages need it

    sizes: dict[HtmlElement, int] = {}
    for _, element in iterwalk(root, events=("end",)):
        own = len((element.text or "").strip())
        sizes[element] = own + sum(sizes[child] + len((child.tail or "").strip()) for child in element)
    return sizes


def _names(element: "HtmlElement") -> set[str]:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:_MAX_NAME]
    return {token.lower() for token in _TOKEN.findall(named)}


def _is_cued(element: "HtmlElement") -> bool:
    """Whether the element's tag, role, class or id says that it is not part of the work."""
    if element.tag in _KEPT:
        return False
    if element.tag in _TAGS or (element.get("role") or "").lower() in _LANDMARKS:
        return True
    if element.tag in _FRAMES:
        return not any(parent.tag in {"article", "main"} for parent in element.iterancestors())
    return not _WORDS.isdisjoint(_names(element))


def _find_heading(root: "HtmlElement") -> "set[HtmlElement]":
    """The page's only first-level heading and everything around it; empty when there are none or several."""
    tops = list(root.iter("h1"))
    return {tops[0], *tops[0].iterancestors()} if len(tops) == 1 else set()


def _find_main(root: "HtmlElement", sizes: "dict[HtmlElement, int]") -> "HtmlElement | None":
    """The one element that says it is the page's main part and holds a good part of its text."""
    for tag in ("main", "article"):
        found = list(root.iter(tag))
        if len(found) == 1 and sizes[found[0]] >= _MIN_MAIN_SHARE * sizes[root]:
            return found[0]
    return None


def _find_outside(main: "HtmlElement") -> Iterator["HtmlElement"]:
    """Everything that stands beside the main part and not in it."""
    for inner in [main, *main.iterancestors()]:
        parent = inner.getparent()
        if parent is not None and inner.tag not in {"body", "html"}:
            yield from (element for element in parent if element is not inner)


def find_clutter_elements(root: "HtmlElement") -> set["HtmlElement"]:
    """Elements that are clutter by their place or name; what holds half of the page's text never is (in doubt keep)."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - delayed: only web pages need it

    sizes, kept = _measure(root), _find_heading(root)
    main = _find_main(root, sizes)
    clutter = set(() if main is None else _find_outside(main)) - kept
    walk = iterwalk(root, events=("start",))
    for _, element in walk:
        is_part = sizes[element] <= _MAX_SHARE * sizes[root]
        if element in clutter or (is_part and element not in kept and _is_cued(element)):
            clutter.add(element)
            walk.skip_subtree()
    return clutter
