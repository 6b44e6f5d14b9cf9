"""A plan goes out and comes home: what nobody changed is no difference, the rest is named."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.documents import NOW, TODAY, blank, changed, done
from support.examples import examples
from support.strategies import documents

from data.edits.edits import Author, apply_all
from data.edits.records import AddRecord
from data.export.forms import rendered
from data.export.plan.csv_file import plan_csv
from data.export.plan.pages import action_plan, plan_in_one_table
from data.export.plan.sheets import plan_sheets
from data.export.stamp import stamp_of, stamped
from data.i18n import in_language
from data.importing.preview import read_any_file
from data.model.choices import ActionStatus, MeetingState, Priority
from data.model.discussion import Note
from data.model.plan import Action
from data.model.status import StatusEntry, StatusMeeting
from data.model.workplace import Person
from data.start.demo import demo_document

FORMS = ("csv", "xlsx", "md", "docx")


def identified(document, revision=1):
    return replace(document, meta=replace(document.meta, document="doc", revision=revision))


def written(document, form, language="da", today=TODAY, *, stamp=True):
    """The plan as `amis export plan` writes it."""
    with in_language(language):
        if form == "csv":
            contents = plan_csv(document)
        else:
            if form == "xlsx":
                source = plan_sheets(document, today)
            else:
                made = plan_in_one_table if form == "docx" else action_plan
                source = made(document, today=today)
            contents = rendered(source, form, "Plan", language, today).contents
    if stamp:
        contents = stamped(contents, form, stamp_of(document, today))
    return contents.encode() if isinstance(contents, str) else contents


def read(data, document, base=None, language="da", answers=None, today=TODAY):
    with in_language(language):
        return read_any_file(
            data, document, today, language, answers or {}, past=lambda _revision: base
        )


def lines(preview):
    return [line.text.strip() for line in preview.lines[1:]]


def taken(document, preview):
    """The document after the preview was kept."""
    edits = tuple(preview.command.edits(document, Author("karen", NOW)))
    return apply_all(document, edits, Author("karen", NOW))[0]


def nothing(preview):
    tally = preview.tally
    return (
        preview.command is None
        and not preview.unanswered
        and len(preview.lines) == 1
        and (tally.taken, tally.asked, tally.left_out) == (0, 0, 0)
    )


# -- nothing changed -----------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("day", [TODAY, TODAY + timedelta(days=60)])
def test_the_example_comes_home_as_it_went(form, language, day):
    document = identified(demo_document("da", TODAY))
    assert nothing(read(written(document, form, language), document, language=language, today=day))


@settings(max_examples=examples(20), deadline=None)
@given(documents(), st.sampled_from(FORMS), st.sampled_from(["da", "en"]), st.booleans())
def test_any_document_comes_home_as_it_went(document, form, language, danish):
    document = identified(document, document.meta.revision)
    if not document.all(Action):
        return
    read_in = "da" if danish else "en"
    preview = read(written(document, form, language), document, language=read_in)
    assert preview.tally.read >= len(document.all(Action))
    assert nothing(preview), lines(preview)


# -- k cells changed -----------------------------------------------------------------------

HEADS = {
    "da": {
        "number": ("Nummer", "Nr."),
        "measure": ("Løsning",),
        "problem": ("Problem",),
        "owner": ("Ansvarlig",),
        "due": ("Frist",),
        "follow_up": ("Opfølgning",),
        "status": ("Status",),
    },
    "en": {
        "number": ("Number", "No."),
        "measure": ("What we do",),
        "problem": ("Problem",),
        "owner": ("Responsible",),
        "due": ("Deadline",),
        "follow_up": ("Follow-up",),
        "status": ("Status",),
    },
}
STATUSES = {
    "da": {ActionStatus.DONE: "udført", ActionStatus.DROPPED: "opgivet"},
    "en": {ActionStatus.DONE: "done", ActionStatus.DROPPED: "given up"},
}
DAYS = ("2027-{m:02}-{d:02}", "{d}.{m}.2027", "{d:02}-{m:02}-2027", "{d}/{m} 2027")
CHANGEABLE = ("measure", "problem", "owner", "due", "follow_up", "status")


class Written:
    """A plan that was written, opened as the programs people use open it."""

    def __init__(self, data, form, language, delimiter=";"):
        self.form, self.heads, self.delimiter = form, HEADS[language], delimiter
        if form == "csv":
            text = data.decode("utf-8-sig")
            self.rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        elif form == "xlsx":
            self.book = openpyxl.load_workbook(io.BytesIO(data))
        elif form == "docx":
            self.word = docx.Document(io.BytesIO(data))
        else:
            self.text = data.decode()

    def tables(self):
        """Header and rows of every table of actions, each row with what sets a cell."""
        if self.form == "csv":
            yield self.rows[0], self.rows[1:], self.rows
        elif self.form == "xlsx":
            for sheet in self.book.worksheets:
                found = [list(row) for row in sheet.iter_rows()]
                yield [cell.value for cell in found[0]], found[1:], sheet
        elif self.form == "docx":
            for table in self.word.tables:
                found = [list(row.cells) for row in table.rows]
                yield [cell.text for cell in found[0]], found[1:], table
        else:
            for block in self.text.split("\n\n"):
                rows = [line.strip("|").split("|") for line in block.split("\n") if "|" in line]
                if len(rows) > 2:
                    yield [cell.strip() for cell in rows[0]], rows[2:], block

    def set(self, code, name, text):
        for header, rows, _where in self.tables():
            at = [header.index(head) for head in self.heads[name] if head in header]
            number = [header.index(head) for head in self.heads["number"] if head in header]
            for row in rows if at and number else ():
                cell = row[number[0]]
                said = cell if isinstance(cell, str) else getattr(cell, "text", None) or cell.value
                if str(said).strip() != code:
                    continue
                if self.form == "csv":
                    row[at[0]] = text
                elif self.form == "xlsx":
                    row[at[0]].value = text
                    row[at[0]].data_type = "s"
                elif self.form == "docx":
                    row[at[0]].text = text
                else:
                    line = "|" + "|".join(row) + "|"
                    row[at[0]] = f" {text} "
                    self.text = self.text.replace(line, "|" + "|".join(row) + "|")
                return
        raise AssertionError((code, name))

    def bytes(self):
        """Saved again by the program it was opened with."""
        out = io.BytesIO()
        if self.form == "csv":
            text = io.StringIO(newline="")
            csv.writer(text, delimiter=self.delimiter).writerows(self.rows)
            return text.getvalue().encode("utf-8-sig")
        if self.form == "md":
            return self.text.encode()
        (self.book if self.form == "xlsx" else self.word).save(out)
        return out.getvalue()


def ordinary(document):
    """Open actions that stand in a plan's tables with every field that is changed here."""
    return [a for a in document.all(Action) if a.is_open and not a.permanent]


