"""The whole way with `grader.client`: a contest, essays, their reports, decisions, the scores."""

import os

from grader.client import Grader

ESSAYS = [
    {"lms_id": "17", "text": "Stalin and Trotsky\n\nIn 1924 Lenin died. Stalin won the struggle that followed."},
    {"lms_id": "18", "text": "The trials\n\nBukharin confessed in 1938. The court sentenced him to death."},
]

with Grader(os.environ["GRADER_URL"], os.environ["GRADER_KEY"]) as grader:
    contest = grader.make_sample()
    batch = grader.hand_in(contest["id"], ESSAYS)
    for report in grader.wait_for_reports(batch["id"]):
        print(f"{report.essay.id}: {report.total.points} of {report.total.max_points} suggested")
        print(*(f"  {finding.message}" for finding in report.findings[:2]), sep="\n")

    # A person decides. Here the lowest level of every criterion stands for what a teacher chose.
    rubric = grader.read_rubric(contest["id"])
    for essay in grader.list_essays(batch["id"]):
        for criterion in rubric["criterion"]:
            grader.decide(essay["id"], "level", criterion["id"], criterion["level"][0]["points"])
        standing = grader.read_standing(essay["id"])
        print(f"{essay['lms_id']}: {standing['total']} of {standing['max_points']} decided")
