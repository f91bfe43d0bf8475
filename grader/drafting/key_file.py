"""A drafted evidence key as evidence.toml, with comments that say what a teacher does with it."""

from collections.abc import Iterator

from grader.drafting.toml_text import Value, join_lines, write_comment, write_pair
from grader.model import Contest, EvidenceItem

_ADVICE = (
    "These points were picked from the material by a program. Nobody has read them yet, so they cost no essay any points.",
    "1. Delete what you would not look for in an essay.",
    "2. Reword what is left: one fact each, clear to somebody who has not read the material, without he, it or this.",
    "3. Add what is missing; source, passage, keywords and group may be left out.",
    "4. Set importance: 3 essential, 2 expected, 1 helpful.",
    'Then change status to “approved” and name this file in contest.toml: evidence = "evidence.toml"',
)


def render_key(items: tuple[EvidenceItem, ...], contest: Contest) -> str:
    """The text of evidence.toml for drafted items, in their order."""
    return join_lines(_write_lines(items, contest))


def _write_lines(items: tuple[EvidenceItem, ...], contest: Contest) -> Iterator[str]:
    yield from write_comment(f"Evidence key for “{contest.title}”, drafted.")
    for advice in _ADVICE:
        yield from write_comment(advice)
    yield write_pair("status", "drafted")
    unread = [source for source in contest.sources if not source.is_read]
    for source in unread:
        yield from write_comment(f"Not looked at: {source.title}: {source.problem or 'it holds no text'}")
    if not items:
        yield from write_comment("Nothing was found in the material that could be a point.")
    titles = {source.id: source for source in contest.sources}
    before = ""
    for item in items:
        if item.source != before:
            before = item.source
            yield ""
            yield from write_comment(f"From “{titles[before].title}”")
            if titles[before].reliability:
                yield from write_comment(f"Mind: {titles[before].reliability}")
        yield from _write_item(item)


def _write_item(item: EvidenceItem) -> Iterator[str]:
    yield ""
    yield "[[evidence]]"
    fields: dict[str, Value] = {
        "id": item.id,
        "statement": item.statement,
        "importance": item.importance,
        "source": item.source,
        "passage": item.passage,
        "keywords": list(item.keywords),
        "group": item.group,
    }
    for key, value in fields.items():
        yield write_pair(key, value)
