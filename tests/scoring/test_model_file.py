"""A model's file: the same bytes, nothing that runs, no text, and clear words when it cannot be used."""

import io
import json
import pickle
from zipfile import ZipFile

import numpy as np
import pytest

from grader.errors import InvalidConfig
from grader.scoring.model_file import dump_model, identify, load_model, read_model_file
from tests.scoring.lessons import learn_model, make_class, make_lesson


@pytest.fixture(scope="module")
def model():
    return learn_model(make_lesson(25, 10, columns=("total", "style")))


@pytest.fixture(scope="module")
def content(model):
    return dump_model(model)


def test_the_same_model_is_the_same_bytes(model, content):
    assert dump_model(model) == content
    assert dump_model(learn_model(make_lesson(25, 10, columns=("total", "style")))) == content


def test_what_is_read_judges_as_what_was_written(model, content, tmp_path):
    (tmp_path / "model.skops").write_bytes(content)
    stored = load_model(tmp_path / "model.skops")
    essays, _ = make_class(40, seed=3)
    assert stored.model.judge(essays) == model.judge(essays)
    assert (stored.id, stored.model.learned) == (identify(model), model.learned)


def test_the_id_hashes_parameters(model):
    other = learn_model(make_lesson(25, 10, seed=1, columns=("total", "style")))
    assert identify(model).startswith("sha256:")
    assert identify(other) != identify(model)


def test_members_are_arrays_and_a_schema(content):
    with ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert names[0] == "schema.json"
        assert all(name.endswith(".npy") for name in names[1:])
        for name in names[1:]:
            assert np.load(io.BytesIO(archive.read(name)), allow_pickle=False).dtype.kind in "fi"


def replace_schema(content, change):
    """The file with another schema."""
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as archive, ZipFile(packed, "w") as out:
        for name in archive.namelist():
            data = archive.read(name)
            out.writestr(name, change(data) if name == "schema.json" else data)
    return packed.getvalue()


def test_other_types_than_arrays_and_text_are_refused(content):
    harmful = replace_schema(content, lambda data: data.replace(b'"ndarray"', b'"Ridge"', 1))
    with pytest.raises(InvalidConfig, match="no model of the grader"):
        read_model_file(harmful, "m")


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 nothing", pickle.dumps({"about": "{}"}), b"\0" * 2000])
def test_what_is_no_model_is_refused_in_words(broken):
    with pytest.raises(InvalidConfig, match="no model of the grader"):
        read_model_file(broken, "m")


def test_a_cut_file_is_refused(content):
    with pytest.raises(InvalidConfig, match="no model of the grader"):
        read_model_file(content[: len(content) // 2], "m")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("grader.model/3", "grader.model/2", "another version"), ("question_share", "q", "another version")],
)
def test_a_model_of_another_version_is_refused(content, old, new, said):
    def change(data):
        schema = json.loads(data)
        about = schema["content"]["about"]
        about["content"] = about["content"].replace(old, new)
        return json.dumps(schema).encode()

    with pytest.raises(InvalidConfig, match=said):
        read_model_file(replace_schema(content, change), "m")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InvalidConfig, match="there is no such model"):
        load_model(tmp_path / "model.skops")
