"""The XML inside zipped office documents."""

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

if TYPE_CHECKING:
    from lxml.etree import _Element


def parse_xml(xml: bytes) -> "_Element":
    """The root of an XML member; nothing is fetched, no entity is filled in, and nesting above 256 raises."""
    from lxml import etree  # noqa: PLC0415 - delayed: only office documents need it

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(xml, parser)


def read_member(content: bytes, name: str) -> "_Element | None":
    """The root of a member of an archive; None when there is no such member."""
    with ZipFile(BytesIO(content)) as archive:
        return parse_xml(archive.read(name)) if name in archive.namelist() else None
