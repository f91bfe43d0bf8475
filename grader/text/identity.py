"""What in an essay tells who wrote it: names and classes in its head, its foot and its sentences.

Precision comes first: the authors of cited works and the people of the material are not the writer, so that a name alone is
none. It takes a label (`Name:`, `By`), a school's header around it, or words such as `my name is`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from grader.model import Part, Span
from grader.text.name_words import GIVEN_NAMES
from grader.text.words import find_words

IdentityKind: TypeAlias = Literal["name", "teacher", "class", "school", "number", "email", "phone"]


class Identity(NamedTuple):
    """A stretch that tells who the writer is.

    Attributes:
        span: offsets into the text, without the label before it.
        kind: what it gives away.
    """

    span: Span
    kind: IdentityKind


_UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽА-Я"
_PART = rf"(?:(?:van|von|de|da|di|del|al|bin|el|la|le|den|der|ter) ){{0,2}}[{_UPPER}][\w'’.-]{{0,30}}"
_NAME = rf"{_PART}(?: {_PART}){{0,3}}"
_FULL_NAME = rf"{_PART}(?: {_PART}){{1,3}}"
_TITLED = rf"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Herr|Frau|Sir|Madam)\.? {_PART}(?: {_PART})?"
_LABELS: dict[IdentityKind, str] = {
    "name": r"(?:full |first |last |my |student(?:'s|’s)? |pupil(?:'s|’s)? |author(?:'s|’s)? )?names?|student"
    r"|pupil|author|writer|candidate"
    r"|written by|submitted by|essay by|an essay by|signed|participant|contestant",
    "teacher": r"(?:my |class |english |history |science )?teachers?(?: name|'s name)?|instructor|professor"
    r"|tutor|supervisor|coach",
    "class": r"class|grade|form|year group|course|section|period|homeroom|group",
    "school": r"school|college|university|institution|academy",
    "number": r"(?:student|candidate|pupil|school|centre|center|exam|registration|matriculation|roll|id)(?:'s)? ?"
    r"(?:number|no\.?|id|#)|id|student id number",
    "email": r"e-?mail(?: address)?",
    "phone": r"(?:tele)?phone(?: number)?|mobile|cell|tel\.?",
}
_LABELLED = {
    kind: re.compile(
        rf"[\s#*_>]{{0,9}}(?:{label})[*_]{{0,3}}\s{{0,3}}[:=#–—-][*_]{{0,3}}\s{{0,9}}(\S.{{0,99}})", re.IGNORECASE
    )
    for kind, label in _LABELS.items()
}
_BYLINE = re.compile(rf"[\s#*_>(]{{0,9}}(?:[Bb]y|BY)[: ]\s{{0,3}}({_NAME})[\s*_).,]{{0,9}}(?:$|,|\(|-|–)")
_LONE_NAME = re.compile(rf"[\s#*_]{{0,9}}[–—-]{{0,2}} ?({_FULL_NAME})[\s*_.]{{0,9}}$")
_SIGNED_NAME = re.compile(
    rf"[\s*_]{{0,9}}[–—-]{{1,2}} ?({_FULL_NAME})(?=[,\s*_.]{{0,9}}(?:$|class|grade|year|form|age))", re.IGNORECASE
)
_LONE_TEACHER = re.compile(rf"[\s#*_]{{0,9}}({_TITLED})[\s*_.]{{0,9}}$")
_LONE_CLASS = re.compile(
    r"[\s#*_]{0,9}((?:(?:grade|class|year|form|period|block|section|p\.?) ?\d{1,2} ?[a-zA-Z]?|\d{1,2}(?:th|st"
    r"|nd|rd)? grade|\d{1,2} ?[a-zA-Z]"
    r"|[A-Z][\w& ]{2,40}?,? (?:\d{1,3}[A-Za-z]?|period \d{1,2}|I{1,3}|IV|honou?rs|AP))(?:,? (?:period|block"
    r"|section) \d{1,2})?)[\s*_.]{0,9}$",
    re.IGNORECASE,
)
_LONE_DATE = re.compile(
    r"[\s#*_]{0,9}(?:\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9}\.?,? \d{4}|[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{2,4})[\s*_.]{0,9}$"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
_PHONE = re.compile(r"(?<![\w/-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,5}\)[ .-]?)?\d{2,5}(?:[ .-]\d{2,5}){1,4}(?![\w/-])")
_SCHOOL_NAME = (
    rf"(?:the )?((?:[{_UPPER}][\w'’.-]{{1,30}} ){{1,5}}(?:High |Middle |Primary |Secondary |Grammar |Elementary )?"
    rf"(?:School|Academy|Gymnasium|Lyceum|College|Lycée|Realschule|Institute|University)(?: (?:of"
    rf"|in) [{_UPPER}]\w{{1,30}})?)"
)
_SAID: tuple[tuple[IdentityKind, re.Pattern[str]], ...] = (
    ("name", re.compile(rf"\b[Mm]y (?:full |first |last )?name(?: is|'s|’s) ({_NAME})")),
    ("name", re.compile(rf"\bI, ({_NAME}),")),
    (
        "name",
        re.compile(
            rf"\b(?:I am|I'm|I’m) ({_FULL_NAME})(?=,? (?:and I|from (?:class|grade|school)"
            rf"|a (?:student|pupil)|, a))"
        ),
    ),
    (
        "teacher",
        re.compile(
            rf"\b(?:[Mm]y|[Oo]ur) (?:\w{{1,15}} ){{0,2}}?(?:teacher|coach|principal|headmaster"
            rf"|headmistress|tutor),? ({_TITLED})"
        ),
    ),
    (
        "teacher",
        re.compile(
            rf"\b({_TITLED}),? (?:who is )?(?:my|our) (?:\w{{1,15}} ){{0,2}}?(?:teacher|coach"
            rf"|principal|headmaster|tutor)\b"
        ),
    ),
    ("school", re.compile(rf"\b(?:[Mm]y|[Oo]ur) school,? (?:is |called |named )?{_SCHOOL_NAME}")),
    (
        "school",
        re.compile(
            rf"\b(?:I (?:go to|attend|study at|am (?:a|an) (?:\w{{1,15}} ){{0,3}}?(?:student|pupil) (?:at|of|in"
            rf"|from))|here at|we at) "
            rf"{_SCHOOL_NAME}"
        ),
    ),
    (
        "class",
        re.compile(
            r"\bI(?: am|'m|’m) (?:a (?:student|pupil) )?in (?:class|grade|form|year|the) ?(\d{1,2}(?:th"
            r"|st|nd|rd)?(?: grade)? ?[a-zA-Z]?)\b"
        ),
    ),
)
_HEAD_LINES, _FOOT_LINES = 12, 6
_MOST_LINE = 160
_HEADER_REACH = 5
_FEWEST_DIGITS, _PHONE_REACH = 7, 40
_INITIAL = 2


def find_identity(text: str, parts: Sequence[Part], known_names: frozenset[str] = frozenset()) -> list[Identity]:
    """Everything in an essay that tells who wrote it, in order, without overlaps.

    Args:
        text: the essay.
        parts: its parts; in notes and bibliographies only lines with a label tell of the writer.
        known_names: folded name tokens of the material, as `Index.known_names` has them: a name made of these alone is that
            of somebody the essay is about.
    """
    closed = [part.span for part in parts if part.kind in ("note", "bibliography")]
    lines = _lines(text)
    edges = [*lines[:_HEAD_LINES], *lines[max(_HEAD_LINES, len(lines) - _FOOT_LINES) :]]
    found = [
        *_read_labels(text, edges),
        *_read_header(text, lines[:_HEAD_LINES]),
        *_read_foot(text, lines[1:], closed),
    ]
    found += [one for one in _read_sentences(text) if not _is_inside(one.span[0], closed)]
    kept = [one for one in found if one.kind != "name" or not _is_known(text[slice(*one.span)], known_names)]
    return _without_overlaps(_trim(text, one) for one in kept)


def _trim(text: str, found: Identity) -> Identity:
    """Without a full stop behind it, unless that belongs to an initial."""
    start, end = found.span
    is_ended = text[end - 1 : end] == "." and len(text[start:end].rsplit(maxsplit=1)[-1]) > _INITIAL
    return Identity((start, end - 1), found.kind) if is_ended else found


def _lines(text: str) -> list[Span]:
    """The spans of the lines that hold something, in order."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _is_inside(at: int, spans: Iterable[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def _is_known(name: str, known_names: frozenset[str]) -> bool:
    words = [w.norm for w in find_words(name)]
    return bool(words) and all(word in known_names for word in words)


