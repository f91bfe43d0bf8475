"""`grader check`: one draft, to the terminal."""

import io
import json
import sys

import pytest

from grader.report import Report


@pytest.fixture
def draft(small_contest):
    return small_contest / "essays" / "ann.txt"


def feed(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_text_says_scores_steps_and_what_was_not_checked(grader, small_contest, draft):
    shown = grader("check", small_contest, draft)
    assert shown.status == 0
    assert shown.out.startswith("ann.txt: ")
    assert "a person decides" in shown.out
    assert "1907" in shown.out
    for heading in ("What works: ", "\nNext steps\n  1. ", "\nNot checked\n  - whether a person wrote this\n"):
        assert heading in shown.out


def test_text_says_why_a_person_should_look(grader, small_contest):
    shown = grader("check", small_contest, small_contest / "essays" / "ben.txt")
    assert "\nA person should look first\n  - " in shown.out


def test_json_is_the_report_in_one_line(grader, small_contest, draft):
    shown = grader("check", small_contest, draft, "--format", "json")
    assert shown.out.count("\n") == 1
    assert Report.model_validate_json(shown.out).essay.id == "ann"


def test_html_is_a_page_without_a_way_to_an_overview(grader, small_contest, draft):
    shown = grader("check", small_contest, draft, "--format", "html")
    assert shown.out.startswith("<!doctype html>")
    assert "index.html" not in shown.out


def test_a_draft_may_come_from_standard_input(grader, small_contest, draft, monkeypatch):
    feed(monkeypatch, draft.read_bytes())
    shown = grader("check", small_contest, "-", "--format", "json")
    assert json.loads(shown.out)["essay"]["file"] == "draft.txt"


def test_an_essay_cannot_give_the_terminal_commands(grader, small_contest, monkeypatch):
    feed(monkeypatch, 'Tom Hill said "\x1b[31mthe lamp\x07 \x9b2J was never out at all" in 1902.'.encode())
    shown = grader("check", small_contest, "-")
    assert "the lamp" in shown.out
    assert not any((c < " " and c != "\n") or "\x7f" <= c <= "\x9f" for c in shown.out)


@pytest.mark.parametrize(("content", "cause"), [(b"", "empty"), (b"%PDF-1.7 nothing more", "damaged")])
def test_an_essay_that_cannot_be_read_gives_status_1(grader, small_contest, tmp_path, content, cause):
    file = tmp_path / "draft.pdf"
    file.write_bytes(content)
    shown = grader("check", small_contest, file)
    assert (shown.status, shown.out) == (1, "")
    assert shown.err.startswith("grader: ")
    assert "draft.pdf" in shown.err
    assert cause in shown.err


def test_a_folder_or_a_missing_file_is_wrong_use(grader, small_contest, tmp_path):
    assert grader("check", small_contest, tmp_path).status == 2
    assert grader("check", small_contest, tmp_path / "missing.txt").status == 2
