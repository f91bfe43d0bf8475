"""The engine on the labelled sample essays: floors that a change must not break (`make bench-evidence` has the figures)."""

import pytest

from grader.evidence.examination import examine
from tests.benchmarks.labelled import ROOT, load_cases, locate


@pytest.fixture(scope="module", params=["show-trials", "broad-street"])
def examined(request):
    cases = load_cases(ROOT / "samples" / request.param, ROOT / "tests" / "labels" / request.param)
    return [(case, examine(case.reading, case.contest)) for case in cases]


def overlaps(one, other):
    return min(one[1], other[1]) > max(one[0], other[0])


def test_most_used_items_are_found_and_few_others(examined):
    right = wrong = missed = 0
    for case, found in examined:
        said = {u.item for u in found.evidence.items if u.use in ("quote", "paraphrase")}
        right += len(said & case.used)
        wrong += len(said - case.used - case.neutral)
        missed += len(case.used - said)
    assert 2 * right / (2 * right + wrong + missed) >= 0.85


def test_quotations_are_found_and_rightly_judged(examined):
    right = total = 0
    for case, found in examined:
        for label in case.labels["quotations"]:
            wanted = {"fabricated": "not_found"}.get(label["status"], label["status"])
            spans = locate(case.reading.text, label["text"])
            verdicts = {q.verdict for q in found.quotations if any(overlaps(q.span, s) for s in spans)}
            right += wanted in verdicts
            total += 1
    assert right / total >= 0.85


def test_what_differs_is_seldom_said_without_reason(examined):
    alarms = right = 0
    for case, found in examined:
        planted = [s for label in case.labels["contradictions"] for s in locate(case.reading.text, label["text"])]
        for claim in found.claims:
            if claim.verdict == "contradicted":
                right += any(overlaps(claim.span, s) for s in planted)
                alarms += 1
    assert right / alarms >= 0.75


def test_statements_outside_the_material_are_never_said_to_differ(examined):
    for case, found in examined:
        outside = [s for text in case.labels["outside"] for s in locate(case.reading.text, text)]
        differing = [c.span for c in found.claims if c.verdict == "contradicted"]
        assert not [d for d in differing if any(overlaps(d, o) for o in outside)]


def test_copied_characters_are_found(examined):
    right = wrong = missed = 0
    for case, found in examined:
        wanted = {
            i
            for label in case.labels["copied"]
            for s in locate(case.reading.text, label["text"])[:1]
            for i in range(*s)
        }
        given = {i for c in found.copying for i in range(*c.span)}
        right, wrong, missed = right + len(wanted & given), wrong + len(given - wanted), missed + len(wanted - given)
    assert 2 * right / (2 * right + wrong + missed) >= 0.9
