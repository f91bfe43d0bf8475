"""A contest as the class overview shows it: its material is cut to what names a passage."""

from dataclasses import replace
from functools import lru_cache

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from api.reading import load_version
from api.settings import Settings
from api.store.rows import keep_view
from api.store.tables import ContestVersion
from grader.model import Contest, Passage

_KEPT_WORDS = 10
_CONTEST = TypeAdapter(Contest)


def write_view(contest: Contest) -> str:
    """The contest with the first words of every passage, as JSON."""
    sources = tuple(replace(s, passages=tuple(_cut(p) for p in s.passages)) for s in contest.sources)
    return _CONTEST.dump_json(replace(contest, sources=sources)).decode()


def _cut(passage: Passage) -> Passage:
    return replace(passage, text=" ".join(passage.text.split()[:_KEPT_WORDS]))


@lru_cache(maxsize=16)
def _read(_version_id: str, told: str) -> Contest:
    return _CONTEST.validate_json(told)


def load_view(session: Session, version: ContestVersion, settings: Settings) -> Contest:
    """What the overview shows of a version; made from its material when no worker did so yet."""
    told = keep_view(session, version.id, lambda: write_view(load_version(session, version, settings)))
    return _read(version.id, told)