def _read_labels(text: str, lines: Iterable[Span]) -> Iterator[Identity]:
    """`Name: …`, `Teacher: …`, `By …`: short lines at the head or the foot."""
    for start, end in lines:
        if end - start > _MOST_LINE:
            continue
        for kind, pattern in _LABELLED.items():
            if match := pattern.match(text, start, end):
                yield Identity((match.start(1), match.start(1) + len(match[1].rstrip(" *_"))), kind)
        if match := _BYLINE.match(text, start, end):
            yield Identity(match.span(1), "name")


def _read_header(text: str, lines: Sequence[Span]) -> Iterator[Identity]:
    """A header as schools ask for it: a name above a teacher, a class or a date, each on a line of its own."""
    marks: list[tuple[int, Identity]] = []
    is_dated = False
    for number, (start, end) in enumerate(lines[:_HEADER_REACH]):
        if match := _LONE_TEACHER.match(text, start, end):
            marks.append((number, Identity(match.span(1), "teacher")))
        elif number and (match := _LONE_CLASS.match(text, start, end)):
            marks.append((number, Identity(match.span(1), "class")))
        elif _LONE_DATE.match(text, start, end):
            is_dated = True
    name = _LONE_NAME.match(text, *lines[0]) if lines else None
    has_teacher = any(one.kind == "teacher" for _, one in marks)
    if name and (has_teacher or (marks and is_dated) or (is_dated and _is_person(name[1]))):
        yield Identity(name.span(1), "name")
    if name or has_teacher:
        yield from (one for _, one in marks)


