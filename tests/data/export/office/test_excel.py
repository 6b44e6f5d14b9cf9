"""The workbook: days that are days, text that stays text, sheets that Excel takes."""

from __future__ import annotations

from datetime import date
from time import struct_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from support.competence import planned
from support.documents import TODAY, blank, done, sample, vicious
from support.examples import examples
from support.hostile import HOSTILE
from support.office import excel, inside

from data.edits.records import AddRecord
from data.export.competence.csv_file import competence_csv
from data.export.competence.sheets import competence_sheets
from data.export.office.cell_sizes import SMALLEST, lines_of
from data.export.office.excel import sheet_name, workbook
from data.export.office.sheets import DataSheet
from data.export.pdf.fonts import REGULAR, face
from data.export.plan.sheets import plan_sheets
from data.export.wheel.sheets import wheel_sheets
from data.i18n import in_language
from data.text import clean
from data.views.wheel import wheel_year

LATER = struct_time((2031, 1, 1, 12, 0, 0, 2, 1, 0))
ACTING = ("=1+1", "+1", "-1", "@SUM(A1)", "=", "#N/A", "#REF!", "\t=1+1", "{=1+1}", "TRUE", "12")


def made(*sheets, title="Titel", language="da"):
    return workbook(sheets, title, language, today=TODAY)


def cells(*values):
    """The cells of a row, written and read back."""
    header = tuple(f"k{n}" for n in range(len(values)))
    book = excel(made(DataSheet("Ark", header, (values,))))
    return book["Ark"][2]


def test_days_are_days_and_numbers_are_numbers():
    day, number, text, nothing = cells(date(2026, 10, 25), 3, "Støj", None)
    assert day.value.date() == date(2026, 10, 25)
    assert day.is_date
    # The reader's own way of writing days: number 14 among Excel's formats.
    assert day._style.numFmtId == 14
    assert (number.value, number.data_type) == (3, "n")
    assert (text.value, text.data_type) == ("Støj", "s")
    assert nothing.value is None


def test_days_excel_cannot_count_are_written_out():
    assert cells(date(1900, 2, 28))[0].value == "1900-02-28"
    assert cells(date(1900, 3, 1))[0].value.date() == date(1900, 3, 1)


@pytest.mark.parametrize("typed", ACTING)
def test_what_looks_like_a_formula_is_text(typed):
    (cell,) = cells(typed)
    assert (cell.value, cell.data_type) == (typed, "s")
    assert "<f>" not in inside(made(DataSheet("Ark", (typed,), ((typed,),))))


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "'=1+1"])
def test_what_looks_like_a_formula_stays_text_when_somebody_edits_the_cell(typed):
    assert cells(typed)[0].quotePrefix


@settings(max_examples=examples(10))
@given(st.lists(st.text(max_size=100), min_size=1, max_size=30))
@example(["_x000D_", "\ufffe\udcff\x00", "a\n\n b ", " "])
def test_text_is_read_back_as_it_is(typed):
    read = cells(*typed)
    # An empty text is an empty cell.
    assert [unescape(cell.value or "") for cell in read] == list(map(clean, typed))


def test_hostile_text():
    tables = (DataSheet(typed, (typed,), ((typed,),)) for typed in HOSTILE)
    long = DataSheet("Langt", ("Nr.",), (("u" * 40_000,),))
    *sheets, last = excel(made(*tables, long, title=HOSTILE[0]))
    for sheet, typed in zip(sheets, HOSTILE, strict=True):
        assert unescape(sheet["A2"].value) == clean(typed)[:32_767]
    assert len(last["A2"].value) == 32_767
    assert last["A2"].value.endswith("…")


