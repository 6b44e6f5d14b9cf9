"""What the command line says, as people read it: in a mail, in a narrow terminal, gone wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.command_line import CommandLine

import tui.verbs
from data.content.reader import CONTENT
from tui.wrapping import MAIL, wrapped

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def amis(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.fixture
def demo(tmp_path: Path) -> CommandLine:
    amis = CommandLine(tmp_path)
    amis.ok("demo", "--write-only", "--document", str(amis.document), "--language", "da")
    return amis


@pytest.mark.parametrize("language", ["da", "en"])
def test_help_fits_a_terminal(amis: CommandLine, language: str) -> None:
    pages = [("--help",), *((verb.name, "--help") for verb in tui.verbs.VERBS)]
    for words in pages:
        page = amis.ok(*words, "--language", language).out
        wide = [line for line in page.splitlines() if len(line) > 80]
        assert wide == [], words
        assert not [line for line in page.splitlines() if line != line.rstrip()], words


def test_status_fits_a_mail_and_loses_nothing(demo: CommandLine) -> None:
    lines = demo.ok("status", "--days", "60").out.splitlines()
    assert max(map(len, lines)) <= MAIL
    told = " ".join(" ".join(lines).split())
    document = demo.ok("list", "actions", "--open").out
    assert "H7 Fast pauseafløser mellem 11 og 13, skrevet ind i vagtplanen: deadline" in told
    assert "H7" in document
    # What does not fit stands under the text of its thing, so that the numbers stay apart.
    assert any(line.startswith("     ") and line.strip() for line in lines)
    assert all(line[:3] == "  " + line[2] for line in lines if line.startswith("  "))


def test_looking_for_nobody_changes_nothing_and_does_not_say_so(demo: CommandLine) -> None:
    for words in (
        ("status", "--for", "xyz"),
        ("list", "actions", "--owner", "xyz"),
        ("export", "handover", "--for", "xyz", "--language", "en"),
        ("hand-on", "Mette", "--to", "xyz"),
    ):
        answer = demo(*words)
        assert answer.code == 2
        assert answer.err == "Nothing in the document is called “xyz”.\n", words


def test_handing_on_names_meetings_and_the_last_day(demo: CommandLine) -> None:
    out = demo.ok("hand-on", "Mette Holm Krogh", "--to", "Karsten", "--left", "2026-03-31").out
    assert "Annual discussion 20" in out
    assert "Last day: 31 March 2026." in out
    same = demo("hand-on", "Karsten", "--to", "Karsten")
    assert same.code == 2
    assert "cannot take over from" in same.err


def test_lines_are_broken_between_words_only() -> None:
    address = "https://example.dk/" + "a" * 60
    assert wrapped(f"see {address} now", 40, first="- ", rest="  ") == [
        "- see",
        f"  {address}",
        "  now",
    ]
    assert wrapped("one\ntwo", 40, first="- ", rest="  ") == ["- one", "  two"]
    assert wrapped("", 40, first="  ") == [""]


def test_the_check_tells_of_the_workplaces_own_checklist(demo: CommandLine) -> None:
    assert "checklist" not in demo.ok("check").out
    own = demo.document.with_name("checklist.toml")
    own.write_text('title = "Ours', encoding="utf-8")
    answer = demo("check")
    assert answer.code == 3
    assert "checklist.toml is not a TOML file" in " ".join(answer.out.split())
    assert all(len(line) <= MAIL or "/" in line for line in answer.out.splitlines())
    own.write_bytes((CONTENT / "en" / "checklist.toml").read_bytes())
    assert "Your own checklist is in use: checklist.toml." in demo.ok("check").out


def test_what_is_there_is_not_said_to_be_missing(demo: CommandLine) -> None:
    assert demo.ok("log", "H12").out == "Nothing about H12 has been changed since it was made.\n"
    assert demo("log", "H99").code == 1
    nobody = demo("erase", "xyz")
    assert (nobody.code, nobody.out) == (1, "")
    assert "stands nowhere" in nobody.err


def test_a_meeting_is_shown_without_all_its_minutes(demo: CommandLine) -> None:
    shown = demo.ok("show", "D2").out
    assert "lines more; --all shows them" in shown
    assert len(shown.splitlines()) < 30
    assert len(demo.ok("show", "D2", "--all").out.splitlines()) > 100
    assert "H8 " in demo.ok("list", "checklist_runs").out