def _is_person(name: str) -> bool:
    return find_words(name)[0].norm in GIVEN_NAMES


def _read_foot(text: str, lines: Sequence[Span], closed: Sequence[Span]) -> Iterator[Identity]:
    """A signature on one of the last two lines: a person's name alone, or behind a dash; the first line is a title."""
    for start, end in lines[-2:]:
        if end - start > _MOST_LINE or _is_inside(start, closed):
            continue
        alone = _LONE_NAME.match(text, start, end)
        match = _SIGNED_NAME.match(text, start, end) or (alone if alone and _is_person(alone[1]) else None)
        if match:
            yield Identity(match.span(1), "name")


def _read_sentences(text: str) -> Iterator[Identity]:
    """`My name is …`, `our teacher, Mrs …`, `I go to … School`, addresses of mail, telephones that are named as such."""
    for kind, pattern in _SAID:
        for match in pattern.finditer(text):
            yield Identity(match.span(1), kind)
    if "@" in text:
        yield from (Identity(match.span(), "email") for match in _EMAIL.finditer(text))
    for label in re.finditer(r"\b(?:phone|call me|reach me|whatsapp|mobile)\b", text, re.IGNORECASE):
        number = _PHONE.search(text, label.end(), min(len(text), label.end() + _PHONE_REACH))
        if number and sum(c.isdigit() for c in number[0]) >= _FEWEST_DIGITS:
            yield Identity(number.span(), "phone")


def _without_overlaps(found: Iterable[Identity]) -> list[Identity]:
    kept: list[Identity] = []
    for one in sorted(set(found), key=lambda i: (i.span[0], -i.span[1], i.kind)):
        if one.span[0] < one.span[1] and (not kept or one.span[0] >= kept[-1].span[1]):
            kept.append(one)
    return kept
