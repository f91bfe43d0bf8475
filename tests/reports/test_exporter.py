import pytest

from grader.reports import EXPORTERS
from tests.reports.builders import make_bare_report, make_report
from tests.reports.lighthouse import make_contest


def test_the_forms_that_a_run_can_add():
    assert [exporter.id for exporter in EXPORTERS] == ["csv", "xlsx", "pdf"]


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.id)
def test_an_exporter_writes_the_same_bytes_again(exporter):
    reports, contest = [make_report("03"), make_report("07"), make_bare_report()], make_contest()
    files = exporter.render_class(reports, contest)
    pages = [exporter.render_essay(report, contest) for report in reports]
    assert files or all(pages)
    assert files == exporter.render_class(reports, contest)
    assert pages == [exporter.render_essay(report, contest) for report in reports]


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.id)
def test_a_class_without_essays(exporter):
    assert all(exporter.render_class([], make_contest()).values())


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.id)
def test_names_stay_inside_the_folder(exporter):
    names = list(exporter.render_class([make_report()], make_contest()))
    page = exporter.render_essay(make_report(), make_contest())
    names += [page[0]] if page else []
    assert not [name for name in names if name.startswith("/") or ".." in name]
