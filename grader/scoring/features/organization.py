"""How the essay is built: paragraphs, links, an end, and whether its sentences hang together.

Openings, endings and neighbourhoods are of fixed size, so that no value grows with the number of sentences.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, pstdev

from grader.scoring.features.feature import Feature, Sight
from grader.text.cues import lower_case

_COH = "McNamara, D., et al. (2014): Automated evaluation of text and discourse with Coh-Metrix."
_CRITERION = "Burstein, J., Marcu, D., and Knight, K. (2003): Finding the WRITE stuff."
_LINK_WORDS = {
    "order_links": """
first firstly second secondly third thirdly next then later after afterwards before last lastly final finally
""",
    "addition_links": """
also addition additionally moreover furthermore besides another likewise similarly
""",
    "contrast_links": """
however but although though yet nevertheless contrast instead while whereas despite unlike rather
""",
    "cause_links": """
because therefore thus result so consequently since hence due cause reason reasons
""",
}
_OTHER_LINKS = """
example instance conclusion conclude overall this these
"""
_BACK_WORDS = """
he she it they this that these those his her their its such him them
"""
_LINKS = {name: frozenset(words.split()) for name, words in _LINK_WORDS.items()}
_ALL_LINKS = frozenset(_OTHER_LINKS.split()).union(*_LINKS.values())
_BACK = frozenset(_BACK_WORDS.split())
_CLOSES = re.compile(
    r"\b(?:in conclusion|to conclude|to sum|in short|all in all|overall|in the end|finally|therefore|thus|that is why"
    r"|this is why|for these reasons|in summary|as you can see)\b"
)
_NEAR, _ENDS, _WINDOW = 5, 2, 50
FEATURES = tuple(
    Feature(name, "organization", meaning, source)
    for name, meaning, source in (
        ("paragraph_words", "how many words a paragraph has, where there are several", _CRITERION),
        ("is_divided", "whether the essay has paragraphs at all", _CRITERION),
        ("paragraph_balance", "how unequal its paragraphs are", _CRITERION),
        ("linked_sentences", "the share of sentences with a word that links them to others", _COH),
        ("linked_paragraphs", "the share of paragraphs that take up the one before", _COH),
        ("order_links", "how many different words of order (first, then, finally) stand in a hundred words", _COH),
        ("addition_links", "how many different words of addition (also, moreover) stand in a hundred words", _COH),
        ("contrast_links", "how many different words of contrast (however, although) stand in a hundred words", _COH),
        ("cause_links", "how many different words of cause (because, therefore) stand in a hundred words", _COH),
        ("closes", "whether the ending closes the essay in words", _CRITERION),
        ("returns", "how much the ending takes up the opening", _CRITERION),
        ("neighbour_overlap", "how much each sentence takes up the one before", _COH),
        ("wider_overlap", "how much each sentence takes up the five before", _COH),
        ("points_back", "the share of sentences that begin by pointing back (he, this, such)", _COH),
        ("repeats", "how much sentences repeat one of the five before", ""),
        ("focus", "how often a passage comes back to its main words", _COH),
    )
)


def measure(sight: Sight) -> list[float]:
    """The values of `FEATURES`, in their order."""
    if not sight.runs:
        return [0.0] * len(FEATURES)
    return [*_measure_paragraphs(sight), *_measure_links(sight), *_measure_ending(sight), *_measure_cohesion(sight)]


def _measure_paragraphs(sight: Sight) -> list[float]:
    counts: Counter[int] = Counter()
    for sentence in sight.reading.sentences:
        counts[sentence.paragraph] += sentence.last - sentence.first
    sizes = list(counts.values())
    return [math.log(fmean(sizes)) if len(sizes) > 1 else 0.0, float(len(sizes) > 1), pstdev(sizes) / fmean(sizes)]


def _measure_links(sight: Sight) -> list[float]:
    """Links between sentences, between paragraphs, and their kinds."""
    norms = [word.norm for word in sight.reading.words]
    sentences = sight.reading.sentences
    linked = [not _ALL_LINKS.isdisjoint(norms[s.first : s.last]) for s in sentences]
    stems: dict[int, set[str]] = {}
    for sentence, run in zip(sentences, sight.content, strict=True):
        stems.setdefault(sentence.paragraph, set()).update(run)
    firsts = [k for k in range(1, len(sentences)) if sentences[k].paragraph != sentences[k - 1].paragraph]
    taken = [linked[k] or len(stems[sentences[k - 1].paragraph] & set(sight.content[k])) > 1 for k in firsts]
    running = [norm for s in sentences for norm in norms[s.first : s.last]]
    windows = [frozenset(running[at : at + 100]) for at in range(0, max(1, len(running) - 49), 50)]
    return [
        sum(linked) / len(linked),
        sum(taken) / len(taken) if taken else 0.0,
        *(fmean(len(window & words) for window in windows) for words in _LINKS.values()),
    ]


def _measure_ending(sight: Sight) -> list[float]:
    """Whether the last two sentences close in words, and how much of the first two they take up."""
    sentences = sight.reading.sentences
    size = min(_ENDS, max(1, len(sentences) // 2))
    low = lower_case(sight.reading.text)
    closes = _CLOSES.search(low, sentences[-size].span[0], sentences[-1].span[1]) is not None
    opening = {one for run in sight.content[:size] for one in run}
    ending = {one for run in sight.content[-size:] for one in run}
    return [float(closes), _share_common(opening, ending) if len(sentences) > 1 else 0.0]


def _share_common(one: set[str], other: set[str]) -> float:
    """Cosine of two sets of words, 0 to 1."""
    return len(one & other) / math.sqrt(len(one) * len(other)) if one and other else 0.0


def _measure_cohesion(sight: Sight) -> list[float]:
    sets = [set(run) for run in sight.content]
    near = [_share_common(a, b) for a, b in pairwise(sets)]
    wider = [_share_taken(one, sets[max(0, k - _NEAR) : k]) for k, one in enumerate(sets) if k]
    norms = sight.reading.words
    back = [norms[s.first].norm in _BACK for s in sight.reading.sentences]
    repeats = [
        max(_share_common(one, other) for other in sets[max(0, k - _NEAR) : k]) for k, one in enumerate(sets) if k
    ]
    return [
        fmean(near) if near else 0.0,
        fmean(wider) if wider else 0.0,
        sum(back) / len(back),
        fmean(repeats) if repeats else 0.0,
        _measure_focus(sight.stems),
    ]


def _measure_focus(stems: Sequence[str]) -> float:
    """The share of the five commonest words among fifty content words, mean over windows."""
    starts = range(0, max(1, len(stems) - _WINDOW + 1), _WINDOW)
    counts = [Counter(stems[at : at + _WINDOW]) for at in starts]
    return fmean(sum(n for _, n in one.most_common(_NEAR)) / max(1, one.total()) for one in counts)


def _share_taken(one: set[str], before: Sequence[set[str]]) -> float:
    """The share of a sentence's words that stand in one of those before."""
    return len(one & set().union(*before)) / len(one) if one else 0.0
