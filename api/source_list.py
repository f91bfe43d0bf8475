"""The sources of a contest.toml: one more, one less, another file for one."""

import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, get_args

from starlette.datastructures import FormData, UploadFile

from api.contest_toml import CONTEST, Table, write_table
from api.store.contests import clean_path
from api.uploads import lay_down
from grader.documents.formats import is_known_suffix
from grader.drafting.sources import draft_link, guess_kind, make_id
from grader.errors import InvalidConfig
from grader.model import SourceKind

Changed = dict[str, bytes | None]
SOURCE_KINDS: tuple[str, ...] = get_args(SourceKind)
_LONGEST = 1_000


def read_source_file(form: FormData) -> tuple[str, bytes]:
    """Name and content of a form's first file.

    Raises:
        InvalidConfig: there is none of a kind that can be read.
    """
    with tempfile.TemporaryDirectory(prefix="grader-") as scratch:
        laid = lay_down(form, Path(scratch) / "files")
        if not laid or not is_known_suffix(_suffix(laid[0][0])):
            raise InvalidConfig(
                "",
                "there is no file that can be read",
                "Choose a text, a Word file, slides, a PDF or captions",
            )
        return laid[0][0], laid[0][1].read_bytes()


def read_source_form(form: FormData) -> tuple[Table, str, bytes | None]:
    """Fields of a new source as a page's form has them, and its file's name and content, none where it has an address alone.

    Title and kind that are not said are guessed from the file's name or the address.

    Raises:
        InvalidConfig: there is neither a file that can be read nor an address.
    """
    title, url = (" ".join(str(form.get(name, "")).split())[:_LONGEST] for name in ("title", "url"))
    if url and not url.startswith(("https://", "http://")):
        raise InvalidConfig("", "the address cannot be followed", "Begin it with https://")
    given = form.get("files")
    if url and not (isinstance(given, UploadFile) and given.filename):
        drafted = draft_link(url, title)
        return {"title": drafted.title, "kind": _read_kind(form, drafted.kind), "url": url}, "", None
    name, content = read_source_file(form)
    fields = {"title": title or PurePosixPath(name).stem, "kind": _read_kind(form, guess_kind(name))}
    return {**fields, **({"url": url} if url else {})}, name, content


def _read_kind(form: FormData, guessed: str) -> str:
    return str(form.get("kind")) if form.get("kind") in SOURCE_KINDS else guessed


def find_source(table: Table, source_id: str) -> Table | None:
    """A source by its id."""
    return next((one for one in table.get("source", []) if one["id"] == source_id), None)


def give_file(table: Table, source: Table, name: str, content: bytes) -> Changed:
    """The files that change when a source of the table gets a file; the table is changed, too."""
    source["file"] = _choose_path(table, source["id"], _suffix(name))
    return {source["file"]: content, CONTEST: write_table(table)}


def add_source(table: Table, fields: Mapping[str, Any], name: str, content: bytes | None) -> tuple[str, Changed]:
    """The id of a new source, which comes last, and the files that change.

    Args:
        table: contest.toml, which is not changed.
        fields: of the source, without its file; without an `id` one is made of the title.
        name: of its file.
        content: of its file; none: only its address is known.
    """
    taken = {one["id"] for one in table.get("source", [])}
    wanted = fields.get("id") or make_id(fields["title"])
    source_id = next(
        one for n in range(1, len(taken) + 2) if (one := wanted if n == 1 else f"{wanted}-{n}") not in taken
    )
    source = {**fields, "id": source_id}
    edited = {**table, "source": [*table.get("source", []), source]}
    return source_id, {CONTEST: write_table(edited)} if content is None else give_file(edited, source, name, content)


def remove_source(table: Table, source: Table) -> Changed:
    """The files that change when a source goes, with its file and with the corrections of its passages."""
    others = [one for one in table["source"] if one is not source]
    corrections = [one for one in table.get("correction", []) if one["passage"].partition("#")[0] != source["id"]]
    kept = {key: value for key, value in table.items() if key not in {"source", "correction"}}
    lists = {key: rows for key, rows in (("source", others), ("correction", corrections)) if rows}
    files: Changed = {CONTEST: write_table({**kept, **lists})}
    if source.get("file") and source["file"] not in {one.get("file") for one in others}:
        files[clean_path(source["file"])] = None
    return files


def _suffix(name: str) -> str:
    return PurePosixPath(name.lower()).suffix


def _choose_path(table: Table, source_id: str, suffix: str) -> str:
    """Where a source's file lies; no other source's file is written over."""
    taken = {one.get("file") for one in table["source"] if one["id"] != source_id}
    stems = (source_id if n == 1 else f"{source_id}-{n}" for n in range(1, len(taken) + 2))
    return next(path for stem in stems if (path := f"materials/{stem}{suffix}") not in taken)
