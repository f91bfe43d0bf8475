"""Who says what is quoted."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from grader.model import Span
from grader.text.antecedents import find_antecedent
from grader.text.citations import Citation
from grader.text.clauses import Scene, Token
from grader.text.name_kinds import NameMention
from grader.text.quotations import Quoted
from grader.text.speech_frames import find_after, find_before
from grader.text.statements import Frame, find_statement
from grader.text.subjects import CLAUSE_STARTS, PREPOSITIONS, Subject, find_subject

Via: TypeAlias = Literal["verb", "pronoun", "possessive", "according_to", "colon", "previous", "citation", "group"]

_OPEN_ENDS = frozenset(",?!–—-…")
_LINKS = frozenset(",;–—-(")
_LONGEST_RELATIVE = 8
_CITED_WITHIN, _MOST_PIECES, _FARTHEST_BEHIND = 3, 4, 800


class Speaker(NamedTuple):
    """Who says what is quoted, as far as the text says it.

    Attributes:
        span: where the name or the words for the speaker stand, such as `a peasant`; for a pronoun, the name it means.
        text: what stands there.
        via: what tells: a verb of saying, a pronoun before one, a possessive (`in Weiss's words`), `according to`, a
            colon, the sentence before, a citation behind the quotation, or another piece of the same speech.
    """

    span: Span
    text: str
    via: Via


def find_speakers(
    text: str,
    quotes: Sequence[Quoted],
    sentences: Sequence[Span],
    names: Sequence[NameMention],
    citations: Sequence[Citation] = (),
) -> list[Speaker | None]:
    """For each quotation, in order, who says its words; None when the text does not say, or says only `I` or `it`.

    Receivers are no speakers (`told Weiss: “…”`), nor are the described (`was called “…”`, unless `by Weiss`), nor
    texts (`the article says`).

    Args:
        text: the text.
        quotes: all its quotations, block quotations included, in order.
        sentences: its sentences, in order.
        names: its names, in order.
        citations: its citations, in order; an author cited right behind a quotation speaks when nothing else tells.
    """
    scene = Scene(text, sentences, names, quotes)
    return [_find(scene, quoted, citations) for quoted in quotes]


def _find(scene: Scene, quoted: Quoted, citations: Sequence[Citation]) -> Speaker | None:
    return _find_around(scene, quoted) or _find_in_group(scene, quoted) or _find_cited(scene.text, quoted, citations)


def _find_around(scene: Scene, quoted: Quoted) -> Speaker | None:
    """The speaker from the words of the sentence around a quotation, or of the sentence before it."""
    start, quote_start = _enclosing(scene, quoted)[0], quoted.outer[0]
    number = scene.sentence_number(quote_start)
    if number < 0:
        return None
    before = scene.read_tokens(max(start, scene.sentences[number][0]), quote_start, quoted.depth)
    if not before and number and scene.text[max(0, quote_start - 8) : quote_start].rstrip().endswith(":"):
        number -= 1
        before = scene.read_tokens(max(start, scene.sentences[number][0]), quote_start, quoted.depth)
    behind = _read_behind(scene, quoted)
    frame = _choose(find_before(before, behind), _find_behind(scene, quoted, behind))
    if frame is not None:
        return _name_speaker(scene, frame, number, quoted.depth)
    if any(token.kind == "name" for token in before) or any(token.kind == "name" for token in behind):
        return None
    return _find_previous(scene, quoted, number)


def _enclosing(scene: Scene, quoted: Quoted) -> Span:
    """The quotation around a quotation, or the whole text."""
    whole = 0, len(scene.text)
    if not quoted.depth:
        return whole
    around = [q.span for q in scene.quotes if q.outer[0] < quoted.outer[0] and quoted.outer[1] <= q.outer[1]]
    return around[-1] if around else whole


def _read_behind(scene: Scene, quoted: Quoted) -> list[Token]:
    """The words between a quotation and the end of its sentence; none when the sentence ends with it."""
    end = quoted.outer[1]
    number = scene.sentence_number(end)
    stop = scene.sentences[number][1] if number >= 0 else end
    if stop <= end and number + 1 < len(scene.sentences):
        following = scene.sentences[number + 1]
        is_same_line = "\n" not in scene.text[end : following[0]]
        stop = following[1] if is_same_line and _is_open(scene.text, quoted, following[0]) else end
    return scene.read_tokens(end, min(stop, end + _FARTHEST_BEHIND, _enclosing(scene, quoted)[1]), quoted.depth)


def _is_open(text: str, quoted: Quoted, following: int) -> bool:
    """Whether a sentence goes on behind its quotation."""
    return text[quoted.span[1] - 1] in _OPEN_ENDS or text[following : following + 1].islower()


def _find_behind(scene: Scene, quoted: Quoted, behind: Sequence[Token]) -> Frame | None:
    text, end = scene.text, quoted.outer[1]
    after = text[end : end + 8].lstrip()
    goes_on = text[quoted.span[1] - 1] in _OPEN_ENDS or after[:1] in _LINKS or after[:1].islower()
    if not behind or not goes_on:
        return None
    is_split = quoted.group >= 0 and scene.groups[quoted.group][-1].outer[0] > end
    return find_after(behind, is_split=is_split)


def _choose(before: Frame | None, after: Frame | None) -> Frame | None:
    """A frame before the quotation that reaches it closely, then one behind it, then a looser one before."""
    if before is None or after is None:
        return before or after
    return before if before.is_tight and before.subject is not None else after


def _name_speaker(scene: Scene, frame: Frame, number: int, depth: int) -> Speaker | None:
    subject = frame.subject and _skip_relative(scene, frame.subject, number, depth)
    if subject is None:
        return None
    if not subject.pronoun:
        return Speaker(subject.span, scene.text[slice(*subject.span)], frame.kind)
    at = max(number, scene.sentence_number(subject.span[0]))
    name = find_antecedent(scene, subject.pronoun, subject.span[0], at, depth)
    return None if name is None else Speaker(name.span, name.text, "pronoun")


def _skip_relative(scene: Scene, subject: Subject, number: int, depth: int) -> Subject | None:
    """Whom a relative clause is about that ends with what looks like the subject: `A woman who knew the town wrote`."""
    at = max(number, scene.sentence_number(subject.span[0]))
    tokens = scene.read_tokens(scene.sentences[at][0], subject.span[0], depth)
    if scene.text[subject.span[1] : subject.span[1] + 1] == ",":
        return _leave_apposition(tokens) or subject
    for n in reversed(range(max(0, len(tokens) - _LONGEST_RELATIVE), len(tokens) - 1)):
        if tokens[n].low == "who":
            return find_subject(tokens, n + 1) or subject
        if tokens[n].kind != "word" or tokens[n].low in CLAUSE_STARTS:
            break
    return subject


def _leave_apposition(tokens: Sequence[Token]) -> Subject | None:
    """The name before an apposition whose last words look like the subject: `Weiss, head of the Moller Works, says`."""
    comma = next((n for n in reversed(range(len(tokens))) if tokens[n].kind != "word" and tokens[n].kind != "name"), 0)
    if not comma or tokens[comma].low != "," or len(tokens) - comma > _LONGEST_RELATIVE:
        return None
    inside = {token.low for token in tokens[comma + 1 :]}
    head = tokens[comma - 1]
    is_name = head.kind == "name" and not head.is_possessive and not PREPOSITIONS.isdisjoint(inside)
    return Subject((head.start, head.end), head.name) if is_name else None


def _find_previous(scene: Scene, quoted: Quoted, number: int) -> Speaker | None:
    """The speaker that the sentence before tells: `Weiss warned them again. “…”`."""
    if number < 1:
        return None
    start, end = scene.sentences[number - 1]
    if "\n\n" in scene.text[end : scene.sentences[number][0]]:
        return None
    tokens = scene.read_tokens(start, end, quoted.depth)
    said = tokens[:-1] if tokens and tokens[-1].kind == "point" else tokens
    frame = None if any(token.kind == "quote" for token in tokens) else find_statement(said)
    if frame is None or frame.subject is None or (frame.subject.name is None and not frame.subject.pronoun):
        return None
    speaker = _name_speaker(scene, frame, number - 1, quoted.depth)
    return speaker and speaker._replace(via="previous")


def _find_in_group(scene: Scene, quoted: Quoted) -> Speaker | None:
    """The speaker of another piece of the same speech."""
    for other in scene.groups[quoted.group][:_MOST_PIECES] if quoted.group >= 0 else ():
        if other.outer != quoted.outer:
            speaker = _find_around(scene, other)
            if speaker is not None:
                return speaker._replace(via="group")
    return None


def _find_cited(text: str, quoted: Quoted, citations: Sequence[Citation]) -> Speaker | None:
    """The author cited right behind a quotation, in parentheses or in the note that a mark points to."""
    end = quoted.outer[1]
    first = bisect_left(citations, end, key=lambda one: one.span[0])
    for one in citations[first : first + 2]:
        if not 0 <= one.span[0] - end <= _CITED_WITHIN or text[end : one.span[0]].strip(" .,;!?"):
            continue
        source = one
        if one.kind == "note_mark":
            source = next((c for c in citations if c.kind == "note" and c.label == one.label), one)
        if source.names:
            start = text.find(source.names[0], *source.span)
            start = start if start >= 0 else source.span[0]
            last = text.find(source.names[-1], start, source.span[1])
            stop = last + len(source.names[-1]) if last >= 0 else source.span[1]
            return Speaker((start, stop), text[start:stop], "citation")
    return None
