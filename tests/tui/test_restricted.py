"""Restricted and read-only on the command line: what may be asked for, and where it goes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.command_line import CommandLine

from tui.restricted import LOOKING, WRITING, asked_for, plain_name, tame
from tui.surroundings import Usage
from tui.verbs import VERBS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def amis(tmp_path: Path) -> CommandLine:
    line = CommandLine(tmp_path)
    line.ok("new", "--name", "The workshop", "--employees", "24")
    line.ok("add", "H: Noise screen")
    return line


def over_ssh(amis: CommandLine, command: str, *limits: str, stdin: bytes = b""):
    """The forced command, with what the client asked for."""
    forced = ["--restricted", *limits, "--document", str(amis.document), "--user", "Mette"]
    return amis(*forced, stdin=stdin, SSH_ORIGINAL_COMMAND=command)


# -- what the client may ask for -----------------------------------------------------------


def look_of(folder):
    """What shows that a file was changed; not when it was read last, which reading changes."""
    found = {path: path.stat() for path in folder.rglob("*")}
    return {
        path: (s.st_mode, s.st_ino, s.st_uid, s.st_gid, s.st_size, s.st_mtime_ns, s.st_ctime_ns)
        for path, s in found.items()
    }


@pytest.mark.parametrize(
    "command",
    [
        "sh",
        "/bin/sh -c id",
        "scp -t .",
        "/usr/lib/openssh/sftp-server",
        "amis; sh",
        "amis|sh",
        "amis new --name X --employees 3",
        "amis demo --write-only",
        "amis import /etc/passwd",
        "amis backup /tmp/x",
        "amis restore",
        "amis erase Mette",
        "amis list --document /etc/passwd actions",
        "amis --document=/etc/passwd list actions",
        "amis --user Bent add X",
        "amis status --user=Bent",
        "amis --restricted status",
        "amis export plan --output /tmp/plan.md",
        "amis export plan --output ../plan.md",
        "amis export plan --output .plan.md",
        "amis export plan --output export/plan.md",
        "amis 'list",
    ],
)
def test_a_command_that_is_not_amiss_own_is_refused(amis, command):
    before = look_of(amis.folder)
    answer = over_ssh(amis, command)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.endswith("\n")
    assert look_of(amis.folder) == before


def test_verbs_of_amis_work_over_the_line(amis):
    assert "Noise screen" in over_ssh(amis, "amis list actions").out
    assert over_ssh(amis, "amis add 'H: Better light'").code == 0
    assert over_ssh(amis, "amis status").code == 0
    row = {"op": "set", "kind": "action", "id": "H1", "field": "topic", "value": "støj"}
    assert over_ssh(amis, "amis apply", stdin=json.dumps(row).encode()).code in (0, 1)
    shown = amis.ok("log", "--json").json
    assert {line["who"] for line in shown} == {"Mette"}


def test_what_is_written_in_the_forced_command_itself_counts(amis):
    answer = amis(
        "--restricted", "--document", str(amis.document), "status",
        SSH_ORIGINAL_COMMAND="amis add 'H: Not this'",
    )  # fmt: skip
    assert answer.code == 0
    assert "Not this" not in amis.ok("list", "actions").out


def test_an_export_goes_into_the_folder_for_exports_and_nowhere_else(amis):
    assert over_ssh(amis, "amis export plan --output plan.md").code == 0
    assert "Noise screen" in (amis.folder / "export" / "plan.md").read_text()
    (amis.folder / "outside").mkdir()
    (amis.folder / "export" / "link.md").symlink_to(amis.folder / "outside" / "x.md")
    answer = over_ssh(amis, "amis export plan --output link.md --overwrite")
    assert answer.code == 3
    assert list((amis.folder / "outside").iterdir()) == []


def test_a_link_in_the_place_of_the_folder_for_exports_is_not_followed(amis):
    (amis.folder / "outside").mkdir()
    (amis.folder / "export").symlink_to(amis.folder / "outside")
    answer = over_ssh(amis, "amis export plan --output plan.md")
    assert answer.code == 3
    assert list((amis.folder / "outside").iterdir()) == []


def test_every_verb_allowed_is_a_verb_and_none_names_a_file():
    names = {verb.name for verb in VERBS}
    assert {"demo", "new", "import"} & (LOOKING | WRITING) == set()
    # Verbs that are yet to come may be named here, but not more than those.
    assert {"list", "status", "export", "add", "set", "undo"} <= names & (LOOKING | WRITING)


# -- reading only --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", [("add", "H: X"), ("set", "H1", "topic=X"), ("delete", "H1"), ("undo",), ("redo",)]
)
def test_a_guest_changes_nothing(amis, words):
    before = amis.document.read_bytes()
    answer = amis("--read-only", *words)
    assert answer.code == 2
    assert "reading only" in answer.err
    assert amis.document.read_bytes() == before


def test_a_guest_reads_and_writes_no_file(amis):
    assert "Noise screen" in amis.ok("--read-only", "list", "actions").out
    assert "Noise screen" in amis.ok("--read-only", "export", "plan").out
    assert amis("--read-only", "export", "plan", "--output", "plan.md").code == 2
    assert over_ssh(amis, "amis add 'H: X'", "--read-only").code == 2
    assert "Noise screen" in over_ssh(amis, "amis list actions", "--read-only").out


# -- the pieces ----------------------------------------------------------------------------


def test_of_the_environment_only_the_terminal_is_left():
    left = tame(
        {
            "TERM": "xterm-256color",
            "LANG": "da_DK.UTF-8",
            "LC_ALL": "../../evil",
            "COLORTERM": "truecolor; id",
            "HOME": "/tmp/evil",
            "XDG_STATE_HOME": "/tmp/evil",
            "AMIS_DOCUMENT": "/etc/passwd",
            "AMIS_USER": "Mette\x1b Holm",
            "PYTHONPATH": "/tmp/evil",
            "PYTHONINSPECT": "1",
            "LD_PRELOAD": "/tmp/evil.so",
            "TEXTUAL_LOG": "/tmp/log",
            "EDITOR": "vi",
        }
    )
    assert left.keys() == {"TERM", "LANG", "HOME", "PATH", "SSH_CONNECTION", "AMIS_USER"}
    assert left["AMIS_USER"] == "Mette Holm"
    assert left["HOME"] != "/tmp/evil"


@pytest.mark.parametrize("name", ["", " ", ".x", "..", "a/b", "/a", "a\0b", "a\nb", "-x", "_x"])
def test_a_name_that_may_lead_elsewhere_is_none(name):
    with pytest.raises(Usage):
        plain_name(name)


@pytest.mark.parametrize("name", ["plan.md", "Referat 2026.html", "årshjul.svg", "a+b-c.csv"])
def test_a_plain_name_is_taken(name):
    assert plain_name(name) == name


def test_the_name_may_come_from_the_servers_file_of_keys(amis):
    forced = ["--restricted", "--document", str(amis.document)]
    amis.ok(*forced, SSH_ORIGINAL_COMMAND="amis add 'H: Light'", AMIS_USER="Jens Østergaard")
    assert amis.ok("log", "--json").json[0]["who"] == "Jens Østergaard"


def test_the_name_in_the_forced_command_comes_first(amis):
    over_ssh(amis, "amis add 'H: Light'")
    assert amis.ok("log", "--json").json[0]["who"] == "Mette"


def test_without_a_command_the_program_opens():
    assert asked_for({}) == []
    assert asked_for({"SSH_ORIGINAL_COMMAND": "amis"}) == []


def test_the_name_is_read_by_its_bytes_whatever_the_locale(monkeypatch):
    # As under a locale of ISO-8859-1, where Python makes two letters of one that is UTF-8.
    monkeypatch.setattr("os.fsencode", lambda text: text.encode("iso-8859-1", "surrogateescape"))
    for sent in ("Jens Østergaard".encode(), "Jens Østergaard".encode("iso-8859-1")):
        left = tame({"AMIS_USER": sent.decode("iso-8859-1")})
        assert left["AMIS_USER"] == "Jens Østergaard"
