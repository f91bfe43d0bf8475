import pytest

from grader.documents.odt_styles import Styles
from grader.documents.office_xml import read_member
from tests.documents.tiny_files import make_odt


def load(*named):
    """Styles of a name, a parent and the properties of paragraphs."""
    xml = "".join(
        f'<style:style style:name="{name}" style:parent-style-name="{parent}">'
        f"<style:paragraph-properties {properties}/></style:style>"
        for name, parent, properties in named
    )
    styles = Styles()
    styles.add(read_member(make_odt(styles=xml), "content.xml"))
    return styles


@pytest.mark.parametrize(
    ("style", "role"),
    [
        ("Title", "title"),
        ("Subtitle", "subtitle"),
        ("Quotations", "blockquote"),
        ("Block_20_Text", "blockquote"),
        ("Heading_20_2", "h2"),
        ("Bibliography_20_1", "bibliography"),
        ("Text_20_body", ""),
        ("", ""),
    ],
)
def test_names_tell_roles_directly_and_through_a_parent(style, role):
    assert Styles().find_role(style) == role
    assert load((style, "", ""), ("P1", style, "")).find_role("P1") == role


def test_styles_that_name_one_another_end():
    assert load(("A", "B", ""), ("B", "A", "")).find_role("A") == ""


@pytest.mark.parametrize(
    ("properties", "is_indented"),
    [
        ('fo:margin-left="0.5in"', True),
        ('fo:margin-left="12mm"', True),
        ('fo:margin-left="0.1in"', False),
        ('fo:margin-left="0.5in" fo:text-indent="-0.5in"', False),
        ('fo:margin-left="0.5in" fo:text-align="center"', False),
        ('fo:margin-left="50%"', False),
        ("", False),
    ],
)
def test_indents(properties, is_indented):
    styles = load(("Standard", "", ""), ("P1", "Standard", properties), ("P2", "List", properties))
    assert styles.is_indented("P1") == is_indented
    assert not styles.is_indented("P2")
    assert not styles.is_indented("unknown")
