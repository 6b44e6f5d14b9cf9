"""Somebody leaves, by keyboard: what they answered for is handed on; or they are forgotten."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from support.documents import blank, done
from support.frames import frame
from support.hostile import HOSTILE
from support.keyboard import press
from support.meetings import NOON

from data.edits.records import AddRecord
from data.model.plan import Action
from data.model.workplace import Person
from screens.workplace.hand_over import HandOverScreen
from screens.workplace.screen import WorkplaceScreen

TODAY = NOON.date()


@pytest.fixture
def opened(part):
    """Opens the workplace with the cursor on Karen."""

    @asynccontextmanager
    async def run(document=None, *keys, size=(80, 24)):
        async with part(WorkplaceScreen, document or owning(), size=size) as pilot:
            pilot.app.screen.bring_up("person:s-p1")
            await press(pilot, *keys)
            yield pilot

    return run


def owning(count=3, text="Ting"):
    document = blank()
    for number in range(count):
        values = {"measure": f"{text} {number}", "owner": "s-p1"}
        document = done(document, AddRecord(Action.kind, values, f"a{number}"))
    return document


def document_of(pilot):
    return pilot.app.session.document


async def test_all_to_one_in_five_keys(opened):
    async with opened(None, "x", "enter") as pilot:
        assert isinstance(pilot.app.screen, HandOverScreen)
        assert "Karen Holm har ansvaret for 3 ting" in frame(pilot.app)
        await press(pilot, "o", " bent", "enter")
        assert frame(pilot.app).count("Bent Olsen") == 3
        await press(pilot, "x")
        assert {a.owner for a in document_of(pilot).all(Action)} == {"s-p2"}
        assert document_of(pilot).get(Person, "s-p1").left_on == TODAY
        assert "3 ting er givet videre" in frame(pilot.app)
        await press(pilot, "u")
        assert {a.owner for a in document_of(pilot).all(Action)} == {"s-p1"}
        assert document_of(pilot).get(Person, "s-p1").left_on is None


async def test_each_to_somebody_and_the_rest_to_one(opened):
    async with opened(None, "x", "enter", "enter", " jonas", "enter") as pilot:
        await press(pilot, "x")
        assert "2 ting mangler en ansvarlig" in frame(pilot.app)
        await press(pilot, "o", " bent", "enter", "x")
        owners = [a.owner for a in document_of(pilot).all(Action)]
        assert owners == ["s-p3", "s-p2", "s-p2"]


async def test_leaving_the_question_changes_nothing(opened):
    async with opened(None, "x", "enter", "escape") as pilot:
        assert document_of(pilot).get(Person, "s-p1").left_on is None
        assert "ville stå uden" in frame(pilot.app)


async def test_who_answers_for_nothing_just_leaves(opened):
    async with opened(blank(), "x", "enter") as pilot:
        assert document_of(pilot).get(Person, "s-p1").left_on == TODAY
        await press(pilot, "x", "ctrl+u", "enter")
        assert document_of(pilot).get(Person, "s-p1").left_on is None


@pytest.mark.parametrize("text", HOSTILE[:5])
async def test_text_is_only_text(opened, text):
    async with opened(owning(1, text), "x", "enter") as pilot:
        assert not set(frame(pilot.app)) & {"\x1b", "\x07", "\r"}


async def test_erasing_waits_until_things_are_handed_on(opened):
    async with opened(None, "f8") as pilot:
        assert "giv det videre først" in frame(pilot.app)


async def test_erasing_says_what_it_means_and_does_it(opened, tmp_path):
    document = done(blank(), AddRecord("idea", {"text": "Karen Holms idé"}, "i"))
    async with opened(document, "f8") as pilot:
        assert "kaldes personen ellers" in frame(pilot.app)
        await press(pilot, "enter")
        shown = " ".join(frame(pilot.app).split())
        assert "Slet Karen Holm for altid" in shown
        assert "Det kan ikke fortrydes" in shown
        await press(pilot, "enter")
        assert document_of(pilot).get(Person, "s-p1") is not None, "Enter is the safe answer"
        await press(pilot, "f8", "enter", "j")
        assert document_of(pilot).get(Person, "s-p1") is None
        assert document_of(pilot).record("idea", "i").text == "(slettet person) idé"
        assert "Slettet" in frame(pilot.app)
        assert "Karen Holm" not in frame(pilot.app)
    assert b"Karen Holm" not in (tmp_path / "amis.json").read_bytes()


async def test_exported_files_are_asked_about(opened, tmp_path):
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "referat.md").write_text("Karen Holm")
    async with opened(blank(), "f8", "enter", "j") as pilot:
        assert "1 eksporteret fil nævner personen" in frame(pilot.app)
        await press(pilot, "n")
        assert "Ikke ændret: referat.md" in frame(pilot.app)
        assert (tmp_path / "export" / "referat.md").exists()


async def test_only_people_are_erased(opened):
    async with opened() as pilot:
        pilot.app.screen.bring_up("workplace")
        await press(pilot, "f8")
        assert "Kun en person kan slettes overalt" in frame(pilot.app)
