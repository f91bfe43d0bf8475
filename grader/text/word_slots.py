"""Sets of words that phrases are made of; see `grader.text.slips`."""

from grader.text.verb_forms import BASES, INGS, PURE_BASES, THIRD_OF, THIRDS


def slot(words: str) -> frozenset[str]:
    """The words of a string as alternatives of a phrase."""
    return frozenset(words.split())


MODAL = slot("can could will would should may might must can't cannot couldn't won't wouldn't shouldn't")
DO = slot("do does did don't doesn't didn't")
ASKS = (
    MODAL | DO | slot("to let lets make makes made help helps helped see saw hear heard watch not never and or if that")
)
PREPOSITION = slot(
    "of with for to from by about in on at like between among around against without than as behind including and or"
)
PURE = frozenset(PURE_BASES)
THIRD = frozenset(THIRDS) - slot("finds wears falls leaves breaks drives needs saves says increases sees lets")
HE = slot("he she")
THEY = slot("they we")
HE_FIX = {base: THIRD_OF[base] for base in sorted(BASES)} | {
    "don't": "doesn't",
    "do": "does",
    "want": "wants",
    "need": "needs",
    "like": "likes",
    "work": "works",
    "help": "helps",
    "love": "loves",
    "look": "looks",
    "try": "tries",
    "play": "plays",
    "were": "was",
    "are": "is",
    "aren't": "isn't",
    "weren't": "wasn't",
    "haven't": "hasn't",
    "start": "starts",
    "call": "calls",
}
THEY_FIX = dict(sorted(THIRDS.items())) | {
    "is": "are",
    "was": "were",
    "has": "have",
    "doesn't": "don't",
    "isn't": "aren't",
    "wasn't": "weren't",
    "hasn't": "haven't",
    "wants": "want",
    "needs": "need",
    "likes": "like",
    "works": "work",
    "helps": "help",
    "loves": "love",
    "looks": "look",
    "tries": "try",
}
WRONG_AFTER_THEY = frozenset(THEY_FIX) - {"lets"}
WRONG_AFTER_HE = frozenset(HE_FIX) - {"be", "let", "suggest"}
ONE = slot("everyone everybody someone somebody anyone anybody nobody")
EVERY_NOUN = slot("person student child teacher parent man woman kid thing")
CROWD = slot("people children students kids teachers parents friends teenagers adults men women many")
CROWD_BEFORE = slot("^ some many most these those other all young that because if when few several more different")
_THINGS = """
thing student reason problem friend school teacher idea way person parent subject skill goal advantage disadvantage activity
opportunity mistake decision opinion career country kid child teenager book example benefit question place game sport
member adult experience choice emotion memory
"""
_IRREGULAR_PLURALS = {"person": "people", "child": "children"}


def _pluralize(noun: str) -> str:
    return _IRREGULAR_PLURALS.get(noun) or (noun[:-1] + "ies" if noun.endswith("y") else noun + "s")


PLURAL_OF = {noun: _pluralize(noun) for noun in _THINGS.split()}
SINGULAR_OF = {plural: noun for noun, plural in PLURAL_OF.items()}
NOUN = frozenset(PLURAL_OF)
AFTER_NOUN = slot(
    "is are was were has have had can could will would should may might must who that which in on of for to with"
)
AFTER_NOUN |= slot("and or but because when if do does don't doesn't did need needs want wants like $ , . ; : ? !")
MASS = "information homework advice knowledge furniture equipment research evidence stuff luggage music traffic"
MASS_PLURALS = {f"{noun}s": noun for noun in MASS.split() if noun not in {"music", "traffic"}}
BE = slot("is are was were am be been i'm it's he's she's they're we're you're")
STATES = slot("agree disagree depend belong believe know understand think mean prefer seem")
ADJECTIVE = slot("good bad great big nice beautiful important difficult hard easy useful huge small long new")
AFTER_ADJECTIVE = slot(
    "idea thing person way problem example reason opportunity friend place experience job game decision"
)
ME = slot("me him her us them you")
PREPOSITIONS_THEN_ING = slot("of without by instead about for before after")
INGS_BY_BASE = {base: ing for ing, base in sorted(INGS.items())}
COMPLEMENT_BASES = PURE - slot("come spend follow prefer listen") | slot("do")
THREE = slot("two three four five six ten many several few")
NEGATIONS = slot("don't doesn't didn't can't cannot couldn't won't wouldn't isn't aren't wasn't never haven't hasn't")
NOTHING = {"nothing": "anything", "nobody": "anybody", "none": "any", "no": "any"}
TO_ING = slot("want wants wanted need needs going decide decided try trying able have has had")
