"""Small lists of words that tell about style; all written for this project."""

from grader.text.words import fold

_CONNECTIVES_WORDS = """
accordingly additionally admittedly albeit alternatively although because besides consequently conversely despite
finally firstly furthermore hence however indeed instead lastly likewise meanwhile moreover namely nevertheless
nonetheless notably otherwise overall rather regardless secondly similarly since so specifically still subsequently
then therefore thirdly though thus ultimately unless unlike whereas whereby while yet
"""
_SUBORDINATORS_WORDS = """
after although as because before how if once since so than that though unless until what whatever when whenever where
whereas wherever whether which while who whoever whom whose why
"""
_HEDGES_WORDS = """
apparently arguably could generally largely likely mainly may might mostly often perhaps possibly presumably probably
rarely relatively seem seemed seems seldom somewhat tend tends typically usually would
"""
_AUXILIARIES_WORDS = """
am are be been being did do does had has have is was were
"""
_PREPOSITIONS_WORDS = """
about above across after against along among around at before behind below beneath beside between beyond by concerning
despite during for from in inside into near of off on onto outside over past regarding through throughout to toward
towards under upon via with within without
"""
_PRONOUNS_WORDS = """
he her him his i it me mine my myself our ours she their them they us we you your yours yourself
"""
CONNECTIVES = frozenset(_CONNECTIVES_WORDS.split())
SUBORDINATORS = frozenset(_SUBORDINATORS_WORDS.split())
HEDGES = frozenset(_HEDGES_WORDS.split())
AUXILIARIES = frozenset(_AUXILIARIES_WORDS.split())
PREPOSITIONS = frozenset(_PREPOSITIONS_WORDS.split())
PRONOUNS = frozenset(_PRONOUNS_WORDS.split())
_ENDS = """
tion tions sion sions ment ments ity ities ness ance ence ances ences ism ship ical ous ive ively ously ally ably ible
able ate ates ated ating ify ified ize izes ized izing ise ised ising ward ful less ary ory
"""
ACADEMIC_ENDS = tuple(_ENDS.split())
"""Endings that words of learning have more often than words of every day."""
INFORMAL = {
    "gonna": "going to", "wanna": "want to", "gotta": "have to", "kinda": "rather", "sorta": "rather", "dunno": "do not know",
    "ain't": "is not", "y'all": "you all", "yeah": "yes", "yep": "yes", "nope": "no", "cuz": "because",
    "cos": "because", "tho": "though", "thru": "through", "ur": "your", "u": "you", "lol": "", "omg": "", "btw": "by the way",
    "idk": "I do not know", "bc": "because", "pls": "please", "plz": "please", "ok": "all right", "okay": "all right",
    "guys": "people", "guy": "man", "dude": "man", "dudes": "men", "kids": "children",
    "kid": "child", "stuff": "things (better: name them)",
    "awesome": "excellent", "crazy": "extraordinary", "dumb": "unwise", "freaking": "",
    "sucks": "is bad", "sucked": "was bad", "crap": "", "lots": "many", "gosh": "", "wow": "",
    "hey": "", "anyways": "in any case", "whatnot": "", "somethin": "something", "nothin": "nothing",
}  # fmt: skip
"""Words of everyday talk with what a formal essay would say; empty where it would say nothing."""
INFORMAL_NORMS = frozenset(fold(word) for word in INFORMAL)
"""The same words, folded: where none of these stands, none of those does."""
WORN: dict[str, tuple[str, str]] = {
    "very": ("very", "a stronger word in place of two, such as huge for very big"),
    "really": ("really", "leave it out, or give the fact that shows it"),
    "thing": ("thing", "name what it is"),
    "things": ("thing", "name what they are"),
    "good": ("good", "useful, fair, skilful, generous"),
    "bad": ("bad", "harmful, unfair, careless, cruel"),
    "big": ("big", "powerful, serious, widespread"),
    "nice": ("nice", "friendly, pleasant, generous"),
    "get": ("get", "receive, become, reach, understand"),
    "gets": ("get", "receives, becomes, reaches, understands"),
    "got": ("get", "received, became, reached, understood"),
    "just": ("just", "leave it out, or say only"),
    "lot": ("lot", "many, much, or how many"),
    "important": ("important", "decisive, necessary, useful – and say for what"),
}
"""Pale words with the name that they share and what could stand instead."""
