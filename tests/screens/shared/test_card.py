"""The card of a record: all of it, edited and saved one field at a time."""

from __future__ import annotations

import errno
from contextlib import asynccontextmanager

import pytest
from support.documents import blank, done
from support.frames import frame
from support.keyboard import press, rest
from textual.widgets import Label

from data.edits.edits import Author
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.model.discussion import Attendance, Note
from data.model.plan import Action
from data.store.errors import DiskTrouble
from data.store.presence import Here
from data.store.store import Store
from screens.everywhere.follow import Spot
from screens.shared.card import RecordCard, open_card
from screens.widgets.entry import Entry
from screens.widgets.row_list import RowList
from screens.workplace.screen import WorkplaceScreen
from tui.presence import Company

LOOSE = done(blank(), AddRecord(Action.kind, {"measure": "Ny lampe"}, "loose"))
"""A document with an action that nothing points at."""


@pytest.fixture
def card(front):
    """Opens the card of H8 over the front page."""

    @asynccontextmanager
    async def run(reference="H8", **options):
        async with front(**options) as pilot:
            document = pilot.app.session.document
            record = document.find(reference) or document.get(Action, reference)
            open_card(pilot.app.desk, record)
            await rest(pilot)
            yield pilot

    return run


def last_line(pilot):
    """What the card says."""
    return str(pilot.app.screen.query_one("#news", Label).content)


def action(pilot):
    return pilot.app.session.document.find("H8")


@pytest.mark.parametrize(("width", "drawn"), [(60, False), (80, True), (120, True)])
async def test_its_keys_are_a_key_bar_with_the_way_out_and_help_in_it(card, width, drawn):
    async with card(size=(width, 24)) as pilot:
        last = frame(pilot.app).rstrip("\n").split("\n")[-1]
        assert last.startswith("  Enter ret  v alle felter  ")
        assert "  Esc tilbage  " in last
        assert last.endswith("  ? hjælp")
        assert ("D slet" in last) is drawn
        # What is told stands above it, and takes no line while there is nothing.
        await press(pilot, "delete")
        await press(pilot, "x")
        assert "? hjælp" in frame(pilot.app).rstrip("\n").split("\n")[-1]


async def test_it_names_no_key_that_is_not_for_guests(card):
    async with card() as pilot:
        pilot.app.desk.floor._shut_out = lambda action: action in {"note", "delete"}
        pilot.app.screen._tell_keys()
        await rest(pilot)
        last = frame(pilot.app).rstrip("\n").split("\n")[-1]
        assert "notat" not in last
        assert "slet" not in last
        assert "Esc tilbage" in last


async def test_what_it_shows(card):
    async with card(size=(80, 50)) as pilot:
        shown = frame(pilot.app)
        assert "H8  Handling: Gør det lille kontor til pauserum" in shown
        assert "Ansvarlig                  Karsten Bruun" in shown
        assert "Notater" in shown
        assert "Emne" in shown
        assert "Oprettet" not in shown


async def test_all_fields_are_folded_out(card):
    async with card(size=(80, 60)) as pilot:
        few = len(pilot.app.screen.query_one(RowList).rows)
        await press(pilot, "v")
        assert len(pilot.app.screen.query_one(RowList).rows) > few
        await press(pilot, "v")
        assert len(pilot.app.screen.query_one(RowList).rows) == few


async def test_anothers_change_is_shown(card):
    async with card() as pilot:
        await pilot.app.session.run(SetField(Action.kind, action(pilot).id, "measure", "Nyt navn"))
        await rest(pilot)
        assert "Handling: Nyt navn" in frame(pilot.app)


async def test_a_record_that_is_deleted_meanwhile_says_so(card):
    async with card("loose", document=LOOSE) as pilot:
        await pilot.app.session.run(DeleteRecord(Action.kind, "loose"))
        await rest(pilot)
        assert "slettet" in frame(pilot.app)
        await press(pilot, "enter", "e", "delete", "n", "v", "escape")
        assert not isinstance(pilot.app.screen, RecordCard)


async def test_a_note_about_what_is_deleted_meanwhile_brings_it_back_and_says_so(card):
    async with card("loose", document=LOOSE) as pilot:
        session = pilot.app.session
        await press(pilot, "n")
        pilot.app.screen.query_one(Entry).insert("Husk nøglen")
        doomed = DeleteRecord(Action.kind, "loose")
        session.store.run(doomed, Author("Bent", session.author().at))
        await session.poll()
        await press(pilot, "enter")
        assert [note.text for note in session.document.all(Note)] == ["Husk nøglen"]
        assert session.document.get(Action, "loose") is not None
        assert "Bent havde slettet det imens" in last_line(pilot)


async def test_a_field_is_cleared_and_the_clearing_undone(card):
    async with card() as pilot:
        rows = pilot.app.screen.query_one(RowList)
        rows.select("problem")
        await press(pilot, "delete")
        assert action(pilot).problem == ""
        await press(pilot, "u")
        assert action(pilot).problem.startswith("Pausen holdes")
        rows.select("measure")
        await press(pilot, "delete")
        assert action(pilot).measure == "Gør det lille kontor til pauserum"
        assert "udfyldes" in frame(pilot.app)


