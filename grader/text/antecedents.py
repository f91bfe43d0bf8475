"""Whom `he` and `she` stand for."""

from collections.abc import Sequence

from grader.text.clauses import Scene, Token
from grader.text.name_kinds import NameMention
from grader.text.name_words import FEMALE, MALE
from grader.text.subjects import PRONOUNS, SUBORDINATORS, find_subjects

_FARTHEST_SENTENCES, _MOST_FORMS = 6, 9
_FEMALE_TITLES = frozenset(
    {"mrs", "ms", "miss", "lady", "queen", "princess", "empress", "madame", "sister", "aunt", "frau"}
)
_NEUTRALS = "comrade dr doctor prof professor president general minister secretary senator judge governor officer"
_NEUTRAL_TITLES = frozenset(_NEUTRALS.split())
_FEMALE_ENDS = ("aya", "ova", "eva", "skaia")


def read_gender(name: NameMention, fuller: Sequence[NameMention]) -> str:
    """`female`, `male`, or empty when neither title, given name nor ending tells.

    Args:
        name: the name.
        fuller: fuller forms of the name, which tell for it, too; Mrs Weiss is none of Weiss.
    """
    title = name.title.lower().strip(".")
    if title and title not in _NEUTRAL_TITLES:
        return "female" if title in _FEMALE_TITLES else "male"
    for one in (name, *fuller[:_MOST_FORMS]):
        if one.tokens[0] in MALE:
            return "male"
        if one.tokens[0] in FEMALE:
            return "female"
    return "female" if name.tokens[-1].endswith(_FEMALE_ENDS) else ""


def find_antecedent(scene: Scene, pronoun: str, start: int, number: int, depth: int) -> NameMention | None:
    """The person that a pronoun stands for: the subject that the sentences before it are about.

    Args:
        scene: the text.
        pronoun: `he` or `she`.
        start: where the pronoun stands.
        number: number of its sentence.
        depth: depth of the quotations whose surroundings are read.

    Looks back sentence by sentence, six at most. A sentence whose own subject is the pronoun only passes it on; one
    with a subject of the right gender answers; one that names just one such person, in whatever role, answers, too.
    Where several persons compete, nobody is named.
    """
    for back in range(min(_FARTHEST_SENTENCES, number) + 1):
        span = scene.sentences[number - back]
        tokens = scene.read_tokens(span[0], start if back == 0 else span[1], depth)
        fitting = [n for n in find_subjects(tokens) if _fits(tokens[n], pronoun, scene)]
        if _is_contrast(tokens, fitting):
            return None
        fitting = _without_opening(tokens, fitting)
        if fitting and tokens[fitting[0]].kind == "name":
            return tokens[fitting[0]].name
        if fitting:
            continue
        named = [
            name for n, t in enumerate(tokens) if (name := _person(tokens, n)) is not None and _fits(t, pronoun, scene)
        ]
        people = {name.tokens[-1]: name for name in named}
        if len(people) == 1 and back:
            return named[-1]
        if len(people) > 1 and back:
            return None
    return None


def _without_opening(tokens: Sequence[Token], numbers: list[int]) -> list[int]:
    """The subjects of the main clause, if there are any behind an opening `When …,`."""
    if not tokens or tokens[0].low not in SUBORDINATORS:
        return numbers
    comma = next((n for n, token in enumerate(tokens) if token.low == ","), 0)
    return [n for n in numbers if n > comma] or numbers


def _is_contrast(tokens: Sequence[Token], numbers: Sequence[int]) -> bool:
    """Whether two persons are set against each other: `Weiss left, whereas Moller stayed`."""
    names = {n: name.tokens[-1] for n in numbers if (name := tokens[n].name) is not None}
    opposed = [n for n in names if n and tokens[n - 1].low in {"whereas", "while"} and n > 1]
    return bool(opposed) and len(set(names.values())) > 1


def _person(tokens: Sequence[Token], n: int) -> NameMention | None:
    """The person named at `n`, unless only as somebody's: the friends of Weiss."""
    name = tokens[n].name
    return name if name is not None and name.kind == "person" and (not n or tokens[n - 1].low != "of") else None


def _fits(token: Token, pronoun: str, scene: Scene) -> bool:
    if token.low in PRONOUNS:
        return token.low == pronoun
    if token.name is None or token.name.kind not in {"person", "other"}:
        return False
    gender = read_gender(token.name, scene.fuller_names.get(token.name.tokens[-1], ()))
    return gender != ("female" if pronoun == "he" else "male")
