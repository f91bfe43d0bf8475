"""How words are chosen and sentences built: the measures of the check `style`, and marks."""

import math
import re

from grader.checks.proofs import features_of
from grader.scoring.features.feature import Feature, Sight
from grader.text.language_features import FEATURES as MEASURED

_COH = "Crossley, S., and McNamara, D. (2011): Understanding expert ratings of essay quality."
_MEANINGS = {
    "measure_diversity": "how varied the words are",
    "measure_window_diversity": "how many different words stand in fifty",
    "measure_letters": "how long the words are",
    "share_uncommon": "the share of less common words",
    "share_uncommon_types": "the share of less common words among the different ones",
    "share_long_words": "the share of long words",
    "share_academic_words": "the share of words of learning (-tion, -ity)",
    "rate_informal": "how many words of everyday talk there are",
    "measure_sentence": "how long the sentences are",
    "measure_variation": "how much the length of sentences varies",
    "share_long_sentences": "the share of words in very long sentences",
    "share_short_sentences": "the share of very short sentences",
    "measure_stretch": "how many words stand between two punctuation marks",
    "share_long_stretches": "the share of words in long stretches without a punctuation mark",
    "share_repeated_openings": "the share of sentences that begin like the one before",
    "share_plain_openings": "the share of sentences that begin with and, but, so or because",
    "vary_subordinators": "how varied the words are that open a clause (although, when, which)",
    "vary_connectives": "how varied the connectives are",
    "vary_prepositions": "how varied the prepositions are",
    "vary_pronouns": "how varied the pronouns are",
    "share_hedges": "the share of words that qualify (perhaps, would)",
    "share_auxiliaries": "the share of forms of be, have and do",
    "share_adverbs": "the share of words in -ly",
    "share_ing": "the share of words in -ing",
    "share_ed": "the share of words in -ed",
    "share_to": "the share of the word to",
    "share_and": "the share of the word and",
    "share_you": "the share of words that talk to the reader",
    "share_repeated_pairs": "the share of pairs of words that come again",
    "share_long_types": "the share of long words among the different ones",
    "share_because": "the share of the word because",
    "share_articles": "the share of the word the",
}
_MARKS = (
    ("commas", ",", "how many commas stand in two hundred words"),
    ("exclamations", "!", "how many exclamation marks stand in two hundred words"),
    ("semicolons", "[;:]", "how many semicolons and colons stand in two hundred words"),
    ("quotation_marks", '["“”]', "how many quotation marks stand in two hundred words"),
    ("short_forms", r"n['’]t\b|['’](?:re|ve|ll|m|d)\b", "how many short forms (don't, I'm) stand in two hundred words"),
    ("brackets", r"[()]", "how many brackets stand in two hundred words"),
)
_FOUND = tuple(re.compile(pattern) for _, pattern, _ in _MARKS)
_PER_WORDS = 200
FEATURES = (
    *(Feature(name, "language", _MEANINGS[name], _COH) for name in MEASURED["style"]),
    *(Feature(name, "language", meaning, _COH) for name, _, meaning in _MARKS),
)


def measure(sight: Sight) -> list[float]:
    """The values of `FEATURES`, in their order."""
    measured = features_of(sight.case)
    text = sight.reading.text
    marks = [math.log1p(_PER_WORDS * len(pattern.findall(text)) / sight.words) for pattern in _FOUND]
    return [*(measured[name] for name in MEASURED["style"]), *marks]