@st.composite
def changes(draw, document, language):
    """Other values for some cells: by number and field, the text and the value."""
    people = [person for person in document.all(Person) if person.active(TODAY)]
    wanted = {}
    for action in draw(st.lists(st.sampled_from(ordinary(document)), min_size=1, max_size=4)):
        name = draw(st.sampled_from(CHANGEABLE))
        if name in {"measure", "problem"}:
            word = draw(
                st.sampled_from(["Nye måtter", "Støj & træk", "Ring til A/S", "50 % færre"])
            )
            value = text = f"{word} {draw(st.integers(1, 99))}"
        elif name == "owner":
            person = draw(st.sampled_from(people))
            value, text = person.id, person.name
        elif name == "status":
            value = draw(st.sampled_from(list(STATUSES[language])))
            text = STATUSES[language][value]
        else:
            month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
            value = date(2027, month, day)
            text = draw(st.sampled_from(DAYS)).format(m=month, d=day)
        if value != getattr(action, name):
            wanted[action.code, name] = (text, value)
    return wanted


EXAMPLE = identified(demo_document("da", TODAY))


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=examples(3), deadline=None)
@given(st.data())
def test_exactly_what_was_changed_is_named(form, data):
    language = data.draw(st.sampled_from(["da", "en"]))
    wanted = data.draw(changes(EXAMPLE, language))
    file = Written(
        written(EXAMPLE, form, language), form, language, data.draw(st.sampled_from(";,"))
    )
    for (code, name), (text, _value) in wanted.items():
        file.set(code, name, text)
    now, base = EXAMPLE, None
    if form != "csv" and data.draw(st.booleans()):
        # Meanwhile something else was changed in the program.
        other = data.draw(st.sampled_from(EXAMPLE.all(Action)))
        now = changed(EXAMPLE, other, priority=Priority.HIGH, cause="Imens")
        now = done(now, AddRecord("action", {"measure": "Ny imens"}))
        now, base = identified(now, 2), EXAMPLE
    preview = read(file.bytes(), now, base, language)
    found = {
        (now.record(each.kind, each.id).code, each.name): each.value
        for each in (preview.command.fields if preview.command else ())
    }
    assert found == {key: value for key, (_text, value) in wanted.items()}
    assert not preview.unanswered
    # A file that has no place for where it came from says so in a line of its own.
    said = bool(wanted) if form == "csv" else 0
    assert len(lines(preview)) == len(wanted) + said
    assert preview.tally.taken >= len({code for code, _name in wanted}) * bool(wanted)
    if wanted:
        after = taken(now, preview)
        for (code, name), (_text, value) in wanted.items():
            assert getattr(after.find(code), name) == value
        again = read(file.bytes(), identified(after, 3), EXAMPLE if form != "csv" else None)
        if form != "csv":
            assert again.command is None, "what was taken over is no difference any more"


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
    file = Written(written(EXAMPLE, "xlsx"), "xlsx", "da")
    file.set(action.code, "due", "30-04-2027")
    now = identified(changed(EXAMPLE, action, due=date(2027, 5, 1)), 2)
    preview = read(file.bytes(), now, EXAMPLE)
    assert preview.unanswered
    assert preview.command is None
    assert preview.tally.asked >= 1
    with in_language("da"):
        answered = preview.again({f"{action.code}.due": "file"})
    assert taken(now, answered).find(action.code).due == date(2027, 4, 30)


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
    assert nothing(read(written(EXAMPLE, "xlsx"), now, EXAMPLE))


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
    book = openpyxl.load_workbook(io.BytesIO(written(EXAMPLE, "xlsx")))
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
    book = openpyxl.load_workbook(io.BytesIO(written(EXAMPLE, "xlsx")))
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


