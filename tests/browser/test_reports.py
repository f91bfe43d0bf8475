"""Report and overview in Chromium: WCAG 2.2 AA by axe, no sideways scrolling, the keyboard, both widths and themes."""

import pytest

from grader.reports import make_class_data, render_overview, render_report, render_student_report
from grader.reports.evaluation_page import render_evaluation
from tests.browser.looking import THEMES, WIDTHS, find_shifts, find_violations
from tests.scoring.evaluations import make_evaluation

PAGES = ("index", "essays/05", "students/05", "evaluation")


@pytest.fixture(scope="session")
def site(sample, sample_reports, tmp_path_factory):
    """The sample's pages as a run writes them."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "essays").mkdir()
    (folder / "students").mkdir()
    for name, report in sample_reports.items():
        page = render_report(report, sample, "../index.html")
        (folder / "essays" / f"{name}.html").write_text(page, encoding="utf-8")
        (folder / "students" / f"{name}.html").write_text(render_student_report(report, sample), encoding="utf-8")
    reports = list(sample_reports.values())
    data = make_class_data(reports, sample)
    overview = render_overview(reports, sample, [], data, lambda essay_id: f"essays/{essay_id}.html")
    (folder / "index.html").write_text(overview, encoding="utf-8")
    (folder / "evaluation.html").write_text(render_evaluation(make_evaluation(), sample), encoding="utf-8")
    return folder


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_read_the_page(site, open_page, name, width, theme):
    page = open_page(site / f"{name}.html", width, theme)
    assert find_shifts(page) == []
    for details in page.query_selector_all("details"):
        details.evaluate("one => one.open = true")
    assert find_violations(page) == []
    widths = page.evaluate("[document.scrollingElement.scrollWidth, window.innerWidth]")
    assert widths[0] <= widths[1]


def test_axe_sees_what_is_wrong(tmp_path, open_page):
    (tmp_path / "bad.html").write_text(
        "<html><body><img src='data:,'><p style='color:#eee'>faint</p>", encoding="utf-8"
    )
    found = " ".join(find_violations(open_page(tmp_path / "bad.html")))
    assert "image-alt" in found
    faint = " ".join(find_violations(open_page(tmp_path / "bad.html"), colours_alone=True))
    assert "color-contrast" in faint
    assert "image-alt" not in faint
    assert "color-contrast" in found


def test_what_moves_by_itself_is_seen(tmp_path, open_page):
    (tmp_path / "still.html").write_text("<!doctype html><p id=one style=height:300px>Still", encoding="utf-8")
    page = open_page(tmp_path / "still.html")
    assert find_shifts(page) == []
    page.evaluate("""() => new Promise(done => {
        document.querySelector('#one').insertAdjacentHTML('beforebegin', '<p style="height:300px">Late</p>');
        requestAnimationFrame(() => requestAnimationFrame(done));
    })""")
    assert "Still" in find_shifts(page)[0][1][0]


def test_the_keyboard_walks_the_marks_and_sees_where_it_is(site, open_page):
    page = open_page(site / "essays" / "05.html")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("""() => {
            const one = document.activeElement, style = getComputedStyle(one);
            return [one.tagName, style.outlineStyle !== 'none' || style.boxShadow !== 'none'];
        }""")
        )
    assert all(tag in {"A", "SUMMARY", "BUTTON"} and is_seen for tag, is_seen in seen), seen


@pytest.mark.parametrize("name", PAGES)
def test_every_link_inside_a_page_leads_somewhere(site, open_page, name):
    page = open_page(site / f"{name}.html")
    lost = page.evaluate("""() => [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href').slice(1))
        .filter(id => id && !document.getElementById(decodeURIComponent(id)))""")
    assert lost == []


def test_a_page_prints_whole(site, open_page):
    page = open_page(site / "essays" / "05.html")
    page.emulate_media(media="print")
    shown = page.inner_text("body")
    assert "Suggested" in shown
    displays = page.evaluate("[...document.querySelectorAll('nav, .skip')].map(one => getComputedStyle(one).display)")
    assert set(displays) == {"none"}
    assert len(page.pdf(format="A4")) > 10_000


def test_folded_notes_share_a_line_so_that_the_next_paragraph_keeps_its_place(site, open_page):
    page = open_page(site / "essays" / "05.html")
    tops = page.evaluate("""() => [...document.querySelectorAll('aside.notes')].map(one =>
        [...one.querySelectorAll('details.note')].map(note => Math.round(note.getBoundingClientRect().top)))""")
    crowded = [of_one for of_one in tops if len(of_one) > 1]
    assert crowded
    assert all(len(set(of_one)) < len(of_one) for of_one in crowded)
