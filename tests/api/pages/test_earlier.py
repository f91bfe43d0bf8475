"""Reports that others replaced: listed, read as they were, sealed like the one that holds."""

import re

from api.store.class_tables import EarlierReport
from api.store.tables import StoredReport
from tests.api.conftest import send
from tests.api.test_access import TASK


def grade_anew(teacher, batch, grade_all):
    """Changes the contest's question and grades again; the path of the first essay."""
    contest = re.findall(r"/contests/\w{32}", teacher.get(batch).text)[0]
    answer = send(teacher, f"{contest}/task", TASK, page=f"{contest}/task")
    assert answer.status_code == 303, answer.text
    send(teacher, f"{batch}/again", page=contest)
    grade_all()
    return contest, "/essays/" + re.findall(r"/essays/(\w{32})", teacher.get(batch).text)[0]


def test_a_replaced_report_is_read_as_it_was(teacher, graded, grade_all, database):
    first = "/essays/" + re.findall(r"/essays/(\w{32})", teacher.get(graded).text)[0]
    assert "No report of this essay was replaced." in teacher.get(f"{first}/earlier").text
    assert "/earlier" not in teacher.get(first).text
    _, essay = grade_anew(teacher, graded, grade_all)
    assert "1 replaced report<" in teacher.get(essay).text
    page = teacher.get(f"{essay}/earlier").text
    assert "with version 1, replaced on" in page
    (path,) = re.findall(r'"(/essays/\w+/earlier/\w+)"', page)
    report = teacher.get(path).text
    assert "made with version 1 of the contest" in report
    assert "Suggested levels" in report
    assert "<form" not in report.replace('<form method="post" action="/logout"', "")
    with database.reading() as session:
        old = session.get_one(EarlierReport, path.rpartition("/")[2])
        new = session.query(StoredReport).filter_by(essay_id=old.essay_id).one()
        assert old.document != new.document


def test_another_essays_report_is_not_found(teacher, graded, grade_all):
    _, essay = grade_anew(teacher, graded, grade_all)
    (path,) = re.findall(r'"(/essays/\w+/earlier/\w+)"', teacher.get(f"{essay}/earlier").text)
    other = "/essays/" + re.findall(r"/essays/(\w{32})", teacher.get(graded).text)[-1]
    assert teacher.get(f"{other}/earlier/{path.rpartition('/')[2]}").status_code == 404
    assert teacher.get(f"{essay}/earlier/{'0' * 32}").status_code == 404


def test_a_sealed_essay_seals_its_replaced_reports_too(teacher, graded, grade_all):
    contest, essay = grade_anew(teacher, graded, grade_all)
    (path,) = re.findall(r'"(/essays/\w+/earlier/\w+)"', teacher.get(f"{essay}/earlier").text)
    send(teacher, f"{contest}/seal", {"is_sealed": "yes"}, page=f"{contest}/calibration")
    assert "/earlier/" not in teacher.get(f"{essay}/earlier").text
    answer = teacher.get(path)
    assert answer.status_code == 422
    assert "Commit your own levels first" in answer.text
    assert "Suggested" not in answer.text
