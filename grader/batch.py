"""Many essays: tasks go to workers, results come back in order, and one broken essay never stops the rest."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Generic, TypeVar

from grader.errors import InvalidConfig, UnreadableFile
from grader.intake import Task

Result = TypeVar("Result")
_AHEAD = 4
_TASKS_PER_WORKER = 12


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


def default_workers(tasks: int) -> int:
    """As many workers as processors, but only as many as their start, a second or two, is worth."""
    return max(1, min(_count_processors(), tasks // _TASKS_PER_WORKER))


def _count_processors() -> int:
    """Processors that this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_tasks(
    tasks: Sequence[Task], work: Callable[[Task], Result], workers: int, executor: Executor | None = None
) -> Iterator[Done[Result]]:
    """Runs `work` on every task and gives the outcomes in the order of the tasks.

    Args:
        tasks: what is to be done.
        work: a function of one task that other processes can import; errors become failures.
        workers: with 1 and no executor everything runs in this process.
        executor: where to run instead of local processes, for example a Dask cluster's.

    Raises:
        InvalidConfig: `work` says that no task can be done, for example since the contest changed meanwhile.
    """
    if executor is not None:
        yield from _spread(tasks, work, executor, workers)
    elif workers <= 1:
        yield from (_attempt(task, work) for task in tasks)
    else:
        yield from _run_locally(tasks, work, workers)


def _attempt(task: Task, work: Callable[[Task], Result]) -> Done[Result]:
    try:
        return Done(task, work(task), None)
    except UnreadableFile as error:
        return Done(task, None, Failure(task.file, error.cause, error.remedy))
    except InvalidConfig:
        raise
    except Exception as error:  # noqa: BLE001 - whatever one essay does, the others go on
        cause = f"the grader itself failed on this essay ({type(error).__name__})"
        return Done(task, None, Failure(task.file, cause, "Grade it by hand, and tell the maintainers"))


def _run_locally(tasks: Sequence[Task], work: Callable[[Task], Result], workers: int) -> Iterator[Done[Result]]:
    """Local processes; when one of them dies, the first essay under way is tried alone and the rest go on."""
    done_count = 0
    while done_count < len(tasks):
        pool = _open_pool(min(workers, len(tasks) - done_count))
        try:
            for done in _spread(tasks[done_count:], work, pool, workers):
                done_count += 1
                yield done
        except BrokenProcessPool:
            yield _try_alone(tasks[done_count], work)
            done_count += 1
        finally:
            pool.shutdown(cancel_futures=True)


def _open_pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin_worker)


def _begin_worker() -> None:
    """A worker leaves interruptions to the program that started it, and never outlives it, even when that is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _try_alone(task: Task, work: Callable[[Task], Result]) -> Done[Result]:
    with _open_pool(1) as pool:
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
