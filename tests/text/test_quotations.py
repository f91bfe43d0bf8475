import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.text.quotations import find_quoted


def stretches(text):
    return [text[slice(*one.span)] for one in find_quoted(text)]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ('He wrote "mills grind slowly" in May.', "double"),
        ("He wrote “mills grind slowly” in May.", "double"),
        ('He wrote “mills grind slowly" in May.', "double"),
        ("He wrote ”mills grind slowly” in May.", "double"),
        ("He wrote ``mills grind slowly'' in May.", "double"),
        ("He wrote \x93mills grind slowly\x94 in May.", "double"),
        ("He wrote ‘mills grind slowly’ in May.", "single"),
        ("He wrote 'mills grind slowly' in May.", "single"),
        ("He wrote \x91mills grind slowly\x92 in May.", "single"),
        ("He wrote «mills grind slowly» in May.", "guillemet"),
        ("He wrote « mills grind slowly » in May.", "guillemet"),
        ("He wrote »mills grind slowly« in May.", "guillemet"),
        ("He wrote ‹mills grind slowly› in May.", "guillemet"),
        ("He wrote \x8bmills grind slowly\x9b in May.", "guillemet"),
        ("He wrote „mills grind slowly“ in May.", "german"),
        ("He wrote \x84mills grind slowly\x93 in May.", "german"),
        ("He wrote ‚mills grind slowly‘ in May.", "german"),
    ],
)
def test_marks(text, mark):
    (one,) = find_quoted(text)
    assert (text[slice(*one.span)], one.mark, one.is_closed, one.depth) == ("mills grind slowly", mark, True, 0)
    assert one.outer[0] < one.span[0] < one.span[1] < one.outer[1]


@pytest.mark.parametrize(
    "text",
    [
        "Weiss's mill and the bakers' bread",
        "Weiss’s mill and the bakers’ bread",
        "in the '20s and the ’30s",
        "rock ’n’ roll, get 'em now, 'tis so",
        "don't, can't, won’t",
        'He was 6\'2" tall and the board 5" wide.',
        '"" and “”',
        "",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text):
    assert find_quoted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said 'mills grind' and it's the bakers' way.", ["mills grind"]),
        ("'The bakers' bread was late' said he.", ["The bakers' bread was late"]),
        ("‘don’t go’ and ‘stay’", ["don’t go", "stay"]),
        ('the "first mill" "second mill"', ["first mill", "second mill"]),
        ('He said "one two. Then he saw "three four" there.', ["one two.", "three four"]),
        ('The text says, " the mill is old. " and ends.', ["the mill is old."]),
        ('It says " the mill is old." It is.', ["the mill is old."]),
        ('It says " one two. It also states that " three four ."', ["three four ."]),
        ('" The mill is old, " he said, " and it grinds. "', ["The mill is old,", "and it grinds."]),
        ("“ The mill is old, ” he said.", ["The mill is old,"]),
        ('The wheel " was new.', []),
        ("phrases such as ‘the wheel went round” and “the mill”", ["the wheel went round", "the mill"]),
    ],
)
def test_where_quotations_end(text, expected):
    assert stretches(text) == expected


def test_a_quotation_that_is_not_closed_ends_with_its_sentence():
    (one, other) = find_quoted('He said "mills grind. Then he slept.\n\nNow "all is well".')
    assert (one.is_closed, other.is_closed) == (False, True)
    assert stretches("He said “mills grind") == ["mills grind"]


@pytest.mark.parametrize("text", ["“One ‘two’ three”", "\"One 'two' three\"", "“One “two” three”"])
def test_nested_quotations(text):
    assert [one.depth for one in find_quoted(text)] == [0, 1]
    assert stretches(text)[1] == "two"


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("“Never again,” he said, “will we grind.”", [0, 0]),
        ('"I never"—he said—"saw it"', [0, 0]),
        ("“One,” Weiss said, and Moller replied, “two.”", [0, 1]),
        ("“One,” said Weiss, who ran a small mill in Ulm, Swabia, “two.”", [0, 0]),
        ("“One,” said Weiss, who ran a mill in Ulm, “Two.”", [0, 1]),
        ("“One,” said Weiss, who ran a mill, and Moller replied, “two.”", [0, 1]),
        ("“One” and “two”", [0, 1]),
        ("He said: “One.\n\n“Two.” End.", [0, 0]),
    ],
)
def test_the_pieces_of_one_speech_are_one_group(text, groups):
    assert [one.group for one in find_quoted(text)] == groups


def test_block_quotations_are_given():
    text = "So it is.\n\nMills “grind” slowly.\n\nYes."
    block = (11, 32)
    assert [(one.mark, one.depth) for one in find_quoted(text, [block])] == [("block", 0), ("double", 1)]


_PIECES = [*"\"'“”„‘’«»‹›`\x91\x94 .,\n", "''", "mill", "s", "\n\n", "he said", "20s"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_spans_lie_inside_the_text_and_inside_their_marks(text):
    found = find_quoted(text)
    assert [one.outer[0] for one in found] == sorted(one.outer[0] for one in found)
    for one in found:
        assert 0 <= one.outer[0] <= one.span[0] < one.span[1] <= one.outer[1] <= len(text)
        assert "\n\n" not in text[slice(*one.span)]
    assert found == find_quoted(text)


@settings(deadline=None)
@given(st.text())
def test_no_text_is_too_odd(text):
    find_quoted(text)


@pytest.mark.parametrize("piece", ['"', "“", "“‘", "'", "' ", "a' ", '"a ', "«‹", "”’"])
def test_long_hostile_texts_end(piece):
    find_quoted(piece * (100_000 // len(piece)))
