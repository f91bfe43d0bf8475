"""Degrees of copying on the corpus of Clough and Stevenson (2011), one task left out at a time: `make bench-copying`.

An answer is a near copy (`cut`), lightly or heavily revised, or written without the source (`non`). Every answer is
measured by the engine against the source of its task, and a small classifier that saw the other tasks' answers alone tells
the degree. Two-class figures ask for any copying at all. `class` adds what the engine does for a class: the share of words
that another answer has, too, and the source has not, which shows that both were copied from elsewhere. For the four degrees
its measures count from the mean of the task's answers, in their spread, as some texts leave more words to copy than others;
no label of the task is used.

Read the figures with care: 57 answers of three tasks, and measures and classifiers were chosen after looking at them.
"""

import csv
import os
from collections import Counter
from collections.abc import Callable
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from grader.checks.check import Example
from grader.checks.examples import make_contest
from grader.evidence.copying import find_copying
from grader.evidence.index import index_of
from grader.model import Essay, Part
from grader.text.reading import Reading
from grader.text.words import find_words
from tests.benchmarks.closeness import measure_closeness

DEGREES = ("non", "heavy", "light", "cut")
GRAM = 6
CLOSENESS = ("followed", "edits", "order_kept", "retold")
REQUIRED = {"four classes": 0.80, "two classes": 0.95}


class Answer(NamedTuple):
    """One answer: its task, how it came about, and what the engine measures."""

    file: str
    task: str
    degree: str
    measures: dict[str, float]


def find_corpus() -> Path | None:
    """The folder of the corpus; None where it is absent."""
    given = os.environ.get("GRADER_BENCH_DATA")
    folder = Path(given or "") / "clough_stevenson"
    return folder if given and (folder / "labels.csv").is_file() else None


def read_text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def grams_of(text: str, size: int) -> list[tuple[str, ...]]:
    norms = [w.norm for w in find_words(text)]
    return [tuple(norms[k : k + size]) for k in range(len(norms) - size + 1)]


def contain(text: str, others: set[tuple[str, ...]], size: int) -> float:
    """Share of a text's runs of `size` words that stand elsewhere, too (Broder, 1997)."""
    grams = grams_of(text, size)
    return sum(gram in others for gram in grams) / max(1, len(grams))


def measure(text: str, source: str, others: list[str]) -> dict[str, float]:
    """Named measures of an answer against the source, and against the other answers of its task."""
    contest = make_contest(Example("", sources=(source,)))
    index = index_of(contest)
    reading = Reading(Essay("a", "a.txt", text, (Part("body", (0, len(text))),)), index.known_names)
    known = [index.lexicon.known(w.norm, w.stem) for w in reading.words]
    copied: Counter[str] = Counter()
    for run in find_copying(reading, index, known):
        copied[run.copied.how] += run.copied.words
    held = set(grams_of(source, GRAM))
    told = {gram for other in others for gram in grams_of(other, GRAM)} - held
    return {
        **measure_closeness(reading, index)._asdict(),
        "verbatim": copied["verbatim"] / len(known),
        "patchwork": copied["patchwork"] / len(known),
        "elsewhere": contain(text, told, GRAM),
        "trigrams": contain(text, set(grams_of(source, 3)), 3),
    }


def read_answers(folder: Path) -> list[Answer]:
    """All answers of the corpus with their measures."""
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Category"] in DEGREES]
    texts = {row["File"]: read_text(folder / row["File"]) for row in rows}
    answers = []
    for row in rows:
        name, task = row["File"], row["Task"]
        others = [texts[r["File"]] for r in rows if r["Task"] == task and r["File"] != name]
        measures = measure(texts[name], read_text(folder / f"orig_task{task}.txt"), others)
        answers.append(Answer(name, task, row["Category"], measures))
    return answers


def compare_with_class(answers: list[Answer]) -> list[Answer]:
    """The answers with each measure counted from the mean of its task's answers, in standard deviations."""
    compared = []
    for answer in answers:
        mates = [a.measures for a in answers if a.task == answer.task]
        means = {
            name: (np.mean([m[name] for m in mates]), np.std([m[name] for m in mates])) for name in answer.measures
        }
        measures = {
            name: float((answer.measures[name] - mean) / (spread + 1e-9)) for name, (mean, spread) in means.items()
        }
        compared.append(answer._replace(measures=measures))
    return compared


def predict(answers: list[Answer], names: tuple[str, ...], labels: np.ndarray, make: Callable[[], Any]) -> np.ndarray:
    """What a classifier says of each answer that saw the other tasks alone."""
    rows = np.array([[a.measures[name] for name in names] for a in answers])
    tasks = np.array([a.task for a in answers])
    said = np.zeros_like(labels)
    for task in sorted(set(tasks)):
        is_left_out = tasks == task
        said[is_left_out] = make().fit(rows[~is_left_out], labels[~is_left_out]).predict(rows[is_left_out])
    return said


def find_interval(right: int, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share (Wilson, 1927)."""
    z = 1.96
    share = right / count
    middle, width = share + z * z / (2 * count), z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (middle - width) / (1 + z * z / count), (middle + width) / (1 + z * z / count)


def show(title: str, said: np.ndarray, labels: np.ndarray) -> None:
    right = int((said == labels).sum())
    low, high = find_interval(right, len(labels))
    print(f"{title:<46} {right / len(labels):.3f}  [{low:.2f}, {high:.2f}]  n = {len(labels)}")


def make_regression() -> Any:
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=5000))


def main() -> None:
    folder = find_corpus()
    if folder is None:
        print("skipped: set GRADER_BENCH_DATA to a folder that holds clough_stevenson")
        return
    answers = read_answers(folder)
    degrees = np.array([DEGREES.index(a.degree) for a in answers])
    is_copied = (degrees > 0).astype(int)
    print(f"required: {REQUIRED}")
    for title, names, graded in (
        ("baseline, trigrams", ("trigrams",), answers),
        ("engine", CLOSENESS, answers),
        ("class", (*CLOSENESS, "elsewhere"), compare_with_class(answers)),
    ):
        show(f"two classes, {title}, regression", predict(answers, names, is_copied, make_regression), is_copied)
        for kind, make in (("regression", make_regression), ("naive Bayes", GaussianNB)):
            show(f"four classes, {title}, {kind}", predict(graded, names, degrees, make), degrees)
    said = predict(answers, CLOSENESS, degrees, GaussianNB)
    print("\nfour classes, engine, naive Bayes: rows are true, columns said", *DEGREES)
    for k, degree in enumerate(DEGREES):
        print(f"{degree:<8}", *(f"{int(((degrees == k) & (said == j)).sum()):>6}" for j in range(len(DEGREES))))
    for answer, number in zip(answers, said, strict=True):
        if DEGREES[number] != answer.degree:
            print(f"  {answer.file}: {answer.degree} -> {DEGREES[number]}")


if __name__ == "__main__":
    main()
