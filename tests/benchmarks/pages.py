"""How long the service takes for its pages of a class of 2,000 essays, and how many bytes they are: `make bench-pages`.

Reports are those of the sample's essays, again and again under new codes, half of them decided. Times are told in
milliseconds and as ratios against a baseline of the same run: the standard library parsing a JSON text of one megabyte.
The first call stands for the first one after a restart: it is made in a process of its own. The limit holds for the
processor's time, which does not depend on what else the machine does.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fastapi.testclient import TestClient
from sqlalchemy import select

from api.app import create_app
from api.auth import hash_password
from api.class_rows import count_hideable, tell_row
from api.contest_files import prepare_sample
from api.contest_views import write_view
from api.reading import load_version
from api.settings import Settings
from api.start import open_store, settle_memory
from api.store.blobs import keep_blob
from api.store.class_tables import Chore, SharedStretch
from api.store.contests import add_contest, add_version
from api.store.decisions import decide
from api.store.rows import keep_row, keep_view, read_summary, refresh_standings
from api.store.tables import Batch, Essay, StoredReport, Student, read_clock
from api.store.users import add_user
from grader.cli.grading import digest_report
from grader.contest import load_contest
from grader.documents import read_essay
from grader.pipeline import grade

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "show-trials"
PASSWORD = "a lamp on the harbour wall"  # noqa: S105 - of a benchmark
LIMIT_MS, LIMIT_BYTES = 300, 1_000_000


def settings_of(folder: Path) -> Settings:
    return Settings(folder, f"sqlite:///{folder / 'grader.sqlite'}", "http://testserver", ("testserver",))


def fill(folder: Path, count: int) -> str:
    """A store with so many graded essays in one batch; the path of the batch."""
    (folder / "sample").mkdir()
    contest = load_contest(SAMPLE)
    paths = sorted((SAMPLE / "essays").iterdir())
    reports = [grade(read_essay(path.read_bytes(), path.name, path.stem), contest) for path in paths]
    settings = settings_of(folder)
    database, prepared = open_store(settings), prepare_sample(folder / "sample")
    with database.transaction() as session:
        user = add_user(session, "ann", "Ann", hash_password(PASSWORD), "owner")
        kept = add_contest(session, user, contest.title)
        version = add_version(session, kept, prepared.files, contest.hash, is_blind=False, facts=prepared.facts)
        batch = Batch(contest=kept, version=version, until=None, confirmed_at=read_clock())
        session.add(batch)
        session.flush()
        for number in range(count):
            add_essay(session, batch, reports[number % len(reports)], number, user)
        session.flush()
        add_shared(session, batch, user)
        refresh_standings(session, Essay.batch_id == batch.id)
        keep_view(session, version.id, lambda: write_view(load_version(session, version, settings)))
        read_summary(session, batch, contest)
        path = f"/batches/{batch.id}"
    database.close()
    return path


def add_shared(session, batch, user):
    """Every essay shares long wording with its neighbour, as a comparison would have found it."""
    essays = session.scalars(select(Essay).where(Essay.batch_id == batch.id).order_by(Essay.position)).all()
    for first, second in zip(essays[::2], essays[1::2], strict=False):
        spans = {"starts_at": 0, "ends_at": 150, "other_starts_at": 0, "other_ends_at": 150}
        session.add(
            SharedStretch(
                contest_id=batch.contest_id,
                essay_id=first.id,
                other_id=second.id,
                words=20 + first.position % 30,
                **spans,
            )
        )
    session.add(Chore(contest_id=batch.contest_id, user_id=user.id, kind="compare", state="done"))


def add_essay(session, batch, report, number, user):
    code = f"essay-{number + 1:04}"
    named = report.model_copy(update={"essay": report.essay.model_copy(update={"id": code, "file": f"{code}.txt"})})
    essay = Essay(
        contest_id=batch.contest_id,
        batch=batch,
        student=Student(name=f"Student {number}"),
        code=code,
        file=f"{code}.txt",
        kind="file",
        position=number + 1,
        blob_hash=keep_nothing(session),
        state="graded",
    )
    session.add(essay)
    session.flush()
    digest = digest_report(named)
    session.add(StoredReport(essay_id=essay.id, document=named.to_json(), digest=digest.to_json()))
    keep_row(session, essay, tell_row(digest, count_hideable(named)))
    if number % 2:
        for score in report.scores:
            decide(session, essay, user, "level", score.criterion, score.max_points)


def keep_nothing(session):
    return keep_blob(session, b"")


def measure(folder: Path, path: str) -> None:
    """Prints the times of every page of the batch, the first call first."""
    settings = settings_of(folder)
    client = TestClient(create_app(settings, open_store(settings)), follow_redirects=False)
    token = client.get("/login").text.split('name="form_token" value="')[1].split('"')[0]
    client.post("/login", data={"login": "ann", "password": PASSWORD, "form_token": token})
    settle_memory()
    unit = find_baseline()
    print(f"baseline: {unit:.1f} ms for one megabyte of JSON")
    essay = other = ""
    pages = ["/class", "/class?page=20", "/class?sort=doubt&show=undecided", "/class?minutes=60"]
    pages += ["essay", "beside", "", "/progress"]
    for name in pages:
        address = {"essay": f"/essays/{essay}", "beside": f"/essays/{essay}/beside/{other}"}.get(name, path + name)
        times, spent = [], []
        for _ in range(8):
            began, began_work = time.perf_counter(), time.process_time()
            answer = client.get(address)
            times.append((time.perf_counter() - began) * 1000)
            spent.append((time.process_time() - began_work) * 1000)
            assert answer.status_code == 200, (address, answer.status_code)
        if name == "/class":
            essay, other = re.findall(r'href="/essays/(\w{32})/beside/(\w{32})', answer.text)[0]
        first, usual, size = times[0], statistics.median(times[1:]), len(answer.content)
        missed = " MISSED" if name.startswith("/class") and (max(spent) > LIMIT_MS or size > LIMIT_BYTES) else ""
        shown = name if name != "" else "the page of the essays"
        told = f"first {first:.0f} ms ({first / unit:.1f} ×), then {usual:.0f} ms ({usual / unit:.1f} ×)"
        work = f"of the processor {spent[0]:.0f}, then {statistics.median(spent[1:]):.0f}, at most {max(spent):.0f} ms"
        print(f"{shown}: {told}, {work}; {size / 1000:.0f} kB{missed}")


def find_baseline() -> float:
    text = json.dumps([{"word": f"w{k}", "at": [k, k + 1]} for k in range(24_000)])
    times = []
    for _ in range(5):
        began = time.perf_counter()
        json.loads(text)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--essays", type=int, default=2000)
    asked.add_argument("--measure", nargs=2, metavar=("FOLDER", "PATH"), help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.measure:
        measure(Path(given.measure[0]), given.measure[1])
        return
    with tempfile.TemporaryDirectory(prefix="grader-bench-") as folder:
        path = fill(Path(folder), given.essays)
        command = [sys.executable, "-m", "tests.benchmarks.pages", "--measure", folder, path]
        subprocess.run(command, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
