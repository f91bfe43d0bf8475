"""Rates of errors, by kind: what `conventions` is measured by.

Each rate is the logarithm of one plus the errors in two hundred words, so that the tenth error of a kind tells less than
the first (Attali, Y., and Burstein, J. (2006): Automated essay scoring with e-rater V.2).
"""

import math

from grader.text.prose import Prose

_KINDS: dict[str, tuple[str, ...]] = {
    "spelling_errors": ("spelling",),
    "capital_errors": ("capital",),
    "apostrophe_errors": ("apostrophe",),
    "word_boundary_errors": ("word boundary",),
    "confused_words": ("confused word",),
    "agreement_errors": ("agreement",),
    "verb_form_errors": ("verb form",),
    "noun_errors": ("number", "article"),
    "missing_words": ("missing word",),
    "word_choice_errors": ("word choice", "double negative", "comparison"),
    "repetition_errors": ("repetition",),
    "punctuation_errors": ("punctuation",),
    "spacing_errors": ("spacing",),
}
ERROR_RATES: tuple[str, ...] = (*_KINDS, "grammar_errors", "all_errors", "faulty_sentences", "run_on_words")
"""Names of the features, in a fixed order; none can be lower because there are more errors."""
_GRAMMAR = (
    "agreement",
    "verb form",
    "number",
    "article",
    "missing word",
    "word choice",
    "double negative",
    "comparison",
)
_GRAMMAR_KINDS = (*_GRAMMAR, "confused word", "grammar")
_PER_WORDS, _RUN_ON = 200, 40


def measure_errors(prose: Prose) -> dict[str, float]:
    """Every rate: 0 for none, about 1.1 for one error in a hundred words, 3 for ten.

    `faulty_sentences` is the share of sentences with an error, `run_on_words` the share of words that stand in sentences
    of more than forty words.
    """
    proofs = prose.proofs
    rates = {name: _rate(proofs.count(kinds), proofs.words) for name, kinds in _KINDS.items()}
    rates["grammar_errors"] = _rate(proofs.count(_GRAMMAR_KINDS), proofs.words)
    rates["all_errors"] = _rate(len(proofs.errors), proofs.words)
    rates["faulty_sentences"] = 1 - prose.clean_sentences
    rates["run_on_words"] = sum(size for size in prose.sizes if size > _RUN_ON) / max(1, sum(prose.sizes))
    return rates


def _rate(errors: int, words: int) -> float:
    return math.log1p(_PER_WORDS * errors / max(1, words))
