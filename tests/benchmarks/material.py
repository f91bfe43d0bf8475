"""How long a book of 500 pages takes: `make bench-material` prints ratios against the sample's own material.

The pages are the sample's sentences in a seeded order with numbers and names exchanged, so that no two pages are equal.
"""

import argparse
import random
import re
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from threadpoolctl import threadpool_limits

from grader.contest import load_contest
from grader.documents import read_essay
from grader.evidence.examination import examine
from grader.evidence.index import Index, index_of
from grader.model import Contest, Essay, Passage, Source
from grader.text.reading import Reading
from tests.benchmarks.labelled import ROOT

SAMPLE = ROOT / "samples" / "show-trials"
PAGE_WORDS, PASSAGE_WORDS = 450, 110
_NUMBER, _NAME = re.compile(r"\d+"), re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")


def make_pages(contest: Contest, pages: int) -> Source:
    """A source of so many pages."""
    draw = random.Random(0)  # noqa: S311 - no secret
    lines = [line for s in contest.sources for p in s.passages for line in re.split(r"(?<=[.!?]) ", p.text)]
    names = sorted({name for line in lines for name in _NAME.findall(line)})
    passages = []
    for number in range(pages * PAGE_WORDS // PASSAGE_WORDS):
        text = ""
        while text.count(" ") < PASSAGE_WORDS:
            line = _NUMBER.sub(lambda m: str(draw.randrange(1, 10 ** len(m.group()))), draw.choice(lines))
            text += _NAME.sub(lambda _: draw.choice(names) + draw.choice(("", "ov", "sky", "berg")), line) + " "
        passages.append(Passage(f"book#¶{number + 1}", "book", text.strip()))
    return Source("book", "A book", "article", file="book.txt", passages=tuple(passages))


def timed(run: Callable[[], object]) -> float:
    """Processor seconds of a call."""
    start = time.process_time()
    run()
    return time.process_time() - start


def examine_all(essays: list[Essay], contest: Contest) -> None:
    """Every essay against the material."""
    known = index_of(contest).known_names
    for essay in essays:
        examine(Reading(essay, known), contest)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=500)
    args = options.parse_args()
    small = load_contest(SAMPLE)
    large = replace(small, sources=(*small.sources, make_pages(small, args.pages)))
    essays = [read_essay(p.read_bytes(), p.name, p.stem) for p in sorted((SAMPLE / "essays").glob("*.txt"))]
    with threadpool_limits(1):
        figures = {}
        for name, contest in (("sample", small), ("book", large)):
            indexed = timed(partial(Index, contest))
            examine_all(essays, contest)
            figures[name] = indexed, timed(partial(examine_all, essays, contest)) / len(essays)
    (index, essay), (large_index, large_essay) = figures["sample"], figures["book"]
    words = sum(len(p.text.split()) for s in large.sources for p in s.passages)
    print(f"material of {args.pages} pages more, {words:,} words in all")
    print(f"index, once a contest: {large_index:.1f} s, {large_index / index:.0f} × the sample's {index:.2f} s")
    print(f"evidence engine, an essay: {large_essay / essay:.1f} × the sample's {essay * 1000:.0f} ms")


if __name__ == "__main__":
    main()
