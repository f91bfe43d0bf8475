"""Which words are right although a proofreader does not know them: names, words of the material, British or American ones."""

import re

from rapidfuzz.distance import OSA

from grader.text.capitals import Capitals
from grader.text.proofs import Error
from grader.text.reading import Reading
from grader.text.words import fold

_PLAIN_WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,40}(?:['’][A-Za-z]{1,3})?")
_SHORTEST_CAPITALS = 2
_ADOPTED_WORDS = """
ok etc von van der den de da di del della du la le les el al bin ibn und et qtd ibid op cit vs bona fide ad hoc per se
vice versa laissez faire coup raison tsar tsarist kulak kulaks soviet gulag glasnost perestroika reich fuhrer putsch
samurai shogun
"""
_ADOPTED = frozenset(_ADOPTED_WORDS.split())


def find_names(reading: Reading) -> frozenset[str]:
    """Folded words that the essay writes with a capital inside sentences and never without: its own names."""
    if reading.names is None or not reading.words:
        return frozenset()
    capitals = Capitals(reading.text, reading.words, reading.sentence_spans)
    return frozenset(capitals.firm - capitals.plain)


def is_right_word(reading: Reading, error: Error, names: frozenset[str]) -> bool:
    """Whether what was taken for a misspelling is a name, a word of the material, an abbreviation or no English at all.

    Args:
        reading: the essay.
        error: the error; only misspellings are looked at.
        names: folded words that are right.
    """
    if error.kind != "spelling" or error.rule == "RegularIrregulars":
        return False
    word = reading.text[slice(*error.span)]
    if not _PLAIN_WORD.fullmatch(word):
        return True
    if len(word) > _SHORTEST_CAPITALS and word.isupper() and not _is_shouting(reading, error.span[0]):
        return True
    if word.lower() in _ADOPTED or _may_be_name(word, error.suggestions):
        return True
    return fold(word) in names or fold(word.rstrip("s")) in names


def _may_be_name(word: str, suggestions: tuple[str, ...]) -> bool:
    """Whether a capitalised word, which begins a sentence, is far from every word that it could have been meant for."""
    if not word[0].isupper() or word.isupper():
        return False
    return not suggestions or OSA.distance(word.lower(), suggestions[0].lower()) > 1


def _is_shouting(reading: Reading, at: int) -> bool:
    """Whether the words around stand in capitals, too, so that a word in capitals is no abbreviation."""
    around = reading.text[max(0, at - 40) : at + 40]
    letters = [c for c in around if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.7 * len(letters)
