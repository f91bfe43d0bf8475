"""Two people or places whose parts are exchanged."""

import pytest

from tests.evidence.differing import find_differing

SOURCE = "Norway accepted the treaty of fishing at once, while Iceland rejected it and sent its gunboats."


def test_exchanged_parts_are_told():
    text = "Iceland accepted the treaty of fishing, but Norway rejected it and sent gunboats."
    assert [kind for kind, _, _ in find_differing(text, SOURCE)] == ["event"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway accepted the treaty of fishing, but Iceland rejected it and sent gunboats.",
        "If Iceland had accepted the treaty of fishing, and Norway had rejected it, nobody would have sent gunboats.",
        "Iceland did not accept the treaty of fishing, and Norway did not reject it or send gunboats.",
        "Iceland was cold, and Norway was colder.",
    ],
)
def test_in_doubt_nothing_is_said(text):
    assert find_differing(text, SOURCE) == []
