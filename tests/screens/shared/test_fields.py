"""Editing a field: the question that fits its shape, one command, nothing for nothing."""

from __future__ import annotations

from datetime import date

import pytest
from support.documents import blank, done
from support.floors import LEFT, desk_on
from support.frames import frame
from support.keyboard import press, rest

from data.edits.records import AddRecord, SetField
from data.model.base import specs
from data.model.choices import ActionStatus
from data.model.discussion import Discussion, Note
from data.model.plan import Action
from data.model.workplace import Person, Workplace
from screens.dialogs.conflict import ConflictDialog
from screens.shared.field_text import read_text
from screens.shared.fields import edit_field, reference_options
from screens.widgets.entry import Entry


async def ask(pilot, reference, name, *keys, text=None):
    """Edit a field with these keys."""
    screen = pilot.app.screen
    record = pilot.app.session.document.find(reference)
    pilot.app.desk.start(edit_field(pilot.app.desk, record, name))
    await rest(pilot)
    if text is not None:
        pilot.app.screen.query_one(Entry).load_text(text)
    await press(pilot, *keys)
    if pilot.app.screen is screen:
        await rest(pilot)
    return pilot.app.session.document.find(reference)


@pytest.mark.parametrize(
    ("name", "text", "keys", "expected"),
    [
        ("measure", "Ny tekst", ("enter",), "Ny tekst"),
        ("problem", "to\nlinjer ", ("enter",), "to\nlinjer"),
        ("percent", "45", ("enter",), 45),
        ("due", None, ("up", "enter"), date(2026, 9, 25)),
        ("due", None, ("delete", "enter"), None),
        ("status", None, ("1",), ActionStatus.PLANNED),
        ("owner", None, (*"sofie", "enter"), "Sofie Lund Thomsen"),
        ("owner", None, (*"ny kollega", "enter"), "ny kollega"),
        ("goal", None, ("home", "pagedown", "pagedown", "enter"), None),
        ("measure", "Andet", ("escape",), "Gør det lille kontor til pauserum"),
    ],
)
async def test_each_shape(front, name, text, keys, expected):
    keys = tuple("space" if key == " " else key for key in keys)
    async with front() as pilot:
        record = await ask(pilot, "H8", name, *keys, text=text)
        value = getattr(record, name)
        if name == "owner":
            value = pilot.app.session.document.get(Person, value).name
        assert value == expected


@pytest.mark.parametrize("name", ["roles", "bodies"])
async def test_a_list_that_is_empty_is_asked_for(front, name):
    async with front() as pilot:
        person = pilot.app.session.document.all(Person)[0]
        empty = SetField(person.kind, person.id, name, (), base=getattr(person, name))
        if getattr(person, name):
            await pilot.app.session.run(empty)
        record = await ask(pilot, person.code, name, "space", "enter")
        assert len(getattr(record, name)) == 1


@pytest.mark.parametrize(("name", "text"), [("measure", " "), ("percent", "101"), ("percent", "x")])
async def test_what_cannot_be_taken_stays_on_the_line(front, name, text):
    async with front() as pilot:
        before = pilot.app.session.document
        await ask(pilot, "H8", name, "enter", text=text)
        assert pilot.app.screen.query_one(Entry).text == text
        assert pilot.app.session.document is before


async def test_what_does_not_go_with_another_field_is_said_while_it_stands_on_the_line(tmp_path):
    document = done(blank(), AddRecord("discussion", {"year": 2026, "starts": "10:00"}, "d"))
    desk = desk_on(document, tmp_path, LEFT)
    await edit_field(desk, document.get(Discussion, "d"), "ends")
    (prompt,) = desk.floor.asked
    assert "før det begynder 10.00" in prompt.accept("halv ti")
    assert prompt.accept("halv elleve") == ""


async def test_the_same_value_is_no_edit(front):
    async with front() as pilot:
        before = pilot.app.session.document.meta.revision
        await ask(pilot, "H8", "measure", "enter")
        assert pilot.app.session.document.meta.revision == before


