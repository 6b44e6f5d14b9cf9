"""Minutes that come back: exactly the lines that were changed, and what each becomes."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from support.documents import NOW, TODAY, changed, discussion_of, done, sample

from data.commands.discussion import AddItem
from data.edits.edits import Author, apply_all
from data.export.forms import rendered
from data.export.meetings.discussion import discussion_minutes
from data.export.meetings.status import status_minutes
from data.export.stamp import stamp_of, stamped
from data.facts.discussion import discussion_view
from data.i18n import in_language
from data.importing.preview import read_any_file
from data.model.choices import MeetingState, NoteForm, Outcome, Presence
from data.model.discussion import AgendaItem, Attendance, Discussion, Note
from data.model.plan import Action, Idea
from data.model.status import StatusEntry, StatusMeeting
from data.start.demo import demo_document


def identified(document, revision=1):
    return replace(document, meta=replace(document.meta, document="doc", revision=revision))


EXAMPLE = identified(demo_document("da", TODAY))
OPEN = identified(sample())


def minutes(document, meeting, form="md", language="da"):
    with in_language(language):
        make = discussion_minutes if isinstance(meeting, Discussion) else status_minutes
        text = make(document, meeting, today=TODAY)
        contents = rendered(text, form, "Referat", language, TODAY).contents
    contents = stamped(contents, form, stamp_of(document, TODAY))
    return contents.encode() if isinstance(contents, str) else contents


def read(data, document, base=None, answers=None):
    with in_language("da"):
        return read_any_file(
            data, document, TODAY, "da", answers or {}, past=lambda _revision: base
        )


def taken(document, preview):
    author = Author("karen", NOW)
    return apply_all(document, tuple(preview.command.edits(document, author)), author)[0]


def lines(preview):
    return [line.text.strip() for line in preview.lines[1:]]


MEETINGS = [(EXAMPLE, m) for m in (*EXAMPLE.all(Discussion), *EXAMPLE.all(StatusMeeting))]
MEETINGS += [(OPEN, m) for m in (*OPEN.all(Discussion), *OPEN.all(StatusMeeting))]


@pytest.mark.parametrize(("form", "language"), [("md", "da"), ("md", "en"), ("docx", "da")])
@pytest.mark.parametrize(("document", "meeting"), MEETINGS)
def test_what_nobody_changed_is_no_difference(document, meeting, language, form):
    if meeting.held_on is None and isinstance(meeting, StatusMeeting):
        return
    preview = read(minutes(document, meeting, form, language), document)
    assert lines(preview) == []
    assert preview.command is None
    assert not preview.unanswered
    assert preview.tally.read == preview.tally.known > 0


def noted():
    """An open discussion, and one of its items with a note of its own."""
    meeting = discussion_of(OPEN)
    for view in discussion_view(OPEN, meeting).items:
        notes = [n for n in view.notes if n.form is NoteForm.NOTE and not n.confidential]
        if len(notes) == 1 and "\n" not in notes[0].text and view.decisions:
            return meeting, view, notes[0]
    raise AssertionError("the sample has no such item")


def test_three_lines_are_three_differences():
    meeting, view, note = noted()
    text = minutes(OPEN, meeting).decode()
    told = text.replace(note.text, "Det blev talt igennem en gang til.")
    decision = f"- {view.decisions[0].text}"
    assert decision in told
    told = told.replace(decision, f"{decision}\n- Vi køber nye måtter.", 1)
    told = told.replace("## Deltagere", "Noget, ingen kender til.\n\n## Deltagere", 1)
    preview = read(told.encode(), OPEN)
    assert len(lines(preview)) == 3
    assert (preview.tally.taken, preview.tally.asked) == (2, 1)
    after = taken(OPEN, preview)
    assert after.get(Note, note.id).text == "Det blev talt igennem en gang til."
    (new,) = [n for n in after.all(Note) if OPEN.get(Note, n.id) is None]
    assert (new.form, new.text) == (NoteForm.DECISION, "Vi køber nye måtter.")
    assert new.about == view.item.reference
    again = read(told.encode(), identified(after, 2), OPEN)
    assert again.command is None, "taken over once, it is no difference"
    assert (len(lines(again)), again.tally.taken) == (1, 0), "but for what was asked about"


def test_a_word_document_that_was_written_on_in():
    meeting, _view, note = noted()
    word = docx.Document(io.BytesIO(minutes(OPEN, meeting, "docx")))
    (line,) = [p for p in word.paragraphs if p.text == note.text]
    line.runs[0].text, *_rest = ["Rettet i Word."]
    for run in line.runs[1:]:
        run.text = ""
    out = io.BytesIO()
    word.save(out)
    preview = read(out.getvalue(), OPEN)
    assert len(lines(preview)) == 1
    assert taken(OPEN, preview).get(Note, note.id).text == "Rettet i Word."


def test_a_line_that_is_gone_deletes_nothing_unless_chosen():
    meeting, _view, note = noted()
    text = minutes(OPEN, meeting).decode().replace(f"{note.text}\n\n", "", 1)
    preview = read(text.encode(), OPEN)
    assert preview.unanswered
    assert preview.command is None
    chosen = preview.again({f"note {note.id}": "delete"})
    assert taken(OPEN, chosen).get(Note, note.id) is None


def test_approved_minutes_are_never_changed():
    meeting = next(d for d in EXAMPLE.all(Discussion) if d.state is MeetingState.APPROVED)
    text = minutes(EXAMPLE, meeting).decode()
    told = text.replace("## Godkendelse", "Vi var flere end skrevet.\n\n## Godkendelse", 1)
    assert told != text
    preview = read(told.encode(), EXAMPLE)
    assert preview.command is None
    assert preview.unanswered
    with in_language("da"):
        opened, idea = (preview.again({"approved": key}) for key in ("reopen", "idea"))
    after = taken(EXAMPLE, opened)
    assert after.get(Discussion, meeting.id).state is MeetingState.RUNNING
    (reason,) = [n for n in after.all(Note) if EXAMPLE.get(Note, n.id) is None]
    assert reason.form is NoteForm.REOPENED
    assert "Vi var flere end skrevet." in reason.text
    kept = taken(EXAMPLE, idea)
    assert kept.get(Discussion, meeting.id) == EXAMPLE.get(Discussion, meeting.id)
    assert len(kept.all(Idea)) == len(EXAMPLE.all(Idea)) + 1


def test_the_rows_of_an_open_discussion_are_known_by_their_number():
    meeting = discussion_of(OPEN)
    text = minutes(OPEN, meeting).decode()
    row = next(line for line in text.split("\n") if line.startswith("| H"))
    code = row.split("|")[1].strip()
    cells = row.split("|")
    cells[2] = " Noget andet "
    new = "|".join(["", " ", " Ny handling ", *[" "] * (len(cells) - 4), ""])
    preview = read(text.replace(row, "|".join(cells) + f"\n{new}").encode(), OPEN)
    after = taken(OPEN, preview)
    assert after.find(code).measure == "Noget andet"
    (made,) = [a for a in after.all(Action) if OPEN.get(Action, a.id) is None]
    assert (made.measure, made.discussion) == ("Ny handling", meeting.id)


def test_a_remark_of_a_status_meeting():
    entry = next(e for e in EXAMPLE.all(StatusEntry) if e.remark and "\n" not in e.remark)
    held = EXAMPLE.get(StatusMeeting, entry.meeting)
    under_way = changed(EXAMPLE, held, state=MeetingState.RUNNING, minutes="")
    meeting = under_way.get(StatusMeeting, held.id)
    text = minutes(under_way, meeting).decode().replace(entry.remark, "Et andet ord")
    preview = read(text.encode(), under_way)
    assert len(lines(preview)) == 1
    assert taken(under_way, preview).get(StatusEntry, entry.id).remark == "Et andet ord"


@pytest.mark.parametrize("form", ["md", "docx"])
def test_marks_are_taken_over(form):
    """Who was there, what was talked about, and whether a goal was reached."""
    meeting = discussion_of(OPEN)
    items = discussion_view(OPEN, meeting).items
    document = OPEN
    for place in (4, 5):
        document = done(document, AddItem(meeting.id, f"Eget punkt {place}", id=f"own{place}"))
    document = changed(identified(document), document.get(AgendaItem, "own4"), done=True)
    text = minutes(document, meeting).decode()
    own = len(items) + 1
    assert f"Drøftet uden notater: punkt {own}." in text
    told = text.replace("- Aisha Rahman, tillidsrepræsentant\n", "", 1)
    told = told.replace("**Ikke til stede:**\n\n", "", 1)
    told = told.replace(
        "- Jonas Lind, arbejdsmiljørepræsentant\n",
        "- Jonas Lind, arbejdsmiljørepræsentant\n- Aisha Rahman, tillidsrepræsentant\n"
        "- Kim Gæst, rengøring\n",
        1,
    )
    told = told.replace(f"Drøftet uden notater: punkt {own}.", "", 1)
    told = told.replace(
        f"Ikke drøftet: punkt {own + 1}.", f"Drøftet uden notater: punkt {own} og {own + 1}.", 1
    )
    told = told.replace("**Resultat:** delvist nået", "**Resultat:** nået", 1)
    data = told.encode()
    if form == "docx":
        contents = rendered(told.rpartition("<!--")[0], "docx", "Referat", "da", TODAY).contents
        data = stamped(contents, "docx", stamp_of(document, TODAY))
    preview = read(data, document)
    assert len(lines(preview)) == preview.tally.taken == 4, lines(preview)
    assert not preview.unanswered
    after = taken(document, preview)
    people = {a.name: a for a in after.all(Attendance) if a.meeting == meeting.reference}
    assert people["Aisha Rahman"].presence is Presence.PRESENT
    assert (people["Kim Gæst"].role, people["Kim Gæst"].presence) == (
        "rengøring",
        Presence.PRESENT,
    )
    assert after.get(AgendaItem, "own5").done
    goal = after.find("M1")
    assert (goal.outcome, goal.evaluated_in) == (Outcome.REACHED, meeting.id)
    again = read(data, identified(after, 2), document)
    assert (again.command, lines(again), again.tally.taken) == (None, [], 0)


def test_a_mark_that_was_set_otherwise_meanwhile_is_asked_about():
    meeting = discussion_of(OPEN)
    text = minutes(OPEN, meeting).decode()
    told = text.replace("**Ikke til stede:**", "**Inviteret:**", 1)
    row = next(a for a in OPEN.all(Attendance) if a.name == "Aisha Rahman")
    now = identified(changed(OPEN, row, presence=Presence.PARTLY), 2)
    preview = read(told.encode(), now, OPEN)
    assert (preview.command, preview.unanswered) == (None, True)
    assert any("Aisha Rahman" in line for line in lines(preview))
    with in_language("da"):
        answered = preview.again({f"{row.id} presence": "file"})
    assert taken(now, answered).get(Attendance, row.id).presence is Presence.INVITED


def test_items_are_meant_by_the_numbers_they_were_sent_with():
    meeting, view, _note = noted()
    text = minutes(OPEN, meeting).decode()
    decision = f"- {view.decisions[0].text}"
    told = text.replace(decision, f"{decision}\n- Vi køber nye måtter.", 1)
    first = discussion_view(OPEN, meeting).items[0].item
    now = identified(done(OPEN, AddItem(meeting.id, "Nyt punkt", first.id, "between")), 2)
    after = taken(now, read(told.encode(), now, OPEN))
    (new,) = [n for n in after.all(Note) if now.get(Note, n.id) is None]
    assert new.about == view.item.reference
