"""What workers do besides grading: one module a kind, each with a function of an `Errand`."""

from collections.abc import Callable, Mapping

from api.chores import calibrating, comparing, fetching, naming, outlining, posting
from api.chores.errand import Errand, Outcome

CHORES: Mapping[str, Callable[[Errand], Outcome]] = {
    "compare": comparing.compare,
    "calibrate": calibrating.calibrate,
    "apply": calibrating.apply,
    "relearn": calibrating.relearn,
    "outline": outlining.outline,
    "lti_scores": posting.post_scores,
    "lti_names": naming.fill_class,
    "lti_assets": fetching.handle_assets,
}
"""How each kind of chore is done."""
