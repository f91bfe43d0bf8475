"""Entities from the names of a material: spellings and forms of one name put together."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, TypeVar

from grader.text.name_keys import name_key, same_name
from grader.text.name_kinds import NameKind, NameMention
from grader.text.name_words import CALENDAR, GROUP_HEADS, OPENERS, ORDINARY, PARTICLES, PLACE_HEADS, TITLES
from grader.text.numerals import ORDINALS
from grader.text.places import find_place

Tokens = tuple[str, ...]
COMMON = ORDINARY | OPENERS | PARTICLES | TITLES | GROUP_HEADS | PLACE_HEADS | CALENDAR | frozenset(ORDINALS)
_Value = TypeVar("_Value", bound=str)
# Given names that are one name in several languages; spellings of one language are led together by their keys.
_VARIANTS = """
lev leon leo; joseph iosif josef josip; gregory grigory grigori; nicholas nikolai; michael mikhail; peter pyotr pierre
pietro; paul pavel pablo; john ivan jan johann jean juan; george georgi georgy yuri jorge georg; alexander aleksandr
alexandre; andrew andrei andre; basil vasily; theodore fyodor theodor; charles karl carlos; william wilhelm guillaume;
henry heinrich henri; james jacob jakob yakov jacques; stephen stefan stepan; eugene yevgeny; elizabeth elisabeth;
catherine ekaterina katherine; mary maria marie; frederick friedrich; lewis louis ludwig; matthew matvei; simon
semyon; sergius sergei sergo sergy; helen elena yelena
"""
_VARIANT_OF = {name_key(name): row for row, names in enumerate(_VARIANTS.split(";")) for name in names.split()}


class Entity(NamedTuple):
    """A person, place or group of the material.

    Attributes:
        id: its most frequent full form, without a title.
        kind: what it is.
        forms: every form found, as folded tokens, most frequent first.
        times: how often it is named.
    """

    id: str
    kind: NameKind
    forms: tuple[Tokens, ...]
    times: int


class _Form(NamedTuple):
    tokens: Tokens
    text: str
    kind: NameKind
    times: int


def same_given(one: str, other: str) -> bool:
    """Whether two given names can be one: spellings, forms of several languages, or an initial."""
    key, other_key = name_key(one), name_key(other)
    if not key or not other_key:
        return False
    if min(len(key), len(other_key)) == 1:
        return key[0] == other_key[0]
    row = _VARIANT_OF.get(key)
    return (row is not None and row == _VARIANT_OF.get(other_key)) or same_name(one, other)


def _count(mentions: Iterable[NameMention]) -> list[_Form]:
    """Every form with its usual spelling and kind, most frequent first."""
    texts: dict[Tokens, Counter[str]] = defaultdict(Counter)
    kinds: dict[Tokens, Counter[NameKind]] = defaultdict(Counter)
    for mention in mentions:
        texts[mention.tokens][mention.text.removeprefix(mention.title).strip()] += 1
        kinds[mention.tokens][mention.kind] += 1
    forms = [
        _Form(tokens, _usual(spelled), _usual(kinds[tokens]), spelled.total()) for tokens, spelled in texts.items()
    ]
    return sorted(forms, key=lambda form: (-form.times, -len(form.tokens), form.tokens))


def _usual(counts: Counter[_Value]) -> _Value:
    return min(counts, key=lambda one: (-counts[one], one))


class _Clusters:
    """Forms of one entity together, found by what the first form of each must share with a form that joins it.

    Args:
        room: what two forms share whenever one may join the other.
    """

    def __init__(self, room: Callable[[_Form], object], clusters: Iterable[list[_Form]] = ()) -> None:
        self.all: list[list[_Form]] = []
        self._room = room
        self._rooms: dict[object, list[list[_Form]]] = defaultdict(list)
        for cluster in clusters:
            self._add(cluster)

    def _add(self, cluster: list[_Form]) -> None:
        self.all.append(cluster)
        self._rooms[self._room(cluster[0])].append(cluster)

    def find(self, form: _Form, is_same: Callable[[_Form, _Form], bool]) -> list[_Form] | None:
        """The first cluster that a form may join."""
        return next((cluster for cluster in self._rooms[self._room(form)] if is_same(cluster[0], form)), None)

    def join(self, form: _Form, is_same: Callable[[_Form, _Form], bool]) -> None:
        """Puts a form to the first cluster that it may join, or begins one."""
        cluster = self.find(form, is_same)
        if cluster is None:
            self._add([form])
        else:
            cluster.append(form)


def _is_full_name(form: _Form, forms: AbstractSet[Tokens], proper: AbstractSet[str]) -> bool:
    """Whether a name of two words is a person's: its second word stands alone elsewhere, and neither is another thing."""
    if form.kind != "other" or len(form.tokens) != 2 or form.tokens[1:] not in forms:  # noqa: PLR2004
        return False
    return form.tokens[1] in proper and all(token not in COMMON and find_place(token) is None for token in form.tokens)


