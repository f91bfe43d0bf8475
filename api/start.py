"""Starting the service: the web process in this one, workers beside it, which are started again when they die."""

import gc
import signal
import socket
import subprocess  # nosec B404 - our own program alone
import sys
import webbrowser
from pathlib import Path
from threading import Event, Thread

import click
import uvicorn

from api.app import create_app
from api.auth import hash_token, make_token
from api.jobs import work
from api.settings import Settings, read_settings
from api.store.database import Database
from api.store.users import drop_invitations, has_users, invite
from api.webhooks.delivering import deliver
from grader.batch import default_workers
from grader.errors import InvalidConfig

_MANY_TASKS = 10_000
_WATCH_SECONDS = 1.0
_GRACE_SECONDS = 10


def start_service(data: Path | None, port: int, workers: int | None, *, opens_browser: bool) -> None:
    """Serves until it is stopped.

    Raises:
        InvalidConfig: the port is taken.
    """
    listening = _listen(port)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    settings = read_settings(data)
    database = open_store(settings)
    app = create_app(settings, database)
    link = address + _make_first_link(database)
    click.echo(f"The service is at {address}; its data lies in {settings.data}. Stop it with Ctrl+C.")
    if link != address:
        click.echo(f"Make the first account, once, within two days: {link}")
    stop = Event()
    keeper = Thread(target=_keep_workers, args=(settings, workers or default_workers(_MANY_TASKS), stop))
    keeper.start()
    if opens_browser:
        Thread(target=webbrowser.open, args=(link,), daemon=True).start()
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
    settle_memory()
    try:
        server.run(sockets=[listening])
    finally:
        stop.set()
        keeper.join()
        database.close()


def settle_memory() -> None:
    """Leaves what was loaded so far out of every later search for garbage: it stays, and walking it takes long."""
    gc.collect()
    gc.freeze()


def open_store(settings: Settings) -> Database:
    """The store, made when there is none; its folder is for this user alone."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(settings.database_url)
    database.upgrade()
    return database


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    if sys.platform != "win32":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen()  # whoever follows the link at once waits instead of being refused
    except OSError as error:
        listening.close()
        cause, remedy = f"port {port} is taken by another program", "Stop the other program, or give another --port"
        raise InvalidConfig("", cause, remedy) from error
    return listening


def _make_first_link(database: Database) -> str:
    """The path at which the first account can be made; empty when there is one."""
    with database.transaction() as session:
        if has_users(session):
            return ""
        token = make_token()
        drop_invitations(session, "owner")
        invite(session, hash_token(token), "owner")
    return f"/first/{token}"


def _keep_workers(settings: Settings, count: int, stop: Event) -> None:
    """Keeps that many workers alive; they end when the pipe to them is closed, even if this process is killed."""
    running: list[subprocess.Popen[bytes]] = []
    while not stop.is_set():
        running = [one for one in running if one.poll() is None]
        running += [_spawn_worker(settings) for _ in range(count - len(running))]
        stop.wait(_WATCH_SECONDS)
    for one in running:
        if one.stdin:
            one.stdin.close()
    for one in running:
        try:
            one.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            one.kill()


def _spawn_worker(settings: Settings) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "grader.cli", "worker", "--data", str(settings.data), "--with-parent"]
    return subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603  # nosec B603 - our own program


def start_worker(data: Path | None, *, with_parent: bool) -> None:
    """Grades until it is stopped by SIGTERM or Ctrl+C, or until its parent lets go of the pipe."""
    settings = read_settings(data)
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN if with_parent else lambda *_: stop.set())
    if with_parent:
        Thread(target=_await_parent, args=(stop,), daemon=True).start()
    database = open_store(settings)
    Thread(target=deliver, args=(database, settings, stop.is_set), daemon=True).start()
    try:
        work(database, settings, stop.is_set)
    finally:
        database.close()


def _await_parent(stop: Event) -> None:
    """The pipe from the parent says nothing; it ends when the parent does."""
    sys.stdin.buffer.read()
    stop.set()
