"""The languages of pages: one catalogue of messages, English in the templates, the others beside it (GNU gettext).

What checks say about an essay is English everywhere; files are English, too.
"""

import gettext
import re
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

ENGLISH = "en"
LANGUAGES = MappingProxyType({"en": "English", "de": "Deutsch"})
"""Each language by its code, as those who speak it call it."""
DECIMAL_SIGNS = MappingProxyType({"en": ".", "de": ","})
_VALUE = re.compile(r"%\\\((\w+)\\\)s")
CATALOGUES = Path(__file__).with_name("languages")


def mark(message: str) -> str:
    """The message itself: says to the catalogue that a page will show it translated."""
    return message


class Message(str):
    """Words with something put into them: English as a string, and told in another language by the pages that have one.

    Attributes:
        forms: the message, or singular and plural of what is counted.
        values: what is put into it by name; those that are `Message` themselves are told in the language, too.
        number: how many are counted; none where nothing is.
    """

    __slots__ = ("forms", "number", "values")
    forms: tuple[str, str]
    values: dict[str, object]
    number: int | None

    def __new__(cls, message: str, /, **values: object) -> Self:
        """A message, such as `%(low)s to %(high)s`, with its values."""
        made = super().__new__(cls, message % values if values else message)
        made.forms, made.values, made.number = (message, message), values, None
        return made

    @classmethod
    def of_number(cls, number: int, thing: str, things: str) -> Self:
        """A number with its noun."""
        made = super().__new__(cls, f"{number} {thing if number == 1 else things}")
        made.forms, made.values, made.number = (f"%s {thing}", f"%s {things}"), {}, number
        return made

    def tell(self, translations: gettext.NullTranslations) -> str:
        """The words in a language."""
        if self.number is not None:
            return translations.ngettext(*self.forms, self.number) % self.number
        words = translations.gettext(self.forms[0])
        values = {
            name: one.tell(translations) if isinstance(one, Message) else one for name, one in self.values.items()
        }
        return words % values if values else words


@lru_cache(maxsize=len(LANGUAGES))
def translations_of(language: str) -> gettext.NullTranslations:
    """The messages of a language; those of English, and of a language that is not known, are the templates' own."""
    file = CATALOGUES / f"{language}.mo"
    if language == ENGLISH or language not in LANGUAGES:
        return gettext.NullTranslations()
    with file.open("rb") as content:
        return gettext.GNUTranslations(content)


def tell_kept(words: str, translations: gettext.NullTranslations) -> str:
    """Words that were kept in English, such as the cause of a failure, in a language; also those with values in them.

    What no message of the catalogue says stays as it is.
    """
    told = translations.gettext(words)
    if told != words:
        return told
    found = ((pattern.fullmatch(words), message) for pattern, message in _list_patterns(translations))
    return next((translations.gettext(message) % match.groupdict() for match, message in found if match), words)


@lru_cache(maxsize=len(LANGUAGES))
def _list_patterns(translations: gettext.NullTranslations) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Causes with values in them: messages that begin with a small letter, and what they look like with their values."""
    known = getattr(translations, "_catalog", {})
    causes = sorted(one for one in known if isinstance(one, str) and one[:1].islower() and "%(" in one)
    return tuple((re.compile(_VALUE.sub(r"(?P<\1>.{1,200})", re.escape(one))), one) for one in causes)


def choose_language(wanted: str) -> str:
    """The language that somebody likes best of those there are, from what a browser sends (Accept-Language, RFC 9110).

    Args:
        wanted: such as `de-AT,de;q=0.9,en;q=0.5`; a star, odd weights and unknown languages are passed over.
    """
    best, weight = ENGLISH, 0.0
    for part in wanted[:500].split(","):
        name, _, rest = part.strip().partition(";")
        code = name.strip().lower().split("-")[0]
        given = _read_weight(rest)
        if code in LANGUAGES and given > weight:
            best, weight = code, given
    return best


def _read_weight(rest: str) -> float:
    """The weight of one language, 0 to 1."""
    key, _, value = rest.strip().partition("=")
    digits = value.strip()
    if not rest.strip():
        return 1.0
    is_number = digits.replace(".", "", 1).isdigit() and digits.isascii()
    return min(1.0, float(digits)) if key.strip() == "q" and is_number else 0.0
