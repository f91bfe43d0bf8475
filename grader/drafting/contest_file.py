"""A commented contest.toml from whatever lies in a folder, and the list of what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grader.checks import CHECKS
from grader.documents.signature import find_named_foreign
from grader.documents.tables import read_tables
from grader.drafting.rubric_table import find_criteria, write_rubric
from grader.drafting.sources import Folder, SourceDraft, look_through, make_id
from grader.drafting.task import Rule, find_question, find_rules
from grader.drafting.toml_text import join_lines, write_comment, write_long, write_pair
from grader.errors import InvalidConfig, UnreadableFile
from grader.preflight import PLACEHOLDER

CONTEST, RUBRIC = "contest.toml", "rubric.toml"
_DEFAULT_RUBRIC = "source-based-history"
_UNREAD = "nothing can be checked against it until its text is here and `file` names it"
_CAPTIONS = (
    "How to get the captions of a video: most players show them under “Show transcript”, `yt-dlp --write-subs "
    "--write-auto-subs --skip-download ADDRESS` saves them, or ask whoever published it. Save them as .vtt, .srt or .txt."
)
_PAGE = "How to get a web page: open it in a browser and save it as .html."
_FILMED = ("video", "documentary")
_RULES: tuple[tuple[str, str, str], ...] = (
    (
        "words",
        '{ min = 400, max = 900, count = "body" }',
        "how long; body leaves out title, notes and bibliography, all counts them",
    ),
    ("min_sources", "3", "different sources that an essay should use; parts of one work count once"),
    ("min_by_kind", "{ primary = 2 }", "how many of a kind: handout, slides, video, documentary, article, primary"),
    ("forbid", '["Wikipedia"]', "sources that may not be cited"),
    ("outside_sources", '"allowed"', "sources beyond the material: welcome, allowed, none"),
    ("citation_style", '"any"', "any, parenthetical, notes, turabian, mla, apa"),
    ("evidence_target", "12", "how many points of the evidence key a full answer uses"),
    ("deadline", "2026-12-01", "who was late is shown where a learning platform tells it; it costs no points"),
    ("blind", "true", "reports carry codes and no names; students.csv alone tells whose they are"),
    ("draft_feedback", '"language"', "what students may see: none, language, full"),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be written, and what a teacher should know.

    Attributes:
        files: text by file name: contest.toml, and rubric.toml when a table was found.
        missing: sentences for the teacher, each with what to do.
        unread: the files of material that could not be read.
    """

    files: dict[str, str]
    missing: tuple[str, ...]
    unread: tuple[str, ...] = ()


def draft_contest(folder: Path) -> Draft:
    """A contest from a folder; nothing is written.

    Raises:
        InvalidConfig: there is no such folder, it holds a contest already, or nothing that can be read.
    """
    if not folder.is_dir():
        raise InvalidConfig(str(folder), "there is no such folder", "Name the folder that holds the material")
    for name in (CONTEST, RUBRIC):
        if (folder / name).exists():
            raise InvalidConfig(str(folder / name), "this file exists already", "Delete it, or choose another folder")
    found = look_through(folder)
    if not found.sources and not found.task[0]:
        kinds = ".html, .docx, .pdf, .pptx, .vtt or .txt"
        raise InvalidConfig(
            str(folder), "there is nothing here that can be read", f"Put the material there, as {kinds}"
        )
    rubric, problem = _draft_rubric(folder, found)
    prompt, origin = _find_prompt(found)
    rules = find_rules(found.task[0] or "\n\n".join([prompt, *found.handouts.values()]))
    files = {CONTEST: join_lines(_write(folder, found, rules, (prompt, origin), has_rubric=bool(rubric)))}
    files |= {RUBRIC: rubric} if rubric else {}
    missing = tuple(_list_missing(found, prompt, problem, has_rubric=bool(rubric)))
    return Draft(files, missing, tuple(source.file for source in found.sources if source.problem))


def _find_prompt(found: Folder) -> tuple[str, str]:
    """The question and where it was found; empty when it was not."""
    text, file = found.task
    if text:
        return text.strip(), file
    for name, handout in found.handouts.items():
        if question := find_question(handout):
            return question, name
    return "", ""


def _draft_rubric(folder: Path, found: Folder) -> tuple[str, str]:
    """The rubric's file, or why there is none."""
    if not found.rubric:
        return "", ""
    try:
        criteria = find_criteria(read_tables((folder / found.rubric).read_bytes(), found.rubric))
    except (UnreadableFile, OSError) as error:
        return "", f"{found.rubric} could not be read: {getattr(error, 'cause', error)}."
    if not criteria:
        return "", f"{found.rubric} holds no table whose rows are criteria and whose columns are levels."
    known = frozenset(check.id for check in CHECKS)
    return write_rubric(criteria, f"Rubric of {folder.resolve().name}", found.rubric, known), ""


