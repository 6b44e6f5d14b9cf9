"""What `amis server-setup` prints: true paths, and files that their readers take."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from support.command_line import CommandLine
from support.mail_server import MailServer
from support.terminals import Terminal

from tui.server.files import SERVER_FILES, STATUS, ServerPlaces, service
from tui.server.manual import roff
from tui.verbs import VERBS

FILES = (
    "sshd", "keys", "profile", "cron", "systemd", "service", "timer", "remind-cron",
    "remind-systemd",
)  # fmt: skip
BESIDE_PYTHON = Path(sys.executable).with_name("amis")


def needs(program: str):
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"no {program} here")


@pytest.fixture
def amis(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path).workshop()


def printed(amis: CommandLine, what: str, *options: str, **environ: str) -> str:
    return amis.ok("server-setup", "--print", what, "--group", "users", *options, **environ).out


def sh(text: str, *, shell: str = "sh", **environ: str) -> subprocess.CompletedProcess[str]:
    """A shell that knows no more than one that cron or a login starts."""
    return subprocess.run(
        [shell, "-c", text],
        env={"PATH": "/usr/bin:/bin", "AMIS_LANGUAGE": "en", **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


# -- the files -----------------------------------------------------------------------------


@pytest.mark.parametrize("what", FILES)
def test_the_paths_are_those_of_this_installation(amis: CommandLine, what: str) -> None:
    text = printed(amis, what)
    assert "/etc/" in text
    if what != "timer":
        assert str(BESIDE_PYTHON) in text
        assert str(amis.document) in text


def test_every_file_can_be_asked_for() -> None:
    assert set(FILES) == set(SERVER_FILES)


def test_the_program_goes_by_the_name_it_is_found_by(amis: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "amis").symlink_to(BESIDE_PYTHON)
    assert f"{tmp_path}/bin/amis " in printed(amis, "cron", PATH=f"{tmp_path}/bin:/bin")


def test_another_program_of_that_name_is_not_taken_for_it(
    amis: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "bin").mkdir()
    other = tmp_path / "bin" / "amis"
    other.write_text("#!/bin/sh\n")
    other.chmod(0o755)
    assert str(BESIDE_PYTHON) in printed(amis, "cron", PATH=f"{tmp_path}/bin:/bin")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Say what to print"),
        (("--print", "apache"), "is not one of"),
        (("--print", "sshd", "--group", "root"), "Say which group"),
        (("--print", "sshd", "--group", "a b"), "is no name of a group"),
        (("--print", "cron", "--account", "x\ny"), "is no name of a group or an account"),
        (("--print", "cron", "--mail", "a b"), "is no address"),
        (("--print", "cron", "--document", "/srv/a\nb.json"), "signs that cannot stand"),
    ],
)
def test_what_would_make_a_wrong_file_is_refused(
    amis: CommandLine, words: tuple[str, ...], said: str
) -> None:
    answer = amis("server-setup", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_a_document_has_to_be_named(amis: CommandLine) -> None:
    answer = amis("server-setup", "--print", "cron", AMIS_DOCUMENT="")
    assert answer.code == 2
    assert "--document" in answer.err


def test_nobody_who_is_restricted_is_told_where_things_are(amis: CommandLine) -> None:
    for limit in ("--restricted", "--read-only"):
        assert amis(limit, "server-setup", "--print", "sshd").code == 2


def test_names_of_those_who_work_are_in_no_command(amis: CommandLine) -> None:
    for row in printed(amis, "keys").splitlines():
        if row.startswith("restrict"):
            environment, _comma, command = row.partition(",command=")
            assert 'environment="AMIS_USER=' in environment
            assert "--user" not in command


# -- what their readers do with them -------------------------------------------------------


def logged_in(text: str, folder: Path, *before: str) -> str:
    """What an interactive shell says that reads the text when it begins."""
    file = folder / "profile.sh"
    file.write_text(text)
    file.chmod(0o644)
    done = subprocess.run(
        [*before, "bash", "--rcfile", str(file), "-i", "-c", 'echo "${AMIS_DOCUMENT-nothing}"'],
        env={"PATH": "/usr/bin:/bin", "AMIS_LANGUAGE": "en", "HOME": "/nonexistent"},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False, cwd="/",
    )  # fmt: skip
    # bash itself says that there is no terminal.
    said = [row for row in done.stderr.splitlines() if not row.startswith("bash: ")]
    return "\n".join([*said, done.stdout.strip()])


@needs("bash")
def test_the_login_message_greets_the_group(amis: CommandLine, tmp_path: Path) -> None:
    said = logged_in(printed(amis, "profile"), tmp_path)
    assert re.fullmatch(rf"AMIS: .*\n{re.escape(str(amis.document))}", said)


@needs("bash")
def test_the_login_message_is_silent_before_there_is_a_document(
    amis: CommandLine, tmp_path: Path
) -> None:
    yet = amis.folder / "yet.json"
    assert logged_in(printed(amis, "profile", "--document", str(yet)), tmp_path) == str(yet)


@needs("bash")
@needs("setpriv")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else")
def test_the_login_message_is_silent_outside_the_group(amis: CommandLine) -> None:
    text = printed(amis, "profile")
    amis.folder.chmod(0o2770)
    somebody = ("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")
    with tempfile.TemporaryDirectory() as open_to_all:
        Path(open_to_all).chmod(0o755)
        assert logged_in(text, Path(open_to_all), *somebody) == "nothing"


def as_cron_runs_it(text: str) -> tuple[str, dict[str, str]]:
    """The command of a crontab's line, and its variables; a bare `%` would end the command."""
    rows = [row for row in text.splitlines() if row and not row.startswith("#")]
    variables = dict(row.split("=", 1) for row in rows if re.match(r"[A-Z_]+=", row))
    command = next(row for row in rows if re.match(r"\d+ 7 \* \* 1 ", row)).split(None, 6)[6]
    assert re.search(r"(?<!\\)%", command) is None
    return command.replace("\\%", "%"), variables


