"""Files of a form go to a folder piece by piece; they never lie in memory as a whole."""

import shutil
from pathlib import Path

from starlette.datastructures import FormData, UploadFile

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


def _name(given: str, taken: dict[str, Path]) -> str:
    stem, dot, suffix = given.rpartition(".")
    name, number = given, 1
    while name in taken:
        number += 1
        name = f"{stem or suffix}-{number}{dot}{suffix if stem else ''}"
    return name
