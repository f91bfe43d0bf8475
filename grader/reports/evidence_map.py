"""The evidence map: which points of the key are used, where in the essay, and where they stand in the material."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grader.model import Contest, EvidenceItem, Span
from grader.report import ItemUse, Report
from grader.reports.anchors import Anchor, item_key
from grader.reports.languages import mark
from grader.reports.places import Place, first_place
from grader.reports.remarks import USED, Key, ground_id

IMPORTANCE = {1: mark("helpful"), 2: mark("expected"), 3: mark("essential")}
_USES = {
    "quote": mark("quoted"),
    "paraphrase": mark("in own words"),
    "mention": mark("touched on"),
    "none": mark("not used"),
}
_PERHAPS = mark("perhaps touched on")
_MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class MapRow:
    """One point of evidence with where it is used and where it stands.

    Attributes:
        others: further places of other sources that tell it, in words.
        has_difference: whether a statement of the same sentence differs from the material.
    """

    id: str
    statement: str
    importance: str
    use: str
    anchors: tuple[Anchor, ...]
    place: Place | None
    others: tuple[str, ...] = ()
    has_difference: bool = False


@dataclass(frozen=True, slots=True)
class MapGroup:
    """Points under one heading; the heading may be empty."""

    heading: str
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """Points used (by group), touched on, perhaps touched on, and not used."""

    used: tuple[MapGroup, ...]
    touched: tuple[MapRow, ...]
    perhaps: tuple[MapRow, ...]
    unused: tuple[MapGroup, ...]

    @property
    def unused_count(self) -> int:
        """How many points of the key the essay does not use."""
        return sum(len(group.rows) for group in self.unused)


def say_use(use: ItemUse) -> str:
    """How a point is used, in words that are a message."""
    return _PERHAPS if use.is_doubtful else _USES[use.use]


def make_evidence_map(report: Report, contest: Contest, anchors: dict[Key, Anchor]) -> EvidenceMap:
    """The map of one essay, in the order of the key."""
    items = {item.id: item for item in contest.key.items}
    differing = [c.span for c in report.claims if c.verdict == "contradicted"]
    known = [
        (u, items[u.item].group, _row(n, items[u.item], u, contest, anchors, differing))
        for n, u in enumerate(report.evidence.items)
        if u.item in items
    ]
    return EvidenceMap(
        used=_group((group, row) for u, group, row in known if u.use in USED),
        touched=tuple(row for u, _, row in known if u.use == "mention" and not u.is_doubtful),
        perhaps=tuple(row for u, _, row in known if u.is_doubtful),
        unused=_group((group, row) for u, group, row in known if u.use == "none"),
    )


def _group(grouped: Iterable[tuple[str, MapRow]]) -> tuple[MapGroup, ...]:
    groups: dict[str, list[MapRow]] = {}
    for group, row in grouped:
        groups.setdefault(group, []).append(row)
    return tuple(MapGroup(heading, tuple(rows)) for heading, rows in groups.items())


def _row(
    number: int,
    item: EvidenceItem,
    use: ItemUse,
    contest: Contest,
    anchors: dict[Key, Anchor],
    differing: Sequence[Span],
) -> MapRow:
    keys = [item_key(number, further) for further in range(min(len(use.spans), _MOST_PLACES))]
    passages = [*use.passages, item.passage]
    return MapRow(
        ground_id("item", number),
        item.statement,
        IMPORTANCE[item.importance],
        say_use(use),
        tuple(anchors[key] for key in keys if key in anchors),
        first_place(contest, passages),
        _name_others(use, contest),
        any(first <= span[0] < last for span in use.spans[:1] for first, last in differing),
    )


def _name_others(use: ItemUse, contest: Contest) -> tuple[str, ...]:
    """Where other sources than the first one tell the point, the best place of each."""
    places = [place for passage in use.passages if (place := first_place(contest, [passage]))]
    named = {place.source: f"{place.source}{', ' if place.where else ''}{place.where}" for place in reversed(places)}
    return tuple(named[source] for source in dict.fromkeys(p.source for p in places) if source != places[0].source)
