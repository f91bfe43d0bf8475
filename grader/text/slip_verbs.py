"""Slips with verbs: agreement with the subject and forms after auxiliaries and prepositions."""

from grader.text.phrases import Phrase
from grader.text.verb_forms import BASES, INGS, ONLY_PASTS, PASTS, THIRDS, VERBS
from grader.text.word_slots import (
    ASKS,
    BE,
    COMPLEMENT_BASES,
    CROWD,
    CROWD_BEFORE,
    DO,
    EVERY_NOUN,
    HE,
    HE_FIX,
    INGS_BY_BASE,
    ME,
    MODAL,
    NOUN,
    ONE,
    PREPOSITION,
    PREPOSITIONS_THEN_ING,
    PURE,
    STATES,
    THEY,
    THEY_FIX,
    THIRD,
    TO_ING,
    WRONG_AFTER_HE,
    WRONG_AFTER_THEY,
    slot,
)

_SIMPLE_PASTS = frozenset(PASTS) - slot("had left felt found saw lost spent kept meant fell let")

_AGREEMENT = (
    Phrase(
        "he have", "agreement", (HE, WRONG_AFTER_HE), HE_FIX, not_after=ASKS, not_near=MODAL | DO | slot("let make")
    ),
    Phrase(
        "it have",
        "agreement",
        (slot("it"), slot("have do don't are were aren't seem depend go become mean")),
        HE_FIX,
        not_after=ASKS | PREPOSITION,
        not_near=MODAL | DO | slot("let make as"),
    ),
    Phrase("they is", "agreement", (THEY, WRONG_AFTER_THEY), THEY_FIX, not_after=PREPOSITION),
    Phrase(
        "you is",
        "agreement",
        (slot("you"), slot("is was has doesn't isn't wasn't wants needs")),
        THEY_FIX,
        only_after=slot("^ that because when if what as until where and but so"),
    ),
    Phrase(
        "I is",
        "agreement",
        (slot("i"), slot("is are has doesn't wants needs goes likes")),
        {
            "is": "am",
            "are": "am",
            "has": "have",
            "doesn't": "don't",
            "wants": "want",
            "needs": "need",
            "goes": "go",
            "likes": "like",
        },
        not_after=PREPOSITION,
    ),
    Phrase(
        "everyone have",
        "agreement",
        (ONE, slot("have are were don't do need want like know think aren't")),
        HE_FIX,
        not_near=MODAL | DO | slot("let lets make makes made making help see having"),
    ),
    Phrase(
        "every person have",
        "agreement",
        (slot("every each"), EVERY_NOUN, slot("have are were don't need want")),
        HE_FIX,
        not_near=MODAL | DO,
    ),
    Phrase(
        "people is",
        "agreement",
        (CROWD, slot("is was has doesn't isn't wasn't needs wants thinks goes gets likes")),
        THEY_FIX,
        only_after=CROWD_BEFORE,
        not_near=PREPOSITION - slot("and or") | slot("one group number"),
    ),
    Phrase(
        "people who is",
        "agreement",
        (CROWD, slot("who that"), slot("is was has doesn't isn't wants needs likes")),
        THEY_FIX,
        not_near=slot("one only"),
    ),
    Phrase(
        "there is many",
        "agreement",
        (slot("there"), slot("is was there's"), slot("many several few two three four")),
        {"is": "are", "was": "were"},
        1,
    ),
    Phrase(
        "there are a",
        "agreement",
        (slot("there"), slot("are were"), slot("a an one another"), NOUN),
        {"are": "is", "were": "was"},
        1,
    ),
    Phrase(
        "person who are",
        "agreement",
        (slot("person someone somebody anyone student"), slot("who that"), slot("are have don't want were")),
        HE_FIX,
        only_after=slot("a the every ^ is for that to with another any if"),
    ),
)
_VERB_FORMS = (
    Phrase("can to go", "verb form", (MODAL - slot("will"), slot("to"), BASES), {"to": ""}, 1, not_after=slot("the a")),
    Phrase(
        "will to go", "verb form", (slot("i you he she it we they who"), slot("will"), slot("to"), BASES), {"to": ""}, 2
    ),
    Phrase(
        "can goes",
        "verb form",
        (MODAL, THIRD | slot("is are was were has does")),
        THIRDS | {"are": "be", "were": "be", "was": "be"},
        not_after=slot("a the your my his her their our"),
        only_after=frozenset(),
    ),
    Phrase("can went", "verb form", (MODAL, _SIMPLE_PASTS), PASTS, not_after=slot("a the your my free own")),
    Phrase("can going", "verb form", (MODAL, frozenset(INGS)), INGS, not_after=slot("a the")),
    Phrase("did went", "verb form", (slot("did"), slot("not"), _SIMPLE_PASTS | slot("had saw found")), PASTS),
    Phrase(
        "didn't went",
        "verb form",
        (slot("don't doesn't didn't"), _SIMPLE_PASTS - slot("got") | slot("had saw found")),
        PASTS,
    ),
    Phrase(
        "doesn't goes",
        "verb form",
        (slot("don't doesn't didn't"), THIRD | slot("has is does needs wants")),
        THIRDS | {"is": "be", "needs": "need", "wants": "want"},
    ),
    Phrase(
        "to went",
        "verb form",
        (slot("to"), frozenset(ONLY_PASTS) | slot("was were had has did does is are been")),
        PASTS | THIRDS | {"are": "be", "were": "be", "been": "be"},
        not_after=slot("due according as prior up used comes come"),
    ),
    Phrase("want to going", "verb form", (TO_ING, slot("to"), frozenset(INGS) - slot("being")), INGS),
    Phrase(
        "want go",
        "verb form",
        (slot("want wants wanted need needs"), COMPLEMENT_BASES | slot("be")),
        {base: f"to {base}" for base in sorted(BASES)},
        not_near=slot("do if you'll when what"),
    ),
    Phrase(
        "have went", "verb form", (slot("have has had haven't hasn't hadn't having"), frozenset(ONLY_PASTS)), ONLY_PASTS
    ),
    Phrase(
        "have go",
        "verb form",
        (slot("has had haven't hasn't"), PURE - slot("become come think believe")),
        {v.base: v.participle for v in VERBS},
        not_near=slot("had to"),
    ),
    Phrase("am agree", "verb form", (BE, STATES), not_near=slot("do does did")),
    Phrase(
        "are go",
        "verb form",
        (slot("am are were i'm they're we're you're"), PURE - STATES - slot("become come")),
        not_near=slot("do does did"),
    ),
    Phrase(
        "for have",
        "verb form",
        (slot("for"), COMPLEMENT_BASES | slot("be")),
        {"for": "to"},
        0,
        not_near=slot("what who"),
        not_after=slot("what who stand stands care"),
    ),
    Phrase(
        "without have",
        "verb form",
        (PREPOSITIONS_THEN_ING - slot("for"), COMPLEMENT_BASES - slot("do") | slot("be")),
        INGS_BY_BASE,
        not_after=slot("think care what"),
    ),
    Phrase(
        "make them to go",
        "verb form",
        (slot("make makes made let lets making letting"), ME, slot("to"), BASES | slot("work help")),
        {"to": ""},
        2,
    ),
    Phrase(
        "help to people",
        "verb form",
        (slot("help helps helped"), slot("to"), slot("people students them me us him you others")),
        {"to": ""},
        1,
        not_after=slot("a of great any some in no much little the big real"),
    ),
    Phrase(
        "is been",
        "verb form",
        (slot("is are was were"), slot("been")),
        {"is": "has", "are": "have", "was": "had", "were": "had"},
        0,
    ),
)
PHRASES = (*_AGREEMENT, *_VERB_FORMS)
"""Every phrase of this module."""
