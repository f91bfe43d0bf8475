"""Sealed scores train a model in the worker, which grades again; an erased student is forgotten by it."""

import re

import pytest
from sqlalchemy import select, update

from api.store.class_tables import Chore, EarlierReport, LearnedModel
from api.store.decisions import decide
from api.store.tables import Contest, ContestFile, ContestVersion, Essay, StoredReport, User
from grader.scoring.model_file import read_model_file
from tests.api.conftest import hand_in, send
from tests.conftest import SMALL_ESSAY

FEWEST = 10


@pytest.fixture
def contest(teacher, make_contest, grade_all):
    """The path of a contest with graded essays of different length."""
    path = make_contest(teacher)
    more = ["The council was wrong.", "Nobody asked the fishermen, and they had signed.", "Tom Hill came home in 1902."]
    essays = {
        f"e{n}.txt": SMALL_ESSAY + "".join(f"\n\n{more[k % 3]} Version {n}, reason {k}.\n" for k in range(n))
        for n in range(FEWEST + 1)
    }
    batch = hand_in(teacher, path, essays)
    send(teacher, f"{batch}/confirm", {"how": "all"}, page=batch)
    assert grade_all() == FEWEST + 1
    return path


def score_sealed(database, number=FEWEST):
    """Levels for so many essays, given before anything was seen."""
    with database.transaction() as session:
        user = session.scalars(select(User)).one()
        essays = session.scalars(select(Essay).order_by(Essay.code)).all()[:number]
        version = session.scalars(select(ContestVersion)).first()
        assert version is not None
        criteria = {"thesis": (1, 4), "support": (1, 4)}
        stored = session.scalars(select(StoredReport)).first()
        assert stored is not None
        names = re.findall(r'"criterion":"(\w+)","label"', stored.document)
        for k, essay in enumerate(essays):
            for name in names:
                decide(session, essay, user, "level", name, float(1 + k % 4), seen_suggestion=False)
            decide(session, essay, user, "commit", seen_suggestion=False)
    return criteria


def test_the_page_tells_how_to_begin(teacher, contest, do_chores):
    page = teacher.get(f"{contest}/calibration").text
    assert "0 of 20" in page
    assert "Suggestions are open" in page
    send(teacher, f"{contest}/seal", {"is_sealed": "yes"}, page=contest)
    send(teacher, f"{contest}/calibration", {"how": "calibrate"}, page=contest)
    working = teacher.get(f"{contest}/chores/calibrate")
    assert (working.status_code, working.text) == (204, "")
    assert "HX-Refresh" not in working.headers
    do_chores()
    assert teacher.get(f"{contest}/chores/calibrate").headers["HX-Refresh"] == "true"
    page = teacher.get(f"{contest}/calibration").text
    assert page.count("drawn by chance") >= 4
    assert "Eight essays scored on every criterion are the fewest" in page
    assert "grade again" not in page


def test_essays_whose_suggestion_was_seen_are_not_asked_for(teacher, contest, do_chores):
    send(teacher, f"{contest}/seal", {"is_sealed": "yes"}, page=contest)
    send(teacher, f"{contest}/calibration", {"how": "calibrate"}, page=contest)
    do_chores()
    page = teacher.get(f"{contest}/calibration").text
    asked = re.findall(r'<li><a href="/essays/(\w{32})">', page)
    assert len(asked) > 3
    assert "Not asked for" not in page
    send(teacher, f"{contest}/seal", {"is_sealed": "no"}, page=contest)
    teacher.get(f"/essays/{asked[0]}")
    send(teacher, f"{contest}/seal", {"is_sealed": "yes"}, page=contest)
    page = teacher.get(f"{contest}/calibration").text
    assert re.findall(r'<li><a href="/essays/(\w{32})">', page) == asked[1:]
    assert "Not asked for: 1 essay. You saw what is suggested there before it was sealed." in page
    send(teacher, f"{contest}/calibration", {"how": "calibrate"}, page=contest)
    do_chores()
    page = teacher.get(f"{contest}/calibration").text
    assert set(re.findall(r'<li><a href="/essays/(\w{32})">', page)) == set(asked[1:])
    assert "Not asked for" not in page


