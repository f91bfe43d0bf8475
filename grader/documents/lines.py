"""What a short line of a text is: a title, a heading, a byline, the head of notes or of a list of works."""

import re
from typing import Literal, TypeAlias

BackMatter: TypeAlias = Literal["note", "bibliography"]

_MAX_TITLE_WORDS = 20
_MAX_PLAIN_TITLE_WORDS = 12
_MAX_TITLE_LINES = 5
_MAX_TITLE_CHARACTERS = 600
_MAX_HEADING_WORDS = 12
_MAX_HEADING_CHARACTERS = 100
_MAX_FRONT_WORDS = 14
_MIN_PROSE_WORDS = 12
_MIN_UNENDED_WORDS = 30
_MIN_CAPITALS = 0.7
_SHORT_WORD = 4
_ENDED = re.compile(r"[.!?…\x85:;,][\"'”’)\]*_]{0,3}$")
_SENTENCE_ENDED = re.compile(r"[.!?…\x85][\"'”’)\]*_]{0,3}(?:\[\^?\w{1,3}\]|[⁰¹²³⁴-⁹]{1,3})?$")
_INNER_SENTENCE = re.compile(r"[a-z]{3}[.!?][\"'”’)]?\s+[A-Z][a-z]*\s+[a-z]")
_FIRST_PERSON = re.compile(r"\b(?:I am|I will|I think|I believe|in this essay|this essay)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]\S*")
_MARKS = re.compile(r"^[\s#*_=>~`-]+|[\s#*_=~`:.–—-]+$")
_NUMBERED = re.compile(r"^(?:(?:[IVXLC]{1,6}|\d{1,2}|[A-Z])[.)]|\d{1,2}(?:\.\d{1,2}){1,3})\s+")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_FIELDS = (
    r"name|student(?: name| number| id)?|author|class|course|teacher|professor|instructor|school|grade|period|date",
    r"due(?: date)?|topic|title|subject|essay (?:topic|question|prompt)|question|prompt|word ?count|words",
    r"number of words|total words|candidate(?: number| no\.?)?",
)
_FRONT_LINES = (
    r"(?:an essay by|essay by|written by|submitted by|by)\s+\S.{0,60}",
    rf"(?:{'|'.join(_FIELDS)})\s*[:#=–-].{{1,120}}",
    r"\(?(?:total |approx(?:\.|imately)? |about )?[\d,]{2,6} words\)?|(?:word ?count|words)\s+[\d,]{2,6}",
    rf"(?:[a-z]{{3,9}},? )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? \d{{4}}",
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}",
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}",
    r"(?:mr|mrs|ms|miss|dr|prof|professor)\.? [a-z][\w'’-]{1,30}(?: [a-z][\w'’-]{1,30})?",
)
_FRONT = re.compile(f"(?:{'|'.join(_FRONT_LINES)})$", re.IGNORECASE)
_COUNTED = r"(?:word ?count|words|number of words|total words)"
_WORD_COUNT = re.compile(rf"\(?{_COUNTED}?\s*[:=–-]?\s*[\d,]{{2,6}}(?: words)?\)?\.?$", re.IGNORECASE)
_MAX_COUNT_LINE = 40
_SURE_HEADS: dict[BackMatter, str] = {
    "bibliography": "works cited|work cited|works cited list|list of works cited|bibliography|annotated bibliography"
    "|selected bibliography|references|reference list|list of references|works consulted|works referenced"
    "|sources cited|sources consulted|list of sources|literature cited|sources and references",
    "note": "notes|endnotes|footnotes|end notes|foot notes|notes and references",
}
_UNSURE_HEADS: dict[BackMatter, str] = {
    "bibliography": "sources|sources used|my sources|source|source list|literature|further reading|primary sources"
    "|secondary sources|citations|websites|materials used|works used|reference",
    "note": "note|annotations",
}
_HEADS: dict[bool, dict[str, BackMatter]] = {
    is_sure: {name: kind for kind, names in heads.items() for name in names.split("|")}
    for is_sure, heads in ((True, _SURE_HEADS), (False, _UNSURE_HEADS))
}


