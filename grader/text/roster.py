"""Who and what the material names: spellings and forms of one name led back to one entity."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from grader.text.entities import COMMON, Entity, Tokens, cluster_mentions, same_given
from grader.text.memory import Memory
from grader.text.name_keys import name_key, same_name
from grader.text.name_kinds import NameKind, NameMention
from grader.text.name_words import ORDINARY, TITLES
from grader.text.names import find_names
from grader.text.places import find_place
from grader.text.sentences import find_sentences
from grader.text.words import find_words

_SHORTEST_TOKEN = 3
_ORDINARY_END = re.compile(r"(?:s|ists?|isms?|ions?|ers?|ing|ed|ly|ness|ment|ity)$")


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
        self._by_form: dict[Tokens, str] = {}
        self._by_head: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.entities.values():
            for form in entity.forms:
                self._by_form.setdefault(_keys(form), entity.id)
                if entity.kind == "person" and entity not in self._by_head[name_key(form[-1])]:
                    self._by_head[name_key(form[-1])].append(entity)
        self._resolved: Memory[Tokens, str | None] = Memory()

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> "Roster":
        """The roster of a material, from the texts of its passages."""
        read = [(text, find_words(text), find_sentences(text)) for text in texts]
        first = [mention for text, words, sentences in read for mention in find_names(text, words, sentences)]
        plain = Counter(word.norm for text, words, _ in read for word in words if text[word.start].islower())
        tokens = _proper_tokens(first, plain)
        mentions = [m for text, words, sentences in read for m in find_names(text, words, sentences, tokens)]
        proper = _proper_tokens(mentions, plain)
        return cls(cluster_mentions(mentions, proper), proper)

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

    def _find(self, tokens: Tokens) -> str | None:
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


def _keys(tokens: Tokens) -> Tokens:
    return tuple(name_key(token) or token for token in tokens)


def _fits(given: str, entity: Entity) -> bool:
    """Whether a given name can be that of an entity; one known by its surname alone may have any."""
    givens = [form[0] for form in entity.forms if len(form) > 1]
    return not givens or any(same_given(given, other) for other in givens)


def _proper_tokens(mentions: Iterable[NameMention], plain: Counter[str]) -> frozenset[str]:
    """Tokens of names that are no ordinary words: hardly ever in lower case, not from titles of works."""
    named = Counter(token for mention in mentions if _is_proper(mention) for token in mention.tokens)
    return frozenset(
        token
        for token, times in named.items()
        if len(token) >= _SHORTEST_TOKEN and token not in COMMON and plain[token] * 2 < times
    )


def _is_proper(mention: NameMention) -> bool:
    return mention.kind != "other" or (len(mention.tokens) == 1 and not _ORDINARY_END.search(mention.tokens[0]))
