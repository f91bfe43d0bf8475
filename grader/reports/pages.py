"""Templates become self-contained pages: one file, one inlined style, no script, nothing fetched."""

import base64
import hashlib
from functools import lru_cache, partial
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from grader.reports.characters import show_characters
from grader.reports.languages import ENGLISH, Message, tell_kept, translations_of

_FOLDER = Path(__file__).with_name("templates")


def _finalize(translations: NullTranslations, value: Any) -> Any:
    """Says in the page's language what has one, and cleans whatever a template shows, before it is escaped."""
    told = _tell(translations, value)
    return show_characters(told) if type(told) is str else told


def _tell(translations: NullTranslations, value: Any) -> Any:
    return value.tell(translations) if isinstance(value, Message) else value


def _tell_kept(translations: NullTranslations, words: str) -> str:
    return tell_kept(words, translations)


def show_number(value: float) -> str:
    """A number without idle decimals: 3, 2.5."""
    return f"{value:g}"


def count_things(number: int, thing: str, things: str = "") -> str:
    """A number with its noun: `1 word`, `2 words`; `things` is the plural where it is not made with an s."""
    return Message.of_number(number, thing, things or f"{thing}s")


def _count(translations: NullTranslations, number: int, thing: str, things: str = "") -> str:
    return translations.ngettext(f"%s {thing}", f"%s {things or thing + 's'}", number) % number


def name_essay(essay_id: str) -> str:
    """An essay as people call it: `Essay 01`, for the code `essay-01` as for the id `01`."""
    return Message("Essay %(name)s", name=essay_id.removeprefix("essay-"))


@lru_cache(maxsize=4)
def make_environment(*folders: Path, language: str = ENGLISH) -> Environment:
    """The templates of reports in a language; those in `folders`, which may use and extend them, come first."""
    translations = translations_of(language)
    environment = Environment(
        loader=FileSystemLoader([*folders, _FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=partial(_finalize, translations),
        extensions=["jinja2.ext.i18n"],
    )
    # Old style: what `_` gives is escaped like every other text.
    environment.install_gettext_translations(translations, newstyle=False)  # type: ignore[attr-defined]
    environment.policies["ext.i18n.trimmed"] = True
    environment.globals["language"] = language
    # What checks say is English; pages in another language tell browsers and screen readers so.
    environment.globals["in_english"] = Markup("") if language == ENGLISH else Markup(' lang="en"')
    environment.filters["number"] = show_number
    environment.filters["count"] = partial(_count, translations)
    environment.filters["said"] = partial(_finalize, translations)  # for what stands inside a `trans` block
    environment.filters["kept"] = partial(_tell_kept, translations)  # what a table holds in English
    environment.filters["essay"] = name_essay
    environment.globals["style"] = _style()
    environment.globals["policy"] = (
        f"default-src 'none'; style-src {hash_style()}; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return environment


@lru_cache(maxsize=1)
def _style() -> Markup:
    """The one style of all pages; Markup, since it is ours and must not be escaped."""
    return Markup((_FOLDER / "style.css").read_text(encoding="utf-8"))  # noqa: S704  # nosec B704


def hash_style() -> str:
    """The style as a content security policy names it: a page may load this one and no other."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"'sha256-{digest}'"


def render_page(template: str, **shown: Any) -> str:
    """A page from a template and what it shows."""
    return make_environment().get_template(template).render(**shown)