def count_words(text: str) -> int:
    """White-space separated stretches that hold a letter or digit; quick, for rules of thumb."""
    return sum(1 for _ in _WORD.finditer(text))


def strip_marks(line: str) -> str:
    """The line without Markdown marks, numbering, underscores and a colon around it."""
    return _NUMBERED.sub("", _MARKS.sub("", line[:400]))


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a full stop, question or exclamation mark, notes and quotation marks aside."""
    return bool(_SENTENCE_ENDED.search(text.rstrip()[-12:]))


def is_prose(text: str) -> bool:
    """Whether the text is running prose: a dozen words and a sentence end somewhere, or so many words without one."""
    words = text.count(" ") + text.count("\n") + 1
    return words >= _MIN_UNENDED_WORDS or (words >= _MIN_PROSE_WORDS and any(mark in text for mark in ".!?…\x85"))


def _is_capitalised(words: list[str]) -> bool:
    long = [word for word in words if len(word) >= _SHORT_WORD and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) >= _MIN_CAPITALS * len(long)


def _is_title_line(line: str) -> bool:
    words = line.split()
    if len(words) > _MAX_TITLE_WORDS or not any(c.isalpha() for c in line) or _INNER_SENTENCE.search(line[:400]):
        return False
    if _FIRST_PERSON.search(line) and not line.endswith("?"):
        return False
    is_capitalised = _is_capitalised(words)
    if line.endswith("?"):
        return True
    if line.endswith("."):
        return is_capitalised and 1 < len(words) <= _MAX_PLAIN_TITLE_WORDS
    if _ENDED.search(line):
        return line.endswith("!") and len(words) <= _MAX_PLAIN_TITLE_WORDS
    return is_capitalised or len(words) <= _MAX_PLAIN_TITLE_WORDS or ":" in line


def is_title_like(text: str) -> bool:
    """Whether a text could be a title: a few short lines without a full stop, never a sentence of prose."""
    if len(text) > _MAX_TITLE_CHARACTERS:
        return False
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    bare = [_MARKS.sub("", line) if line[0] in "#*_" else line for line in lines]
    return 0 < len(lines) <= _MAX_TITLE_LINES and all(_is_title_line(line) for line in bare)


def is_heading_like(text: str) -> bool:
    """Whether a text could be a heading: at most a dozen words on one line, not ended like a sentence."""
    line = text.strip()
    if "\n" in line or len(line) > _MAX_HEADING_CHARACTERS or line.endswith(("-", "–", "—", "|", ">", "»")):
        return False
    is_short = 0 < len(line.split()) <= _MAX_HEADING_WORDS
    is_open = not _ENDED.search(line) or line.endswith(("?", "?”", '?"'))
    return is_short and is_open and any(character.isalpha() for character in line)


def is_front_line(text: str) -> bool:
    """Whether every line says who wrote the text, for whom, when, or how many words it has."""
    lines = [strip_marks(line) for line in text.split("\n") if line.strip()]
    return bool(lines) and all(len(line.split()) <= _MAX_FRONT_WORDS and _FRONT.match(line) for line in lines)


def is_word_count(text: str) -> bool:
    """Whether the text is only a word count, such as "(612 words)"."""
    line = text.strip()
    return len(line) < _MAX_COUNT_LINE and "word" in line.lower() and bool(_WORD_COUNT.match(strip_marks(line)))


def find_back_matter(line: str, *, is_sure: bool) -> BackMatter | None:
    """Whether a line is the head of notes or of a list of works.

    Args:
        line: one line of a text.
        is_sure: only heads that mean nothing else ("Works Cited"), or only those that may ("Sources").
    """
    if len(line) > _MAX_HEADING_CHARACTERS:
        return None
    name = " ".join(strip_marks(line).lower().split())
    return _HEADS[is_sure].get(name)
