"""The report of one essay as one self-contained HTML file: no network, no script."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.model import Contest, Span
from grader.report import Report
from grader.reports.anchors import Anchor, make_anchors
from grader.reports.blocks import cut_blocks
from grader.reports.characters import first_words
from grader.reports.charts import draw_range
from grader.reports.evidence_map import make_evidence_map
from grader.reports.marks import make_layers, mark_blocks
from grader.reports.notes import Note, number_notes
from grader.reports.opening import asked_length, choose_strength, make_steps, tally_notes, title_of, to_check
from grader.reports.pages import render_page
from grader.reports.places import places_of
from grader.reports.receipt import make_check_rows, make_fingerprints, make_source_rows
from grader.reports.remarks import Key, list_remarks
from grader.reports.rubric_rows import count_evidence, make_rubric_rows, show_range
from grader.reports.statements import make_statements

_QUOTED_WORDS = 8


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided on a criterion: points, level and points in words, and a comment."""

    points: float
    words: str
    comment: str = ""


def render_report(
    report: Report,
    contest: Contest,
    overview_href: str | None,
    decided: Mapping[str, Decided] | None = None,
    comments: Mapping[Span, str] | None = None,
) -> str:
    """The report as an HTML page.

    Args:
        report: what the grader says about the essay.
        contest: the contest it was graded for; what it no longer holds is passed over.
        overview_href: where the class overview lies, seen from the page; none leaves the link out.
        decided: what a person decided, by criterion; it stands before what is suggested.
        comments: what a person said on passages of the essay, by span.
    """
    return render_page("report.html", overview_href=overview_href, **view_report(report, contest, decided, comments))


def view_report(
    report: Report,
    contest: Contest,
    decided: Mapping[str, Decided] | None = None,
    comments: Mapping[Span, str] | None = None,
) -> dict[str, Any]:
    """Everything that the templates of a report show, by the names they use."""
    notes = number_notes(list_remarks(report, contest), report.essay.text)
    blocks = cut_blocks(report.essay)
    anchors, spots = make_anchors(report, notes, blocks)
    return {
        "report": report,
        "contest": contest,
        "decided": decided or {},
        "together": _add_up(report, decided or {}),
        "is_deciding": False,
        "is_replying": False,
        "is_for_student": False,
        "is_about_writing": False,
        "comments": _place_comments(comments or {}, report.essay.text, [block.span for block in blocks]),
        "blocks": mark_blocks(report.essay.text, blocks, make_layers(notes, spots)),
        "rows": make_rubric_rows(report, contest, anchors, _short_words(notes)),
        "evidence_map": make_evidence_map(report, contest, anchors),
        "evidence_count": count_evidence(report, contest),
        "statements": make_statements(report, contest, anchors),
        **_opening(report, contest, notes, anchors),
        **_closing(report, contest),
    }


def _add_up(report: Report, decided: Mapping[str, Decided]) -> float:
    """The points of all criteria, decided ones where there are any."""
    points = [decided[s.criterion].points if s.criterion in decided else s.points for s in report.scores]
    return round(sum(one for one in points if one is not None), 4)


def _place_comments(
    comments: Mapping[Span, str], text: str, blocks: Sequence[Span]
) -> dict[int, list[tuple[str, str]]]:
    """First words and comment of every passage, by where the block begins in which it does."""
    starts = [start for start, _ in blocks]
    placed: dict[int, list[tuple[str, str]]] = {}
    for (start, end), said in sorted(comments.items()):
        at = max(bisect_right(starts, start) - 1, 0)
        if starts:
            placed.setdefault(starts[at], []).append((first_words(text[start:end], _QUOTED_WORDS), said))
    return placed


def _opening(report: Report, contest: Contest, notes: list[Note], anchors: dict[Key, Anchor]) -> dict[str, Any]:
    strength = choose_strength(report)
    tallies = tally_notes(notes)
    return {
        "title": title_of(report),
        "asked": asked_length(contest),
        "chart": draw_range(report.total),
        "likely": show_range(report.total.range),
        "strength": strength,
        "strength_anchor": anchors.get(("finding", strength.id)) if strength else None,
        "steps": make_steps(report, contest, notes, anchors),
        "tallies": tallies,
        "to_check": to_check(tallies),
    }


def _closing(report: Report, contest: Contest) -> dict[str, Any]:
    return {
        "source_rows": make_source_rows(report, contest),
        "check_rows": make_check_rows(report),
        "fingerprints": make_fingerprints(report),
        "has_material": bool(places_of(contest)),
    }


def _short_words(notes: list[Note]) -> dict[Key, str]:
    """For findings that repeat evidence, a quotation, a claim or copying: a few words of the note that says it all."""
    return {
        key: remark.brief or remark.heading
        for note in notes
        for remark in note.remarks
        if remark.check
        for key in remark.keys
        if key[0] == "finding"
    }
