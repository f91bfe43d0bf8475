import pytest

from grader.text.word_measures import cut_windows, measure_mattr, measure_mtld, share


def test_mtld_of_one_word_repeated_is_least():
    assert measure_mtld(["a"] * 100) == pytest.approx(2.0)


def test_mtld_of_different_words_is_their_number():
    assert measure_mtld([str(n) for n in range(60)]) == 60


def test_mtld_counts_a_rest_in_part():
    words = ["a", "a", "b", "c", "d", "e"]  # forwards a factor of two words and a rest of four different ones
    assert measure_mtld(words) == pytest.approx((6 / 1 + 6 / ((1 - 5 / 6) / 0.28)) / 2)


def test_mattr_is_a_share_over_fifty_words():
    assert measure_mattr(["a", "b"] * 100) == pytest.approx(2 / 50)
    assert measure_mattr([str(n) for n in range(200)]) == 1
    assert measure_mattr(["a", "a", "b", "c"]) == 0.75
    assert measure_mattr([]) == 0


def test_mattr_is_the_mean_over_every_window():
    words = [str(n * n % 37) for n in range(130)]
    assert measure_mattr(words) == sum(len(set(words[at : at + 50])) for at in range(81)) / 81 / 50


def test_mattr_does_not_grow_with_length():
    words = [str(n % 70) for n in range(210)]
    assert measure_mattr(words) == pytest.approx(measure_mattr(words * 5))


def test_share_of_nothing_is_nothing():
    assert share([]) == 0
    assert share([True, False]) == 0.5


def test_windows_overlap_and_there_is_at_least_one():
    assert [len(w) for w in cut_windows(range(200))] == [100, 100, 100]
    assert cut_windows("") == [""]
