"""How long the essay is. Every figure of a model is shown beside that of this group alone."""

import math

from grader.scoring.features.feature import Feature, Sight

_PAGE = "Page, E. B. (1966): The imminence of grading essays by computer."
FEATURES = tuple(
    Feature(name, "length", meaning, _PAGE)
    for name, meaning in (
        ("words", "how many words the essay has"),
        ("words_root", "how many words the essay has, as a fourth root"),
        ("characters", "how many letters and marks the essay has"),
        ("different_words", "how many different words the essay has"),
        ("sentences", "how many sentences the essay has"),
        ("paragraphs", "how many paragraphs the essay has"),
    )
)


def measure(sight: Sight) -> list[float]:
    """The values of `FEATURES`, in their order."""
    words = sum(len(run) for run in sight.runs)
    return [
        math.log1p(words),
        words**0.25,
        math.log1p(sum(end - start for start, end in sight.reading.paragraphs)),
        math.log1p(len({one for run in sight.runs for one in run})),
        math.log1p(len(sight.runs)),
        math.log1p(len(sight.reading.paragraphs)),
    ]
