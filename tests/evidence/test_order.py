"""Whether the order of events is the material's."""

import pytest

from grader.evidence.index import index_of
from grader.evidence.order import find_order_claims
from tests.evidence.making import read

SOURCE = (
    "In March 1902 the harbour council dismissed the keeper Tom Hill.\n\nThe great storm sank forty fishing boats in "
    "November 1903.\n\nA railway was opened along the bay in 1911.\n\nTom Hill died in 1920."
)


def judge(text):
    reading, contest, _ = read(text, SOURCE)
    return [claim.agrees for claim in find_order_claims(reading, index_of(contest))]


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("The council dismissed the keeper Tom Hill before the great storm sank the fishing boats.", [True]),
        ("The council dismissed the keeper Tom Hill after the great storm sank the fishing boats.", [False]),
        ("A railway was opened along the bay. Then the great storm sank the fishing boats.", [False]),
        ("After the great storm sank the fishing boats, a railway was opened along the bay.", [True]),
        ("A railway was opened along the bay after Tom Hill died.", [False]),
        ("Tom Hill died after a railway was opened along the bay.", [True]),
        ("After Tom Hill died, the council met. Then the bay was quiet.", []),
        ("In 1911 the keeper went away. Two years later, in 1905, people forgot him.", [False]),
    ],
)
def test_order_is_compared_with_dates(text, agrees):
    assert judge(text) == agrees


@pytest.mark.parametrize(
    "text",
    [
        "The keeper was sad after the storm.",
        "The council met before the great storm sank the fishing boats.",
        "He said: “A railway was opened along the bay before the great storm sank the fishing boats.”",
        "A railway would be opened along the bay before the great storm sank the fishing boats.",
    ],
)
def test_in_doubt_nothing_is_said(text):
    assert judge(text) == []


def test_the_passages_that_date_the_events_are_named():
    reading, contest, _ = read(
        "A railway was opened along the bay. Then the great storm sank forty fishing boats.", SOURCE
    )
    claim = find_order_claims(reading, index_of(contest))[0]
    assert (claim.earlier.said, claim.earlier.passage) == ("1911", "source-1#¶3")
    assert (claim.later.said, claim.later.passage) == ("November 1903", "source-1#¶2")
