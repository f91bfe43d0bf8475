"""Many essays: tasks go to workers, results come back in order, and one broken essay never stops the rest."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Generic, TypeVar

from grader.documents import name_essays
from grader.errors import GraderError, InvalidConfig

Result = TypeVar("Result")
_READ = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
_AHEAD = 4
_FEW = 8


@dataclass(frozen=True, slots=True)
class Task:
    """One essay to be graded; `file` is its name as shown to people."""

    essay_id: str
    file: str
    path: str


@dataclass(frozen=True, slots=True)
class Failure:
    """An essay that could not be graded, with the cause and what can be done."""

    file: str
    cause: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """What became of a task: a result or a failure."""

    task: Task
    result: Result | None
    failure: Failure | None


def list_tasks(paths: Sequence[Path], default: Path) -> list[Task]:
    """The essays to grade, in the order of their ids.

    Args:
        paths: files and folders; folders are searched with all that is below them, hidden files left out.
        default: the folder taken when no path is given.

    Raises:
        InvalidConfig: a path does not exist, or there is no essay.
    """
    files: list[Path] = []
    for path in paths or [default]:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not _is_hidden(p.relative_to(path)))
            files += inside
        elif path.is_file():
            files.append(path)
        else:
            raise InvalidConfig(str(path), "there is no such file or folder", "Check the spelling of the path")
    if not files:
        raise InvalidConfig(str(paths[0] if paths else default), "there is no essay here", "Put the essays there")
    ids = name_essays(p.as_posix() for p in files)
    tasks = [Task(ids[p.as_posix()], p.name, str(p)) for p in dict.fromkeys(files)]
    return sorted(tasks, key=lambda t: t.essay_id)


def _is_hidden(path: Path) -> bool:
    """Whether a file is the system's own: dot files, Word's lock files, archives' resource forks."""
    return any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts)


def default_workers(tasks: int) -> int:
    """As many workers as processors, but none beside this process for a handful of essays."""
    return 1 if tasks <= _FEW else max(1, min(os.cpu_count() or 1, tasks // 4))


def run_tasks(
    tasks: Sequence[Task], work: Callable[[Task], Result], workers: int, executor: Executor | None = None
) -> Iterator[Done[Result]]:
    """Runs `work` on every task and gives the outcomes in the order of the tasks.

    Args:
        tasks: what is to be done.
        work: a function of one task that other processes can import; errors become failures.
        workers: with 1 and no executor everything runs in this process.
        executor: where to run instead of local processes, for example a Dask cluster's.
    """
    if executor is None and workers <= 1:
        yield from (_attempt(task, work) for task in tasks)
    elif executor is not None:
        yield from _spread(tasks, work, executor, workers)
    else:
        yield from _run_locally(tasks, work, workers)


def _attempt(task: Task, work: Callable[[Task], Result]) -> Done[Result]:
    try:
        return Done(task, work(task), None)
    except GraderError as error:
        return Done(task, None, Failure(task.file, error.cause, error.remedy))
    except Exception as error:  # noqa: BLE001 - whatever one essay does, the others go on
        cause = f"the grader itself failed on this essay ({type(error).__name__})"
        return Done(task, None, Failure(task.file, cause, "Grade it by hand, and tell the maintainers"))


def _run_locally(tasks: Sequence[Task], work: Callable[[Task], Result], workers: int) -> Iterator[Done[Result]]:
    """Local processes; when one of them dies, the essays under way are tried again one by one."""
    left = list(tasks)
    while left:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            try:
                for done in _spread(left, work, pool, workers):
                    left = left[1:]
                    yield done
            except BrokenProcessPool:
                pass
        if left:
            yield _try_alone(left[0], work)
            left = left[1:]


def _try_alone(task: Task, work: Callable[[Task], Result]) -> Done[Result]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(_attempt, task, work).result()
        except BrokenProcessPool:
            cause = "reading this file broke the program that reads it"
            return Done(task, None, Failure(task.file, cause, "Save it again as .docx or PDF, or grade it by hand"))


def _spread(
    tasks: Sequence[Task], work: Callable[[Task], Result], executor: Executor, workers: int
) -> Iterator[Done[Result]]:
    """Keeps a few tasks a worker under way, so that memory stays flat, and gives outcomes in order."""
    waiting: deque[Future[Done[Result]]] = deque()
    for task in tasks:
        waiting.append(executor.submit(_attempt, task, work))
        if len(waiting) >= workers * _AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