def _write(
    folder: Path, found: Folder, rules: list[Rule], prompt: tuple[str, str], *, has_rubric: bool
) -> Iterator[str]:
    title = folder.resolve().name
    yield from write_comment(
        "Made by `grader contest new` from the files in this folder. Everything here is a proposal: read it,"
    )
    yield from write_comment("change what is not right, and then run `grader contest check` on the folder.")
    yield write_pair("id", make_id(title))
    shown = " ".join(title.replace("_", " ").replace("-", " ").split())
    yield write_pair("title", shown[:1].upper() + shown[1:] or title, "shown at the top of reports")
    yield ""
    question, origin = prompt
    yield from write_comment(f"The question, from {origin}." if question else "No question was found: write it here.")
    yield write_long("prompt", question or PLACEHOLDER)
    yield ""
    if has_rubric:
        yield write_pair("rubric", RUBRIC, f"made from {found.rubric}; the checks in it were guessed")
    else:
        yield write_pair("rubric", _DEFAULT_RUBRIC, "or argument-essay, holistic-6, or a .toml beside this file")
    yield from write_comment(
        'evidence = "evidence.toml" # the points you hope to see used; `grader outline` drafts them'
    )
    yield from _write_rules(rules)
    for number, source in enumerate(found.sources):
        yield from _write_source(source, is_first=number == 0)


def _write_rules(rules: list[Rule]) -> Iterator[str]:
    """Rules that were found, with the words they rest on, and all others as comments."""
    given = {rule.key: rule for rule in rules}
    yield from ("", "[rules]  # all optional; a rule that an essay does not keep is quoted in its report")
    for key, example, meaning in _RULES:
        if key in given:
            yield from write_comment(f"{meaning}; from: “{given[key].ground}”")
            yield write_pair(key, given[key].value)
        else:
            yield f"# {key} = {example}  # {meaning}"
    yield write_pair("language", "en", "essays in other languages are hardly checked yet")


def _write_source(source: SourceDraft, *, is_first: bool) -> Iterator[str]:
    """A source; what else may be said of one stands below the first."""
    yield from ("", "[[source]]", write_pair("id", source.id))
    if source.file:
        yield write_pair("file", source.file)
    if source.url:
        yield write_pair("url", source.url)
        suffix, what = (".vtt", "its captions") if source.kind in _FILMED else (".html", "the page")
        yield f'# file = "materials/…{suffix}"  # {what}, when saved'
    yield write_pair("title", source.title)
    yield write_pair("kind", source.kind, "handout, slides, video, documentary, article or primary" if is_first else "")
    if source.part_of:
        yield write_pair("part_of", source.part_of, "parts of one work count as one source")
    if is_first:
        yield '# author = "…"'
        yield '# reliability = "…"  # shown wherever the source is cited, such as: forced confession'
        yield '# aliases = ["…"]  # how essays may name it'
    if source.problem:
        yield from write_comment(f"It could not be read: {source.problem}")


def _list_missing(found: Folder, prompt: str, problem: str, *, has_rubric: bool) -> Iterator[str]:
    for source in found.sources:
        if source.problem:
            yield f"{source.file} could not be read: {source.problem.rstrip('.')}."
        elif source.url and not source.file:
            yield f"{source.title} ({source.url}) is known by its address alone: {_UNREAD}."
    unread = {source.kind in _FILMED for source in found.sources if source.url and not source.file}
    yield from (said for is_filmed, said in ((True, _CAPTIONS), (False, _PAGE)) if is_filmed in unread)
    if not prompt:
        yield "No question was found: write `prompt` in contest.toml. A file called prompt.txt would have been taken."
    if problem:
        yield problem
    if not has_rubric:
        yield f"No rubric was made: {_DEFAULT_RUBRIC} is taken. A table in rubric.docx, .xlsx or .csv is read."
    yield "There is no evidence key yet: run `grader outline` on the folder, read the draft, and set `evidence`."
    if not found.essays:
        yield "There are no essays yet: put them into essays/, or give `grader grade` the zip of your learning platform."
    for name in found.others:
        foreign = find_named_foreign(PurePosixPath(name).suffix.lower())
        why = f"{foreign.cause}. {foreign.remedy}" if foreign else "files of this kind are not read"
        yield f"{name} was left aside: {why}."