def test_a_goal_renamed_in_words_table_is_that_goal():
    document = docx.Document(io.BytesIO(written(EXAMPLE, "docx")))
    (table,) = document.tables
    title = table.rows[1].cells[0]
    title.text = f"{title.text} nu"
    out = io.BytesIO()
    document.save(out)
    preview = read(out.getvalue(), EXAMPLE)
    (field,) = preview.command.fields
    assert (field.kind, field.name, field.value.endswith(" nu")) == ("goal", "title", True)


EARLIER = {
    "Sådan vurderes effekten": "Sådan bedømmes effekten",
    "Effekt vurderet ved": "Effekt bedømt ved",
    "Vedvarende risiko": "Varig risiko",
    "Effekt vurderes": "Effekt bedømmes",
    "Effekt vurderet": "Effekt bedømt",
    "Notater": "Noter",
}


def test_the_column_heads_of_the_first_version_are_read():
    def old(rows):
        return [[EARLIER.get(cell, cell) for cell in rows[0]], *rows[1:]]

    data = csv_of(EXAMPLE, old)
    assert set(EARLIER.values()) <= set(data.decode("utf-8-sig").split("\r\n")[0].split(";"))
    assert nothing(read(data, EXAMPLE))


# -- words outside the cells ---------------------------------------------------------------


def new_notes(document, preview):
    after = taken(document, preview)
    return [(n.about, n.text) for n in after.all(Note) if document.get(Note, n.id) is None]


