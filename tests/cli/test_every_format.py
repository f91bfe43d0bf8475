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


def lock(archive):
    """The archive, its first member marked as locked by a password."""
    locked = bytearray(archive)
    locked[6] |= 1
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(locked)


def nest(archive, depth):
    for level in range(depth):
        archive = make_archive(**{f"level{level}.zip": archive})
    return archive


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
    "rich.rtf": (b"{\\rtf1 A pike swims.}", "Rich Text"),
    "apple.pages": (make_archive(**{"Index/Document.iwa": "x"}), "Apple Pages"),
    "early.docx": (READ["word.docx"][:90], "breaks off"),
    "early.pdf": (READ["paper.pdf"][:200], "damaged"),
    "half-wide.txt": (b"h\0e\0l\0l\0o\0" + bytes(300) + bytes(range(1, 250)), "not a text"),
    "numbers.txt": (b"".join(number.to_bytes(4, "little") for number in range(900)), "not a text"),
    "locked.pdf": (
        READ["paper.pdf"].replace(
            b"/Root 1 0 R",
            b"/Root 1 0 R /ID [(0123456789abcdef) (0123456789abcdef)] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
            b" /O (0123456789abcdef0123456789abcdef) /U (0123456789abcdef0123456789abcdef) >>",
        ),
        "protected by a password",
    ),
    "laughs.docx": (
        make_docx(members={"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'cc'><!ENTITY d '&b;&b;'>]><a>&d;</a>"}),
        "entities",
    ),
    "empty.docx": (make_docx(make_paragraph("")), "the file holds no words"),
}
PACKED = {  # what an archive holds is named by itself, whatever else it holds
    "inner.zip/again.zip": (make_archive(**{"again.zip": READ["packed.zip"]}), "archive"),
    "deep.zip/level8.zip": (nest(READ["packed.zip"], 9), "archive"),
    "secret.zip/secret.txt": (lock(make_archive(**{"secret.txt": SMALL_ESSAY})), "protected by a password"),
    "huge.zip/huge.txt": (make_archive(**{"huge.txt": "a b " * 7_000_000}), "larger than 25 MB"),
    "tricks.zip/../../../up.docx": (make_archive(**{"../../../up.docx": "PK\x03\x04"}), "damaged"),
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
    for name, (content, _) in PACKED.items():
        (small_contest / "essays" / name.partition("/")[0]).write_bytes(content)
    (small_contest / "essays" / "link.txt").symlink_to(small_contest / "contest.toml")
    return small_contest


def test_every_format_is_read_and_every_damage_is_named(grader, mixed, tmp_path):
    out = tmp_path / "out"
    shown = grader("grade", mixed, "--out", out, "--workers", "1")
    assert shown.status == 1
    said = {line.rpartition("/")[2].partition(":")[0]: line for line in shown.err.split("\n") if "not graded: " in line}
    broken = BROKEN | {name.rpartition("/")[2]: found for name, found in PACKED.items()}
    assert {name: said.get(name) for name, (_, cause) in broken.items() if cause not in said.get(name, "")} == {}
    assert all(f"not graded: {name}: " in shown.err for name in PACKED)
    assert [line for line in said.values() if not line.endswith(".") or line.count(". ") < 1] == []
    assert "this is a link to another place" in said["link.txt"]
    assert len(said) == len(broken) + 1
    assert not [path for path in tmp_path.rglob("up*") if path.is_file()]
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


SPOILED = {
    "cut.pptx": (MATERIAL["chronicle.pptx"][:-400], "damaged"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "damaged"),
    "scan.pdf": (make_scan(make_pdf(set_lines(PLAIN)), 1), "no text that can be read"),
    "no-cues.vtt": (b"WEBVTT\n\nNOTE nothing is said\n", "no captions"),
    "no-times.srt": (b"1\nxx --> yy\nA pike swims.\n", "no captions"),
    "music.vtt": (b"WEBVTT\n\n00:01.000 --> 00:03.000\n[music]\n", "sounds alone"),
    "empty.html": (b"", "empty"),
    "only-menus.html": (b"<html><script>alert('x')</script></html>", "no words"),
    "packed.zip": (READ["packed.zip"], "zip archive"),
    "talk.key": (b"x", "Keynote"),
    "bomb.docx": (BROKEN["bomb.docx"][0], "unpacks to far more"),
    "gone.docx": (None, "is missing"),
}


def test_every_damage_of_material_is_named_and_essays_are_graded(grader, small_contest, tmp_path):
    with (small_contest / "contest.toml").open("a", encoding="utf-8") as toml:
        for number, (name, (content, _)) in enumerate(SPOILED.items()):
            toml.write(f'\n[[source]]\nid = "s{number}"\nfile = "{name}"\ntitle = "The {name}"\n')
            if content is not None:
                (small_contest / name).write_bytes(content)
    out = tmp_path / "out"
    shown = grader("grade", small_contest, "--out", out)
    assert shown.status == 1
    lines = {line.split(":")[1].strip(): line for line in shown.err.split("\n") if line.startswith("note: The ")}
    assert {
        n: lines.get(f"The {n}") for n, (_, cause) in SPOILED.items() if cause not in lines.get(f"The {n}", "")
    } == {}
    assert [line for line in lines.values() if ". " not in line] == []
    report, _ = [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="ascii").splitlines()]
    assert [item["use"] for item in report["evidence"]["items"]] != ["none", "none"]
    assert all(any(name in said for said in report["not_checked"]) for name in SPOILED)
