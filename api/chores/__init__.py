"""What workers do besides grading: one module a kind, each with a function of an `Errand`."""

from collections.abc import Callable, Mapping

from api.chores import calibrating, comparing, outlining
from api.chores.errand import Errand, Outcome

CHORES: Mapping[str, Callable[[Errand], Outcome]] = {
    "compare": comparing.compare,
    "calibrate": calibrating.calibrate,
    "apply": calibrating.apply,
    "relearn": calibrating.relearn,
    "outline": outlining.outline,
}
"""How each kind of chore is done."""
