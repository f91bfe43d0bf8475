"""What each evidence item looks like in words: its statement, and the sentences of the material that it rests on."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from grader.evidence.index import Index, index_of
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.listing import Places, follow_list
from grader.model import Contest, EvidenceItem
from grader.text.dates import DateMention, find_dates
from grader.text.quantities import Quantity, find_quantities
from grader.text.words import find_words

Floats = NDArray[np.float32]
_WIDEST_HOME = 3
_LENGTH_COST = 0.004
_ALSO_HOME = 0.72
_MAYBE_HOME = 0.5
_MOST_HOMES = 4


@dataclass(frozen=True, slots=True)
class Profile:
    """An evidence item prepared for comparison.

    Attributes:
        terms: stems of the statement's content words and of the keywords; `is_name` marks those of names.
        support: numbers of the material's sentences that say it best, in order; empty when nothing says it.
        support_terms: stems of those sentences that the statement does not have.
        homes: numbers of the passages that say it, best first.
        places: numbers of those and of further passages that say a part of it, with shares of the best one's agreement.
        dates, quantities: of the statement and of the supporting sentences.
        bigrams, support_bigrams: pairs of neighbouring stems.
    """

    item: EvidenceItem
    terms: tuple[str, ...]
    is_name: tuple[bool, ...]
    support: tuple[int, ...]
    support_terms: tuple[str, ...]
    homes: tuple[int, ...]
    places: Places
    dates: tuple[DateMention, ...]
    quantities: tuple[Quantity, ...]
    bigrams: frozenset[tuple[str, str]]
    support_bigrams: frozenset[tuple[str, str]]


def content_stems(text: str, index: Index) -> list[str]:
    """Stems of the content words of a text, as the material spells them, in order."""
    return [index.lexicon.known(w.norm, w.stem) for w in find_words(text) if w.stem not in STOP_STEMS]


def _strengths(term: str, index: Index) -> Floats:
    """How well each sentence of the material holds a term: 1 for the word, less for a synonym."""
    found = np.zeros(len(index.sentences), dtype=np.float32)
    for other, strength in reversed(index.lexicon.similar(term)):
        places = index.sentences_with(other)
        found[places] = np.maximum(found[places], strength)
    return found


def _windows(item: EvidenceItem, terms: tuple[str, ...], index: Index) -> list[Floats]:
    """For widths of one, two and three sentences: how well the window beginning at each sentence says the statement."""
    size = len(index.sentences)
    rarities = np.array([index.rarity(t) for t in terms], dtype=np.float32)
    held = np.stack([_strengths(t, index) for t in terms]) if terms else np.zeros((0, size), dtype=np.float32)
    passages = np.array([s.passage for s in index.sentences])
    lengths = np.array([len(s.stems) for s in index.sentences], dtype=np.float32)
    allowed = np.array([_is_allowed(item, index, p) for p in passages], dtype=bool)
    scores, best, total = [], held, lengths
    for width in range(1, _WIDEST_HOME + 1):
        if width > 1:
            best = np.maximum(best[:, :-1], held[:, width - 1 :])
            total = total[:-1] + lengths[width - 1 :]
        valid = allowed[: size - width + 1] & (passages[: size - width + 1] == passages[width - 1 :])
        raw = (rarities @ best) / (rarities.sum() + 1e-9) / (1 + _LENGTH_COST * total)
        scores.append(np.where(valid, raw, 0.0).astype(np.float32))
    return scores


def _is_allowed(item: EvidenceItem, index: Index, passage: int) -> bool:
    place = index.passages[passage]
    return place.id == item.passage if item.passage in index.numbers else item.source in ("", place.source)


def _home(item: EvidenceItem, terms: tuple[str, ...], index: Index) -> tuple[tuple[int, ...], Places]:
    """The supporting sentences; and the passages that say it or a part of it, best first, with how well they do."""
    if not index.sentences:
        return (), ()
    scores = _windows(item, terms, index)
    peaks = [float(s.max(initial=0.0)) for s in scores]
    width = int(np.argmax(peaks))
    if peaks[width] <= 0:
        return (), ()
    first = int(np.argmax(scores[width]))
    per_passage: dict[int, float] = {}
    for one in scores:
        for number in np.flatnonzero(one >= _MAYBE_HOME * peaks[width]).tolist():
            passage = index.sentences[number].passage
            share = round(float(one[number]) / peaks[width], 4)
            per_passage[passage] = max(per_passage.get(passage, 0.0), share)
    ranked = sorted(per_passage.items(), key=lambda place: (-place[1], place[0]))
    return tuple(range(first, first + width + 1)), tuple(ranked)


def _homes(places: Places) -> tuple[int, ...]:
    return tuple(number for number, share in places if share >= _ALSO_HOME)[:_MOST_HOMES]


def make_profile(item: EvidenceItem, index: Index) -> Profile:
    """Prepares an item: finds where the material says it and collects its words, dates and quantities."""
    stems = content_stems(item.statement, index)
    keyed = [s for keyword in item.keywords for s in content_stems(keyword, index)]
    terms = tuple(dict.fromkeys(stems + keyed))
    support, places = _home(item, terms, index)
    lines = [index.sentences[n] for n in support]
    texts = [item.statement] + [index.passages[s.passage].text[slice(*s.span)] for s in lines]
    said = [index.lexicon.known(s, s) for line in lines for s in line.stems]
    return Profile(
        item=item,
        terms=terms,
        is_name=tuple(index.is_name(t) for t in terms),
        support=support,
        support_terms=tuple(dict.fromkeys(s for s in said if s not in terms)),
        homes=_homes(places),
        places=places,
        dates=tuple(d for text in texts for d in find_dates(text)),
        quantities=tuple(q for text in texts for q in find_quantities(text)),
        bigrams=frozenset(pairwise(stems)),
        support_bigrams=frozenset(pair for line in lines for pair in pairwise(line.stems)),
    )


@lru_cache(maxsize=4)
def profiles_of(contest: Contest) -> tuple[Profile, ...]:
    """The profiles of a contest's evidence items, in the order of the key, made once for each loaded contest."""
    index = index_of(contest)
    profiles = [make_profile(item, index) for item in contest.key.items]
    for source in {profile.item.source for profile in profiles}:
        rows = [row for row, profile in enumerate(profiles) if profile.item.source == source]
        for row, places in zip(rows, follow_list([profiles[row].places for row in rows]), strict=True):
            profiles[row] = replace(profiles[row], places=places, homes=_homes(places))
    return tuple(profiles)
