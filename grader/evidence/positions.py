"""How likely each sentence of an essay states the writer's position on the question.

A logistic regression on named features: what the sentence says, whose words it takes up, and where it stands. Its
coefficients and their origin are in `positions.json`. After Stab and Gurevych (2017), Parsing argumentation structures in
persuasive essays, where it is the step that finds major claims.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from operator import mul

from grader.evidence.lexicon import STOP_STEMS
from grader.text.argument import EXAMPLE, OTHERS_VIEW
from grader.text.cues import Cue, lower_case
from grader.text.reading import Reading, Sentence

STANCE = re.compile(
    r"\b(?:i (?:would |will |shall |want to |am going to |strongly |firmly |personally |do |still |also |have to ){0,3}"
    r"(?:argue|believe|think|maintain|claim|contend|hold|agree|disagree|suggest|show|prove|am convinced|say)\b"
    r"|in my (?:own |personal )?(?:view|opinion|eyes|judge?ment)"
    r"|my (?:position|argument|answer|thesis|view|opinion|claim) is"
    r"|this essay (?:will |shall )?(?:argues?|shows?|claims?|maintains?)|from my (?:point of view|perspective)"
    r"|it (?:is|seems) (?:clear|obvious|my view)|as far as i am concerned)",
    re.IGNORECASE,
)
_STANCE_LOW = Cue(STANCE.pattern, "i in my this from it as")
_SAYS = {
    "concludes": Cue(
        r"\b(?:in (?:conclusion|summary|short|brief|sum|a nutshell|general)|to (?:conclude|sum up|summari[sz]e"
        r"|recap)|all in all"
        r"|overall|on the whole|as a conclusion|in the end|taking (?:everything|all|these|this)"
        r"|for (?:all )?(?:the|these|those|this) (?:above[- ]mentioned |mentioned )?reasons?"
        r"|from (?:what|the|all)[^.]{0,40}(?:above|said|discussed|mentioned)|(?:given|considering"
        r"|based on) (?:the|these|all))\b",
        "in to all overall on as taking for from given considering based",
    ),
    "demands": Cue(
        r"\b(?:should|must|ought to|have to|has to|needs? to|had better)\b", "should must ought have has need had"
    ),
    "weighs": Cue(
        r"\b(?:better|best|worse|more|most|important|beneficial|benefits?|advantages?|disadvantages?|outweighs?"
        r"|necessary|essential"
        r"|crucial|effective|harmful|positive|negative|good|bad|great|key|prefer\w{0,4}|superior|vital|useful"
        r"|worth\w{0,5}"
        r"|responsible)\b",
        "better best worse more most important beneficial advantage disadvantage outweigh necessary "
        "essential crucial effective "
        "harmful positive negative good bad great key prefer superior vital useful worth responsible",
    ),
    "speaks": Cue(r"\b(?:I|[Ww]e|[Mm]y|me|[Pp]ersonally)\b", "i we my me personally"),
    "opines": Cue(
        r"\b(?:opinion|view|viewpoint|perspective|point of view|standpoint|believe|convinced|agree|disagree"
        r"|argue|support|advocate"
        r"|side with|in favou?r|think|feel|prefer|contend|opine|stand)\b",
        "opinion view perspective point standpoint believe convinced agree disagree argue support advocate side "
        "in think feel "
        "prefer contend",
    ),
}
_OPENS = {
    "counts": re.compile(
        r"\W{0,4}(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|last(?:ly)?|finally|next|moreover|furthermore"
        r"|besides|in addition"
        r"|additionally|another|also|on the one hand|to begin with|to start with|apart from)\b"
    ),
    "turns": re.compile(
        r"\W{0,4}(?:however|nevertheless|nonetheless|but|yet|although|though|while|despite|in spite of"
        r"|even though|therefore|thus"
        r"|hence|consequently)\b"
    ),
}
_AS_WRITTEN = frozenset({"speaks"})  # the others are for text in lower case
_MOST_ASKED, _MOST_KEYS, _KEYS = 4, 6, 8
_SHORT = 8
_PARAGRAPHS = 3
FEATURES = (
    *("concludes", "demands", "weighs", "counts", "turns", "speaks", "opines"),
    *("takes_stance", "speaks_opinion", "closes_concluding", "exemplifies", "reports_others", "asks", "is_short"),
    *(
        "takes_up_question",
        "takes_up_keywords",
        "is_first",
        "is_second",
        "ends_opening",
        "is_inside",
        "is_last",
        "is_last_but_one",
    ),
)


def rank_positions(reading: Reading, known: Sequence[str], asked: frozenset[str]) -> list[tuple[int, float]]:
    """Sentences as statements of the writer's position, likeliest first, with their log-odds.

    Args:
        reading: the essay.
        known: for each of its words the stem that it means.
        asked: stems of the question; empty when it is not known.
    """
    intercept, weights = _load_weights()
    columns, coefficients = _measure(reading, known, asked), list(weights.values())
    rows = zip(*[columns[name] for name in weights], strict=True)
    scored = [(number, round(intercept + sum(map(mul, coefficients, row)), 4)) for number, row in enumerate(rows)]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))


def measure_sentences(reading: Reading, known: Sequence[str], asked: frozenset[str]) -> list[dict[str, float]]:
    """The features of each sentence, 0 to 1; arguments as of `rank_positions`."""
    columns = _measure(reading, known, asked)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _measure(reading: Reading, known: Sequence[str], asked: frozenset[str]) -> dict[str, Sequence[float]]:
    """Each feature of all sentences."""
    text, low, sentences = reading.text, lower_case(reading.text), reading.sentences
    spans, runs = reading.sentence_spans, [known[s.first : s.last] for s in sentences]
    found = {name: cue.mark(low, spans, text if name in _AS_WRITTEN else low) for name, cue in _SAYS.items()}
    stance = _STANCE_LOW.mark(low, spans)
    for name in ("speaks", "opines"):  # `this essay argues` is as good as `I`
        found[name] = [is_found or is_stance for is_found, is_stance in zip(found[name], stance, strict=True)]
    for name, pattern in _OPENS.items():
        found[name] = [pattern.match(low, *span) is not None for span in spans]
    late = len(sentences) - _MOST_ASKED
    reported = OTHERS_VIEW.mark(low, spans)
    return {
        **found,
        "takes_stance": stance,
        "speaks_opinion": [one and other for one, other in zip(found["speaks"], found["opines"], strict=True)],
        "closes_concluding": [concludes and number >= late for number, concludes in enumerate(found["concludes"])],
        "exemplifies": EXAMPLE.mark(low, spans),
        "reports_others": [other and not own for other, own in zip(reported, stance, strict=True)],
        "asks": [text[slice(*span)].rstrip("\"'”’) ").endswith("?") for span in spans],
        "is_short": [s.last - s.first < _SHORT for s in sentences],
        **_find_places(sentences),
        "takes_up_question": _share_taken_up(runs, asked, _MOST_ASKED),
        "takes_up_keywords": _share_taken_up(runs, _find_keywords(runs), _MOST_KEYS),
    }


def _find_keywords(runs: Sequence[Sequence[str]]) -> frozenset[str]:
    """The essay's most frequent content stems."""
    counts = Counter(stem for run in runs for stem in run if stem not in STOP_STEMS)
    return frozenset(stem for stem, _ in counts.most_common(_KEYS))


