"""Contests and their versions."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store.blobs import keep_blob, read_blob
from api.store.tables import Contest, ContestFile, ContestVersion, User
from grader.errors import InvalidConfig

_LONGEST_PATH = 300


def list_contests(session: Session, user: User) -> Sequence[Contest]:
    """A user's contests, the newest first."""
    return session.scalars(
        select(Contest).where(Contest.user_id == user.id).order_by(Contest.created_at.desc(), Contest.id)
    ).all()


def find_contest(session: Session, user: User, contest_id: str) -> Contest | None:
    """A contest of this user; none when there is none or when it belongs to somebody else."""
    return session.scalars(select(Contest).where(Contest.id == contest_id, Contest.user_id == user.id)).one_or_none()


def add_contest(session: Session, user: User, title: str) -> Contest:
    """A contest without a version yet."""
    contest = Contest(user_id=user.id, title=title)
    session.add(contest)
    session.flush()
    return contest


def add_version(
    session: Session,
    contest: Contest,
    files: Mapping[str, bytes],
    version_hash: str,
    *,
    is_blind: bool,
    facts: Mapping[str, Any] | None = None,
) -> ContestVersion:
    """The next version of a contest; earlier ones and their reports stay as they are.

    Args:
        session: the transaction.
        contest: whose version it is.
        files: contents by path in the contest's folder; see `clean_path`.
        version_hash: the contest's hash, which reports name.
        is_blind: whether names are kept off its pages.
        facts: what the contest's page tells of it.

    Raises:
        InvalidConfig: a path leads out of the folder.
    """
    version = ContestVersion(
        contest_id=contest.id,
        number=len(contest.versions) + 1,
        hash=version_hash,
        is_blind=is_blind,
        facts=dict(facts or {}),
        files=[ContestFile(path=clean_path(p), blob_hash=keep_blob(session, c)) for p, c in sorted(files.items())],
    )
    contest.versions.append(version)
    session.flush()
    return version


def derive_version(
    session: Session,
    contest: Contest,
    old: ContestVersion,
    changed: Mapping[str, bytes | None],
    version_hash: str,
    *,
    is_blind: bool,
    facts: Mapping[str, Any],
) -> ContestVersion:
    """The next version of a contest, with the files of an earlier one but for those that changed.

    Args:
        session: the transaction.
        contest: whose version it is.
        old: the version that it is made from.
        changed: contents by path; none takes a file away.
        version_hash: the contest's hash, which reports name.
        is_blind: whether names are kept off its pages.
        facts: what the contest's page tells of it.
    """
    version = add_version(
        session,
        contest,
        {path: content for path, content in changed.items() if content is not None},
        version_hash,
        is_blind=is_blind,
        facts=facts,
    )
    kept = [file for file in old.files if file.path not in changed]
    session.add_all(ContestFile(version_id=version.id, path=file.path, blob_hash=file.blob_hash) for file in kept)
    session.flush()
    session.expire(version, ["files"])
    return version


def unpack_version(session: Session, version: ContestVersion, parent: Path) -> Path:
    """The folder of a version below `parent`, written from the store when it is not there yet.

    It appears at once and whole, so that a worker never sees half of a contest.
    """
    folder = parent / version.id
    if folder.is_dir():
        return folder
    parent.mkdir(parents=True, exist_ok=True)
    with_files = _write_files(session, version, parent)
    try:
        with_files.rename(folder)
    except OSError:  # another process was quicker
        if not folder.is_dir():
            raise
    return folder


def _write_files(session: Session, version: ContestVersion, parent: Path) -> Path:
    made = Path(tempfile.mkdtemp(prefix=".", dir=parent))
    for file in version.files:
        target = made / clean_path(file.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(read_blob(session, file.blob_hash))
    return made


def clean_path(path: str) -> str:
    """A path inside a contest's folder, with `/`.

    Raises:
        InvalidConfig: it leads out of the folder, or no system could write it.
    """
    shown = path.replace("\\", "/")
    parts = PurePosixPath(shown).parts
    is_odd = any(part == ".." or part.startswith("/") or ":" in part or not part.isprintable() for part in parts)
    if not parts or is_odd or len(shown) > _LONGEST_PATH:
        raise InvalidConfig(path[:_LONGEST_PATH], "this path leads out of the folder", "Rename the file")
    return "/".join(parts)
