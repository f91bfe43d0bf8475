"""Verbs of saying and writing in their forms, and the nouns that stand for what somebody said."""

from typing import Literal, TypeAlias

VerbForm: TypeAlias = Literal["base", "third", "past", "participle", "ing"]

_IRREGULAR = """
say says said said saying; write writes wrote written writing; tell tells told told telling; put puts put put putting;
speak speaks spoke spoken speaking; think thinks thought thought thinking; swear swears swore sworn swearing;
sing sings sang sung singing; read reads read read reading; teach teaches taught taught teaching;
hold holds held held holding; go goes went gone going; have has had had having; find finds found found finding;
feel feels felt felt feeling; see sees saw seen seeing; make makes made made making; foretell foretells foretold
foretold foretelling; retell retells retold retold retelling; rewrite rewrites rewrote rewritten rewriting;
"""
_SPEECH = """
accuse acknowledge add address admit advise advocate affirm agree allege announce answer apologise apologize appeal
argue ask assert assess assure beg begin believe blurt boast brag call caution challenge charge cite claim command
comment complain concede conclude confess confide confirm contend continue counter cry declare demand deny describe
dictate discuss elaborate emphasise emphasize encourage exclaim exhort explain express generalise grumble hint
hypothesise imply inform inquire insist instruct interject interpret invoke joke judge lament lecture maintain mention
mutter muse narrate note object observe opine order plead pledge point praise preach predict proclaim promise pronounce
propose protest quip reason recall recite reckon recommend record recount refer reflect reiterate relate remark
remember remind repeat reply report respond retort reveal scream shout sigh sneer snap state stress suggest sum
summarise summarize tease telegraph testify theorise threaten thunder underline underscore urge utter venture voice vow
warn whisper wire wonder yell
"""
_NAMING = """
brand characterise characterize condemn criticise criticize deem denounce deride describe dismiss dub hail label liken
mock nickname portray praise refer regard ridicule scold term title christen call coin attack blame
"""
# Forms of irregular verbs above that report speech; the others only join a phrase such as `went on to say`.
_NOT_SPEECH = frozenset({"go", "have", "find", "feel", "see", "make", "hold", "read", "sing", "teach"})
_DOUBLED = frozenset({"admit", "sum", "quip", "snap", "brag", "beg", "refer"})
_MANNER = """
words phrase phrases claim claims statement argument remark remarks reply answer comment comments letter speech article
book essay account description opinion view warning accusation slogan motto diary memoir memoirs testament declaration
pamphlet interview report message telegram note verdict judgement judgment conclusion question formula dictum promise
expression lines line sentence quote quotation saying explanation definition term idea notion belief complaint plea
demand order toast confession testimony manifesto proposal response attack
"""


def _forms(verb: str) -> tuple[str, str, str, str, str]:
    """Base, third person, past, participle and ing of a regular verb."""
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if verb.endswith(("s", "x", "ch", "sh")) else "s")
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    return verb, third, stem + "ed", stem + "ed", stem + "ing"


def _list_forms() -> dict[str, tuple[str, frozenset[VerbForm]]]:
    """Every form to its verb and to which forms it can be."""
    names: tuple[VerbForm, ...] = ("base", "third", "past", "participle", "ing")
    irregular = [tuple(row.split()) for row in _IRREGULAR.split(";") if row.strip()]
    regular = [_forms(verb) for verb in dict.fromkeys((_SPEECH + _NAMING).split()) if verb != "begin"]
    rows = (
        [row for row in irregular if row[0] not in _NOT_SPEECH]
        + regular
        + [("begin", "begins", "began", "begun", "beginning")]
    )
    found: dict[str, tuple[str, frozenset[VerbForm]]] = {}
    for row in rows:
        for form, name in zip(row, names, strict=True):
            verb, known = found.get(form, (row[0], frozenset[VerbForm]()))
            found[form] = verb, known | {name}
    return found


SPEECH_VERBS = _list_forms()
NAMING_VERBS = frozenset(_NAMING.split())
SPEECH_NOUNS = frozenset(_MANNER.split())


def is_finite(form: str) -> bool:
    """Whether a form of a verb of saying can be the verb of a clause: `said`, `writes`, not `saying`, `written`."""
    known = SPEECH_VERBS.get(form)
    return known is not None and bool(known[1] & {"base", "third", "past"})


def is_participle(form: str) -> bool:
    """Whether a form of a verb of saying can be a past participle: `written`, `said`."""
    known = SPEECH_VERBS.get(form)
    return known is not None and "participle" in known[1]


SAYING = frozenset(form for form in SPEECH_VERBS if is_finite(form) or is_participle(form))
"""The forms of verbs of saying but those in -ing."""
