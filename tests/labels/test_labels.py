"""The hand labels fit their contests: their texts stand in the essays, their source texts in the material."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from grader.documents import read_essay, read_passages
from grader.text.words import find_words
from tests.benchmarks.labelled import find_contest

LABELS = Path(__file__).parent
COUNTS = {"broad-street": 9, "dustbowl": 10, "show-trials": 17, "suez": 12, "wolves": 10}
FOLDERS = {contest: find_contest(LABELS / contest) for contest in COUNTS}
ESSAYS = [essay for folder in FOLDERS.values() for essay in sorted((folder / "essays").iterdir())]
RUN = 7
HOWS = {"quote", "paraphrase", "mention"}
STATUSES = {"exact", "altered", "misattributed", "fabricated"}
KINDS = {"date", "number", "person", "place", "role", "event", "reversal", "denial"}
FIELDS = {"evidence", "quotations", "contradictions", "outside", "copied"}

each_essay = pytest.mark.parametrize("essay", ESSAYS, ids=lambda path: f"{name_contest(path)}-{path.name}")
each_contest = pytest.mark.parametrize("contest", COUNTS)


def name_contest(essay: Path) -> str:
    return next(contest for contest, folder in FOLDERS.items() if folder == essay.parents[1])


def squeeze(text: str) -> str:
    return " ".join(text.split())


def read_labels(essay: Path) -> dict[str, Any]:
    file = LABELS / name_contest(essay) / f"{essay.stem}.json"
    labels: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return labels


def read_key(contest: str) -> list[dict[str, Any]]:
    key: list[dict[str, Any]] = tomllib.loads((FOLDERS[contest] / "evidence.toml").read_text(encoding="utf-8"))[
        "evidence"
    ]
    return key


def read_text(essay: Path) -> str:
    return read_essay(essay.read_bytes(), essay.name, essay.stem).text


@cache
def read_material(contest: str) -> str:
    folder = FOLDERS[contest]
    sources = tomllib.loads((folder / "contest.toml").read_text(encoding="utf-8"))["source"]
    files = [(folder / source["file"], source["id"]) for source in sources if "file" in source]
    passages = [p for file, source in files for p in read_passages(file.read_bytes(), file.name, source)[0]]
    return squeeze("\n".join(passage.text for passage in passages))


def find_labelled(labels: dict[str, Any]) -> list[str]:
    lists = ("evidence", "quotations", "contradictions", "copied", "borderline")
    texts = [label["text"] for name in lists for label in labels.get(name, [])]
    return [*texts, *labels["outside"], *(labels[name] for name in ("thesis", "counterargument") if labels[name])]


def test_every_folder_of_labels_is_tested():
    assert {path.name for path in LABELS.iterdir() if any(path.glob("*.json"))} == set(COUNTS)


@each_contest
def test_every_essay_has_labels(contest: str):
    essays = [essay for essay in ESSAYS if name_contest(essay) == contest]
    assert {f"{essay.stem}.json" for essay in essays} == {path.name for path in (LABELS / contest).glob("[0-9]*.json")}
    assert len(essays) == COUNTS[contest]


@each_essay
def test_labelled_texts_stand_in_the_essay(essay: Path):
    text = read_text(essay)
    assert [label for label in find_labelled(read_labels(essay)) if label not in text] == []


@each_essay
def test_labels_use_the_words_of_the_format(essay: Path):
    labels = read_labels(essay)
    items = {item["id"] for item in read_key(name_contest(essay))}
    borderline = labels.get("borderline", [])
    assert labels["essay"] == essay.name
    assert 1 <= labels["quality"] <= 6
    assert {label["item"] for label in labels["evidence"]} <= items
    assert {label["how"] for label in labels["evidence"]} <= HOWS
    assert {label["status"] for label in labels["quotations"]} <= STATUSES
    assert {label["kind"] for label in labels["contradictions"]} <= KINDS
    assert {label["field"] for label in borderline} <= FIELDS
    assert {label["item"] for label in borderline} <= {*items, None}


@each_essay
def test_source_texts_stand_in_the_material(essay: Path):
    labels, material = read_labels(essay), read_material(name_contest(essay))
    texts = [label["source_text"] for name in ("quotations", "contradictions", "copied") for label in labels[name]]
    assert [text for text in texts if text and squeeze(text) not in material] == []


@each_contest
def test_the_material_holds_the_words_of_every_item(contest: str):
    items = json.loads((LABELS / contest / "evidence.json").read_text(encoding="utf-8"))
    assert [(item["id"], item["statement"], item["importance"]) for item in items] == [
        (item["id"], item["statement"], item["importance"]) for item in read_key(contest)
    ]
    quotes = [quote for item in items for quote in item["source_quote"].split(" … ")]
    assert [quote for quote in quotes if squeeze(quote) not in read_material(contest)] == []


@each_essay
def test_every_run_of_shared_words_is_labelled(essay: Path):
    text, labels = read_text(essay), read_labels(essay)
    spans = [label["text"] for name in ("copied", "quotations") for label in labels[name]]
    labelled = {i for span in spans for i in range(text.find(span), text.find(span) + len(span))}
    known = [word.norm for word in find_words(read_material(name_contest(essay)))]
    runs = {tuple(known[i : i + RUN]) for i in range(len(known) - RUN + 1)}
    words = find_words(text)
    shared = [words[i : i + RUN] for i in range(len(words) - RUN + 1)]
    missed = [run for run in shared if tuple(w.norm for w in run) in runs and not any(w.start in labelled for w in run)]
    assert [text[run[0].start : run[-1].end] for run in missed] == []
