"""The child process that parses documents: what goes wrong in it must not reach the program."""

import io
import json
import threading

import pytest

from grader.documents import child
from grader.documents.child import Child, Limits, pack, read_safely, serve, unpack
from grader.documents.formats import read_document
from grader.errors import UnreadableFile
from tests.documents.tiny_files import make_docx, make_paragraph

TEXT = "# Fish \n\nThe “pike” is a \ud800 fish.\n".encode("utf-8", "surrogatepass")


@pytest.fixture
def make_child():
    made = []

    def make(program, **limits):
        made.append(Child(Limits(**limits), program))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.mark.parametrize(
    ("content", "file"), [(make_docx(make_paragraph("One fish.")), "a.docx"), (b"A word.\n\nTwo.", "b.md")]
)
def test_a_file_gives_the_same_document_in_the_child(content, file):
    assert read_safely(content, file) == read_document(content, file)


def test_one_process_reads_many_files_and_names_what_it_cannot_read():
    reader = Child()
    try:
        first = reader.read(b"One.", "1.txt")
        process = reader._process
        with pytest.raises(UnreadableFile, match="the file is empty"):
            reader.read(b"", "2.docx")
        assert reader.read(b"One.", "1.txt") == first
        assert reader._process is process
    finally:
        reader.close()


def test_a_file_that_takes_too_long_is_named_and_the_next_is_read_by_another_process(make_child):
    reader = make_child("import sys; sys.stdin.buffer.read()", seconds=0.2)
    with pytest.raises(UnreadableFile, match=r"slow\.docx: reading the file took longer than 0\.2 seconds"):
        reader.read(b"One.", "slow.docx")
    assert reader._process is None


def test_a_file_that_kills_the_child_is_named(make_child):
    reader = make_child("import os; os._exit(9)")
    for _ in range(2):
        with pytest.raises(UnreadableFile, match="broke the program that reads it"):
            reader.read(b"x" * 1_000_000, "bad.pdf")


def test_memory_is_limited(make_child):
    program = (
        "import sys; from grader.documents import child; child.pack = lambda *_, **__: ['x' * 10**9 for _ in 'ab']; "
    )
    boot = "import sys; sys.path[:0] = sys.argv[2:]; "
    reader = make_child(boot + program + "child.main()", megabytes=300)
    with pytest.raises(UnreadableFile, match="broke the program"):
        reader.read(b"One.", "bomb.docx")


def test_running_out_of_memory_is_an_answer(monkeypatch):
    def exhaust(*_args, **_options):
        raise MemoryError

    monkeypatch.setattr(child, "read_document", exhaust)
    with pytest.raises(UnreadableFile, match="more memory than is safe"):
        unpack(pack(b"", "bomb.docx", ocr=False), "bomb.docx")


def test_what_libraries_print_does_not_reach_the_answers(make_child):
    noisy = "child.read_document = lambda *_, **__: print('x') or child.Document('', ())"
    boot = "import sys; sys.path[:0] = sys.argv[2:]; from grader.documents import child"
    reader = make_child(f"{boot}; {noisy}; child.main()")
    assert reader.read(b"", "a.pdf").text == ""


def test_threads_take_turns():
    found = {}

    def read(number):
        found[number] = read_safely(f"Fish {number}.".encode(), f"{number}.txt").text

    threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: f"Fish {number}." for number in range(8)}


def test_the_wire_keeps_every_character():
    document = read_document(TEXT.decode("utf-8", "replace").encode(), "fish.md")
    assert unpack(json.loads(json.dumps(pack(document.text.encode(), "fish.md", ocr=False))), "fish.md") == document


def test_requests_are_answered_in_turn():
    requests = b"".join(
        json.dumps({"file": f"{text}.txt", "bytes": len(text), "ocr": False}).encode() + b"\n" + text.encode()
        for text in ("one", "two\n")
    )
    answers = io.BytesIO()
    serve(io.BytesIO(requests), answers)
    texts = [json.loads(line)["document"]["text"] for line in answers.getvalue().splitlines()]
    assert texts == ["one", "two\n"]
