"""The catalogue of messages: gathered from templates and code, merged into each language, compiled.

`make messages` does all three; a language's .po is the source, its .mo what the program reads. Both hold no dates, so that
the same messages give the same bytes.
"""

import io
import re
import sys
from collections.abc import Iterator
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from grader.reports.languages import CATALOGUES, ENGLISH, LANGUAGES
from tests.conftest import ROOT

TEMPLATES = (ROOT / "api" / "pages" / "templates", ROOT / "grader" / "reports" / "templates")
CODE = (ROOT / "api", ROOT / "grader" / "reports")
_IN_CODE = {"mark": None, "Message": None, "HTTPException": (2,), "refuse": None}
# What is wrong and what helps: each a message of its own.
_ERRORS = ("InvalidConfig", "Unreachable", "OutboundError")
_IN_ERRORS = (dict.fromkeys(_ERRORS, (2,)), dict.fromkeys(_ERRORS, (3,)))
_IN_TEMPLATES = {"_": None, "gettext": None, "ngettext": (1, 2)}
_COUNTED = re.compile(r'\|\s*count\("([^"]+)"(?:,\s*"([^"]+)")?\)')
_HEADER = "Messages of the pages of Grader. Apache-2.0, as the program."


class _Plain(Catalog):
    """A catalogue whose header says nothing of when it was made, by whom, and with which program."""

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        return [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", self.plural_forms)]

    mime_headers = property(_get_mime_headers)


def find_messages() -> Iterator[tuple[str | tuple[str, str], str]]:
    """Every message with the file that holds it; counted things are messages with a plural."""
    for folder in TEMPLATES:
        for path in sorted(folder.glob("*.html")):
            with path.open("rb") as content:
                options = {"trimmed": "true", "encoding": "utf-8"}
                for _, message, _, _ in extract("jinja2.ext:babel_extract", content, _IN_TEMPLATES, options=options):
                    yield message if isinstance(message, str) else (message[0], message[1]), path.name
            for thing, things in _COUNTED.findall(path.read_text(encoding="utf-8")):
                yield (f"%s {thing}", f"%s {things or thing + 's'}"), path.name
    for folder in CODE:
        for path in sorted(folder.rglob("*.py")):
            for wanted in (_IN_CODE, *(_IN_ERRORS if folder == CODE[0] else ())):
                with path.open("rb") as content:
                    for _, message, _, _ in extract("python", content, wanted):
                        yield from ((one, path.name) for one in [message] if isinstance(one, str))


@cache
def gather(language: str) -> Catalog:
    """All messages, with what a language's .po already says, and nothing else."""
    made = Catalog(locale=language, fuzzy=False, header_comment=f"# {_HEADER}", charset="utf-8")
    file = CATALOGUES / f"{language}.po"
    known = read_po(io.BytesIO(file.read_bytes()), locale=language) if file.exists() else Catalog(locale=language)
    for message, place in find_messages():
        name = message if isinstance(message, str) else message[0]
        held = known.get(name)
        is_plural = not isinstance(message, str)
        said = held.string if held and isinstance(held.string, tuple) == is_plural else None
        made.add(message, said, locations=[(place, 0)])
    return made


def write_source(catalog: Catalog) -> bytes:
    """A catalogue as .po: in the order of its messages, without dates."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, sort_output=True, include_lineno=False, omit_header=True)
    plural = f'"Plural-Forms: {catalog.plural_forms}\\n"\n'
    head = f'# {_HEADER}\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n{plural}\n'
    return head.encode() + out.getvalue()


def compile_source(source: bytes, language: str) -> bytes:
    """What the program reads of a .po: its messages and how plurals are made."""
    plain = _Plain(locale=language)
    for message in read_po(io.BytesIO(source), locale=language):
        if message.id:
            plain.add(message.id, message.string)
    out = io.BytesIO()
    write_mo(out, plain)
    return out.getvalue()


def renew() -> list[str]:
    """Writes .po and .mo of every language; messages that are not translated yet."""
    missing = []
    for language in LANGUAGES:
        if language != ENGLISH:
            catalog = gather(language)
            source = write_source(catalog)
            (CATALOGUES / f"{language}.po").write_bytes(source)
            (CATALOGUES / f"{language}.mo").write_bytes(compile_source(source, language))
            missing += [str(message.id) for message in catalog if message.id and not is_told(message.string)]
    return missing


def is_told(said: object) -> bool:
    """Whether a message has its words, in every plural."""
    return all(said) and bool(said) if isinstance(said, tuple) else bool(said)


if __name__ == "__main__":
    left = renew()
    print(*left, sep="\n")
    sys.exit(bool(left))
