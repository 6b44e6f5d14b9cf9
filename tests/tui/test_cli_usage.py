"""The command line itself: help, versions, wrong calls, exit codes, failures, streams."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from argparse import Namespace
from importlib import import_module
from pathlib import Path

import pytest
from support.command_line import CommandLine

import tui.cli
import tui.commands
from tui.arguments import Arguments
from tui.verbs import VERBS


@pytest.fixture
def amis(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def test_help_names_every_verb_with_an_example(amis: CommandLine) -> None:
    page = amis.ok("--help").out
    for verb in VERBS:
        assert f"\n  {verb.name} " in page
        assert verb.example in page


def test_help_speaks_the_users_language(amis: CommandLine) -> None:
    assert "Slutkoder" in amis.ok("-h", AMIS_LANGUAGE="da").out
    assert "Slutkoder" in amis.ok("--language", "da", "--help").out
    assert "Slutkoder" in amis.ok("--help", AMIS_LANGUAGE="").out
    assert "Exit codes" in amis.ok("--help").out


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_has_help(amis: CommandLine, verb: tui.verbs.Verb) -> None:
    page = amis.ok(verb.name, "--help").out
    assert page.startswith(verb.summary)
    assert f"Usage: amis {verb.name}" in page


def test_version(amis: CommandLine) -> None:
    assert amis.ok("--version").out.startswith("amis ")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("bogus",), "“bogus” is no verb."),
        (("--bogus",), "“--bogus” is not understood here."),
        (("set",), "NUMBER is missing."),
        (("set", "H1"), "FIELD=VALUE is missing."),
        (("set", "H1", "status"), "“status” is not written as field=value."),
        (("undo", "twice"), "“twice” is not understood here."),
        (("list", "actions", "--bogus"), "“--bogus” is not understood here."),
        (("list", "actions", "--owner"), "--owner needs a value after it."),
        (("list", "actions", "--json=3"), "--json takes no value."),
        (("list", "things"), "There is no kind “things”; choose workplaces,"),
        (("list", "notes", "--owner", "Mette"), "Nobody is responsible for notes."),
        (("list", "people", "--open"), "--open says nothing about people."),
        (("log", "--limit", "0"), "“0” is not a whole number from 1"),
        (("new", "--name", "X"), "Say how many work there: --employees."),
        (("new", "--employees", "5"), "Say what the workplace is called: --name."),
        (("new", "--name", "X", "--employees", "many"), "“many” is not a whole number"),
        (("new", "--name", "X", "--employees", "5", "--sector", "moon"), "There is no sector"),
        (("--language", "fr", "undo"), "There is no language “fr”; choose da, en."),
        (("--document",), "--document needs a value after it."),
        (("export", "songs"), "“songs” is not one of plan, status, discussion, "),
        (("export", "discussion", "--format", "odt"), "“odt” is not one of md, html, docx"),
        (
            ("export", "discussion", "--format", "csv"),
            "discussion can be written as md, html, docx, pdf.",
        ),
        (("export", "plan", "--year", "2026"), "--year says nothing about plan."),
        (("export", "discussion", "--year", "20"), "“20” is not a whole number from 1950"),
        (("demo", "--write-only"), "Say where to write the example"),
    ],
)
def test_wrong_usage_is_a_sentence_and_2(
    amis: CommandLine, argv: tuple[str, ...], said: str
) -> None:
    answer = amis.workshop()(*argv)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(said)


def test_a_day_that_is_none_is_wrong_usage(amis: CommandLine) -> None:
    answer = amis("status", AMIS_TODAY="soon")
    assert answer.code == 2
    assert "2026-03-02" in answer.err


def test_a_language_on_the_command_line_makes_up_for_a_wrong_variable(amis: CommandLine) -> None:
    amis.workshop()
    assert amis("status", AMIS_LANGUAGE="fr").code == 2
    assert amis("status", "--language", "en", AMIS_LANGUAGE="fr").code == 0


def test_options_may_stand_before_and_after_the_verb(amis: CommandLine, tmp_path: Path) -> None:
    other = str(tmp_path / "other.json")
    amis.ok("--document", other, "new", "--name", "Other", "--employees", "8")
    assert amis.ok("list", "workplaces", "--document", other).out == "workplace 1  Other\n"
    assert amis.ok(f"--document={other}", "--language", "da", "list", "people").code == 0


def test_without_a_document_3(amis: CommandLine) -> None:
    for argv in (("status",), ("list", "actions"), ("add", "x"), ("apply",), ("undo",), ("log",)):
        answer = amis(*argv)
        assert (answer.code, answer.out) == (3, "")
        assert answer.err.startswith("There is no document at")


def test_a_damaged_document_is_refused_and_left_alone(amis: CommandLine) -> None:
    amis.document.write_text('{"meta": ', encoding="utf-8")
    answer = amis("add", "x")
    assert answer.code == 3
    assert "is damaged" in answer.err
    assert amis.document.read_text(encoding="utf-8") == '{"meta": '


def test_sentences_carry_no_control_characters(amis: CommandLine) -> None:
    answer = amis("\x1b]0;owned\x07bogus\n\x9b31m")
    assert answer.code == 2
    assert not set(answer.err.rstrip("\n")) & set(map(chr, [*range(32), 127, *range(128, 160)]))


def test_an_error_in_the_program_is_a_sentence_and_a_report(
    amis: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        secret = "hemmelighed"
        raise RuntimeError(secret)

    monkeypatch.setattr("tui.surroundings.identify", broken)
    answer = amis("status")
    assert answer.code == 3
    assert "hemmelighed" not in answer.err
    report = next(amis.folder.rglob("crash-*.txt"))
    assert str(report) in answer.err
    assert "hemmelighed" not in report.read_text(encoding="utf-8")


def test_ctrl_c_is_quiet(amis: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.surroundings.identify", interrupted)
    assert amis("status") == type(amis("--version"))(130, "", "")


def test_nobody_reading_is_quiet(amis: CommandLine) -> None:
    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    err = io.StringIO()
    amis.workshop()
    stdin = io.BytesIO()
    code = tui.cli.main(["status"], amis.environ, stdin=stdin, stdout=Closed(), stderr=err)
    assert (code, err.getvalue()) == (141, "")


def process(amis: CommandLine, *argv: str, **options: object) -> subprocess.Popen[bytes]:
    environ = {**amis.environ, "PATH": os.environ["PATH"]}
    command = [sys.executable, "-m", "tui", "--user", amis.user, *argv]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    return subprocess.Popen(command, env=environ, **{**streams, **options})


def test_a_reader_that_leaves_early_sees_no_complaint(amis: CommandLine) -> None:
    amis.workshop()
    reading, writing = os.pipe()
    os.close(reading)
    run = process(amis, "list", "activities", stdout=writing)
    os.close(writing)
    assert run.communicate(timeout=30)[1] == b""
    assert run.returncode == 141


def test_without_a_terminal_the_program_does_not_open(amis: CommandLine) -> None:
    run = process(amis)
    out, err = run.communicate(timeout=30)
    assert (run.returncode, out) == (2, b"")
    assert err.decode().startswith("AMIS needs a terminal.")


def test_an_old_locale_gets_utf_8(amis: CommandLine) -> None:
    amis.workshop()
    amis.environ |= {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    out, _err = process(amis, "list", "people").communicate(timeout=30)
    assert "Jens Østergaard" in out.decode()


def test_no_verb_loads_textual(amis: CommandLine) -> None:
    amis.workshop()
    calls = [
        ["--help"], ["--version"],
        ["new", "--name", "X", "--employees", "8", "--document", "x.json"],
        ["demo", "--write-only", "--document", "d.json"], ["add", "I: x"], ["set", "I1", "topic=y"],
        ["list", "ideas"], ["show", "I1"], ["undo"], ["redo"], ["log"], ["status"],
        ["delete", "I1"],
        ["check"], ["apply"], ["export", "discussion", "--document", "d.json"],
        ["export", "discussion", "--document", "d.json", "--format", "html"],
    ]  # fmt: skip
    program = (
        "import sys\n"
        "from tui.cli import main\n"
        f"codes = [main(call) for call in {calls!r}]\n"
        "unwanted = {'textual', 'rich', 'asyncio', 'pyfiglet'} & set(sys.modules)\n"
        "print(codes, unwanted, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**amis.environ, "PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd())},
        cwd=amis.folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert done.stderr.decode().splitlines()[-1] == f"{[0] * len(calls)} set()"


def test_a_stranger_in_the_place_of_our_packages_is_noticed(tmp_path: Path) -> None:
    package = tmp_path / "screens"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main(['status']))"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": f"{tmp_path}:{Path.cwd()}"},
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 3
    assert b"another package called screens" in done.stderr


def test_every_verb_has_a_handler_and_every_handler_a_verb():
    named = {entry.name: entry.module for entry in VERBS}
    handled = {
        name: path.stem
        for path in Path(tui.commands.__path__[0]).glob("*.py")
        for name in getattr(import_module(f"tui.commands.{path.stem}"), "HANDLERS", ())
    }
    assert handled == named


@pytest.mark.parametrize("entry", VERBS, ids=lambda entry: entry.name)
def test_a_verb_without_options_has_what_argparse_makes_of_none(entry) -> None:
    arguments = Arguments(f"amis {entry.name}")
    import_module(f"tui.commands.{entry.module}").HANDLERS[entry.name].takes(arguments)
    arguments.common()
    words = ["a"] * sum(word.required for word in arguments._words)
    given = vars(arguments.read(words, Namespace(user=None)))
    parsed, loose = arguments._parsed([], Namespace(user=None))
    arguments._give_out(words, parsed)
    assert given == vars(parsed)
    assert loose == []


def test_no_options_are_what_argparse_makes_of_none() -> None:
    read = vars(tui.cli.options(["--linear"]))
    assert vars(tui.cli.options([])) == read | {"linear": False}
