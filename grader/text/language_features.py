"""What is measured of an essay's language: every feature with its group, none of which counts words.

All are rates, shares, means or means over windows, so that a longer essay has no other values than a shorter one written
in the same way. Two groups: `conventions` (rates of errors) and `style` (how sentences are built and words chosen).
"""

from collections.abc import Callable

from grader.text import sentence_measures as sentences
from grader.text import vocabulary_measures as vocabulary
from grader.text.error_rates import ERROR_RATES, measure_errors
from grader.text.proofs import Proofs
from grader.text.prose import Prose, read_prose
from grader.text.reading import Reading

STYLE_MEASURES: tuple[Callable[[Prose], float], ...] = (
    vocabulary.measure_diversity,
    vocabulary.measure_window_diversity,
    vocabulary.measure_letters,
    vocabulary.share_uncommon,
    vocabulary.share_uncommon_types,
    vocabulary.share_long_words,
    vocabulary.share_academic_words,
    vocabulary.rate_informal,
    sentences.measure_sentence,
    sentences.measure_variation,
    sentences.share_long_sentences,
    sentences.share_short_sentences,
    sentences.measure_stretch,
    sentences.share_long_stretches,
    sentences.share_repeated_openings,
    sentences.share_plain_openings,
    sentences.vary_subordinators,
    sentences.vary_connectives,
    sentences.vary_prepositions,
    sentences.vary_pronouns,
    vocabulary.share_hedges,
    sentences.share_auxiliaries,
    vocabulary.share_adverbs,
    sentences.share_ing,
    sentences.share_ed,
    sentences.share_to,
    sentences.share_and,
    sentences.share_you,
    vocabulary.share_repeated_pairs,
    vocabulary.share_long_types,
    sentences.share_because,
    sentences.share_articles,
)
"""Every measure of style; a feature's name is its function's."""
FEATURES: dict[str, tuple[str, ...]] = {
    "conventions": ERROR_RATES,
    "style": tuple(measure.__name__ for measure in STYLE_MEASURES),
}
"""Names of the features of each group, in a fixed order."""
FEWEST_WORDS = 50
"""Below so many words of the writer's own the features say nothing."""


def measure_language(reading: Reading, proofs: Proofs) -> dict[str, float]:
    """Every feature of every group by name, rounded to six decimals.

    Args:
        reading: the essay.
        proofs: its errors.
    """
    prose = read_prose(reading, proofs)
    measured = measure_errors(prose) | {measure.__name__: measure(prose) for measure in STYLE_MEASURES}
    return {name: round(value, 6) for name, value in measured.items()}
