"""The hand labels fit the sample contest: their texts stand in the essays, their source texts in the material."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from grader.documents import read_essay, read_passages
from grader.text.words import find_words

LABELS = Path(__file__).parent / "show-trials"
CONTEST = Path(__file__).parents[2] / "samples" / "show-trials"
ESSAYS = sorted(CONTEST.glob("essays/*"))
RUN = 7
HOWS = {"quote", "paraphrase", "mention"}
STATUSES = {"exact", "altered", "misattributed", "fabricated"}
KINDS = {"date", "number", "person", "place", "role", "event"}


def squeeze(text: str) -> str:
    return " ".join(text.split())


def read_labels(essay: Path) -> dict[str, Any]:
    labels: dict[str, Any] = json.loads((LABELS / f"{essay.stem}.json").read_text(encoding="utf-8"))
    return labels


def read_text(essay: Path) -> str:
    return read_essay(essay.read_bytes(), essay.name, essay.stem).text


def find_labelled(labels: dict[str, Any]) -> list[str]:
    lists = ("evidence", "quotations", "contradictions", "copied", "borderline")
    texts = [label["text"] for name in lists for label in labels.get(name, [])]
    return [*texts, *labels["outside"], *(labels[name] for name in ("thesis", "counterargument") if labels[name])]


@pytest.fixture(scope="module")
def material() -> str:
    contest = tomllib.loads((CONTEST / "contest.toml").read_text(encoding="utf-8"))
    files = [(CONTEST / source["file"], source["id"]) for source in contest["source"] if "file" in source]
    passages = [p for file, source in files for p in read_passages(file.read_bytes(), file.name, source)[0]]
    return squeeze("\n".join(passage.text for passage in passages))


def test_every_essay_has_labels():
    assert {f"{essay.stem}.json" for essay in ESSAYS} == {path.name for path in LABELS.glob("[0-9]*.json")}
    assert len(ESSAYS) == 13


@pytest.mark.parametrize("essay", ESSAYS, ids=lambda path: path.name)
def test_labelled_texts_stand_in_the_essay(essay: Path):
    text = read_text(essay)
    assert [label for label in find_labelled(read_labels(essay)) if label not in text] == []


@pytest.mark.parametrize("essay", ESSAYS, ids=lambda path: path.name)
def test_labels_use_the_words_of_the_format(essay: Path):
    labels = read_labels(essay)
    items = {item["id"] for item in tomllib.loads((CONTEST / "evidence.toml").read_text(encoding="utf-8"))["evidence"]}
    assert labels["essay"] == essay.name
    assert 1 <= labels["quality"] <= 6
    assert {label["item"] for label in labels["evidence"]} <= items
    assert {label["how"] for label in labels["evidence"]} <= HOWS
    assert {label["status"] for label in labels["quotations"]} <= STATUSES
    assert {label["kind"] for label in labels["contradictions"]} <= KINDS


@pytest.mark.parametrize("essay", ESSAYS, ids=lambda path: path.name)
def test_source_texts_stand_in_the_material(essay: Path, material: str):
    labels = read_labels(essay)
    texts = [label["source_text"] for name in ("quotations", "contradictions", "copied") for label in labels[name]]
    assert [text for text in texts if text and squeeze(text) not in material] == []


def test_the_material_holds_the_words_of_every_item(material: str):
    items = json.loads((LABELS / "evidence.json").read_text(encoding="utf-8"))
    key = tomllib.loads((CONTEST / "evidence.toml").read_text(encoding="utf-8"))["evidence"]
    assert [(item["id"], item["statement"], item["importance"]) for item in items] == [
        (item["id"], item["statement"], item["importance"]) for item in key
    ]
    quotes = [quote for item in items for quote in item["source_quote"].split(" … ")]
    assert [quote for quote in quotes if squeeze(quote) not in material] == []


@pytest.mark.parametrize("essay", ESSAYS, ids=lambda path: path.name)
def test_every_run_of_shared_words_is_labelled(essay: Path, material: str):
    text, labels = read_text(essay), read_labels(essay)
    spans = [label["text"] for name in ("copied", "quotations") for label in labels[name]]
    labelled = {i for span in spans for i in range(text.find(span), text.find(span) + len(span))}
    known = [word.norm for word in find_words(material)]
    runs = {tuple(known[i : i + RUN]) for i in range(len(known) - RUN + 1)}
    words = find_words(text)
    shared = [words[i : i + RUN] for i in range(len(words) - RUN + 1)]
    missed = [run for run in shared if tuple(w.norm for w in run) in runs and not any(w.start in labelled for w in run)]
    assert [text[run[0].start : run[-1].end] for run in missed] == []
