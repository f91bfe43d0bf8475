"""The catalogue of messages: whole, compiled as it stands, and no page with words outside it."""

import re

import pytest
from jinja2 import nodes

from api.pages.rendering import ENGLISH_YET
from grader.reports.languages import CATALOGUES, ENGLISH, LANGUAGES, choose_language, translations_of
from grader.reports.pages import make_environment
from tests.catalogue import TEMPLATES, compile_source, gather, is_told, write_source

OTHERS = [language for language in LANGUAGES if language != ENGLISH]
# No page of the service shows these; files are English.
ENGLISH_REPORTS = {"evaluation.html", "evaluation_column.html"}
PENDING = ENGLISH_YET | ENGLISH_REPORTS
NAMES = {
    "Esc",
    "Grader",
    "grader",
    "grader evaluate",
    "grader calibrate",
    "K7QM-2XPD-HW9R",
    "essay-001",
    "REST",
    "Webhooks",
    "https://",
}
_TAG = re.compile(r"<style>.*?</style>|<!--.*?-->|<[^>]*>", re.DOTALL)
_SHOWN = re.compile(r'\b(?:aria-label|title|alt|placeholder|data-head)="([^"]*)"')
# Inside an attribute that nobody reads.
_HIDDEN = re.compile(r'\s(?!aria-label|title|alt|placeholder|data-head)[\w-]+="[^"]*$')
_WORD = re.compile(r"[^\W\d_]{2,}")
_HOLE = re.compile(r"%\(\w+\)s|%s")


def literals_of(path):
    """The words that a template shows in every language, as text, in attributes, or in an expression."""
    tree = make_environment(*TEMPLATES).parse(path.read_text(encoding="utf-8"))
    text = ""
    found: list[str] = []
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                text += node.data
            else:
                found += [] if _HIDDEN.search(text) else chosen_words(node)
                text += "\x00"
    found += _SHOWN.findall(text)
    found += _TAG.sub("\n", text).replace("\x00", "\n").split("\n")
    return {said.strip(" ·()") for said in found if _WORD.search(said)} - NAMES


def chosen_words(node):
    """Words that an expression shows itself, such as both sides of an `if`."""
    if isinstance(node, nodes.CondExpr):
        return chosen_words(node.expr1) + (chosen_words(node.expr2) if node.expr2 else [])
    if isinstance(node, nodes.Or):
        return chosen_words(node.left) + chosen_words(node.right)
    is_shown = isinstance(node, nodes.Const) and isinstance(node.value, str)
    return [node.value] if is_shown else []


FILES = [path for folder in TEMPLATES for path in sorted(folder.glob("*.html"))]


@pytest.mark.parametrize("path", [path for path in FILES if path.name not in PENDING], ids=lambda path: path.name)
def test_a_template_has_no_words_outside_the_catalogue(path):
    assert literals_of(path) == set()


@pytest.mark.parametrize("path", [path for path in FILES if path.name in PENDING], ids=lambda path: path.name)
def test_what_is_not_translated_yet_is_known_as_such(path):
    assert literals_of(path) != set()


def test_the_test_for_words_finds_them(tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<p title="Go on">{{ "Yes" if x else _("No") }} {{ y }} left</p>{% if z %}Stop{% endif %}{# no #}')
    assert literals_of(page) == {"Go on", "Yes", "left", "Stop"}


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_is_whole_and_up_to_date(language):
    source = (CATALOGUES / f"{language}.po").read_bytes()
    catalog = gather(language)
    assert [message.id for message in catalog if message.id and not is_told(message.string)] == []
    assert write_source(catalog) == source, "run `make messages`"
    assert compile_source(source, language) == (CATALOGUES / f"{language}.mo").read_bytes(), "run `make messages`"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_same_holes(language):
    for message in gather(language):
        if message.id:
            wanted = message.id if isinstance(message.id, str) else message.id[0]
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            assert all(sorted(_HOLE.findall(str(one))) == sorted(_HOLE.findall(wanted)) for one in said), message.id


def test_words_and_counts_come_out_in_the_language():
    said = '{{ _("Your next steps") }}: {{ n | count("step") }}'
    assert make_environment(language="de").from_string(said).render(n=1) == "Deine nächsten Schritte: 1 Schritt"
    assert make_environment().from_string(said).render(n=2) == "Your next steps: 2 steps"
    assert translations_of("xx").gettext("Log in") == "Log in"


def test_what_is_shown_is_escaped_in_every_language():
    page = make_environment(language="de").from_string("{{ _(x) }}{% trans y=x %}{{ y }}{% endtrans %}").render(x="<b>")
    assert page == "&lt;b&gt;&lt;b&gt;"


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.5", "de"),
        ("en-GB,en;q=0.9,de;q=0.8", "en"),
        ("fr,de;q=0.3", "de"),
        ("fr,es", "en"),
        ("de;q=0", "en"),
        ("de;q=x,en;q=0.1", "en"),
        ("*", "en"),
        (";;;,,q=1,de;q=nan", "en"),
        ("x" * 10_000 + ",de", "en"),
    ],
)
def test_a_browser_gets_the_language_it_likes_best(wanted, chosen):
    assert choose_language(wanted) == chosen
