"""Every point of the material that could be an evidence item: a sentence that stands on its own, and where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.evidence.index import Index, PassageReading
from grader.evidence.outline_patterns import HE
from grader.evidence.outline_wording import (
    LONGEST_WORDS,
    SHORTEST_WORDS,
    Wording,
    is_statement,
    join_before,
    points_back,
    tidy,
    word_alone,
)
from grader.model import Passage, Span
from grader.text.clauses import Scene
from grader.text.quotations import Quoted, find_quoted
from grader.text.verb_forms import PASTS, THIRDS
from grader.text.words import find_words

_LONGEST_QUOTED_WORDS = 26
_BYLINE = re.compile(r"\bauthors? of\b|\bhistorian|\bbiographer|\baccording to\b", re.IGNORECASE)
_MOSTLY, _BYLINED = 0.6, 0.3
_VERBS = (
    frozenset(PASTS)
    | frozenset(THIRDS)
    | {"was", "were", "is", "are", "has", "had", "have", "did", "can", "will", "must"}
)
_NARRATORS = frozenset({"NARRATOR", "NARRATION", "VOICE", "COMMENTARY", "SPEAKER"})


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence of the material as a statement.

    Attributes:
        passage: number of its passage in `Index.passages`.
        span: offsets of the sentence in the passage's text.
        statement: its wording.
        place: number of the sentence in the passage, from 0.
        leans: how many words in it still point at what stood before it.
        is_joined: the sentence before it belongs to the statement.
        is_speech: it is what somebody said, with the speaker's name.
        is_bullet: a line of a slide or list that is no whole sentence.
    """

    passage: int
    span: Span
    statement: str
    place: int
    leans: int = 0
    is_joined: bool = False
    is_speech: bool = False
    is_bullet: bool = False


def find_points(index: Index) -> list[Point]:
    """Every point of the material, in order of source and place."""
    found: list[Point] = []
    for number, reading in enumerate(index.readings):
        if _is_row(reading.text):
            continue
        found += _read_passage(reading, number)
    return found


def _is_row(text: str) -> bool:
    return " | " in text


def measure_label(passage: Passage) -> int:
    """How many characters of a caption's text name its speaker."""
    label = f"{passage.speaker}:"
    if not passage.speaker or not passage.text.startswith(label):
        return 0
    return len(label) + len(passage.text[len(label) :]) - len(passage.text[len(label) :].lstrip())


def _build_scene(reading: PassageReading) -> Scene:
    """The passage without the label of its speaker."""
    behind = measure_label(reading.passage)
    sentences = [(max(a, behind), b) for a, b in reading.sentence_spans]
    names = [name for name in reading.names if name.span[0] >= behind]
    return Scene(reading.text, sentences, names, reading.quoted)


def _read_passage(reading: PassageReading, number: int) -> Iterator[Point]:
    scene = _build_scene(reading)
    quoted = [q.outer for q in scene.quotes if q.depth == 0]
    previous: Wording | None = None
    for place, span in enumerate(reading.sentence_spans):
        speech = _read_speech(reading, span)
        if speech is not None:
            previous = None
            if speech:
                yield Point(number, span, speech, place, is_speech=True)
            continue
        wording = word_alone(scene, place, quoted)
        if wording is None and previous is not None:
            wording = join_before(scene, place, previous)
        if wording is None and place == 0 and len(reading.sentence_spans) == 1:
            wording = _read_bullet(reading.passage)
            if wording:
                yield Point(number, span, wording.text, place, is_bullet=True)
            previous = None
            continue
        previous = wording
        if wording:
            text = _attribute(reading.passage, wording.text)
            yield Point(number, span, _close_quotation(text), place, wording.leans, wording.is_joined)


def _attribute(passage: Passage, text: str) -> str:
    """What somebody says in a recording, with the name."""
    if not passage.speaker or passage.speaker.upper() in _NARRATORS:
        return text
    return f"{passage.speaker.title()}: {text}"


def _read_bullet(passage: Passage) -> Wording | None:
    """A line without a full stop that still tells something, since it holds a verb."""
    text = tidy(passage.text)
    words = find_words(text)
    if is_statement(text) or text.endswith((".", "?", "!", ":")) or points_back(text) or HE.match(text):
        return None
    if not SHORTEST_WORDS <= len(words) <= LONGEST_WORDS or not any(_is_verb(w.norm) for w in words[1:]):
        return None
    whole = text.rstrip(" ,;:–-") + "."
    return Wording(whole) if is_statement(whole) else None


def _is_verb(word: str) -> bool:
    return word in _VERBS or (word.endswith("ed") and len(word) > 4)  # noqa: PLR2004 - not `red` or `bed`


def _read_speech(reading: PassageReading, span: Span) -> str | None:
    """A sentence that is mostly somebody's quoted words, as `Name: “…”`; empty when unusable, None when it is no speech."""
    for number, quoted in enumerate(reading.quoted):
        start, end = max(span[0], quoted.span[0]), min(span[1], quoted.span[1])
        frame = reading.text[span[0] : min(quoted.outer[0], span[1])]
        share = _BYLINED if _BYLINE.search(frame) else _MOSTLY
        if quoted.depth or end - start < share * (span[1] - span[0]):
            continue
        if start > span[0] + 1 and not _BYLINE.search(frame):
            return _shorten(reading, span, quoted)
        speaker, said = reading.speakers[number], tidy(reading.text[start:end])
        if speaker is None or not _is_usable(said):
            return ""
        return f"{_capitalise(speaker.text)}: “{said}”"
    return None


def _is_usable(said: str) -> bool:
    """Whether quoted words are a statement of their own."""
    return is_statement(_ended(said)) and not points_back(said) and not HE.match(said)


def _capitalise(text: str) -> str:
    text = re.sub(r"['’]s?$", "", tidy(text))
    return text[:1].upper() + text[1:]


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else text.rstrip(",;:") + "."


def _shorten(reading: PassageReading, span: Span, quoted: Quoted) -> str | None:
    """A sentence that leads to a quotation, with the quotation's beginning when that is long."""
    words = [w for w in reading.words if quoted.span[0] <= w.start < min(quoted.span[1], span[1])]
    if len(words) <= _LONGEST_QUOTED_WORDS:
        return None
    cut = words[_LONGEST_QUOTED_WORDS - 1].end
    text = tidy(reading.text[span[0] : quoted.outer[0]]) + f" “{tidy(reading.text[quoted.span[0] : cut])} …”"
    narration = reading.text[span[0] : quoted.outer[0]]
    is_alone = is_statement(_ended(tidy(narration).rstrip(":") + " so.")) and narration[:1].isupper()
    return text if is_alone and not re.match(r"(?:he|she|it|they|this|these)\b", text, re.IGNORECASE) else ""


def _close_quotation(text: str) -> str:
    """A quotation that goes on behind the sentence is closed."""
    open_ones = [q for q in find_quoted(text) if not q.is_closed]
    if not open_ones:
        return text
    mark = {"“": "”", "‘": "’", "«": "»"}.get(text[open_ones[0].outer[0]], '"')
    return text + mark
