"""Which words may stand for one another: spelling, derivation and synonyms, each with its strength.

Nothing but this package's own list of synonyms and the material's own vocabulary is used, so that no resource that
happens to be on a machine changes an answer.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA, DamerauLevenshtein

from grader.text.memory import Memory
from grader.text.name_keys import name_key
from grader.text.name_words import CALENDAR
from grader.text.suggestions import common_words
from grader.text.words import fold, stem

SYNONYM_STRENGTH = 0.6
DERIVATION_STRENGTH = 0.5
_SHORTEST_CORRECTED = 5
_SHORTEST_DERIVED = 6
_SHORTEST_NAME, _TWO_SLIPS = 6, 8
_STOP = """
a about above after again against all also although am an and any are as at be because become became been before being
below between both but by can could did do does doing don't down during each even few for from further get got had has
have having he her here hers him his how however i if in into is it its just like made make may me might more most much
must my no nor not now of off on once one only or other our out over own said same say says she should so some still
such than that the their them then there these they this those though through to too two under until up upon us use very
was way we were what when where whether which while who whom whose why will with would yet you your
"""
STOP_NORMS = frozenset(_STOP.split())
STOP_STEMS = frozenset(stem(word) for word in STOP_NORMS)
CALENDAR_STEMS = frozenset(map(stem, CALENDAR))


@lru_cache(maxsize=1)
def synonyms() -> dict[str, frozenset[str]]:
    """Stem to the stems that may stand for it, from `synonyms.txt`."""
    groups: dict[str, set[str]] = defaultdict(set)
    text = (files("grader.evidence") / "synonyms.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            stems = [stem(fold(word)) for word in line.split()]
            for one in stems:
                groups[one].update(other for other in stems if other != one)
    return {one: frozenset(others) for one, others in groups.items()}


@lru_cache(maxsize=1)
def common_stems() -> frozenset[str]:
    """Stems of the commonest English words."""
    return frozenset(stem(word) for word in common_words())


class Lexicon:
    """The vocabulary of a contest's material and what an essay's words mean in it.

    Args:
        counts: how often each stem occurs in the material and the key.
        names: folded name tokens of the material, to which misspelt and transliterated names are led back.
    """

    def __init__(self, counts: Mapping[str, int], names: frozenset[str]) -> None:
        self.counts = counts
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        for one in sorted(counts):
            self._by_initial[one[:1]].append(one)
        self._by_key = {name_key(name): stem(name) for name in sorted(names, key=lambda n: (counts.get(stem(n), 0), n))}
        self._known = Memory[str, str]()
        self._similar = Memory[str, tuple[tuple[str, float], ...]]()

    def known(self, norm: str, stemmed: str) -> str:
        """The material's stem that a word means: itself, a variant of a name, or one slip of the pen away."""
        if stemmed in self.counts or stemmed.isdigit():
            return stemmed
        known = self._known.get(norm)
        if known is None:
            named = self._by_key.get(name_key(norm)) or self._near_name(norm, stemmed)
            known = self._known[norm] = named or self._corrected(stemmed)
        return known

    def _near_name(self, norm: str, stemmed: str) -> str:
        """The one name that a longer word misspells by one slip, or by two where it has eight letters; else empty."""
        if len(norm) < _SHORTEST_NAME or stemmed in synonyms() or stemmed in common_stems():
            return ""
        key, slips = name_key(norm), 2 if len(norm) >= _TWO_SLIPS else 1
        near = [
            (distance, name)
            for other, name in self._by_key.items()
            if other[:1] == key[:1] and (distance := OSA.distance(key, other, score_cutoff=slips)) <= slips
        ]
        closest = sorted(near)[:2]
        is_sure = len(closest) == 1 or (len(closest) > 1 and closest[0][0] < closest[1][0])
        return closest[0][1] if is_sure else ""

    def _corrected(self, stemmed: str) -> str:
        return stemmed if stemmed in synonyms() or stemmed in common_stems() else self._nearest(stemmed)

    def _nearest(self, stemmed: str) -> str:
        """The commonest stem of the material that is one slip away; the given one when there is none."""
        if len(stemmed) < _SHORTEST_CORRECTED:
            return stemmed
        near = [
            one
            for one in self._by_initial[stemmed[0]]
            if abs(len(one) - len(stemmed)) <= 1 and DamerauLevenshtein.distance(stemmed, one, score_cutoff=1) == 1
        ]
        return max(near, key=lambda one: (self.counts[one], one), default=stemmed)

    def similar(self, stemmed: str) -> tuple[tuple[str, float], ...]:
        """Stems of the material that the given one may stand for, with strengths 0 to 1; itself first with 1."""
        similar = self._similar.get(stemmed)
        if similar is None:
            strengths = dict.fromkeys(self._derived(stemmed), DERIVATION_STRENGTH)
            named = [self._as_spelt(one) for one in sorted(synonyms().get(stemmed, ()))]
            strengths |= dict.fromkeys((one for one in named if one in self.counts), SYNONYM_STRENGTH)
            strengths.pop(stemmed, None)
            similar = self._similar[stemmed] = ((stemmed, 1.0), *strengths.items())
        return similar

    def shared(self, stems: Iterable[str], others: Container[str]) -> list[str]:
        """Those of some stems that stand among others, themselves or by a word that may stand for them."""
        return [stem for stem in stems if any(other in others for other, _ in self.similar(stem))]

    def _as_spelt(self, stemmed: str) -> str:
        """A stem as the material spells it, which has its own typing slips: evesdrop for eavesdrop."""
        return stemmed if stemmed in self.counts else self._nearest(stemmed)

    def _derived(self, stemmed: str) -> list[str]:
        """Stems that share a long beginning: execut and execution, manifest and manifesto."""
        if len(stemmed) < _SHORTEST_DERIVED:
            return []
        found = []
        for one in self._by_initial[stemmed[0]]:
            shared = 5 if len(one) <= 7 and len(stemmed) <= 8 else 6  # noqa: PLR2004 - short stems share less
            if len(one) >= shared and one[:shared] == stemmed[:shared]:
                found.append(one)
        return found
