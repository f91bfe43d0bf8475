"""Tells learning platforms of essays: that they wait for a person, and what a person decided."""

from api.chores.errand import Errand, Outcome
from api.lti.grades import Gradebook, Verdict, find_verdict, make_score, next_instant
from api.lti.services import Access
from api.reading import load_report_version
from api.store.audit import note
from api.store.decisions import list_decisions, sum_up
from api.store.lti_scores import is_newest, list_due_scores, postpone
from api.store.lti_tables import LtiLink, LtiMember, LtiScore
from api.store.tables import Essay
from grader.errors import GraderError


def post_scores(errand: Errand) -> Outcome:
    """Sends what is due, each message in a transaction of its own: what was sent is not sent again when another one fails."""
    with errand.database.reading() as session:
        due = [(row.essay_id, member) for row, member in list_due_scores(session, errand.contest_id)]
    told = sum(_post(errand, essay_id, member) for essay_id, member in due)
    return Outcome({"told": told, "due": len(due)})


def _post(errand: Errand, essay_id: str, member: LtiMember) -> bool:
    with errand.database.reading() as session:
        row, essay = session.get_one(LtiScore, essay_id), session.get_one(Essay, essay_id)
        rubric = load_report_version(session, essay, errand.settings).rubric
        verdict = find_verdict(sum_up(list_decisions(session, essay)), rubric)
        link = session.get(LtiLink, member.link_id) if member.link_id else None
        is_wanted = link is not None and _is_news(row, verdict) and is_newest(session, essay, member)
        book = (
            Gradebook(Access(errand.database, errand.settings, link.platform), errand.settings, link) if link else None
        )
        contest, at = essay.batch.contest, next_instant(row.told_at)
    problem = ""
    is_sent = bool(is_wanted and book and book.takes(verdict.kind))
    if is_sent and book:
        try:
            book.post(make_score(member.sub, verdict, rubric, at), contest, rubric)
        except GraderError as error:
            problem = f"{error.cause}. {error.remedy}."
    with errand.database.transaction() as session:
        row = session.get_one(LtiScore, essay_id)
        if problem:
            postpone(row, problem)
            return False
        row.due_at, row.problem, row.attempts = None, "", 0
        if is_sent:
            row.kind, row.points, row.told_at = verdict.kind, verdict.points, at
            row.comment_print = verdict.comment_print
            note(session, "", f"lti.{verdict.kind}", essay_id)
    return is_sent


def _is_news(row: LtiScore, verdict: Verdict) -> bool:
    """A decision unlike what was told, or a first word; a suggestion never takes back points that were told."""
    if verdict.kind != "decided":
        return not row.kind
    return (row.points, row.comment_print) != (verdict.points, verdict.comment_print)
