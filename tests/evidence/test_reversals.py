import pytest

from tests.evidence.differing import find_differing

SOURCE = (
    "In the summer Clara Voss accused Emil Hartog of theft. Later Martin Oake was betrayed by Ruth Selby in the harbour. "
    "Ruth Selby met Clara Voss at the opera."
)


@pytest.mark.parametrize(
    "text",
    [
        "Emil Hartog accused Clara Voss of theft.",
        "Martin Oake betrayed Ruth Selby.",
        "Clara Voss was accused by Emil Hartog.",
    ],
)
def test_doer_and_receiver_may_not_be_turned_round(text):
    assert len(find_differing(text, SOURCE)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Clara Voss accused Emil Hartog of theft.",
        "Emil Hartog was accused by Clara Voss.",
        "Ruth Selby betrayed Martin Oake.",
        "Clara Voss met Ruth Selby at the opera.",
        "Emil Hartog admired Clara Voss.",
        "Emil Hartog, accused by Clara Voss, fled.",
        "Emil Hartog had accused, by the time Clara Voss left, nobody.",
        "Emil Hartog walked by Clara Voss.",
    ],
)
def test_in_doubt_nothing_is_said(text):
    assert find_differing(text, SOURCE) == []


def test_material_that_tells_both_is_held_against_nobody():
    both = SOURCE + " Emil Hartog accused Clara Voss of theft in return."
    assert find_differing("Emil Hartog accused Clara Voss of theft.", both) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Star Castle sailed by Cape Moll in the night.",
        "Cape Moll was old by the time the Star Castle sailed there.",
    ],
)
def test_who_passes_by_is_no_doer(text):
    assert (
        find_differing(text, "In the night of 3 May the Star Castle sailed past Cape Moll, and Cape Moll was dark.")
        == []
    )
