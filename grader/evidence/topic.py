"""What a contest's question is about, as stems."""

from functools import lru_cache

from grader.evidence.index import index_of
from grader.evidence.lexicon import CALENDAR_STEMS, STOP_STEMS, synonyms
from grader.model import Contest
from grader.text.words import find_words

_INSTRUCTIONS = frozenset(
    w.stem
    for w in find_words(
        "write essay explain discuss describe argue argument position support evidence material use source sources words "
        "reader question answer paragraph draw examples experiences observations knowledge article author text information "
        "think how what why opinion take speak speaks side view say give own reason reasons show make come"
    )
)
_TELLING = 0.3  # rarity below which a word of the question stands everywhere in the material


@lru_cache(maxsize=4)
def asked_stems(contest: Contest) -> frozenset[str]:
    """Content stems of the question, without the words of the instruction."""
    found = {w.stem for w in find_words(contest.prompt) if not w.stem.isdigit()}
    return frozenset(found - STOP_STEMS - _INSTRUCTIONS)


@lru_cache(maxsize=4)
def topic_stems(contest: Contest) -> frozenset[str]:
    """Stems that show that a sentence speaks about the question.

    With a key these are the names of the material and the words that the question shares with the key or the material;
    without one, the question's own words and what may stand for them.
    """
    index, asked = index_of(contest), asked_stems(contest)
    keyed = {w.stem for item in contest.key.items for w in find_words(item.statement)}
    names = {s for s in index.lexicon.counts if index.is_name(s)} - CALENDAR_STEMS
    if keyed:
        told = {s for s in asked if index.sentences_with(s) and index.rarity(s) >= _TELLING}
        return frozenset((asked & keyed) | told | names)
    return frozenset(asked | names | {other for one in asked for other in synonyms().get(one, ())})
