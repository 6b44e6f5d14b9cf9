"""A plan goes out and comes home: what nobody changed is no difference, the rest is named."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import docx
import openpyxl
import pytest
from support.documents import TODAY, blank, changed, done
from support.sent_plans import (
    FORMS,
    SentPlan,
    example,
    example_written,
    identified,
    lines,
    nothing,
    ordinary,
    read,
    small,
    taken,
    written,
)

from data.edits.records import AddRecord
from data.export.forms import rendered
from data.export.plan.csv_file import plan_csv
from data.export.plan.pages import action_plan
from data.export.stamp import stamp_of, stamped
from data.i18n import in_language
from data.model.choices import MeetingState
from data.model.discussion import Note
from data.model.plan import Action
from data.model.status import StatusEntry, StatusMeeting
from data.start.demo import demo_document

EXAMPLE, SMALL = example(), small()

# -- nothing changed -----------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("language", "later"), [("da", 0), ("en", 60)])
def test_the_example_comes_home_as_it_went(form, language, later):
    day = TODAY + timedelta(days=later)
    assert nothing(read(example_written(form, language), EXAMPLE, language=language, today=day))


# -- what must be asked --------------------------------------------------------------------


def csv_of(document, change):
    """The plan as CSV, with its rows changed."""
    rows = list(csv.reader(io.StringIO(plan(document), newline=""), delimiter=";"))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(change(rows))
    return out.getvalue().encode("utf-8-sig")


def plan(document):
    with in_language("da"):
        return plan_csv(document).removeprefix("\ufeff")


def test_what_both_changed_is_asked_about():
    action = ordinary(EXAMPLE)[0]
    file = SentPlan(example_written("xlsx", "da"), "xlsx", "da")
    file.set(action.code, "due", "30-04-2027")
    now = identified(changed(EXAMPLE, action, due=date(2027, 5, 1)), 2)
    preview = read(file.bytes(), now, EXAMPLE)
    assert preview.unanswered
    assert preview.command is None
    assert preview.tally.asked >= 1
    with in_language("da"):
        answered = preview.again({f"{action.code}.due": "file"})
    assert taken(now, answered).find(action.code).due == date(2027, 4, 30)


def test_a_change_at_the_end_of_a_long_text_is_seen():
    action = next(a for a in EXAMPLE.all(Action) if len(a.problem) > 70)
    file = SentPlan(example_written("xlsx", "da"), "xlsx", "da")
    file.set(action.code, "problem", f"{action.problem} i morgen")
    (line,) = lines(read(file.bytes(), EXAMPLE))
    assert line.endswith(" i morgen")
    assert len(line) < 200


def test_a_row_that_is_gone_deletes_nothing_unless_chosen():
    document = identified(done(EXAMPLE, AddRecord("action", {"measure": "Ring til Bent"})), 2)
    gone = document.all(Action)[-1]
    data = csv_of(document, lambda rows: [row for row in rows if row[0] != gone.code])
    preview = read(data, document)
    assert (preview.command, preview.unanswered, len(lines(preview))) == (None, True, 2)
    with in_language("da"):
        chosen = preview.again({f"{gone.code} gone": "delete"})
    assert taken(document, chosen).find(gone.code) is None


def test_what_was_added_meanwhile_is_not_gone():
    now = identified(done(EXAMPLE, AddRecord("action", {"measure": "Ny imens"})), 2)
    assert nothing(read(example_written("xlsx", "da"), now, EXAMPLE))


def test_a_new_row_is_a_new_action_and_once_only():
    def add(rows):
        new = [""] * len(rows[0])
        new[1], new[rows[0].index("Ansvarlig")], new[rows[0].index("Frist")] = (
            "Ny gummimåtte",
            "Amira",
            "30/6-2026",
        )
        return [*rows, new]

    data = csv_of(EXAMPLE, add)
    after = taken(EXAMPLE, read(data, EXAMPLE))
    (made,) = [a for a in after.all(Action) if EXAMPLE.get(Action, a.id) is None]
    assert (made.measure, made.due) == ("Ny gummimåtte", date(2026, 6, 30))
    assert read(data, identified(after, 2)).command is None


def test_a_row_that_stands_there_twice_is_asked_about():
    def twice(rows):
        copy = [*rows[1]]
        copy[1] = "Kopi med andet indhold"
        return [*rows, copy]

    preview = read(csv_of(EXAMPLE, twice), EXAMPLE)
    assert (preview.command, preview.unanswered) == (None, True)
    same = read(csv_of(EXAMPLE, lambda rows: [*rows, rows[1]]), EXAMPLE)
    assert same.command is None
    assert same.tally.left_out == 1


def test_a_note_in_the_cell_becomes_a_note():
    def note(rows):
        place = rows[0].index("Notater")
        rows[1][place] = f"{rows[1][place]}\nRing til Bent".strip()
        return rows

    after = taken(EXAMPLE, read(csv_of(EXAMPLE, note), EXAMPLE))
    (made,) = [n for n in after.all(Note) if EXAMPLE.get(Note, n.id) is None]
    assert made.text == "Ring til Bent"
    assert made.about == EXAMPLE.all(Action)[0].reference


def test_what_cannot_be_read_is_left_as_it_was():
    def words(rows):
        rows[1][rows[0].index("Frist")] = "snarest"
        return rows

    preview = read(csv_of(EXAMPLE, words), EXAMPLE)
    assert (preview.command, preview.tally.asked) == (None, 1)


def test_another_documents_plan_is_somebody_elses():
    other = identified(demo_document("da", TODAY))
    other = replace(other, meta=replace(other.meta, document="other"))
    for record in other.all(Action):
        other = changed(other, record, measure=f"Helt andet {record.number}", problem="")
    preview = read(written(other, "xlsx"), EXAMPLE)
    assert preview.tally.taken == len(other.all(Action))


def test_columns_over_two_sheets_and_in_any_order():
    book = openpyxl.load_workbook(io.BytesIO(example_written("xlsx", "da")))
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    book.remove(sheet)
    first, second = book.create_sheet("En", 0), book.create_sheet("To", 1)
    for row in rows:
        first.append([row[0], *row[5:0:-1]])
        second.append([row[0], *row[6:]])
    out = io.BytesIO()
    book.save(out)
    assert nothing(read(out.getvalue(), EXAMPLE))


def test_an_action_added_on_both_sheets_is_one_action():
    book = openpyxl.load_workbook(io.BytesIO(example_written("xlsx", "da")))
    plan, more = book.worksheets[:2]
    for sheet, heading, text in ((plan, "Problem", "Det trækker"), (more, "Årsag", "Revner")):
        heads = [cell.value for cell in sheet[1]]
        row = [None] * len(heads)
        row[1], row[heads.index(heading)] = "Tæt vinduerne", text
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    preview = read(out.getvalue(), EXAMPLE)
    after = taken(EXAMPLE, preview)
    (made,) = [a for a in after.all(Action) if EXAMPLE.get(Action, a.id) is None]
    assert (made.measure, made.problem, made.cause) == ("Tæt vinduerne", "Det trækker", "Revner")


def test_both_sheets_of_another_documents_plan_are_read():
    other = replace(EXAMPLE, meta=replace(EXAMPLE.meta, document="other"))
    blank_ = identified(blank())
    preview = read(written(other, "xlsx"), blank_)
    after = taken(blank_, preview)
    causes = {a.measure: a.cause for a in other.all(Action)}
    assert {a.measure: a.cause for a in after.all(Action)} == causes


def test_a_plan_in_word_of_several_tables_comes_home_too():
    """What was sent round before all actions stood in one table."""
    with in_language("da"):
        text = action_plan(EXAMPLE, today=TODAY)
        contents = rendered(text, "docx", "Plan", "da", TODAY).contents
    assert nothing(read(stamped(contents, "docx", stamp_of(EXAMPLE, TODAY)), EXAMPLE))


def test_a_goal_renamed_in_words_table_is_that_goal():
    document = docx.Document(io.BytesIO(example_written("docx", "da")))
    (table,) = document.tables
    title = table.rows[1].cells[0]
    title.text = f"{title.text} nu"
    out = io.BytesIO()
    document.save(out)
    preview = read(out.getvalue(), EXAMPLE)
    (field,) = preview.command.fields
    assert (field.kind, field.name, field.value.endswith(" nu")) == ("goal", "title", True)


# -- words outside the cells ---------------------------------------------------------------


def new_notes(document, preview):
    after = taken(document, preview)
    return [(n.about, n.text) for n in after.all(Note) if document.get(Note, n.id) is None]


STANDING = {"da": "Sådan går det", "en": "How it stands"}


def standing_file(form, language, told):
    """The plan with how each action stands, and words in that column of some."""
    file = SentPlan(example_written(form, language, stands=True), form, language)
    for code, text in told.items():
        was = file.said(code, "stands")
        file.set(code, "stands", "; ".join(filter(None, [was, text])))
    return file.bytes()


@pytest.mark.parametrize(
    ("form", "language", "later"),
    [("csv", "da", 40), ("csv", "en", 0), ("xlsx", "da", 40), ("xlsx", "en", 0)],
)
def test_words_in_the_column_that_is_reckoned_out_become_a_note(form, language, later):
    data = standing_file(form, language, {})
    today = TODAY + timedelta(days=later)
    assert nothing(read(data, EXAMPLE, language=language, today=today)), "AMIS's own words"
    late, other = (a.code for a in (EXAMPLE.all(Action)[0], EXAMPLE.all(Action)[-1]))
    told = {late: "Venter på montøren", other: "Gik godt"}
    data = standing_file(form, language, told)
    preview = read(data, EXAMPLE, language=language, today=today)
    head = STANDING[language]
    assert sorted(text for _about, text in new_notes(EXAMPLE, preview)) == [
        f"{head}: Gik godt",
        f"{head}: Venter på montøren",
    ]
    assert any("Venter på montøren" in line for line in lines(preview))
    after = identified(taken(EXAMPLE, preview), 2)
    assert read(data, after, EXAMPLE, language, today=today).command is None


def test_a_new_row_keeps_what_stands_in_that_column():
    with in_language("da"):
        header, *_rest = csv.reader(io.StringIO(plan_csv(EXAMPLE, TODAY)[1:]), delimiter=";")
    row = [""] * len(header)
    row[1], row[-1] = "Ring til Bent", "Er bestilt"
    text = plan_csv(EXAMPLE, TODAY) + ";".join(row) + "\r\n"
    ((_about, note),) = new_notes(EXAMPLE, read(text.encode(), EXAMPLE))
    assert note == "Sådan går det: Er bestilt"


def test_a_foreign_plan_may_have_a_column_of_that_name():
    text = "Problem;Løsning;Sådan går det\nStøj;Måtter;Montøren kommer mandag\n"
    ((_about, note),) = new_notes(EXAMPLE, read(text.encode(), EXAMPLE))
    assert note == "Sådan går det: Montøren kommer mandag"


def cells_beside(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    sheet.cell(2, sheet.max_column + 2).value = "Husk Bent"
    sheet.insert_rows(1)
    sheet.cell(1, 1).value = "Rettet af Bent i marts"
    extra = book.create_sheet("Noter")
    extra.append(["Hvad", "Hvem"])
    extra.append(["Køb kaffe", "Bent"])
    sheet.row_dimensions[4].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_stands_beside_and_above_the_table_is_kept_or_said():
    preview = read(cells_beside(example_written("xlsx", "da")), EXAMPLE)
    assert new_notes(EXAMPLE, preview) == [(EXAMPLE.all(Action)[0].reference, "Husk Bent")]
    told = "\n".join(lines(preview))
    for said in ("Rettet af Bent i marts", "Køb kaffe", "Skjulte rækker"):
        assert said in told
    assert preview.tally.left_out == 3
    beside = csv_of(EXAMPLE, lambda rows: [rows[0], [*rows[1], "Husk Bent"], *rows[2:]])
    assert [text for _about, text in new_notes(EXAMPLE, read(beside, EXAMPLE))] == ["Husk Bent"]


@pytest.mark.parametrize("stamp", [True, False])
def test_lines_of_a_document_that_are_no_field_are_kept_or_said(stamp):
    text = written(SMALL, "md", stamp=stamp).decode()
    assert nothing(read(text.encode(), SMALL)) or not stamp
    assert read(text.encode(), SMALL, today=TODAY + timedelta(days=50)).tally.left_out == 0
    heading = next(line for line in text.split("\n") if line.startswith("### H"))
    code = heading.split()[1]
    text = text.replace(heading, f"{heading}\n\nMontøren kommer mandag.", 1)
    text = text.replace("\n## ", "\nHusk at tale om støj.\n\n## ", 1)
    preview = read(text.encode(), SMALL)
    told = [(SMALL.find(code).reference, "Montøren kommer mandag.")]
    assert new_notes(SMALL, preview) == told
    assert preview.tally.left_out == 1
    assert any("Husk at tale om støj." in line for line in lines(preview))


# -- goals and meetings --------------------------------------------------------------------


def moved_under(text, code, goal):
    """The row of an action moved into the table below another heading, in Markdown."""
    row = next(line for line in text.split("\n") if line.startswith(f"| {code} "))
    text = text.replace(f"{row}\n", "", 1)
    before, heading, after = text.partition(goal)
    assert heading
    rule = next(line for line in after.split("\n") if line.startswith("| --") or "|--" in line)
    return before + heading + after.replace(f"{rule}\n", f"{rule}\n{row}\n", 1)


@pytest.mark.parametrize("form", ["md", "docx"])
def test_a_row_that_was_moved_under_another_goal_serves_that(form):
    served = [a for a in ordinary(EXAMPLE) if a.goal]
    one = served[0]
    other = next(EXAMPLE.record("goal", a.goal) for a in served if a.goal != one.goal)
    if form == "md":
        text = example_written("md", "da").decode()
        data = moved_under(text, one.code, f"{other.code}:").encode()
        away = moved_under(text, one.code, "## Handlinger uden mål").encode()
    else:
        word = docx.Document(io.BytesIO(example_written("docx", "da")))
        rows = {}
        for table in word.tables:
            for row in table.rows[1:]:
                rows.setdefault(row.cells[0].text.strip(), row)
        mate = next(a for a in ordinary(EXAMPLE) if a.goal == other.id)
        rows[mate.code]._tr.addnext(rows[one.code]._tr)
        out = io.BytesIO()
        word.save(out)
        data = away = out.getvalue()
    preview = read(data, EXAMPLE)
    assert len(lines(preview)) == 1, lines(preview)
    assert taken(EXAMPLE, preview).find(one.code).goal == other.id
    assert taken(EXAMPLE, read(away, EXAMPLE)).find(one.code).goal == (
        None if form == "md" else other.id
    )


def test_a_new_row_under_a_goal_serves_it():
    text = example_written("md", "da").decode()
    served = next(a for a in ordinary(EXAMPLE) if a.goal)
    row = next(line for line in text.split("\n") if line.startswith(f"| {served.code} "))
    blank = "|".join(["", " ", " Ny gummimåtte ", *[" "] * (row.count("|") - 3), ""])
    after = taken(EXAMPLE, read(text.replace(row, f"{row}\n{blank}", 1).encode(), EXAMPLE))
    (made,) = [a for a in after.all(Action) if EXAMPLE.get(Action, a.id) is None]
    assert (made.measure, made.goal) == ("Ny gummimåtte", served.goal)


def test_a_row_that_an_approved_meeting_tells_of_stays_and_the_rest_is_taken():
    entry = next(
        e
        for e in EXAMPLE.all(StatusEntry)
        if EXAMPLE.get(StatusMeeting, e.meeting).state is MeetingState.APPROVED
        and EXAMPLE.get(Action, e.action) is not None
    )
    action = EXAMPLE.get(Action, entry.action)
    file = SentPlan(example_written("xlsx", "da"), "xlsx", "da")
    other = next(a for a in ordinary(EXAMPLE) if a.id != action.id)
    file.set(other.code, "measure", "Ny løsning")
    sheet = file.book.worksheets[0]
    at = next(r[0].row for r in sheet.iter_rows() if r[0].value == action.code)
    sheet.delete_rows(at)
    preview = read(file.bytes(), EXAMPLE)
    meeting = EXAMPLE.get(StatusMeeting, entry.meeting)
    (line,) = [line for line in lines(preview) if action.code in line.split()[0]]
    assert meeting.code in line
    assert not preview.questions
    after = taken(EXAMPLE, preview)
    assert after.find(action.code) is not None
    assert after.find(other.code).measure == "Ny løsning"


def test_a_moment_is_read_where_people_meet(zone):
    zone("UTC")
    file = SentPlan(example_written("xlsx", "da"), "xlsx", "da")
    action = ordinary(EXAMPLE)[0]
    file.set(action.code, "due", "2027-04-30T22:30:00Z")
    preview = read(file.bytes(), EXAMPLE)
    assert taken(EXAMPLE, preview).find(action.code).due == date(2027, 5, 1)
