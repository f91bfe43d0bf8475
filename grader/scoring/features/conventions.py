"""How few errors of language there are: the rates that the check `conventions` is measured by."""

from grader.checks.proofs import features_of
from grader.scoring.features.feature import Feature, Sight
from grader.text.error_rates import ERROR_RATES

_ERATER = "Attali, Y., and Burstein, J. (2006): Automated essay scoring with e-rater V.2."
_MEANINGS = {
    "spelling_errors": "how many words are misspelt",
    "capital_errors": "how many capital letters are missing or out of place",
    "apostrophe_errors": "how many apostrophes are missing or out of place",
    "word_boundary_errors": "how many words are run together or torn apart",
    "confused_words": "how many words are taken for one another (their, there)",
    "agreement_errors": "how many verbs do not agree with their subject",
    "verb_form_errors": "how many verbs stand in a wrong form",
    "noun_errors": "how many nouns have a wrong number or article",
    "missing_words": "how many words are missing",
    "word_choice_errors": "how many words or comparisons are not used in this way",
    "repetition_errors": "how many words are doubled by mistake",
    "punctuation_errors": "how many punctuation marks are missing or wrong",
    "spacing_errors": "how many spaces are missing or too many",
    "grammar_errors": "how many errors of grammar there are",
    "all_errors": "how many errors of language there are",
    "faulty_sentences": "the share of sentences with an error",
    "run_on_words": "the share of words in sentences that run on and on",
}
FEATURES = tuple(Feature(name, "conventions", _MEANINGS[name], _ERATER) for name in ERROR_RATES)


def measure(sight: Sight) -> list[float]:
    """The values of `FEATURES`, in their order."""
    measured = features_of(sight.case)
    return [measured[name] for name in ERROR_RATES]
