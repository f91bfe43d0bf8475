"""What moved a score is told by groups."""

from grader.scoring.moves import Move, sum_groups

MOVES = (
    Move("content", "own_share", "the share of own words", 0.03, is_above=False),
    Move("content", "material_share", "the share of words of the material", -0.05, is_above=True),
    Move("content", "points_used", "the points used", -0.01, is_above=False),
    Move("language", "variety", "the variety of words", 0.02, is_above=True),
    Move("length", "length", "the length of the essay", 0.0, is_above=True),
)


def test_features_of_a_group_are_summed_and_the_one_that_does_most_of_it_is_named():
    content, language, length = sum_groups(MOVES)[0], sum_groups(MOVES)[1], sum_groups(MOVES)[2]
    assert (content.group, content.shift, content.leading.name) == ("content", -0.03, "material_share")
    assert (language.group, language.shift, language.leading.name) == ("language", 0.02, "variety")
    assert (length.group, length.shift) == ("length", 0.0)


def test_nothing_moves_nothing():
    assert sum_groups(()) == []
