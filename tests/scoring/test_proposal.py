"""Which essays to score next: telling ones and some by chance, always the same."""

from grader.scoring.proposal import find_drawn, propose
from tests.scoring.lessons import make_lesson


def test_as_many_as_asked_none_scored_none_twice():
    lesson = make_lesson(10, 40)
    proposed = propose(lesson, 10)
    names = [one.essay for one in proposed]
    assert len(set(names)) == 10
    assert not set(names) & {one.essay for one in lesson.scored}
    assert [one.why for one in proposed] == ["telling"] * 7 + ["chance"] * 3
    assert propose(lesson, 10) == proposed


def test_what_is_left_out_is_not_proposed_and_others_are_instead():
    lesson = make_lesson(10, 40)
    seen = {one.essay for one in propose(lesson, 10)}
    others = {one.essay for one in propose(lesson, 10, seen)}
    assert (len(others), others & seen) == (10, set())


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


def test_what_chance_drew_is_known_again_once_it_is_scored():
    lesson = make_lesson(10, 40)
    drawn = [one.essay for one in propose(lesson, 10) if one.why == "chance"]
    scored = (*lesson.scored, *(one for one in lesson.unscored if one.essay in drawn))
    rest = tuple(one for one in lesson.unscored if one.essay not in drawn)
    later = type(lesson)(scored, rest, lesson.points, lesson.rubric, lesson.prior, lesson.likeness)
    assert set(drawn) <= set(find_drawn(later))
    assert not set(find_drawn(later)) & {one.essay for one in rest}


def test_the_order_by_chance_leans_on_no_score():
    lesson = make_lesson(40, 0)
    places = {name: place for place, name in enumerate(find_drawn(lesson))}
    points = [lesson.points["total"][name] for name in places]
    early, late = points[:20], points[20:]
    assert len(places) == 40
    assert abs(sum(early) - sum(late)) / 20 < 1
