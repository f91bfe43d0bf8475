from grader.documents.essay import read_essay
from tests.documents.tiny_files import MORE, PROSE, make_docx, make_footnote_mark, make_paragraph, make_pdf, set_lines


def test_an_essay_keeps_its_text_file_and_id():
    essay = read_essay(f"{PROSE}\r\n\r\n{MORE}\r\n".encode(), "Anna.txt", "anna")
    assert (essay.id, essay.file, essay.text) == ("anna", "Anna.txt", f"{PROSE}\n\n{MORE}\n")
    assert essay.warnings == ()


def test_typed_text_is_taken_whole():
    html = f"<p>{PROSE}</p><div class='comment'><p>{MORE}</p></div><p>Share this</p>"
    assert read_essay(html.encode(), "a_text.html", "a").text == f"{PROSE}\n\n{MORE}\n\nShare this"


def test_footnotes_of_a_word_document_are_notes():
    content = make_docx(
        make_paragraph(PROSE, inner=make_footnote_mark(1)), make_paragraph(MORE), footnotes=("Lind, p. 3.",)
    )
    essay = read_essay(content, "a.docx", "a")
    assert [part.kind for part in essay.parts] == ["body", "note"]
    assert essay.text == f"{PROSE}[1]\n\n{MORE}\n\n[1] Lind, p. 3."


def test_running_headers_of_a_pdf_are_left_out():
    pages = [
        [(400, 760, 11, f"Lind {number}"), *set_lines(text, width=60)] for number, text in enumerate((PROSE, MORE), 1)
    ]
    assert read_essay(make_pdf(*pages), "a.pdf", "a").text == f"{PROSE}\n\n{MORE}"
