"""A second draft compared with the first: what became of each step, and which evidence is new."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.contest import load_contest
from grader.documents import read_essay
from grader.pipeline import grade
from grader.reports.alignment import MOST_WORDS, Alignment
from grader.reports.progress import compare_drafts
from tests.conftest import ROOT

FOLDER = ROOT / "samples" / "broad-street"
FIRST = (FOLDER / "essays" / "05.txt").read_text(encoding="utf-8")
DATE, RIGHT_DATE = "a pamphlet of 1839", "a pamphlet of 1849"
TOLL, OTHER_TOLL = "more than five thousand people", "about six thousand people"
CREDIT, RIGHT_CREDIT = "Peter Hallam comments,", "Ellen Morrow comments,"
WORKHOUSE = (
    "There was one more clue. The workhouse in Poland Street drank from a well of its own, and of its 535 inmates only "
    "five died.\n\n"
)
KOCH = "Finally Robert Koch of Vienna identified the comma bacillus in Calcutta. "


@pytest.fixture(scope="module")
def contest():
    return load_contest(FOLDER)


@pytest.fixture(scope="module")
def judge(contest):
    known = {}

    def run(text):
        if text not in known:
            known[text] = grade(read_essay(text.encode(), "draft.txt", "draft"), contest)
        return known[text]

    return run


@pytest.fixture(scope="module")
def compare(judge, contest):
    def run(later, earlier=FIRST):
        first = judge(earlier)
        return compare_drafts(first, judge(later), first.next_steps, contest)

    return run


def edit(*changes, text=FIRST):
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def states(progress):
    return [step.state for step in progress.steps]


def test_the_same_draft_again_has_touched_nothing(compare):
    progress = compare(FIRST)
    assert progress.is_same
    assert states(progress) == ["untouched"] * 3
    assert (progress.words, progress.items.new, progress.items.dropped) == (0, (), ())
    assert len(progress.items.kept) >= 5
    assert [step.after for step in progress.steps] == [""] * 3


def test_each_step_is_judged_by_itself(compare):
    progress = compare(edit((DATE, RIGHT_DATE), (TOLL, OTHER_TOLL)))
    assert states(progress) == ["addressed", "untouched", "attempted"]
    date, _, toll = progress.steps
    assert DATE in date.before
    assert RIGHT_DATE in date.after
    assert OTHER_TOLL in toll.after
    assert not progress.is_same


def test_a_wrong_name_put_right_is_addressed(compare):
    assert states(compare(edit((CREDIT, RIGHT_CREDIT))))[1] == "addressed"


def test_words_that_were_taken_out_are_addressed(compare):
    sentence = (
        "In a pamphlet of 1839 he explained that cholera begins in the bowels, so you must swallow it to catch it."
    )
    first = compare(edit((sentence, ""))).steps[0]
    assert (first.state, first.after) == ("addressed", "")


def test_what_was_only_moved_is_untouched(compare):
    sentence = (
        "In a pamphlet of 1839 he explained that cholera begins in the bowels, so you must swallow it to catch it."
    )
    moved = edit((f" {sentence}", ""), ("Snow did not hesitate. ", f"Snow did not hesitate. {sentence} "))
    assert states(compare(moved))[0] == "untouched"


def test_new_evidence_is_told_from_what_was_used_before(compare, contest):
    progress = compare(edit(("Snow did not hesitate. ", f"{WORKHOUSE}Snow did not hesitate. "), (KOCH, "")))
    assert progress.items.new == ("E06",)
    assert progress.items.dropped == ("E20",)
    assert "E13" in progress.items.kept
    assert progress.words == 14
    passages = progress.passages
    assert passages.new
    assert passages.dropped
    assert not set(passages.new) & set(passages.kept)
    known = {passage.id for source in contest.sources for passage in source.passages}
    assert set(passages.new + passages.kept + passages.dropped) <= known


BLOCK = FIRST.strip().replace("\n\n", " ")
PARAGRAPHS = FIRST.split("\n\n")


@pytest.mark.parametrize(
    ("earlier", "later", "check", "state"),
    [
        (BLOCK, FIRST, "organization", "addressed"),
        (BLOCK, f"{BLOCK} So the water was guilty.", "organization", "untouched"),
        ("\n\n".join(PARAGRAPHS[:3]), "\n\n".join(PARAGRAPHS[:4]), "length", "attempted"),
        ("\n\n".join(PARAGRAPHS[:3]), FIRST, "length", "addressed"),
    ],
)
def test_steps_about_the_whole_draft(judge, contest, earlier, later, check, state):
    report = judge(earlier)
    step = next(f.id for f in report.findings if f.check == check and f.span is None and f.tone != "strength")
    (told,) = compare_drafts(report, judge(later), [step], contest).steps
    assert (told.state, told.before, told.after) == (state, "", "")


def test_a_point_of_the_material_counts_wherever_it_is_used(judge, contest):
    thin = "Snow was right about the water. " + " ".join(FIRST.split("\n\n")[4:5])
    report = judge(thin)
    steps = [f.id for f in report.findings if f.check == "source_coverage" and f.tone == "advice"]
    asked = next(f for f in report.findings if f.id == steps[0])
    item = next(i for i in contest.key.items if i.statement in asked.message)
    (told,) = compare_drafts(report, judge(f"{thin}\n\n{item.statement}"), steps[:1], contest).steps
    assert told.state == "addressed"
    (told,) = compare_drafts(report, judge(f"{thin}\n\nBread is dear."), steps[:1], contest).steps
    assert told.state == "untouched"


def test_steps_that_a_report_does_not_hold_are_passed_over(judge, contest):
    report = judge(FIRST)
    assert compare_drafts(report, report, ["f999"], contest).steps == ()


def test_words_are_found_again_where_they_are_now():
    earlier, later = "One two three. Four five six. Seven eight.", "One two three. Four FIVE, six. New. Seven eight."
    alignment = Alignment(earlier, later)
    span = (15, 29)
    assert earlier[slice(*span)] == "Four five six."
    start, end = alignment.find(span) or (0, 0)
    assert later[start:end] == "Four FIVE, six. New."
    assert alignment.count_changes(span) == 1
    assert alignment.count_changes((0, 14)) == 0


def test_new_paragraphs_beside_words_do_not_belong_to_them():
    earlier, later = (
        "One two three.\n\nSeven eight.",
        "Brand new.\n\nOne, two three. Four.\n\nFive six.\n\nSeven eight.",
    )
    alignment = Alignment(earlier, later)
    start, end = alignment.find((0, 14)) or (0, 0)
    assert later[start:end] == "One, two three. Four."
    assert alignment.count_changes((0, 14)) == 1


@given(st.text(max_size=80), st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_any_texts_can_be_aligned(earlier, later, one, other):
    alignment = Alignment(earlier, later)
    span = (min(one, other), max(one, other))
    region = alignment.find(span)
    if region:
        assert 0 <= region[0] < region[1] <= len(later)
    assert alignment.count_changes(span) >= 0


def test_a_text_against_itself_is_the_same():
    alignment = Alignment(FIRST, FIRST.upper())
    assert alignment.is_same
    assert alignment.find((0, len(FIRST))) is not None
    assert alignment.count_changes((0, len(FIRST))) == 0


def test_long_texts_are_compared_as_far_as_memory_allows():
    text = "word " * (MOST_WORDS + 50)
    assert Alignment(text, text + "more").is_same
