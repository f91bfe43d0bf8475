"""What a worker does, and what the class files need of its reports."""

import gc
import json
import weakref
from csv import DictReader
from zipfile import ZipFile

from grader.cli import grading
from grader.cli.grading import digest_report, keep_resident
from grader.reports import make_class_data, render_overview, render_scores_csv
from grader.scoring.classmates import ELSEWHERE
from tests.scoring.classes import STRANGER, make_texts
from tests.text.test_languagetool import serve


def test_a_digest_is_enough_for_everything_about_the_class(sample, sample_reports):
    def render(reports):
        data = make_class_data(reports, sample)
        page = render_overview(reports, sample, [], data, lambda name: f"essays/{name}.html")
        return json.dumps(data), page, render_scores_csv(reports, sample)

    reports = list(sample_reports.values())
    assert render([digest_report(r) for r in reports]) == render(reports)


def test_a_digest_is_small(sample_reports):
    for report in sample_reports.values():
        digest = digest_report(report)
        assert len(digest.essay.text) < 200
        assert len(digest.to_json()) < len(report.to_json())


def test_a_blind_contest_shows_codes_and_keeps_names_apart(grader, small_contest, tmp_path):
    toml = small_contest / "contest.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("[rules]", "[rules]\nblind = true"), encoding="utf-8")
    out = tmp_path / "blind"
    assert grader("grade", small_contest, "--out", out).status == 0
    shown = [p for p in out.rglob("*") if p.is_file() and p.name != "students.csv"]
    assert not [p for p in shown if "ann" in p.name or "ann.txt" in p.read_text(encoding="utf-8")]
    assert "essay-02,,,,ann.txt,,,,,yes" in (out / "students.csv").read_text(encoding="utf-8").split("\n")


def test_a_blind_contest_covers_what_gives_the_writer_away(grader, small_contest, tmp_path):
    toml = small_contest / "contest.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("[rules]", "[rules]\nblind = true"), encoding="utf-8")
    essay = small_contest / "essays" / "ann.txt"
    essay.write_text("By Quilla Featherstone\n\n" + essay.read_text(encoding="utf-8"), encoding="utf-8")
    out = tmp_path / "blind"
    assert grader("grade", small_contest, "--out", out, "--students", "--format", "csv").status == 0
    telling = [p.name for p in out.rglob("*") if p.is_file() and "Featherstone" in p.read_text(encoding="utf-8")]
    assert telling == ["results.jsonl"]


def test_a_download_keeps_names_out_of_everything_but_one_list(grader, small_contest, tmp_path):
    download = tmp_path / "submissions.zip"
    text = (small_contest / "essays" / "ann.txt").read_text(encoding="utf-8")
    with ZipFile(download, "w") as archive:
        archive.writestr("quillfeather_LATE_4711_90210_my essay.txt", text)
        archive.writestr("wrenwood_4712_90211_essay.docx", b"PK\x03\x04 and no more")
        archive.writestr("wrenwood_4712_text.html", f"<p>{text}</p>")
        archive.writestr("whose.txt", text)
    out = tmp_path / "out"
    shown = grader("grade", small_contest, download, "--out", out)
    assert shown.status == 1
    assert "whose.txt" in shown.err
    for path in out.rglob("*"):
        if path.is_file() and path.name != "students.csv":
            said = (path.name + path.read_text(encoding="utf-8")).lower()
            assert "quillfeather" not in said
            assert "wrenwood" not in said
    listed = DictReader((out / "students.csv").read_text(encoding="utf-8").splitlines())
    rows = {row["original_file"]: row for row in listed}
    assert len(rows) == 4
    late = rows["quillfeather_LATE_4711_90210_my essay.txt"]
    assert (late["name"], late["lms_user"], late["late"], late["confirm"]) == ("quillfeather", "4711", "yes", "")
    assert rows["whose.txt"]["confirm"] == "yes"
    assert rows["wrenwood_4712_90211_essay.docx"]["essay"] in shown.err


