"""LTI Asset Processor: submissions are fetched, graded and answered with a report that has no grade."""

import re

import pytest

from api.store.lti_scores import PAUSES
from api.store.lti_tables import LtiAsset
from api.store.tables import Essay, read_clock
from tests.api.conftest import send
from tests.api.lti.platform import CLAIM, OTHER_KEY, SCOPE
from tests.api.lti.test_deep_linking import choose, prof
from tests.api.lti.test_grades import release
from tests.api.test_access import TASK
from tests.conftest import SMALL_ESSAY
from tests.scoring.classes import STRANGER, make_texts

__all__ = ["prof"]
HTML = "".join(f"<p>{part}</p>" for part in SMALL_ESSAY.split("\n\n")).encode()


@pytest.fixture
def item(world, prof, contest):
    """What the platform keeps of an attached processor."""
    claims = world.platform.deep_claims("prof", kinds=("ltiAssetProcessor",))
    (made,) = choose(world, prof, contest, claims)
    assert made["type"] == "ltiAssetProcessor"
    assert "lineItem" not in made
    assert made["report"]["url"] == "https://grader.test/lti/launch"
    assert world.platform.handlers == {"LtiAssetProcessorSubmissionNotice": "https://grader.test/lti/notices"}
    return made["custom"]["grader_item"]


def tell(world, claims, key=None):
    token = world.platform.sign(claims, key) if key else world.platform.sign(claims)
    return world.browser().post("/lti/notices", json={"notices": [{"jwt": token}]})


def test_a_submission_is_answered_with_a_report_without_a_grade(world, prof, item):
    notice = world.platform.notice([("asset-1", HTML)], item)
    assert tell(world, notice).status_code == 200
    world.work()
    (report,) = world.platform.reports
    assert (report["assetId"], report["processingProgress"]) == ("asset-1", "Processed")
    assert re.fullmatch(r"\d+ notes?", report["result"])
    assert report["visibleToOwner"] is False
    assert "A person decides" in report["comment"]
    assert report["indicationAlt"]
    assert world.platform.scores == []
    assert world.platform.gradebook == {}
    world.work()
    assert len(world.platform.reports) == 1
    review = {f"{CLAIM}asset": {"id": "asset-1"}, f"{CLAIM}activity": {"id": "assignment-1"}}
    page = world.launch(prof, world.platform.claims("prof", "Instructor", "LtiReportReviewRequest", **review))
    assert "essay-001" in page.text
    student = world.browser()
    claims = world.platform.claims("user-9", "Learner", "LtiReportReviewRequest", **review)
    assert "Nothing here yet" in world.launch(student, claims).text
    with world.database.reading() as session:
        essay_id = session.query(Essay).one().id
    release(world.log_in("ann"), essay_id)
    assert "Nothing here yet" not in world.launch(student, claims).text
    other = world.platform.claims("user-8", "Learner", "LtiReportReviewRequest", **review)
    assert "Nothing here yet" in world.launch(world.browser(), other).text


def test_a_report_is_sent_anew_once_the_essay_was_graded_again(world, prof, contest, item):
    tell(world, world.platform.notice([("asset-1", HTML)], item))
    world.work()
    teacher = world.log_in("ann")
    task = {**TASK, "words_min": "2000"}
    assert send(teacher, f"{contest}/task", task, page=f"{contest}/task").status_code == 303
    with world.database.reading() as session:
        batch = f"/batches/{session.query(Essay).one().batch_id}"
    send(teacher, f"{batch}/again", page=batch)
    world.platform.is_down = True
    world.work()
    assert len(world.platform.reports) == 1
    with world.database.transaction() as session:
        row = session.query(LtiAsset).one()
        assert (row.state, row.attempts) == ("told", 1)
        row.due_at = read_clock()
    world.platform.is_down = False
    world.work()
    first, second = world.platform.reports
    assert second["assetId"] == first["assetId"]
    assert second["timestamp"] > first["timestamp"]
    assert second["result"] != first["result"]
    world.work()
    assert len(world.platform.reports) == 2


def test_a_report_is_sent_anew_once_the_class_tells_more(world, prof, item):
    bread = STRANGER.replace(".", " like the keeper Tom Hill.")  # on the question, but unlike the others
    tell(world, world.platform.notice([("bread", bread.encode(), "bread.txt")], item))
    world.work()
    (alone,) = world.platform.reports
    others = [(name, text.encode(), f"{name}.txt") for name, text in make_texts(20).items()]
    tell(world, world.platform.notice(others, item, **{f"{CLAIM}for_user": {"user_id": "user-8"}}))
    world.work()
    *others_told, beside = sorted(world.platform.reports[1:], key=lambda report: report["assetId"])
    assert [report["assetId"] for report in others_told] == sorted(make_texts(20))
    assert (alone["assetId"], beside["assetId"]) == ("bread", "bread")
    assert (alone["priority"], beside["priority"]) == (0, 2)
    assert beside["indicationAlt"] == "A person should look at this essay first."
    assert beside["timestamp"] > alone["timestamp"]


