"""Slips with nouns: one or many, what cannot be counted, and articles."""

from grader.text.phrases import Phrase
from grader.text.word_slots import (
    ADJECTIVE,
    AFTER_ADJECTIVE,
    AFTER_NOUN,
    BE,
    MASS,
    MASS_PLURALS,
    NOUN,
    PLURAL_OF,
    SINGULAR_OF,
    THREE,
    slot,
)

_NOUNS = (
    Phrase("much people", "number", (slot("much"), frozenset(SINGULAR_OF) - slot("experiences")), {"much": "many"}, 0),
    Phrase("many student", "number", (THREE, NOUN - slot("experience way")), PLURAL_OF, only_before=AFTER_NOUN),
    Phrase(
        "one of the student",
        "number",
        (slot("one"), slot("of"), slot("the my our their these"), NOUN),
        PLURAL_OF,
        only_before=AFTER_NOUN,
    ),
    Phrase(
        "a students",
        "number",
        (slot("a an another every each"), frozenset(SINGULAR_OF) - slot("people")),
        SINGULAR_OF,
        only_before=AFTER_NOUN,
    ),
    Phrase("this problems", "number", (slot("this"), frozenset(SINGULAR_OF)), {"this": "these"}, 0),
    Phrase("these problem", "number", (slot("these those"), NOUN), PLURAL_OF, only_before=AFTER_NOUN),
    Phrase("informations", "number", (frozenset(MASS_PLURALS),), MASS_PLURALS, not_after=slot("who she he it")),
    Phrase(
        "an information",
        "number",
        (slot("a an many"), slot(MASS) - slot("music traffic")),
        only_before=AFTER_NOUN - slot("of , to"),
    ),
    Phrase("childrens", "number", (slot("childrens mens womens"),)),
    Phrase("persons", "number", (slot("persons"),), {"persons": "people"}, is_shown=False),
    Phrase("other peoples", "apostrophe", (slot("other"), slot("peoples")), {"peoples": "people's"}),
    Phrase(
        "peoples lives",
        "apostrophe",
        (
            slot("peoples students todays someones everyones"),
            slot("life lives opinion opinions feelings mind minds advice ideas grades house world society"),
        ),
        {
            "peoples": "people's",
            "students": "students'",
            "todays": "today's",
            "someones": "someone's",
            "everyones": "everyone's",
        },
        0,
    ),
)
_ARTICLES = (
    Phrase("is good idea", "article", (BE, ADJECTIVE, AFTER_ADJECTIVE), not_after=slot("what")),
    Phrase("very good idea", "article", (BE, slot("very"), ADJECTIVE, AFTER_ADJECTIVE)),
    Phrase("is best way", "article", (BE, slot("best only main biggest"), AFTER_ADJECTIVE)),
    Phrase("at same time", "article", (slot("at in have has do on"), slot("same")), {"same": "the same"}),
    Phrase(
        "in United States",
        "article",
        (slot("in to from of"), slot("united"), slot("states kingdom")),
        {"united": "the united"},
        1,
    ),
    Phrase("most of people", "article", (slot("most some many"), slot("of"), slot("people students kids teenagers"))),
    Phrase(
        "the most people", "article", (slot("the"), slot("most"), slot("people"), slot("think believe like have don't"))
    ),
    Phrase("a other", "article", (slot("a an"), slot("other")), only_before=NOUN | slot("way one time")),
    Phrase("an another", "article", (slot("a an"), slot("another")), {"a": "", "an": ""}, 0),
)
PHRASES = (*_NOUNS, *_ARTICLES)
"""Every phrase of this module."""