def test_scores_given_before_the_suggestions_were_seen_train_a_model(teacher, contest, database, grade_all, do_chores):
    score_sealed(database)
    send(teacher, f"{contest}/calibration", {"how": "calibrate"}, page=contest)
    do_chores()
    page = teacher.get(f"{contest}/calibration").text
    assert f"{FEWEST} of 20" in page
    assert "by a model that never saw your score of it" in page
    assert "would reach over" in page
    send(teacher, f"{contest}/calibration", {"how": "apply"}, page=contest)
    do_chores()
    assert grade_all() == FEWEST + 1
    with database.reading() as session:
        versions = session.scalars(select(ContestVersion).order_by(ContestVersion.number)).all()
        assert [version.number for version in versions] == [1, 2]
        model = session.scalars(select(LearnedModel)).one()
        assert (model.version_id, len(model.learned)) == (versions[1].id, FEWEST)
        assert len(session.scalars(select(EarlierReport)).all()) == FEWEST + 1
        report = session.scalars(select(StoredReport)).first()
        assert report is not None
        assert model.hash in report.document
        assert {file.path for file in versions[0].files} == {file.path for file in versions[1].files} - {"model.skops"}
    page = teacher.get(f"{contest}/calibration").text
    assert model.hash in page
    assert "the model learned from every essay that you scored sealed" in page


def test_an_erased_student_is_forgotten_by_the_model(teacher, contest, database, settings, do_chores, grade_all):
    score_sealed(database)
    send(teacher, f"{contest}/calibration", {"how": "apply"}, page=contest)
    do_chores()
    grade_all()
    with database.reading() as session:
        gone = session.scalars(select(Essay.id).where(Essay.code == "essay-001")).one()
        old = session.scalars(select(LearnedModel)).one()
    assert (settings.data / "contests" / old.version_id / "model.skops").exists()
    send(teacher, f"/essays/{gone}/erase", {"sure": "yes"}, page=f"/essays/{gone}/student")
    with database.reading() as session:
        assert session.scalars(select(LearnedModel.is_stale)).all() == [True]
        assert session.scalars(select(ContestFile).where(ContestFile.path == "model.skops")).all() == []
    do_chores()
    assert not (settings.data / "contests" / old.version_id / "model.skops").exists()
    with database.reading() as session:
        models = session.scalars(select(LearnedModel).order_by(LearnedModel.created_at)).all()
        assert [(model.is_stale, len(model.learned)) for model in models] == [(True, FEWEST - 1), (False, FEWEST - 1)]
        file = session.scalars(select(ContestFile).where(ContestFile.path == "model.skops")).one()
        from api.store.blobs import read_blob  # noqa: PLC0415

        learned = read_model_file(read_blob(session, file.blob_hash), "").model.learned
        assert "essay-001" not in [code for code, _ in learned]
        assert gone not in str(models[1].learned)


def test_levels_given_with_the_suggestion_in_sight_train_nothing(teacher, contest, database, do_chores):
    score_sealed(database)
    with database.transaction() as session:
        from api.store.tables import Decision  # noqa: PLC0415

        session.execute(update(Decision).values(seen_suggestion=True))
    send(teacher, f"{contest}/calibration", {"how": "calibrate"}, page=contest)
    do_chores()
    with database.reading() as session:
        chore = session.scalars(select(Chore).where(Chore.kind == "calibrate")).one()
    assert (chore.result["scored"], chore.result["can_learn"]) == (0, False)


def test_what_was_called_mistaken_is_counted(teacher, contest, database):
    with database.reading() as session:
        essay = session.scalars(select(Essay.id)).first()
    page = teacher.get(f"/essays/{essay}").text
    subject = re.findall(r'name="subject" value="(claim:\d+)"', page)[0]
    send(teacher, f"/essays/{essay}/decisions", {"kind": "hide", "subject": subject}, page=f"/essays/{essay}")
    page = teacher.get(f"{contest}/calibration").text
    assert re.search(r"compared with the material: 1 of \d+", page)


def test_pages_of_another_teacher_do_not_exist(make_teacher, contest, database):
    eve = make_teacher("eve")
    assert eve.get(f"{contest}/calibration").status_code == 404
    assert eve.get(f"{contest}/chores/calibrate").status_code == 404
    for path in ("seal", "calibration"):
        assert send(eve, f"{contest}/{path}", {"is_sealed": "yes"}).status_code == 404
    with database.reading() as session:
        assert session.scalars(select(Contest.is_sealed)).all() == [False]
        assert session.scalars(select(Chore).where(Chore.kind == "calibrate")).all() == []
