import pytest

from grader.documents.tables import read_tables
from grader.errors import UnreadableFile
from tests.documents.tiny_files import make_docx, make_paragraph


@pytest.mark.parametrize("text", ["a,b\n1,2", "a;b\n1;2\n", "\ufeffa\tb\n1\t2", 'a,b\n\n"1","2"'])
def test_a_csv_is_read_whatever_separates_it(text):
    assert read_tables(text.encode(), "t.csv") == [[["a", "b"], ["1", "2"]]]


def test_merged_cells_are_repeated_where_they_reach():
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + make_paragraph("both") + "</w:tc>"
    single = "".join(f"<w:tc>{make_paragraph(text)}</w:tc>" for text in "xy")
    content = make_docx(f"<w:tbl><w:tr>{cell}</w:tr><w:tr>{single}</w:tr></w:tbl>")
    assert read_tables(content, "t.docx") == [[["both", "both"], ["x", "y"]]]


@pytest.mark.parametrize(
    ("content", "file"), [(b"", "t.csv"), (b"PK\x03\x04", "t.xlsx"), (b"x", "t.docx"), (b"x", "t.ods")]
)
def test_what_is_no_table_is_told(content, file):
    with pytest.raises(UnreadableFile):
        read_tables(content, file)