def test_cron_mails_what_is_overdue(amis: CommandLine) -> None:
    amis.ok("add", "H: 100% støj\\n i due:2026-01-05")
    command, variables = as_cron_runs_it(printed(amis, "cron"))
    done = sh(command, **{**variables, "AMIS_TODAY": "2026-03-02", "HOME": str(amis.folder)})
    assert done.stderr == ""
    assert "100% støj\\n i" in done.stdout


def test_cron_mails_nothing_when_nothing_is_overdue(amis: CommandLine) -> None:
    command, variables = as_cron_runs_it(printed(amis, "cron"))
    done = sh(command, **{**variables, "AMIS_TODAY": "2026-03-02", "HOME": str(amis.folder)})
    assert (done.stdout, done.stderr) == ("", "")


def test_cron_mails_what_is_wrong(amis: CommandLine) -> None:
    amis.document.write_text("{")
    command, variables = as_cron_runs_it(printed(amis, "cron"))
    assert "damaged" in sh(command, **variables, HOME=str(amis.folder)).stdout


def test_cron_reminds_each_and_says_only_who_was_not_reached(amis: CommandLine) -> None:
    for name in ("Jens", "Ole"):
        values = {"name": name, "roles": ["employee"]}
        row = {"id": name.lower(), "op": "add", "kind": "person", "values": values}
        assert amis.apply(row).code == 0
    amis.ok("set", "P1", "email=mette@example.dk")
    amis.ok("set", "P3", "email=jens@example.dk")
    amis.ok("add", "H: Støjskærm owner:Jens due:2026-02-20")
    command, variables = as_cron_runs_it(printed(amis, "remind-cron"))
    with MailServer() as server:
        around = {
            **variables, "AMIS_TODAY": "2026-03-02", "HOME": str(amis.folder),
            "AMIS_SMTP_HOST": "127.0.0.1", "AMIS_SMTP_PORT": str(server.port),
            "AMIS_SMTP_TLS": "none", "AMIS_SMTP_FROM": "amis@example.dk",
        }  # fmt: skip
        assert sh(command, **around).stdout == ""
        reached = {mail["To"].addresses[0].addr_spec for mail in server.mails}
        assert reached == {"jens@example.dk", "mette@example.dk"}
        amis.ok("add", "H: Gulv owner:Ole due:2026-02-20")
        assert "Ole has no e-mail address" in sh(command, **around).stdout


