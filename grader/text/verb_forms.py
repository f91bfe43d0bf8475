"""Forms of the verbs that learners use most: which form may stand where.

Only verbs whose forms are seldom anything but verbs: `helps` is one, but `works` and `needs` are nouns as well and
stand in the lists that are used where no noun can follow.
"""

from typing import NamedTuple


class Verb(NamedTuple):
    """The five forms of a verb."""

    base: str
    third: str
    past: str
    participle: str
    ing: str


_IRREGULAR = """
be is was been being, have has had had having, do does did done doing, go goes went gone going, get gets got got getting,
make makes made made making, take takes took taken taking, give gives gave given giving, come comes came come coming,
become becomes became become becoming, know knows knew known knowing, think thinks thought thought thinking,
see sees saw seen seeing, say says said said saying, tell tells told told telling, find finds found found finding,
feel feels felt felt feeling, keep keeps kept kept keeping, let lets let let letting, begin begins began begun beginning,
write writes wrote written writing, speak speaks spoke spoken speaking, eat eats ate eaten eating,
choose chooses chose chosen choosing, forget forgets forgot forgotten forgetting, understand understands understood
understood understanding, teach teaches taught taught teaching, bring brings brought brought bringing, buy buys bought
bought buying, lose loses lost lost losing, send sends sent sent sending, meet meets met met meeting, grow grows grew
grown growing, throw throws threw thrown throwing, learn learns learned learned learning, spend spends spent spent
spending, sit sits sat sat sitting, hear hears heard heard hearing, break breaks broke broken breaking, drive drives
drove driven driving, wear wears wore worn wearing, fall falls fell fallen falling, leave leaves left left leaving
"""
_REGULAR = [
    "achieve",
    "agree",
    "allow",
    "appear",
    "arrive",
    "ask",
    "avoid",
    "belong",
    "believe",
    "carry",
    "communicate",
    "complete",
    "continue",
    "create",
    "decide",
    "depend",
    "describe",
    "destroy",
    "develop",
    "disagree",
    "discover",
    "enjoy",
    "explain",
    "explore",
    "express",
    "finish",
    "follow",
    "happen",
    "improve",
    "include",
    "increase",
    "involve",
    "learn",
    "listen",
    "live",
    "manage",
    "motivate",
    "obtain",
    "participate",
    "prefer",
    "prepare",
    "prevent",
    "protect",
    "prove",
    "provide",
    "realize",
    "receive",
    "recommend",
    "reduce",
    "refuse",
    "remember",
    "remain",
    "require",
    "save",
    "seem",
    "socialize",
    "solve",
    "succeed",
    "suffer",
    "suggest",
    "teach",
]
_VOWELS = "aeiou"


def _conjugate(base: str) -> Verb:
    """The forms of a regular verb."""
    if base.endswith("e"):
        return Verb(base, base + "s", base + "d", base + "d", (base if base.endswith("ee") else base[:-1]) + "ing")
    if base.endswith("y") and base[-2] not in _VOWELS:
        return Verb(base, base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied", base + "ing")
    third = base + ("es" if base.endswith(("sh", "ch", "s", "x")) else "s")
    past = base + base[-1] + "ed" if base in _DOUBLED else base + "ed"
    ing = base + base[-1] + "ing" if base in _DOUBLED else base + "ing"
    return Verb(base, third, past, past, ing)


_DOUBLED = frozenset({"prefer"})
_IRREGULAR_VERBS = tuple(Verb(*forms.split()) for forms in _IRREGULAR.split(","))
_KNOWN = frozenset(verb.base for verb in _IRREGULAR_VERBS)
VERBS: tuple[Verb, ...] = _IRREGULAR_VERBS + tuple(_conjugate(base) for base in _REGULAR if base not in _KNOWN)
"""Every listed verb."""

_NO_NOUN_EXCEPT = frozenset(
    {"need", "want", "say", "find", "break", "drive", "wear", "fall", "leave", "increase", "save"}
)
BASES = frozenset(verb.base for verb in VERBS)
PURE_BASES = BASES - _NO_NOUN_EXCEPT - {"live", "appear", "do", "let", "express", "complete", "prepare"}
"""Base forms that are nothing but verbs in ordinary prose."""
THIRDS = {verb.third: verb.base for verb in VERBS}
PASTS = {verb.past: verb.base for verb in VERBS if verb.past != verb.base}
INGS = {verb.ing: verb.base for verb in VERBS}
THIRD_OF = {verb.base: verb.third for verb in VERBS}
ONLY_PASTS = {
    verb.past: verb.participle
    for verb in VERBS
    if verb.past != verb.participle and verb.base not in {"be", "let"} and verb.past not in {"saw", "fell"}
}
"""Past forms that are no participles, with the participle: `went`, `took`."""
