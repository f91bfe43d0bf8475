"""Contents of files, each kept once under its SHA-256."""

import hashlib

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from api.store.student_tables import Draft
from api.store.tables import Blob, ContestFile, Essay


def keep_blob(session: Session, content: bytes) -> str:
    """Stores a content unless it is there already; its hash."""
    name = hashlib.sha256(content).hexdigest()
    if session.get(Blob, name) is None:
        session.add(Blob(hash=name, content=content))
        session.flush()
    return name


def read_blob(session: Session, name: str) -> bytes:
    """The content of a hash.

    Raises:
        sqlalchemy.exc.NoResultFound: there is none.
    """
    return session.scalars(select(Blob.content).where(Blob.hash == name)).one()


def drop_unused_blobs(session: Session) -> None:
    """Forgets contents that no contest, essay or draft holds any more."""
    holders = (ContestFile.blob_hash, Essay.blob_hash, Draft.blob_hash)
    session.execute(delete(Blob).where(*(~exists().where(holder == Blob.hash) for holder in holders)))
