"""An essay's errors and features of language, found once for all checks that look at them."""

from functools import lru_cache

from grader.checks.check import Case
from grader.evidence.index import index_of
from grader.evidence.lexicon import STOP_NORMS
from grader.model import Contest
from grader.text.harper_proofreader import shared_harper
from grader.text.language_features import FEWEST_WORDS, measure_language
from grader.text.proofreading import proofread
from grader.text.proofs import Proofreader, Proofs
from grader.text.reading import Reading
from grader.text.words import find_words

_FEWEST_SMALL = 0.3  # of an essay's words `the`, `of`, `was` and the like are about half, never below .4
LANGUAGE_REASON = "proofreading knows English only"


@lru_cache(maxsize=4)
def known_words(contest: Contest) -> frozenset[str]:
    """Folded words of the contest's material and question: they are right, whatever a dictionary says."""
    index = index_of(contest)
    texts = [contest.prompt, contest.title, *(source.title for source in contest.sources)]
    own = {word.norm for reading in index.readings for word in reading.words}
    return index.known_names | own | {word.norm for text in texts for word in find_words(text)}


@lru_cache(maxsize=2)
def _proofread(reading: Reading, contest: Contest, proofreader: Proofreader) -> Proofs:
    return proofread(reading, proofreader, known_words(contest))


@lru_cache(maxsize=2)
def _measure(reading: Reading, contest: Contest, proofreader: Proofreader) -> dict[str, float]:
    return measure_language(reading, _proofread(reading, contest, proofreader))


@lru_cache(maxsize=2)
def _holds_hardly_small(reading: Reading) -> bool:
    norms = reading.norms
    return len(norms) >= FEWEST_WORDS and [n in STOP_NORMS for n in norms].count(True) < _FEWEST_SMALL * len(norms)


def find_reason(case: Case) -> str:
    """Why nothing can be said of the essay's language; empty when something can."""
    if not case.contest.rules.language.lower().startswith("en"):
        return LANGUAGE_REASON
    if _holds_hardly_small(case.reading):
        return "hardly any whole sentences, only words side by side"
    return f"fewer than {FEWEST_WORDS} words, too few to tell" if proofs_of(case).words < FEWEST_WORDS else ""


def proofs_of(case: Case) -> Proofs:
    """The essay's errors; kept for the last two essays, since several checks look at one after the other."""
    return _proofread(case.reading, case.contest, case.proofreader or shared_harper())


def features_of(case: Case) -> dict[str, float]:
    """The essay's features of language; see `grader.text.language_features`."""
    return _measure(case.reading, case.contest, case.proofreader or shared_harper())
