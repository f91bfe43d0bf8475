"""Files of a form go to a folder piece by piece; they never lie in memory as a whole."""

import shutil
from pathlib import Path, PurePosixPath

from starlette.datastructures import FormData, UploadFile

from grader.errors import InvalidConfig

_PIECE = 1_000_000


def lay_down(form: FormData, folder: Path) -> list[tuple[str, Path]]:
    """Writes the files of a form below a new folder; their names, of which one that comes again gets a number, and paths."""
    folder.mkdir()
    laid: dict[str, Path] = {}
    for given in form.getlist("files"):
        if isinstance(given, UploadFile) and given.filename:
            path = folder / f"{len(laid)}{'.zip' if given.filename.lower().endswith('.zip') else ''}"
            with path.open("wb") as out:
                shutil.copyfileobj(given.file, out, _PIECE)
            laid[_name(given.filename, laid)] = path
    return list(laid.items())


def read_one(form: FormData, most_bytes: int, missing: InvalidConfig, too_large: InvalidConfig) -> tuple[bytes, str]:
    """The content of a form's only file, and its name without folders, at most its last hundred characters.

    Raises:
        InvalidConfig: `missing` there is none, `too_large` it has more bytes.
    """
    given = form.get("files")
    if not isinstance(given, UploadFile) or not given.filename:
        raise missing
    content = given.file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise too_large
    name = PurePosixPath(given.filename.replace("\\", "/")).name
    return content, "".join(c for c in name if c.isprintable())[-100:]


def _name(given: str, taken: dict[str, Path]) -> str:
    stem, dot, suffix = given.rpartition(".")
    name, number = given, 1
    while name in taken:
        number += 1
        name = f"{stem or suffix}-{number}{dot}{suffix if stem else ''}"
    return name
