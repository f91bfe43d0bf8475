"""Whether sources are cited as the contest asks, and so that a reader can find them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.evidence.outside import find_name, find_outside
from grader.model import Rules, Span
from grader.text.citations import Citation
from grader.text.works_cited import (
    find_loose_marks,
    find_uncited,
    find_unlisted,
    is_bare_address,
    list_entries,
    missing_parts,
)

_BRACKETED = frozenset({"parenthetical", "mla", "apa"})
_LISTED = frozenset({"mla", "apa"})
_FEWEST_WORDS = 60
_FEWEST_MIXED, _MOST_MISSING = 2, 1
_RULE_WEIGHT, _SHAPE_WEIGHT, _REMARK_WEIGHT = 0.6, 0.35, 0.15
_FULL, _HALF = 1.0, 0.5


class Judged(NamedTuple):
    """One question about the citations: the share that is as it should be, how much it counts, and its notes."""

    share: float
    weight: float
    notes: tuple[Note, ...] = ()


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """Weighted share of what is asked of citations: rules of the contest count full, matters of shape half."""
    rules = case.contest.rules
    if len(case.reading.words) < _FEWEST_WORDS and not rules.forbid:
        return Outcome(None, reason=f"fewer than {_FEWEST_WORDS} words, too few to ask for citations")
    judged = [*_forbidden(case), *_outside(case), *_style(case), *_mixture(case), *_matches(case), *_entries(case)]
    notes = tuple(note for one in judged for note in one.notes)
    total = sum(one.weight for one in judged)
    if not total:
        return Outcome(None, notes, "the essay has no citation, and the contest has no rule about citing")
    return Outcome(round(sum(one.share * one.weight for one in judged) / total, 4), notes)


def _rule(quoted: str, found: str, action: str, span: Span | None = None) -> Note:
    return Note("problem", span, f"The contest's rule: {quoted}. {found}", action, (), _RULE_WEIGHT)


def _forbidden(case: Case) -> Iterator[Judged]:
    """Each forbidden source, with the first place where the essay names it; to leave it alone is no merit."""
    for name in case.contest.rules.forbid:
        span = find_name(case.reading, name)
        if span:
            action = "Find the fact in another source."
            yield Judged(0.0, _FULL, (_rule(f"“{name}” may not be cited", "The essay names it here.", action, span),))


def _outside(case: Case) -> Iterator[Judged]:
    """Cited sources that are not the contest's: against the rule, or only not checked."""
    wanted = case.contest.rules.outside_sources
    found = None if wanted == "welcome" else find_outside(case.reading, case.contest)
    if found is None:
        return
    if wanted == "none":
        action = "Use the contest's own material instead."
        said = "only the contest's sources may be used"
        yield Judged(0.0, _FULL, (_rule(said, "This seems to be another one.", action, found.span),))
    else:
        said = "This source does not belong to the contest's material, so the program could not check it."
        note = Note("advice", found.span, said, "Make sure that a reader can find it.", (), _REMARK_WEIGHT)
        yield Judged(1.0, 0.0, (note,))


def _style(case: Case) -> Iterator[Judged]:
    """Whether sources are cited in the way that the contest asks for."""
    style = case.contest.rules.citation_style
    is_using = any(u.uses or u.cited for u in case.examination.evidence.sources) or case.examination.quotations
    if style == "any" or not is_using:
        return
    kinds = {c.kind for c in case.reading.citations}
    is_kept, how = bool(kinds & {"note", "note_mark"}), "notes with the source of what is taken"
    if style in _BRACKETED:
        is_kept, how = "parenthetical" in kinds, "sources in brackets behind what is taken from them"
    note = _rule(f"citation style {style}", "The essay has none that the program can see.", f"Add {how}.")
    yield Judged(float(is_kept), _FULL, () if is_kept else (note,))
    if style in _LISTED and is_kept:
        yield from _listed_style(case, style)


def _listed_style(case: Case, style: str) -> Iterator[Judged]:
    """MLA and APA ask for a list of works, and APA for years in the brackets."""
    citations = case.reading.citations
    has_list = bool(list_entries(case.reading.text, citations))
    note = _rule(f"citation style {style}", "There is no list of the works cited.", "Add the list at the end.")
    yield Judged(float(has_list), _FULL, () if has_list else (note,))
    named = [c for c in citations if c.kind == "parenthetical" and c.names]
    undated = [c for c in named if c.year is None]
    if style == "apa" and named:
        said = "This citation has no year."
        late = (
            (_rule("citation style apa", said, "Write author and year: (Brown, 2004).", undated[0].span),)
            if undated
            else ()
        )
        yield Judged(1 - len(undated) / len(named), _HALF, late)
    dated = [c for c in named if c.year is not None]
    if style == "mla" and named:
        said = "This citation has a year, where MLA has the page."
        notes = (
            (_rule("citation style mla", said, "Write author and page: (Brown 12).", dated[0].span),) if dated else ()
        )
        yield Judged(1 - len(dated) / len(named), _HALF, notes)


