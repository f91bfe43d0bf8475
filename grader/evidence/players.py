"""The names of the material in the parts that they play, read once for each loaded contest."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from grader.evidence.figure_table import neighbours
from grader.evidence.index import Index, index_of
from grader.evidence.name_frames import Frame
from grader.model import Contest
from grader.text.names import NameMention
from grader.text.spans import starting_in


class Player(NamedTuple):
    """A name of the material, whom the roster takes it for, and its part."""

    mention: NameMention
    entity: str | None
    frame: Frame


@dataclass(slots=True)
class Stage:
    """Where the material has which names in which parts; sentences by their number in `Index.sentences`.

    Attributes:
        players: sentence to its names, in order.
        first_acts: first stem behind a person to the sentences.
        described: sentences with a person of whom `, who …` is told.
        surroundings: stem before a place or another name that is no person's to the sentences.
        entities: person or place, as the roster calls it, to the sentences that name it.
        around: the same, with the sentences before and behind them in their passages.
    """

    players: dict[int, tuple[Player, ...]] = field(default_factory=dict)
    first_acts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    described: set[int] = field(default_factory=set)
    surroundings: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    entities: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    around: dict[str, set[int]] = field(default_factory=dict)


@lru_cache(maxsize=4)
def stage_of(contest: Contest) -> Stage:
    """The names of a contest's material in their parts, made once for each loaded contest."""
    index, stage = index_of(contest), Stage()
    for number, line in enumerate(index.sentences):
        passage = index.readings[line.passage]
        players = tuple(
            Player(mention, index.roster.resolve(mention), Frame(mention.span, passage, line.span, index))
            for mention in starting_in(passage.names, line.span)
        )
        stage.players[number] = players
        for player in players:
            _place(player, number, stage)
    stage.around |= {one: {n for at in found for n in neighbours(at, index)} for one, found in stage.entities.items()}
    return stage


def _place(player: Player, number: int, stage: Stage) -> None:
    """Enters a name where it is looked for."""
    frame = player.frame
    if player.entity is not None:
        stage.entities[player.entity].add(number)
    if player.mention.kind != "person":
        for one in frame.before:
            stage.surroundings[one].add(number)
        return
    for one in frame.after[:1]:
        stage.first_acts[one].add(number)
    if frame.is_described:
        stage.described.add(number)


def find_actors(frame: Frame, index: Index) -> set[int]:
    """The sentences in which a person may do what the person of a frame does: nowhere else has one that does the same."""
    stage = stage_of(index.contest)
    found = set(stage.described) if frame.is_described else set()
    for one in frame.after[:1]:
        for other, _ in index.lexicon.similar(one):
            found |= stage.first_acts.get(other, frozenset())
    return found


def find_gatherings(entities: Sequence[str | None], index: Index) -> set[int]:
    """The sentences that name every one of some persons and places; none where the roster does not know one of them."""
    known = stage_of(index.contest).entities
    named = [known.get(one, set()) if one is not None else set() for one in entities]
    return set.intersection(*named) if named else set()


def find_scenes(frame: Frame, fewest: int, index: Index) -> set[int]:
    """The sentences with names, none of a person, that share so many of the words before that of a frame."""
    surroundings = stage_of(index.contest).surroundings
    counts: Counter[int] = Counter()
    for one in dict.fromkeys(frame.before):
        numbers: set[int] = set()
        for other, _ in index.lexicon.similar(one):
            numbers |= surroundings.get(other, frozenset())
        counts.update(numbers)
    return {number for number, count in counts.items() if count >= fewest}
