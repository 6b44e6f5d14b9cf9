"""Confidential is confidential for guests, and on a screen that others look at."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support import program
from support.command_line import CommandLine
from support.documents import NOW
from support.frames import frame
from support.keyboard import press, rest

from data.edits.edits import Author
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.i18n import set_language
from data.model.discussion import Note
from data.model.plan import Action
from data.store.store import Store
from screens import PARTS
from tui.app import AmisApp
from tui.exports import EXPORTS
from tui.surroundings import Limits, surroundings
from tui.terminal import read_profile

SECRETS = ("hvidblomst", "rødblomst", "gulblomst", "blåblomst", "grønblomst", "sortblomst")
"""Words of notes that are confidential, or were: kept, changed, deleted, opened, in a batch."""

OPEN = "tusindfryd"


class History:
    """A document in whose history confidential notes have come and gone."""

    def __init__(self, path):
        self.store = Store(path)
        self.store.load()
        self.action = self.store.document.all(Action)[0]
        self.now = NOW

    def run(self, command):
        self.now += timedelta(hours=2)
        self.store.run(command, Author("Karen", self.now))

    def note(self, identity, text, *, secret=True):
        values = {"about": self.action.reference, "text": text, "confidential": secret}
        self.run(AddRecord("note", values, identity))


@pytest.fixture
def place(tmp_path):
    (tmp_path / "group").mkdir()
    path = program.write(tmp_path / "group" / "amis.json")
    past = History(path)
    past.note("kept1", f"Om {SECRETS[0]}")
    past.note("changed1", f"Om {SECRETS[1]}")
    past.run(SetField("note", "changed1", "text", f"Om {SECRETS[2]}"))
    past.note("deleted1", f"Om {SECRETS[3]}")
    past.run(DeleteRecord("note", "deleted1"))
    past.note("later1", f"Om {SECRETS[4]}", secret=False)
    past.run(SetField("note", "later1", "confidential", True))
    past.note("opened1", f"Om {SECRETS[5]}")
    past.run(SetField("note", "opened1", "text", f"Om {OPEN}"))
    past.run(SetField("note", "opened1", "confidential", False))
    past.note("undone1", f"Om {SECRETS[3]}")
    past.now += timedelta(hours=2)
    past.store.undo(Author("Karen", past.now))
    past.run(SetField("action", past.action.id, "topic", "akustik"))
    return path


@pytest.fixture
def amis(place):
    found = CommandLine(place.parent)
    found.document = place
    found.environ |= program.environment(place.parent.parent, place)
    return found


def told(text):
    return [word for word in SECRETS if word in text.casefold()]


def calls(path):
    store = Store(path)
    store.load()
    code = store.document.all(Action)[0].code
    yield ["list", "notes"]
    yield ["list", "notes", "--json"]
    yield ["show", code]
    yield ["show", code, "--json"]
    yield ["log", "--limit", "200"]
    yield ["log", "--limit", "200", "--json"]
    yield ["log", code, "--json"]
    yield ["status"]
    yield ["status", "--json"]
    for word in SECRETS:
        yield ["find", word]
        yield ["find", word, "--json"]
    for export in EXPORTS:
        for form in {*export.formats} & {"md", "html", "csv", "svg", "ics"}:
            yield ["export", export.name, "--format", form]


@pytest.mark.parametrize("before", [("--read-only",), ("--read-only", "--restricted")])
def test_no_verb_of_a_guest_quotes_a_confidential_note(place, amis, before):
    for words in calls(place):
        answer = amis(*before, "--document", str(place), *words)
        # That nothing was found is told with the word that was looked for.
        assert told(answer.out if words[0] == "find" else answer.out + answer.err) == [], words
    assert OPEN in amis.ok("--read-only", "--document", str(place), "list", "notes").out


def test_whoever_works_in_it_reads_them(place, amis):
    said = amis.ok("--document", str(place), "list", "notes", "--json").out
    assert told(said) == [SECRETS[0], SECRETS[2], SECRETS[4]]


def test_a_list_of_notes_says_which_are_confidential(place, amis):
    lines = amis.ok("--document", str(place), "list", "notes").out.splitlines()
    assert f"Confidential: Om {SECRETS[0]}" in next(line for line in lines if SECRETS[0] in line)
    assert "onfidential" not in next(line for line in lines if OPEN in line)


def test_a_guest_does_not_even_see_that_one_was_there(place, amis):
    rows = amis.ok("--read-only", "--document", str(place), "log", "--limit", "500", "--json").json
    assert rows
    for row in rows:
        assert row["edits"], "a save that did nothing else is left out"
        assert "confidential" not in str(row)


async def seen(app, pilot, *, past=False):
    """All that a guest can bring on the screen of the history."""
    found = []
    await app.action_part("history")
    for _turn in range(300):
        rows = app.screen.query("#saves")
        if rows and len(rows.first().rows) > 3:
            break
        await rest(pilot)
    for _turn in range(30):
        found.append(frame(app))
        await press(pilot, "enter")
        await rest(pilot)
        found.append(frame(app))
        if len(app.screen_stack) > 1:
            await press(pilot, "escape")
        await press(pilot, "down")
    return "\n".join(found)


def app_of(path, limits=Limits()):  # noqa: B008 - never changed
    set_language("da")
    from data.facts.guest import store_for

    store = store_for(path, guest=limits.read_only)
    store.load()
    variables = program.environment(path.parent.parent, path) | {"TERM": "xterm-256color"}
    profile = read_profile(variables, input_is_terminal=True, output_is_terminal=True)
    return AmisApp(profile, store, surroundings(variables, limits=limits))


@pytest.mark.parametrize("limits", [Limits(read_only=True), Limits()])
async def test_the_history_on_the_screen_quotes_none(place, limits):
    """Not to those who work in it either: the screen may be a projector's."""
    app = app_of(place, limits)
    async with app.run_test(size=(120, 40)) as pilot:
        text = await seen(app, pilot)
    assert "akustik" in text
    assert told(text) == []
    assert ("fortroligt notat" in text) == (not limits.read_only)


