"""What an exporter is: a further form in which the results of a run can be written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from grader.model import Contest
from grader.report import Report


def _render_no_essay(_report: Report, _contest: Contest) -> None:
    return None


def _render_no_class(_reports: Sequence[Report], _contest: Contest) -> dict[str, bytes]:
    return {}


@dataclass(frozen=True, slots=True)
class Exporter:
    """One form of results.

    Attributes:
        id: its name in `--format`.
        title: what it gives, one sentence.
        render_essay: a file for one essay, as its path below the folder of the run and its bytes; none when it writes
            nothing for single essays. Runs in a worker with the whole report.
        render_class: files for the class by their path. Gets the reports in the order of their ids, without what only the
            page of an essay shows (spans, findings, quotations).
    """

    id: str
    title: str
    render_essay: Callable[[Report, Contest], tuple[str, bytes] | None] = _render_no_essay
    render_class: Callable[[Sequence[Report], Contest], dict[str, bytes]] = _render_no_class
