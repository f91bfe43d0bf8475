"""A Word document's XML made plain before mammoth reads it, which is slow and knows only the commonest elements.

Left out is what says how the text looks and hidden text; words that Word cut into several runs are whole again.
"""

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from grader.documents.office_xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RUN, _TEXT, _LOOK = f"{_WORD}r", f"{_WORD}t", f"{_WORD}rPr"
_NOISE = tuple(
    f"{_WORD}{name}" for name in ("proofErr", "lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd")
)
_KEPT_LOOKS = frozenset({f"{_WORD}vertAlign", f"{_WORD}del", f"{_WORD}ins"})
_KEPT_SETTINGS = frozenset({f"{_WORD}{name}" for name in ("pStyle", "numPr", "jc", "ind", "rPr")})
_WRAPPERS = tuple(f"{_WORD}{name}" for name in ("fldSimple", "dir", "bdo"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STORIES = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_PICTURES = "word/media/"


def _is_hidden(look: "_Element") -> bool:
    vanish = look.find(f"{_WORD}vanish")
    return vanish is not None and vanish.get(f"{_WORD}val") not in {"0", "false", "off"}


def _drop(element: "_Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)  # white space behind an element of Word's means nothing


def _strip_looks(root: "_Element") -> None:
    """Leave only what tells raised marks, deletions, styles, lists and indents; hidden runs go altogether."""
    for look in list(root.iter(_LOOK)):
        run = look.getparent()
        if run is not None and run.tag == _RUN and _is_hidden(look):
            _drop(run)
            continue
        for child in [child for child in look if child.tag not in _KEPT_LOOKS]:
            look.remove(child)
        if not len(look):
            _drop(look)
    for settings in list(root.iter(f"{_WORD}pPr")):
        for child in [child for child in settings if child.tag not in _KEPT_SETTINGS]:
            settings.remove(child)


def _unwrap(root: "_Element") -> None:
    """Give elements that mammoth passes over, fields and directions, the name of one that it looks into."""
    for element in list(root.iter(*_WRAPPERS)):
        element.tag = f"{_WORD}smartTag"


def _find_boxes(element: "_Element") -> "list[_Element]":
    """The outermost text boxes below an element."""
    boxes = list(element.iter(f"{_WORD}txbxContent"))
    inner = {below for box in boxes for below in box.iter(f"{_WORD}txbxContent") if below is not box}
    return [box for box in boxes if box not in inner]


def _keep_boxes(root: "_Element") -> None:
    """Text boxes that only newer programs read become ones of the older form, so that each is read, and once."""
    for drawing in list(root.iter(f"{_COMPATIBLE}AlternateContent", f"{_WORD}drawing")):
        fallback = drawing.find(f"{_COMPATIBLE}Fallback")
        boxes = _find_boxes(drawing) if fallback is None or not _find_boxes(fallback) else []
        parent = drawing.getparent()
        if boxes and parent is not None:
            picture = parent.makeelement(f"{_WORD}pict")
            picture.extend(boxes)
            parent.replace(drawing, picture)


def _join_runs(root: "_Element") -> None:
    """Neighbouring runs of plain text become one."""
    before: _Element | None = None
    for run in list(root.iter(_RUN)):
        is_plain = bool(len(run)) and all(child.tag == _TEXT for child in run)
        if is_plain and before is not None and run.getprevious() is before:
            before[-1].text = (before[-1].text or "") + "".join(child.text or "" for child in run)
            before[-1].set(_SPACE, "preserve")
            _drop(run)
        else:
            before = run if is_plain else None


def _simplify_story(xml: bytes) -> bytes:
    from lxml import etree  # noqa: PLC0415 - delayed: only Word documents need it

    root = parse_xml(xml)
    etree.strip_elements(root, *_NOISE, with_tail=False)
    _strip_looks(root)
    _unwrap(root)
    _keep_boxes(root)
    _join_runs(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def simplify_docx(content: bytes) -> bytes:
    """The same document without looks, hidden text and pictures; a body of another name than usual stays as it is."""
    plain = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(plain, "w") as written:
        for name in dict.fromkeys(given.namelist()):
            if not name.startswith(_PICTURES):
                member = given.read(name)
                written.writestr(name, _simplify_story(member) if name in _STORIES else member)
    return plain.getvalue()
