"""Whether the contest's own rules about sources are kept; each rule that fails is quoted."""

from collections.abc import Mapping
from typing import Any

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.evidence.lexicon import STOP_NORMS
from grader.evidence.sources import is_named
from grader.model import Rules, Span
from grader.text.words import find_words

_BRACKETED = frozenset({"parenthetical", "mla", "apa"})
_FEWEST_WORDS = 60


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """Share of the contest's rules about sources that the essay keeps; length has a check of its own."""
    rules = case.contest.rules
    if len(case.reading.words) < _FEWEST_WORDS and not rules.forbid:
        return Outcome(None, reason=f"fewer than {_FEWEST_WORDS} words, too few to ask for sources")
    asked = [_min_sources(case), *_min_by_kind(case), *_forbidden(case), _outside(case), _style(case)]
    judged = [one for one in asked if one is not None]
    if not judged:
        return Outcome(None, reason="the contest has no rule about sources")
    notes = tuple(note for is_kept, note in judged if not is_kept)
    return Outcome(round(sum(is_kept for is_kept, _ in judged) / len(judged), 4), notes)


Judged = tuple[bool, Note]


def _rule(quoted: str, found: str, action: str, span: Span | None = None) -> Note:
    return Note("problem", span, f"The contest's rule: {quoted}. {found}", action, weight=0.6)


def _used_works(case: Case, kind: str = "") -> set[str]:
    """Works that the essay uses or names, parts of one counted once."""
    uses = {u.source for u in case.examination.evidence.sources if u.uses or u.cited}
    return {s.work for s in case.contest.sources if s.id in uses and kind in ("", s.kind)}


def _min_sources(case: Case) -> Judged | None:
    wanted = case.contest.rules.min_sources
    if not wanted:
        return None
    found = len(_used_works(case))
    said = f"The essay uses or names {found}, as far as the program can tell."
    return found >= wanted, _rule(f"at least {wanted} different sources", said, "Use another source, and name it.")


def _min_by_kind(case: Case) -> list[Judged]:
    judged = []
    for kind, wanted in case.contest.rules.min_by_kind:
        found = len(_used_works(case, kind))
        said = f"The essay uses or names {found}, as far as the program can tell."
        note = _rule(f"at least {wanted} of the kind “{kind}”", said, "Use another one, and name it.")
        judged.append((found >= wanted, note))
    return judged


def _forbidden(case: Case) -> list[Judged]:
    """Each forbidden source, with the first place where the essay names it."""
    judged = []
    for name in case.contest.rules.forbid:
        span = _find(case, name)
        note = _rule(f"“{name}” may not be cited", "The essay names it here.", "Find the fact in another source.", span)
        judged.append((span is None, note))
    return judged


def _find(case: Case, name: str) -> Span | None:
    wanted = [w.norm for w in find_words(name)]
    words = case.reading.words
    norms = [w.norm for w in words]
    for k in range(len(words) - len(wanted) + 1):
        if wanted and norms[k : k + len(wanted)] == wanted:
            return words[k].start, words[k + len(wanted) - 1].end
    return None


def _outside(case: Case) -> Judged | None:
    """Whether a citation names something that is no source of the contest."""
    if case.contest.rules.outside_sources != "none":
        return None
    for citation in case.reading.citations:
        norms = [w.norm for name in (*citation.names, citation.title) for w in find_words(name)]
        telling = [n for n in norms if n not in STOP_NORMS]
        known = any(is_named(norms, source, case.contest) for source in case.contest.sources) or _speaks(case, telling)
        if telling and not known:
            action = "Use the contest's own material instead."
            note = _rule(
                "only the contest's sources may be used", "This seems to be another one.", action, citation.span
            )
            return False, note
    return True, _rule("only the contest's sources may be used", "", "")


def _speaks(case: Case, names: list[str]) -> bool:
    """Whether the cited name is that of somebody whom the material quotes."""
    passages = (p.text.lower() for s in case.contest.sources for p in s.passages)
    return any(name in text for text in passages for name in names)


def _style(case: Case) -> Judged | None:
    style = case.contest.rules.citation_style
    if style == "any" or not _used_works(case):
        return None
    kinds = {c.kind for c in case.reading.citations}
    if style in _BRACKETED:
        is_kept, how = "parenthetical" in kinds, "sources in brackets behind what is taken from them"
    else:
        is_kept, how = bool(kinds & {"note", "note_mark"}), "notes with the source of what is taken"
    note = _rule(f"citation style {style}", "The essay has none that the program can see.", f"Add {how}.")
    return is_kept, note


_TEXT = "The keeper lit the lamp every evening, and nobody thanked him for it. "
CHECK = Check(
    id="rules",
    title="The contest's rules about sources are kept.",
    run=run,
    examples=(
        Example(_TEXT * 6 + "I found this in «Wikipedia» yesterday.", rules=Rules(forbid=("Wikipedia",))),
        Example(_TEXT * 6, says="at least 2 different sources", rules=Rules(min_sources=2)),
        Example(_TEXT * 6, rules=Rules(forbid=("Wikipedia",))),
    ),
)
