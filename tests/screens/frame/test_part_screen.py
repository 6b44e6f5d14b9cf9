"""What every screen does: says what happened and why not, follows the document, undoes, filters."""

from __future__ import annotations

import errno
from dataclasses import replace

import pytest
from support.frames import frame
from support.keyboard import press, rest
from textual.events import ScreenResume
from textual.screen import Screen
from textual.widgets._toast import Toast

from data.edits.records import AddRecord, SetField
from data.model.plan import Action
from data.store.copies import folder
from data.store.errors import DiskTrouble
from screens.everywhere.filter import narrow
from screens.home.screen import HomeScreen
from screens.widgets.bars import KeyBar, Masthead, StatusLine
from screens.widgets.filter_line import FilterLine
from screens.widgets.row_list import RowList

NEW = AddRecord(Action.kind, {"measure": "Ny lampe"}, "new")


@pytest.fixture
def no_disk(monkeypatch):
    """The disk says no until told otherwise."""

    class Disk:
        full = True

    def break_it(store):
        run = store.run

        def refuse(*args, **kwargs):
            if Disk.full:
                raise DiskTrouble(store.path, errno.ENOSPC, "save")
            return run(*args, **kwargs)

        monkeypatch.setattr(store, "run", refuse)
        return Disk

    return break_it


async def do(pilot, work):
    pilot.app.desk.start(work)
    await rest(pilot)


def last_lines(pilot):
    return frame(pilot.app).rstrip("\n").split("\n")[-4:]


async def test_a_command_is_carried_out_and_said(front):
    async with front() as pilot:
        await do(pilot, pilot.app.desk.run(NEW, "Skrevet."))
        assert "Skrevet." in last_lines(pilot)[-2]
        assert "gemt" in last_lines(pilot)[-2]


async def test_trouble_is_said_in_full_and_goes_away(front, no_disk):
    async with front() as pilot:
        disk = no_disk(pilot.app.session.store)
        await do(pilot, pilot.app.desk.run(NEW, "Skrevet."))
        assert "Disken er fuld. Skaf plads, og gem igen." in frame(pilot.app)
        assert "1 ændring ikke gemt" in last_lines(pilot)[-2]
        assert pilot.app.session.document.get(Action, "new") is not None
        await press(pilot, "f5")
        assert "ikke gemt" in frame(pilot.app)
        disk.full = False
        await press(pilot, "f5")
        assert "ikke gemt" not in frame(pilot.app)
        assert "Gemt." in frame(pilot.app)
        await press(pilot, "f5")
        assert "Alt er gemt." in frame(pilot.app)


async def test_that_no_good_copy_can_be_kept_is_said_once_and_seen_until_one_is(front):
    async with front() as pilot:
        copies = folder(pilot.app.session.store.path)
        copies.write_text("in the way")
        await do(pilot, pilot.app.desk.run(NEW, "Skrevet."))
        assert "Skrevet." in frame(pilot.app)
        assert copies.name in frame(pilot.app)
        assert "ingen sikkerhedskopi" in frame(pilot.app)
        await do(
            pilot, pilot.app.desk.run(SetField(Action.kind, "new", "measure", "Ny"), "Rettet.")
        )
        assert copies.name not in frame(pilot.app)
        assert "ingen sikkerhedskopi" in frame(pilot.app)
        copies.unlink()
        await do(pilot, pilot.app.desk.run(SetField(Action.kind, "new", "measure", "Ny lampe")))
        assert "ingen sikkerhedskopi" not in frame(pilot.app)


async def test_an_edit_that_does_not_fit_is_refused_in_words(front):
    async with front() as pilot:
        screen = pilot.app.screen
        await do(pilot, screen.desk.run(SetField(Action.kind, "nowhere", "measure", "x")))
        assert screen.query_one(StatusLine).news
        assert "▲" in frame(pilot.app)


async def test_undo_and_redo_say_what(front):
    async with front() as pilot:
        await do(pilot, pilot.app.desk.run(NEW))
        await press(pilot, "u")
        assert "Fortrudt. Nu: " in frame(pilot.app)
        await press(pilot, "U")
        assert pilot.app.session.document.get(Action, "new") is not None
        await press(pilot, "U")
        assert "▲" in frame(pilot.app)


async def test_a_long_alert_takes_the_lines_it_needs(front):
    async with front() as pilot:
        said = "Det her er en lang besked, hvis slutning siger, hvad man skal gøre. " * 2
        pilot.app.screen.foot.say(said + "SLUT", alert=True)
        await rest(pilot)
        shown = frame(pilot.app)
        assert "SLUT" in shown
        assert "? hjælp" in shown
        pilot.app.screen.foot.say(said + "SLUT")
        await rest(pilot)
        assert "SLUT" not in frame(pilot.app)
        assert pilot.app.screen.query_one(StatusLine).size.height == 1
        pilot.app.screen.foot.say(said + "SLUT", whole=True)
        await rest(pilot)
        assert "SLUT" in frame(pilot.app)


