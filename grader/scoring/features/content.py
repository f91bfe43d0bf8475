"""What the essay says: of the question, of the material, and how faithfully.

None of these counts words; `points_used` alone grows with an essay, since a full answer uses more of the key.
"""

import math
from statistics import fmean

from grader.evidence.borrowings import carrying_sentences, measure_overlap
from grader.scoring.features.feature import Feature, Sight

_QUARTERS = 4
_PER_WORDS = 200
_ERICA = "Rahimi, Z., et al. (2017): Assessing students' use of evidence and organization in response-to-text writing."
_ERATER = "Attali, Y., and Burstein, J. (2006): Automated essay scoring with e-rater V.2."
_OFF_TOPIC = "Higgins, D., Burstein, J., and Attali, Y. (2006): Identifying off-topic student essays."
FEATURES = tuple(
    Feature(name, "content", meaning, source)
    for name, meaning, source in (
        ("question_share", "the share of sentences that speak of the question", _OFF_TOPIC),
        ("question_words", "how many different words of the question stand in a hundred words", _OFF_TOPIC),
        ("material_share", "the share of words that the material uses, too", _ERATER),
        ("material_words", "how many different words of the material stand in a hundred words", _ERATER),
        ("material_rarity", "how telling the words taken from the material are", _ERICA),
        ("material_overlap", "how closely sentences follow a sentence of the material", _ERICA),
        ("own_share", "the share of words that stand neither in the question nor in the material", ""),
        ("points_used", "how many points of the evidence key are used", _ERICA),
        ("points_rate", "how many points of the evidence key are used in two hundred words", _ERICA),
        ("points_strength", "how surely the points of the evidence key are used", _ERICA),
        ("evidence_share", "the share of sentences that rest on the material", _ERICA),
        ("evidence_spread", "over how much of the essay its evidence is spread", _ERICA),
        ("exact_quotations", "how many exact quotations stand in two hundred words", ""),
        ("other_quotations", "how many quotations differ from the material or are not in it", ""),
        ("copied_share", "the share of words that follow the material without quotation marks", ""),
        ("prompt_share", "the share of the text that repeats the question's wording", _OFF_TOPIC),
        ("differences", "how many statements differ from the material", ""),
        ("sources_share", "the share of the sources that are used", _ERICA),
        ("names_rate", "how many names stand in two hundred words", ""),
        ("figures_rate", "how many dates and figures stand in two hundred words", ""),
    )
)


def measure(sight: Sight) -> list[float]:
    """The values of `FEATURES`, in their order."""
    return [
        *_measure_wording(sight),
        *_measure_evidence(sight),
        *_measure_faithfulness(sight),
        *_measure_details(sight),
    ]


def _rate(count: int, sight: Sight) -> float:
    return math.log1p(_PER_WORDS * count / sight.words)


def _measure_wording(sight: Sight) -> list[float]:
    """Whose words the essay uses: the question's, the material's, its own."""
    stems, asked, index = sight.stems, sight.asked, sight.index
    held = [one for one in stems if index.sentences_with(one)]
    rarities = [index.rarity(one) for one in held if one not in asked]
    size = max(1, len(stems))
    material = index.document_counts.keys()
    overlaps = [measure_overlap(sight.reading, index, number) for number in range(len(sight.runs))] if material else []
    return [
        sum(not asked.isdisjoint(run) for run in sight.content) / max(1, len(sight.content)),
        fmean(len(window & asked) for window in sight.windows),
        len(held) / size,
        fmean(len((window & material) - asked) for window in sight.windows),
        fmean(rarities) if rarities else 0.0,
        fmean(overlaps) if overlaps else 0.0,
        sum(one not in asked and one not in material for one in stems) / size,
    ]


def _measure_evidence(sight: Sight) -> list[float]:
    """Which points of the key are used, and where."""
    evidence = sight.case.examination.evidence
    used = sum(item.use in ("quote", "paraphrase") for item in evidence.items)
    carrying = carrying_sentences(sight.reading, sight.case.borrowings)
    size = max(1, len(sight.runs))
    return [
        math.log1p(used),
        _rate(used, sight),
        fmean(item.strength for item in evidence.items) if evidence.items else 0.0,
        len(carrying) / size,
        len({_QUARTERS * number // size for number in carrying}) / _QUARTERS,
    ]


def _measure_faithfulness(sight: Sight) -> list[float]:
    """Quotations, copying, and what differs."""
    found = sight.case.examination
    exact = sum(q.verdict == "exact" for q in found.quotations)
    other = sum(q.verdict in ("altered", "misattributed", "not_found") for q in found.quotations)
    return [
        _rate(exact, sight),
        _rate(other, sight),
        min(1.0, sum(run.words for run in found.copying) / sight.words),
        sum(end - start for start, end in found.prompt_spans) / max(1, len(sight.reading.text)),
        _rate(sum(claim.verdict == "contradicted" for claim in found.claims), sight),
    ]


def _measure_details(sight: Sight) -> list[float]:
    sources = sight.case.examination.evidence.sources
    reading = sight.reading
    return [
        sum(source.uses > 0 for source in sources) / max(1, len(sources)),
        _rate(len(reading.names), sight),
        _rate(len(reading.dates) + len(reading.quantities), sight),
    ]
