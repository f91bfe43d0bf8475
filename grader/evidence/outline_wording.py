"""Sentences of the material worded so that they stand on their own.

Sentences are the teacher's own; only openings that point back are taken away, and `he` or `she` becomes the name where
the text leaves no doubt. What would still point outside itself is not worded at all.
"""

import re
from typing import NamedTuple

from grader.model import Span
from grader.text.antecedents import find_antecedent
from grader.text.clauses import Scene
from grader.text.name_kinds import NameMention
from grader.text.words import find_words

SHORTEST_WORDS, LONGEST_WORDS = 7, 48
_JOINED_WORDS = 42
_OPENING = re.compile(
    r"(?:(?:however|but|and|yet|so|then|therefore|thus|hence|moreover|furthermore|nevertheless|nonetheless|instead|also"
    r"|indeed|meanwhile|finally|later|afterwards|soon(?: after(?:wards)?)?|still|besides|similarly|consequently|even so"
    r"|as a result|at the same time|at (?:this|that) (?:time|point)|in addition|in fact|in turn|of course|for (?:example|instance)"
    r"|on the other hand|in (?:this|that|other) (?:way|case|words)|(?:despite|after|because of|as well as) (?:this|that)"
    r"|from (?:there|here|then on),?|to (?:this|that) end|by (?:this|that) time|not long after(?:wards)?"
    r"|(?:a|an|one|two|three|four|five|six|a few|several|some|many) (?:days?|weeks?|months?|years?|hours?) (?:later|before|earlier)"
    r"|the (?:next|following|same|previous) (?:day|morning|evening|night|week|month|year|spring|summer|autumn|winter))\b,?\s+"
    r"|first,\s+|second,\s+|third,\s+|now,\s+)",
    re.IGNORECASE,
)
_HE = re.compile(r"\b(?:he|him|his|she|her|hers)\b", re.IGNORECASE)
_MASCULINE = frozenset({"he", "him", "his"})
_POINTS_BACK = re.compile(
    r"(?:it|they|them|these|those|this|that|its|their|such|there|here|one|both|neither|none|some|of (?:these|those|them|whom)|beside (?:them|him|her)|others?|another|the others?"
    r"|each|all|most|many|few|nobody|everybody|only then|what they|the (?:two|three|four|latter|former)|no wonder|hence)\b",
    re.IGNORECASE,
)
_WHOLE_WORDS = re.compile(
    r"it (?:is|was|has been|had been|would be|may be)(?: \w{1,20}){1,2} that\b"
    r"|it (?:is|was) (?:not )?(?:im)?(?:possible|clear|hard|easy|difficult|necessary|important|time|better) to\b"
    r"|it (?:took|seems?|seemed|appears?|appeared|turned out|became clear)\b|that (?:evening|night|morning|day|week|year)\b"
    r"|there (?:is|was|were|are|had been|have been)\b|(?:all|most|many|few|some|both|each|none|neither|one|another) "
    r"(?:of (?!them|these|those|it)|(?!of\b|was\b|were\b|had\b|is\b|are\b|did\b|who\b|went\b|came\b)[\w'’-]{2,30} )",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\b(?:this|these|such|the same) [a-z]", re.IGNORECASE)
_PEOPLE_PRONOUN = re.compile(r"\b(?:they|them|their|it|its)\b", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"\b(?:I|we|you|me|us|my|our|your|I['’]\w{1,2}|we['’]\w{1,2}|you['’]\w{1,2}|let's)\b"
    r"|\bthis (?:page|sheet|hand-?out|reader|worksheet|chapter|article|video|film|clip|lesson|slide|sample|site|website|lecture"
    r"|text|story|table|map)\b|\b(?:written|invented|made) for this\b|https?://|\bwww\.",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:ask|show|use|see|come|compare|write|discuss|explain|remember|note|look|read|think|find|click|watch|listen|imagine|consider"
    r"|choose|draw|learn|give|take|make|let|do not|don['’]t|please|try|answer|describe|complete|pupils|students|readers|whoever)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:man|woman|boy|girl|father|mother|son|daughter|brother|sister|wife|husband|baby|child|widow|doctor|king|queen|president"
    r"|minister|judge|prosecutor|prisoner|worker|peasant|farmer|soldier|officer|writer|historian|journalist|teacher|pupil|owner"
    r"|engineer|leader|director|chief|nurse|slave|emperor|captain|member|scientist|artist|author|lawyer|priest|somebody|nobody"
    r"|everybody|anybody|whoever|person|defendant|guard|speaker|visitor|friend)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:that|who|whom|whose|which|when|where|because|if|as|and|but|while|what|how|before|after)\b|[“\"]", re.IGNORECASE)
_PEOPLE = frozenset({"person", "other"})
_FARTHEST, _LATEST_SUBJECT = 3, 5
_NOTE_MARK = re.compile(r"\s?\[\d{1,3}\]|[⁰¹²³⁴-⁹]")
_END = re.compile(r"[.!…][\"'”’)\]]{0,3}$")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


class Wording(NamedTuple):
    """A statement and how much it still leans on what stood around it.

    Attributes:
        text: the statement.
        leans: words such as `this decision` that point back, how many.
        is_joined: the sentence before it belongs to the statement.
    """

    text: str
    leans: int = 0
    is_joined: bool = False


def tidy(text: str) -> str:
    """The text on one line, without note marks and characters that nobody sees."""
    return " ".join(_HIDDEN.sub(" ", _NOTE_MARK.sub("", text)).split())


def is_statement(text: str) -> bool:
    """Whether a tidy sentence tells something: no question, order, table row or word about the material itself."""
    size = len(find_words(text))
    if not SHORTEST_WORDS <= size <= LONGEST_WORDS or " | " in text or " ." in text or not _END.search(text):
        return False
    return not (_OUTSIDE.search(text) or _ORDER.match(text)) and (text[0].isupper() or text[0].isdigit() or text[0] in "\"“‘'«")


def points_back(text: str) -> bool:
    """Whether a tidy sentence begins with a word for something that stood before it."""
    return _POINTS_BACK.match(text) is not None and not _WHOLE_WORDS.match(text)


def word_alone(scene: Scene, number: int, quoted: list[Span]) -> Wording | None:
    """The sentence `number` of a scene as a statement of its own; None when it cannot be one.

    Args:
        scene: the text around the sentence.
        number: the number of the sentence.
        quoted: spans of quotations, in which nothing is changed.
    """
    start, end = scene.sentences[number]
    opening = _OPENING.match(scene.text, start, end)
    at = opening.end() if opening else start
    named = _name_person(scene, number, (at, end), quoted)
    if named is None:
        return None
    text = tidy(named)
    text = text[:1].upper() + text[1:]
    if points_back(text):
        return None
    if _leans_on_others(text):
        return None
    return Wording(text, len(_POINTING.findall(text))) if is_statement(text) else None


def join_before(scene: Scene, number: int, before: Wording) -> Wording | None:
    """A sentence that points back, together with the one before it; None when the two are too long."""
    start, end = scene.sentences[number]
    text = f"{before.text} {tidy(scene.text[start:end])}"
    pointing = _POINTS_BACK.match(tidy(scene.text[start:end])) or _HE.match(tidy(scene.text[start:end]))
    if not pointing or before.is_joined or len(find_words(text)) > _JOINED_WORDS or not _is_worth_joining(text):
        return None
    return Wording(text, before.leans, is_joined=True)


def _is_worth_joining(text: str) -> bool:
    return not _OUTSIDE.search(text) and bool(_END.search(text)) and " | " not in text


def _leans_on_others(text: str) -> bool:
    """Whether the first `they` or `it` has nothing before it that it could mean."""
    found = _PEOPLE_PRONOUN.search(text)
    return found is not None and not _WHOLE_WORDS.match(text) and len(find_words(text[: found.start()])) <= 1


def _name_person(scene: Scene, number: int, span: Span, quoted: list[Span]) -> str | None:
    """The sentence with its first `he` or `she` as a name, unless somebody named before it in the sentence is meant."""
    start, end = span
    for found in _HE.finditer(scene.text, start, end):
        if any(a <= found.start() < b for a, b in quoted):
            continue
        if any(n.kind in _PEOPLE for n in scene.names if start <= n.span[0] < found.start()):
            if _means_another(scene, start, found):
                return None
            break
        if _PERSON.search(scene.text, start, found.start()):
            break
        pronoun = "he" if found.group().lower() in _MASCULINE else "she"
        person = find_antecedent(scene, pronoun, found.start(), number, 0)
        if person is None or not _is_certain(scene, number, person):
            return None
        return scene.text[start : found.start()] + _form(found, scene.text, _plain(person.text)) + scene.text[found.end() : end]
    return scene.text[start:end]


def _means_another(scene: Scene, start: int, found: re.Match[str]) -> bool:
    """Whether `him` follows one name in the same clause, whose subject it cannot be: `Weiss praised him`."""
    between = scene.text[start : found.start()]
    people = {n.tokens[-1] for n in scene.names if start <= n.span[0] < found.start() and n.kind in _PEOPLE}
    return found.group().lower() == "him" and len(people) == 1 and not _CLAUSE.search(between)


def _is_certain(scene: Scene, number: int, person: NameMention) -> bool:
    """Whether the sentences just before begin with that person and with nobody else."""
    for earlier in reversed(range(max(0, number - _FARTHEST), number)):
        start, end = scene.sentences[earlier]
        people = [n for n in scene.names if start <= n.span[0] < end and n.kind in _PEOPLE]
        if people:
            opening = len(find_words(scene.text[start : people[0].span[0]]))
            return people[0].tokens[-1] == person.tokens[-1] and person.kind == "person" and opening <= _LATEST_SUBJECT
    return False


def _plain(name: str) -> str:
    return re.sub(r"['’]s?$", "", name)


def _form(found: re.Match[str], text: str, name: str) -> str:
    """The name in the form of the pronoun."""
    low = found.group().lower()
    follows_noun = re.match(r"\s+[a-z]", text[found.end() : found.end() + 3]) is not None
    is_owner = low in {"his", "hers"} or (low == "her" and follows_noun)
    return name + ("’" if name.endswith("s") else "’s") if is_owner else name
