"""A Canvas assignment: `send` hands its submissions in, `grades` brings back what the teacher decided and released.

Nothing that is only suggested reaches Canvas. Run it as `python canvas_example.py send`, and later, with the id that
it printed, as `python canvas_example.py grades BATCH`.
"""

import os
import sys
from collections.abc import Iterator
from typing import Any

import httpx2

from grader.client import Grader

_MOST_SECONDS = 60.0


def list_submissions(canvas: httpx2.Client, assignment: str) -> Iterator[dict[str, Any]]:
    """What students handed in, page after page, as Canvas links them."""
    url: str | None = f"{assignment}/submissions?per_page=100"
    while url:
        answer = canvas.get(url).raise_for_status()
        yield from (one for one in answer.json() if one["workflow_state"] != "unsubmitted")
        url = answer.links.get("next", {}).get("url")


def open_files(canvas: httpx2.Client, submission: dict[str, Any]) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """The text or the files of a submission, named as in Canvas's own downloads, by which the grader knows whose they are."""
    who = f"student{'_LATE' if submission.get('late') else ''}_{submission['user_id']}_{submission['id']}"
    if submission.get("body"):
        yield "files", (f"{who}_text.html", submission["body"].encode())
    for attachment in submission.get("attachments", ()):
        content = canvas.get(attachment["url"], follow_redirects=True).raise_for_status().content
        yield "files", (f"{who}_{attachment['filename']}", content)


def send(canvas: httpx2.Client, assignment: str, grader: Grader, contest: str) -> str:
    """Hands all submissions in; the id of their batch."""
    files = [file for submission in list_submissions(canvas, assignment) for file in open_files(canvas, submission)]
    return str(grader.ask("POST", f"contests/{contest}/essays", files=files).json()["id"])


def post_grades(canvas: httpx2.Client, assignment: str, grader: Grader, batch: str) -> int:
    """Posts the totals that were decided on every criterion and released; how many."""
    posted = 0
    for essay in grader.list_essays(batch):
        standing = grader.read_standing(essay["id"])
        if standing["is_complete"] and standing["is_released"] and essay["student"]:
            grade = {"submission[posted_grade]": f"{standing['total']:g}"}
            canvas.put(f"{assignment}/submissions/{essay['student']['lms_user']}", data=grade).raise_for_status()
            posted += 1
    return posted


def main() -> None:
    """Does what the command line says."""
    token = {"Authorization": f"Bearer {os.environ['CANVAS_TOKEN']}"}
    course, number = os.environ["CANVAS_COURSE"], os.environ["CANVAS_ASSIGNMENT"]
    assignment = f"/api/v1/courses/{course}/assignments/{number}"
    with (
        httpx2.Client(base_url=os.environ["CANVAS_URL"], headers=token, timeout=_MOST_SECONDS) as canvas,
        Grader(os.environ["GRADER_URL"], os.environ["GRADER_KEY"]) as grader,
    ):
        if sys.argv[1:] == ["send"]:
            print(send(canvas, assignment, grader, os.environ["CONTEST"]))
        elif sys.argv[1:2] == ["grades"]:
            print(post_grades(canvas, assignment, grader, sys.argv[2]))
        else:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
