"""Long wording that essays of a class share, as the overview shows it: two essays, no culprit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.reports.differences import Stretch, compare_words
from grader.reports.languages import Message
from grader.reports.pages import count_things

_MOST_PAIRS = 50
_MOST_STRETCHES = 3


@dataclass(frozen=True, slots=True)
class Wordings:
    """One stretch as both essays have it; words that only one of them has are marked."""

    ours: tuple[Stretch, ...]
    theirs: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class SharedPair:
    """Two essays that share wording.

    Attributes:
        essay, other: id and address of the report, in the order of the ids.
        said: how much they share, such as `41 words in one stretch`.
        wordings: the longest stretches; empty where the texts are not at hand.
    """

    essay: tuple[str, str]
    other: tuple[str, str]
    said: str
    wordings: tuple[Wordings, ...]


def make_shared_pairs(
    copies: Sequence[Mapping[str, Any]], texts: Mapping[str, str], report_href: Callable[[str], str]
) -> tuple[list[SharedPair], int]:
    """The pairs of `copies` in class.json that share most, the first one most; and how many more there are.

    Args:
        copies: records of `essay`, `span`, `other`, `other_span` and `words`.
        texts: essay id to its text; a pair of which one is missing is shown without wordings.
        report_href: where the report of an essay's id lies, seen from the page.
    """
    pairs: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for one in copies:
        pairs.setdefault((one["essay"], one["other"]), []).append(one)
    ranked = sorted(pairs, key=lambda pair: (-sum(one["words"] for one in pairs[pair]), pair))
    shown = [
        SharedPair(
            essay=(essay, report_href(essay)),
            other=(other, report_href(other)),
            said=_say(pairs[essay, other]),
            wordings=_compare(pairs[essay, other], texts.get(essay), texts.get(other)),
        )
        for essay, other in ranked[:_MOST_PAIRS]
    ]
    return shown, len(ranked) - len(shown)


def _say(stretches: Sequence[Mapping[str, Any]]) -> str:
    words = count_things(sum(one["words"] for one in stretches), "word")
    if len(stretches) == 1:
        return Message("%(words)s in one stretch", words=words)
    return Message("%(words)s in %(stretches)s stretches", words=words, stretches=len(stretches))


def _compare(stretches: Sequence[Mapping[str, Any]], ours: str | None, theirs: str | None) -> tuple[Wordings, ...]:
    if ours is None or theirs is None:
        return ()
    longest = sorted(stretches, key=lambda one: (-one["words"], one["span"]))[:_MOST_STRETCHES]
    pairs = [(ours[slice(*one["span"])], theirs[slice(*one["other_span"])]) for one in longest]
    return tuple(Wordings(*compare_words(mine, other)) for mine, other in pairs)