def test_who_was_late_is_shown_and_loses_nothing(grader, small_contest, tmp_path):
    toml = small_contest / "contest.toml"
    toml.write_text(toml.read_text().replace("[rules]\n", "[rules]\ndeadline = 2026-11-03\n"), encoding="utf-8")
    text = (small_contest / "essays" / "ann.txt").read_text(encoding="utf-8")
    download = tmp_path / "submissions.zip"
    with ZipFile(download, "w") as archive:
        archive.writestr("Lamp_quill_attempt_2026-11-03-22-00-00_a.txt", text)
        archive.writestr("Lamp_wren_attempt_2026-11-04-09-00-00_a.txt", text)
    out = tmp_path / "out"
    shown = grader("grade", small_contest, download, "--out", out)
    rows = {row["lms_user"]: row for row in DictReader((out / "students.csv").read_text("utf-8").splitlines())}
    assert {user: (row["handed_in"], row["late"]) for user, row in rows.items()} == {
        "quill": ("2026-11-03", ""),
        "wren": ("2026-11-04", "yes"),
    }
    assert f"handed in late, which costs no points: {rows['wren']['essay']}\n" in shown.err
    overview = (out / "index.html").read_text(encoding="utf-8")
    assert overview.count('class="late"') == 1
    first, second = [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="ascii").splitlines()]
    assert first["total"] == second["total"]


def test_essays_that_share_wording_are_named_for_the_teacher_alone(grader, small_contest, tmp_path):
    own = " ".join(f"In the {k} year nobody came to our small house on the dark hill." for k in ("first", "second"))
    (small_contest / "essays" / "cara.txt").write_text(f"{own} It was cold.", encoding="utf-8")
    (small_contest / "essays" / "dan.txt").write_text(f"We waited. {own}", encoding="utf-8")
    out = tmp_path / "out"
    grader("grade", small_contest, "--out", out)
    (copy,) = json.loads((out / "class.json").read_text(encoding="utf-8"))["copies"]
    assert (copy["essay"], copy["other"], copy["words"]) == ("cara", "dan", 28)
    assert (copy["span"], copy["other_span"]) == ([0, len(own) - 1], [11, 11 + len(own) - 1])
    assert "dan" not in (out / "essays" / "cara.html").read_text(encoding="utf-8").split()


def test_an_essay_unlike_its_class_is_to_be_looked_at_first(grader, small_contest, tmp_path):
    for name, text in {**make_texts(24), "bread": STRANGER}.items():
        (small_contest / "essays" / f"{name}.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    grader("grade", small_contest, "--out", out)
    data = json.loads((out / "class.json").read_text(encoding="utf-8"))
    assert {one["essay"]: one["reasons"] for one in data["unlike"]}["bread"] == [ELSEWHERE]
    assert ELSEWHERE in {one["essay"]: one["reasons"] for one in data["look_first"]}["bread"]
    assert (out / "index.html").read_text(encoding="utf-8").count(ELSEWHERE) == len(data["unlike"])
    assert ELSEWHERE not in (out / "results.jsonl").read_text(encoding="utf-8")


def test_a_link_is_named_and_not_followed(grader, small_contest, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("The password is swordfish, and that is all there is to it.\n", encoding="utf-8")
    (small_contest / "essays" / "link.txt").symlink_to(secret)
    out = tmp_path / "linked"
    shown = grader("grade", small_contest, "--out", out)
    assert shown.status == 1
    assert "link.txt" in shown.err
    assert "swordfish" not in (out / "results.jsonl").read_text(encoding="utf-8")


def test_a_languagetool_server_may_proofread(grader, small_contest, tmp_path):
    with serve({"matches": []}) as (url, asked):
        shown = grader("grade", small_contest, "--out", tmp_path / "out", "--languagetool", url)
    assert shown.status == 0
    assert asked
    lines = (tmp_path / "out" / "results.jsonl").read_text(encoding="ascii").splitlines()
    assert all("a server was asked" in " ".join(json.loads(line)["not_checked"]) for line in lines)
    assert grader("grade", small_contest, "--out", tmp_path / "other", "--languagetool", "file:///etc").status == 2
    assert not (tmp_path / "other").exists()


def test_the_collector_looks_at_a_contest_once_and_still_at_what_comes_after(sample, monkeypatch):
    monkeypatch.setattr(grading, "gc", gc)

    class Knot:
        def __init__(self):
            self.self = self

    before, thresholds = gc.get_freeze_count(), gc.get_threshold()
    try:
        keep_resident.cache_clear()
        keep_resident(sample)
        assert gc.get_freeze_count() > before
        knot = Knot()
        gone = weakref.ref(knot)
        del knot
        gc.collect()
        assert gone() is None
    finally:
        gc.set_threshold(*thresholds)
