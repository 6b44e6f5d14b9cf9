"""The command line when somebody leaves: handing on, and erasing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.command_line import CommandLine

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def amis(tmp_path: Path) -> CommandLine:
    amis = CommandLine(tmp_path)
    amis.ok("demo", "--write-only", "--document", str(amis.document), "--language", "da")
    return amis


def test_all_of_it_goes_to_another(amis: CommandLine) -> None:
    answer = amis.ok("hand-on", "Nadia Rahimi", "--to", "Jonas Friis", "--left", "2026-03-01")
    assert "handed on." in answer.lines[0]
    assert len(answer.lines) > 2
    assert "Nadia" not in amis.ok("list", "actions", "--open").out
    again = amis.ok("hand-on", "Nadia Rahimi", "--to", "Jonas Friis")
    assert again.out == "There was nothing to hand on.\n"
    amis.ok("undo")
    assert "Nadia" in amis.ok("list", "actions", "--open").out


def test_somebody_takes_over_or_nothing_happens(amis: CommandLine) -> None:
    assert amis("hand-on", "Nadia Rahimi").code == 2
    assert amis("hand-on", "Nadia Rahimi", "--to", "Nadia Rahimi").code != 0
    assert amis("hand-on", "Nobody", "--to", "Jonas Friis").code != 0


def test_erasing_is_shown_first_and_needs_a_yes(amis: CommandLine) -> None:
    refused = amis("erase", "Nadia Rahimi")
    assert refused.code == 1
    assert "amis hand-on" in refused.err
    amis.ok("hand-on", "Nadia Rahimi", "--to", "Jonas Friis")
    looked = amis("erase", "Nadia Rahimi")
    assert looked.code == 1
    assert looked.lines[0] == "Found in:"
    assert "Add --yes" in looked.err
    assert b"Nadia Rahimi" in amis.document.read_bytes()


def test_afterwards_no_file_names_them(amis: CommandLine, tmp_path: Path) -> None:
    amis.ok("hand-on", "Nadia Rahimi", "--to", "Jonas Friis")
    amis.ok("export", "plan", "--output", str(tmp_path / "elsewhere.md"))
    answer = amis.ok("erase", "Nadia Rahimi", "--also", "Nadia", "--yes")
    assert answer.lines[0] == "Erased from:"
    assert "Out of reach" in answer.out
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "elsewhere.md"]
    naming = [path.name for path in kept if b"nadia" in path.read_bytes().lower()]
    assert naming == []
    assert "stands nowhere" in amis("erase", "Nadia Rahimi").err
    amis.ok("check")


def test_finding_folds_and_leaves_confidential_notes_out(amis: CommandLine) -> None:
    found = amis.ok("find", "pauserum")
    assert any("H8" in line for line in found.lines)
    assert amis("find", "zzzz").code == 1
    assert len(amis.ok("find", "a", "--limit", "3").lines) <= 6
