"""Speed as multiples of a baseline that is measured in the same run: `make bench`, `make bench ARGS="--memory 10000"`.

The baseline is NLTK's word tokenizer and Snowball stemmer over the same texts. Essays are made by recombining sentences
of the sample essays, always in the same way. Times are CPU times of one thread; baseline, engine and HTML take turns in
chunks, so that whatever else the machine does hits all of them.
"""

import argparse
import cProfile
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from statistics import median
from unittest.mock import patch

from nltk.stem.snowball import EnglishStemmer
from nltk.tokenize.destructive import NLTKWordTokenizer
from threadpoolctl import threadpool_limits

from grader.checks import proofs
from grader.cli.grading import keep_resident
from grader.contest import load_contest
from grader.documents import read_essay
from grader.model import Contest, Essay
from grader.pipeline import grade
from grader.reports import render_report
from grader.text.proofs import Proofs
from grader.text.reading import Reading

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "show-trials"
ESSAYS, CHUNK, WORDS, PARAGRAPH_SENTENCES = 1_000, 25, 600, 5
PROOFREAD = 100
MOST_ENGINE, MOST_HELP, MOST_GROWTH = 4.0, 8.0, 1.05
STARTS = 7
TOP = 10


@dataclass
class Times:
    """CPU seconds of everything that was measured, and megabytes in use after so many essays."""

    baseline: float = 0.0
    engine: float = 0.0
    html: float = 0.0
    tokens: int = 0
    megabytes: dict[int, float] = field(default_factory=dict)


def read_sentences() -> list[str]:
    """Every sentence of the sample essays, in order."""
    sentences = []
    for file in sorted((SAMPLE / "essays").iterdir()):
        reading = Reading(read_essay(file.read_bytes(), file.name, file.stem))
        sentences += [" ".join(reading.text[slice(*one.span)].split()) for one in reading.sentences]
    return sentences


def mix_essays() -> Iterator[Essay]:
    """Essays of about 600 words without end; a linear congruential sequence chooses their sentences."""
    sentences = read_sentences()
    state = 1
    for number in count():
        paragraphs: list[list[str]] = []
        words = 0
        while words < WORDS:
            if not paragraphs or len(paragraphs[-1]) == PARAGRAPH_SENTENCES:
                paragraphs.append([])
            state = (1_103_515_245 * state + 12_345) % 2**31
            sentence = sentences[(state >> 8) % len(sentences)]
            paragraphs[-1].append(sentence)
            words += len(sentence.split())
        text = f"Essay {number}\n\n" + "\n\n".join(" ".join(paragraph) for paragraph in paragraphs) + "\n"
        yield read_essay(text.encode(), f"{number}.txt", str(number))


def run_baseline(text: str, tokenizer: NLTKWordTokenizer, stemmer: EnglishStemmer) -> int:
    """Tokens of a text, all stemmed; their number."""
    return len([stemmer.stem(token) for token in tokenizer.tokenize(text)])


def measure(essays: Iterator[Essay], contest: Contest, number: int, marks: set[int]) -> Times:
    """Times over so many essays; memory is read after each number of essays in `marks`."""
    times = Times()
    tokenizer, stemmer = NLTKWordTokenizer(), EnglishStemmer()
    for done in range(0, number, CHUNK):
        chunk = list(islice(essays, CHUNK))
        begun = time.process_time()
        times.tokens += sum(run_baseline(essay.text, tokenizer, stemmer) for essay in chunk)
        based = time.process_time()
        reports = [grade(essay, contest) for essay in chunk]
        graded = time.process_time()
        for report in reports:
            render_report(report, contest, None)
        rendered = time.process_time()
        times.baseline += based - begun
        times.engine += graded - based
        times.html += rendered - graded
        if done + CHUNK in marks:
            times.megabytes[done + CHUNK] = read_megabytes()
    return times


def read_nothing(reading: Reading, _proofreader: object, _known: object) -> Proofs:
    """Stands in for proofreading, which has its own line: no errors in the whole text."""
    return Proofs((), WORDS, len(reading.text), is_complete=True)


def measure_proofreading(essays: Iterator[Essay], contest: Contest, number: int) -> float:
    """Grading with proofreading, as a multiple of the baseline."""
    times = measure(essays, contest, number, set())
    return times.engine / times.baseline


