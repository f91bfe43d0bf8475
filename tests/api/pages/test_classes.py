"""The class overview: order, decisions in it, and the way through the class."""

import re

import pytest
from sqlalchemy import delete, select

from api.store.class_tables import ClassSummary, ContestView, EssayRow
from tests.api.conftest import essays_of, send


def shown(page):
    return re.findall(r'<th scope="row"><a href="/essays/\w+[^"]*">(essay-\d+)</a>', page)


def test_the_order_that_was_chosen_is_followed(teacher, graded, database):
    ids = essays_of(database)
    low = shown(teacher.get(f"{graded}/class?sort=low").text)
    assert low == shown(teacher.get(f"{graded}/class?sort=high").text)[::-1]
    assert shown(teacher.get(f"{graded}/class?sort=name").text) != []
    page = teacher.get(f"{graded}/class?sort=low").text
    first = re.findall(r"/essays/(\w+)\?sort=low", page)[0]
    essay = teacher.get(f"/essays/{first}?sort=low").text
    (other,) = set(ids.values()) - {first}
    assert f'href="/essays/{other}?sort=low" data-key="n"' in essay
    assert 'data-key="p"' not in essay
    assert f"{graded}/class?sort=low" in essay


def test_decisions_stand_in_the_overview_and_move_essays(teacher, graded, database):
    essay = essays_of(database)["Ann Lee.txt"]
    page = f"/essays/{essay}"
    criteria = re.findall(
        r'name="kind" value="level"><input type="hidden" name="subject" value="(\w+)"', teacher.get(page).text
    )
    before = teacher.get(f"{graded}/class?show=undecided").text
    for criterion in criteria:
        send(teacher, f"{page}/decisions", {"kind": "level", "subject": criterion, "points": "1"}, page=page)
    assert len(shown(before)) == 2
    assert len(shown(teacher.get(f"{graded}/class?show=undecided").text)) == 1
    decided = teacher.get(f"{graded}/class?show=decided").text
    assert len(shown(decided)) == 1
    assert '<span class="late">decided</span>' in decided
    answer = send(
        teacher, f"{page}/decisions?show=undecided", {"kind": "comment", "text": "Good", "subject": ""}, page=page
    )
    assert answer.headers["location"] == f"{page}?show=undecided"


def test_an_hour_is_filled_with_essays(teacher, graded):
    page = teacher.get(f"{graded}/class?minutes=60").text
    assert "2 essays fit into 60 minutes" in page
    assert "No essay is like that" in teacher.get(f"{graded}/class?minutes=1").text


def test_what_was_graded_by_an_older_release_is_shown_too(teacher, graded, database):
    before = teacher.get(f"{graded}/class").text
    with database.transaction() as session:
        for table in (EssayRow, ClassSummary, ContestView):
            session.execute(delete(table))
    after = teacher.get(f"{graded}/class").text
    assert re.sub(r'value="\w{64}"', "", after) == re.sub(r'value="\w{64}"', "", before)


def test_the_worker_makes_what_pages_need(graded, database):
    with database.reading() as session:
        rows = [len(session.scalars(select(table)).all()) for table in (EssayRow, ClassSummary, ContestView)]
    assert rows == [2, 1, 1]


@pytest.mark.parametrize("asked", ["?sort=x&show=y&minutes=-1", "?page=99", "?sort=%00&page=%C3%BF"])
def test_odd_addresses_show_the_class(teacher, graded, asked):
    assert len(shown(teacher.get(f"{graded}/class{asked}").text)) == 2


def test_the_class_of_another_teacher_does_not_exist(make_teacher, graded):
    assert make_teacher("eve").get(f"{graded}/class").status_code == 404
