"""The gate: texts that are not essays, however well they score, are named so that a person reads them first.

Each sign has a limit that hardly any honest essay reaches; `make bench-gaming` tells how many do, and how many made ones are
caught. A reason says what was seen, never why: a poem, a list or a translation may look the same.
"""

import math
from collections.abc import Callable
from functools import cached_property, lru_cache
from itertools import chain, pairwise

from grader.evidence.examination import Examination
from grader.evidence.index import index_of, known_stems
from grader.evidence.lexicon import STOP_NORMS, STOP_STEMS, common_stems
from grader.evidence.topic import asked_stems
from grader.model import Contest
from grader.scoring.sentence_order import find_disorder
from grader.text.reading import Reading
from grader.text.word_order import measure_order

_ORDER = 0.1
_RUN, _REPEATED = 8, 0.22
_QUESTION = 0.44
_PLAIN = (0.22, 0.75)
_LONG_LETTERS, _LONG, _VERY_LONG = 10, 0.085, 0.2
_DISORDER = 0.96
_FEW_WORDS = 60
_FEWEST_ASKED = 3
_UNCOMMON = 9  # below so many different uncommon words they tell nothing
_MATERIAL, _MATERIAL_BESIDE_LONG = 0.13, 0.25  # shares of them that a material of the usual size knows
_USUAL_VOCABULARY, _GROWTH = 500, 0.2  # a vocabulary ten times as large knows so much more of any text
_ASKED, _ASKED_BESIDE_LONG = 0.012, 0.06


class _Sight:
    """An essay as the gate looks at it."""

    def __init__(self, reading: Reading, contest: Contest, examination: Examination) -> None:
        self.reading = reading
        self.contest = contest
        self.examination = examination
        self.runs = [reading.words[s.first : s.last] for s in reading.sentences]
        self.norms = list(chain.from_iterable([reading.norms[s.first : s.last] for s in reading.sentences]))
        self.size = max(1, len(self.norms))

    @cached_property
    def stems(self) -> list[str]:
        """The material's stems of all content words."""
        known = known_stems(self.reading, index_of(self.contest))
        told = chain.from_iterable([known[s.first : s.last] for s in self.reading.sentences])
        said = chain.from_iterable([self.reading.stems[s.first : s.last] for s in self.reading.sentences])
        return [one for one, stem in zip(told, said, strict=True) if stem not in STOP_STEMS]

    @cached_property
    def long_share(self) -> float:
        """The share of words of ten letters and more."""
        return [len(norm) >= _LONG_LETTERS for norm in self.norms].count(True) / self.size


def find_oddities(reading: Reading, contest: Contest, examination: Examination) -> list[str]:
    """What is odd about a text that claims to be an essay, as sentences for teachers; empty for nearly every honest one."""
    sight = _Sight(reading, contest, examination)
    return [reason for is_odd, reason in REASONS if is_odd(sight)] if sight.norms else []


def _is_soup(sight: _Sight) -> bool:
    order = measure_order(sight.runs)
    return order is not None and order < _ORDER


def _is_listed(sight: _Sight) -> bool:
    plain = [norm in STOP_NORMS for norm in sight.norms].count(True) / sight.size
    return not _PLAIN[0] <= plain <= _PLAIN[1]


def _is_repeated(sight: _Sight) -> bool:
    if len(set(pairwise(sight.norms))) > (1 - _REPEATED * (_RUN - 1) / _RUN) * sight.size:
        return False  # as in nearly every essay: of the pairs in repeated runs hardly any is new
    runs = list(zip(*[sight.norms[k:] for k in range(_RUN)], strict=False))
    seen, again = set[tuple[str, ...]](), set[int]()
    for at, run in enumerate(runs):
        if run in seen:
            again.update(range(at, at + _RUN))
        seen.add(run)
    return len(again) / sight.size > _REPEATED


def _is_question(sight: _Sight) -> bool:
    told = sum(end - start for start, end in sight.examination.prompt_spans)
    return told / max(1, sum(end - start for start, end in sight.reading.sentence_spans)) > _QUESTION


def _is_elsewhere(sight: _Sight) -> bool:
    return sight.size >= _FEW_WORDS and _is_below(sight, _MATERIAL, _ASKED)


def _is_big_talk(sight: _Sight) -> bool:
    if sight.long_share > _VERY_LONG:
        return True
    return sight.long_share > _LONG and _is_below(sight, _MATERIAL_BESIDE_LONG, _ASKED_BESIDE_LONG)


def _is_below(sight: _Sight, material: float, asked: float) -> bool:
    """Whether the material knows less than that share of the uncommon words; alone, the question of all words."""
    index, common = index_of(sight.contest), common_stems()
    words = asked_stems(sight.contest)
    if not index.passages:
        share = sum([stem in words for stem in sight.stems]) / max(1, len(sight.stems))
        return len(words) >= _FEWEST_ASKED and share < asked
    uncommon = [stem for stem in sight.stems if stem not in common and not stem.isdigit()]
    limit = material + _GROWTH * max(0.0, math.log10(_vocabulary_of(sight.contest) / _USUAL_VOCABULARY))
    known = 0
    for stem in uncommon:
        known += stem in words or bool(index.sentences_with(stem))
        if known / len(uncommon) >= limit:
            return False  # as soon as in nearly every essay
    return len(set(uncommon)) >= _UNCOMMON


@lru_cache(maxsize=4)
def _vocabulary_of(contest: Contest) -> int:
    """How many uncommon words the material has, at least 1."""
    return max(1, len(index_of(contest).document_counts.keys() - common_stems()))


def _is_shuffled(sight: _Sight) -> bool:
    disorder = find_disorder(sight.reading)
    return disorder is not None and disorder > _DISORDER


REASONS: tuple[tuple[Callable[[_Sight], bool], str], ...] = (
    (_is_soup, "Its words do not stand in the order of English sentences: a person should read it."),
    (_is_listed, "Reads like a list of words, or is not in English: a person should read it."),
    (_is_repeated, "Much of it is said twice in the same words."),
    (_is_question, "Much of it repeats the question."),
    (_is_elsewhere, "Hardly speaks of the question or the material."),
    (_is_big_talk, "Has unusually many long words and says little of the question or the material."),
    (_is_shuffled, "Its sentences may not stand in the order in which they were written."),
)
"""Every sign with its reason, in the order in which reasons are given."""
