"""Captions of clips (.vtt, .srt): cues become groups of a sentence or two, each with its time and its speaker."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from grader.documents.caption_cues import Cue, find_cues
from grader.documents.caption_lines import Said, clean_line, find_known_speakers, is_annotation, read_voices
from grader.documents.decoding import decode_text
from grader.documents.document import Document, Piece, Reader, join_pieces
from grader.documents.guard import check_size, check_text
from grader.documents.lines import count_words, ends_sentence
from grader.errors import UnreadableFile

_PAUSE_SECONDS = 2.0
_ENOUGH_WORDS = 30
_MAX_WORDS = 60
_MIN_ROLLING = 3
_ROLLING_SHARE = 0.3
_HEADER = re.compile(r"\ufeff?WEBVTT[ \t]{1,9}(?:[-–—:][ \t]{0,9})?([^\n]{1,200})")
_NOT_CAPTIONS = "Download the captions of the clip again as .vtt or .srt, or save a transcript as .txt"


@dataclass(slots=True)
class _Group:
    """Cues that are read together."""

    start_seconds: float
    end_seconds: float
    speaker: str
    texts: list[str] = field(default_factory=list)
    words: int = 0

    def add(self, text: str, end_seconds: float) -> None:
        """Add what a cue says."""
        self.texts.append(text)
        self.words += count_words(text)
        self.end_seconds = max(self.end_seconds, end_seconds)

    def is_over(self, said: Said, start_seconds: float) -> bool:
        """Whether what is said next begins another group."""
        if said.is_new_voice or start_seconds - self.end_seconds >= _PAUSE_SECONDS or self.words >= _MAX_WORDS:
            return True
        is_long = self.words + count_words(said.text) > _MAX_WORDS
        return ends_sentence(self.texts[-1]) and (self.words >= _ENOUGH_WORDS or is_long)


def _rolls(before: Cue, cue: Cue) -> bool:
    """Whether a cue begins with what the one before ended with."""
    return bool(before.lines and cue.lines) and (
        before.lines[-1] == cue.lines[0] or cue.lines[0].startswith(f"{before.lines[-1]} ")
    )


def _drop_shown(before: Cue, cue: Cue) -> tuple[str, ...]:
    """The lines of a cue that the one before did not show."""
    for count in range(min(len(before.lines), len(cue.lines)), 0, -1):
        if before.lines[-count:] == cue.lines[:count]:
            return cue.lines[count:]
    if _rolls(before, cue):
        return (cue.lines[0][len(before.lines[-1]) :].strip(), *cue.lines[1:])
    return cue.lines


def _unroll(cues: list[Cue]) -> Iterator[Cue]:
    """Every line once: automatic captions repeat the line before, other files at times a whole cue.

    A lone repeated line, as when two people say "No.", stays.
    """
    rolling = sum(_rolls(before, cue) for before, cue in pairwise(cues))
    is_rolling = rolling >= max(_MIN_ROLLING, _ROLLING_SHARE * len(cues))
    yield from cues[:1]
    for before, cue in pairwise(cues):
        is_repeat = before.lines == cue.lines and cue.start_seconds < before.end_seconds
        new = _drop_shown(before, cue) if is_rolling else () if is_repeat else cue.lines
        yield cue._replace(lines=new)


def _clean(cues: Iterable[Cue]) -> Iterator[Cue]:
    """The cues' lines as people see them; of cues that only tell of sounds, nothing is cleaned."""
    for cue in cues:
        if is_annotation(cue.lines):
            continue
        yield cue._replace(lines=tuple(line for line in map(clean_line, cue.lines) if line))


def _begin(said: Said, cue: Cue, before: _Group | None) -> _Group:
    """A group; who speaks is shown at its beginning where a tag alone names the voice."""
    is_same = before is not None and not said.is_new_voice
    group = _Group(cue.start_seconds, cue.end_seconds, before.speaker if before and is_same else said.speaker)
    group.add(f"{said.speaker}: {said.text}" if said.is_tagged else said.text, cue.end_seconds)
    return group


def _group_cues(cues: list[Cue]) -> Iterator[_Group]:
    """Groups that end at a sentence's end once they are long enough, at another voice, a pause, or sixty words."""
    known = find_known_speakers(cue.lines for cue in cues)
    group: _Group | None = None
    for cue in cues:
        for said in read_voices(cue.lines, known):
            is_same = said.is_tagged and group is not None and said.speaker == group.speaker
            if group is not None and not group.is_over(
                said._replace(is_new_voice=said.is_new_voice and not is_same), cue.start_seconds
            ):
                group.add(said.text, cue.end_seconds)
                continue
            if group is not None:
                yield group
            group = _begin(said, cue, group)
        if group is not None and not cue.lines:
            group.end_seconds = max(group.end_seconds, cue.end_seconds)
    if group is not None:
        yield group


def read_captions(content: bytes, file: str) -> Document:
    """A .vtt or .srt file; every block has the time at which its first cue is shown, and its speaker if one is named."""
    check_size(content, file)
    text, warnings = decode_text(content, file)
    check_text(text, file)
    cues = find_cues(text)
    if not cues:
        raise UnreadableFile(file, "the file holds no captions", _NOT_CAPTIONS)
    groups = list(_group_cues(list(_unroll(list(_clean(cues))))))
    if not groups:
        raise UnreadableFile(file, "the captions tell of sounds alone, nobody says a word", _NOT_CAPTIONS)
    pieces = [
        Piece(" ".join(group.texts), start_seconds=group.start_seconds, speaker=group.speaker) for group in groups
    ]
    title = _HEADER.match(text)
    document = join_pieces(pieces, title.group(1).strip() if title else "", warnings)
    check_text(document.text, file)
    return document


READER = Reader("captions file", (".vtt", ".srt"), read_captions, is_for_essays=False)
