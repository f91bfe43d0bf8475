"""Which essays to score next: telling ones and some by chance, always the same."""

from grader.scoring.proposal import propose
from tests.scoring.lessons import make_lesson


def test_as_many_as_asked_none_scored_none_twice():
    lesson = make_lesson(10, 40)
    proposed = propose(lesson, 10)
    names = [one.essay for one in proposed]
    assert len(set(names)) == 10
    assert not set(names) & {one.essay for one in lesson.scored}
    assert [one.why for one in proposed] == ["telling"] * 7 + ["chance"] * 3
    assert propose(lesson, 10) == proposed


def test_there_may_be_fewer_essays_or_none_left():
    assert len(propose(make_lesson(10, 4), 10)) == 4
    assert propose(make_lesson(10, 0), 10) == []
    assert propose(make_lesson(10, 4), 0) == []


def test_telling_essays_are_not_copies_of_one_another():
    lesson = make_lesson(10, 30)
    twin = lesson.unscored[0]
    twins = tuple(type(twin)(f"t{k}", "sha256:t", twin.values, twin.wording) for k in range(20))
    crowded = type(lesson)(
        lesson.scored, (*lesson.unscored, *twins), lesson.points, lesson.rubric, lesson.prior, lesson.likeness
    )
    telling = [one.essay for one in propose(crowded, 10) if one.why == "telling"]
    assert sum(name.startswith("t") or name == twin.essay for name in telling) <= 2
