"""Where in the material a passage stands, in words for people, with a link when the source has an address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote, urlsplit

from grader.model import Contest, Locator, Passage, Source
from grader.reports.characters import first_words

_SHOWN_WORDS = 6
_LINKED_WORDS = 8
_SHORT_WORDS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of the material as people see it.

    Attributes:
        source: the source's title.
        short: the title as far as its colon, where no other source begins like that; empty where the heading is enough.
        where: heading and page, slide or time; may be empty.
        opening: the passage's first words.
        text: the whole passage.
        href: the source's own address with the passage's first words; empty without one.
        reliability: what the teacher says about trusting the source.
        correction: the teacher's word that overrules the passage.
    """

    source: str
    short: str
    where: str
    opening: str
    text: str
    href: str
    reliability: str = ""
    correction: str = ""

    @property
    def is_short(self) -> bool:
        """Whether it can stand on paper in full; longer ones are named by their first words."""
        return len(self.text.split()) <= _SHORT_WORDS

    @property
    def label(self) -> str:
        """Title, heading, page or time, and first words, such as `Biography, “Youth”, page 2: “He was born …”`."""
        return f"{self.source}{', ' if self.where else ''}{self.where}: “{self.opening}”"


def locate(passage: Passage, source: Source, short: str = "", correction: str = "") -> Place:
    """The place of a passage in its source; `short` is a shorter name for the source."""
    heading = passage.heading[-1].strip() if passage.heading else ""
    parts = [f"“{first_words(heading, 12)}”"] if heading and heading != source.title else []
    parts += _number(passage.locator)
    href = safe_url(source.url)
    return Place(
        source=source.title,
        short=short or source.title,
        where=", ".join(parts),
        opening=first_words(passage.text, _SHOWN_WORDS),
        text=passage.text,
        href=_point_at(href, passage.text) if href else "",
        reliability=source.reliability,
        correction=correction,
    )


def _number(locator: Locator) -> list[str]:
    """Page, slide or time; paragraphs are left out, since nobody can count them in a file with clutter."""
    if locator.start_seconds is not None:
        minutes, seconds = divmod(int(locator.start_seconds), 60)
        hours, minutes = divmod(minutes, 60)
        return [f"at {hours}:{minutes:02}:{seconds:02}" if hours else f"at {minutes}:{seconds:02}"]
    if locator.slide is not None:
        return [f"slide {locator.slide}" + (", speaker notes" if locator.is_note else "")]
    return [f"page {locator.page}"] if locator.page is not None else []


def safe_url(url: str) -> str:
    """The address when it leads to a web page, else an empty string."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


def _point_at(href: str, text: str) -> str:
    """The address with a text fragment, so that browsers scroll to the passage (W3C community draft)."""
    start = " ".join(text.split()[:_LINKED_WORDS])
    encoded = quote(start, safe="", errors="replace").replace("-", "%2D")
    return f"{href}{'' if '#' in href else '#'}:~:text={encoded}" if encoded else href


@lru_cache(maxsize=4)
def places_of(contest: Contest) -> dict[str, Place]:
    """Every passage of the contest's material by its id; made once for all essays."""
    corrections = {c.passage: " ".join(filter(None, (c.text, c.note))) for c in contest.corrections}
    shorts = shorten_titles([s.title for s in contest.sources])
    places = {
        p.id: locate(p, s, shorts[s.title], corrections.get(p.id, "")) for s in contest.sources for p in s.passages
    }
    if sum(s.is_read for s in contest.sources) == 1:  # then its heading or page says enough
        return {name: replace(place, short="") if place.where else place for name, place in places.items()}
    return places


def shorten_titles(titles: Sequence[str]) -> dict[str, str]:
    """Titles by what stands before their colon, unless two of them would become the same."""
    begun = [title.split(":")[0].strip() for title in titles]
    return {t: b if b and begun.count(b) == 1 else t for t, b in zip(titles, begun, strict=True)}


def first_place(contest: Contest, passages: Sequence[str]) -> Place | None:
    """The place of the first passage that the contest knows."""
    places = places_of(contest)
    return next((places[p] for p in passages if p in places), None)
