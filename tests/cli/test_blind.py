"""A blind run from end to end: who wrote an essay stands in none of the files that are shown."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdfium2 import PdfDocument

from tests.conftest import SMALL_ESSAY
from tests.documents.tiny_files import make_docx, make_odt, make_paragraph, make_pdf, set_lines

TELLING = ("quilla", "featherstone", "vandersloot", "hollowmere")
_KEPT_APART = {"students.csv", "results.jsonl"}  # the README says what these two hold
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_AUTHOR = (
    f'<c:coreProperties xmlns:c="{_CORE}" xmlns:d="http://purl.org/dc/elements/1.1/"><d:creator>Quilla Featherstone'
    "</d:creator></c:coreProperties>"
)
PARAGRAPHS = SMALL_ESSAY.strip().split("\n\n")
ESSAYS = {
    "Quilla Featherstone final.docx": make_docx(
        *map(make_paragraph, ("Quilla Featherstone", "Mrs. Vandersloot", "Hollowmere High School", *PARAGRAPHS)),
        members={
            "docProps/core.xml": _AUTHOR,
            "word/header1.xml": f"<w:hdr {_WORD}><w:p><w:r><w:t>Featherstone 1</w:t></w:r></w:p></w:hdr>",
        },
    ),
    "featherstone_lamp.txt": f"Name: Quilla Featherstone\nClass: 10b\n\n{SMALL_ESSAY}\nBy Quilla Featherstone\n".encode(),
    "Quilla.html": f"<html><head><meta name='author' content='Quilla Featherstone'><title>Quilla's essay</title></head><body>"
    f"<p>by Quilla Featherstone</p>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</body></html>".encode(),
    "Quilla.odt": make_odt(
        *(f"<text:p>{p}</text:p>" for p in ("Quilla Featherstone", *PARAGRAPHS)),
        members={"meta.xml": "<x>Quilla Featherstone</x>"},
    ),
    "QFeatherstone.pdf": make_pdf(
        *([(400, 770, 9, f"Featherstone {page}"), *set_lines(" ".join(SMALL_ESSAY.split()))] for page in (1, 2, 3))
    ),
    "lamp by featherstone.txt": SMALL_ESSAY.replace(
        "In conclusion", "My grandmother, Olga Featherstone, thinks so; I, Quilla Featherstone, do, too. In conclusion"
    ).encode(),
    "Featherstone.pages": b"not read",
    "essay.quilla": b"not read",
}


def read_shown(path):
    """What a person or a program can see of a file."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        pdf = PdfDocument(content)
        text = " ".join(page.get_textpage().get_text_range() for page in pdf) + str(pdf.get_metadata_dict())
        pdf.close()
        return text + content.decode("latin-1")
    if path.suffix == ".xlsx":
        with ZipFile(BytesIO(content)) as book:
            return " ".join(book.read(name).decode("utf-8") for name in book.namelist())
    return content.decode("utf-8")


@pytest.mark.parametrize("feedback", ["language", "full"])
def test_no_file_of_a_blind_run_tells_the_writer(grader, small_contest, tmp_path, feedback):
    toml = small_contest / "contest.toml"
    rules = f'[rules]\nblind = true\ndraft_feedback = "{feedback}"\n'
    toml.write_text(toml.read_text(encoding="utf-8").replace("[rules]\n", rules), encoding="utf-8")
    for name, content in ESSAYS.items():
        (small_contest / "essays" / name).write_bytes(content)
    out = tmp_path / "out"
    shown = grader("grade", small_contest, "--out", out, "--students", "--format", "csv,xlsx,pdf")
    assert shown.status == 1
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) == 8 + 2 * 2 * 8 + 1  # the class, with csv and xlsx; two forms of two editions; students.csv
    said = {path.relative_to(out).as_posix(): (path.name + read_shown(path)).lower() for path in files}
    told = [(name, word) for name, text in said.items() for word in TELLING if word in text]
    assert {name for name, _ in told} == _KEPT_APART
    assert not [word for word in TELLING if word in (shown.out + shown.err).lower()]
    assert "tom hill" in said["index.html"] + said["essays/essay-01.html"] + said["essays/essay-02.html"]
