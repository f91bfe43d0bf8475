"""Essays that were sent, in a folder from which they are taken in."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from grader.errors import InvalidConfig
from grader.intake import Intake, take_in


def take_files(files: Sequence[tuple[str, Path]], scratch: Path) -> Intake:
    """What was sent, under codes.

    Args:
        files: names, and where the files lie; they are moved.
        scratch: a folder for them.

    Raises:
        InvalidConfig: there is no essay.
    """
    paths = _lay_out(files, scratch)
    if not paths:
        raise InvalidConfig("", "there is no essay", "Choose the essays, or the zip of your learning platform")
    return take_in(paths, scratch, is_blind=True)


def _lay_out(files: Sequence[tuple[str, Path]], scratch: Path) -> list[Path]:
    """Uploaded files in a folder, by the last part of their names; archives each stand for themselves."""
    folder = scratch / "files"
    folder.mkdir()
    paths = [folder] if any(not name.lower().endswith(".zip") for name, _ in files) else []
    for number, (name, path) in enumerate(files):
        base = PurePosixPath(name.replace("\\", "/")).name.replace("\x00", "")[-150:].lstrip(".") or "essay"
        is_archive = base.lower().endswith(".zip")
        place = scratch / str(number) if is_archive or (folder / base).exists() else folder
        place.mkdir(exist_ok=True)
        path.rename(place / base)
        if place != folder:
            paths.append(place / base)
    return paths