async def test_many_names_leave_room_for_the_news(front):
    async with front() as pilot:
        pilot.app.screen.foot.tell_others(", ".join(f"Kollega nummer {n}" for n in range(20)))
        pilot.app.screen.foot.say("Noget skete")
        await rest(pilot)
        line = last_lines(pilot)[-2]
        assert "Noget skete" in line
        assert "er her også: Kollega" in line
        pilot.app.screen.foot.tell_others("")
        await rest(pilot)
        assert "er her også" not in frame(pilot.app)


async def test_news_that_fill_the_line_are_not_cut_by_who_is_here(front):
    async with front() as pilot:
        foot, news = pilot.app.screen.foot, "Mindre støj " * 5 + "SLUT"
        foot.tell_others("Jens Winther, Fatima Al-Sayed")
        foot.say(news)
        await rest(pilot)
        assert "SLUT" in frame(pilot.app)
        assert "er her også" not in frame(pilot.app)
        foot.say("Gemt.")
        await rest(pilot)
        assert "er her også: Jens" in frame(pilot.app)


async def test_what_comes_while_a_screen_is_being_left_is_told_to_nobody(front):
    async with front() as pilot:
        screen = pilot.app.screen
        await screen.query_one(StatusLine).remove()
        screen.foot.say("for sent")
        screen.foot.tell_others("Jens")
        await rest(pilot)


async def test_the_filter_narrows_and_is_taken_away(front):
    async with front() as pilot:
        # The front page searches with its slash; the lists of other parts are narrowed by it.
        await narrow(pilot.app.screen)
        await press(pilot, *"gulv")
        rows = pilot.app.screen.query_one(RowList)
        assert rows.narrowed
        await press(pilot, "enter")
        assert rows.has_focus
        assert not pilot.app.screen.query_one(FilterLine).display
        assert rows.narrowed
        await rest(pilot)
        pilot.app.screen.foot.say("Noget andet skete")
        await rest(pilot)
        assert "kun „gulv“" in frame(pilot.app), "nobody takes the part for the whole"
        await press(pilot, "escape")
        assert not rows.narrowed
        assert "gulv“" not in frame(pilot.app)
        assert "vis alt" not in frame(pilot.app)
        await narrow(pilot.app.screen)
        await press(pilot, "escape")
        assert not rows.narrowed


async def test_the_key_bar_keeps_help_and_marks_what_cannot_be_done(front):
    async with front() as pilot:
        bar = pilot.app.screen.query_one(KeyBar)
        bar.tell([("e", "edit", True), ("D", "delete", False), ("question_mark", "help", True)])
        await rest(pilot)
        line = last_lines(pilot)[-1]
        assert line.strip().startswith("e ret  D slet")
        assert line.endswith("? hjælp")
        bar.tell(
            [(chr(97 + n), "capture", True) for n in range(20)] + [("question_mark", "help", True)]
        )
        await rest(pilot)
        assert last_lines(pilot)[-1].endswith("? hjælp")


async def test_a_new_size_is_drawn(front):
    async with front() as pilot:
        await pilot.resize_terminal(120, 40)
        await rest(pilot)
        assert all(len(line) <= 120 for line in frame(pilot.app).splitlines())
        assert "Makker de første fire uger" in frame(pilot.app)
        await pilot.resize_terminal(40, 10)
        await rest(pilot)
        assert "? hjælp" in frame(pilot.app)


async def test_ctrl_c_answers_in_the_status_line(front):
    async with front() as pilot:
        await press(pilot, "ctrl+c")
        assert pilot.app.screen.foot.news == "Tryk Ctrl+Q for at forlade AMIS."
        assert not pilot.app.screen.foot.alerts
        assert not pilot.app.screen.query(Toast)


async def test_nobody_takes_the_past_for_today(front):
    async def back():
        """Nobody asks for it here."""

    async with front(screen=lambda desk: HomeScreen(replace(desk, come_back=back))) as pilot:
        masthead = pilot.app.screen.query_one(Masthead)
        assert masthead.has_class("-past")
        first = frame(pilot.app).split("\n")[0]
        assert "SÅDAN VAR DET" in first
        assert "1 Forside" in first
        assert "AMIS" not in first
        warning = pilot.app.theme_variables["warning"]
        assert masthead.styles.background.hex.lower() == warning.lower()


async def test_coming_back_to_a_part_styles_it_anew_only_when_the_looks_are_others(
    front, monkeypatch
):
    async with front() as pilot:
        app, part = pilot.app, pilot.app.screen
        styled = []
        update = type(part).update_node_styles
        monkeypatch.setattr(
            type(part),
            "update_node_styles",
            lambda screen, **named: styled.append(screen) or update(screen, **named),
        )

        async def away_and_back(change=lambda: None):
            await app.push_screen(Screen())
            await rest(pilot)
            change()
            styled.clear()
            app.pop_screen()
            part.post_message(ScreenResume())  # as coming back from another part does
            await rest(pilot)
            return part in styled

        await away_and_back()
        assert not await away_and_back()
        assert await away_and_back(lambda: app.set_class(True, "-plain"))
        assert not await away_and_back()
        assert await away_and_back(lambda: setattr(app, "theme", "textual-light"))
