"""Which words may stand for one another."""

from importlib.resources import files
from itertools import combinations

import pytest

from grader.evidence.lexicon import STOP_STEMS, Lexicon, synonyms
from grader.text.opposites import opposites_of, rivals_of
from grader.text.words import find_words, stem

COUNTS = {"bukharin": 9, "govern": 4, "defend": 2, "execut": 3, "manifesto": 1, "flour": 2}
LEXICON = Lexicon(COUNTS, frozenset({"bukharin"}))
LINES = (files("grader.evidence") / "synonyms.txt").read_text(encoding="utf-8").splitlines()
GROUPS = [line.split() for line in LINES if not line.startswith("#")]
KINDS_OF_ONE_ANOTHER = {frozenset(("wheat", "grain")), frozenset(("dagger", stem("knife")))}


def pairs_of(group):
    return {frozenset(pair) for pair in combinations([stem(word) for word in group], 2)}


@pytest.mark.parametrize(
    ("norm", "stem", "known"),
    [
        ("bukarin", "bukarin", "bukharin"),
        ("goverment", "gover", "govern"),
        ("defendd", "defendd", "defend"),
        ("bread", "bread", "bread"),
        ("1934", "1934", "1934"),
        ("manifesta", "manifesta", "manifesto"),
        ("floor", "floor", "floor"),
    ],
)
def test_a_word_is_led_back_to_the_materials_spelling(norm, stem, known):
    assert LEXICON.known(norm, stem) == known


def test_a_word_stands_for_itself_first():
    assert LEXICON.similar("execut")[0] == ("execut", 1.0)


def test_a_longer_form_and_a_synonym_count_less_than_the_word():
    strengths = dict(LEXICON.similar("manifest"))
    assert 0 < strengths["manifesto"] < 1
    assert "govern" in dict(LEXICON.similar("rule"))


def test_synonyms_go_both_ways():
    table = synonyms()
    assert [(one, other) for one, others in table.items() for other in others if one not in table[other]] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lethal", "deadly"),
        ("kid", "child"),
        ("invade", "invasion"),
        ("die", "death"),
        ("germ", "microbe"),
        ("salary", "wages"),
        ("dusk", "sunset"),
        ("arid", "dry"),
        ("melody", "tune"),
        ("solve", "solution"),
    ],
)
def test_everyday_words_stand_for_formal_ones_and_verbs_for_their_nouns(one, other):
    assert stem(other) in synonyms()[stem(one)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("increase", "decrease"),
        ("buy", "sell"),
        ("lend", "borrow"),
        ("accuse", "defend"),
        ("weather", "climate"),
        ("vein", "artery"),
        ("metaphor", "simile"),
        ("immigrate", "emigrate"),
    ],
)
def test_words_that_a_teacher_keeps_apart_never_stand_for_one_another(one, other):
    assert stem(other) not in synonyms().get(stem(one), ())


def test_every_line_holds_two_or_more_words_of_different_stems_in_lower_case():
    odd = [
        group
        for group in GROUPS
        if len(group) < 2
        or len({stem(word) for word in group}) != len(group)
        or any([found.norm for found in find_words(word)] != [word] for word in group)
    ]
    assert odd == []


def test_no_group_holds_a_word_that_is_never_compared():
    assert [(word, group) for group in GROUPS for word in group if stem(word) in STOP_STEMS] == []


def test_no_group_holds_opposites_or_members_of_a_set_of_which_an_event_has_one():
    clashes = [
        (one, other)
        for group in GROUPS
        for one, other in combinations([stem(word) for word in group], 2)
        if other in opposites_of(one) | rivals_of(one) and frozenset((one, other)) not in KINDS_OF_ONE_ANOTHER
    ]
    assert clashes == []


def test_every_group_joins_words_that_no_longer_group_joins():
    joined: set[frozenset[str]] = set()
    idle = []
    for group in sorted(GROUPS, key=len, reverse=True):
        if pairs_of(group) <= joined:
            idle.append(group)
        joined |= pairs_of(group)
    assert idle == []


def test_groups_stand_in_alphabetical_order_in_each_section():
    names = next(at for at, line in enumerate(LINES) if line.startswith("# Countries"))
    for section in (LINES[:names], LINES[names:]):
        groups = [line.split() for line in section if not line.startswith("#")]
        assert groups == sorted(groups)
