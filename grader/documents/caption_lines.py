"""What the lines of a caption say: tags, sounds and music are taken off, voices told."""

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape
from typing import NamedTuple

_VOICE = re.compile(r"<v(?:\.[\w.-]{0,80})?[ \t]{1,9}([^<>\n]{1,120})>", re.IGNORECASE)
_TAG = re.compile(
    r"<rt>[^<>]{0,60}</rt>|</?(?:v|c|i|b|u|s|ruby|rt|lang|font|span|em|strong|br)(?:[ .][^<>]{0,200})?/?>"
    r"|<\d{1,3}:[\d:.,]{1,20}>|\{\\[^{}]{1,60}\}",
    re.IGNORECASE,
)
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_NOTES = re.compile("[♩♪♫♬#]{0,3}[♩♪♫♬]")
_SOUNDS = (
    r"music|musique|applause|applaud\w{0,4}|laugh\w{0,4}|cheer\w{0,4}|clapping|inaudible|unintelligible|silence"
    r"|crosstalk|indistinct|sigh\w{0,3}|cough\w{0,3}|gasp\w{0,3}|gunshots?|gunfire|explosions?|singing|no audio"
    r"|chatter|speaking \w{1,20}|foreign language|blank_audio|sirens?|ringing|whistl\w{0,4}|screams?|screaming"
)
_SOUND = re.compile(rf"[\[(](?:[\w ,'’-]{{0,40}}\b)?(?:{_SOUNDS})\b[\w ,'’-]{{0,40}}[\])]", re.IGNORECASE)
_ALL_BRACKETED = re.compile(r"\s{0,9}\[[^\[\]]{0,200}\]\s{0,9}$")
_MARK = "\x02"
_MARKED = re.compile(rf"{_MARK}([^{_MARK}]{{0,120}}){_MARK}")
_CHEVRONS = re.compile(r"\s{0,9}>{2,3}\s{0,9}")
_DASH = re.compile(r"\s{0,9}[-–]\s{0,3}(?=\S)")
_LABEL = re.compile(r"[\[(]?([^\W\d_][\w.'’ &-]{0,48}[\w.'’])(?:\s\([^()]{1,30}\))?[\])]?:(?=\s{1,9}\S)")
_NO_LABEL = frozenset({"the", "a", "an", "in", "on", "at", "by", "from", "to", "and", "but", "or", "this", "that"})
_SMALL = frozenset({"de", "da", "von", "van", "der", "la", "le", "of", "the", "bin", "al", "and"})
_MAX_LABEL_WORDS = 6


class Said(NamedTuple):
    """What one voice says in a cue.

    Attributes:
        speaker: as the file names the voice; empty when it does not.
        is_new_voice: whether the file says that somebody else speaks here.
        is_tagged: whether the speaker is named by a tag only, and not in the text.
    """

    text: str
    speaker: str = ""
    is_new_voice: bool = False
    is_tagged: bool = False


def clean_line(line: str) -> str:
    """A caption's line as people see it, on one line; a voice tag stays as the name between two marks (U+0002)."""
    voiced = _VOICE.sub(lambda found: f"{_MARK}{unescape(found.group(1)).strip()}{_MARK}", _INVISIBLE.sub("", line))
    plain = _INVISIBLE.sub(_keep_mark, unescape(_TAG.sub("", voiced)))
    return " ".join(_SOUND.sub(" ", _NOTES.sub(" ", plain)).split())


def _keep_mark(found: re.Match[str]) -> str:
    return _MARK if found.group() == _MARK else ""


def is_annotation(lines: Iterable[str]) -> bool:
    """Whether a cue says nothing, but tells of music, sounds or what else the screen shows."""
    whole = " ".join(lines)
    is_wordless = not any(character.isalnum() for character in clean_line(whole))
    return is_wordless or _ALL_BRACKETED.match(_TAG.sub("", whole)) is not None


def _find_label(text: str) -> tuple[str, bool]:
    """The name before a colon at a text's beginning, and whether it is a speaker's beyond doubt."""
    found = _LABEL.match(text)
    label = found.group(1) if found else ""
    words = label.split()
    if not 0 < len(words) <= _MAX_LABEL_WORDS:
        return "", False
    is_name = all(word[0].isupper() or word in _SMALL for word in words) and words[0].lower() not in _NO_LABEL
    return (label, label.isupper() or len(words) > 1 or text[0] in "[(") if is_name else ("", False)


def find_known_speakers(cues: Iterable[Iterable[str]]) -> frozenset[str]:
    """The names before a colon that stand for speakers: in capitals, of several words, or more than once.

    Args:
        cues: the cleaned lines of every cue.
    """
    found = [_find_label(_CHEVRONS.sub("", _DASH.sub("", line, count=1), count=1)) for cue in cues for line in cue]
    counted = Counter(label for label, _ in found if label)
    return frozenset({label for label, is_sure in found if is_sure} | {one for one, n in counted.items() if n > 1})


def _read_line(line: str, known: frozenset[str], *, has_dashes: bool) -> list[Said]:
    """A line cut where the voice changes."""
    said: list[Said] = []
    pieces = _MARKED.split(line)
    for voice, piece in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        rest = _DASH.sub("", piece, count=1) if has_dashes and _DASH.match(piece) else piece
        rest = _CHEVRONS.sub("", rest, count=1) if _CHEVRONS.match(rest) else rest
        label = _find_label(rest)[0]
        speaker = voice or (label if label in known else "")
        text = rest.replace(_MARK, " ").strip()
        if text:
            said.append(Said(text, speaker, bool(speaker) or rest != piece, is_tagged=voice not in {"", label}))
    return said


def read_voices(lines: Iterable[str], known: frozenset[str]) -> list[Said]:
    """What is said in a cue, cut where another voice begins.

    Voices are told by `<v Name>`, `>> NAME:`, `NAME:`, `>>` and, where lines begin with them, dashes.

    Args:
        lines: the cue's cleaned lines.
        known: names before a colon that stand for speakers, see `find_known_speakers`.
    """
    lines = list(lines)
    has_dashes = bool(lines) and _DASH.match(lines[0]) is not None
    said: list[Said] = []
    for line in lines:
        for one in _read_line(line, known, has_dashes=has_dashes):
            if said and not one.is_new_voice:
                said[-1] = said[-1]._replace(text=f"{said[-1].text} {one.text}")
            else:
                said.append(one)
    return said