STANDING = {"da": "Sådan går det", "en": "How it stands"}


def standing_file(document, form, language, told):
    """The plan with how each action stands, and words in that column of some."""
    with in_language(language):
        if form == "csv":
            rows = list(csv.reader(io.StringIO(plan_csv(document, TODAY)[1:]), delimiter=";"))
        else:
            contents = rendered(plan_sheets(document, TODAY), form, "Plan", language, TODAY)
            data = stamped(contents.contents, form, stamp_of(document, TODAY))
            book = openpyxl.load_workbook(io.BytesIO(data))
            rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    at = rows[0].index(STANDING[language])
    for row in rows[1:]:
        if row[0] in told:
            row[at] = "; ".join(filter(None, [row[at], told[row[0]]]))
    out = io.BytesIO()
    if form == "csv":
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=";").writerows(rows)
        return text.getvalue().encode("utf-8-sig")
    for place, row in enumerate(rows, 1):
        book.worksheets[0].cell(place, at + 1).value = row[at]
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("later", [0, 40])
def test_words_in_the_column_that_is_reckoned_out_become_a_note(form, language, later):
    data = standing_file(EXAMPLE, form, language, {})
    today = TODAY + timedelta(days=later)
    assert nothing(read(data, EXAMPLE, language=language, today=today)), "AMIS's own words"
    late, other = (a.code for a in (EXAMPLE.all(Action)[0], EXAMPLE.all(Action)[-1]))
    told = {late: "Venter på montøren", other: "Gik godt"}
    data = standing_file(EXAMPLE, form, language, told)
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
    preview = read(cells_beside(written(EXAMPLE, "xlsx")), EXAMPLE)
    assert new_notes(EXAMPLE, preview) == [(EXAMPLE.all(Action)[0].reference, "Husk Bent")]
    told = "\n".join(lines(preview))
    for said in ("Rettet af Bent i marts", "Køb kaffe", "Skjulte rækker"):
        assert said in told
    assert preview.tally.left_out == 3
    beside = csv_of(EXAMPLE, lambda rows: [rows[0], [*rows[1], "Husk Bent"], *rows[2:]])
    assert [text for _about, text in new_notes(EXAMPLE, read(beside, EXAMPLE))] == ["Husk Bent"]


@pytest.mark.parametrize("stamp", [True, False])
def test_lines_of_a_document_that_are_no_field_are_kept_or_said(stamp):
    text = written(EXAMPLE, "md", stamp=stamp).decode()
    assert nothing(read(text.encode(), EXAMPLE)) or not stamp
    assert read(text.encode(), EXAMPLE, today=TODAY + timedelta(days=50)).tally.left_out == 0
    heading = next(line for line in text.split("\n") if line.startswith("### H"))
    code = heading.split()[1]
    text = text.replace(heading, f"{heading}\n\nMontøren kommer mandag.", 1)
    text = text.replace("\n## ", "\nHusk at tale om støj.\n\n## ", 1)
    preview = read(text.encode(), EXAMPLE)
    told = [(EXAMPLE.find(code).reference, "Montøren kommer mandag.")]
    assert new_notes(EXAMPLE, preview) == told
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
        text = written(EXAMPLE, "md").decode()
        data = moved_under(text, one.code, f"{other.code}:").encode()
        away = moved_under(text, one.code, "## Handlinger uden mål").encode()
    else:
        word = docx.Document(io.BytesIO(written(EXAMPLE, "docx")))
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
    text = written(EXAMPLE, "md").decode()
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
    file = Written(written(EXAMPLE, "xlsx"), "xlsx", "da")
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
    file = Written(written(EXAMPLE, "xlsx"), "xlsx", "da")
    action = ordinary(EXAMPLE)[0]
    file.set(action.code, "due", "2027-04-30T22:30:00Z")
    preview = read(file.bytes(), EXAMPLE)
    assert taken(EXAMPLE, preview).find(action.code).due == date(2027, 5, 1)
