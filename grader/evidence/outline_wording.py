"""Sentences of the material worded so that they stand on their own.

Sentences are the teacher's own; only openings that point back are taken away, and `he` or `she` becomes the name where
the text leaves no doubt. What would still point outside itself is not worded at all.
"""

import re
from typing import NamedTuple

from grader.evidence.outline_patterns import (
    ASIDE,
    CLAUSE,
    CUT_OFF,
    END,
    HE,
    HIDDEN,
    HIM,
    IT_OR_THEY,
    LATE_SUBJECT,
    NOTE_MARK,
    NUMBER_SUBJECT,
    OPENING,
    ORDER,
    OUTSIDE,
    POINTING,
    POINTS_BACK,
    SEVERAL,
    STANDS_ALONE,
    THEY,
    UNNAMED_PERSON,
)
from grader.model import Span
from grader.text.antecedents import find_antecedent
from grader.text.clauses import Scene
from grader.text.name_kinds import NameMention
from grader.text.words import find_words

SHORTEST_WORDS, LONGEST_WORDS = 7, 48
_JOINED_WORDS = 42
_MASCULINE = frozenset({"he", "him", "his"})
_PEOPLE = frozenset({"person", "other"})
_FARTHEST, _LATEST_SUBJECT, _FEW_WORDS, _FEWEST_JOINED = 3, 5, 3, 8


class Wording(NamedTuple):
    """A statement and how much it still leans on what stood around it.

    Attributes:
        text: the statement.
        leans: words such as `this decision` that point back, how many.
        is_joined: the sentence before it belongs to the statement.
    """

    text: str
    leans: int = 0
    is_joined: bool = False


def tidy(text: str) -> str:
    """The text on one line, without note marks and characters that nobody sees."""
    return " ".join(HIDDEN.sub(" ", NOTE_MARK.sub("", text)).split())


def is_statement(text: str) -> bool:
    """Whether a tidy sentence tells something: no question, order, table row or word about the material itself."""
    size = len(find_words(text))
    if (
        not SHORTEST_WORDS <= size <= LONGEST_WORDS
        or " | " in text
        or " ." in text
        or not END.search(text)
        or CUT_OFF.search(text)
    ):
        return False
    return not (OUTSIDE.search(text) or ORDER.match(text)) and (
        text[0].isupper() or text[0].isdigit() or text[0] in "\"“‘'«"
    )


def points_back(text: str) -> bool:
    """Whether a tidy sentence begins with a word for something that stood before it."""
    return (POINTS_BACK.match(text) is not None and not STANDS_ALONE.match(text)) or _leans_on_others(text)


def word_alone(scene: Scene, number: int, quoted: list[Span]) -> Wording | None:
    """The sentence `number` of a scene as a statement of its own; None when it cannot be one.

    Args:
        scene: the text around the sentence.
        number: the number of the sentence.
        quoted: spans of quotations, in which nothing is changed.
    """
    start, end = scene.sentences[number]
    opening = OPENING.match(scene.text, start, end)
    at = opening.end() if opening else start
    named = _name_person(scene, number, (at, end), quoted)
    if named is None:
        return None
    text = tidy(named)
    text = text[:1].upper() + text[1:]
    if points_back(text):
        return None
    return Wording(text, len(POINTING.findall(text))) if is_statement(text) else None


def join_before(scene: Scene, number: int, before: Wording) -> Wording | None:
    """A sentence that points back, together with the one before it; None when the two are too long."""
    start, end = scene.sentences[number]
    text = f"{before.text} {tidy(scene.text[start:end])}"
    said = tidy(scene.text[start:end])
    pointing = (points_back(said) or HE.match(said)) and len(find_words(said)) >= _FEWEST_JOINED
    if not pointing or before.is_joined or len(find_words(text)) > _JOINED_WORDS or not _is_worth_joining(text):
        return None
    return Wording(text, before.leans, is_joined=True)


def _is_worth_joining(text: str) -> bool:
    return not OUTSIDE.search(text) and bool(END.search(text)) and " | " not in text


def _leans_on_others(text: str) -> bool:
    """Whether the first `they` or `it` has nothing before it that it could mean."""
    late = LATE_SUBJECT.match(text)
    if ASIDE.search(text) or NUMBER_SUBJECT.match(text) or (late and not CLAUSE.search(late.group())):
        return True
    they = THEY.search(text)
    if they and not SEVERAL.search(text[: they.start()]):
        return True
    found = IT_OR_THEY.search(text)
    return found is not None and not STANDS_ALONE.match(text) and len(find_words(text[: found.start()])) <= _FEW_WORDS


def _name_person(scene: Scene, number: int, span: Span, quoted: list[Span]) -> str | None:
    """The sentence with its first `he` or `she` as a name, unless somebody named before it in the sentence is meant."""
    start, end = span
    for found in HE.finditer(scene.text, start, end):
        if _is_within(found.start(), quoted):
            continue
        names = [n for n in scene.names if start <= n.span[0] < found.start()]
        if any(_may_be_person(n) and not _is_within(n.span[0], quoted) for n in names):
            if _means_another(scene, start, found):
                return None
            break
        if UNNAMED_PERSON.search(scene.text, start, found.start()):
            break
        pronoun = "he" if found.group().lower() in _MASCULINE else "she"
        person = find_antecedent(scene, pronoun, found.start(), number, 0)
        if person is None or not _is_certain(scene, number, person):
            return None
        return (
            scene.text[start : found.start()]
            + _form(found, scene.text, _plain(person.text))
            + scene.text[found.end() : end]
        )
    return scene.text[start:end]


def _is_within(at: int, spans: list[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def _may_be_person(name: NameMention) -> bool:
    return name.kind == "person" or (name.kind == "other" and len(name.tokens) == 1)


def _means_another(scene: Scene, start: int, found: re.Match[str]) -> bool:
    """Whether `him` follows one name in the same clause, whose subject it cannot be: `Weiss praised him`."""
    between = scene.text[start : found.start()]
    people = {n.tokens[-1] for n in scene.names if start <= n.span[0] < found.start() and n.kind in _PEOPLE}
    return found.group().lower() == "him" and len(people) == 1 and not CLAUSE.search(between)


def _is_certain(scene: Scene, number: int, person: NameMention) -> bool:
    """Whether the sentences just before begin with that person and with nobody else."""
    for earlier in reversed(range(max(0, number - _FARTHEST), number)):
        start, end = scene.sentences[earlier]
        people = [n for n in scene.names if start <= n.span[0] < end and n.kind in _PEOPLE]
        if ASIDE.search(scene.text, start, end) or HIM.search(scene.text, start, end):
            return False
        if people:
            opening = len(find_words(scene.text[start : people[0].span[0]]))
            return people[0].tokens[-1] == person.tokens[-1] and person.kind == "person" and opening <= _LATEST_SUBJECT
    return False


def _plain(name: str) -> str:
    return re.sub(r"['’]s?$", "", name)


def _form(found: re.Match[str], text: str, name: str) -> str:
    """The name in the form of the pronoun."""
    low = found.group().lower()
    follows_noun = re.match(r"\s+[a-z]", text[found.end() : found.end() + 3]) is not None
    is_owner = low in {"his", "hers"} or (low == "her" and follows_noun)
    return name + ("’" if name.endswith("s") else "’s") if is_owner else name
