"""The action plan on the command line: out as Markdown, page and spreadsheet, in from CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from support.command_line import CommandLine

from data.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def amis(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path).workshop()


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_the_plan_as_markdown(amis: CommandLine) -> None:
    amis.ok("add", "H: Noise screen owner:Mette due:2026-02-01")
    text = amis.ok("export", "plan").out
    assert text.startswith("# Action plan\n")
    assert "1/2/2026 (late)" in text
    assert text == amis.ok("export", "plan", "--output", "-", "--format", "md").out


def test_the_plan_speaks_the_documents_language(amis: CommandLine) -> None:
    assert amis.ok("export", "plan", AMIS_LANGUAGE="da").out.startswith("# Action plan")
    assert amis.ok("export", "plan", "--language", "da").out.startswith("# Handleplan")


def test_the_plan_as_a_page(amis: CommandLine) -> None:
    file = amis.folder / "plan.html"
    amis.ok("export", "plan", "--output", str(file))
    assert "<title>Action plan</title>" in file.read_text(encoding="utf-8")


def test_the_plan_for_a_spreadsheet(amis: CommandLine) -> None:
    amis.ok("add", "H: =SUM(A1:A9) owner:Mette due:2026-10-25")
    file = amis.folder / "plan.csv"
    amis.ok("export", "plan", "--output", str(file))
    text = file.read_bytes().decode()
    assert text.startswith("\ufeffNumber;What we do;")
    assert "\r\n" in text
    assert rows(text)[1][:5] == ["H1", "'=SUM(A1:A9)", "", "Mette Holm", "2026-10-25"]
    assert amis.ok("export", "plan", "--format", "csv").out == text
    assert Store(amis.document).load()
