"""The folder of a run: everything that is written lies in it, and an interruption loses no report.

The log `results.partial.jsonl` takes every report as soon as it is made; at the end it becomes results.jsonl, in the
order of the essays' ids. Only files that an earlier run wrote are ever removed.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from grader import __version__
from grader.documents import safe_id
from grader.errors import InvalidConfig
from grader.report import Report

LOG = "results.partial.jsonl"
RESULTS = "results.jsonl"
_WRITTEN = (
    *("class.json", "passages.jsonl", "scores.csv", "students.csv", "index.html", f"{RESULTS}.tmp"),
    *("criteria.csv", "evidence.csv", "grades.xlsx"),
)
_FOLDERS = ("essays", "students")
_PAGES = ("essays/{}.html", "essays/{}.pdf", "students/{}.html", "students/{}.pdf")


class Folder:
    """The folder that `--out` names.

    Args:
        path: the folder; it need not exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.log = path / LOG
        self._stream: BinaryIO | None = None
        self._offsets: dict[str, int] = {}
        self._stale: set[str] = set()

    @property
    def holds_run(self) -> bool:
        """Whether an earlier run, finished or not, was written here."""
        return (self.path / RESULTS).is_file() or self.log.is_file()

    def prepare(self, *, resume: bool, force: bool) -> None:
        """Makes the folder ready for reports.

        Raises:
            InvalidConfig: it holds something and neither `resume` nor `force` is given, or it is no folder.
        """
        if self.path.exists() and not self.path.is_dir():
            raise InvalidConfig(str(self.path), "this is a file", "Name a new folder")
        for folder in (self.path / name for name in _FOLDERS):
            if folder.exists() and not folder.is_dir():
                raise InvalidConfig(str(self.path), f"it holds a file called {folder.name}", "Name a new folder")
            if folder.is_symlink():
                raise InvalidConfig(str(folder), "this is a link to another place", "Name a new folder")
        if self.path.is_dir() and any(self.path.iterdir()):
            if not (resume or force):
                remedy = "Name a new folder; or add --resume to keep its reports, --force to replace them"
                raise InvalidConfig(str(self.path), "the folder is not empty", remedy)
            self._take_over(resume=resume)
        (self.path / "essays").mkdir(parents=True, exist_ok=True)

    def _take_over(self, *, resume: bool) -> None:
        """Turns what an earlier run left into a log; without `resume` it is emptied."""
        results = self.path / RESULTS
        if results.is_file():
            # A log beside finished results holds all of them: the program was stopped just before it removed the log.
            results.unlink() if self.log.is_file() else results.replace(self.log)
        for name in _WRITTEN:
            (self.path / name).unlink(missing_ok=True)
        self._stale = {report.essay.id for _, report in self._read_log()}
        self._remove_pages(self._stale, _PAGES[1:])  # they are made again when they are asked for
        if not resume:
            self._remove_stale()
            self.log.unlink(missing_ok=True)

    def _read_log(self) -> Iterator[tuple[int, Report]]:
        """Every report in the log and the byte where it begins; cuts off a line that was half written."""
        if not self.log.is_file():
            return
        offset = 0
        with self.log.open("r+b") as log:
            for line in log:
                if not line.endswith(b"\n"):
                    log.truncate(offset)
                    return
                report = _parse(line)
                if report:
                    yield offset, report
                offset += len(line)

    def find_earlier(self, contest_hash: str, model_id: str = "") -> dict[str, int]:
        """Where in the log the reports begin, by essay id, that this contest, rubric, model and grader would give again."""
        wanted = (contest_hash, __version__, model_id)
        return {
            r.essay.id: at
            for at, r in self._read_log()
            if (r.contest.hash, r.grader.version, r.model.id if r.model else "") == wanted
        }

    def add(self, essay_id: str, line: str, pages: Mapping[str, bytes], offset: int | None) -> None:
        """Takes a report and its pages: the line goes to the log at once, unless it stands there already, at `offset`."""
        if offset is None:
            self._stream = self._stream or self.log.open("ab")
            offset = self._stream.tell()
            self._stream.write(line.encode("ascii") + b"\n")
            self._stream.flush()
        self._offsets[essay_id] = offset
        for name, page in pages.items():
            self.write(name, page)

    def write(self, name: str, content: str | bytes) -> None:
        """Writes one file of the run; text as UTF-8 with LF."""
        path = self.path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode("utf-8", "replace") if isinstance(content, str) else content)

    def close(self) -> None:
        """Closes the log; what was added stays in it."""
        if self._stream:
            self._stream.close()
            self._stream = None

    def read_reports(self, chosen: Container[str] | None = None) -> Iterator[Report]:
        """The reports of the run, or those of the chosen ids alone, in the order of ids, one at a time."""
        self.close()
        if self._offsets:
            with self.log.open("rb") as log:
                for essay_id in sorted(self._offsets):
                    if chosen is not None and essay_id not in chosen:
                        continue
                    log.seek(self._offsets[essay_id])
                    yield Report.model_validate_json(log.readline())

    def finish(self) -> None:
        """Turns the log into results.jsonl and removes pages of essays that are no longer there."""
        self.close()
        self._remove_stale()
        unfinished = self.path / f"{RESULTS}.tmp"
        with unfinished.open("wb") as results:
            if self._offsets:
                self._copy_lines(results)
        unfinished.replace(self.path / RESULTS)
        self.log.unlink(missing_ok=True)

    def _copy_lines(self, results: BinaryIO) -> None:
        with self.log.open("rb") as log:
            for essay_id in sorted(self._offsets):
                log.seek(self._offsets[essay_id])
                results.write(log.readline())

    def _remove_stale(self) -> None:
        """Removes pages of the earlier run; ids that differ in case alone may be one file."""
        written = {essay_id.lower() for essay_id in self._offsets}
        self._remove_pages((name for name in self._stale if name.lower() not in written), _PAGES)

    def _remove_pages(self, essay_ids: Iterable[str], pages: Sequence[str]) -> None:
        for essay_id in essay_ids:
            if essay_id == safe_id(essay_id):
                for page in pages:
                    (self.path / page.format(essay_id)).unlink(missing_ok=True)


def _parse(line: bytes) -> Report | None:
    """A line as a report; none when another version or program wrote it, and its essay is graded again."""
    try:
        return Report.model_validate_json(line)
    except ValueError:
        return None
