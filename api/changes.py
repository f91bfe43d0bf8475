"""A change to a contest: tried in a process of its own, then kept as the next version; old reports keep theirs."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from fastapi import HTTPException

from api.contest_files import load_prepared
from api.contest_views import load_view, write_view
from api.material import READER
from api.settings import Settings
from api.store.audit import note
from api.store.blobs import read_blob
from api.store.contests import derive_version, unpack_version
from api.store.database import Database
from api.store.models import MODEL_FILE
from api.store.rows import keep_view
from api.store.tables import Contest, ContestVersion, User
from grader.model import Contest as Loaded


def change(
    database: Database,
    settings: Settings,
    user: User,
    version: ContestVersion,
    changed: Mapping[str, bytes | None],
    what: str,
    **detail: str,
) -> None:
    """Makes the next version of a contest.

    Args:
        database: the store.
        settings: where versions are unpacked.
        user: who changes it.
        version: the newest version, which the change was made from.
        changed: new contents by path; none takes a file away.
        what: the kind of change, for the log.
        detail: what else the log tells.

    Raises:
        InvalidConfig: the contest could not be used any more; nothing was changed.
        HTTPException: somebody else changed it meanwhile.
    """
    with database.transaction() as session:
        own = session.get_one(ContestVersion, version.id)
        before = load_view(session, own, settings)
        folder = unpack_version(session, own, settings.data / "contests")
    with tempfile.TemporaryDirectory(prefix="grader-") as scratch:
        prepared = READER.run(load_prepared, _copy(folder, Path(scratch) / "contest", changed))
        loaded = prepared.contest
        with database.transaction() as session:
            contest = session.get_one(Contest, version.contest_id, with_for_update=True)
            old = contest.versions[-1]
            if old.id != version.id:
                raise HTTPException(
                    409, "Somebody changed this contest meanwhile. Go back, reload the page, try again."
                )
            made = derive_version(
                session,
                contest,
                old,
                {**changed, **_drop_unfit_model(old, before, loaded)},
                loaded.hash,
                is_blind=loaded.rules.blind,
                facts={**prepared.facts, "missing": []},
            )
            contest.title = loaded.title
            keep_view(session, made.id, lambda: write_view(loaded))
            note(session, user.id, f"contest.{what}", contest.id, version=made.number, **detail)


def _copy(folder: Path, copy: Path, changed: Mapping[str, bytes | None]) -> Path:
    """The folder of a version with changed files; the others are the same files under another name."""
    shutil.copytree(folder, copy, copy_function=_link)
    for name, content in changed.items():
        path = copy / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
    return copy


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or a system without links
        shutil.copyfile(source, target)


def _drop_unfit_model(version: ContestVersion, before: Loaded, after: Loaded) -> dict[str, bytes | None]:
    """A model gives the points of the rubric that it learned; another rubric has none."""
    has_model = any(file.path == MODEL_FILE for file in version.files)
    return {MODEL_FILE: None} if has_model and before.rubric.hash != after.rubric.hash else {}


def read_file(database: Database, version: ContestVersion, path: str) -> bytes | None:
    """A file of a version; none where it has no such file."""
    with database.reading() as session:
        own = session.get_one(ContestVersion, version.id)
        named = next((file.blob_hash for file in own.files if file.path == path), None)
        return read_blob(session, named) if named else None
