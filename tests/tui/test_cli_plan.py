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


PLAN = """\
Problem;Løsning;Ansvarlig;Frist;Bygning
Støj ved måltiderne;To spisehold;Mette;15-05-2026;
Mørk garderobe;Nye lamper;Ole Nord;snarest;Hus B
"""


def plan_file(amis: CommandLine, text: str = PLAN) -> str:
    file = amis.folder / "handleplan.csv"
    file.write_text(text, encoding="cp1252")
    return str(file)


def test_a_dry_run_tells_and_changes_nothing(amis: CommandLine) -> None:
    before = amis.document.read_bytes()
    told = amis.ok("import", plan_file(amis), "--dry-run").out
    for line in (
        "  Løsning → What we do: 2 of 2",
        "  Frist → Deadline: 1 of 2",
        "  Bygning is not known and goes into a note: 1",
        "New people: Ole Nord",
        "2 new actions.",
        "Nothing has been changed.",
    ):
        assert line in told.splitlines()
    assert "Row 3, Frist: “snarest” is no day." in told
    assert amis.document.read_bytes() == before


def test_import_and_undo(amis: CommandLine) -> None:
    before = Store(amis.document).load().tables
    assert "2 actions imported." in amis.ok("import", plan_file(amis)).out
    shown = amis.ok("list", "actions").out
    assert "15/5/2026" in shown
    assert "Ole Nord" in shown
    assert "imported a plan" in amis.ok("log").out
    amis.ok("undo")
    after = Store(amis.document).load().tables
    assert {k: v for k, v in after.items() if v} == {k: v for k, v in before.items() if v}


def test_importing_twice_keeps_one_of_each(amis: CommandLine) -> None:
    amis.ok("import", plan_file(amis))
    told = amis.ok("import", plan_file(amis)).out
    assert "In the plan already, and left as they are: H1, H2" in told
    assert "0 new actions." in told
    assert len(amis.ok("list", "actions").lines) == 2


def test_our_own_file_from_a_pipe_into_another_document(amis: CommandLine, tmp_path: Path) -> None:
    amis.ok("import", plan_file(amis))
    amis.ok("set", "H1", "status=done", "effect=no", "cause==1+1")
    text = amis.ok("export", "plan", "--format", "csv").out
    (tmp_path / "other").mkdir()
    other = CommandLine(tmp_path / "other")
    other.ok("new", "--name", "Other", "--employees", "12")
    told = other.ok("import", "-", stdin=text.encode()).out
    assert "kept in a note" not in told
    back = rows(other.ok("export", "plan", "--format", "csv").out)
    assert back == rows(text)


def test_a_note_from_a_file_says_who_wrote_it_once(amis: CommandLine, tmp_path: Path) -> None:
    """The same author on the same day is not named twice; somebody else is still named."""
    amis.ok("import", plan_file(amis))
    text = amis.ok("export", "plan", "--format", "csv").out
    wrote = "2026-03-02 Mette: Frist: snarest"
    assert wrote in text
    for who, told in (("Mette", wrote), ("Bo", f"2026-03-02 Bo: {wrote}")):
        (tmp_path / who).mkdir()
        other = CommandLine(tmp_path / who, user=who)
        other.ok("new", "--name", "Other", "--employees", "12")
        other.ok("import", "-", stdin=text.encode())
        notes = [cell for row in rows(other.ok("export", "plan", "--format", "csv").out)
                 for cell in row if "Frist: snarest" in cell]  # fmt: skip
        assert [cell.split("\n")[0] for cell in notes] == [told]


@pytest.mark.parametrize("content", [b"", b"a;b\n1;2\n", b"PK\x03\x04"])
def test_no_plan_to_import(amis: CommandLine, content: bytes) -> None:
    answer = amis("import", "-", stdin=content)
    assert answer.code == 1
    assert answer.err


def test_what_was_understood_goes_to_scripts_with_counts(amis: CommandLine) -> None:
    before = amis.document.read_bytes()
    found = amis.ok("import", plan_file(amis), "--dry-run", "--json").json
    counts = [found[name] for name in ("taken", "known", "asked", "left_out")]
    assert (found["read"], counts) == (2, [2, 0, 0, 0])
    assert [row["fate"] for row in found["entries"]] == ["taken", "taken"]
    assert amis.document.read_bytes() == before
    assert amis.ok("import", plan_file(amis), "--json").json == found
    assert len(amis.ok("list", "actions").lines) == 2


