"""Who and what the material names: spellings and forms of one name led back to one entity."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from grader.text.memory import Memory
from grader.text.name_keys import name_key, same_name
from grader.text.name_kinds import NameKind, NameMention
from grader.text.name_words import CALENDAR, GROUP_HEADS, OPENERS, ORDINARY, PARTICLES, PLACE_HEADS, TITLES
from grader.text.names import find_names
from grader.text.numerals import ORDINALS
from grader.text.places import find_place
from grader.text.sentences import find_sentences
from grader.text.words import find_words

_Tokens = tuple[str, ...]
_Value = TypeVar("_Value", bound=str)
_COMMON_WORDS = ORDINARY | OPENERS | PARTICLES | TITLES | GROUP_HEADS | PLACE_HEADS | CALENDAR | frozenset(ORDINALS)
_SHORTEST_TOKEN = 3
_ORDINARY_END = re.compile(r"(?:s|ists?|isms?|ions?|ers?|ing|ed|ly|ness|ment|ity)$")
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
    forms: tuple[_Tokens, ...]
    times: int


class _Form(NamedTuple):
    tokens: _Tokens
    text: str
    kind: NameKind
    times: int


class Roster:
    """The entities of a contest's material.

    Args:
        entities: each with its forms.
        tokens: folded name tokens that are no ordinary words.

    Attributes:
        entities: by id, most frequent first.
        tokens: folded name tokens that are no ordinary words; `find_names` takes them as known.
    """

    def __init__(self, entities: Sequence[Entity], tokens: frozenset[str]) -> None:
        self.entities = {entity.id: entity for entity in sorted(entities, key=lambda e: (-e.times, e.id))}
        self.tokens = tokens
        self._by_form: dict[_Tokens, str] = {}
        self._by_head: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.entities.values():
            for form in entity.forms:
                self._by_form.setdefault(_keys(form), entity.id)
                if entity.kind == "person" and entity not in self._by_head[name_key(form[-1])]:
                    self._by_head[name_key(form[-1])].append(entity)
        self._resolved: Memory[_Tokens, str | None] = Memory()

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> "Roster":
        """The roster of a material, from the texts of its passages."""
        read = [(text, find_words(text), find_sentences(text)) for text in texts]
        first = [mention for text, words, sentences in read for mention in find_names(text, words, sentences)]
        plain = Counter(word.norm for text, words, _ in read for word in words if text[word.start].islower())
        tokens = _proper_tokens(first, plain)
        mentions = [m for text, words, sentences in read for m in find_names(text, words, sentences, tokens)]
        return cls(_cluster(_count(mentions)), _proper_tokens(mentions, plain))

    def kind(self, entity: str) -> NameKind:
        """What an entity is; `other` for unknown ids."""
        return self.entities[entity].kind if entity in self.entities else "other"

    def resolve(self, mention: NameMention | str) -> str | None:
        """The id of the entity that a name stands for; None when the material does not name it.

        A bare surname is the person named most often; a full name with a given name that does not fit is nobody.
        """
        tokens = mention.tokens if isinstance(mention, NameMention) else tuple(w.norm for w in find_words(mention))
        found = self._resolved.get(tokens, "")
        if found == "":  # not asked yet: ids are never empty
            found = self._resolved[tokens] = self._find(tokens)
        return found

    def _find(self, tokens: _Tokens) -> str | None:
        place = find_place(" ".join(tokens))
        if place is not None and place.name in self.entities and not place.is_people:
            return place.name
        if not tokens:
            return None
        known = self._by_form.get(_keys(tokens))
        if known is not None:
            return known
        given = [token for token in tokens[:-1] if token not in ORDINARY and token not in TITLES]
        near = self._by_head.get(name_key(tokens[-1])) or self._near(tokens[-1])
        fitting = [entity for entity in near if not given or _fits(given[0], entity)]
        return fitting[0].id if fitting else None

    def _near(self, surname: str) -> list[Entity]:
        """Persons whose surname is a slip away, and entities of one word."""
        return [
            entity for entity in self.entities.values() if any(same_name(surname, form[-1]) for form in entity.forms)
            and (entity.kind == "person" or len(entity.forms[0]) == 1)
        ]  # fmt: skip


def _keys(tokens: _Tokens) -> _Tokens:
    return tuple(name_key(token) or token for token in tokens)


def _fits(given: str, entity: Entity) -> bool:
    """Whether a given name can be that of an entity; one known by its surname alone may have any."""
    givens = [form[0] for form in entity.forms if len(form) > 1]
    return not givens or any(_same_given(given, other) for other in givens)


def _same_given(one: str, other: str) -> bool:
    key, other_key = name_key(one), name_key(other)
    if not key or not other_key:
        return False
    if min(len(key), len(other_key)) == 1:
        return key[0] == other_key[0]
    row = _VARIANT_OF.get(key)
    return (row is not None and row == _VARIANT_OF.get(other_key)) or same_name(one, other)


def _proper_tokens(mentions: Iterable[NameMention], plain: Counter[str]) -> frozenset[str]:
    """Tokens of names that are no ordinary words: hardly ever in lower case, not from titles of works."""
    named = Counter(token for mention in mentions if _is_proper(mention) for token in mention.tokens)
    return frozenset(
        token
        for token, times in named.items()
        if len(token) >= _SHORTEST_TOKEN and token not in _COMMON_WORDS and plain[token] * 2 < times
    )


def _is_proper(mention: NameMention) -> bool:
    return mention.kind != "other" or (len(mention.tokens) == 1 and not _ORDINARY_END.search(mention.tokens[0]))


def _count(mentions: Iterable[NameMention]) -> list[_Form]:
    """Every form with its usual spelling and kind, most frequent first."""
    texts: dict[_Tokens, Counter[str]] = defaultdict(Counter)
    kinds: dict[_Tokens, Counter[NameKind]] = defaultdict(Counter)
    for mention in mentions:
        texts[mention.tokens][mention.text.removeprefix(mention.title).strip()] += 1
        kinds[mention.tokens][mention.kind] += 1
    forms = [
        _Form(tokens, _usual(spelled), _usual(kinds[tokens]), spelled.total()) for tokens, spelled in texts.items()
    ]
    return sorted(forms, key=lambda form: (-form.times, -len(form.tokens), form.tokens))


def _usual(counts: Counter[_Value]) -> _Value:
    return min(counts, key=lambda one: (-counts[one], one))


def _cluster(forms: Sequence[_Form]) -> list[Entity]:
    """Forms of one entity together: full names of persons first, then bare surnames, then everything else."""
    people: list[list[_Form]] = []
    for form in forms:
        if form.kind == "person" and len(form.tokens) > 1:
            _join(people, form, _same_person)
    people.sort(key=lambda cluster: -sum(form.times for form in cluster))
    others: list[list[_Form]] = []
    for form in forms:
        if len(form.tokens) > 1 and form.kind == "person":
            continue
        clusters = people if len(form.tokens) == 1 and _has_surname(people, form) else others
        _join(clusters, form, _same_surname if clusters is people else _same_thing)
    return [_name_entity(cluster) for cluster in people + others]


def _join(clusters: list[list[_Form]], form: _Form, is_same: Callable[[_Form, _Form], bool]) -> None:
    for cluster in clusters:
        if is_same(cluster[0], form):
            cluster.append(form)
            return
    clusters.append([form])


def _same_surname(one: _Form, other: _Form) -> bool:
    return same_name(one.tokens[-1], other.tokens[-1])


def _same_person(one: _Form, other: _Form) -> bool:
    return _same_surname(one, other) and _same_given(one.tokens[0], other.tokens[0])


def _same_thing(one: _Form, other: _Form) -> bool:
    place, other_place = find_place(one.text), find_place(other.text)
    if place is not None or other_place is not None:
        return place == other_place
    if len(one.tokens) != len(other.tokens):
        return False
    return all(same_name(a, b) for a, b in zip(one.tokens, other.tokens, strict=True))


def _has_surname(people: Sequence[Sequence[_Form]], form: _Form) -> bool:
    return any(_same_surname(cluster[0], form) for cluster in people)


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