async def test_the_card_tells_what_undo_did_and_that_a_disk_refused(card, monkeypatch):
    async with card() as pilot:
        rows, session = pilot.app.screen.query_one(RowList), pilot.app.session
        rows.select("problem")
        await press(pilot, "delete")
        assert "Tømt" in last_line(pilot)
        await press(pilot, "u")
        assert "Fortrudt" in last_line(pilot)
        # What somebody else has changed since is not taken back, and the card says so.
        await session.run(SetField(Action.kind, action(pilot).id, "measure", "Mit"))
        other = SetField(Action.kind, action(pilot).id, "measure", "Bents")
        session.store.run(other, Author("Bent", session.author().at))
        await session.poll()
        await press(pilot, "u")
        assert "Bent har ændret" in last_line(pilot)

        def full(*_args, **_more):
            raise DiskTrouble(session.store.path, errno.ENOSPC, "save")

        monkeypatch.setattr(session.store, "run", full)
        rows.select("measure")
        await press(pilot, "enter")
        pilot.app.screen.query_one(Entry).insert("!")
        await press(pilot, "enter")
        assert "Disken er fuld" in last_line(pilot)
        assert "Gemt" not in last_line(pilot)


async def test_what_was_saved_is_told_no_longer_on_the_next_line(card):
    async with card("loose", document=LOOSE) as pilot:
        await press(pilot, "enter", *"r", "enter")
        assert last_line(pilot) == "Gemt. u: fortryd"
        await press(pilot, "down")
        assert last_line(pilot) == ""


async def test_a_note_is_written_and_deleted(card):
    async with card() as pilot:
        await press(pilot, "n")
        pilot.app.screen.query_one(Entry).insert("Husk nøglen")
        await press(pilot, "enter")
        note = next(n for n in pilot.app.session.document.all(Note) if n.text == "Husk nøglen")
        assert note.about == action(pilot).reference
        pilot.app.screen.query_one(RowList).select(note.reference)
        await press(pilot, "D")
        assert pilot.app.session.document.get(Note, note.id) is None
        assert action(pilot) is not None


async def test_deleting_closes_the_card_and_undo_brings_it_back(card):
    async with card("loose", document=LOOSE) as pilot:
        await press(pilot, "D")
        assert not isinstance(pilot.app.screen, RecordCard)
        assert pilot.app.session.document.get(Action, "loose") is None
        assert "er slettet" in frame(pilot.app)
        await press(pilot, "u")
        assert pilot.app.session.document.get(Action, "loose").measure == "Ny lampe"


async def test_a_save_that_ends_while_the_card_is_closing_is_no_trouble(card):
    """It was told to a card whose widgets were gone already, and the program broke."""
    async with card("loose", document=LOOSE) as pilot:
        await pilot.app.screen.query("#title, RowList").remove()
        await pilot.app.session.run(SetField("action", "loose", "percent", 20))
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, RecordCard)


async def test_what_minutes_rest_on_is_not_deleted(card):
    async with card() as pilot:
        await press(pilot, "D")
        assert action(pilot) is not None
        assert "▲" in frame(pilot.app)


async def test_what_points_at_it_is_linked_and_opened(card):
    async with card("M6", size=(80, 60)) as pilot:
        assert "H8 Gør det lille kontor" in frame(pilot.app)
        pilot.app.screen.query_one(RowList).select(action(pilot).reference)
        await press(pilot, "enter")
        assert "H8  Handling" in frame(pilot.app)
        await press(pilot, "escape")
        assert "M6  Mål" in frame(pilot.app)


async def test_a_long_text_wraps_beside_its_label(card):
    async with card() as pilot:
        shown = frame(pilot.app).splitlines()
        at = next(n for n, line in enumerate(shown) if "Problem" in line)
        assert shown[at + 1].startswith(" " * 29)


async def test_the_cursor_begins_on_what_can_be_changed(front):
    async with front() as pilot:
        row = next(iter(pilot.app.session.document.all(Attendance)))
        open_card(pilot.app.desk, row)
        await rest(pilot)
        assert pilot.app.screen.query_one(RowList).key == "person"


async def test_the_workplace_is_not_deleted_and_its_card_says_why(front):
    async with front(screen=WorkplaceScreen) as pilot:
        workplace = pilot.app.session.document.workplace
        open_card(pilot.app.desk, workplace)
        await press(pilot, "D")
        assert isinstance(pilot.app.screen, RecordCard)
        assert "kan ikke slettes" in last_line(pilot)
        assert pilot.app.session.document.workplace == workplace


async def test_who_else_is_at_the_record_is_said_on_its_card(card):
    async with card() as pilot:
        path = pilot.app.session.store.path
        company = Company(pilot.app, pilot.app.desk)
        now = pilot.app.session.now()
        at_it = Here(path, "bent", "Bent Juhl", now, host="andet", pid=1)
        elsewhere = Here(path, "jens", "Jens Toft", now, host="andet", pid=2)
        at_it.announce(Spot("plan", "H8").encode(), now)
        elsewhere.announce(Spot("plan", "H9").encode(), now)
        await company.look(0)
        await rest(pilot)
        title = str(pilot.app.screen.query_one("#title", Label).content)
        assert "er her også: Bent Juhl" in title
        assert "Jens" not in title
        at_it.leave()
        await company.look(0)
        await rest(pilot)
        assert "Bent" not in str(pilot.app.screen.query_one("#title", Label).content)


async def test_the_card_says_that_what_a_colleague_deleted_has_come_back(card):
    async with card("loose", document=LOOSE) as pilot:
        await press(pilot, "enter", " VIGTIG")
        session = pilot.app.session
        doomed = DeleteRecord(Action.kind, "loose")
        Store(session.store.path).run(doomed, Author("Mette", session.author().at))
        await press(pilot, "enter")
        assert "Mette" in last_line(pilot)
        assert session.document.get(Action, "loose").measure.endswith("VIGTIG")
