"""A rubric from a table: rows are criteria and columns levels, as teachers write them; or Canvas's own CSV.

Which checks speak to a criterion is guessed from its words, and the file says so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.documents.tables import Table
from grader.drafting.sources import make_id
from grader.drafting.toml_text import join_lines, write_comment, write_pair

_POINTS = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)(?:\s{0,2}(?:-|–|to)\s{0,2}(\d{1,3}(?:[.,]\d{1,2})?))?\s*(?:points?|pts?\.?|%)?",
    re.IGNORECASE,
)
_CANVAS = "rubric name"
_CORNER = re.compile(r"^(?:criteri(?:on|a)|category|categories|trait|aspect|skill|area|)$", re.IGNORECASE)
_NO_LEVEL = re.compile(
    r"^(?:weight(?:ing)?|points? earned|score|comments?|total|feedback|out of|max(?:imum)?|description)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"^(?:total|sum|overall score|comments?)\b", re.IGNORECASE)
_FEWEST_LEVELS = 2
_GUESSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"thesis|claim|position|argument(?!.*counter)|answers? the question|focus", ("thesis", "relevance")),
    (
        r"evidence|support|content|knowledge|use of (?:the )?(?:sources|material)|examples",
        ("source_coverage", "source_breadth"),
    ),
    (r"accura|factual|correct(?:ness)? of|honest", ("consistency", "quotation_accuracy", "copying", "chronology")),
    (r"quot", ("quotation_accuracy", "attribution")),
    (r"reason|analysis|explanation|explain|interpret|critical think|development", ("explanation",)),
    (r"counter|other views?|opposing|perspective|objection", ("counterargument",)),
    (r"organi[sz]|structure|coheren|paragraph|introduction|conclusion|order", ("organization",)),
    (r"convention|grammar|spelling|punctuation|mechanics|usage", ("conventions",)),
    (r"style|language|vocabulary|word choice|voice|fluency|clarity|sentence", ("style",)),
    (r"citation|cite|referenc|bibliograph|works cited|documentation|footnote", ("citations", "attribution")),
    (r"plagiaris|own words|originality", ("copying", "attribution")),
    (r"length|word (?:count|limit)", ("length",)),
)


@dataclass(frozen=True, slots=True)
class LevelDraft:
    """A level as the table gives it."""

    label: str
    points: float | None
    description: str


@dataclass(frozen=True, slots=True)
class CriterionDraft:
    """A criterion as the table gives it; levels lowest first."""

    label: str
    description: str
    levels: tuple[LevelDraft, ...]


def find_criteria(tables: Sequence[Table]) -> list[CriterionDraft]:
    """The criteria of the table that looks most like a rubric; empty when none does."""
    found = [
        _read_canvas(t) if t and t[0] and t[0][0].lower().lstrip("\ufeff") == _CANVAS else _read_grid(t) for t in tables
    ]
    return max(found, key=len, default=[])


def _read_canvas(table: Table) -> list[CriterionDraft]:
    """Canvas's CSV: name, criterion, its description, whether ranges count, then label, description, points again and again.

    Of several rubrics in a file the first is taken. Rows may be ragged.
    """
    criteria = []
    first = table[1][0] if len(table) > 1 else ""
    for row in table[1:]:
        if len(row) < 5 or row[0] not in {first, ""}:  # noqa: PLR2004 - four cells stand before the ratings
            continue
        levels = [
            LevelDraft(
                row[at],
                _read_points(row[at + 2] if at + 2 < len(row) else ""),
                row[at + 1] if at + 1 < len(row) else "",
            )
            for at in range(4, len(row), 3)
            if row[at]
        ]
        if len(levels) >= _FEWEST_LEVELS:
            criteria.append(CriterionDraft(row[1], row[2], _order(levels)))
    return criteria


def _read_grid(table: Table) -> list[CriterionDraft]:
    """Rows are criteria; the first row names levels, perhaps with their points."""
    header = next((k for k, row in enumerate(table) if _is_header(row)), None)
    if header is None:
        return []
    columns = [k for k, cell in enumerate(table[header]) if k and cell and not _NO_LEVEL.match(cell)]
    criteria = []
    for row in table[header + 1 :]:
        told = [k for k in columns if k < len(row) and row[k]]
        if not row[0] or _TOTAL.match(row[0]) or len(told) < _FEWEST_LEVELS:
            continue
        levels = [
            LevelDraft(_name_level(table[header][k]), _find_points(table[header][k], row[k]), row[k]) for k in told
        ]
        label, _, description = row[0].partition(":")
        criteria.append(CriterionDraft(label.strip(), description.strip(), _order(levels)))
    return criteria


def _is_header(row: Sequence[str]) -> bool:
    return bool(row) and _CORNER.match(row[0]) is not None and sum(map(bool, row[1:])) >= _FEWEST_LEVELS


def _name_level(head: str) -> str:
    """A level's name without its points; the points when there is nothing else."""
    name = re.sub(r"\(\s*\)", "", _POINTS.sub("", head)).strip(" -–:()")
    return name or head


