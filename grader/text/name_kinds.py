"""Whether a name is that of a person, a place or a group."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from grader.model import Span
from grader.text.name_words import (
    GIVEN_NAMES,
    GROUP_HEADS,
    ORDINARY,
    PARTICLES,
    PERSON_NOUNS,
    PLACE_HEADS,
    THINGS,
)
from grader.text.places import find_place

NameKind: TypeAlias = Literal["person", "place", "group", "other"]


class NameMention(NamedTuple):
    """A name in a text.

    Attributes:
        span: offsets into the text, with a title, without a possessive ending.
        text: what stands there.
        tokens: the name's words without the title, in lower case and Latin letters.
        kind: person, place, group (also peoples, papers, parties) or other (events, works, offices).
        title: `Comrade`, `General`, … as written; empty if none.
    """

    span: Span
    text: str
    tokens: tuple[str, ...]
    kind: NameKind
    title: str = ""


_SURNAME = re.compile(r"(?:sk[iy]y?|ov|ev|ova|eva|aya|vich|enko|dze|shvili|adze|[a-z]{3}in|stein|sson|berg|baum|mann)$")
_PEOPLE_END = re.compile(r"(?:eviks?|ists|ites|crats|cans|alists)$")
_NO_SURNAMES = frozenset(
    {"kremlin", "latin", "penguin", "dublin", "bulletin", "virgin", "origin", "captain", "britain"}
)
_PERSON_VERBS = """
said says wrote writes argued argues claimed claims told tells thought thinks believed believes wanted felt knew asked
replied answered himself herself smiled married explained explains described describes remembered recalled states stated
notes noted observes observed warned admitted declared insisted suggests suggested comments commented protested boasted
"""
PERSON_VERBS = frozenset(_PERSON_VERBS.split())
_IN = frozenset({"in", "near", "throughout", "across"})
_PUBLICATIONS = frozenset(
    {"times", "guardian", "gazette", "herald", "post", "telegraph", "tribune", "review", "standard"}
)
_LONGEST_ACRONYM, _SHORTEST_NAME = 6, 3
_LIST_LINKS = frozenset({" and ", ", ", ", and ", " or "})


def is_surname(token: str) -> bool:
    """Whether a folded token ends as many surnames do."""
    return token not in _NO_SURNAMES and token not in ORDINARY and _SURNAME.search(token) is not None


def classify(tokens: Sequence[str], said: str, title: str, before: str, after: str) -> NameKind:
    """The kind of one name.

    Args:
        tokens: its folded words without the title.
        said: the name as written, without the title.
        title: its title, empty if none.
        before: the folded word before it, empty across punctuation.
        after: the folded word after it, empty across punctuation.
    """
    head = tokens[-1]
    is_named = len(tokens) > 1 and (tokens[0] in GIVEN_NAMES or len(tokens[0]) == 1 or tokens[-2] in PARTICLES)
    place = find_place(" ".join(tokens))
    if place is not None and not title and len(tokens[0]) > 1:
        return "group" if place.is_people else "place"
    if head in PLACE_HEADS and not title and tokens[0] not in GIVEN_NAMES and len(tokens) > 1:
        return "group" if head in GROUP_HEADS and head in _PUBLICATIONS else "place"
    if head in GROUP_HEADS and not is_named:
        return "group"
    if title or is_named:
        return "person"
    if said.isupper() and 1 < len(said) <= _LONGEST_ACRONYM:
        return "group"
    return _classify_by_context(tokens, before, after)


def _classify_by_context(tokens: Sequence[str], before: str, after: str) -> NameKind:
    head = tokens[-1]
    if _PEOPLE_END.search(head):
        return "group"
    if head in THINGS or (len(tokens) > 1 and any(token in ORDINARY for token in tokens)):
        return "group" if tokens[0] in GROUP_HEADS else "other"
    if after in PERSON_VERBS or before in PERSON_NOUNS or is_surname(head):
        return "other" if head in ORDINARY else "person"
    if head in GIVEN_NAMES:
        return "person"
    return "place" if before in _IN and len(tokens) == 1 and head not in ORDINARY else "other"


def harmonize(text: str, mentions: list[NameMention]) -> list[NameMention]:
    """Mentions whose kinds fit together.

    A single word that ends a person's full name is that person, and what stands in a list with a person is one, too.
    """
    surnames = {m.tokens[-1] for m in mentions if m.kind == "person"}
    surnames |= {m.tokens[-1] for pair in pairwise(mentions) for m in _listed(text, *pair)}
    return [m._replace(kind="person") if _may_be_person(m) and m.tokens[-1] in surnames else m for m in mentions]


def _listed(text: str, one: NameMention, other: NameMention) -> list[NameMention]:
    """Those of two neighbours that are shown to be persons by being listed with one."""
    if text[one.span[1] : other.span[0]] not in _LIST_LINKS or "person" not in {one.kind, other.kind}:
        return []
    return [m for m in (one, other) if _may_be_person(m) and len(m.tokens[0]) >= _SHORTEST_NAME]


def _may_be_person(mention: NameMention) -> bool:
    if mention.kind not in {"other", "place"} or len(mention.tokens) > 1 or mention.tokens[0] in ORDINARY:
        return False
    return mention.kind == "other" or find_place(mention.text) is None
