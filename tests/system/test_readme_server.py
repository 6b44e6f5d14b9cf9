"""The README's section for administrators: every line of it works as written.

The lines are run in order by one shell. What they write outside a folder of the test is moved into
it, and what makes accounts or reloads a server is written down instead of done.
"""

from __future__ import annotations

import grp
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tui.server.files import SERVER_FILES

README = Path(__file__).parents[2] / "README.md"
SECTION = README.read_text("utf-8").partition("## For the one who runs the server\n")[2]
TRIED_ELSEWHERE = re.compile(r"<!-- ([\w-]+) -->.*?<!-- /\1 -->", re.DOTALL)
"""What is between marks is tried by the tests of its subject: git, the mail server's file."""
BLOCKS = re.findall(
    r"```sh\n(.*?)```", TRIED_ELSEWHERE.sub("", SECTION.partition("\n## ")[0]), re.DOTALL
)
INSTALLING = [block for block in BLOCKS if "pip" in block]
"""These fetch packages, and are what CI begins with."""
NOTED = ("groupadd", "usermod", "useradd", "systemctl", "sshd")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder in place of `/`, with the folders that a server has."""
    for folder in (
        "bin", "srv", "etc/profile.d", "etc/ssh/sshd_config.d", "etc/cron.d", "etc/systemd/system",
        "etc/bash_completion.d", "usr/local/share/man/man1",
    ):  # fmt: skip
        (tmp_path / folder).mkdir(parents=True)
    noted = tmp_path / "noted"
    for name in NOTED:
        _program(tmp_path / "bin" / name, f'echo "{name} $*" >> {noted}')
    _program(tmp_path / "bin" / "sudo", 'shift 2; exec "$@"')
    (tmp_path / "bin" / "amis").symlink_to(Path(sys.executable).with_name("amis"))
    return tmp_path


def _program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def _group() -> str:
    return grp.getgrgid(os.getgid()).gr_name


def run(block: str, root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-eux"],
        input=block,
        env={"PATH": f"{root / 'bin'}:/usr/bin:/bin", "HOME": str(root), "LANG": "C.UTF-8"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_section_is_found() -> None:
    assert len(BLOCKS) - len(INSTALLING) == 3


def test_every_line_works(root: Path) -> None:
    folder, copies, units = (block for block in BLOCKS if block not in INSTALLING)
    done = run(re.sub(r"-g \w+", f"-g {_group()}", moved_paths(folder, root)), root)
    assert done.returncode == 0, done.stderr
    assert (root / "srv/arbejdsmiljoe").stat().st_mode & 0o7777 == 0o2770
    text = moved_paths(copies + units, root)
    # Whoever runs this may be in no group of that name.
    text = text.replace("--print sshd", "--print sshd --group arbejdsmiljoe")
    # The units' own paths come out of the command.
    text = text.replace("| sh", f"| sed 's#/etc/#{root}/etc/#' | sh")
    done = run(text, root)
    assert done.returncode == 0, done.stderr
    written = {str(path.relative_to(root)) for path in (root / "etc").rglob("*") if path.is_file()}
    assert written == {
        "etc/profile.d/amis.sh", "etc/ssh/sshd_config.d/amis.conf", "etc/ssh/amis_keys",
        "etc/cron.d/amis", "etc/systemd/system/amis-mail.service",
        "etc/systemd/system/amis-mail.timer", "etc/bash_completion.d/amis",
        "etc/cron.d/amis-remind", "etc/systemd/system/amis-remind.service",
        "etc/systemd/system/amis-remind.timer",
    }  # fmt: skip
    for name in written - {"etc/bash_completion.d/amis"}:
        first = (root / name).read_text().splitlines()[0]
        assert first.removeprefix("# ").replace(str(root), "") == f"/{name}", (
            "it says where it lies"
        )
    noted = (root / "noted").read_text().splitlines()
    assert [row for row in noted if row.startswith("sshd")] == ["sshd -t"]
    assert "systemctl reload ssh" in noted


def moved_paths(text: str, root: Path) -> str:
    return re.sub(r"(?<![\w/.])/(etc|srv|usr/local)/", rf"{root}/\1/", text)


def test_everything_that_can_be_printed_for_a_server_is_told_of() -> None:
    parts = {"service", "timer"}  # of systemd
    for name in SERVER_FILES.keys() - parts:
        assert f"--print {name}" in SECTION


def test_the_accounts_can_be_made_as_it_says() -> None:
    """Options that the system's own programs know; they are not run."""
    for name, option in (("useradd", "--groups"), ("usermod", "-G"), ("groupadd", "--help")):
        if program := shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin"):
            told = subprocess.run([program, "--help"], capture_output=True, text=True, check=False)
            assert option in told.stdout + told.stderr
