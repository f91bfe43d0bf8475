"""Scored school essays for `make bench-scores`, with their features kept in a cache folder between runs.

GRADER_BENCH_DATA names the data (asap1, asap2); GRADER_BENCH_CACHE a folder outside the project for what was measured
(default: the system's temporary folder). What is kept there is known by the hash of text, contest, and the code of features
and of what they are made from.
"""

import csv
import hashlib
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from grader.checks.check import Case
from grader.contest import load_contest
from grader.documents import read_essay
from grader.evidence.examination import examine
from grader.evidence.index import index_of
from grader.evidence.outline import draft_items
from grader.model import Contest, EvidenceKey
from grader.scoring.features import FEATURES, measure
from grader.text.reading import Reading

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = {"cowboy": "IN5", "mars": "IN6", "facial": "IN1", "car-free": "FL2"}
SCALES = {"1": (2, 12), "3": (0, 3), "4": (0, 3), "7": (0, 30)}
FOLDS = 5


@dataclass(frozen=True)
class Corpus:
    """The scored essays of one prompt.

    Attributes:
        ids, texts: the essays.
        scores: the teacher's points, integers; `low` and `high` are the ends of the scale.
        raters: the points of two raters where known, an array of two columns.
        folds: for asap2 the number of each essay's fold; empty for asap1, whose folds name their essays.
        question, source: the task and its material.
    """

    name: str
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    scores: np.ndarray
    low: int
    high: int
    raters: np.ndarray | None
    folds: np.ndarray | None
    question: str
    source: str


def data_folder() -> Path | None:
    """The folder of the data; none where it is absent."""
    given = os.environ.get("GRADER_BENCH_DATA")
    path = Path(given or "")
    return path if given and (path / "asap2" / "essays.csv").is_file() else None


def read_table(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(1 << 24)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_asap1(folder: Path) -> Iterator[Corpus]:
    rows = read_table(folder / "asap1" / "essays.csv")
    for number, (low, high) in SCALES.items():
        own = [row for row in rows if row["essay_set"] == number]
        place = folder / "asap1" / "prompts"
        source = place / f"set{number}_source.txt"
        yield Corpus(
            f"asap1/{number}",
            tuple(row["essay_id"] for row in own),
            tuple(row["essay"] for row in own),
            np.array([int(row["domain1_score"]) for row in own]),
            low,
            high,
            np.array([[int(row["rater1_domain1"]), int(row["rater2_domain1"])] for row in own]),
            None,
            (place / f"set{number}_prompt.txt").read_text(encoding="utf-8"),
            source.read_text(encoding="utf-8").replace("\n", "\n\n") if source.is_file() else "",
        )


def load_asap2(folder: Path) -> Iterator[Corpus]:
    rows = read_table(folder / "asap2" / "essays.csv")
    for name in sorted({row["prompt_name"] for row in rows}):
        own = [row for row in rows if row["prompt_name"] == name]
        mark = next(mark for word, mark in ARTICLES.items() if word in name.lower())
        (task,) = (folder / "asap2" / "sources").glob(f"{mark}_*.task.txt")
        yield Corpus(
            f"asap2/{mark}",
            tuple(row["essay_id"] for row in own),
            tuple(row["full_text"] for row in own),
            np.array([int(row["score"]) for row in own]),
            1,
            6,
            None,
            np.array([int(row["fold"]) for row in own]),
            task.read_text(encoding="utf-8"),
            task.with_name(task.name.replace(".task.txt", ".txt")).read_text(encoding="utf-8"),
        )


def load_corpora(folder: Path) -> list[Corpus]:
    return [*load_asap1(folder), *load_asap2(folder)]


def read_folds(folder: Path, corpus: Corpus) -> list[tuple[np.ndarray, np.ndarray]]:
    """For each fold the places of the essays to learn from and of those to report on."""
    if corpus.folds is not None:
        return [
            (np.flatnonzero(corpus.folds != k), np.flatnonzero(corpus.folds == k)) for k in sorted(set(corpus.folds))
        ]
    found = []
    for number in range(FOLDS):
        named = {
            part: set((folder / "asap1" / "folds" / f"fold{number}_{part}.txt").read_text(encoding="utf-8").split())
            for part in ("train", "dev", "test")
        }
        learned = np.array([k for k, name in enumerate(corpus.ids) if name in named["train"] | named["dev"]])
        found.append((learned, np.array([k for k, name in enumerate(corpus.ids) if name in named["test"]])))
    return found


@lru_cache(maxsize=2)
def make_contest(question: str, source: str) -> Contest:
    """A contest around a prompt; its key, where there is material, is the one that the outline drafts."""
    with tempfile.TemporaryDirectory() as place:
        lines = ['id = "students"', 'title = "Students"', 'prompt = "?"', 'rubric = "holistic-6"']
        if source:
            (Path(place) / "source.txt").write_text(source, encoding="utf-8")
            lines += ["[[source]]", 'id = "source"', 'file = "source.txt"', 'title = "Source"', 'kind = "article"']
        (Path(place) / "contest.toml").write_text("\n".join(lines), encoding="utf-8")
        contest = replace(load_contest(Path(place)), prompt=question.strip())
    return replace(contest, key=EvidenceKey(draft_items(contest))) if source else contest


def measure_text(text: str, contest: Contest) -> tuple[float, ...]:
    essay = read_essay(text.encode("utf-8", "surrogatepass"), "essay.txt", "essay")
    reading = Reading(essay, index_of(contest).known_names)
    return measure(Case(reading, contest, examine(reading, contest)))


def _measure_some(task: tuple[str, str, tuple[str, ...]]) -> list[tuple[float, ...]]:
    question, source, texts = task
    contest = make_contest(question, source)
    return [measure_text(text, contest) for text in texts]


def measure_corpus(corpus: Corpus, workers: int = 1) -> np.ndarray:
    """The features of every essay, a row an essay, from the cache where they are known."""
    place = Path(os.environ.get("GRADER_BENCH_CACHE") or Path(tempfile.gettempdir()) / "grader-bench")
    place.mkdir(parents=True, exist_ok=True)
    known = place / f"{corpus.name.replace('/', '-')}-{_digest(corpus)}.npy"
    if known.is_file():
        return np.asarray(np.load(known))
    pieces = [corpus.texts[at : at + 40] for at in range(0, len(corpus.texts), 40)]
    tasks = [(corpus.question, corpus.source, piece) for piece in pieces]
    if workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            rows = [row for part in pool.map(_measure_some, tasks) for row in part]
    else:
        rows = [row for task in tasks for row in _measure_some(task)]
    matrix = np.array(rows)
    np.save(known, matrix)
    return matrix


def _digest(corpus: Corpus) -> str:
    digest = hashlib.sha256(repr([f.name for f in FEATURES]).encode())
    for folder in ("text", "evidence", "checks", "scoring/features"):  # all that features are made from
        for path in sorted((ROOT / "grader" / folder).rglob("*")):
            if path.suffix in (".py", ".json", ".txt"):
                digest.update(path.read_bytes())
    digest.update((corpus.question + corpus.source + "\0".join(corpus.texts)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]