def _find_points(head: str, cell: str) -> float | None:
    """Points in the head of the column, or else at the beginning of the cell."""
    return _read_points(head) if _POINTS.search(head) else _read_points(cell[:12] if re.match(r"\(?\d", cell) else "")


def _read_points(text: str) -> float | None:
    """The highest number of a text such as `10-8 points`, `4 – Excellent`, `1,75`."""
    found = _POINTS.search(text)
    return max(float(number.replace(",", ".")) for number in found.groups() if number) if found else None


def _order(levels: Sequence[LevelDraft]) -> tuple[LevelDraft, ...]:
    """Levels lowest first, with points 1, 2, … where the table gives none or repeats some."""
    points = [level.points for level in levels]
    if None in points or len(set(points)) < len(points):
        is_best_first = _GOOD.search(levels[0].label) is not None or _POOR.search(levels[-1].label) is not None
        ordered = list(levels[::-1] if is_best_first else levels)
        return tuple(LevelDraft(level.label, k, level.description) for k, level in enumerate(ordered, 1))
    return tuple(sorted(levels, key=lambda level: level.points or 0))


_GOOD = re.compile(r"excellent|exemplary|outstanding|advanced|strong|exceeds|superior|distinguished", re.IGNORECASE)
_POOR = re.compile(r"beginning|poor|weak|emerging|unsatisfactory|inadequate|needs|below|novice|missing", re.IGNORECASE)


def guess_checks(criterion: CriterionDraft, known: frozenset[str]) -> list[str]:
    """Ids of the checks that may speak to a criterion, by the words of its name, or else of its description."""
    for text in (criterion.label, criterion.description):
        found = [check for pattern, checks in _GUESSES if re.search(pattern, text, re.IGNORECASE) for check in checks]
        if found:
            return [check for check in dict.fromkeys(found) if check in known]
    return []


def write_rubric(criteria: Sequence[CriterionDraft], title: str, file: str, known: frozenset[str]) -> str:
    """A rubric file from a table."""
    return join_lines(_write(criteria, title, file, known))


def _write(criteria: Sequence[CriterionDraft], title: str, file: str, known: frozenset[str]) -> Iterator[str]:
    yield from write_comment(
        f"Made by `grader contest new` from {file}. Which checks speak to a criterion was guessed: look it through."
    )
    yield from write_comment(
        "`grader rubric check rubric.toml` tells whether it is right, and shows what each check looks for."
    )
    yield write_pair("id", make_id(title))
    yield write_pair("title", title)
    taken: set[str] = set()
    for criterion in criteria:
        name, number = make_id(criterion.label), 1
        while name in taken:
            number += 1
            name = f"{make_id(criterion.label)}-{number}"
        taken.add(name)
        yield from ("", "[[criterion]]", write_pair("id", name), write_pair("label", criterion.label))
        yield write_pair("description", criterion.description)
        checks = guess_checks(criterion, known)
        if not checks:
            yield from write_comment(
                "No check was found for this: a person scores it. Add [[criterion.check]] tables if you like."
            )
        for check in checks:
            yield from ("[[criterion.check]]", write_pair("use", check))
        for level in criterion.levels:
            yield from (
                "[[criterion.level]]",
                write_pair("label", level.label),
                write_pair("points", level.points or 0),
            )
            yield write_pair("description", level.description)
