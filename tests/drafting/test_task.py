from datetime import date

import pytest

from grader.drafting.task import find_question, find_rules

RULES = {
    "Write 400 to 900 words.": {"words": {"min": 400, "max": 900, "count": "body"}},
    "Length: 1,800–2,000 words, with endnotes and source list excluded.": {
        "words": {"min": 1800, "max": 2000, "count": "body"}
    },
    "An essay of 5.000-10.000 words": {"words": {"min": 5000, "max": 10000, "count": "body"}},
    "It should have about 1,000 words.": {"words": {"min": 900, "max": 1100, "count": "body"}},
    "At most 800 words including notes.": {"words": {"max": 800, "count": "all"}},
    "At least 300 words and no more than 600 words.": {"words": {"min": 300, "max": 600, "count": "body"}},
    "Use at least 5 varied sources.": {"min_sources": 5},
    "Cite at least three primary sources.": {"min_by_kind": {"primary": 3}},
    "Do not cite Wikipedia.": {"forbid": ["Wikipedia"]},
    "Wikipedia may not be used.": {"forbid": ["Wikipedia"]},
    "Use MLA style.": {"citation_style": "mla"},
    "Cite with Turabian endnotes.": {"citation_style": "turabian"},
    "Give your sources in footnotes.": {"citation_style": "notes"},
    "The deadline is 3 March 2027.": {"deadline": date(2027, 3, 3)},
    "It must carry no identifying information.": {"blind": True},
    "The war began in 1914 and 20 words were said. Wikipedia is an encyclopedia.": {},
    "Stalin was born on 18 December 1878.": {},
}


@pytest.mark.parametrize("text", RULES)
def test_a_rule_is_found_in_words(text):
    assert {rule.key: rule.value for rule in find_rules(text)} == RULES[text]
    assert all(rule.ground in text for rule in find_rules(text))


def test_the_question_is_the_paragraph_that_asks():
    handout = (
        "The Trials\n\nThree trials were held.\n\nWrite an essay: how did they work?\n\n300 to 500 words.\n\nGood luck."
    )
    assert find_question(handout) == "Write an essay: how did they work?\n\n300 to 500 words."


def test_a_handout_that_asks_for_nothing_holds_no_question():
    assert find_question("Why did he rise? Nobody knows.\n\nThree trials were held.") == ""
