"""Drafted evidence keys against those that a person wrote: `make bench-outline`; needs GRADER_BENCH_DATA for the third.

For every labelled contest: the share of its expected and essential items whose words stand in the passage of one of the first
60 drafted items. `worded` is harsher: the drafted statement itself must hold a good third of what tells the item from others.
`chance` draws as many passages at random. The weights are set by hand, with these contests at hand:
new contests may do worse.
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from grader.contest import load_contest
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.outline import MOST_ITEMS, Material, choose_points, read_material, score_points
from grader.text.words import find_words
from tests.benchmarks.labelled import QUOTES, ROOT, find_contest, find_shared

REQUIRED, AIM = 0.60, 0.80
RUN, WORDED, DRAWS = 6, 0.35, 20


@dataclass(frozen=True)
class Key:
    """A labelled contest: its material measured, and the key that a person wrote."""

    material: Material
    items: list[dict[str, Any]]

    @cached_property
    def wanted(self) -> list[int]:
        """Numbers of the expected and essential items."""
        return [n for n, item in enumerate(self.items) if item["importance"] > 1]

    @cached_property
    def homes(self) -> list[set[int]]:
        """For each item the passages that hold the words it rests on."""
        texts = [split_words(passage.text) for passage in self.material.index.passages]
        quotes = [split_words(item["source_quote"]) for item in self.items]
        return [{n for n, text in enumerate(texts) if longest_run(text, q) >= min(RUN, len(q))} for q in quotes]

    @cached_property
    def shared(self) -> np.ndarray:
        """Items × points: rarity-weighted share of the item's words that a point of its home says."""
        found = np.zeros((len(self.items), len(self.material.points)))
        said = [split_stems(point.statement) for point in self.material.points]
        for n, item in enumerate(self.items):
            asked = {stem: self.material.index.rarity(stem) for stem in sorted(split_stems(item["statement"]))}
            for k, point in enumerate(self.material.points):
                if point.passage in self.homes[n]:
                    found[n, k] = sum(w for one, w in asked.items() if one in said[k]) / sum(asked.values())
        return found


def split_words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.translate(QUOTES).lower())


def split_stems(text: str) -> set[str]:
    return {word.stem for word in find_words(text)} - STOP_STEMS


def longest_run(one: list[str], other: list[str]) -> int:
    best, row = 0, [0] * (len(other) + 1)
    for word in one:
        row = [0] + [row[n] + 1 if word == held else 0 for n, held in enumerate(other)]
        best = max(best, *row)
    return best


def load_keys() -> dict[str, Key]:
    places = {
        p.parent.name: (find_contest(p.parent), p) for p in sorted((ROOT / "tests" / "labels").glob("*/evidence.json"))
    }
    shared = find_shared()
    if shared:
        places |= {f"gold/{p.parent.name}": (p.parent, p) for p in sorted((shared / "gold").glob("*/evidence.json"))}
    return {name: _read_key(folder, file) for name, (folder, file) in places.items()}


def _read_key(folder: Path, file: Path) -> Key:
    return Key(read_material(load_contest(folder)), json.loads(file.read_text(encoding="utf-8")))


def measure(key: Key) -> dict[str, float]:
    """Figures of a draft."""
    chosen = choose_points(key.material, score_points(key.material), MOST_ITEMS)
    cited = {key.material.points[k].passage for k in chosen}
    worded = [n for n in key.wanted if key.shared[n, chosen].max(initial=0) >= WORDED]
    figures = {
        "drafted": len(chosen),
        "found": share_found(key, cited),
        "worded": round(len(worded) / len(key.wanted), 3),
    }
    return figures | {"chance": measure_chance(key, len(chosen))}


def share_found(key: Key, cited: set[int]) -> float:
    return round(sum(bool(key.homes[n] & cited) for n in key.wanted) / len(key.wanted), 3)


def measure_chance(key: Key, size: int) -> float:
    passages = sorted({point.passage for point in key.material.points})
    random = np.random.RandomState(0)
    draws = [set(random.choice(passages, min(size, len(passages)), replace=False).tolist()) for _ in range(DRAWS)]
    return round(float(np.mean([share_found(key, draw) for draw in draws])), 3)


def main() -> None:
    figures = {name: measure(key) for name, key in load_keys().items()}
    for name, found in figures.items():
        print(f"{name:18} " + ", ".join(f"{key} {value}" for key, value in found.items()))
    mean = np.mean([found["found"] for found in figures.values()])
    print(f"{'mean':18} found {mean:.3f} (required {REQUIRED}, aim {AIM})")


if __name__ == "__main__":
    main()
