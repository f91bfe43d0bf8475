"""Labelled contests: essays with hand labels of evidence, quotations, differences and copying."""

import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from grader.contest import load_contest
from grader.documents import read_essay
from grader.evidence.attribution import judge_quotations
from grader.evidence.copying import find_copying
from grader.evidence.coverage import Anchor, anchor_arrays
from grader.evidence.features import compare
from grader.evidence.index import index_of
from grader.evidence.profiles import Floats
from grader.model import Contest, Span
from grader.text.reading import Reading

ROOT = Path(__file__).resolve().parents[2]
QUOTES = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\x91": "'", "\x92": "'", "\x93": '"', "\x94": '"'}
)


def find_shared() -> Path | None:
    """The folder that holds `data` and `gold`, from GRADER_BENCH_DATA (the path of `data`); None when absent."""
    given = os.environ.get("GRADER_BENCH_DATA")
    data = Path(given) if given else ROOT.parent / "shared" / "data"
    return data.parent if data.is_dir() else None


@dataclass(frozen=True)
class Case:
    """One labelled essay; `labels` is the label file as it is."""

    contest: Contest
    reading: Reading
    labels: dict[str, Any]
    group: str

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        index = index_of(self.contest)
        known = [index.lexicon.known(w.norm, w.stem) for w in self.reading.words]
        quoted = [Anchor(q.span, s, is_quoted=True) for q, s in judge_quotations(self.reading, index) if s]
        copied = [Anchor(c.copied.span, c.stream, is_quoted=False) for c in find_copying(self.reading, index, known)]
        return tuple(sorted(quoted + copied, key=lambda a: a.span))

    @cached_property
    def features(self) -> Floats:
        """n segments × I items × F features."""
        return compare(self.reading, self.contest, *anchor_arrays(self.reading, self.contest, self.anchors)).features

    @cached_property
    def targets(self) -> np.ndarray:
        """n × I: 1 where a segment states an item, -1 where a label is neutral, else 0."""
        columns = {item.id: k for k, item in enumerate(self.contest.key.items)}
        marks = np.zeros((len(self.reading.segments), len(columns)))
        soft = [x for x in self.labels.get("borderline", []) if x.get("field") == "evidence" and x.get("item")]
        for label in [*soft, *self.labels["evidence"]]:
            value = 1 if label.get("how", "mention") != "mention" else -1
            for span in locate(self.reading.text, label["text"]):
                for row, sentence in enumerate(self.reading.segments):
                    shared = min(sentence.span[1], span[1]) - max(sentence.span[0], span[0])
                    if shared >= min(sentence.span[1] - sentence.span[0], span[1] - span[0]) / 2:
                        column = columns[label["item"]]
                        marks[row, column] = max(value, marks[row, column]) if marks[row, column] else value
        return marks

    @property
    def used(self) -> set[str]:
        return {x["item"] for x in self.labels["evidence"] if x["how"] != "mention"}

    @property
    def neutral(self) -> set[str]:
        soft = [x for x in self.labels.get("borderline", []) if x.get("field") == "evidence"]
        return {x.get("item") for x in [*self.labels["evidence"], *soft]} - self.used


def locate(text: str, passage: str) -> list[Span]:
    """Every place of `passage` in `text`, quotation marks and white space aside."""
    hay, back = _folded(text)
    needle = _folded(passage)[0].strip()
    spans, at = [], hay.find(needle) if needle else -1
    while at >= 0:
        spans.append((back[at], back[at + len(needle) - 1] + 1))
        at = hay.find(needle, at + 1)
    return spans


def _folded(text: str) -> tuple[str, list[int]]:
    out, back = [], []
    for i, ch in enumerate(text.translate(QUOTES)):
        if not ch.isspace():
            out.append(ch)
            back.append(i)
        elif out and out[-1] != " ":
            out.append(" ")
            back.append(i)
    return "".join(out), back


def load_cases(folder: Path, labels: Path) -> list[Case]:
    """The labelled essays of a contest folder, in order; near copies share a group."""
    contest = load_contest(folder)
    known = index_of(contest).known_names
    files = {p.stem: p for p in sorted((folder / "essays").iterdir())}
    cases = []
    for path in sorted(labels.glob("[0-9]*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        file = files[path.stem]
        essay = read_essay(file.read_bytes(), file.name, path.stem)
        twin = str(label.get("near_copy_of") or path.stem).removesuffix(".txt")
        cases.append(Case(contest, Reading(essay, known), label, f"{contest.hash[-6:]}/{twin}"))
    return cases


def find_contest(labels: Path) -> Path:
    """The contest folder that labels belong to: `contest` beside them, or the sample of the same name."""
    inner = labels / "contest"
    return inner if inner.is_dir() else ROOT / "samples" / labels.name


def load_sets() -> dict[str, tuple[Path, Path, list[Case]]]:
    """Every labelled contest that is here: name to its folder, the folder of its labels, and its cases."""
    places = {p.name: (find_contest(p), p) for p in sorted((ROOT / "tests" / "labels").iterdir()) if p.is_dir()}
    shared = find_shared()
    if shared:
        places |= {f"gold/{p.parent.name}": (p.parent, p) for p in sorted((shared / "gold").glob("*/gold"))}
    sets = {}
    for name, (folder, labels) in places.items():
        if any(labels.glob("[0-9]*.json")):
            sets[name] = (folder, labels, load_cases(folder, labels))
    return sets
