"""Who takes part: the owner invites teachers, a contest's teacher invites judges, and sees how far raters agree."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from api.auth import hash_token, make_token
from api.pages.access import CheckedForm, Teacher, own_contest, service_of
from api.pages.rendering import render
from api.raters import Rater, compare_raters, write_scores
from api.reading import load_version
from api.store.audit import note
from api.store.decisions import read_standings
from api.store.judging import list_graded, list_judges, read_ratings, remove_judge
from api.store.tables import Contest, User
from api.store.users import invite, list_teachers
from grader.model import Rubric

router = APIRouter()


def _demand_owner(user: User) -> None:
    if user.role != "owner":
        raise HTTPException(404)


def _make_link(request: Request, session: Session, role: str, contest: Contest | None = None) -> str:
    token = make_token()
    invite(session, hash_token(token), "judge" if role == "judge" else "teacher", contest.id if contest else None)
    return f"{str(request.base_url).rstrip('/')}/invited/{token}"


@router.get("/people")
def show_teachers(request: Request, user: Teacher) -> HTMLResponse:
    """The teachers of this service, for its owner."""
    _demand_owner(user)
    with service_of(request).database.reading() as session:
        return HTMLResponse(render("people.html", request, teachers=list_teachers(session), link=""))


@router.post("/people")
def invite_teacher(request: Request, user: Teacher, form: CheckedForm) -> HTMLResponse:  # noqa: ARG001 - the form is checked
    """A link with which one teacher's account may be made; it is shown this once."""
    _demand_owner(user)
    with service_of(request).database.transaction() as session:
        link = _make_link(request, session, "teacher")
        note(session, user.id, "teacher.invite", user.id)
        return HTMLResponse(render("people.html", request, teachers=list_teachers(session), link=link))


@router.get("/contests/{contest_id}/judges")
def show_judges(request: Request, user: Teacher, contest_id: str) -> HTMLResponse:
    """The judges of a contest, and how far raters agree."""
    with service_of(request).database.reading() as session:
        contest = own_contest(session, user, contest_id)
        return _show(request, session, contest)


@router.post("/contests/{contest_id}/judges")
def change_judges(request: Request, user: Teacher, form: CheckedForm, contest_id: str) -> Response:
    """Makes a link for one judge, shown this once; or ends somebody's judging (`remove`)."""
    leaving = str(form.get("remove", ""))
    with service_of(request).database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        if not leaving:
            link = _make_link(request, session, "judge", contest)
            note(session, user.id, "judge.invite", contest.id)
            return _show(request, session, contest, link)
        if not remove_judge(session, contest, leaving):
            raise HTTPException(404)
        note(session, user.id, "judge.remove", contest.id, judge=leaving)
    return RedirectResponse(f"/contests/{contest_id}/judges", 303)


def _show(request: Request, session: Session, contest: Contest, link: str = "") -> HTMLResponse:
    rubric = load_version(session, contest.versions[-1], service_of(request).settings).rubric
    raters = read_raters(session, contest)
    judges = [(judge, _count_done(raters, judge.id, rubric)) for judge in list_judges(session, contest)]
    shown = {"contest": contest, "link": link, "judges": judges, "graded": len(list_graded(session, contest))}
    pairs = compare_raters(list(raters.values()), rubric)
    return HTMLResponse(render("judges.html", request, pairs=pairs, **shown))


def _count_done(raters: dict[str, Rater], judge_id: str, rubric: Rubric) -> int:
    """How many essays a judge has rated on every criterion."""
    levels = raters[judge_id].levels.values() if judge_id in raters else ()
    return sum(len(given) == len(rubric.criteria) for given in levels)


def read_raters(session: Session, contest: Contest) -> dict[str, Rater]:
    """Everybody who rated essays of a contest: its teacher, whose decisions count, and judges, by their ids."""
    codes = {essay.id: essay.code for essay in list_graded(session, contest)}
    decided = {
        codes[essay_id]: standing.points
        for batch in contest.batches
        for essay_id, standing in read_standings(session, batch).items()
        if essay_id in codes and standing.points
    }
    raters = {contest.user_id: Rater(session.get_one(User, contest.user_id).name, decided)} if decided else {}
    for judge_id, by_essay in read_ratings(session, list(codes)).items():
        levels = {codes[essay_id]: given for essay_id, given in by_essay.items() if given}
        if levels:
            raters[judge_id] = Rater(session.get_one(User, judge_id).name, levels)
    return raters


@router.get("/contests/{contest_id}/judges/scores.csv")
def hand_over_scores(request: Request, user: Teacher, contest_id: str) -> Response:
    """The levels of the first two raters, as `grader evaluate` reads them."""
    with service_of(request).database.transaction() as session:
        contest = own_contest(session, user, contest_id)
        rubric = load_version(session, contest.versions[-1], service_of(request).settings).rubric
        first, second, *_ = [*read_raters(session, contest).values(), None, None]
        note(session, user.id, "scores.export", contest.id)
    content = write_scores(first or Rater("", {}), second, rubric)
    headers = {"Content-Disposition": 'attachment; filename="scores.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)
