"""What the styles of an OpenDocument text say about its paragraphs."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FORMAT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_QUOTATIONS = "quotations|quote|intense quote|block text|block quote|block quotation|long quote"
_ROLES = dict.fromkeys(_QUOTATIONS.split("|"), "blockquote") | {
    "title": "title",
    "subtitle": "subtitle",
    "bibliography": "bibliography",
    "bibliography 1": "bibliography",
    **{f"heading {level}": f"h{level}" for level in range(1, 7)},
}
_PLAIN = frozenset({"standard", "text body", "body text", "normal", "default paragraph style", "list paragraph", ""})
_ESCAPED = re.compile(r"_([0-9a-f]{2})_")
_LENGTH = re.compile(r"(-?\d{0,5}(?:\.\d{1,6})?)(in|cm|mm|pt|pc|px)")
_POINTS = {"in": 72.0, "cm": 28.3465, "mm": 2.83465, "pt": 1.0, "pc": 12.0, "px": 0.75}
_MIN_INDENT_POINTS = 18.0  # a quarter of an inch, as in Word documents
_MAX_PARENTS = 20


def _read_points(length: str) -> float:
    match = _LENGTH.fullmatch(length.strip())
    return float(match.group(1)) * _POINTS[match.group(2)] if match and match.group(1) not in {"", "-", "."} else 0.0


@dataclass(frozen=True, slots=True)
class _Style:
    """One style; `settings` are its own, without those of its parent."""

    name: str
    parent: str
    settings: dict[str, str]


@dataclass(slots=True)
class Styles:
    """The styles of a file by their internal names."""

    named: dict[str, _Style] = field(default_factory=dict)

    def add(self, root: "_Element | None") -> None:
        """Add the styles that a member of the file defines."""
        for element in () if root is None else root.iter(f"{_STYLE}style"):
            name = element.get(f"{_STYLE}name") or ""
            shown = element.get(f"{_STYLE}display-name") or _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), name)
            settings = {str(key): str(value) for child in element for key, value in child.attrib.items()}
            parent = element.get(f"{_STYLE}parent-style-name") or ""
            self.named[name] = _Style(shown.lower(), parent, settings)

    def _walk(self, name: str) -> list[_Style]:
        """The style and those it is derived from, nearest first."""
        found: list[_Style] = []
        while name in self.named and len(found) < _MAX_PARENTS:
            found.append(self.named[name])
            name = found[-1].parent
        return found

    def _find_setting(self, name: str, key: str) -> str:
        return next((style.settings[key] for style in self._walk(name) if key in style.settings), "")

    def find_role(self, name: str) -> str:
        """`title`, `subtitle`, `bibliography`, `blockquote`, `h1` to `h6`, or empty for running text."""
        names = [style.name for style in self._walk(name)] or [_ESCAPED.sub(" ", name).lower()]
        return next((_ROLES[one] for one in names if one in _ROLES), "")

    def is_hidden(self, name: str) -> bool:
        """Whether nobody is to see text of the style."""
        return self._find_setting(name, f"{_TEXT}display") == "none"

    def is_indented(self, name: str) -> bool:
        """Whether a paragraph is set in as a whole: no style of its own, no first-line indent, not centred."""
        own = [style.name for style in self._walk(name)]
        is_plain = bool(own) and own[-1] in _PLAIN and all(one in _PLAIN for one in own[1:])
        if not is_plain or self._find_setting(name, f"{_FORMAT}text-align") == "center":
            return False
        first = _read_points(self._find_setting(name, f"{_FORMAT}text-indent"))
        return not first and _read_points(self._find_setting(name, f"{_FORMAT}margin-left")) >= _MIN_INDENT_POINTS
