"""What is misspelt or ungrammatical in an essay: what a proofreader sees of it, and what of its answers counts.

A proofreader looks at a stretch of plain text and names errors. Which stretches it sees, which words are right because the
material or the essay uses them as names, and which of two answers about the same words stands, is decided here, so that
proofreaders can be exchanged.
"""

from collections.abc import Iterable, Sequence

from grader.model import Span
from grader.text.proofs import Error, Proofreader, Proofs
from grader.text.reading import Reading
from grader.text.slips import find_slips
from grader.text.spans import is_covered, merge
from grader.text.spelling import find_names, is_right_word

MOST_CHARACTERS = 60_000
"""How much of an essay is proofread at most: about ten thousand words."""
_CHUNK, _LONGEST_WORD, _REACH = 6_000, 60, 40


def find_unjudged(reading: Reading) -> list[Span]:
    """Stretches that are not the writer's own words: quotations, citations, notes, the bibliography, the title."""
    quoted = [one.outer for one in reading.quoted if one.depth == 0]
    cited = [citation.span for citation in reading.citations]
    parts = [part.span for part in reading.essay.parts if part.kind != "body"]
    return merge([*quoted, *cited, *parts])


def find_stretches(reading: Reading) -> tuple[list[Span], bool]:
    """The paragraphs of the body to proofread, joined into stretches of bounded length, and whether they are all of it."""
    stretches: list[Span] = []
    left = MOST_CHARACTERS
    bodies = [part.span for part in reading.essay.parts if part.kind == "body"]
    for start, end in reading.paragraphs:
        if not any(body[0] <= start < body[1] for body in bodies):
            continue
        for first, last in _cut(reading.text, start, end):
            if last - first > left:
                return stretches, False
            left -= last - first
            stretches.append((first, last))
    return stretches, True


def _cut(text: str, start: int, end: int) -> Iterable[Span]:
    """A paragraph in pieces of bounded length, cut at a space where there is one."""
    while end - start > _CHUNK:
        space = text.rfind(" ", start + 1, start + _CHUNK)
        cut = space if space > 0 else start + _CHUNK
        yield start, cut
        start = cut
    yield start, end


def proofread(reading: Reading, proofreader: Proofreader, known_words: frozenset[str] = frozenset()) -> Proofs:
    """Errors in the writer's own words; the same essay always gives the same answer, whatever was read before.

    Args:
        reading: the essay; only its body is read, without quotations and citations.
        proofreader: who reads.
        known_words: folded words that are right although no dictionary has them, such as the names of the material.
    """
    stretches, is_complete = find_stretches(reading)
    if not stretches:
        return Proofs((), 0, 0, is_complete)
    unjudged, end = find_unjudged(reading), stretches[-1][1]
    found = list(find_slips(reading, end))
    for start, last in stretches:
        found += [_shift(error, start) for error in proofreader.find_errors(_legible(reading.text[start:last]))]
    names = known_words | find_names(reading)
    found = [error for error in found if not _goes_on(reading.text, error)]
    judged = [
        error for error in found if not _is_unjudged(error.span, unjudged) and not is_right_word(reading, error, names)
    ]
    return Proofs(tuple(_untangle(judged)), _count_own(reading, stretches, unjudged), end, is_complete)


def _count_own(reading: Reading, stretches: Iterable[Span], unjudged: Sequence[Span]) -> int:
    """Words of the writer's own in the stretches."""
    numbers = [range(*reading.word_range(stretch)) for stretch in stretches]
    return sum(not is_covered(reading.words[n].start, unjudged) for run in numbers for n in run)


def _legible(text: str) -> str:
    """The text without what makes readers slow or fail: overlong words and lone surrogates; offsets stay."""
    plain = text.encode("utf-8", "replace").decode() if not text.isascii() else text
    if not any(len(word) > _LONGEST_WORD for word in plain.split()):
        return plain
    return "".join(_blank(piece) for piece in _pieces(plain))


def _pieces(text: str) -> Iterable[str]:
    """The text cut where white space begins and ends."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or text[at].isspace() != text[start].isspace():
            yield text[start:at]
            start = at


def _blank(piece: str) -> str:
    return " " * len(piece) if len(piece) > _LONGEST_WORD else piece


def _shift(error: Error, by: int) -> Error:
    return error._replace(span=(error.span[0] + by, error.span[1] + by))


def _goes_on(text: str, error: Error) -> bool:
    """Whether a small letter that begins a paragraph only goes on with the sentence above."""
    if error.rule != "SentenceCapitalization":
        return False
    before = text[max(0, error.span[0] - _REACH) : error.span[0]].rstrip()
    return before.endswith((",", ";", "-", "–", "—"))


def _is_unjudged(span: Span, unjudged: Sequence[Span]) -> bool:
    return is_covered(span[0], unjudged) or is_covered(span[1] - 1, unjudged)


def _untangle(errors: Iterable[Error]) -> list[Error]:
    """Of errors about the same words the one that says most: shown before counted, with a suggestion, then the longest."""
    ranked = sorted(
        errors,
        key=lambda e: (
            not e.is_shown,
            e.rule == "SpellCheck",
            not e.suggestions,
            e.span[0] - e.span[1],
            e.span,
            e.rule,
        ),
    )
    taken: list[Error] = []
    covered: set[int] = set()
    for error in ranked:
        places = range(error.span[0], max(error.span[1], error.span[0] + 1))
        if covered.isdisjoint(places):
            covered.update(places)
            taken.append(error)
    return sorted(taken, key=lambda error: error.span)
