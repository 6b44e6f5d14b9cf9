"""Both meetings held with what a screen reader speaks: the line at the terminal's cursor.

The transcripts are files to be read: `AMIS_FRAMES=write` writes them anew. Whoever reads one from
the top must be able to follow the meeting from its beginning to the approved minutes.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from support import program
from support.documents import done
from support.keyboard import at_work
from support.meetings import last_year
from support.spoken import Ears

from data.edits.records import AddRecord
from data.i18n import set_language
from data.model.choices import MeetingState
from data.model.discussion import Discussion
from data.model.status import StatusMeeting
from data.session import Identity
from data.store.store import Store
from screens.drawing.glyphs import use as use_glyphs
from screens.drawing.linear import use as use_linear
from tui.app import AmisApp
from tui.surroundings import FREE, Surroundings
from tui.terminal import read_profile

HERE = Path(__file__).parent / "read_aloud"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def amis(tmp_path):
    """Makes the program as it is read aloud, on a document."""

    def make(document):
        set_language("da")
        path = tmp_path / "amis.json"
        program.write(path, replace(document, meta=replace(document.meta, document="aloud")))
        environ = {
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": str(tmp_path), "AMIS_LINEAR": "1",
        }  # fmt: skip
        profile = read_profile(environ, input_is_terminal=True, output_is_terminal=True)
        store = Store(path)
        store.load()
        around = Surroundings(path, Identity("karen"), lambda: NOW, "da", environ, FREE, None)
        return AmisApp(profile, store, around, state_folder=tmp_path / "state")

    yield make
    use_glyphs(unicode=True)
    use_linear(linear=False)


def same(name, text):
    """Compare with the transcript on file."""
    path = HERE / f"{name}.txt"
    if os.environ.get("AMIS_FRAMES") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


async def frame_of_it(ears):
    """The frame of a discussion, field by field."""
    ears.chapter("Rammen")
    await ears.press("home", "enter", "enter", "enter", " 13", "enter", " 14.30", "enter")
    await ears.press(" Mødelokale 2", "enter")


async def test_a_discussion_is_heard_from_its_start(amis):
    """The beginning; all of it is for the slow run."""
    async with at_work(amis(last_year("amo", 2026)), (100, 30)) as pilot:
        ears = Ears(pilot)
        ears.chapter("Den årlige drøftelse begynder")
        await ears.press("2", "enter")
        await frame_of_it(ears)
        same("discussion_start", ears.text)


async def test_the_plan_for_what_we_can_is_heard_as_sentences(amis):
    """No table and no net: whose cell it is and what is in it, or how a need stands."""
    async with at_work(amis(program.example()), (100, 30)) as pilot:
        ears = Ears(pilot)
        ears.chapter("Kompetencer")
        await ears.press("6", "down", "down", "right", "right", "right", "3", "escape")
        ears.chapter("Et spørgsmål, der bliver forladt")
        await ears.press("f", "escape", "down")
        ears.chapter("Analysen")
        await ears.press("v", "down", "right", "v")
        same("skills", ears.text)


async def test_the_checklist_is_heard_question_by_question(amis):
    async with at_work(amis(program.example()), (100, 30)) as pilot:
        ears = Ears(pilot)
        ears.chapter("Det, der er gået i stå")
        await ears.press("7", "down", "down", "up", "up")
        ears.chapter("Gennemgangen")
        await ears.press("enter", "down", "p", "d", "left", "n", " Hent timer i maj", "enter")
        await ears.press("enter", *["p"] * 8, "m")
        same("checklist", ears.text)


@pytest.mark.slow
async def test_a_whole_discussion_is_heard(amis):
    async with at_work(amis(last_year("direct", 2026)), (100, 30)) as pilot:
        ears = Ears(pilot)
        ears.chapter("Den årlige drøftelse begynder")
        await ears.press("2", "enter")
        await frame_of_it(ears)
        await ears.press(" Bent", "enter")
        await ears.until("enter", "Rammen er udfyldt")
        ears.chapter("Fremmøde")
        await ears.press("asterisk", "down", "up", "escape")
        ears.chapter("Målene fra sidst")
        await ears.press("down", "enter")
        await ears.until("down", "Færre tunge løft")
        await ears.press("enter", "2", " Der mangler et bord", "enter", "1", " Alle kunne svare")
        await ears.press("enter", "escape", "space")
        ears.chapter("Punkt for punkt")
        await ears.press("n", " Vi har haft et uroligt efterår", "enter", "escape", "space")
        await ears.press("b", " Støj er årets fokus", "enter", "escape", "space")
        await ears.press("m", " Mindre støj nået:under 80 dB", "enter")
        await ears.press(" H: Støjskærm i værkstedet frist:1/3", "enter", "escape", "space")
        for _each in range(4):
            if "Afslutning" in ears.line or "afslutning" in ears.line:
                break
            await ears.press("n", " Drøftet", "enter", "escape", "space")
        ears.chapter("Afslutning")
        await ears.press("end", "enter")
        await ears.until("down", "Godkend referatet")
        await ears.press("enter")
        if "Godkend alligevel" in ears.line:
            await ears.press("j")
        await ears.press(" Karen Holm", "enter", "enter")
        (held,) = pilot.app.session.document.all(Discussion)
        assert held.state is MeetingState.APPROVED, ears.text
        same("discussion", ears.text)


@pytest.mark.slow
async def test_a_whole_status_meeting_is_heard(amis):
    document = last_year("direct", 2026)
    for number, (measure, due) in enumerate(
        (("Ny lampe i hallen", date(2026, 11, 1)), ("Støjskærm", date(2026, 12, 10)))
    ):
        values = {"measure": measure, "due": due, "problem": f"Problem {number}"}
        document = done(document, AddRecord("action", values, f"x{number}"))
    async with at_work(amis(document), (100, 30)) as pilot:
        ears = Ears(pilot)
        ears.chapter("Statusmødet begynder")
        await ears.press("5", "enter")
        ears.chapter("Rammen")
        await ears.press("home", "enter", "down", "enter", " 13", "enter", " 14", "enter")
        await ears.until("enter", "Rammen er udfyldt")
        ears.chapter("Fremmøde")
        await ears.press("asterisk", "right")
        ears.chapter("Handling for handling")
        await ears.press("down", "down", "p", "n", " Karsten har bestilt den", "enter", "right")
        await ears.press("b", " 1/2", "enter", "right", "p", "right")
        ears.chapter("Tiden fremad")
        await ears.press("a", " Et sted uden telefoner", "enter", "escape", "right", "right")
        ears.chapter("Afslutning")
        await ears.until("right", "referatet")
        await ears.until("down", "Godkend referatet")
        await ears.press("enter")
        if "Godkend alligevel" in ears.line:
            await ears.press("j")
        await ears.press(" Karen Holm", "enter", "enter")
        (held,) = pilot.app.session.document.all(StatusMeeting)
        assert held.state is MeetingState.APPROVED, ears.text
        same("status", ears.text)
