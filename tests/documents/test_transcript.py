"""Who speaks in a transcript."""

import pytest

from grader.documents.transcript import find_voices

TALK = ["A talk on the pier", "Ann Lee: We came at dawn.", "Mr. Cole: So did we.", "Ann Lee (laughs): You did not."]


def test_a_name_before_a_colon_speaks():
    assert find_voices(TALK) == ["", "Ann Lee", "Mr. Cole", "Ann Lee"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Question: Who came?", "Answer: Ann.", "Question: When?", "Answer: At dawn."],
        ["Ann Lee: the life of a keeper", "She was born by the sea.", "She never left it.", "She died there."],
        ["Ann Lee: keeper", "Tom Cole: miller", "Eve Hart: baker"],
        ["To: the council", "From: the keeper", "Date: 3 May"],
        [],
    ],
)
def test_other_colons_name_no_speaker(paragraphs):
    assert not any(find_voices(paragraphs))
