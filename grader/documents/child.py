"""Documents are parsed in a child process: one that is reused, and may take neither the memory nor the time of the whole.

A subprocess and not `multiprocessing`, because workers of a cluster are daemons, which may not start processes of that
kind. The child gets `{"file", "bytes", "ocr"}` as a line and the file behind it, and answers with one line of JSON. It
ends when its standard input does, so it never outlives the program that started it.
"""

import json
import os
import signal
import subprocess  # nosec B404 - our own module is run, without a shell
import sys
from atexit import register
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Lock, Thread
from typing import IO, Any

from grader.documents.document import Block, Document
from grader.documents.formats import is_plain, read_document
from grader.documents.guard import SAVE_AGAIN
from grader.errors import UnreadableFile

MAX_SECONDS = 60.0
MAX_OCR_SECONDS = 1_200.0
MAX_MEGABYTES = 1_000
_PROGRAM = f"import sys; sys.path[:0] = sys.argv[2:]; from {__name__} import main; main()"


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take; memory is limited only where the system can do so, time everywhere."""

    seconds: float = MAX_SECONDS
    ocr_seconds: float = MAX_OCR_SECONDS
    megabytes: int = MAX_MEGABYTES


class Child:
    """A process that parses documents, started when first asked; safe to use from several threads, one file at a time.

    Args:
        limits: what one file may take.
        program: the Python that is run; another than `main` in tests alone.
    """

    def __init__(self, limits: Limits = Limits(), program: str = _PROGRAM) -> None:
        self._limits = limits
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: Queue[bytes] = Queue()
        self._lock = Lock()

    def read(self, content: bytes, file: str, *, ocr: bool = False) -> Document:
        """What `read_document` says of a file.

        Raises:
            UnreadableFile: as `read_document`; or reading it took too long or too much memory.
        """
        seconds = self._limits.ocr_seconds if ocr else self._limits.seconds
        with self._lock:
            answer = self._ask(content, file, ocr=ocr, seconds=seconds)
        return unpack(json.loads(answer), file)

    def _ask(self, content: bytes, file: str, *, ocr: bool, seconds: float) -> bytes:
        stdin = self._start()
        try:
            Thread(target=_send, args=(stdin, content, file, ocr), daemon=True).start()
            answer = self._answers.get(timeout=seconds)
        except Empty:
            self.close()
            cause = f"reading the file took longer than {seconds:g} seconds"
            raise UnreadableFile(file, cause, SAVE_AGAIN) from None
        if not answer:
            self.close()
            raise UnreadableFile(file, "reading this file broke the program that reads it", SAVE_AGAIN)
        return answer

    def _start(self) -> IO[bytes]:
        """The child's standard input; the child is started when there is none."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            command = [sys.executable, "-c", self._program, str(self._limits.megabytes), *filter(None, sys.path)]
            self._process = subprocess.Popen(  # noqa: S603 # nosec B603 - our own module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._answers = Queue()
            Thread(target=_collect, args=(self._process.stdout, self._answers), daemon=True).start()
        stdin = self._process.stdin
        if stdin is None:  # pragma: no cover - PIPE was asked for
            raise OSError("the child has no standard input")
        return stdin

    def close(self) -> None:
        """Ends the child; the next file starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError, AttributeError):  # on Windows there are no groups, and no tesseract below the child
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError, ValueError):
                if stream:
                    stream.close()


def _send(stdin: IO[bytes], content: bytes, file: str, ocr: bool) -> None:  # noqa: FBT001 - a thread's arguments
    """Writes a request; runs beside the wait for its answer, since a child that hangs takes no more bytes."""
    head = json.dumps({"file": file, "bytes": len(content), "ocr": ocr})
    with suppress(OSError, ValueError):  # the child died: the empty answer says so
        stdin.write(head.encode("ascii") + b"\n")
        stdin.write(content)
        stdin.flush()


def _collect(stdout: IO[bytes], answers: "Queue[bytes]") -> None:
    """Takes answers as they come, and an empty one when the child is gone."""
    with suppress(OSError, ValueError):
        for line in stdout:
            answers.put(line)
    answers.put(b"")


def pack(content: bytes, file: str, *, ocr: bool) -> dict[str, Any]:
    """A document, or why there is none, as JSON can hold it."""
    try:
        return {"document": asdict(read_document(content, file, ocr=ocr))}
    except UnreadableFile as error:
        return {"error": [error.cause, error.remedy]}
    except (MemoryError, RecursionError):
        return {"error": ["reading the file needs more memory than is safe", SAVE_AGAIN]}


def unpack(answer: dict[str, Any], file: str) -> Document:
    """The document of an answer.

    Raises:
        UnreadableFile: the answer says why the file could not be read.
    """
    if "error" in answer:
        cause, remedy = answer["error"]
        raise UnreadableFile(file, cause, remedy)
    given = answer["document"]
    blocks = tuple(Block(**{**block, "span": tuple(block["span"])}) for block in given["blocks"])
    return Document(given["text"], blocks, given["title"], tuple(given["warnings"]))


_child = Child()
register(_child.close)


def read_safely(content: bytes, file: str, *, ocr: bool = False) -> Document:
    """What `read_document` says of a file, found in the child process of this process; plain text needs none.

    Raises:
        UnreadableFile: as `read_document`; or reading it took too long or too much memory.
    """
    if is_plain(content, file):
        return read_document(content, file)
    return _child.read(content, file, ocr=ocr)


def limit_memory(megabytes: int) -> None:
    """Keeps this process from taking more than `megabytes` above what it holds, where the system can; says nothing."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:  # pragma: no cover - Windows
        return
    with suppress(OSError, ValueError):
        held = _read_held_bytes()
        resource.setrlimit(resource.RLIMIT_AS, (held + megabytes * 1_000_000, resource.RLIM_INFINITY))


def _read_held_bytes() -> int:
    """The address space that this process holds already; a guess where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # pragma: no cover - macOS
        return 1_000_000_000


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answers requests until there are no more."""
    for line in requests:
        head = json.loads(line)
        content = requests.read(head["bytes"])
        answers.write(json.dumps(pack(content, head["file"], ocr=head["ocr"])).encode("ascii") + b"\n")
        answers.flush()


def main() -> None:
    """Runs the child: what libraries print must not reach the answers, and an interruption is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_memory(int(sys.argv[1]))
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
