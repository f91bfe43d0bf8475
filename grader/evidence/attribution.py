"""The verdict on each quotation: where its words stand, and whether the right person is named."""

import re
from functools import lru_cache

from grader.evidence.index import Index, PassageReading, index_of
from grader.evidence.lexicon import STOP_NORMS
from grader.evidence.quotations import ALTERED_SHARE, SHORTEST_WORDS, Located, locate
from grader.evidence.voices import find_sayings, may_be_speaker
from grader.model import Contest, Span
from grader.report import Quotation, QuotationVerdict
from grader.text.quotations import Quoted
from grader.text.reading import Reading
from grader.text.speakers import Speaker, find_speakers
from grader.text.words import find_words

_NEAR = 0.02
_REACH = 60
_COINING = re.compile(
    r"\b(?:so[- ]called|what (?:I|we) (?:\w{2,8} ){0,2}call"
    r"|I (?:(?:would|will|shall|could|want to|like to) ){0,2}call (?:this|it|that|them)"
    r"|the (?:term|expression|proverb|saying|nickname|slogan) (?:of |is |was )?)[\s,:]{0,3}(?:(?:an?|the) )?\Z",
    re.IGNORECASE,
)
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
    if not places and said_by:
        places = find_sayings(reading.words[slice(*reading.word_range(quoted.span))], said_by.text, index)
    is_surely_quoted = bool(places) and (places[0].is_exact or not _is_title(text, share=1.0))
    if not is_surely_quoted or _is_title_here(text, index):
        is_called = _is_title(text) or _is_title_here(text, index) or _stands_in_heading(text, index)
        is_judged = not (places or is_called or _is_coined(reading, quoted))
        verdict: QuotationVerdict = "not_found" if is_judged else "not_checked"
        return _quotation(quoted.span, text, verdict, speaker), None
    best = places[0]
    others = [p for p in places if p.is_exact == best.is_exact and p.share >= best.share - _NEAR]
    voices = [(p, source_speaker(p, index)) for p in others]
    agreeing = [
        v for v in voices if not said_by or may_be_speaker(said_by, v[1], index.passage_at(v[0].stream[0]), index)
    ]
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
    ends = {quoted.group: quoted.span[1] for quoted in passage.quoted}  # of the last piece of each speech
    holding = [
        (quoted, speaker)
        for quoted, speaker in zip(passage.quoted, passage.speakers, strict=True)
        if speaker and quoted.span[0] <= span[0] < quoted.span[1] and span[1] <= ends[quoted.group] + 1
    ]
    inner = min(holding, key=lambda pair: pair[0].span[1] - pair[0].span[0], default=None)
    return inner[1].text if inner else index.passages[number].speaker or None


def _is_title(text: str, share: float = 0.8) -> bool:
    """Whether a quoted stretch looks like the title of something: a share of its longer words is capitalised, nearly all."""
    words = [text[w.start : w.end] for w in find_words(text) if w.norm not in STOP_NORMS]
    longer = [w for w in words if len(w) > 3]  # noqa: PLR2004 - articles and prepositions stay small
    return bool(longer) and not text.isupper() and sum(w[0].isupper() for w in longer) >= share * len(longer)


@lru_cache(maxsize=4)
def _titles_of(contest: Contest) -> tuple[list[str], ...]:
    """The words of whatever the sources of a contest are called, read once for each loaded contest."""
    called = (one for source in index_of(contest).sources.values() for one in (source.title, *source.aliases))
    return tuple([w.norm for w in find_words(one)] for one in called)


def _is_title_here(text: str, index: Index) -> bool:
    """Whether a quoted stretch is, or ends or begins, what a source of the contest is called."""
    words = [w.norm for w in find_words(text)]
    return any(words in (name[: len(words)], name[-len(words) :]) for name in _titles_of(index.contest))


@lru_cache(maxsize=4)
def _headings_of(contest: Contest) -> tuple[list[str], ...]:
    """The words of each heading of the material, read once for each loaded contest."""
    headings = dict.fromkeys(heading for passage in index_of(contest).passages for heading in passage.heading)
    return tuple([w.norm for w in find_words(heading)] for heading in headings)


def _stands_in_heading(text: str, index: Index) -> bool:
    """Whether a quoted stretch is a heading of the material or a part of one, such as the title of one of its articles."""
    words = [w.norm for w in find_words(text)]
    named = (name for name in _headings_of(index.contest) if len(name) >= len(words))
    return any(name[at : at + len(words)] == words for name in named for at in range(len(name) - len(words) + 1))


def _is_coined(reading: Reading, quoted: Quoted) -> bool:
    """Whether the essay says that a quoted stretch is a term, a nickname or a saying."""
    return _COINING.search(reading.text, max(0, quoted.outer[0] - _REACH), quoted.outer[0]) is not None