def cluster_mentions(mentions: Iterable[NameMention], proper: AbstractSet[str]) -> list[Entity]:
    """The entities that names stand for: full names of persons first, then bare surnames, then everything else."""
    counted = _count(mentions)
    known = {form.tokens for form in counted}
    forms = [form._replace(kind="person") if _is_full_name(form, known, proper) else form for form in counted]
    full = _Clusters(_surname_letter)
    for form in forms:
        if form.kind == "person" and len(form.tokens) > 1:
            full.join(form, _same_person)
    people = _Clusters(_surname_letter, sorted(full.all, key=lambda cluster: -sum(form.times for form in cluster)))
    others = _Clusters(_thing_letters)
    for form in forms:
        if len(form.tokens) > 1 and form.kind == "person":
            continue
        if len(form.tokens) == 1 and people.find(form, _same_surname):
            people.join(form, _same_surname)
        else:
            others.join(form, _same_thing)
    return [_name_entity(cluster) for cluster in people.all + others.all]


def _surname_letter(form: _Form) -> str:
    """The letter that begins all spellings of a surname."""
    return name_key(form.tokens[-1])[:1]


def _thing_letters(form: _Form) -> object:
    """The place, or the letters that begin all spellings of each word of a name."""
    return find_place(form.text) or tuple(name_key(token)[:1] for token in form.tokens)


def _same_surname(one: _Form, other: _Form) -> bool:
    return same_name(one.tokens[-1], other.tokens[-1])


def _same_person(one: _Form, other: _Form) -> bool:
    return _same_surname(one, other) and same_given(one.tokens[0], other.tokens[0])


def _same_thing(one: _Form, other: _Form) -> bool:
    place, other_place = find_place(one.text), find_place(other.text)
    if place is not None or other_place is not None:
        return place == other_place
    if len(one.tokens) != len(other.tokens):
        return False
    return all(same_name(a, b) for a, b in zip(one.tokens, other.tokens, strict=True))


def _name_entity(cluster: Sequence[_Form]) -> Entity:
    """The entity of some forms; a place of the gazetteer bears its usual name."""
    kinds: Counter[NameKind] = Counter()
    for form in cluster:
        kinds[form.kind] += form.times
    full = [form for form in cluster if len(form.tokens) > 1] or cluster
    best = min(full, key=lambda form: (-form.times, -len(form.tokens), form.text))
    kind = "person" if any(form.kind == "person" and len(form.tokens) > 1 for form in cluster) else _usual(kinds)
    place = find_place(best.text) if kind == "place" else None
    forms = sorted(cluster, key=lambda form: (-form.times, form.tokens))
    name = place.name if place is not None else best.text
    return Entity(name, kind, tuple(form.tokens for form in forms), sum(form.times for form in cluster))
