import pytest

from grader.text.verb_forms import ONLY_PASTS, VERBS

FORMS = {v.base: v for v in VERBS}


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("go", "goes went gone going"), ("carry", "carries carried carried carrying"),
        ("prefer", "prefers preferred preferred preferring"), ("agree", "agrees agreed agreed agreeing"),
        ("create", "creates created created creating"), ("destroy", "destroys destroyed destroyed destroying"),
        ("finish", "finishes finished finished finishing"), ("teach", "teaches taught taught teaching"),
    ],
)  # fmt: skip
def test_forms(base, forms):
    assert FORMS[base][1:] == tuple(forms.split())


def test_no_verb_stands_twice():
    assert len(FORMS) == len(VERBS)


def test_pasts_that_are_participles_too_are_not_only_pasts():
    assert ONLY_PASTS["went"] == "gone"
    assert not {"made", "said", "helped"} & set(ONLY_PASTS)
