"""Numbered notes in the margin: remarks of one kind about the same words become one note."""

from dataclasses import dataclass, replace

from grader.model import Span
from grader.reports.remarks import Key, Kind, Remark

_LONG = 600
_ORDER: tuple[Kind, ...] = ("good", "differs", "verify", "copied", "advice")


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the margin.

    Attributes:
        number: from 1, in the order in which the words end.
        span: the words it is about; lies inside the essay and is not empty.
    """

    number: int
    kind: Kind
    span: Span
    remarks: tuple[Remark, ...]

    @property
    def is_underlined(self) -> bool:
        """Whether its words are underlined; advice about a whole paragraph gets its number alone."""
        return self.kind != "advice" or self.span[1] - self.span[0] <= _LONG

    @property
    def keys(self) -> list[Key]:
        """Everything of the report that the note stands for."""
        return [key for remark in self.remarks for key in remark.keys]


def number_notes(remarks: list[Remark], text: str) -> list[Note]:
    """Notes in the order of the essay; a remark inside the words of a note of its kind joins that note.

    Remarks whose span is empty or lies outside the text get no note.
    """
    clipped = [(_clip(r.span, text), r) for r in remarks]
    placed = [(span, r) for span, r in clipped if span[0] < span[1]]
    placed.sort(key=lambda p: (p[0][0], -p[0][1], _ORDER.index(p[1].kind)))
    groups: list[tuple[Span, list[Remark]]] = []
    last: dict[Kind, int] = {}
    for span, remark in placed:
        at = last.get(remark.kind)
        if at is not None and span[1] <= groups[at][0][1] and not _is_wide(groups[at][0], remark.kind):
            groups[at][1].append(remark)
        else:
            last[remark.kind] = len(groups)
            groups.append((span, [remark]))
    # The number stands where the words end, so that is the order in which a reader meets it.
    groups.sort(key=lambda g: (g[0][1], g[0][0], _ORDER.index(g[1][0].kind)))
    said: set[str] = set()
    return [Note(n, rs[0].kind, span, _say_once(rs, said)) for n, (span, rs) in enumerate(groups, 1)]


def _say_once(remarks: list[Remark], said: set[str]) -> tuple[Remark, ...]:
    """The remarks without advice that an earlier note of the essay has already given word for word."""
    told = []
    for remark in remarks:
        told.append(replace(remark, action="") if remark.action in said else remark)
        said.add(remark.action)
    return tuple(told)


def _is_wide(span: Span, kind: Kind) -> bool:
    return kind == "advice" and span[1] - span[0] > _LONG


def _clip(span: Span, text: str) -> Span:
    """The span inside the text, without white space at its ends."""
    start, end = max(0, span[0]), min(len(text), span[1])
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
