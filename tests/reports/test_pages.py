import base64
import hashlib
import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

import grader.reports
from grader.reports.pages import render_page, show_number
from tests.reports.builders import make_report
from tests.reports.lighthouse import make_contest

STYLE = (Path(grader.reports.__file__).with_name("templates") / "style.css").read_text(encoding="utf-8")


def colours(theme):
    rule = STYLE.split("@media (prefers-color-scheme: dark)")[1 if theme == "dark" else 0].split("}")[0]
    return dict(re.findall(r"--([\w-]+): ([^;]+);", rule))


def channels(value):
    return [int(value[i : i + 2], 16) for i in (1, 3, 5)] if value.startswith("#") else [int(c) for c in value.split()]


def luminance(rgb):
    parts = [c / 255 / 12.92 if c / 255 <= 0.03928 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "soft", "good", "differs", "verify", "copied", "advice", "link"])
def test_words_can_be_read_in_both_themes(theme, name):
    palette = colours(theme)
    assert contrast(channels(palette[name]), channels(palette["paper"])) >= 4.5
    assert contrast(channels(palette[name]), channels(palette["tint"])) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_numbers_can_be_read_on_the_heat_map(theme):
    palette = colours(theme)
    shades = re.findall(r"rgb\(var\(--(level|use)\) / ([\d.]+)\)", STYLE)
    assert len(shades) >= 10
    for hue, share in shades:
        mixed = [float(share) * c + (1 - float(share)) * p
                 for c, p in zip(channels(palette[hue]), channels(palette["paper"]), strict=True)]  # fmt: skip
        assert contrast(channels(palette["ink"]), mixed) >= 4.5


def test_the_policy_names_the_style_that_the_page_holds():
    page = grader.reports.render_report(make_report(), make_contest(), None)
    style = page.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"sha256-{digest}" in page.replace("&#39;", "'").replace("&#43;", "+")


def test_a_template_that_shows_what_is_not_there_fails():
    with pytest.raises(UndefinedError):
        render_page("report.html")


@pytest.mark.parametrize(("value", "shown"), [(3.0, "3"), (2.5, "2.5"), (0.0, "0")])
def test_numbers_have_no_idle_decimals(value, shown):
    assert show_number(value) == shown
