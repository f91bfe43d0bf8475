from grader.documents.pdf_lines import Line
from grader.documents.pdf_pages import sort_pages


def place(*rows, page=1):
    return [Line(text, page, left, left + 5.0 * len(text), top, height) for text, left, top, height in rows]


def page_of(number, *more):
    long = "the water was high that year and the barges could not pass"
    body = [
        (f"page {number}: {long}, {word}", 72, 700 - 14 * i, 11)
        for i, word in enumerate(("salt", "iron", "wool", "corn"))
    ]
    return place(("Salt and Iron", 250, 760, 9), *body, *more, (f"- {number} -", 300, 40, 9), page=number)


def texts(lines):
    return [line.text for line in lines]


def test_headers_that_come_back_and_page_numbers_are_furniture():
    pages = sort_pages([page_of(1), page_of(2), page_of(3)])
    assert texts(pages[1].furniture) == ["Salt and Iron", "- 2 -"]
    assert len(pages[1].body) == 4


def test_a_line_at_the_top_of_one_page_alone_is_text():
    assert texts(sort_pages([page_of(1)])[0].body)[0] == "Salt and Iron"


def test_small_marked_lines_at_the_foot_are_footnotes():
    notes = (
        ("1 Lind, Salt, p. 3, and in the", 72, 90, 8),
        ("second volume too.", 72, 80, 8),
        ("2 Lind, p. 9.", 72, 70, 8),
    )
    page = sort_pages([page_of(1, *notes), page_of(2)])[0]
    assert [texts(note) for note in page.notes] == [
        ["1 Lind, Salt, p. 3, and in the", "second volume too."],
        ["2 Lind, p. 9."],
    ]


def test_large_lines_with_a_number_are_no_footnotes():
    page = sort_pages([page_of(1, ("1 salt is dear", 72, 90, 11)), page_of(2)])[0]
    assert page.notes == []


def test_numbers_in_the_margin_are_furniture():
    page = sort_pages([page_of(1, ("5", 50, 686, 11)), page_of(2)])[0]
    assert "5" in texts(page.furniture)
