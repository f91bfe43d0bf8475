"""The names of the material in the parts that they play, read once for each loaded contest."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import and_
from typing import NamedTuple

from grader.evidence.figure_table import neighbours
from grader.evidence.index import Index, index_of
from grader.evidence.name_frames import Frame
from grader.evidence.sentence_sets import EVERY, make_set, unite
from grader.model import Contest
from grader.text.memory import Memory
from grader.text.names import NameMention
from grader.text.places import find_nation
from grader.text.spans import starting_in


class Player(NamedTuple):
    """A name of the material, whom the roster takes it for, and its part."""

    mention: NameMention
    entity: str | None
    frame: Frame


@dataclass(slots=True)
class Stage:
    """Where the material has which names in which parts; sets of sentences are as in `grader.evidence.sentence_sets`.

    Attributes:
        players: number of a sentence to its names, in order.
        first_acts: first stem behind a person or a country to the sentences; that before one by whom something is done.
        described: sentences with a person of whom `, who …` is told.
        surroundings: stem before a place or another name that is no person's to the sentences.
        entities: person or place, as the roster calls it, to the sentences that name it.
        around: the same, with the sentences before and behind them in their passages.
        alike_acts, alike_surroundings: memories of where any stem stands that the given one may stand for.
    """

    players: dict[int, tuple[Player, ...]] = field(default_factory=dict)
    first_acts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    described: int = 0
    surroundings: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    entities: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    around: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    alike_acts: Memory[str, int] = field(default_factory=Memory)
    alike_surroundings: Memory[str, int] = field(default_factory=Memory)


@lru_cache(maxsize=4)
def stage_of(contest: Contest) -> Stage:
    """The names of a contest's material in their parts, made once for each loaded contest."""
    index, stage = index_of(contest), Stage()
    for number, line in enumerate(index.sentences):
        passage = index.readings[line.passage]
        frames = [(m, Frame(m.span, passage, line.span, index)) for m in starting_in(passage.names, line.span)]
        players = stage.players[number] = tuple(read_player(mention, frame, index) for mention, frame in frames)
        for player in players:
            _place(player, number, stage)
            if player.entity is not None:
                stage.entities[player.entity] |= 1 << number
                stage.around[player.entity] |= make_set(neighbours(number, index))
    return stage


def read_player(name: NameMention, frame: Frame, index: Index) -> Player:
    """Whom the roster takes a name for; a bare surname is a person's where it knows whose: `Hill` for Karl Hill."""
    entity = index.roster.resolve(name)
    if name.kind == "other" and len(name.tokens) == 1 and entity and not frame.has_article:
        name = name._replace(kind="person") if index.roster.kind(entity) == "person" else name
    return Player(name, entity, frame)


def _place(player: Player, number: int, stage: Stage) -> None:
    """Enters a name where it is looked for."""
    frame, is_person = player.frame, player.mention.kind == "person"
    if not is_person:
        for one in frame.before:
            stage.surroundings[one] |= 1 << number
    if is_person or find_nation(player.mention.text):
        for one in frame.first_act:
            stage.first_acts[one] |= 1 << number
    if is_person and frame.is_described:
        stage.described |= 1 << number


def _find_alike(stemmed: str, places: dict[str, int], memory: Memory[str, int], index: Index) -> int:
    """The sentences of a stem and of those that it may stand for; remembered, since essays use the same words."""
    found = memory.get(stemmed)
    if found is None:
        alike = index.lexicon.similar(stemmed)
        found = memory[stemmed] = unite(places.get(other, 0) for other, _ in alike)
    return found


def find_actors(frame: Frame, index: Index) -> int:
    """The sentences in which somebody may do what the name of a frame does: nowhere else has one that does the same."""
    stage = stage_of(index.contest)
    found = stage.described if frame.is_described else 0
    for one in frame.first_act:
        found |= _find_alike(one, stage.first_acts, stage.alike_acts, index)
    return found


def find_gatherings(entities: Sequence[str | None], index: Index) -> int:
    """The sentences that name every one of some persons and places; none where the roster does not know one of them."""
    known = stage_of(index.contest).entities
    named = [known.get(one, 0) if one is not None else 0 for one in entities]
    return reduce(and_, named) if named else 0


def find_scenes(frame: Frame, fewest: int, index: Index) -> int:
    """The sentences with names, none of a person, that share so many of the words before that of a frame."""
    stage = stage_of(index.contest)
    shared = [EVERY, *[0] * fewest]  # so many words or more
    for one in dict.fromkeys(frame.before):
        found = _find_alike(one, stage.surroundings, stage.alike_surroundings, index)
        for count in reversed(range(fewest)):
            shared[count + 1] |= shared[count] & found
    return shared[fewest]
