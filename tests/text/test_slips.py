import time

import pytest

from grader.text.slips import SLIPS, find_slips
from tests.text.marked import mark, read_marked, read_text

WRONG = {
    "Yesterday «he have» a new lamp.": "he has",
    "I know that «people is» afraid of storms.": "people are",
    "«Everyone know» the keeper.": "Everyone knows",
    "Those «people who has» boats left.": "people who have",
    "You «can to see» the tower.": "can see",
    "She «could went» home.": "could go",
    "They «didn't saw» the rock.": "didn't see",
    "He wanted «to went» away.": "to go",
    "They «want go» home.": "want to go",
    "He «has wrote» a letter.": "has written",
    "He came «for get» the oil.": "to get",
    "He left «without tell» anybody.": "without telling",
    "The council «let him to go» home.": "let him go",
    "There are «many reason» for it.": "many reasons",
    "He gave the crew «an advice».": "",
    "They collected «informations» about it.": "information",
    "This «is good idea» for us.": "",
    "He stayed «because is» dark.": "because it is",
    "«In the other hand», it was late.": "On the other hand",
    "It «depends of» the weather.": "depends on",
    "They «don't know nothing» about it.": "don't know anything",
    "It was «to late» for the crew.": "too late",
    "Respect «other peoples» boats.": "other people's",
}
RIGHT = (
    "Did he have a lamp? Let him go. I saw her take it, and they helped him make a boat.",
    "One of the people is a keeper, and the number of children has grown.",
    "What they have is what he wants. It is all that people can do.",
    "The people in it are real. He has come, and she had become a teacher.",
    "A student who has time can help. The students who have boats left.",
    "All you have to do is make a plan. What is it good for, they asked.",
    "Two-year plans, three day trips, and a five goal match are no slips.",
    "He suggested that she go home, lest he be late.",
    "He had the will to do it. The can to be opened stood there.",
    "We want to go on. He used to go there before the storm.",
    "He is said to have gone. It is due to late trains. You and I are here.",
)


@pytest.mark.parametrize("marked", WRONG)
def test_a_slip_is_found_where_it_stands(marked):
    reading = read_marked(marked)
    found = list(find_slips(reading, len(reading.text)))
    assert mark(reading.text, [error.span for error in found]) == marked
    assert "".join(found[0].suggestions) == WRONG[marked]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(text):
    assert [text[slice(*error.span)] for error in find_slips(read_text(text), len(text))] == []


def test_a_long_paragraph_without_a_full_stop_is_marked_at_its_last_word():
    words = "the keeper lit the lamp and climbed down the stairs to look for the boat"
    reading = read_text(f"A heading\n\nSo {words} again\n\nSo {words}.")
    assert [error.suggestions for error in find_slips(reading, len(reading.text))] == [("again.",)]


def test_every_phrase_has_words_and_a_name_of_its_own():
    phrases = {id(p): p for rows in SLIPS.by_first.values() for p in rows}.values()
    assert all(slot for phrase in phrases for slot in phrase.words)
    names = [phrase.id for phrase in phrases]
    assert len(names) == len(set(names)) > 60


@pytest.mark.parametrize("piece", ["he have ", "to ", "don't ", "many ", "^ $ ", "'’"])
def test_time_grows_with_the_number_of_words_alone(piece):
    text = piece * (100_000 // len(piece))
    reading = read_text(text)
    _ = reading.sentences
    begun = time.process_time()
    list(find_slips(reading, len(text)))
    assert time.process_time() - begun < 3