def words_of(line: str) -> list[str]:
    """The words of an `ExecStart`, as systemd.service(5) reads them."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
    undone = [re.sub(r"\\(.)", r"\1", word) for word in words]
    return [word.replace("%%", "%").replace("$$", "$") for word in undone]


def test_systemd_mails_what_is_overdue(amis: CommandLine, tmp_path: Path) -> None:
    amis.ok("add", "H: 100% støj due:2026-01-05")
    line = next(x for x in printed(amis, "service").splitlines() if x.startswith("ExecStart="))
    shell, dash, script, *words = words_of(line)
    posted = tmp_path / "posted"
    script = script.replace("/usr/sbin/sendmail -t", f"cat > {posted}")
    subprocess.run(
        [shell, dash, script, *words],
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "AMIS_TODAY": "2026-03-02",
             "HOME": str(tmp_path)},
        timeout=60, check=True,
    )  # fmt: skip
    head, _blank, text = posted.read_text().partition("\n\n")
    assert head.splitlines()[:2] == ["To: root", "Subject: AMIS"]
    assert "100% støj" in text


@pytest.mark.parametrize("path", ["/srv/a b/x.json", "/srv/100%/$x.json", '/srv/"\\/x.json'])
def test_a_path_of_any_letters_stays_one_word_in_a_unit(path: str) -> None:
    command, folder = Path("/opt/a mis/amis"), Path(path).parent
    text = service(STATUS, ServerPlaces(command, path, folder, "g", "amis", "root"))
    line = next(x for x in text.splitlines() if x.startswith("ExecStart="))
    assert words_of(line)[4:7] == ["/opt/a mis/amis", "--document", path]


@needs("systemd-analyze")
def test_systemd_finds_nothing_wrong(amis: CommandLine, tmp_path: Path) -> None:
    # As root: no such account may be there.
    for kind in ("service", "timer"):
        text = printed(amis, kind, "--account", "root")
        (tmp_path / f"amis-mail.{kind}").write_text(text.replace("/usr/sbin/sendmail", "/bin/cat"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / "amis-mail.timer"),
         str(tmp_path / "amis-mail.service")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert [row for row in done.stderr.splitlines() if "amis-mail" in row] == []


# -- completion ----------------------------------------------------------------------------

CASES = [
    ("amis stat", {"status"}, {"export", "sshd"}),
    ("amis --document x.json und", {"undo"}, {"status"}),
    ("amis export ins", {"inspection"}, {"plan"}),
    ("amis export plan --form", {"--format"}, {"--open"}),
    ("amis export --format do", {"docx"}, {"md"}),
    ("amis list act", {"actions", "activities"}, {"people"}),
    ("amis settings theme=d", {"theme=dark"}, {"theme=light"}),
    ("amis server-setup --print ss", {"sshd"}, {"cron"}),
    ("amis --read", {"--read-only"}, {"--trust"}),
]


@needs("bash")
@pytest.mark.parametrize(("line", "offered", "not_offered"), CASES)
def test_bash_completes(
    amis: CommandLine, line: str, offered: set[str], not_offered: set[str]
) -> None:
    words = line.split()
    done = sh(
        f"{printed(amis, 'bash')}\nCOMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}\n"
        '_amis; printf "%s\\n" "${COMPREPLY[@]}"',
        shell="bash",
    )
    assert done.stderr == ""
    assert offered <= set(done.stdout.split())
    assert not not_offered & set(done.stdout.split())


@needs("fish")
@pytest.mark.parametrize(("line", "offered", "not_offered"), CASES)
def test_fish_completes(
    amis: CommandLine, tmp_path: Path, line: str, offered: set[str], not_offered: set[str]
) -> None:
    text = f"{printed(amis, 'fish')}\ncomplete -C '{line}'"
    done = sh(text, shell="fish", HOME=str(tmp_path))
    assert done.stderr == ""
    found = {row.partition("\t")[0] for row in done.stdout.splitlines()}
    assert offered <= found
    assert not not_offered & found


@needs("zsh")
def test_zsh_completes(amis: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "_amis").write_text(printed(amis, "zsh"))
    (tmp_path / ".zshrc").write_text(
        f"fpath=({tmp_path} $fpath); autoload -U compinit; compinit -u -d {tmp_path}/dump\n"
        "PS1='ready> '\n"
    )
    terminal = Terminal(["zsh", "-i"], env={"ZDOTDIR": str(tmp_path), "HOME": str(tmp_path)})
    with terminal:
        terminal.wait_for("ready>")
        for typed, line in (
            ("amis stat", "amis status"),
            (" --exit", "--exit-code"),
            ("\x15amis --document x export insp", "export inspection"),
            (" --format xl", "--format xlsx"),
        ):
            terminal.send(typed.encode() + b"\t")
            terminal.wait_for(line)


# -- the manual ----------------------------------------------------------------------------


@needs("man")
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_manual_has_every_verb_and_every_option(
    amis: CommandLine, tmp_path: Path, language: str
) -> None:
    page = tmp_path / "amis.1"
    page.write_text(printed(amis, "man", "--language", language), encoding="ascii")
    done = subprocess.run(
        ["man", "--warnings", "-l", str(page)],
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "200"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    shown = re.sub(r".\x08", "", done.stdout)
    assert done.stderr == ""
    for verb in VERBS:
        assert f"amis {verb.name}" in shown
        for option in re.findall(r"^  (--[a-z-]+)", amis.ok(verb.name, "--help").out, re.MULTILINE):
            assert option in shown


@pytest.mark.parametrize("text", [".so /etc/passwd", "'x", "a\\b", "-", "æ ø å ’ 日", 'say "x"'])
def test_no_text_is_a_request_to_roff(text: str) -> None:
    written = roff(text)
    assert written.isascii()
    assert not written.startswith((".", "'"))
    assert not re.search(r"\\(?![&e\-(\[])", written)