@pytest.mark.parametrize("name", ["plan.rtf", "plan.odt", "plan.exe", "ud.json", "plan.svg"])
@pytest.mark.parametrize("form", [None, "csv"])
def test_a_name_that_promises_another_kind_of_file_is_refused(
    amis: CommandLine, name: str, form: str | None
) -> None:
    given = () if form is None else ("--format", form)
    answer = amis("export", "plan", "--output", str(amis.folder / name), *given)
    assert answer.code == 2
    assert name in answer.err
    assert ".csv" in answer.err
    assert not (amis.folder / name).exists()


@pytest.mark.parametrize(
    "name",
    ["plan.json", "PLAN.json", "plan.history.jsonl", "plan.json.lock", "plan.copies/2026.json"],
)
def test_what_the_document_keeps_is_no_target(amis: CommandLine, name: str) -> None:
    amis.ok("add", "H: Noise screen")
    before = {file: file.read_bytes() for file in amis.folder.rglob("*") if file.is_file()}
    for form in ("md", "csv"):
        arguments = ("--output", str(amis.folder / name), "--format", form, "--overwrite")
        assert amis("export", "plan", *arguments).code in {2, 3}
    assert {file: file.read_bytes() for file in amis.folder.rglob("*") if file.is_file()} == before


def test_no_name_leads_to_the_document(amis: CommandLine) -> None:
    amis.ok("add", "H: Noise screen")
    for file in sorted(amis.folder.rglob("*")):
        if not file.is_file():
            continue
        before = file.read_bytes()
        (amis.folder / "away.md").hardlink_to(file)
        if amis("export", "plan", "--output", str(amis.folder / "away.md"), "--overwrite").code:
            assert (amis.folder / "away.md").read_bytes() == before
        assert file.read_bytes() == before
        (amis.folder / "away.md").unlink()


def test_the_plan_comes_home_on_the_command_line(amis: CommandLine) -> None:
    amis.ok("import", plan_file(amis))
    file = amis.folder / "home.md"
    amis.ok("export", "plan", "--output", str(file))
    before = amis.document.read_bytes()
    assert "nothing was changed in it" in amis.ok("import", str(file)).out
    assert amis.document.read_bytes() == before

    text = file.read_text("utf-8")
    file.write_text(text.replace("15/5/2026", "30/5/2026"), "utf-8")
    amis.ok("set", "H2", "priority=high")
    told = amis.ok("import", str(file), "--dry-run").out
    assert "H1 Deadline: 15/5/2026 → 30/5/2026" in told
    assert "1 change taken over." in amis.ok("import", str(file)).out
    assert "30/5/2026" in amis.ok("list", "actions").out
    amis.ok("undo")
    assert "15/5/2026" in amis.ok("list", "actions").out

    amis.ok("set", "H1", "due=2026-06-01")
    asked = amis("import", str(file))
    assert (asked.code, asked.err) == (1, "")
    assert "keep 1/6/2026" in asked.out
    assert "1/6/2026" in amis.ok("list", "actions").out, "left as it was"


def test_no_file_to_import(amis: CommandLine) -> None:
    assert amis("import", str(amis.folder / "no.csv")).code == 3
    assert amis("import", str(amis.folder)).code == 3
    assert amis("import").code == 2


def test_minutes_of_a_status_meeting(amis: CommandLine) -> None:
    assert amis("export", "status").err == "There is no status meeting yet.\n"
    for day in ("2026-02-03", "2026-01-06"):
        values = {"held_on": day}
        row = {"id": f"s{day}", "op": "add", "kind": "status_meeting", "values": values}
        assert amis.apply(row).code == 0
    latest = amis.ok("export", "status").out
    assert "3 February 2026" in latest
    assert amis.ok("export", "status", "--meeting", "S1").out == latest
    assert "6 January 2026" in amis.ok("export", "status", "--meeting", "s2").out
    assert amis("export", "status", "--meeting", "S9").code == 1
    assert "<title>" in amis.ok("export", "status", "--format", "html").out


def test_the_packs(amis: CommandLine) -> None:
    amis.ok("add", "Hers owner:Mette due:2026-04-01")
    gap = "No annual discussion is written down."
    assert gap not in amis.ok("export", "inspection").out
    assert gap in amis.ok("export", "inspection", "--missing").out
    assert gap in amis.ok("export", "yourselves").out
    assert amis("export", "plan", "--missing").code == 2
    assert "<title>" in amis.ok("export", "inspection", "--format", "html").out
    assert "Hers" in amis.ok("export", "noticeboard").out
    assert "Hers" in amis.ok("export", "handover", "--for", "Mette").out
    assert "Hers" not in amis.ok("export", "handover", "--for", "P2").out
    refused = amis("export", "handover")
    assert (refused.code, refused.err) == (
        1,
        "Say whose with --for and a name, a number or a role.\n",
    )
    assert amis("export", "handover", "--for", "Birgit").code == 2
    assert amis("export", "inspection", "--for", "Mette").code == 2
