"""Part 4 by keyboard: what is shown, marked, moved, closed with its effect."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.documents import blank, done
from support.frames import frame
from support.keyboard import opens, press, rest
from support.meetings import NOON

from data.edits.edits import Author
from data.edits.records import AddRecord, SetField
from data.i18n import set_language
from data.model.choices import ActionStatus, Effect, Priority, Repeat
from data.model.discussion import Note
from data.model.plan import Action
from data.model.wheel import Activity
from data.store.store import Store
from screens.plan.screen import PlanScreen
from screens.widgets.entry import Entry

TODAY = NOON.date()
DUE = date(2026, 12, 1)


def plan():
    """Four actions: one late, one without anything, one for good, one done and not judged."""
    late = {
        "measure": "Støjskærm",
        "owner": "s-p1",
        "due": TODAY - timedelta(days=5),
        "topic": "støj",
    }
    bord = {"measure": "Hæve-sænke-bord", "owner": "s-p3", "due": DUE, "follow_up": DUE}
    risk = {"measure": "Sparring samme dag", "permanent": True, "owner": "s-p1", "follow_up": DUE}
    return done(
        blank(),
        AddRecord("goal", {"title": "Mindre støj", "year": 2026}, "g"),
        AddRecord("action", {**late, "problem": "Larm ved frokosten", "goal": "g"}, "late"),
        AddRecord("action", bord, "bord"),
        AddRecord("action", {"measure": "Ryd op i kælderen"}, "bare"),
        AddRecord("action", risk, "risk"),
        AddRecord("action", {"measure": "Velkomstmappe", "status": ActionStatus.DONE}, "done"),
    )


opened = opens(PlanScreen, plan)


def action(pilot, identity):
    return pilot.app.session.document.get(Action, identity)


def at(pilot):
    return pilot.app.screen.pane.action.id


async def test_the_plan_at_80x24(opened):
    async with opened() as pilot:
        shown = frame(pilot.app)
        assert "4 åbne · 1 forsinket · 1 uden ansvarlig · 1 uden frist · 2 uden opfølgning" in shown
        assert "› ! H1  Støjskærm" in shown
        assert "Udført: hjalp det?  1" in shown
        assert "Risici, der ikke kan fjernes  1" in shown
        bare = next(line for line in shown.split("\n") if "Ryd op" in line)
        assert bare.count("ingen") == 3


async def test_where_it_is_narrow_what_is_to_be_done_keeps_its_room(opened):
    async with opened(size=(60, 20)) as pilot:
        await press(pilot, "s", "7")
        parts, counts, choice, titles, *_lines = frame(pilot.app).splitlines()
        assert parts.endswith("8 Arb 9 His"), "no part is out of sight"
        assert counts.endswith("…")
        assert choice.endswith("…"), "what is cut says so"
        assert titles.split()[:3] == ["Nr.", "Løsning", "Frist"], "grouped by who is responsible"


async def test_details_stand_beside_where_titles_keep_their_room(opened):
    async with opened(size=(160, 40)) as pilot:
        shown = frame(pilot.app)
        assert "Larm ved frokosten" in shown
        assert "M1 Mindre støj" in shown
        await press(pilot, "tab", "down", "enter")
        assert "H1  Ansvarlig" in frame(pilot.app)
        await press(pilot, "escape", "escape")
        assert pilot.app.screen.pane.actions.has_focus


async def test_a_deadline_is_moved_and_the_cursor_stays(opened):
    async with opened() as pilot:
        await press(pilot, *["full_stop"] * 3, "plus", "minus")
        moved = action(pilot, "late")
        assert moved.due == TODAY - timedelta(days=5) + timedelta(days=21)
        assert moved.postponed == 1
        assert at(pilot) == "late"
        await press(pilot, "u")
        assert action(pilot, "late").due != moved.due


async def test_what_was_changed_stays_in_sight_until_the_cursor_moves_on(opened):
    async with opened() as pilot:
        await press(pilot, "f", "3")
        assert pilot.app.screen.pane.in_sight() == ("late",)
        await press(pilot, "full_stop")
        assert pilot.app.screen.pane.in_sight() == ("late",)
        await press(pilot, "plus")
        assert action(pilot, "late").due == TODAY + timedelta(days=3)
        await press(pilot, "f", "1", "f", "3")
        assert pilot.app.screen.pane.in_sight() == ()
        assert "f vis andre" in frame(pilot.app)


async def test_a_key_acts_on_all_that_are_marked(opened):
    async with opened() as pilot:
        await press(pilot, "space", "space", "t", "2")
        assert "2 handlinger: i gang" in frame(pilot.app)
        statuses = [action(pilot, each).status for each in ("late", "bord", "bare")]
        assert statuses.count(ActionStatus.RUNNING) == 2
        await press(pilot, "u")
        assert all(action(pilot, each).status is ActionStatus.PLANNED for each in ("late", "bord"))
        await press(pilot, "escape", "asterisk", "p", "1")
        assert all(a.priority is Priority.HIGH for a in pilot.app.session.document.all(Action))


async def test_single_keys(opened):
    async with opened() as pilot:
        await press(pilot, "n", " Målt igen", "enter")
        (note,) = pilot.app.session.document.all(Note)
        assert (note.about, note.text) == ("action:late", "Målt igen")
        await press(pilot, "o", "down", "enter")
        assert action(pilot, "late").owner != "s-p1"
        await press(pilot, "d", "1", "slash", "2", "enter")
        assert action(pilot, "late").due == date(2027, 2, 1)
        await press(pilot, "D")
        assert action(pilot, "late") is None
        await press(pilot, "u")
        assert action(pilot, "late").measure == "Støjskærm"


async def test_a_date_and_a_name_are_told_with_what_they_are(opened):
    async with opened() as pilot:
        await press(pilot, "d")
        shown = frame(pilot.app)
        assert "i fortiden" in shown
        assert "Enter gem  ↑ ↓ en dag  PgUp PgDn en uge  Esc fortryd" in shown
        await press(pilot, *"8/12", "enter")
        assert "H1: frist tirsdag 8.12.2026 (uge 50)" in frame(pilot.app)
        await press(pilot, "o", "up", "enter")
        assert "H1: ansvarlig " in frame(pilot.app)


async def test_what_was_told_of_another_view_does_not_stay(opened):
    async with opened() as pilot:
        await press(pilot, "v")
        assert "v: listen" in frame(pilot.app)
        await press(pilot, "v")
        assert "v: listen" not in frame(pilot.app)
        pilot.app.screen.foot.say("Om det, der stod her før")
        await press(pilot, "f", "9")
        assert "stod her før" not in frame(pilot.app)


async def test_a_key_that_cannot_act_says_why(opened):
    async with opened(blank()) as pilot:
        await press(pilot, "t")
        assert "Der er ingen handling her" in frame(pilot.app)
    set_language("da")


async def test_moving_where_there_is_no_date(opened):
    async with opened(done(blank(), AddRecord("action", {"measure": "x"}, "a"))) as pilot:
        await press(pilot, "plus")
        assert "Der er ingen frist at flytte" in frame(pilot.app)


async def test_new_actions_line_after_line(opened):
    async with opened(blank()) as pilot:
        await press(pilot, "a", "enter", " Ny lampe ansvar:bent frist:1/12", "enter")
        await press(pilot, " Nyt bord", "enter", "enter")
        lamp, table = pilot.app.session.document.all(Action)
        assert (lamp.measure, lamp.due, table.measure) == ("Ny lampe", DUE, "Nyt bord")
        assert at(pilot) == table.id
        assert pilot.app.screen.pane.actions.has_focus


async def test_one_new_action_takes_one_enter(opened):
    async with opened(blank()) as pilot:
        await press(pilot, "a", " Ny lampe", "enter")
        (lamp,) = pilot.app.session.document.all(Action)
        assert at(pilot) == lamp.id
        assert pilot.app.screen.pane.actions.has_focus
        assert "Ny lampe" in pilot.app.screen.foot.news


async def test_that_a_line_waits_is_told_while_it_does(opened):
    async with opened(blank()) as pilot:
        foot = pilot.app.screen.foot
        await press(pilot, "a", " Ny", "escape")
        told = foot.news
        assert foot.alerts
        assert told
        await press(pilot, "a", "backspace", "backspace", "escape")
        assert foot.news == ""
        await press(pilot, "a", " Ny", "escape")
        assert foot.news == told
        foot.say("Noget nyere")
        await press(pilot, "a", "backspace", "backspace", "escape")
        assert foot.news == "Noget nyere"


async def test_a_new_action_that_is_refused_stays_on_its_line(opened):
    async with opened(blank()) as pilot:
        await press(pilot, "a", " frist:1/12", "enter")
        assert isinstance(pilot.app.screen.focused, Entry)
        assert pilot.app.screen.focused.text == "frist:1/12"
        assert pilot.app.screen.foot.alerts


async def test_grouping_sorting_and_the_months(opened):
    async with opened() as pilot:
        await press(pilot, "s", "7", "s", "2")
        shown = frame(pilot.app)
        assert "Viser åbne handlinger, efter prioritet, inddelt efter ansvarlig" in shown
        assert "Ingen er ansvarlig  1" in shown
        await press(pilot, "v")
        shown = frame(pilot.app)
        assert "nov" in shown
        assert "ingen frist" in shown
        assert "█" in shown


async def test_the_filter_looks_in_every_field(opened):
    async with opened() as pilot:
        await press(pilot, "slash", *"larm")
        assert pilot.app.screen.pane.in_sight() == ("late",)
        await press(pilot, "enter", "escape")
        assert len(pilot.app.screen.pane.in_sight()) == 5


async def test_a_letter_of_the_filter_lays_out_no_screen(opened, monkeypatch):
    """It has one line whatever is typed, and more than fits in it scrolls."""
    async with opened() as pilot:
        await press(pilot, "slash", "a")
        laid, screen = [], pilot.app.screen
        real = type(screen)._refresh_layout
        monkeypatch.setattr(
            type(screen), "_refresh_layout", lambda *a, **k: laid.append(1) or real(*a, **k)
        )
        await press(pilot, "r", "backspace", "m")
        assert laid == []
        await press(pilot, *("x" * 100), *"slut")
        (line,) = [line for line in frame(pilot.app).splitlines() if "xxxx" in line]
        assert line.rstrip().endswith("xslut")
        await press(pilot, "home")
        assert "amxxx" in frame(pilot.app)


async def test_not_solved_leads_to_an_action_that_follows(opened):
    async with opened() as pilot:
        await press(pilot, "x", "1", "3", " Den står skævt", "enter")
        await press(pilot, " Loft frist:1/12", "enter", "enter")
        old = action(pilot, "late")
        assert (old.status, old.effect, old.effect_note) == (
            ActionStatus.DONE, Effect.NO, "Den står skævt"
        )  # fmt: skip
        (new,) = [a for a in pilot.app.session.document.all(Action) if a.follows == "late"]
        assert (new.measure, new.due, new.owner, new.goal) == ("Loft", DUE, "s-p1", "g")
        assert at(pilot) == new.id
        assert "H1 er lukket; H6 følger efter: Loft" in frame(pilot.app)
        await press(pilot, "u")
        assert action(pilot, "late").is_open
        assert action(pilot, new.id) is None


async def test_solved_and_held_in_place_by_the_wheel(opened):
    async with opened() as pilot:
        await press(pilot, "x", "1", "1", " Vis den til nye", "enter", "2")
        (activity,) = pilot.app.session.document.all(Activity)
        assert (activity.repeat, activity.every, activity.day) == (
            Repeat.MONTHLY, 6, date(2027, 5, 24)
        )  # fmt: skip
        assert activity.action == "late"
        assert action(pilot, "late").holds == "Vis den til nye"


async def test_the_effect_is_judged_later(opened):
    async with opened() as pilot:
        await press(pilot, "x", "1", "4", "enter")
        waiting = action(pilot, "late")
        assert (waiting.effect, waiting.effect_due) == (None, date(2027, 2, 24))
        await press(pilot, "x", "1", "enter")
        assert action(pilot, "late").effect is Effect.YES


async def test_not_carried_out(opened):
    async with opened() as pilot:
        await press(pilot, "x", "3", " Varen kom ikke", "enter", "1", *"1/12".replace("/", ""))
        await press(pilot, "escape")
        assert action(pilot, "late").is_open
        assert "H1 er, som den var" in frame(pilot.app)
        await press(pilot, "x", "3", " For dyrt", "enter", "3")
        assert action(pilot, "late").status is ActionStatus.DROPPED
        assert action(pilot, "late").effect_note == "For dyrt"


async def test_others_changes_leave_the_cursor_where_it_is(opened, tmp_path):
    async with opened() as pilot:
        await press(pilot, "down")
        here = at(pilot)
        other = Store(tmp_path / "amis.json")
        other.load()
        other.run(
            AddRecord("action", {"measure": "Først", "due": date(2026, 1, 1)}), Author("B", NOON)
        )
        other.run(SetField("action", here, "due", date(2026, 12, 24)), Author("B", NOON))
        await pilot.app.session.poll()
        await rest(pilot)
        assert at(pilot) == here
        assert "Først" in frame(pilot.app)


async def test_how_a_deadline_was_moved_is_told(opened):
    async with opened(size=(160, 40)) as pilot:
        await press(pilot, "full_stop")
        for _turn in range(100):
            if "Fristen er flyttet" in frame(pilot.app):
                break
            await rest(pilot)
        assert "Fristen er flyttet" in frame(pilot.app)
        assert "24.11.2026 Karen Holm" in frame(pilot.app) or "karen" in frame(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_months_go_sideways_as_far_as_there_are_actions(opened, size):
    far = AddRecord("action", {"measure": "Ny bygning", "due": date(2028, 3, 15)}, "far")
    async with opened(done(plan(), far), size=size) as pilot:
        await press(pilot, "v")
        shown = frame(pilot.app)
        assert "nov 26" in shown
        assert "okt 27" in shown
        line = next(row for row in shown.split("\n") if "Ny bygning" in row)
        assert "→" in line or "›" in line or ">" in line
        await press(pilot, "space", *["right"] * 10)
        shown = frame(pilot.app)
        assert "sep 27" in shown
        line = next(row for row in shown.split("\n") if "Ny bygning" in row)
        assert "█" in line
        assert "1 markeret" in shown
        await press(pilot, *["right"] * 20)
        assert "længere den vej" in frame(pilot.app)
        await press(pilot, *["left"] * 40)
        assert "længere den vej" in frame(pilot.app)
        await press(pilot, "v", "v")
        assert "nov 26" in frame(pilot.app)


async def test_what_is_confidential_is_told_from_other_notes_beside_the_plan(opened):
    async with opened(size=(160, 40)) as pilot:
        await press(pilot, "n", " F: En samtale", "enter", "n", " Set på", "enter")
        shown = frame(pilot.app)
        assert "× Fortroligt: En samtale" in shown
        assert "Fortroligt: Set på" not in shown
