"""The verdict on each quotation: where its words stand, and whether the right person is named."""

from grader.evidence.index import Index, PassageReading
from grader.evidence.lexicon import STOP_NORMS
from grader.evidence.quotations import ALTERED_SHARE, SHORTEST_WORDS, Located, locate
from grader.model import Span
from grader.report import Quotation, QuotationVerdict
from grader.text.name_keys import same_name
from grader.text.quotations import Quoted
from grader.text.reading import Reading
from grader.text.speakers import Speaker, find_speakers
from grader.text.words import find_words

_NEAR = 0.02
Judged = tuple[Quotation, tuple[int, int] | None]


def judge_quotations(reading: Reading, index: Index) -> list[Judged]:
    """Every quoted stretch of three words or more, each once, with its place in the material's stream if it has one.

    A quotation inside a quotation belongs to the outer one.
    """
    speakers = find_speakers(reading.text, reading.quoted, reading.sentence_spans, reading.names, reading.citations)
    judged = []
    for quoted, speaker in zip(reading.quoted, speakers, strict=True):
        first, last = reading.word_range(quoted.span)
        is_prose = reading.part_at(quoted.span[0]) in ("body", "quotation")
        if last - first >= SHORTEST_WORDS and quoted.depth == 0 and is_prose:
            judged.append(_judge(quoted, speaker, reading, index))
    return judged


def _judge(quoted: Quoted, said_by: Speaker | None, reading: Reading, index: Index) -> Judged:
    text = reading.text[slice(*quoted.span)]
    speaker = said_by.text if said_by else None
    if not index.stream:
        return _quotation(quoted.span, text, "not_checked", speaker), None
    places = locate(reading.text, quoted.span, index)
    places = [p for p in places if p.is_exact or p.share >= ALTERED_SHARE]
    if not places:
        verdict: QuotationVerdict = "not_checked" if _is_title(text) else "not_found"
        return _quotation(quoted.span, text, verdict, speaker), None
    best = places[0]
    others = [p for p in places if p.is_exact == best.is_exact and p.share >= best.share - _NEAR]
    voices = [(p, source_speaker(p, index)) for p in others]
    agreeing = [v for v in voices if not said_by or _agree(said_by, v[1], v[0], index)]
    place, voice = (agreeing or voices)[0]
    verdict = "exact" if place.is_exact else "altered"
    if place.is_exact and not agreeing:
        verdict = "misattributed"
    number, span = index.span_of(*place.stream)
    passage = index.passages[number]
    found = Quotation(
        span=quoted.span,
        text=text,
        verdict=verdict,
        speaker=speaker,
        source_speaker=voice,
        passage=passage.id,
        source_text=passage.text[slice(*span)],
    )
    return found, place.stream


def _quotation(span: Span, text: str, verdict: QuotationVerdict, speaker: str | None) -> Quotation:
    return Quotation(
        span=span, text=text, verdict=verdict, speaker=speaker, source_speaker=None, passage=None, source_text=None
    )


def source_speaker(place: Located, index: Index) -> str | None:
    """Who says the words in the material: the speaker of the quotation that holds them, or of the caption, if any."""
    number, span = index.span_of(*place.stream)
    passage: PassageReading = index.readings[number]
    holding = [
        (quoted, speaker)
        for quoted, speaker in zip(passage.quoted, passage.speakers, strict=True)
        if speaker and quoted.span[0] <= span[0] and span[1] <= quoted.span[1] + 1
    ]
    inner = min(holding, key=lambda pair: pair[0].span[1] - pair[0].span[0], default=None)
    return inner[1].text if inner else index.passages[number].speaker or None


def _agree(speaker: Speaker, voice: str | None, place: Located, index: Index) -> bool:
    """Whether the essay's speaker can be the material's; a name in brackets may also be that of the work's author."""
    if voice is None or same_person(speaker.text, voice):
        return True
    author = index.sources[index.passages[index.passage_at(place.stream[0])].source].author
    return speaker.via == "citation" and bool(author) and same_person(speaker.text, author)


def same_person(one: str, other: str) -> bool:
    """Whether two speakers can be one: they share a name, spelling and transliteration aside.

    Words such as `the historian` that name nobody fit everybody.
    """
    left, right = ([w.norm for w in find_words(name)] for name in (one, other))
    named = [[w for w in side if w not in _UNNAMED] for side in (left, right)]
    if not all(named):
        return True
    return any(same_name(a, b) for a in named[0] for b in named[1])


_VOICES = "narrator commentator speaker voice host presenter interviewer reader historian author writer man woman one"
_UNNAMED = STOP_NORMS | frozenset(_VOICES.split())


def _is_title(text: str) -> bool:
    """Whether a quoted stretch looks like the title of something: nearly all its longer words are capitalised."""
    words = [text[w.start : w.end] for w in find_words(text)]
    longer = [w for w in words if len(w) > 3]  # noqa: PLR2004 - articles and prepositions stay small
    return bool(longer) and sum(w[0].isupper() for w in longer) >= 0.8 * len(longer)
