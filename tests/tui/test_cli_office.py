"""Word and Excel from the command line: to a file, to another program, and never to a terminal."""

from __future__ import annotations

import io
import re
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.command_line import CommandLine
from support.office import excel, word, words

from data.export.stamp import stamp_of, stamped
from data.i18n import set_language
from data.store.store import Store
from tui.cli import main
from tui.exports import EXPORTS
from tui.restricted import destination
from tui.surroundings import Limits, Usage, surroundings

if TYPE_CHECKING:
    from pathlib import Path

WHOSE = {"handover": ("--for", "Karsten")}


class Pipe(io.TextIOWrapper):
    """Standard output that is read by a program, or by a person."""

    def __init__(self, *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    @property
    def got(self) -> bytes:
        self.flush()
        found: bytes = self.buffer.getvalue()  # type: ignore[attr-defined]
        return found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    amis = CommandLine(tmp_path_factory.mktemp("demo"))
    amis.ok("demo", "--write-only", "--document", str(amis.document), "--language", "da")
    return amis


def sent(amis: CommandLine, *argv: str, terminal: bool = False) -> tuple[int, bytes, str]:
    """What comes out at the other end of a pipe."""
    out, err = Pipe(terminal=terminal), io.StringIO()
    try:
        code = main(argv, amis.environ, stdin=io.BytesIO(), stdout=out, stderr=err)
    finally:
        set_language("")
    return code, out.got, err.getvalue()


@pytest.mark.parametrize(
    "what", [e.name for e in EXPORTS if "docx" in e.formats and e.name != "plan"]
)
def test_everything_that_is_markdown_is_word_too(demo: CommandLine, what: str, tmp_path) -> None:
    file = tmp_path / f"{what}.docx"
    demo.ok("export", what, *WHOSE.get(what, ()), "--output", str(file))
    markdown = demo.ok("export", what, *WHOSE.get(what, ())).out
    document = word(file.read_bytes())
    headings = [line.lstrip("# ") for line in markdown.splitlines() if line.startswith("#")]
    told = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert len(told) == len(headings)
    assert told[0] == headings[0]
    assert document.core_properties.language == "da-DK"
    assert words(file.read_bytes()).startswith(headings[0])


def test_the_plan_in_word_is_one_table_across_and_the_details_behind_it(
    demo: CommandLine, tmp_path
) -> None:
    file = tmp_path / "plan.docx"
    demo.ok("export", "plan", "--output", str(file))
    document = word(file.read_bytes())
    (table,) = document.tables
    codes = [row.cells[0].text for row in table.rows[1:]]
    shown = demo.ok("list", "actions").out
    assert {code for code in codes if code[1:].isdigit()} == set(re.findall(r"\bH\d+\b", shown))
    assert [round(section.page_width.mm) for section in document.sections] == [297, 210]
    groups = [row.cells[0].text for row in table.rows if row.cells[0]._tc is row.cells[-1]._tc]
    assert groups[-1] == "Afsluttet"
    assert document.paragraphs[0].text == "Handleplan"


@pytest.mark.parametrize("what", [e.name for e in EXPORTS if "xlsx" in e.formats])
def test_the_tables_are_workbooks(demo: CommandLine, what: str, tmp_path) -> None:
    file = tmp_path / f"{what}.xlsx"
    demo.ok("export", what, "--output", str(file))
    sheets = excel(file.read_bytes()).worksheets
    assert all(sheet.max_row > 1 for sheet in sheets)


def test_the_wheel_of_one_person(demo: CommandLine, tmp_path) -> None:
    file = tmp_path / "hjul.xlsx"
    demo.ok("export", "wheel", "--for", "Karsten", "--output", str(file))
    owners = {row[5] for row in excel(file.read_bytes()).worksheets[0].values}
    assert owners == {"Ansvarlig", "Karsten Bruun"}


def test_to_another_program_bytes_and_nothing_else(demo: CommandLine, tmp_path) -> None:
    """The file has the same, and where it came from: it is what is sent round and comes home."""
    file = tmp_path / "plan.xlsx"
    demo.ok("export", "plan", "--output", str(file))
    code, got, err = sent(demo, "export", "plan", "--format", "xlsx")
    assert (code, err) == (0, "")
    today = date.fromisoformat(demo.environ["AMIS_TODAY"])
    stamp = stamp_of(Store(demo.document).load(), today)
    assert stamp
    assert file.read_bytes() == stamped(got, "xlsx", stamp)


@pytest.mark.parametrize(
    ("form", "begins"),
    [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<svg"), ("ics", b"BEGIN:VCALENDAR")],
)
def test_the_wheel_goes_to_a_printer_in_every_form(
    demo: CommandLine, form: str, begins: bytes
) -> None:
    code, got, err = sent(demo, "export", "wheel", "--format", form, "--output", "-")
    assert (code, err) == (0, "")
    assert got.startswith(begins)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_never_to_a_terminal(demo: CommandLine, form: str) -> None:
    code, got, err = sent(demo, "export", "plan", "--format", form, terminal=True)
    assert (code, got) == (2, b"")
    assert f"--output plan.{form}" in err


def test_a_terminal_is_given_text(demo: CommandLine) -> None:
    code, got, _err = sent(demo, "export", "plan", terminal=True)
    assert (code, got[:2]) == (0, b"# ")


def test_not_in_a_form_there_is_none_of(demo: CommandLine) -> None:
    answer = demo("export", "status", "--output", "status.xlsx")
    assert answer.code == 2
    assert answer.err == (
        "status.xlsx ends in .xlsx; "
        "status can be written to a name ending in .md, .html, .docx, .pdf.\n"
    )


def test_a_file_that_is_there_is_left(demo: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(b"mine")
    assert demo("export", "plan", "--output", str(file)).code == 3
    assert file.read_bytes() == b"mine"
    demo.ok("export", "plan", "--output", str(file), "--overwrite")
    assert file.read_bytes()[:2] == b"PK"


def test_restricted_only_beside_the_document(demo: CommandLine, tmp_path: Path) -> None:
    around = surroundings(demo.environ, limits=Limits(restricted=True))
    assert destination(around, "plan.docx") == demo.folder / "export" / "plan.docx"
    with pytest.raises(Usage):
        destination(around, str(tmp_path / "plan.docx"))


@pytest.mark.parametrize(
    ("form", "library", "package"),
    [("docx", "docx", "python-docx"), ("xlsx", "openpyxl", "openpyxl"), ("pdf", "typst", "typst")],
)
def test_without_the_library_a_sentence_says_how_to_get_it(
    demo: CommandLine, monkeypatch: pytest.MonkeyPatch, form: str, library: str, package: str
) -> None:
    for name in [n for n in sys.modules if n.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    for name in (
        "data.export.office.word",
        "data.export.office.word_page",
        "data.export.office.excel",
    ):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    file = demo.folder / f"missing.{form}"
    for language, begins in (("da", "AMIS er installeret uden"), ("en", "AMIS was installed")):
        words = ("export", "plan", "--output", str(file), "--language", language)
        answer = demo(*words)
        assert answer.code == 3
        assert answer.err.startswith(begins)
        assert package in answer.err
        extra = "pdf" if form == "pdf" else "office"
        assert f"pip install 'amis[{extra}]'" in answer.err
    assert not file.exists()
