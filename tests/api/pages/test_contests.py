"""A contest from the sample, from loose files, and from a zip."""

import io
import zipfile

from sqlalchemy import select

from api.contest_files import PAGES
from api.store.tables import ContestFile, ContestVersion
from tests.api.conftest import send
from tests.conftest import ROOT


def make_zip(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def upload(teacher, files, title="Lamps"):
    named = [("files", (name, content)) for name, content in files.items()]
    return send(teacher, "/contests", {"title": title}, page="/contests/new", files=named)


def test_the_first_page_says_how_to_begin(teacher):
    page = teacher.get("/").text
    assert "There is no contest yet" in page
    assert "Try with the sample contest" in page


def test_the_sample_is_one_click_away(teacher, database):
    answer = send(teacher, "/contests/sample")
    page = teacher.get(answer.headers["location"]).text
    assert "How a Show Trial Is Made" in page
    assert "44 paragraphs" in page
    assert "only its address is known" in page
    with database.reading() as session:
        paths = session.scalars(select(ContestFile.path)).all()
    assert "contest.toml" in paths
    assert not [path for path in paths if path.startswith("essays/")]


def test_a_contest_is_drafted_from_loose_files(teacher):
    book = b"The Harbour Book\n\nIn the winter of 1902 the council dismissed the keeper Tom Hill because of his lamp.\n"
    answer = upload(teacher, {"harbour.txt": book, "prompt.txt": b"Was the keeper treated fairly by the council?"})
    assert answer.status_code == 303
    page = teacher.get(answer.headers["location"]).text
    assert "Was the keeper treated fairly" in page
    assert "No rubric was made" in page
    assert "List ten or more under Points of evidence" in page
    assert "evidence.toml" not in page


def test_pages_say_what_is_missing_without_the_names_of_files(teacher):
    book = b"In the winter of 1902 the council dismissed the keeper Tom Hill.\n"
    answer = upload(teacher, {"harbour.txt": book, "links.txt": b"https://example.org/the-old-lamp\n"})
    page = teacher.get(answer.headers["location"]).text
    assert "write it under Question and rules" in page
    assert "until you open it below and give it its file" in page
    assert ".toml" not in page
    assert "`" not in page


def test_what_pages_say_in_other_words_is_still_said_by_the_engine():
    told = "".join((ROOT / "grader" / file).read_text("utf-8") for file in ("preflight.py", "drafting/contest_file.py"))
    assert [words for words in PAGES if words not in told] == []


def test_a_zip_of_a_contest_folder_is_taken_whole(teacher, small_contest, database):
    files = {f"mine/{p.relative_to(small_contest).as_posix()}": p.read_bytes() for p in small_contest.rglob("*.t*")}
    answer = upload(teacher, {"mine.zip": make_zip(files)})
    assert answer.status_code == 303, answer.text
    with database.reading() as session:
        paths = set(session.scalars(select(ContestFile.path)))
        assert session.scalars(select(ContestVersion)).one().hash.startswith("sha256:")
    assert paths == {"contest.toml", "evidence.toml", "harbour.txt"}


def test_an_unusable_contest_comes_back_with_the_reason(teacher):
    page = upload(teacher, {"contest.toml": b'id = "x"\ntitel = "y"\n'})
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert "contest.toml" in page.text


def test_a_path_that_leads_out_of_the_folder_is_refused(teacher, tmp_path):
    page = upload(teacher, {"evil.zip": make_zip({"../../evil.txt": b"x", "contest.toml": b"id = 'x'"})})
    assert page.status_code == 422
    assert not list(tmp_path.rglob("evil.txt"))


def test_the_time_of_keeping_can_be_set(teacher):
    place = send(teacher, "/contests/sample").headers["location"]
    send(teacher, f"{place}/retention", {"days": "30"}, page=place)
    assert 'value="30"' in teacher.get(place).text
    send(teacher, f"{place}/retention", {"days": "-1"}, page=place)
    assert 'value="30"' in teacher.get(place).text
