"""A real sshd on loopback, set up with what `amis server-setup` prints for the document.

Whoever runs the tests is the one who logs in, since no account can be made for them. The files
printed are changed in nothing but that: the account, the group, and the folder they lie in.
"""

from __future__ import annotations

import getpass
import grp
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from support.terminals import PATIENCE, Terminal

if TYPE_CHECKING:
    from types import TracebackType

AMIS = str(Path(sys.executable).with_name("amis"))
SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
MISSING = "" if SSHD and shutil.which("ssh") else "no sshd is installed here"


class SshServer:
    """An sshd and the keys to it."""

    def __init__(self, folder: Path, document: Path, *, shared: bool) -> None:
        """Write its files.

        Args:
            folder: Where they lie.
            document: The document that its accounts open.
            shared: Whether the account is one that several share; else one of the group.
        """
        self.folder = folder
        self._user = getpass.getuser()
        self._keys_file = folder / "amis_keys"
        self._own_keys = folder / "own_keys"
        options = ("--group", "amis-group", "--account", self._user if shared else "amis-account")
        self._printed = {
            what: subprocess.run(
                [AMIS, "--document", document, "--language", "en", "server-setup",
                 "--print", what, *options],
                capture_output=True, text=True, check=True, timeout=PATIENCE,
            ).stdout
            for what in ("sshd", "keys")
        }  # fmt: skip
        # As somebody might write it who would like to be another.
        self._own_keys.write_text(f'environment="AMIS_USER=Bent" {self._key("own")}\n')
        lines = self._printed["keys"].replace("ssh-ed25519 AAAA…", "{}", 1)
        lines = lines.replace("ssh-ed25519 AAAA…", self._key("guest"))
        self._keys_file.write_text(lines.replace("{}", self._key("member")))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.config = folder / "sshd_config"
        self.config.write_text(self._config())
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)  # where it puts itself away, emptied at boot

    def _config(self) -> str:
        group = grp.getgrgid(os.getgid()).gr_name
        self._key("host")
        printed = self._printed["sshd"].replace("/etc/ssh/amis_keys", str(self._keys_file))
        included = self.folder / "amis.conf"
        included.write_text(printed.replace("Group amis-group", f"Group {group}"))
        return "\n".join(
            [
                f"Include {included}",
                f"Port {self.port}",
                "ListenAddress 127.0.0.1",
                f"HostKey {self.folder / 'host'}",
                "PidFile none",
                "UsePAM no",
                "PermitRootLogin prohibit-password",
                # The folder of a test lies in one that everybody may write.
                "StrictModes no",
                f"AuthorizedKeysFile {self._own_keys}",
                "Subsystem sftp internal-sftp",
                "",
            ]
        )

    def _key(self, name: str) -> str:
        path = self.folder / name
        if not path.exists():
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path],
                check=True, timeout=PATIENCE, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        return path.with_suffix(".pub").read_text().strip()

    def __enter__(self) -> SshServer:
        log = self.folder / "log"
        self._process = subprocess.Popen([str(SSHD), "-D", "-E", log, "-f", self.config])
        until = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                if self._process.poll() is not None or time.monotonic() > until:
                    self.__exit__(None, None, None)
                    raise AssertionError(log.read_text()) from None
                time.sleep(0.02)
            else:
                return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._process.terminate()
        self._process.wait(PATIENCE)

    def client(self, key: str, *words: str, options: tuple[str, ...] = ()) -> list[str]:
        """The command that connects with a key."""
        known = {
            "BatchMode": "yes", "IdentitiesOnly": "yes", "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": "/dev/null", "LogLevel": "ERROR", "SendEnv": "LC_* LANG",
        }  # fmt: skip
        settings = [word for name, value in known.items() for word in ("-o", f"{name}={value}")]
        return [
            "ssh", "-F", "none", "-p", str(self.port), "-i", str(self.folder / key),
            *options, *settings, f"{self._user}@127.0.0.1", *words,
        ]  # fmt: skip

    def run(
        self, key: str, *words: str, options: tuple[str, ...] = ()
    ) -> subprocess.CompletedProcess[str]:
        """Connect with a key, and ask for a command."""
        return subprocess.run(
            self.client(key, *words, options=options),
            env={"PATH": os.environ["PATH"], "HOME": str(self.folder)},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip

    def terminal(self, key: str, *words: str, **environ: str) -> Terminal:
        """Connect with a key in a terminal."""
        return Terminal(self.client(key, *words, options=("-tt",)), env=environ, cwd=self.folder)