def test_the_headings_stay_in_sight_and_every_column_can_be_filtered():
    sheet = excel(made(DataSheet("Ark", ("Nr.", "Hvad"), (("H1", "x" * 200), ("H2", "y")))))["Ark"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet["A1"].font.bold
    assert sheet["B2"].alignment.wrap_text
    assert sheet.column_dimensions["A"].width < sheet.column_dimensions["B"].width
    assert sheet.print_title_rows == "$1:$1"


LONG = "Der larmer, og ingen hører, hvad der bliver sagt. " * 6


def test_a_sheet_is_one_page_wide_with_its_rows_as_high_as_their_text():
    rows = (("H1", *[LONG] * 9), ("H2", *["kort"] * 9), ("H3", "en\nto\ntre", *[""] * 8))
    contents = made(DataSheet("A & B", ("Nr.", *(f"Kolonne {n}" for n in range(9))), rows))
    sheet = excel(contents)["A & B"]
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
    # 277 mm at the least scale; a unit is 1.85 mm.
    assert sum(widths) * 1.852 * SMALLEST <= 277.5
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    heights = [sheet.row_dimensions[number].height for number in (2, 3, 4)]
    assert heights[0] == 15 * lines_of(LONG, widths[1] * 1.852 - 1.6)
    assert heights[1:] == [15, 45]
    assert "customHeight" not in inside(contents), "a row grows with what is written in it"
    assert sheet.oddFooter.left.text == "A && B"
    fonts = {cell.font.name for row in sheet.iter_rows() for cell in row}
    assert fonts == {"Calibri"}


def test_a_cell_with_many_notes_is_not_cut_off():
    notes = "\n".join(f"2026-02-{n:02} Karen Holm: {LONG[:150]}" for n in range(1, 15))
    header = ("Nr.", *(f"Kolonne {n}" for n in range(8)), "Notater")
    sheet = excel(made(DataSheet("Ark", header, (("H1", *["kort tekst"] * 8, notes),))))["Ark"]
    cell = sheet["J2"]
    width = sheet.column_dimensions["J"].width * 1.852 - 1.6
    lines = lines_of(notes, width * 11 / cell.font.size)
    assert sheet.row_dimensions[2].height >= lines * 15 * cell.font.size / 11 - 0.1
    assert sheet.row_dimensions[2].height <= 409


def test_more_columns_than_a_page_holds_go_on_beside_it_and_say_again_what_they_are_about():
    header = ("Nr.", "Løsning", *(f"Overskrift {n}" for n in range(30)))
    rows = (("H1", "Filt under stolene", *["Noget længere, som fylder"] * 30),)
    sheet = excel(made(DataSheet("Ark", header, rows, beside=2)))["Ark"]
    assert sheet.freeze_panes == "C2"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$B")
    assert sheet.page_setup.scale >= 70
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage


@given(st.text(max_size=200), st.floats(5, 200))
@example("u" * 10_000, 40.0)
def test_a_text_takes_at_least_the_lines_that_hold_it(text, width):
    letters = face(REGULAR)
    held = sum(letters.width(word, 11) for word in text.split())
    assert lines_of(text, width) >= max(1, 0.98 * held / width) - 1
    assert lines_of(text, 10_000) >= text.count("\n") + 1


def test_a_table_with_nothing_in_it():
    sheet = excel(made(DataSheet("Ark", ("Nr.", "Hvad"), ())))["Ark"]
    assert [cell.value for cell in sheet[1]] == ["Nr.", "Hvad"]


@given(st.lists(st.one_of(st.text(max_size=40), st.sampled_from(HOSTILE)), max_size=5))
@example(["history", "History", "'", "", "a/b", "a:b", "A B", "x" * 60, "x" * 61])
def test_sheet_names_are_what_excel_takes(typed):
    taken = set()
    for text in typed:
        name = sheet_name(text, taken)
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"
        assert name.casefold() not in taken
        taken.add(name.casefold())


def test_it_says_what_it_is_and_the_same_tables_give_the_same_bytes(monkeypatch):
    sheet = DataSheet("Ark", ("Nr.",), (("H1",),))
    first = made(sheet, title="Handleplan", language="en")
    told = excel(first).properties
    assert (told.title, told.creator, told.language) == ("Handleplan", "AMIS", "en-GB")
    assert told.created == told.modified
    assert told.created.isoformat() == "2026-03-03T00:00:00"
    monkeypatch.setattr("time.localtime", lambda *_: LATER)
    assert made(sheet, title="Handleplan", language="en") == first


# -- what is in the tables -----------------------------------------------------------------


def test_the_plan_has_its_days_and_leaves_out_what_nobody_uses():
    with in_language("da"):
        plan, more, goals = plan_sheets(sample(), TODAY)
    assert len(plan.header) <= 10
    assert more.header[:2] == ("Nummer", "Løsning")
    assert [row[:2] for row in more.rows] == [row[:2] for row in plan.rows]
    assert not set(more.header[2:]) & set(plan.header)
    for number in range(more.beside, len(more.header)):
        assert any(row[number] not in {None, ""} for row in more.rows)
    assert plan.name == "Handleplan"
    assert plan.header[:7] == (
        "Nummer", "Løsning", "Problem", "Ansvarlig", "Frist", "Status", "Opfølgning",
    )  # fmt: skip
    assert [row[0] for row in plan.rows] == ["H1", "H2", "H3", "H4"]
    assert any(isinstance(row[4], date) for row in plan.rows)
    for number in range(7, len(plan.header)):
        assert any(row[number] not in {None, ""} for row in plan.rows)
    assert goals.name == "Mål"
    assert goals.rows


def test_the_plan_holds_notes_and_nothing_confidential():
    document = done(
        blank(),
        AddRecord("action", {"measure": "Filt"}, "h"),
        AddRecord("note", {"about": "action:h", "text": "Købt"}, "n1"),
        AddRecord("note", {"about": "action:h", "text": "Hemmeligt", "confidential": True}, "n2"),
    )
    with in_language("da"):
        (plan,) = plan_sheets(document)
    assert plan.header[-1] == "Notater"
    assert plan.rows[0][-1] == "2026-03-03 Karen Holm: Købt"


def test_the_wheel_by_day():
    document = sample()
    year = wheel_year(document, date(2026, 1, 1), TODAY)
    with in_language("da"):
        (sheet,) = wheel_sheets(document, year, "Årshjul 2026")
    days = [row[0] for row in sheet.rows]
    assert days == sorted(entry.day for entry in year.entries())
    assert all(row[1] == row[0].isocalendar().week for row in sheet.rows)


def test_the_matrix_is_that_of_the_csv_with_numbers():
    document = planned()
    with in_language("da"):
        (sheet,) = competence_sheets(document, TODAY)
        lines = competence_csv(document, TODAY).splitlines()
    assert len(sheet.rows) == len(lines) - 1
    levels = [cell for row in sheet.rows for cell in row if isinstance(cell, int)]
    assert set(levels) <= set(range(10))
    assert len(levels) == len(sheet.rows) * (len(sheet.header) - 6)


def test_hostile_documents():
    document = vicious()
    year = wheel_year(document, date(2026, 1, 1), TODAY)
    with in_language("da"):
        sheets = (
            *plan_sheets(document),
            *wheel_sheets(document, year, "Hjul"),
            *competence_sheets(document, TODAY),
        )
    book = excel(made(*sheets))
    assert len(book.worksheets) == len(sheets)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= set(
        "nsd"
    )