async def test_the_past_of_a_guest_quotes_none(place):
    app = app_of(place, Limits(read_only=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.action_part("history")
        await rest(pilot)
        await press(pilot, "down", "down", "down", "v")
        await rest(pilot)
        text = []
        for part in PARTS:
            await app.action_part(part.name)
            await rest(pilot)
            text.append(frame(app))
            await press(pilot, "enter")
            await rest(pilot)
            text.append(frame(app))
            await press(pilot, "escape")
    assert told("\n".join(text)) == []


async def test_no_part_of_a_guest_quotes_one(place):
    app = app_of(place, Limits(read_only=True))
    async with app.run_test(size=(120, 40)) as pilot:
        text = []
        for part in PARTS:
            await app.action_part(part.name)
            for key in ("enter", "down", "enter"):
                await press(pilot, key)
                await rest(pilot)
                text.append(frame(app))
            await press(pilot, "escape", "escape")
        for document in (app.session.document, app.session.store.document):
            assert not any(getattr(note, "confidential", False) for note in document.records())
    assert told("\n".join(text)) == []


def test_saves_of_others_come_to_a_guest_without_it(place):
    from data.facts.guest import GuestStore

    guest = GuestStore(place)
    guest.load()
    other = History(place)
    other.note("new1", f"Om {SECRETS[0]}")
    assert guest.poll() is not None
    assert guest.document.record("note", "new1") is None
    assert guest.document.record("action", other.action.id) is not None
    assert guest.document is guest.document, "made once for each state"


@pytest.mark.parametrize(
    "words",
    [
        ["done", "H6", "F: HEMMELIGT"],
        ["done", "A15", "f: HEMMELIGT"],
        ["later", "H7", "uge", "14", "F:", "HEMMELIGT"],
        ["later", "A12", "2026-12-01", "F: HEMMELIGT"],
    ],
)
def test_what_is_said_in_confidence_on_the_command_line_is_a_confidential_note(place, amis, words):
    before = {note.id for note in program.read(place).all(Note)}
    amis.ok(*words)
    document = program.read(place)
    (note,) = [note for note in document.all(Note) if note.id not in before]
    assert (note.text, note.confidential) == ("HEMMELIGT", True)
    assert note.about == document.find(words[1]).reference
    for export in ("plan", "wheel"):
        assert "HEMMELIGT" not in amis.ok("export", export, "--format", "md", "--output", "-").out
    assert "HEMMELIGT" not in amis.ok("log", "--limit", "3").out


def test_a_field_that_everybody_reads_takes_nothing_confidential(place, amis):
    before = program.read(place)
    answer = amis("set", "H6", "problem=F: HEMMELIGT")
    assert answer.code != 0
    assert "confidential note" in answer.err
    assert program.read(place) == before
    amis.ok("later", "H7", "uge", "14", "Venter")
    (note,) = [note for note in program.read(place).all(Note) if note.text == "Venter"]
    amis.ok("set", note.reference, "text=F: HEMMELIGT")
    kept = program.read(place).get(Note, note.id)
    assert (kept.text, kept.confidential) == ("HEMMELIGT", True)
