"""Where an essay names its sources: in citations, by title or author, by a voice of the material, or by `according to`."""

import re
from functools import lru_cache

from grader.evidence.index import Index, index_of
from grader.evidence.lexicon import STOP_NORMS
from grader.model import Contest, Source
from grader.text.argument import lower_case
from grader.text.reading import Reading
from grader.text.spans import starting_in
from grader.text.speech_verbs import is_finite, is_participle
from grader.text.words import find_words

_FRAME = re.compile(
    r"\b(?:according to|as (?:the|an?|stated|described|told|shown|explained|reported|quoted|written) (?:in|by"
    r"|\w{1,20})|(?:quoted|cited|told"
    r"|described|mentioned|shown|stated|explained|written) (?:in|by) (?:the|an?|our|his|her|my|[a-z])"
    r"|the (?:\w{1,20} )?(?:handout|slides?|slide ?show|powerpoint|presentation|video|clip|documentary|film"
    r"|article|biography|textbook"
    r"|website|web ?page|sources?|document|text|excerpt|reading|lecture|interview|podcast|worksheet"
    r"|encyclopa?edia|data ?sheet"
    r"|letter|diary|memoirs?|report|register|newspaper|map|table|transcript|material|author|historian))\b"
)  # for text in lower case
_MOST_WORDS = 8
_VERB_REACH = 3


def find_namings(reading: Reading, contest: Contest) -> frozenset[int]:
    """Numbers of the sentences that name a source.

    That is: a citation, a title, alias or author of the contest's sources, a phrase such as `according to` or `the handout`,
    or somebody whom the material quotes, with a verb of saying near the name.
    """
    found = {reading.sentence_at(c.span[0]) for c in reading.citations if c.kind in ("parenthetical", "note_mark")}
    found |= {reading.sentence_at(m.start()) for m in _FRAME.finditer(lower_case(reading.text))}
    names, voices = source_names(contest), voice_names(index_of(contest))
    openings = frozenset(name[0] for name in names)
    norms = [w.norm for w in reading.words]
    for number, sentence in enumerate(reading.sentences):
        run = norms[sentence.first : sentence.last]
        if _holds(run, names, openings) or _lets_speak(run, voices):
            found.add(number)
    return frozenset(number for number in found if number is not None)


def find_voices(reading: Reading, contest: Contest) -> frozenset[int]:
    """Numbers of the sentences that hold the name of somebody whom the material quotes, or a name and a verb of saying.

    What is quoted there has somebody to whom a reader may give it: `I side with Weiss: “…”`, `the Board wrote: “…”`.
    """
    voices, found = voice_names(index_of(contest)), set()
    for number, sentence in enumerate(reading.sentences):
        run = [w.norm for w in reading.words[sentence.first : sentence.last]]
        if not voices.isdisjoint(run) or (
            starting_in(reading.names, sentence.span) and any(is_finite(norm) or is_participle(norm) for norm in run)
        ):
            found.add(number)
    return frozenset(found)


def _holds(norms: list[str], names: frozenset[tuple[str, ...]], openings: frozenset[str]) -> bool:
    """Whether one of the names stands there; `openings` are their first words."""
    return any(
        tuple(norms[at : at + size]) in names
        for at, norm in enumerate(norms)
        if norm in openings
        for size in range(1, min(_MOST_WORDS, len(norms) - at) + 1)
    )


def _lets_speak(norms: list[str], voices: frozenset[str]) -> bool:
    """Whether a voice of the material stands within three words of a verb of saying."""
    at = [k for k, norm in enumerate(norms) if norm in voices]
    if not at:
        return False
    said = [k for k, norm in enumerate(norms) if is_finite(norm) or is_participle(norm)]
    return any(abs(one - other) <= _VERB_REACH for one in at for other in said)


@lru_cache(maxsize=4)
def source_names(contest: Contest) -> frozenset[tuple[str, ...]]:
    """The first words, folded, of every title, alias and author's surname of the contest's sources."""
    return frozenset(words[:_MOST_WORDS] for source in contest.sources for words in names_of(source))


def names_of(source: Source) -> frozenset[tuple[str, ...]]:
    """Folded words of a source's title, aliases and author's surname; not those of small words and figures alone."""
    names = [source.title, *source.aliases, *(source.author[word.start :] for word in find_words(source.author)[-1:])]
    folded = {tuple(word.norm for word in find_words(name)) for name in names}
    return frozenset(words for words in folded if any(w not in STOP_NORMS and not w.isdigit() for w in words))


@lru_cache(maxsize=4)
def voice_names(index: Index) -> frozenset[str]:
    """Folded surnames of everybody whom the material quotes."""
    speakers = [speaker.text for reading in index.readings for speaker in reading.speakers if speaker]
    speakers += [passage.speaker for passage in index.passages if passage.speaker]
    return frozenset(find_words(name)[-1].norm for name in speakers if find_words(name) and name[:1].isupper())
