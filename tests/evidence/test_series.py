"""Figures of one row; the material tells of a harbour."""

import pytest

from tests.evidence.differing import find_differing

SOURCE = (
    "The pilots of Malmen counted seventeen wrecks in 1911 and twenty-nine in 1912.\n\n"
    "A baker with a hand oven could bake four trays in an hour; with a gas oven he could bake forty.\n\n"
    "The treasury spent its crowns on grain: 61 million in May, 93 million in June and 245 million in July.\n\n"
    "The flock of grey geese on the island shrank from about 16,000 in 1903 to fewer than 2,000 in 1920.\n\n"
    "The Council of Free Towns rejected the harbour law by 73 votes to 4.\n\n"
    "The settlers' law promised 260 acres to everybody who would dwell on them for six years.\n\n"
    "Between 1915 and 1920 more than three million hectares of heath were turned into fields."
)


@pytest.mark.parametrize(
    ("text", "ours", "theirs"),
    [
        ("- 17 wrecks 1911, 92 wrecks 1912", "92", "twenty-nine"),
        ("There were 17 wrecks in 1911 and 45 in 1912.", "45", "twenty-nine"),
        ("With gas the baker's work grew from four trays in an hour to four hundred.", "four hundred", "forty"),
        ("The treasury spent 245 millions in june.", "245 millions", "93 million"),
        ("The geese of the island grew from two thousand to almost sixteen thousand.", "two thousand", "16,000"),
        ("The CFT was against the law with 37 against 4 votes.", "37", "73"),
        ("It was 260 akers and you had to dwell on them for twelve years.", "twelve years", "six years"),
        ("In the five years before 1920 they got rid of 300,000 hectares.", "300,000", "three million"),
    ],
)
def test_another_figure_of_a_row_is_told(text, ours, theirs):
    assert find_differing(text, SOURCE) == [("number", ours, theirs)]


@pytest.mark.parametrize(
    "text",
    [
        "- 17 wrecks 1911, 29 wrecks 1912",
        "There were 17 wrecks in 1911 and about 30 in 1912.",
        "There were 17 wrecks in 1911 and 45 in 1915.",
        "There were 17 wrecks in 1911 and 45 wrecks of the pilots altogether.",
        "With gas the baker's work grew from four trays in an hour to forty.",
        "With gas the baker baked four trays in an hour and paid a hundred crowns.",
        "A baker with a hand oven baked four trays in an hour, today a gas oven bakes 500 trays.",
        "The settlers' law promised 260 acres, and most of the heath was gone within ten years.",
        "The treasury spent 245 millions in july.",
        "The treasury spent 93 million in June and 245 million in July.",
        "The treasury spent 245 million in August.",
        "The geese of the island shrank from sixteen thousand to two thousand.",
        "The geese grew to two thousand; the swans grew to almost sixteen thousand.",
        "The CFT was against the law with 73 against 4 votes.",
        "The BZK was against the law with 37 against 4 votes.",
        "It was 260 akers and you had to dwell on them for six years.",
        "It was 260 akers and a house was there twelve years later.",
        "In the five years before 1920 they got rid of three million hectares.",
        "In 1950 they got rid of 300,000 hectares.",
    ],
)
def test_in_doubt_nothing_is_said(text):
    assert [claim for claim in find_differing(text, SOURCE) if claim[0] == "number"] == []


def test_long_rows_are_read_in_time():
    assert find_differing("There were 17 wrecks in 1911 and 45 in 1912 and " * 500, SOURCE) is not None
