"""Material is read in a process of its own, so that a file that breaks or bloats its reader never touches the web process."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from threading import Lock
from typing import ParamSpec, TypeVar

from pydantic import TypeAdapter

from grader import __version__
from grader.contest import load_contest
from grader.errors import InvalidConfig
from grader.model import Contest
from grader.reports.languages import Message, mark

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
MOST_SECONDS = 600.0
_TASKS_A_PROCESS = 50
_CONTEST = TypeAdapter(Contest)


class Reader:
    """One process that reads, started when first asked and again after it broke."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = Lock()

    def run(self, work: Callable[Asked, Answer], *given: Asked.args, **named: Asked.kwargs) -> Answer:
        """What a function says that other processes can import; its errors are raised here.

        Raises:
            InvalidConfig: the files broke the process, or reading them took too long.
        """
        try:
            return self._start().submit(work, *given, **named).result(MOST_SECONDS)
        except BrokenProcessPool:
            self._end()
            raise InvalidConfig("", "reading these files broke the program that reads them", _IN_PARTS) from None
        except TooLong:
            self._end()
            cause = Message("reading these files took longer than %(seconds)s seconds", seconds=int(MOST_SECONDS))
            raise InvalidConfig("", cause, _IN_PARTS) from None

    def _start(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                spawning = get_context("spawn")
                self._pool = ProcessPoolExecutor(1, mp_context=spawning, max_tasks_per_child=_TASKS_A_PROCESS)
            return self._pool

    def _end(self) -> None:
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            for process in list(getattr(pool, "_processes", None) or {}):
                pool._processes[process].kill()  # noqa: SLF001 - there is no other way to end one that hangs
            pool.shutdown(wait=False, cancel_futures=True)


_IN_PARTS = mark("Leave out the file that you added last, or save it again")
READER = Reader()


def read_contest(folder: Path) -> Contest:
    """The contest of an unpacked version, read once and then kept beside it, as this release of the grader reads it."""
    kept = folder.parent / f"{folder.name}-{__version__}.json"
    try:
        return _CONTEST.validate_json(kept.read_bytes())
    except (FileNotFoundError, ValueError):
        loaded = READER.run(load_contest, folder)
    made = kept.with_suffix(".new")
    made.write_bytes(_CONTEST.dump_json(loaded))
    made.replace(kept)
    return loaded