def read_megabytes() -> float:
    """Memory in use now; on systems that do not say, the most that ever was; 0 where even that is not told."""
    statm = Path("/proc/self/statm")
    if statm.is_file():
        return int(statm.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    try:
        import resource  # noqa: PLC0415 - Windows has no such module
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def measure_help() -> float:
    """`grader --help` as a multiple of an empty Python start: medians in turn, bytecode compiled as after an installation."""
    code = "from grader.cli import main; main()"
    with tempfile.TemporaryDirectory() as cache:
        env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": cache, "PYTHONDONTWRITEBYTECODE": ""}
        empty, asked = [], []
        for _ in range(STARTS + 1):
            empty.append(time_start(["-c", "pass"], env))
            asked.append(time_start(["-c", code, "--help"], env))
    return median(asked[1:]) / median(empty[1:])


def time_start(args: list[str], env: dict[str, str]) -> float:
    """Wall seconds of one Python process."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *args], env=env, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def print_row(name: str, figure: str, limit: str = "", *, is_within: bool | None = None) -> None:
    """One line: name, figure, limit, and where it stands."""
    stands = {None: "", True: "within", False: "ABOVE"}[is_within]
    print(f"{name:<44}{figure:>22}   {limit:<12}{stands}".rstrip(), flush=True)


def print_times(times: Times, number: int) -> None:
    """Engine, HTML and memory."""
    per_essay = 1_000 / number
    print_row("baseline: NLTK tokens and stems", f"{times.baseline * per_essay:.1f} ms an essay")
    ratio = times.engine / times.baseline
    print_row(
        "engine: text, evidence, checks, scores; no proofs",
        f"{ratio:.2f} x baseline",
        f"<= {MOST_ENGINE:g} x",
        is_within=ratio <= MOST_ENGINE,
    )
    print_row("HTML", f"{times.html / times.baseline:.2f} x baseline")
    print_memory(times.megabytes)


def print_memory(megabytes: dict[int, float]) -> None:
    """Memory after so many essays; flat means that the last figure is hardly above the first."""
    if not all(megabytes.values()):
        print_row("memory", "this system does not tell")
        return
    first, *_, last = megabytes
    growth = megabytes[last] / megabytes[first]
    for number, used in megabytes.items():
        print_row(f"memory after {number:,} essays", f"{used:.0f} MB")
    print_row("memory growth", f"{growth:.2f} x", f"<= {MOST_GROWTH:g} x", is_within=growth <= MOST_GROWTH)


def print_profile(work: Callable[[], object]) -> None:
    """The functions that take most time themselves."""
    profile = cProfile.Profile()
    profile.runcall(work)
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(TOP)


def main() -> None:
    """Measures and prints one row a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--essays", type=int, default=ESSAYS, help="essays to measure, in steps of 25")
    parser.add_argument("--memory", type=int, default=0, help="go on to so many essays and read the memory again")
    parser.add_argument("--profile", action="store_true", help="print the most expensive functions instead")
    asked = parser.parse_args()
    threadpool_limits(1)
    contest = load_contest(SAMPLE)
    essays = mix_essays()
    measure(essays, contest, CHUNK, set())  # warms up: indexes are made and templates compiled once a process
    keep_resident(contest)  # as every worker does
    with patch.object(proofs, "proofread", read_nothing):
        if asked.profile:
            chosen = list(islice(essays, asked.essays))
            print_profile(lambda: [grade(essay, contest) for essay in chosen])
            return
        times = measure_all(essays, contest, asked)
    print_times(times, asked.essays)
    proofread = measure_proofreading(essays, contest, min(asked.essays, PROOFREAD))
    print_row("engine with proofreading", f"{proofread:.2f} x baseline")
    ratio = measure_help()
    print_row("grader --help", f"{ratio:.1f} x empty Python", f"<= {MOST_HELP:g} x", is_within=ratio <= MOST_HELP)


def measure_all(essays: Iterator[Essay], contest: Contest, asked: argparse.Namespace) -> Times:
    """Times of the engine and of HTML, and memory after as many essays as were asked for."""
    half = asked.essays // 2 // CHUNK * CHUNK
    times = measure(essays, contest, asked.essays, {half, asked.essays})
    print_row("essays, tokens each", f"{asked.essays:,}, {times.tokens // asked.essays}")
    if asked.memory > asked.essays:
        more = measure(essays, contest, asked.memory - asked.essays, {asked.memory - asked.essays})
        times.megabytes = {
            asked.essays: times.megabytes[asked.essays],
            asked.memory: next(iter(more.megabytes.values())),
        }
    return times


if __name__ == "__main__":
    main()
