"""The competence plan at the command line: in every form, whole and for one focus area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.command_line import CommandLine
from support.competence import planned
from support.meetings import put

from data.export.plan.csv_file import BOM

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def amis(tmp_path: Path) -> CommandLine:
    amis = CommandLine(tmp_path, language="da")
    put(planned(), amis.document)
    return amis


def test_every_form(amis: CommandLine) -> None:
    assert "# Kompetenceplan\n" in amis.ok("export", "competence").out
    assert "<td>MANGLER</td>" in amis.ok("export", "competence", "--format", "html").out
    assert amis.ok("export", "competence", "--format", "svg").out.startswith("<svg ")
    table = amis.ok("export", "competence", "--format", "csv").out
    assert table.startswith(BOM)
    assert "Ret til at gribe ind;beføjelse;3;0;0;2;0;MANGLER\r\n" in table


def test_one_focus_area(amis: CommandLine) -> None:
    told = amis.ok("export", "competence", "--focus", "f2").out
    assert "Måleudstyr" in told
    assert "Tegn på stress" not in told
    missing = amis("export", "competence", "--focus", "F9")
    assert missing.code != 0
    assert "Der er intet fokusområde F9." in missing.err
    assert amis("export", "plan", "--focus", "F1").code == 2


def test_to_a_file_whose_name_says_the_form(amis: CommandLine, tmp_path: Path) -> None:
    for ending, begins in (("svg", "<svg "), ("csv", BOM), ("md", "# "), ("html", "<!DOCTYPE")):
        path = tmp_path / f"plan.{ending}"
        amis.ok("export", "competence", "--output", str(path))
        assert path.read_text("utf-8").startswith(begins)