async def test_what_the_program_keeps_is_not_asked_for(front):
    async with front() as pilot:
        screen = pilot.app.screen
        note = pilot.app.session.document.all(Note)[0]
        screen.desk.start(edit_field(screen.desk, note, "about"))
        await rest(pilot)
        assert pilot.app.screen is screen
        assert "Det holder programmet selv" in frame(pilot.app)


async def test_a_conflict_shows_both_and_the_answer_counts(front):
    async with front() as pilot:
        app = pilot.app
        screen = app.screen
        seen = app.session.document.find("H8")
        await app.session.run(SetField(Action.kind, seen.id, "measure", "Deres"))
        screen.desk.start(edit_field(screen.desk, seen, "measure"))
        await rest(pilot)
        app.screen.query_one(Entry).load_text("Mit")
        await press(pilot, "enter")
        assert isinstance(app.screen, ConflictDialog)
        shown = frame(app)
        assert "Mit" in shown
        assert "Deres" in shown
        await press(pilot, "1")
        assert app.session.document.find("H8").measure == "Mit"


async def test_people_to_choose_from_are_sorted_as_danes_do_and_left_ones_are_out(front):
    async with front() as pilot:
        options = reference_options(pilot.app.desk, Person.kind, ())
        names = [option.label for option in options]
        assert "Lone Dahl" not in " ".join(names)
        assert names[:2] == ["Amira Yildiz", "Birthe Mikkelsen"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("13", "13:00"), ("9.05", "09:05"), ("0905", "09:05"), ("23:59", "23:59"), ("", "")],
)
def test_times(text, value):
    assert read_text(specs(Discussion)["starts"], text) == value


@pytest.mark.parametrize("text", ["24", "12.60", "snart", "-1", "9.5", "٩", "1" * 5000])
def test_no_times(text):
    with pytest.raises(ValueError, match="13"):
        read_text(specs(Discussion)["starts"], text)


def test_required_and_counted_fields():
    with pytest.raises(ValueError, match="udfyldes"):
        read_text(specs(Workplace)["name"], "  ")
    for text in ("-4", "٤", "4" * 5000):
        with pytest.raises(ValueError, match="helt tal"):
            read_text(specs(Workplace)["employees"], text)


async def test_a_field_that_was_only_looked_at_is_as_the_other_has_left_it(front):
    async with front() as pilot:
        await ask(pilot, "H8", "measure", "escape")
        record = pilot.app.session.document.find("H8")
        await pilot.app.session.run(SetField(Action.kind, record.id, "measure", "Bents tekst"))
        await ask(pilot, "H8", "measure")
        assert pilot.app.screen.query_one(Entry).text == "Bents tekst"


async def test_what_was_typed_before_is_told_from_what_the_field_says(front):
    async with front() as pilot:
        await ask(pilot, "H8", "measure", "escape", text="Halv tekst")
        record = pilot.app.session.document.find("H8")
        await pilot.app.session.run(SetField(Action.kind, record.id, "measure", "Bents tekst"))
        await ask(pilot, "H8", "measure")
        shown = frame(pilot.app)
        assert "Halv tekst" in shown
        assert "skrevet tidligere og er ikke gemt. Nu står der: Bents tekst" in shown
        assert "Esc tilbage" in shown


@pytest.mark.parametrize("name", ["problem", "measure", "topic"])
async def test_what_stands_in_a_field_is_never_confidential(tmp_path, name):
    """Every export has it: `F:` is refused with where it can be written instead."""
    document = done(blank(), AddRecord("action", {"measure": "x"}, "a"))
    said = []

    def answer(prompt):
        said.append(prompt.accept("F: Alice er syg"))
        assert prompt.accept("Støj") == ""

    desk = desk_on(document, tmp_path, answer)
    assert not await edit_field(desk, desk.document.find("H1"), name)
    assert said[0]
