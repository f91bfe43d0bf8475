"""Loading rubrics."""

import pytest

from grader.errors import InvalidConfig
from grader.rubric import find_rubric, load_rubric
from grader.shipped import shipped_folder

RUBRIC = """\
id = "mine"
title = "Mine"
[[criterion]]
id = "thesis"
label = "Thesis"
cuts = [0.4]
[[criterion.level]]
label = "No"
points = 0
[[criterion.level]]
label = "Yes"
points = 1.5
[[criterion.check]]
use = "thesis"
"""


@pytest.mark.parametrize("path", sorted(shipped_folder("rubrics").glob("*.toml")), ids=lambda p: p.stem)
def test_a_shipped_rubric_loads_under_its_name(path):
    rubric = load_rubric(find_rubric(path.stem))
    assert rubric.id == path.stem
    for criterion in rubric.criteria:
        assert len(criterion.cuts) == len(criterion.levels) - 1
        assert all(level.description for level in criterion.levels)


def test_a_rubric_beside_the_contest_is_found(tmp_path):
    (tmp_path / "mine.toml").write_text(RUBRIC, encoding="utf-8")
    rubric = load_rubric(find_rubric("mine.toml", tmp_path))
    assert rubric.criteria[0].levels[1].points == 1.5


def test_cuts_are_even_when_none_are_given(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(RUBRIC.replace("cuts = [0.4]\n", ""), encoding="utf-8")
    assert load_rubric(path).criteria[0].cuts == (0.5,)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[0.4]", "[0.4, 0.6]", ["mine.toml:3", "needs 1 numbers"]),
        ("[0.4]", "[1.4]", ["should rise"]),
        ("points = 1.5", "points = 0", ["lowest first"]),
        ('use = "thesis"', 'use = "thesus"', ["mine.toml:14", "there is no check `thesus`", "source_coverage"]),
        ('use = "thesis"', 'use = "thesis"\nwith = { loud = 1 }', ["no option `loud`"]),
        ('use = "thesis"', 'use = "thesis"\nweight = 0', ["greater than 0"]),
        ('label = "Yes"\n', "", ["is missing", "Add `label"]),
    ],
)
def test_a_mistake_is_named(tmp_path, old, new, said):
    path = tmp_path / "mine.toml"
    assert old in RUBRIC
    path.write_text(RUBRIC.replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidConfig) as caught:
        load_rubric(path)
    assert [part for part in said if part not in str(caught.value)] == []
