"""Slips with words: missing ones, wrong prepositions, words that sound alike."""

from grader.text.phrases import Phrase
from grader.text.verb_forms import BASES, VERBS
from grader.text.word_slots import ME, NEGATIONS, NOTHING, slot

_MISSING = (
    Phrase(
        "because is",
        "missing word",
        (slot("because although"), slot("is was are isn't")),
        {"is": "it is", "was": "it was", "isn't": "it isn't"},
    ),
    Phrase("if is", "missing word", (slot("if"), slot("is")), {"is": "it is"}, not_after=slot("what ask")),
    Phrase(
        "Is important",
        "missing word",
        (frozenset("^"), slot("is"), slot("important good bad better hard easy very like not also because a an the")),
        {"is": "It is"},
        1,
        is_shown=False,
    ),
    Phrase(
        "the people they",
        "missing word",
        (slot("people students kids parents teenagers"), slot("they"), slot("are have can will need don't")),
        is_shown=False,
    ),
    Phrase(
        "a lot people",
        "missing word",
        (slot("lot lots"), slot("people students things friends money time")),
        not_after=slot("the"),
    ),
)
_WORDS = (
    Phrase(
        "in the other hand",
        "word choice",
        (slot("in for by"), slot("the other"), slot("other hand"), slot("hand side")),
        {"in": "on", "for": "on", "by": "on"},
        0,
    ),
    Phrase("in other hand", "word choice", (slot("in for by on"), slot("other another"), slot("hand"))),
    Phrase(
        "depend of",
        "word choice",
        (slot("depend depends depending"), slot("of in")),
        {"of": "on", "in": "on"},
        not_before=slot("which what"),
    ),
    Phrase(
        "discuss about", "word choice", (slot("discuss discussed discussing discusses"), slot("about")), {"about": ""}
    ),
    Phrase(
        "explain me",
        "word choice",
        (slot("explain explained explains said say says"), slot("me us him")),
        {me: f"to {me}" for me in sorted(ME)},
    ),
    Phrase(
        "listen music",
        "word choice",
        (slot("listen listens listening listened"), slot("music me them him us songs teachers people")),
        {word: f"to {word}" for word in ("music", "me", "them", "him", "us", "songs", "teachers", "people")},
    ),
    Phrase(
        "have 15 years old",
        "word choice",
        (
            slot("have has had"),
            slot("10 11 12 13 14 15 16 17 18 19 20 ten fifteen sixteen"),
            slot("years"),
            slot("old"),
        ),
    ),
    Phrase(
        "different of",
        "word choice",
        (slot("different"), slot("of")),
        {"of": "from"},
        only_before=slot("the other others you me us them"),
    ),
    Phrase(
        "don't have no",
        "double negative",
        (NEGATIONS, BASES - slot("say be") | slot("want need care"), frozenset(NOTHING) - slot("none")),
        NOTHING,
    ),
    Phrase(
        "could of",
        "word choice",
        (slot("could should would must might"), slot("of"), frozenset(v.participle for v in VERBS)),
        {"of": "have"},
        1,
    ),
    Phrase(
        "to late",
        "confused word",
        (slot("to"), slot("late much many")),
        {"to": "too"},
        0,
        not_after=slot("due thanks as"),
    ),
    Phrase("too have", "confused word", (slot("too"), BASES - slot("let")), {"too": "to"}, 0),
    Phrase("me and my friend", "word choice", (slot("^"), slot("me"), slot("and")), is_shown=False),
)
PHRASES = (*_MISSING, *_WORDS)
"""Every phrase of this module."""
