"""Whether the person whom an essay names can be the one whose words the material gives."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import DamerauLevenshtein, Indel

from grader.evidence.index import Index
from grader.evidence.lexicon import STOP_NORMS, STOP_STEMS
from grader.evidence.quotations import Located
from grader.model import Source
from grader.text.name_keys import same_name
from grader.text.name_words import GIVEN_NAMES
from grader.text.speakers import Speaker
from grader.text.words import Word, find_words, stem

_VOICES = """
narrator commentator speaker voice host presenter interviewer reader historian author writer man woman one men women girl
boy person people lady gentleman witness expert journalist reporter scholar professor friend somebody someone
"""
_UNNAMED = STOP_NORMS | frozenset(_VOICES.split())
_NARRATORS = frozenset({"narrator", "narration", "commentator", "voiceover"})
_BYLINE_PASSAGES = 2
_LINE_WORDS, _SHORTEST_MISSPELT = 15, 5
_FEW_WORDS, _NEARLY = 8, 0.7


def may_be_speaker(speaker: Speaker, voice: str | None, passage: int, index: Index) -> bool:
    """Whether the essay's speaker can be the material's.

    An author cited in brackets may stand for whatever the work holds, and the author of the work for its narrator. The
    narrator's words are not those of another person of the material who has no part in the source, or in the letter of a
    primary source. Descriptions such as `a neighbour` fit everybody but the narrator.

    Args:
        speaker: whom the essay names.
        voice: who says the words in the material; None for its narrator.
        passage: number of the passage.
        index: the material.
    """
    source = index.sources[index.passages[passage].source]
    if voice is None:
        return speaker.via == "citation" or not _is_stranger(speaker.text, source, passage, index)
    if _is_narrator(speaker.text) and find_words(voice):
        return _is_narrator(voice) or not _is_named(voice) or voice == _main_voice(source)
    if _are_namesakes(speaker.text, voice, index):
        return False
    if same_person(speaker.text, voice) or not _is_named(speaker.text) or _is_misspelt(speaker.text, voice, index):
        return True
    return speaker.via == "citation" and bool(source.author) and same_person(speaker.text, source.author)


def same_person(one: str, other: str) -> bool:
    """Whether two speakers can be one: they share a name, spelling and transliteration aside.

    Words such as `the historian` that name nobody fit everybody.
    """
    named = [_named_words(one), _named_words(other)]
    if not all(named):
        return True
    return any(same_name(a, b) for a in named[0] for b in named[1])


def _are_namesakes(one: str, other: str, index: Index) -> bool:
    """Whether two names share the last and differ in given names that the material knows: Karl Weiss is not Anna Weiss."""
    left, right = ([w for w in _named_words(name) if len(w) > 1] for name in (one, other))
    if min(len(left), len(right)) <= 1 or not same_name(left[-1], right[-1]):
        return False
    are_known = all(given in GIVEN_NAMES and stem(given) in index.lexicon.counts for given in (left[0], right[0]))
    return are_known and not any(same_name(a, b) for a in left[:-1] for b in right[:-1])


def _is_misspelt(one: str, other: str, index: Index) -> bool:
    """Whether a name that the material does not know is one letter away from the speaker's."""
    unknown = [w for w in _named_words(one) if len(w) >= _SHORTEST_MISSPELT and stem(w) not in index.lexicon.counts]
    return any(
        DamerauLevenshtein.distance(w, name, score_cutoff=1) <= 1 for w in unknown for name in _named_words(other)
    )


def _named_words(text: str) -> list[str]:
    return [w.norm for w in find_words(text) if w.norm not in _UNNAMED]


def _is_narrator(text: str) -> bool:
    return not _NARRATORS.isdisjoint(w.norm for w in find_words(text))


def _is_named(text: str) -> bool:
    """Whether words hold a proper name: one with a capital behind the first word, or a first word that is no article."""
    words = find_words(text)
    opening = bool(words) and words[0].norm not in _UNNAMED
    return any(text[w.start].isupper() for w in (words if opening else words[1:]))


def _main_voice(source: Source) -> str:
    """Who speaks most captions of a source: the narrator, if one is named at all."""
    counts = Counter(passage.speaker for passage in source.passages if passage.speaker)
    return min(counts, key=lambda one: (-counts[one], one), default="")


def _is_stranger(text: str, source: Source, passage: int, index: Index) -> bool:
    """Whether a speaker is a person of the material whom neither the work's author and title nor its text name."""
    names = [w for w in _named_words(text) if w in index.known_names] if _is_named(text) else []
    if not names:
        return False
    near = _surroundings(source, passage, index)
    told = [source.author, source.title, *source.aliases, *index.passages[passage].heading]
    said = {w.stem for one in told for w in find_words(one)}
    for number in near:
        start = index.starts[number]
        said.update(index.stream[start : start + len(index.readings[number].words)])
    return not any(stem(name) in said for name in names)


def _surroundings(source: Source, passage: int, index: Index) -> list[int]:
    """Numbers of the passages that may say whose words a passage has.

    Those are all of its source; in a primary source the byline at either end, and all from the line that heads its letter
    or speech to the line that signs it.
    """
    first = index.numbers[source.passages[0].id]
    last = first + len(source.passages) - 1
    if source.kind != "primary":
        return list(range(first, last + 1))
    low = next((n for n in range(passage - 1, first, -1) if _is_line(n, index)), first)
    high = next((n for n in range(passage + 1, last) if _is_line(n, index)), last)
    near = {*range(low, high + 1), *range(first, first + _BYLINE_PASSAGES), last}
    return sorted(n for n in near if first <= n <= last)


def _is_line(number: int, index: Index) -> bool:
    return len(index.readings[number].words) <= _LINE_WORDS


def find_sayings(words: Sequence[Word], speaker: str, index: Index) -> list[Located]:
    """Quotations of the material that say nearly what a few words say, and are of the same person; nearest first.

    A word replaced in so few leaves no run to find them by: `all wood is fuel` for `all coal is fuel`.
    """
    named = {stem(name) for name in _named_words(speaker) if name in index.known_names} if _is_named(speaker) else set()
    if not named or len(words) > _FEW_WORDS:
        return []
    run = [word.stem for word in words]
    found = []
    for start, passage in zip(index.starts, index.readings, strict=True):
        if named.isdisjoint(index.stream[start : start + len(passage.words)]):
            continue
        for quoted, said_by in zip(passage.quoted, passage.speakers, strict=True):
            first, last = (bisect_left(passage.starts, at) for at in quoted.span)
            stems = index.stream[start + first : start + last]
            share = round(Indel.normalized_similarity(run, stems), 4)
            is_telling = not STOP_STEMS.issuperset(set(run) & set(stems))
            if share >= _NEARLY and is_telling and said_by and same_person(speaker, said_by.text):
                found.append(Located(is_exact=False, share=share, stream=(start + first, start + last)))
    return sorted(found, key=lambda one: (-one.share, one.stream))
