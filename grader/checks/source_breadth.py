"""Whether the essay draws on different sources."""

from collections.abc import Mapping
from typing import Any

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.evidence.index import index_of
from grader.evidence.profiles import profiles_of
from grader.model import EvidenceItem, Rules, Source
from grader.text.spans import is_covered, merge

_USUAL = 3
_FEWEST_WORDS = 60
_FEWEST_PIECES = 3
_RULE_WEIGHT, _ADVICE_WEIGHT = 0.6, 0.45


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """Works used against works wanted, parts of one work counted once; where a kind is asked for, the mean over the rules.

    Wanted is what the contest's rule says, else three or as many as could be read. A source counts when a quotation or a
    point in the writer's own words comes from it; one that could not be read counts when it is named.
    """
    contest, rules = case.contest, case.contest.rules
    readable = {s.work for s in contest.sources if s.is_read}
    if not rules.min_sources and not rules.min_by_kind and len(readable) < 2:  # noqa: PLR2004 - breadth takes two
        return Outcome(None, reason="the contest has fewer than two sources that could be read")
    if len(case.reading.words) < _FEWEST_WORDS:
        return Outcome(None, reason=f"fewer than {_FEWEST_WORDS} words, too few to ask for sources")
    used = _used_sources(case)
    works = len({s.work for s in used})
    wanted = rules.min_sources or min(_USUAL, len(readable))
    shares = [min(1.0, works / wanted)] if wanted else []
    notes = [_note_works(case, used, wanted)] if works < wanted else []
    for kind, least in rules.min_by_kind:
        found = len({s.work for s in used if s.kind == kind})
        shares.append(min(1.0, found / least) if least else 1.0)
        if found < least:
            notes.append(_note_kind(kind, least, found))
    return Outcome(round(sum(shares) / len(shares), 4), tuple(note for note in notes if note))


def _used_sources(case: Case) -> list[Source]:
    """Sources that something in the essay comes from; those that could not be read when they are named."""
    copied = merge(one.span for one in case.examination.copying)
    taken = [one for one in case.borrowings if one.kind != "copied" and not is_covered(one.span[0], copied)]
    firsts = {one.passages[0].split("#")[0] for one in taken if one.passages}
    others = {name.split("#")[0] for one in taken for name in one.passages}
    cited = {use.source for use in case.examination.evidence.sources if use.cited}
    return [s for s in case.contest.sources if s.id in firsts or (s.id in cited and (s.id in others or not s.is_read))]


def _note_works(case: Case, used: list[Source], wanted: int) -> Note | None:
    """Too few works: the contest's own rule is quoted, else one source alone is remarked on when much comes from it."""
    pieces = sum(use.uses for use in case.examination.evidence.sources)
    works = sorted({s.work for s in used})
    action, passages = _propose(case, used)
    if case.contest.rules.min_sources:
        said = (
            f"The contest's rule: at least {wanted} different sources. As far as the program can tell, {_count(used)}."
        )
        return Note("problem", None, said, action, passages, _RULE_WEIGHT if pieces else _ADVICE_WEIGHT)
    if len(works) == 1 and pieces >= _FEWEST_PIECES:
        return Note(
            "advice", None, f"Everything comes from one source: “{used[0].title}”.", action, passages, _ADVICE_WEIGHT
        )
    return None


def _count(used: list[Source]) -> str:
    works = {s.work for s in used}
    if not works:
        return "the essay uses none"
    return f"everything comes from one: “{used[0].title}”" if len(works) == 1 else f"the essay uses {len(works)}"


def _note_kind(kind: str, least: int, found: int) -> Note:
    said = f"The contest's rule: at least {least} of the kind “{kind}”. As far as the program can tell, the"
    f" essay uses {found}."
    return Note(
        "problem",
        None,
        said,
        f"Use another source of the kind “{kind}” where it supports your point.",
        (),
        _RULE_WEIGHT,
    )


def _propose(case: Case, used: list[Source]) -> tuple[str, tuple[str, ...]]:
    """A source that is not used yet and speaks of what the essay argues already, with the passage; else any unused one."""
    taken = {s.work for s in used}
    open_ = {s.id: s for s in case.contest.sources if s.work not in taken and s.is_read}
    near = _find_near(case, open_)
    if near:
        title = open_[near.split("#")[0]].title
        return f"“{title}” speaks of what you argue, too: use it there, and name it.", (near,)
    if open_:
        return f"Look into “{next(iter(open_.values())).title}” for your argument, and name it.", ()
    return "Use another source, and name it.", ()


def _find_near(case: Case, open_: Mapping[str, Source]) -> str | None:
    """A passage of an unused source that holds a point that the essay uses, or else one of the same group."""
    index = index_of(case.contest)
    used = {use.item for use in case.examination.evidence.items if use.use in ("quote", "paraphrase")}
    groups = {item.group for item in case.contest.key.items if item.id in used and item.group}
    profiles = profiles_of(case.contest)
    ranked = [p for p in profiles if p.item.id in used] + [p for p in profiles if p.item.group in groups]
    for profile in ranked:
        for number in profile.homes:
            passage = index.passages[number]
            if passage.source in open_:
                return passage.id
    return None


_DIARY = (
    "In the winter of 1902 the harbour council dismissed the keeper Tom Hill because he had let the lamp go out twice. He "
    "had asked for better oil in nine letters, and none of them was answered."
)
_PAPER = "The fishermen of the bay collected signatures and asked for the keeper's return, but the council refused."
_ITEMS = (
    EvidenceItem("A", "The council dismissed the keeper Tom Hill in 1902 because the lamp had gone out twice.", 3),
    EvidenceItem("B", "The fishermen of the bay collected signatures for the keeper's return.", 2),
)
_USED = "In 1902 the council dismissed the keeper Tom Hill, because his lamp had gone out twice. "
_TEXT = "I think that nobody should lose his place for such a thing, as everybody makes a mistake now and then. " * 3
CHECK = Check(
    id="source_breadth",
    title="The essay draws on different sources.",
    run=run,
    finds_problems=True,
    authority="Wineburg, S. (1991): Historical problem solving (corroboration of sources).",
    examples=(
        Example(
            _USED + _TEXT,
            says="everything comes from one",
            sources=(_DIARY, _PAPER),
            items=_ITEMS,
            rules=Rules(min_sources=2),
        ),
        Example(
            _USED + _TEXT + "The fishermen of the bay collected signatures for his return.",
            sources=(_DIARY, _PAPER),
            items=_ITEMS,
            rules=Rules(min_sources=2),
        ),
        Example(
            _TEXT, says="at least 1 of the kind", sources=(_DIARY, _PAPER), rules=Rules(min_by_kind=(("primary", 1),))
        ),
        Example(_USED + _TEXT, sources=(_DIARY,), items=_ITEMS),
    ),
)
