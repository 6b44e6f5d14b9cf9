"""An account that opens AMIS and nothing else: every way out is tried, and closed."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from support import program

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "do not show this"


@pytest.fixture
def evil(tmp_path: Path) -> dict[str, str]:
    """What a client could send, if sshd let it: each of these would run or write something."""
    trap = tmp_path / "trap"
    trap.mkdir()
    (trap / "sitecustomize.py").write_text(f"open({str(trap / 'ran')!r}, 'w')")
    (trap / "textual.py").write_text(f"open({str(trap / 'ran')!r}, 'w')")
    (trap / "data.py").write_text(f"open({str(trap / 'ran')!r}, 'w')")
    return {
        "PYTHONINSPECT": "1",
        "PYTHONBREAKPOINT": "os.system",
        "TEXTUAL_LOG": str(trap / "log"),
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(trap),
        "TEXTUAL_PRESS": "q",
        "TEXTUAL": "devtools",
        "XDG_STATE_HOME": str(trap / "state"),
        "XDG_DATA_HOME": str(trap / "data"),
        "XDG_CONFIG_HOME": str(trap / "config"),
        "EDITOR": "/bin/sh",
        "PAGER": "/bin/sh",
        "BROWSER": "/bin/sh",
        "AMIS_USER": "Somebody else",
        "AMIS_DOCUMENT": "/etc/passwd",
    }


@pytest.fixture
def inside(start, document, evil):
    """Opens the program as an SSH forced command does, with all that a client could send."""

    def begin(*limits: str, **options):
        return start(
            "--restricted", *limits, "--document", str(document), "--user", "karen",
            document=None, env=evil, **options,
        )  # fmt: skip

    return begin


def around(tmp_path: Path) -> set[Path]:
    return set((tmp_path / "trap").rglob("*"))


def test_nothing_the_client_sends_counts(inside, evil, tmp_path, document):
    before = around(tmp_path)
    window = inside()
    window.press("a")
    window.type("H: Hegn")
    window.press("enter", "escape")
    window.wait_for("gemt")
    window.press("q")
    assert window.wait_exit() == 0
    assert around(tmp_path) == before
    made = [a for a in program.read(document).tables["action"].values() if a.measure == "Hegn"]
    assert [a.created_by for a in made] == ["karen"]


def test_the_suspend_key_suspends_nothing(inside):
    window = inside()
    window.send(b"\x1a")
    window.press("4")
    window.wait_for("Løsning")
    assert window.process.poll() is None


def test_another_file_cannot_be_read(inside, tmp_path, document):
    secret = tmp_path / "secret.csv"
    secret.write_text(f"Problem;Ansvarlig\n{SECRET};x\n")
    (document.parent / "export").mkdir()
    (document.parent / "export" / "link.csv").symlink_to(secret)
    window = inside(size=(120, 40))
    for named in (str(secret), "../secret.csv", "link.csv", "export/link.csv", "~/secret.csv"):
        window.press("f6")
        window.wait_for("hvor er filen?")
        window.type(named)
        window.press("enter")
        window.wait_for("Skriv kun navnet")
        assert SECRET not in window.text()
        window.press("escape")
        window.quiet()


def test_the_palette_offers_no_picture_and_no_way_to_a_shell(inside):
    window = inside(size=(120, 40))
    for words in ("screenshot", "skærmbillede", "shell", "editor", "devtools", "browser"):
        window.press(":")
        window.wait_for("Søg")
        window.type(words)
        window.quiet()
        text = window.text().lower()
        assert "svg" not in text
        assert "save" not in text
        window.press("escape")
        window.quiet()


def test_what_is_copied_goes_to_no_clipboard_outside(inside):
    window = inside()
    window.press("a")
    window.type("hemmeligt")
    window.send(b"\x1b[1;2H")  # shift and home mark what was typed
    window.press("ctrl+c", "ctrl+x")
    window.quiet()
    assert b"\x1b]52" not in window.sent()


def test_drafts_lie_by_the_document_and_are_their_writers_own(inside, document):
    window = inside()
    window.press("a")
    window.type("halvt skrevet")
    window.wait_for("halvt skrevet")
    window.hang_up()
    window.wait_exit()
    kept = [p for p in document.parent.rglob("*") if p.is_file() and "state" in str(p.parent)]
    assert any("halvt skrevet" in path.read_text() for path in kept)
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept)


def test_a_crash_opens_no_debugger(inside, document):
    window = inside()
    document.unlink()
    document.mkdir()
    window.press("a")
    window.type("H: X")
    window.press("enter")
    window.quiet()
    assert "(Pdb)" not in window.text()
    assert "Traceback" not in window.text()


@pytest.mark.parametrize("command", ["sh", "amis demo", "amis import /etc/passwd", "amis; id"])
def test_a_command_over_the_line_is_amiss_own_or_none(document, tmp_path, command):
    done = subprocess.run(
        [*program.COMMAND, "--restricted", "--document", str(document)],
        cwd=program.ROOT,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "SSH_ORIGINAL_COMMAND": command},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


# -- a guest -------------------------------------------------------------------------------


def test_a_guest_sees_everything_and_writes_nothing(start, document):
    before = {path: path.read_bytes() for path in document.parent.rglob("*") if path.is_file()}
    window = start("--read-only")
    assert "a fang" not in window.screen()[-1]
    for part in "248":
        window.press(part)
        window.quiet()
        for key in ("a", "h", "n", "e", "D", "x", "p", "o", "f", "t", "d", "space", "+", "u"):
            window.press(key)
        window.quiet()
        window.press("escape")
        window.quiet()
    window.press("4", "a")
    window.wait_for("kun åbnet til læsning")
    window.press("1")
    window.quiet()
    window.press("q")
    assert window.wait_exit() == 0
    after = {path: path.read_bytes() for path in document.parent.rglob("*") if path.is_file()}
    assert after == before