def _share_taken_up(runs: Sequence[Sequence[str]], stems: frozenset[str], most: int) -> list[float]:
    """How many of some stems each sentence has, as a share of the most that count."""
    return [min(most, len(stems.intersection(run))) / most for run in runs]


def _find_places(sentences: Sequence[Sentence]) -> dict[str, list[bool]]:
    """Where each sentence stands: by paragraphs where there are three or more, else by its number."""
    size, numbers = len(sentences), range(len(sentences))
    paragraphs = [s.paragraph for s in sentences]
    if paragraphs and paragraphs[-1] + 1 >= _PARAGRAPHS:
        following = [*paragraphs[1:], 1]
        ends = [one == 0 and other > 0 for one, other in zip(paragraphs, following, strict=True)]
        inside = [0 < one < paragraphs[-1] for one in paragraphs]
    else:
        ends = [number in (2, 3) for number in numbers]
        inside = [0.35 < number / max(1, size - 1) < 0.8 for number in numbers]  # noqa: PLR2004 - neither opening nor end
    return {
        "is_first": [number == 0 for number in numbers],
        "is_second": [number == 1 and not ends[1] for number in numbers],
        "ends_opening": ends,
        "is_inside": inside,
        "is_last": [number == size - 1 for number in numbers],
        "is_last_but_one": [number == size - 2 for number in numbers],
    }


@lru_cache(maxsize=1)
def _load_weights() -> tuple[float, Mapping[str, float]]:
    """The intercept and the coefficient of each feature."""
    model = json.loads((files("grader.evidence") / "positions.json").read_text(encoding="utf-8"))
    return float(model["intercept"]), {str(name): float(weight) for name, weight in model["coefficients"].items()}
