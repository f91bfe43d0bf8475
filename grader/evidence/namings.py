"""Where an essay names its sources: in citations, by title or author, by a voice of the material, or by `according to`."""

from collections.abc import Mapping
from functools import lru_cache

from grader.evidence.index import Index, index_of
from grader.evidence.lexicon import STOP_NORMS
from grader.model import Contest, Source
from grader.text.cues import Cue, lower_case
from grader.text.reading import Reading
from grader.text.spans import starting_in
from grader.text.speech_verbs import SAYING
from grader.text.words import find_words

_FRAME = Cue(
    r"\b(?:according to|as (?:the|an?|stated|described|told|shown|explained|reported|quoted|written) (?:in|by"
    r"|\w{1,20})|(?:quoted|cited|told"
    r"|described|mentioned|shown|stated|explained|written) (?:in|by) (?:the|an?|our|his|her|my|[a-z])"
    r"|(?:the|this|that|these) (?:\w{1,20} )?(?:handout|slides?|slide ?show|powerpoint|presentation|video|clip|documentary"
    r"|film|articles?|biography|textbook"
    r"|website|web ?page|sources?|document|texts?|passages?|story|excerpt|reading|lecture|interview|podcast|worksheet"
    r"|encyclopa?edia|data ?sheet"
    r"|letter|diary|memoirs?|report|register|newspaper|map|table|transcript|material|author|writer|narrator|historian)"
    r"|(?:paragraphs?|lines?|pages?|part|section) \d{1,3})\b",
    "according as quoted cited told described mentioned shown stated explained written the this that these paragraph "
    "paragraphs line lines page pages part section",
)
_MOST_WORDS = 8
_VERB_REACH = 3


def find_namings(reading: Reading, contest: Contest) -> frozenset[int]:
    """Numbers of the sentences that name a source.

    That is: a citation, a title, alias or author of the contest's sources, a phrase such as `according to` or `the handout`,
    or somebody whom the material quotes, with a verb of saying near the name.
    """
    found = {reading.sentence_at(c.span[0]) for c in reading.citations if c.kind in ("parenthetical", "note_mark")}
    found |= {
        reading.sentence_at(start) for start, _ in _FRAME.find_all(lower_case(reading.text), (0, len(reading.text)))
    }
    names, voices = _names_by_word(contest), voice_names(index_of(contest))
    for number, sentence in enumerate(reading.sentences):
        run = reading.norms[sentence.first : sentence.last]
        if _holds(run, names) or _lets_speak(run, voices):
            found.add(number)
    return frozenset(number for number in found if number is not None)


def find_voices(reading: Reading, contest: Contest) -> frozenset[int]:
    """Numbers of the sentences that hold the name of somebody whom the material quotes, or a name and a verb of saying.

    What is quoted there has somebody to whom a reader may give it: `I side with Weiss: “…”`, `the Board wrote: “…”`.
    """
    voices, found = voice_names(index_of(contest)), set()
    for number, sentence in enumerate(reading.sentences):
        run = reading.norms[sentence.first : sentence.last]
        if not voices.isdisjoint(run) or (not SAYING.isdisjoint(run) and starting_in(reading.names, sentence.span)):
            found.add(number)
    return frozenset(found)


def _holds(norms: list[str], names: Mapping[str, list[tuple[int, list[str]]]]) -> bool:
    """Whether one of the names stands there, which are given as of `_names_by_word`."""
    if names.keys().isdisjoint(norms):
        return False
    met = ((at - place, name) for at, norm in enumerate(norms) if norm in names for place, name in names[norm])
    return any(at >= 0 and norms[at : at + len(name)] == name for at, name in met)


def _lets_speak(norms: list[str], voices: frozenset[str]) -> bool:
    """Whether a voice of the material stands within three words of a verb of saying."""
    if voices.isdisjoint(norms) or SAYING.isdisjoint(norms):
        return False
    at, said = ([k for k, norm in enumerate(norms) if norm in chosen] for chosen in (voices, SAYING))
    return any(abs(one - other) <= _VERB_REACH for one in at for other in said)


@lru_cache(maxsize=4)
def source_names(contest: Contest) -> frozenset[tuple[str, ...]]:
    """The first words, folded, of every title, alias and author's surname of the contest's sources."""
    return frozenset(words[:_MOST_WORDS] for source in contest.sources for words in names_of(source))


@lru_cache(maxsize=4)
def _names_by_word(contest: Contest) -> Mapping[str, list[tuple[int, list[str]]]]:
    """`source_names` by their first word that is no small one, and at which place it stands."""
    found: dict[str, list[tuple[int, list[str]]]] = {}
    for name in source_names(contest):
        place = next((k for k, word in enumerate(name) if word not in STOP_NORMS), 0)
        found.setdefault(name[place], []).append((place, list(name)))
    return found


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
