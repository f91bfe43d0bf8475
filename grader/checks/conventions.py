"""Whether spelling, grammar and punctuation are as readers expect."""

from collections.abc import Mapping
from typing import Any

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.checks.error_notes import write_notes
from grader.checks.proofs import features_of, find_reason, proofs_of
from grader.text.dialects import find_mixture
from grader.text.language_model import shipped_models
from grader.text.proofreading import find_unjudged
from grader.text.proofs import Proofs

_FEWEST_PRAISED, _CLEAN_RATE = 120, 0.5
_PRAISE_WEIGHT, _MIXTURE_WEIGHT, _REST_WEIGHT = 0.3, 0.1, 0.05


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """How few errors there are for so many words, weighed by kind as teachers' ratings weigh them.

    1: no error was found; .52: as many as the average essay of a learner in grades 8 to 12 has; 0: several a sentence.
    """
    reason = find_reason(case)
    if reason:
        return Outcome(None, reason=reason)
    proofs = proofs_of(case)
    value = shipped_models()["conventions"].judge(features_of(case))
    notes = [*write_notes(case.reading.text, proofs), *_praise(proofs), *_remark_mixture(case)]
    if not proofs.is_complete:
        said = f"Only the first {proofs.words} words were proofread."
        notes.append(Note("advice", None, said, "Proofread the rest yourself.", weight=_REST_WEIGHT))
    return Outcome(value, tuple(notes))


def _praise(proofs: Proofs) -> list[Note]:
    shown = sum(error.is_shown for error in proofs.errors)
    if proofs.words < _FEWEST_PRAISED or 100 * shown / proofs.words >= _CLEAN_RATE:
        return []
    said = "Spelling, grammar and punctuation are clean: a reader stumbles over hardly anything."
    return [Note("strength", None, said, "", weight=_PRAISE_WEIGHT)]


def _remark_mixture(case: Case) -> list[Note]:
    mixture = find_mixture(case.reading, find_unjudged(case.reading))
    if mixture is None:
        return []
    british, american = (case.reading.text[word.start : word.end] for word in mixture)
    said = f"British and American spelling stand side by side: “{british}”, “{american}”."
    return [Note("advice", None, said, "Both are right; choose one and keep to it.", weight=_MIXTURE_WEIGHT)]


_CLEAN = (
    "The lighthouse stood on a rock, and the keeper climbed its stairs every evening. He carried oil to the lamp, cleaned "
    "the glass, and wrote down the weather. When a storm came, he stayed awake until the last boat had passed the rock. "
    "Fishermen trusted him, for they had never found the tower dark. "
)
CHECK = Check(
    id="conventions",
    title="Spelling, grammar and punctuation are as readers expect.",
    run=run,
    is_about_writing=True,
    authority="Bryant, C., Felice, M., and Briscoe, T. (2017): Automatic annotation and evaluation of error types.",
    examples=(
        Example(_CLEAN + "The boats «recieve» the light, and «everybody know» the keeper. Nobody paid «alot» for it."),
        Example(_CLEAN + "«he don't» sleep, «because is» dark.", says="he doesn't"),
        Example(_CLEAN * 3, says="hardly anything"),
        Example(_CLEAN + "His friends in Vyshnevolotsk called him Grigoryevich."),
        Example(_CLEAN + "The council said: “we dont pay for no oil, and he recieve nothing.”"),
        Example(_CLEAN + "The colour of the lamp was red, and the center of the glass was blue.", says="side by side"),
    ),
)
