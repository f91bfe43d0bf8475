"""Where the service keeps its data, and how it may be reached."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_LOCAL_URL = "http://127.0.0.1:8000"
REST_PER_MINUTE = 600
_LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation decides.

    Attributes:
        data: the folder of the database, the key of the cookies, and what is unpacked from the store; all may be made again
            but the database and the key.
        database_url: as SQLAlchemy writes it; SQLite in `data` by default.
        public_url: how people reach the service; cookies are only sent over https when it is https.
        hosts: names under which requests are answered, so that no other site can point its own name at this machine.
        rest_per_minute: how many requests a minute one key may send to each web process.
        reachable: hosts of the own network that webhooks and learning platforms may have; all others must be public.
    """

    data: Path
    database_url: str
    public_url: str = _LOCAL_URL
    hosts: tuple[str, ...] = _LOCAL_HOSTS
    rest_per_minute: int = REST_PER_MINUTE
    reachable: tuple[str, ...] = ()

    @property
    def is_https(self) -> bool:
        """Whether people reach the service over https."""
        return self.public_url.startswith("https:")


def read_settings(data: Path | None = None, public_url: str = "") -> Settings:
    """Settings from `GRADER_DATA`, `GRADER_DATABASE_URL`, `GRADER_PUBLIC_URL`, `GRADER_REST_PER_MINUTE`, `GRADER_REACHABLE`.

    Arguments come first.

    A PostgreSQL URL may begin with `postgresql://` or `postgres://`; psycopg 3 is the driver.
    """
    folder = (data or Path(os.environ.get("GRADER_DATA") or default_data_folder())).expanduser().absolute()
    url = os.environ.get("GRADER_DATABASE_URL") or f"sqlite:///{folder / 'grader.sqlite'}"
    public = public_url or os.environ.get("GRADER_PUBLIC_URL") or _LOCAL_URL
    host = urlsplit(public).hostname or ""
    hosts = tuple(dict.fromkeys((*_LOCAL_HOSTS, host)))
    limit = _read_limit(os.environ.get("GRADER_REST_PER_MINUTE", ""))
    reachable = tuple(os.environ.get("GRADER_REACHABLE", "").lower().replace(",", " ").split())
    return Settings(folder, _name_driver(url), public, hosts, limit, reachable)


def _read_limit(given: str) -> int:
    is_number = given.isascii() and given.isdigit() and int(given) > 0
    return int(given) if is_number else REST_PER_MINUTE


def _name_driver(url: str) -> str:
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def default_data_folder() -> Path:
    """The user's folder for programs' data, as each system has it."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "grader"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "grader"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "grader"