def _mixture(case: Case) -> Iterator[Judged]:
    """Whether one way of citing is kept to."""
    bracketed = [c for c in case.reading.citations if c.kind == "parenthetical"]
    marks = [c for c in case.reading.citations if c.kind == "note_mark"]
    if not bracketed and not marks:
        return
    fewer = min(bracketed, marks, key=len)
    if len(fewer) < _FEWEST_MIXED:
        yield Judged(1.0, _HALF)
        return
    said = "Sources stand in brackets in some places and in notes in others."
    note = Note("advice", fewer[0].span, said, "Choose one of the two and keep to it.", (), _SHAPE_WEIGHT)
    yield Judged(0.5, _HALF, (note,))


def _matches(case: Case) -> Iterator[Judged]:
    """Whether citations and the list of works, marks and notes answer one another."""
    reading = case.reading
    citations = reading.citations
    entries = list_entries(reading.text, citations)
    if entries:
        running = [c for c in citations if c.kind == "parenthetical"]
        unlisted = find_unlisted(reading.text, citations)
        action = "Add it to the list at the end."
        if running:
            yield _share(unlisted, running, "The list of works has nothing for this citation.", action)
        uncited = find_uncited(reading.text, citations, [p.span for p in reading.prose])
        if running or case.contest.rules.citation_style in _LISTED:
            action = "Cite it where you use it, or take it off the list."
            yield _share(uncited, entries, "This work is on the list, but the essay never names it.", action)
    marks = [c for c in citations if c.kind in ("note_mark", "note") and c.label]
    if any(c.kind == "note" for c in marks):
        action = "Give mark and note the same number."
        yield _share(
            find_loose_marks(citations),
            marks,
            "This number has no partner: a mark wants a note, and a note a mark.",
            action,
        )


def _share(wrong: Sequence[Citation], asked: Sequence[Citation], said: str, action: str) -> Judged:
    """The share that is right, with a note at the first that is not."""
    notes = (Note("advice", wrong[0].span, said, action, (), _SHAPE_WEIGHT),) if wrong else ()
    return Judged(1 - len(wrong) / len(asked), _HALF, notes)


def _entries(case: Case) -> Iterator[Judged]:
    """Whether the entries show who, what, when and where; in a style of the writer's choice, at least who or what."""
    text, style = case.reading.text, case.contest.rules.citation_style
    entries = list_entries(text, case.reading.citations)
    if not entries:
        return
    if style not in _LISTED and style != "turabian":
        bare = [c for c in entries if is_bare_address(text, c)]
        yield _share(bare, entries, "An address alone does not tell who wrote it.", "Add the author and the title.")
        return
    lacking = [(c, missing) for c in entries if len(missing := missing_parts(text, c)) > _MOST_MISSING]
    said = f"This entry shows no {' and no '.join(lacking[0][1])}." if lacking else ""
    action = "An entry needs author, title, year, and publisher, place or address, as far as they are known."
    yield _share([c for c, _ in lacking], entries, said, action)


_TEXT = "The keeper lit the lamp every evening, and nobody thanked him for it. "
_SOURCE = "The harbour council dismissed the keeper Tom Hill in 1902 for letting the lamp go out twice."
CHECK = Check(
    id="citations",
    title="Sources are cited as the contest asks, and so that a reader can find them.",
    run=run,
    finds_problems=True,
    authority="MLA Handbook (2021, 9th edition); Publication Manual of the APA (2020, 7th); Turabian (2018, 9th).",
    examples=(
        Example(_TEXT * 6 + "I found this in «Wikipedia» yesterday.", rules=Rules(forbid=("Wikipedia",))),
        Example(
            _TEXT * 6 + "He was alone «(Vandermeer, 1998)».",
            says="only the contest's sources",
            sources=(_SOURCE,),
            rules=Rules(outside_sources="none"),
        ),
        Example(
            _TEXT * 6 + "The book says: “The harbour council dismissed the keeper Tom Hill”.",
            says="citation style mla",
            sources=(_SOURCE,),
            rules=Rules(citation_style="mla"),
        ),
        Example(
            _TEXT * 6 + "He was alone.[1] He was cold «(Source 1)», and wet (Source 1).[2]",
            sources=(_SOURCE,),
            says="in brackets in some",
        ),
        Example(_TEXT * 6, rules=Rules(forbid=("Wikipedia",))),
        Example(_TEXT * 6 + "He was alone «(Vandermeer, 1998)».", says="could not check it", sources=(_SOURCE,)),
    ),
)
