import pytest

from grader.reports.differences import compare_words


def mark(stretches):
    return " ".join(f"[{s.text}]" if s.is_different else s.text for s in stretches)


@pytest.mark.parametrize(
    ("ours", "theirs", "marked"),
    [
        ("the snow was thick", "The ice was thick.", ("the [snow] was thick", "The [ice] was thick.")),
        ("was thick", "was very thick", ("was thick", "was [very] thick")),
        ("“So it is”", "so it is!", ("“So it is”", "so it is!")),
        ("mad dogs, all", "dogs mad – all", ("mad [dogs,] all", "[dogs] mad – all")),
        ("so it is, all of it", "so it is – all of it", ("so it is, all of it", "so it is – all of it")),
        ("- one", "two", ("[- one]", "[two]")),
        ("one", "two", ("[one]", "[two]")),
        ("", "two", ("", "[two]")),
    ],
)
def test_words_that_only_one_wording_has_are_marked(ours, theirs, marked):
    assert tuple(map(mark, compare_words(ours, theirs))) == marked


def test_long_wordings_stay_quick():
    ours, _ = compare_words("a b " * 50_000, "b a " * 50_000)
    assert sum(len(s.text.split()) for s in ours) == 250
