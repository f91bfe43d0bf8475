import pytest
from lxml import etree

from grader.documents.office_xml import parse_xml, read_member
from tests.documents.tiny_files import make_zip


def test_members_are_parsed_without_comments_and_instructions():
    content = make_zip({"a.xml": "<a><!-- no --><?no no?><b>yes</b></a>"})
    root = read_member(content, "a.xml")
    assert root is not None
    assert [str(child.tag) for child in root] == ["b"]
    assert read_member(content, "b.xml") is None


def test_entities_are_not_filled_in():
    root = parse_xml(b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>")
    assert "".join(map(str, root.itertext("a"))) == ""


def test_deep_nesting_is_an_error():
    with pytest.raises(etree.XMLSyntaxError):
        parse_xml(b"<a>" * 300 + b"</a>" * 300)
