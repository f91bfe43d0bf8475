"""Pages from templates: the service's own, and those of the reports, which are the same in pages and in files."""

from datetime import datetime
from functools import lru_cache, partial
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment

from grader.reports.characters import first_words
from grader.reports.languages import DECIMAL_SIGNS, ENGLISH, LANGUAGES, choose_language, mark, translations_of
from grader.reports.pages import make_environment

LANGUAGE_COOKIE = "grader_language"
# Pages whose words are not in the catalogue yet; nobody gets half a page in one language and half in another.
ENGLISH_YET: frozenset[str] = frozenset()
_DAY = mark("%(day)s %(month)s %(year)s")
_MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)
_FROM_PLATFORMS = "/lti/"
_SHOWN_WORDS, _SHOWN_LETTERS = 40, 280
_FOLDER = Path(__file__).parent / "templates"


@lru_cache(maxsize=len(LANGUAGES))
def _environment(language: str) -> Environment:
    environment = make_environment(_FOLDER, language=language)
    environment.filters["day"] = partial(_show_day, translations_of(language))
    environment.filters["shorten"] = _shorten
    environment.filters["begin"] = _begin
    environment.filters["decimal"] = partial(_show_decimal, language)
    return environment


def language_of(request: Request) -> str:
    """The language somebody chose, else the one that the browser likes best."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else choose_language(request.headers.get("accept-language", ""))


def _show_day(translations: NullTranslations, at: datetime) -> str:
    # The order of day, month and year, and the months, are messages like others.
    told = {"day": at.day, "month": translations.gettext(_MONTHS[at.month - 1]), "year": at.year}
    return translations.gettext(_DAY) % told


def _show_decimal(language: str, value: float) -> str:
    return f"{value:.1f}".replace(".", DECIMAL_SIGNS[language])


def _shorten(text: str) -> str:
    return first_words(text, _SHOWN_WORDS, _SHOWN_LETTERS)


def _begin(words: str) -> str:
    """Words at the beginning of a sentence; the name of a file stays as it is."""
    return words if "." in words.partition(" ")[0] else words[:1].upper() + words[1:]


def prepare_templates() -> None:
    """Makes every template ready, so that nobody who asks for a page waits for it."""
    for language in LANGUAGES:
        environment = _environment(language)
        for name in environment.list_templates(extensions=["html"]):
            environment.get_template(name)


def render_file(template: str, **shown: Any) -> str:
    """A page that is saved as a file; files are English."""
    return _environment(ENGLISH).get_template(template).render(**shown)


def is_from_platform(request: Request) -> bool:
    """Whether somebody looks at a page inside a learning platform's page, or is on the way from there."""
    return bool(getattr(request.state, "framed_by", "")) or request.url.path.startswith(_FROM_PLATFORMS)


def render(template: str, request: Request, **shown: Any) -> str:
    """A page in the reader's language; `visit` tells the templates who is looking and what forms must bring along."""
    language = ENGLISH if template in ENGLISH_YET else language_of(request)
    # Inside a platform's page no cookie would keep what is chosen: there the browser alone says the language.
    has_switch = template not in ENGLISH_YET and not is_from_platform(request)
    others = {code: name for code, name in LANGUAGES.items() if code != language and has_switch}
    told = {
        "visit": getattr(request.state, "visit", None),
        "here": request.url.path if request.method == "GET" else "/",
        "other_languages": others,
    }
    return _environment(language).get_template(template).render(**told, **shown)
