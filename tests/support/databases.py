"""The server that all tests of a run share, and workplaces in it that no two tests share."""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from data.store.address import DatabaseAddress

if TYPE_CHECKING:
    from collections.abc import Iterator

WRITER, READER = "amis_test_writer", "amis_test_reader"
"""Accounts that are members of what they are admitted to, and of nothing else."""

_TESTS = Path(__file__).parents[1]


@dataclass
class Server:
    """A server with the database `amis`."""

    folder: Path
    owner: psycopg.Connection

    def conninfo(self, user: str = WRITER, database: str = "amis") -> str:
        """How an account reaches it."""
        return f"postgresql:///{database}?host={self.folder}&user={user}"

    def address(self, folder: Path, name: str, user: str = WRITER) -> DatabaseAddress:
        """The address of a new workplace, to which the accounts for tests are admitted."""
        workplace = f"{name}-{secrets.token_hex(6)}"
        self.admit(workplace)
        return DatabaseAddress(self.conninfo(user), workplace, folder / workplace / name)

    def admit(self, workplace: str) -> None:
        """Let the accounts for tests use a workplace."""
        for account, writes in ((WRITER, True), (READER, False)):
            self.owner.execute("select amis.admit(%s, %s, %s)", (workplace, account, writes))

    def rows(self, workplace: str) -> Iterator[tuple[str, bytes]]:
        """Everything the database holds of a workplace, as text, by table."""
        for table in ("workplace", "record", "removal", "history", "copy", "reminded", "presence"):
            name = "name" if table == "workplace" else "workplace"
            what = "convert_from(document, 'utf8')" if table == "copy" else "t::text"
            query = f"select {what} from amis.{table} t where {name} = %s order by t::text"
            for (text,) in self.owner.execute(query, (workplace,)):
                yield table, text.encode()

    def url(self, address: DatabaseAddress, user: str = WRITER) -> str:
        """What `AMIS_DOCUMENT` says of an address."""
        return f"{self.conninfo(user)}&workplace={address.workplace}"


@contextlib.contextmanager
def shared_server(factory) -> Iterator[Server]:
    """The server of this run of tests: one for all workers."""
    base = factory.getbasetemp()
    several = "PYTEST_XDIST_WORKER" in os.environ
    note = (base.parent if several else base) / "postgres"
    with note.open("a+") as told:
        fcntl.flock(told, fcntl.LOCK_EX)
        told.seek(0)
        folder = told.read().strip()
        if not folder:
            # The tests' own process, or the one that hands them out.
            folder = _begin(os.getppid() if several else os.getpid())
            told.write(folder)
    conninfo = f"postgresql:///amis?host={folder}&user=postgres"
    with psycopg.connect(conninfo, autocommit=True) as owner:
        yield Server(Path(folder), owner)


def _begin(pid: int) -> str:
    folder = tempfile.mkdtemp(prefix="amis-pg-", dir="/tmp")
    paths = [str(_TESTS.parent), str(_TESTS), os.environ.get("PYTHONPATH", "")]
    server = subprocess.Popen(
        [sys.executable, "-P", str(_TESTS / "support" / "postgres.py"), folder, str(pid)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        start_new_session=True,
    )
    assert server.stdout is not None
    with server.stdout:
        ready = server.stdout.readline() == b"ready\n"
    if not ready:
        server.wait()
    assert ready, "no PostgreSQL server could be started"
    server.returncode = 0  # it outlives who started it, and ends by itself
    return folder
