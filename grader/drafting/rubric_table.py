"""A rubric from a table: rows are criteria and columns levels, as teachers write them; or Canvas's own CSV.

Which checks speak to a criterion is guessed from its words, and the file says so.
"""

import re
from collections.abc import Iterator, Sequence

from grader.documents.tables import Table
from grader.drafting.sources import make_id
from grader.drafting.toml_text import join_lines, write_comment, write_pair
from grader.exchange.rubrics import read_table
from grader.exchange.rubrics.draft import FEWEST_LEVELS, CriterionDraft, LevelDraft, order_levels

_POINTS = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)(?:\s{0,2}(?:-|–|to)\s{0,2}(\d{1,3}(?:[.,]\d{1,2})?))?\s*(?:points?|pts?\.?|%)?",
    re.IGNORECASE,
)
_CORNER = re.compile(r"^(?:criteri(?:on|a)|category|categories|trait|aspect|skill|area|)$", re.IGNORECASE)
_NO_LEVEL = re.compile(
    r"^(?:weight(?:ing)?|points? earned|score|comments?|total|feedback|out of|max(?:imum)?|description)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"^(?:total|sum|overall score|comments?)\b", re.IGNORECASE)
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


def find_criteria(tables: Sequence[Table]) -> list[CriterionDraft]:
    """The criteria of the table that looks most like a rubric; empty when none does."""
    return max((_read(table) for table in tables), key=len, default=[])


def _read(table: Table) -> list[CriterionDraft]:
    """Of a platform's file, which may hold several rubrics, the first; else the rows of the table."""
    rubrics = read_table(table)
    return list(rubrics[0].criteria) if rubrics else _read_grid(table)


def _read_grid(table: Table) -> list[CriterionDraft]:
    """Rows are criteria; the first row names levels, perhaps with their points."""
    header = next((k for k, row in enumerate(table) if _is_header(row)), None)
    if header is None:
        return []
    columns = [k for k, cell in enumerate(table[header]) if k and cell and not _NO_LEVEL.match(cell)]
    criteria = []
    for row in table[header + 1 :]:
        told = [k for k in columns if k < len(row) and row[k]]
        if not row[0] or _TOTAL.match(row[0]) or len(told) < FEWEST_LEVELS:
            continue
        levels = [
            LevelDraft(_name_level(table[header][k]), _find_points(table[header][k], row[k]), row[k]) for k in told
        ]
        label, _, description = row[0].partition(":")
        criteria.append(CriterionDraft(label.strip(), description.strip(), order_levels(levels)))
    return criteria


def _is_header(row: Sequence[str]) -> bool:
    return bool(row) and _CORNER.match(row[0]) is not None and sum(map(bool, row[1:])) >= FEWEST_LEVELS


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


def guess_checks(criterion: CriterionDraft, known: frozenset[str]) -> list[str]:
    """Ids of the checks that may speak to a criterion, by the words of its name, or else of its description."""
    for text in (criterion.label, criterion.description):
        found = [check for pattern, checks in _GUESSES if re.search(pattern, text, re.IGNORECASE) for check in checks]
        if found:
            return [check for check in dict.fromkeys(found) if check in known]
    return []


def write_rubric(
    criteria: Sequence[CriterionDraft], title: str, file: str, known: frozenset[str], maker: str = "grader contest new"
) -> str:
    """A rubric file from a table, or from another program's rubric; `maker` is the command that made it."""
    told = f"Made by `{maker}` from {file}. Which checks speak to a criterion was guessed: look it through."
    return join_lines(_write(criteria, title, told, known))


def _write(criteria: Sequence[CriterionDraft], title: str, told: str, known: frozenset[str]) -> Iterator[str]:
    yield from write_comment(told)
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
