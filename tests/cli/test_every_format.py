"""A folder with one of every format and one of every kind of broken file: each is read, or named with its cause."""

import json
import zipfile
from io import BytesIO

import pytest

from tests.conftest import SMALL_ESSAY, SMALL_SOURCE
from tests.documents.tiny_files import make_docx, make_odt, make_paragraph, make_pdf, make_pptx, make_scan, set_lines

PARAGRAPHS = SMALL_ESSAY.strip().split("\n\n")
PLAIN = " ".join(SMALL_ESSAY.split())


def make_archive(**members):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def make_odt_paragraph(text):
    return f"<text:p>{text.replace('&', '&amp;')}</text:p>"


READ = {
    "text.txt": SMALL_ESSAY.encode(),
    "windows.txt": SMALL_ESSAY.replace('"', "“", 1).replace('"', "”", 1).replace("\n", "\r\n").encode("cp1252"),
    "unicode.txt": SMALL_ESSAY.encode("utf-16"),
    "markdown.md": SMALL_ESSAY.encode(),
    "page.html": f"<html><body>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</body></html>".encode(),
    "word.docx": make_docx(*map(make_paragraph, PARAGRAPHS)),
    "open.odt": make_odt(*map(make_odt_paragraph, PARAGRAPHS)),
    "paper.pdf": make_pdf(set_lines(PLAIN)),
    "mislabelled.doc": make_docx(*map(make_paragraph, PARAGRAPHS)),
    "packed.zip": make_archive(**{"inside.txt": SMALL_ESSAY}),
}
BROKEN = {
    "empty.txt": (b"", "the file is empty"),
    "blank.docx": (b"\0" * 500, "the file is empty"),
    "no-words.md": (b"... --- ...", "the file holds no words"),
    "cut.docx": (READ["word.docx"][:-400], "damaged"),
    "cut.odt": (READ["open.odt"][:300], "damaged"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "damaged"),
    "cut.zip": (READ["packed.zip"][:60], "the archive is damaged, or is none"),
    "nothing.zip": (make_archive(), "the archive holds no files"),
    "bomb.docx": (make_docx(make_paragraph("A. " * 10_000_000)), "unpacks to far more than its size"),
    "bomb.zip": (
        make_archive(**{f"{k}.txt": bytes(20_000_000) for k in range(6)}),
        "unpacks to far more than its size",
    ),
    "locked.docx": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") * 40, "protected by a password"),
    "locked.odt": (
        make_odt(make_odt_paragraph("x"), members={"META-INF/manifest.xml": "<m:encryption-data/>"}),
        "password",
    ),
    "entities.docx": (
        make_docx(make_paragraph("x"), members={"word/x.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
        "entities",
    ),
    "flat.docx": (b"<?xml version='1.0'?><w:wordDocument><w:t>A pike.</w:t></w:wordDocument>", "XML file"),
    "hidden.zip": (make_archive(**{"__MACOSX/._a.txt": "x"}), "the archive holds no files"),
    "old.doc": (b"\xd0\xcf\x11\xe0" + bytes(600) + b"WordDocument", "old Word"),
    "scan.pdf": (make_scan(make_pdf(set_lines(PLAIN)), 1), "--ocr"),
    "photo.png": (b"\x89PNG\r\n\x1a\n" + bytes(99), "picture"),
    "talk.pptx": (make_pptx(("Fish", ["A pike swims."], [])), "is material, not an essay"),
    "clip.vtt": (b"WEBVTT\n\n00:01.000 --> 00:03.000\nA pike swims.\n", "is material, not an essay"),
    "program.exe": (b"MZ\x90\x00" + bytes(200), "not read"),
    "inner.zip": (make_archive(**{"again.zip": READ["packed.zip"]}), "archive"),
}


@pytest.fixture
def mixed(small_contest):
    """The small contest with material and essays of every kind, and of every kind of damage."""
    for file in (small_contest / "essays").iterdir():
        file.unlink()
    for name, content in READ.items():
        (small_contest / "essays" / name).write_bytes(content)
    for name, (content, _) in BROKEN.items():
        (small_contest / "essays" / name).write_bytes(content)
    (small_contest / "essays" / "link.txt").symlink_to(small_contest / "contest.toml")
    return small_contest


def test_every_format_is_read_and_every_damage_is_named(grader, mixed, tmp_path):
    out = tmp_path / "out"
    shown = grader("grade", mixed, "--out", out, "--workers", "1")
    assert shown.status == 1
    said = {line.rpartition("/")[2].partition(":")[0]: line for line in shown.err.split("\n") if "not graded: " in line}
    unnamed = {name: said.get(name) for name, (_, cause) in BROKEN.items() if cause not in said.get(name, "")}
    assert {name: line for name, line in unnamed.items() if name != "inner.zip"} == {}
    assert "again.zip" in said
    assert "this is a link to another place" in said["link.txt"]
    assert len(said) == len(BROKEN) + 1
    reports = [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="ascii").splitlines()]
    assert {r["essay"]["id"] for r in reports} == {name.rpartition(".")[0] for name in READ if name != "packed.zip"} | {
        "inside"
    }
    assert {r["essay"]["words"] for r in reports if r["essay"]["id"] != "paper"} == {reports[0]["essay"]["words"]}
    overview = (out / "index.html").read_text(encoding="utf-8")
    assert [name for name in said if name not in overview] == []


MATERIAL = {
    "chronicle.txt": SMALL_SOURCE.encode(),
    "chronicle.md": SMALL_SOURCE.encode(),
    "chronicle.html": f"<html><body><p>{SMALL_SOURCE}</p></body></html>".encode(),
    "chronicle.docx": make_docx(*map(make_paragraph, SMALL_SOURCE.split("\n\n"))),
    "chronicle.odt": make_odt(*map(make_odt_paragraph, SMALL_SOURCE.split("\n\n"))),
    "chronicle.pdf": make_pdf(set_lines(" ".join(SMALL_SOURCE.split()))),
    "chronicle.pptx": make_pptx(("The Harbour Book", [" ".join(SMALL_SOURCE.split())], [])),
    "chronicle.vtt": ("WEBVTT\n\n00:05.000 --> 00:09.000\n" + " ".join(SMALL_SOURCE.split())).encode(),
    "chronicle.srt": ("1\n00:00:05,000 --> 00:00:09,000\n" + " ".join(SMALL_SOURCE.split())).encode(),
}


@pytest.mark.parametrize("name", MATERIAL)
def test_every_format_of_material_is_cited(grader, small_contest, tmp_path, name):
    (small_contest / name).write_bytes(MATERIAL[name])
    toml = small_contest / "contest.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("harbour.txt", name), encoding="utf-8")
    out = tmp_path / "out"
    assert grader("grade", small_contest, small_contest / "essays" / "ann.txt", "--out", out).status == 0
    (report,) = [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="ascii").splitlines()]
    used = next(item for item in report["evidence"]["items"] if item["item"] == "A")
    assert used["use"] in {"paraphrase", "quote"}
    assert used["passages"][0].startswith("harbour#")