def test_the_settings_say_which_contest_it_is(world, prof, item):
    more = {f"{CLAIM}custom": {"grader_item": item}, f"{CLAIM}activity": {"id": "assignment-1"}}
    page = world.launch(prof, world.platform.claims("prof", "Instructor", "LtiAssetProcessorSettingsRequest", **more))
    assert "The Lamp" in page.text
    assert "without a grade" in page.text


def test_several_files_and_those_that_cannot_be_read(world, item):
    files = [("a", SMALL_ESSAY.encode(), "essay.txt"), ("b", b"MZ", "game.exe"), ("c", b"\x00\x01", "essay.docx")]
    tell(world, world.platform.notice(files, item))
    world.work()
    told = {report["assetId"]: report for report in world.platform.reports}
    assert told["a"]["processingProgress"] == "Processed"
    assert told["b"]["errorCode"] == told["c"]["errorCode"] == "UNSUPPORTED_ASSET_TYPE"


def test_a_file_that_was_exchanged_is_lost_in_the_end(world, item):
    tell(world, world.platform.notice([("asset-1", HTML)], item))
    world.platform.assets["asset-1"] = b"something else"
    world.work()
    with world.database.transaction() as session:
        row = session.query(LtiAsset).one()
        assert "not the one that was handed in" in row.problem
        assert row.due_at > read_clock()
        row.due_at, row.attempts = read_clock(), len(PAUSES)
    world.work()
    assert world.platform.reports[0]["errorCode"] == "DOWNLOAD_FAILED"
    with world.database.reading() as session:
        assert session.query(Essay).count() == 0


def test_a_notice_counts_once_and_a_new_one_tries_again(world, item):
    notice = world.platform.notice([("asset-1", HTML)], item)
    assert tell(world, notice).status_code == 200
    assert tell(world, notice).status_code == 400
    assert tell(world, {**notice, "nonce": "another"}).status_code == 200
    world.work()
    assert len(world.platform.reports) == 1


WRONG = {
    "audience": {"aud": "client-2", "azp": "client-2"},
    "issuer": {"iss": "https://evil.example"},
    "expired": {"exp": 1},
    "deployment": {f"{CLAIM}deployment_id": "deployment-2"},
    "version": {f"{CLAIM}version": "1.0"},
    "no notice": {f"{CLAIM}notice": None},
    "no nonce": {"nonce": None},
}


@pytest.mark.parametrize("change", WRONG.values(), ids=list(WRONG))
def test_a_notice_that_cannot_be_the_platforms_is_refused(world, item, change):
    assert tell(world, world.platform.notice([("asset-1", HTML)], item, **change)).status_code == 400
    with world.database.reading() as session:
        assert session.query(LtiAsset).count() == 0


def test_a_notice_needs_the_platforms_signature(world, item):
    assert tell(world, world.platform.notice([("asset-1", HTML)], item), OTHER_KEY).status_code == 400
    wrong: list[object] = [{}, {"notices": 1}, {"notices": [1]}, {"notices": [{"jwt": 1}]}, []]
    for body in wrong:
        assert world.browser().post("/lti/notices", json=body).status_code == 400
    assert world.browser().post("/lti/notices", content=b"x" * 2_000_000).status_code == 413


def test_a_notice_for_an_item_that_we_did_not_sign_is_not_kept(world, item):
    for given, context in ((item + "x", "course-1"), (item, "course-2"), ("", "course-1")):
        assert tell(world, world.platform.notice([("asset-1", HTML)], given, context)).status_code == 200
    unsafe = world.platform.notice([("asset-1", HTML)], item)
    unsafe[f"{CLAIM}assetreport"] = {"scope": [f"{SCOPE}report"], "report_url": "http://10.0.0.1/reports"}
    assert tell(world, unsafe).status_code == 200
    with world.database.reading() as session:
        assert session.query(LtiAsset).count() == 0


def test_a_platform_without_notices_gets_no_processor(world, prof, contest):
    claims = world.platform.deep_claims("prof", kinds=("ltiAssetProcessor",))
    del claims[f"{CLAIM}platformnotificationservice"]
    world.launch(prof, claims)
    answer = send(prof, "/lti/choose", {"contest": contest.rpartition("/")[2]}, page="/lti/choose")
    assert answer.status_code == 422
    assert "has no notices" in answer.text
