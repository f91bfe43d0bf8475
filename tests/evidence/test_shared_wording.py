"""Wording that essays share; quoting or copying the same source is not copying one another."""

import pytest

from grader.documents import read_essay
from grader.evidence.shared_wording import Shared, find_known_grams, find_shared, read_wording
from grader.pipeline import grade

OWN = "In my village every boat that came home late was greeted by an old man with a broken lamp"


def share(contest, *texts):
    """What essays 1, 2, … share, as (essay, words of the stretch, other, words)."""
    known = find_known_grams(contest)
    reports = [grade(read_essay(text.encode(), f"{k}.txt", str(k)), contest) for k, text in enumerate(texts, 1)]
    shared = find_shared([read_wording(report, known) for report in reports])
    return [(s.essay, texts[int(s.essay) - 1][slice(*s.span)], s.other, s.words) for s in shared], shared


def test_long_shared_wording_is_found_with_both_places(sample):
    found, (stretch,) = share(sample, f"So it was. {OWN}. Then I left.", f"{OWN}, they say, and nobody knew why.")
    assert found == [("1", OWN, "2", 19)]
    assert isinstance(stretch, Shared)
    assert stretch.other_span == (0, len(OWN))


@pytest.mark.parametrize(
    "change", [("late", "very late"), ("an old man", "an elderly man"), ("village every", "village, Every")]
)
def test_small_changes_do_not_hide_it(sample, change):
    found, _ = share(sample, f"{OWN}.", f"{OWN}.".replace(*change))
    assert len(found) == 1
    assert found[0][1] == OWN


def test_short_wording_is_no_find(sample):
    assert (
        share(sample, "Every boat that came home late was greeted.", "And every boat that came home late was greeted.")[
            0
        ]
        == []
    )


def test_quotations_do_not_count(sample):
    assert share(sample, f"He wrote: “{OWN}.”", f"She read “{OWN}” to us.")[0] == []


def test_the_question_and_the_material_do_not_count(sample):
    passage = max((p.text for s in sample.sources for p in s.passages), key=len)
    words = " ".join(passage.split()[:60])
    assert share(sample, f"First. {words}", f"Second. {words}")[0] == []
    assert share(sample, sample.prompt, f"I ask: {sample.prompt}")[0] == []


def test_three_essays_give_three_pairs_in_order(sample):
    found, _ = share(sample, OWN, f"Yes. {OWN}", f"No. {OWN}")
    assert [(one, other) for one, _, other, _ in found] == [("1", "2"), ("1", "3"), ("2", "3")]


def test_equal_essays_share_everything(sample):
    text = f"{OWN}. Nobody in our street had seen a winter like that one since the mill burnt down."
    found, _ = share(sample, text, text)
    assert [row[1] for row in found] == [text.rstrip(".")]


def test_one_essay_or_none_shares_nothing(sample):
    assert share(sample, OWN)[0] == share(sample)[0] == []
