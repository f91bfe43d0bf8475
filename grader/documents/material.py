"""Material files become passages: at most 250 words, with the headings above them and the place they stand at."""

import re
from collections.abc import Iterator
from dataclasses import replace

from grader.documents.child import read_safely
from grader.documents.clutter import mark_clutter
from grader.documents.document import Block, Document
from grader.documents.identity import passage_id
from grader.documents.transcript import find_voices
from grader.model import Locator, Passage
from grader.text.sentences import find_sentences

MAX_PASSAGE_WORDS = 250
_MAX_PASSAGE_CHARACTERS = 4_000
_WORD = re.compile(r"[^\W_]+(?:['’\x92‘ʼ][^\W_]+)*")
_SPACE = re.compile(r"[ \t\n\r\f\v\xa0]+")
_HEADINGS = frozenset({"title", "heading"})


def _count(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))


def _cut_words(text: str) -> Iterator[str]:
    """A sentence above the limit, cut between words; a word above it, cut anywhere."""
    start = words = 0
    for word in _WORD.finditer(text):
        while word.end() - start > _MAX_PASSAGE_CHARACTERS:
            cut = max(min(word.start(), start + _MAX_PASSAGE_CHARACTERS), start + 1)
            yield text[start:cut]
            start, words = cut, 0
        words += 1
        if words > MAX_PASSAGE_WORDS:
            yield text[start : word.start()]
            start, words = word.start(), 1
    yield from (text[i : i + _MAX_PASSAGE_CHARACTERS] for i in range(start, len(text), _MAX_PASSAGE_CHARACTERS))


def _cut_sentences(text: str) -> Iterator[str]:
    if _count(text) <= MAX_PASSAGE_WORDS:  # long without words: there are no sentences to find
        yield from _cut_words(text)
        return
    for start, end in find_sentences(text):
        sentence = text[start:end]
        is_giant = _count(sentence) > MAX_PASSAGE_WORDS or len(sentence) > _MAX_PASSAGE_CHARACTERS
        yield from (_cut_words(sentence) if is_giant else [sentence])


def split_paragraph(text: str) -> list[str]:
    """A paragraph in pieces of at most 250 words, cut at sentence ends, of about the same length."""
    total = _count(text)
    if total <= MAX_PASSAGE_WORDS and len(text) <= _MAX_PASSAGE_CHARACTERS:
        return [text]
    target = total / -(-total // MAX_PASSAGE_WORDS) if total else 0.0
    pieces: list[str] = []
    words = MAX_PASSAGE_WORDS + 1
    for sentence in _cut_sentences(text):
        more = _count(sentence)
        joined = f"{pieces[-1]} {sentence}" if pieces else sentence
        if words >= target or words + more > MAX_PASSAGE_WORDS or len(joined) > _MAX_PASSAGE_CHARACTERS:
            pieces.append(sentence)
            words = more
        else:
            pieces[-1] = joined
            words += more
    return [piece for piece in (piece.strip() for piece in pieces) if piece]


def read_plain(document: Document, block: Block) -> str:
    """A block's text as people read it, on one line."""
    return _SPACE.sub(" ", block.plain or document.read_block(block)).strip()


def _walk_headings(document: Document) -> Iterator[tuple[Block, str, tuple[str, ...]]]:
    """Every block outside clutter with its text and the headings above it; a slide's title ends with the slide."""
    path: list[tuple[int, str]] = []
    slide: int | None = None
    for block in document.blocks:
        text = read_plain(document, block)
        if block.is_clutter or not text:
            continue
        if block.slide != slide:
            path, slide = [], block.slide
        if block.kind == "heading":
            path = [(level, heading) for level, heading in path if level < block.level]
            yield block, text, tuple(heading for _, heading in path)
            path.append((block.level, text))
        else:
            yield block, text, tuple(heading for _, heading in path)


def _locate(block: Block, split: int) -> Locator:
    return Locator(block.paragraph, block.page, block.slide, block.is_note, block.start_seconds, split)


def build_passages(document: Document, source_id: str) -> tuple[Passage, ...]:
    """The passages of a document whose clutter is marked; titles and headings stand in the paths of what is below them.

    A document of headings alone is taken whole. In a transcript the name before a paragraph's colon says it.
    """
    walked = list(_walk_headings(document))
    prose = [item for item in walked if item[0].kind not in _HEADINGS] or walked
    passages: list[Passage] = []
    taken: set[str] = set()
    voices = find_voices([text for _, text, _ in prose])
    for (block, text, heading), voice in zip(prose, voices, strict=True):
        for split, piece in enumerate(split_paragraph(text), 1):
            locator = _locate(block, split)
            while passage_id(source_id, locator) in taken:
                locator = replace(locator, split=locator.split + 1)
            identity = passage_id(source_id, locator)
            taken.add(identity)
            passages.append(Passage(identity, source_id, piece, heading, locator, block.speaker or voice))
    return tuple(passages)


def list_left_out(document: Document) -> tuple[str, ...]:
    """The texts of a document's clutter, in order."""
    return tuple(read_plain(document, block) for block in document.blocks if block.is_clutter)


def read_material(content: bytes, file: str, *, ocr: bool = False) -> Document:
    """A file of the material, its clutter marked; `ocr` recognises the text of scanned pages and of pictures.

    Raises:
        UnreadableFile: as `read_document`.
    """
    return mark_clutter(read_safely(content, file, ocr=ocr))


def read_passages(
    content: bytes, file: str, source_id: str, *, ocr: bool = False
) -> tuple[tuple[Passage, ...], int, tuple[str, ...]]:
    """The passages of a material file, how many blocks were left out as clutter, and warnings for people.

    `ocr` recognises the text of scanned pages and of pictures with tesseract.

    Raises:
        UnreadableFile: as `read_document`.
    """
    document = read_material(content, file, ocr=ocr)
    return build_passages(document, source_id), len(list_left_out(document)), document.warnings
