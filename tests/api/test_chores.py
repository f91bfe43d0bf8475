"""Chores: taken once, renewed, given up; essays compared with one another."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from api.chores import CHORES
from api.chores.errand import Outcome
from api.jobs import do_chore
from api.pages.beside import Piece, cut
from api.store.chores import add_chore, claim_chore, end_chore, fail_chore, find_chore, renew_chore
from api.store.class_tables import Chore, SharedStretch
from api.store.rows import keep_remarks, read_remarks
from api.store.tables import Contest, Essay, read_clock
from grader.errors import InvalidConfig
from grader.scoring.classmates import ELSEWHERE
from tests.api.conftest import essays_of, hand_in, send
from tests.conftest import SMALL_ESSAY
from tests.scoring.classes import STRANGER, make_texts

LONG = (
    "Nobody in the whole town would ever forget how the old keeper stood there with his hat in both hands that night."
)


@pytest.fixture
def contest_id(teacher, make_contest, database):
    make_contest(teacher)
    with database.reading() as session:
        return session.scalars(select(Contest.id)).one()


def test_essays_are_compared_though_the_last_could_not_be_graded(teacher, make_contest, grade_all, database):
    contest = make_contest(teacher)
    batch = hand_in(teacher, contest, {"a.txt": SMALL_ESSAY, "z.pdf": b"%PDF-1.7 and nothing more"})
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    assert grade_all() == 2
    with database.reading() as session:
        assert find_chore(session, contest.rpartition("/")[2], "compare", "pending") is not None


def test_a_chore_belongs_to_one_worker(contest_id, database):
    with database.transaction() as session:
        chore = add_chore(session, contest_id, "", "compare")
        assert add_chore(session, contest_id, "", "compare") is chore
        assert add_chore(session, contest_id, "", "compare", more=1) is not chore
        taken = claim_chore(session, "w", timedelta(seconds=60))
        assert taken is chore
        assert renew_chore(session, chore.id, "w", timedelta(seconds=60))
        assert not end_chore(session, chore.id, "thief", {})
        assert not fail_chore(session, chore.id, "thief", "x", "y")
        assert end_chore(session, chore.id, "w", {"n": 1})
    with database.reading() as session:
        done = find_chore(session, contest_id, "compare", "done")
        assert done is not None
        assert done.result == {"n": 1}


def test_a_chore_that_breaks_the_program_twice_has_failed(contest_id, database):
    with database.transaction() as session:
        add_chore(session, contest_id, "", "compare")
    for _ in range(2):
        with database.transaction() as session:
            assert claim_chore(session, "doomed", timedelta(seconds=60))
            session.execute(update(Chore).values(lease_until=read_clock() - timedelta(seconds=1)))
    with database.transaction() as session:
        assert claim_chore(session, "w", timedelta(seconds=60)) is None
    with database.reading() as session:
        failed = find_chore(session, contest_id, "compare")
        assert failed is not None
        assert (failed.state, bool(failed.reason)) == ("failed", True)


def test_what_goes_wrong_is_said(contest_id, database, settings, monkeypatch):
    def fail(_errand):
        raise InvalidConfig("", "the contest cannot be used", "Correct it")

    monkeypatch.setattr("api.jobs.CHORES", {"compare": fail})
    with database.transaction() as session:
        add_chore(session, contest_id, "", "compare")
    assert do_chore(database, settings, "w")
    assert not do_chore(database, settings, "w")
    with database.reading() as session:
        failed = find_chore(session, contest_id, "compare")
        assert failed is not None
        assert (failed.state, failed.reason, failed.remedy) == ("failed", "the contest cannot be used", "Correct it")


def test_every_chore_gives_an_outcome():
    assert all(kind.isidentifier() for kind in CHORES)
    assert Outcome({}).result == {}


@pytest.fixture
def compared(teacher, make_contest, grade_all, do_chores):
    """Two essays that share a long sentence, in two batches of one contest."""
    contest = make_contest(teacher)
    batches = []
    for name, text in (("a.txt", f"{SMALL_ESSAY}\n{LONG}\n"), ("b.txt", f"Bread is good.\n\n{LONG} I like it.\n")):
        batch = hand_in(teacher, contest, {name: text})
        send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
        grade_all()
        batches.append(batch)
    assert do_chores() == 1
    return batches


def test_essays_of_one_contest_are_compared_with_each_other(teacher, compared, database):
    ids = essays_of(database)
    with database.reading() as session:
        (stretch,) = session.scalars(select(SharedStretch)).all()
        assert {stretch.essay_id, stretch.other_id} == set(ids.values())
        assert stretch.words >= 20
    for batch in compared:
        page = teacher.get(f"{batch}/class").text
        assert "in one stretch" in page
        assert f"/essays/{stretch.essay_id}/beside/{stretch.other_id}" in page
    beside = teacher.get(f"/essays/{ids['b.txt']}/beside/{ids['a.txt']}").text
    assert beside.count("Nobody in the whole town") == 2
    assert "Who wrote first is unknown" in beside


def test_an_essay_unlike_its_class_is_to_be_looked_at_first(teacher, make_contest, grade_all, do_chores, database):
    batch = hand_in(
        teacher, make_contest(teacher), {f"{name}.txt": t for name, t in {**make_texts(24), "bread": STRANGER}.items()}
    )
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    grade_all()
    essay = essays_of(database)["bread.txt"]
    assert ELSEWHERE not in teacher.get(f"/essays/{essay}").text
    before = teacher.get(f"{batch}/class").text
    assert do_chores() == 1
    overview = teacher.get(f"{batch}/class").text
    assert (before.count(ELSEWHERE), overview.count(ELSEWHERE)) == (0, 1)
    assert ELSEWHERE in teacher.get(f"/essays/{essay}").text
    assert ELSEWHERE in teacher.get(f"/essays/{essay}/student.json").json()["essays"][0]["beside_the_class"]
    with database.transaction() as session:
        assert read_remarks(session, session.get_one(Essay, essay)) == [ELSEWHERE]
        contest = session.get_one(Essay, essay).contest_id
        assert keep_remarks(session, contest, {essay: [ELSEWHERE]}) == []
        assert keep_remarks(session, contest, {}) == [essay]
        assert read_remarks(session, session.get_one(Essay, essay)) == []


def test_only_two_essays_of_ones_own_stand_side_by_side(teacher, make_teacher, compared, database):
    first, second = essays_of(database).values()
    assert teacher.get(f"/essays/{first}/beside/{first}").status_code == 404
    assert teacher.get(f"/essays/{first}/beside/nothing").status_code == 404
    assert make_teacher("eve").get(f"/essays/{first}/beside/{second}").status_code == 404


def test_what_an_erased_student_shared_is_forgotten(teacher, compared, database):
    essay = essays_of(database)["a.txt"]
    send(teacher, f"/essays/{essay}/erase", {"sure": "yes"}, page=f"/essays/{essay}/student")
    with database.reading() as session:
        assert session.scalars(select(SharedStretch)).all() == []


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [Piece("abcdef")]),
        ([(1, 3)], [Piece("a"), Piece("bc", 1), Piece("def")]),
        ([(0, 4), (2, 6)], [Piece("abcd", 1), Piece("ef", 2)]),
    ],
)
def test_a_text_is_cut_where_wording_is_shared(spans, expected):
    assert cut("abcdef", spans) == expected
