"""What `amis server-setup` prints for a server, on a real sshd: who may do what, and who it was."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from support import program
from support.ssh_server import MISSING, SSHD, SshServer

from data.own.identity import identify

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)

MEMBER = "Mette Holm"
"""The name that stands with the member's key."""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    folder = tmp_path / "group"
    folder.mkdir()
    return program.write(folder / "amis.json")


@pytest.fixture
def shared(tmp_path: Path, document: Path):
    """The server of an account that several share."""
    with SshServer(tmp_path, document, shared=True) as server:
        yield server


@pytest.fixture
def grouped(tmp_path: Path, document: Path):
    """The server of a group whose members each have an account."""
    with SshServer(tmp_path, document, shared=False) as server:
        yield server


def newest(document: Path) -> tuple[str, str]:
    """Who made the newest action, and what it says."""
    made = max(program.read(document).tables["action"].values(), key=lambda each: each.number)
    return made.created_by, made.measure


def in_ps() -> str:
    """The command of everything that runs, as everybody on the machine may read it."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(file.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
        except OSError:
            continue
    return "\n".join(found)


@pytest.mark.parametrize("shared", [True, False])
def test_sshd_takes_the_file(tmp_path: Path, document: Path, shared: bool) -> None:
    server = SshServer(tmp_path, document, shared=shared)
    done = subprocess.run(
        [str(SSHD), "-t", "-f", server.config], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


# -- an account that several share ---------------------------------------------------------


def test_the_key_says_who_is_at_work(shared: SshServer, document: Path) -> None:
    done = shared.run("member", "amis", "add", "'H: Støjskærm i værkstedet'")
    assert done.returncode == 0, done.stderr
    assert newest(document) == (MEMBER, "Støjskærm i værkstedet")


def test_a_client_cannot_say_who_it_is(shared: SshServer, document: Path) -> None:
    pretending = ("-o", "SetEnv=AMIS_USER=Bent AMIS_DOCUMENT=/etc/passwd PYTHONINSPECT=1")
    assert shared.run("member", "amis add 'H: Lys'", options=pretending).returncode == 0
    assert newest(document) == (MEMBER, "Lys")
    assert shared.run("member", "amis --user Bent add 'H: X'").returncode == 2


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="no /proc here")
def test_the_program_opens_and_ps_shows_no_name(shared: SshServer, document: Path) -> None:
    with shared.terminal("member", LC_ALL="C.UTF-8") as window:
        window.wait_for(program.FIRST_FRAME)
        assert str(document) in in_ps(), "the session is among what was looked at"
        assert MEMBER not in in_ps()
        window.press("a")
        window.type("H: Hegn")
        window.press("enter", "escape")
        window.wait_for("gemt")
        window.press("q")
        assert window.wait_exit() == 0
    assert newest(document) == (MEMBER, "Hegn")


@pytest.mark.parametrize(
    "words", ["id", "sh -i", "amis import /etc/passwd", "amis; id", "scp -t ."]
)
def test_nothing_but_amis_can_be_run(shared: SshServer, words: str) -> None:
    done = shared.run("member", words)
    assert (done.returncode, done.stdout) == (2, "")


def test_nothing_is_forwarded(shared: SshServer) -> None:
    done = shared.run("member", options=("-W", f"127.0.0.1:{shared.port}"))
    assert done.returncode != 0
    assert "SSH-2.0" not in done.stdout


def test_sftp_does_not_begin(shared: SshServer) -> None:
    done = shared.run("member", "sftp", options=("-s",))
    assert done.returncode == 2
    assert done.stdout == ""


def test_a_guest_reads_and_writes_nothing(shared: SshServer, document: Path) -> None:
    before = document.read_bytes()
    assert shared.run("guest", "amis list actions").stdout
    assert shared.run("guest", "amis add 'H: X'").returncode == 2
    assert document.read_bytes() == before


def test_a_terminal_from_before_utf_8_is_sent_letters_it_has(shared: SshServer) -> None:
    with shared.terminal("member", "amis status", LC_ALL="da_DK.ISO-8859-1") as window:
        assert window.wait_exit() == 0
        sent = window.sent()
    assert b"\xc3" not in sent
    assert {0xE6, 0xF8, 0xE5} & set(sent), "æ, ø or å, one byte each"


# -- a group ---------------------------------------------------------------------------------


def test_the_group_opens_amis_by_its_accounts_and_nothing_else(
    grouped: SshServer, document: Path
) -> None:
    assert grouped.run("own", "amis add 'H: Lys'").returncode == 0
    assert newest(document) == (identify({}).user, "Lys")
    assert grouped.run("own", "id").returncode == 2
    with grouped.terminal("own", LC_ALL="C.UTF-8") as window:
        window.wait_for(program.FIRST_FRAME)
        window.press("q")
        assert window.wait_exit() == 0
