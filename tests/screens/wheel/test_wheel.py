"""Part 3 by keyboard: three views with one cursor, and what is done to what it is on."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from support.documents import blank, done, vicious
from support.frames import frame
from support.keyboard import opens, press, rest
from support.wheels import school
from textual.screen import Screen

from data.edits.records import AddRecord, SetField
from data.i18n import set_language
from data.model.choices import Anchor, Repeat
from data.model.plan import Action
from data.model.wheel import Activity, Occurrence
from data.text import forbidden
from screens.drawing.glyphs import use
from screens.everywhere.follow import decode, go_to, spot_of
from screens.shared.card import RecordCard
from screens.wheel.screen import WheelScreen
from screens.widgets.entry import Entry
from screens.widgets.filter_line import FilterLine
from screens.widgets.row_list import RowList

FRAMES = Path(__file__).parents[1] / "frames"
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _danish():
    set_language("da")
    yield
    set_language("da")
    use(unicode=True)


opened = opens(WheelScreen, school)


def same(pilot, name):
    """Compare with the frame on file, the line of parts aside; AMIS_FRAMES=write writes it anew."""
    path = FRAMES / f"{name}.txt"
    shown = frame(pilot.app).split("\n", 1)[1]
    if os.environ.get("AMIS_FRAMES") == "write":
        path.write_text(shown)
    assert shown == path.read_text()


def title(pilot):
    """What the cursor is on."""
    entry = pilot.app.screen.pane.entry
    return entry.title if entry is not None else ""


def record(pilot, kind, identity):
    return pilot.app.session.document.record(kind, identity)


def news(pilot):
    return frame(pilot.app).splitlines()[-2]


# -- looks -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_three_views(opened, size):
    async with opened(size=size) as pilot:
        same(pilot, f"wheel-months-{size[0]}")
        await press(pilot, "v")
        same(pilot, f"wheel-ring-{size[0]}")
        await press(pilot, "v")
        same(pilot, f"wheel-list-{size[0]}")
        await press(pilot, "z")
        same(pilot, f"wheel-days-{size[0]}")


async def test_plain_signs_and_english(opened):
    use(unicode=False)
    set_language("en")
    async with opened() as pilot:
        same(pilot, "wheel-months-ascii")
        await press(pilot, "v")
        same(pilot, "wheel-ring-ascii")
        assert frame(pilot.app).split("\n", 1)[1].isascii() or "ø" in frame(pilot.app)
        await press(pilot, "v")
        assert not any(sign in frame(pilot.app) for sign in "✓●○›→▲…")


@pytest.mark.parametrize("size", [(60, 20), (40, 12), (70, 24), (100, 30), (160, 50), (20, 6)])
async def test_every_size_shows_something(opened, size):
    async with opened(size=size) as pilot:
        for _view in range(3):
            await press(pilot, "down", "right", "z", "z", "v")
        lines = frame(pilot.app).splitlines()
        assert len(lines) == size[1]
        if size == (60, 20):
            assert pilot.app.screen.query_one("#lines").display


async def test_another_size_is_drawn_at_once(opened):
    async with opened() as pilot:
        await pilot.resize_terminal(120, 40)
        await rest(pilot)
        assert "Årshjul august 2026" in frame(pilot.app)
        await pilot.resize_terminal(60, 20)
        await rest(pilot)
        assert pilot.app.screen.query_one("#lines").display
        await pilot.resize_terminal(80, 24)
        await rest(pilot)
        same(pilot, "wheel-months-80")


async def test_keys_act_in_every_view_and_after_another_size(opened):
    async with opened() as pilot:
        for _view in range(3):
            await press(pilot, "home", "tab", "space")
            assert pilot.app.screen.pane.entry.done
            await press(pilot, "u", "v")
        for size in ((60, 20), (80, 24)):
            # The focused view has no room any more, or another one has.
            await pilot.resize_terminal(*size)
            await rest(pilot)
            await press(pilot, "home", "tab")
            assert title(pilot) == "AMO-møde", size
            await press(pilot, "down")
            assert title(pilot) != "AMO-møde", size


async def test_an_empty_year(opened):
    async with opened(blank()) as pilot:
        assert "[november]" in frame(pilot.app)
        assert "Her er ingenting" not in frame(pilot.app)
        await press(pilot, "v", "right", "down", "v", "down", "space")
        assert "Her er ingenting" in news(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_hostile_text_is_only_text(opened, size):
    async with opened(vicious(), size=size) as pilot:
        await press(pilot, "N")
        for view in ("v", "v", "z", "v"):
            await press(pilot, "tab", "down", "left", "right", view)
            lines = frame(pilot.app)
            assert not forbidden().search(lines.replace("\n", ""))
        await press(pilot, "slash", *"bold", "enter", "escape")


# -- moving about ------------------------------------------------------------------------------


async def test_it_begins_where_today_is(opened):
    async with opened() as pilot:
        assert title(pilot) == "AMO-møde"
        await press(pilot, "end", "N")
        assert title(pilot) == "AMO-møde"
        assert "24.11.2026" in news(pilot)


async def test_one_cursor_for_all_views(opened):
    async with opened() as pilot:
        await press(pilot, "down")
        assert title(pilot) == "Kemikaliegennemgang"
        await press(pilot, "v")
        assert "Kemikaliegennemgang" in frame(pilot.app)
        await press(pilot, "v")
        assert pilot.app.screen.query_one("#entries", RowList).key == "activity:a7@2026-11-26"
        await press(pilot, "down")
        assert title(pilot) == "H2 Handling 2"
        await press(pilot, "v")
        assert title(pilot) == "H2 Handling 2"


async def test_by_month_week_and_thing(opened):
    async with opened() as pilot:
        for key, expected in [
            ("right", "H3 Handling 3"), ("tab", "Forbered drøftelsen"),
            ("shift+tab", "H3 Handling 3"),
            ("(", "Trivselsmåling"), (")", "H3 Handling 3"), ("left", "H1 Handling 1"),
            ("pageup", "Uge 43: tunge løft"), ("home", "Oplæring af nye kolleger"),
            ("end", ""), ("shift+tab", "Sommerfest uden tunge borde"),
        ]:  # fmt: skip
            await press(pilot, key)
            assert title(pilot) == expected, key


async def test_up_and_down_go_through_the_column(opened):
    async with opened() as pilot:
        await press(pilot, "home", "down")
        assert title(pilot) == "AMO-møde"
        await press(pilot, "down")
        assert title(pilot) == "Brandøvelse"
        await press(pilot, "up")
        assert title(pilot) == "AMO-møde"


async def test_in_the_ring_left_and_right_stay_in_it(opened):
    async with opened() as pilot:
        # The outermost ring holds what is statutory, meetings and the APV.
        for key, expected in [
            ("v", "AMO-møde"), ("right", "Kemikaliegennemgang"), ("down", "H2 Handling 2"),
            ("down", "Uge 43: tunge løft"), ("down", "Uge 43: tunge løft"),
            ("up", "H1 Handling 1"), ("up", "Ulykker og sygefravær"), ("left", "Brandøvelse"),
            ("left", "Sikkerhedsrundering"),
        ]:  # fmt: skip
            await press(pilot, key)
            assert title(pilot) == expected, key


async def test_years_on_and_back(opened):
    async with opened() as pilot:
        await press(pilot, "y")
        assert "oktober u39–43" in frame(pilot.app)
        assert "Uge 43:" in frame(pilot.app)
        await press(pilot, "Y", "Y", "N")
        assert title(pilot) == "AMO-møde"
        same_frame = frame(pilot.app)
        assert "[november]" in same_frame


async def test_a_month_day_by_day(opened):
    async with opened() as pilot:
        await press(pilot, "z")
        rows = pilot.app.screen.query_one("#entries", RowList)
        assert rows.key == "activity:a2@2026-11-25"
        assert "uge 48" in frame(pilot.app)
        await press(pilot, "up", "a", " Kaffe med vagten", "enter")
        (added,) = [
            a for a in pilot.app.session.document.all(Activity) if a.title.startswith("Kaf")
        ]
        assert added.day == date(2026, 11, 23)
        await press(pilot, "escape")
        assert not pilot.app.screen.pane.shown.zoomed
        assert title(pilot) == "Kaffe med vagten"


async def test_the_cursor_stays_when_a_colleague_saves(opened):
    async with opened() as pilot:
        await press(pilot, "down")
        more = AddRecord("activity", {"title": "Aa", "day": date(2026, 11, 2)}, "new")
        await pilot.app.session.run(more)
        await rest(pilot)
        assert title(pilot) == "Kemikaliegennemgang"
        await pilot.app.session.run(SetField("activity", "a7", "day", date(2026, 12, 3)))
        await rest(pilot)
        # Known by its day, and followed all the same.
        assert title(pilot) == "Kemikaliegennemgang"
        assert pilot.app.screen.pane.shown.cursor.day == date(2026, 12, 3)


# -- doing -------------------------------------------------------------------------------------


async def test_tick_and_undo(opened):
    async with opened() as pilot:
        await press(pilot, "space")
        assert "✓ AMO-møde" in frame(pilot.app)
        assert "klaret" in news(pilot) or "udført" in news(pilot)
        await press(pilot, "u")
        assert "✓ AMO-møde" not in frame(pilot.app)


async def test_one_of_several_moves_by_day_week_and_month(opened):
    async with opened() as pilot:
        await press(pilot, "plus", "full_stop", ">", "minus", "comma")
        assert title(pilot) == "AMO-møde"
        (moved,) = [o for o in pilot.app.session.document.all(Occurrence) if o.moved_to]
        assert moved.moved_to == date(2026, 12, 25)
        assert "kun denne" in news(pilot)
        assert record(pilot, "activity", "a2").day == date(2026, 8, 25)


async def test_the_cursor_follows_into_another_year(opened):
    async with opened() as pilot:
        await press(pilot, "end", "shift+tab", ">", ">", ">")
        assert title(pilot) == "Sommerfest uden tunge borde"
        assert record(pilot, "activity", "a13").day == date(2027, 9, 18)
        assert "august 2027" in frame(pilot.app)


async def test_a_deadline_moves_on_its_action(opened):
    async with opened() as pilot:
        await press(pilot, "right")
        assert title(pilot) == "H3 Handling 3"
        await press(pilot, "full_stop", "full_stop", "plus")
        action = record(pilot, "action", "h3")
        assert isinstance(action, Action)
        assert (action.due, action.postponed) == (date(2026, 12, 31), 1)


async def test_moved_to_a_day_in_words(opened):
    async with opened() as pilot:
        await press(pilot, "down", "d")
        await press(pilot, *"15/12", "enter")
        assert record(pilot, "activity", "a7").day == date(2026, 12, 15)
        assert title(pilot) == "Kemikaliegennemgang"


async def test_what_cannot_be_done_says_why(opened):
    async with opened() as pilot:
        await press(pilot, "right", "space")
        assert "Enter: gå dertil" in news(pilot)
        await press(pilot, "shift+tab", "t")
        # What comes only once cannot be left out for once.
        assert "ikke udført" in frame(pilot.app)
        assert "sprunget over" not in frame(pilot.app)
        await press(pilot, "escape")


async def test_the_status_list_ticks_and_takes_the_tick_away(opened):
    async with opened() as pilot:
        for answer, done in (("1", True), ("1", True), ("2", False)):
            await press(pilot, "t", answer)
            assert pilot.app.screen.pane.entry.done is done


async def test_one_is_left_out(opened):
    async with opened() as pilot:
        await press(pilot, "t", "3")
        assert "sprunget over 24.11.2026" in news(pilot)
        assert "activity:a2@2026-11-25" not in {
            e.key for e in pilot.app.screen.pane.shown.year.entries()
        }
        assert len(pilot.app.session.document.all(Activity)) == 13


async def test_delete_asks_how_much_of_what_recurs(opened):
    async with opened() as pilot:
        await press(pilot, "D", "2")
        assert record(pilot, "activity", "a2").repeat_until == date(2026, 11, 24)
        await press(pilot, "u", "N", "D", "3")
        assert record(pilot, "activity", "a2") is None
        await press(pilot, "u", "N", "D", "1")
        assert any(o.skipped for o in pilot.app.session.document.all(Occurrence))


async def test_delete_what_comes_once(opened):
    async with opened() as pilot:
        await press(pilot, "down", "D")
        assert record(pilot, "activity", "a7") is None


async def test_a_new_one_in_a_busy_month_may_go_to_the_emptier_one(opened):
    async with opened() as pilot:
        await press(pilot, "a", " Tjek førstehjælpskasser", "enter")
        assert "har mere end de andre" in frame(pilot.app)
        await press(pilot, "2")
        found = {a.title: a.day for a in pilot.app.session.document.all(Activity)}
        assert found["Tjek førstehjælpskasser"] == date(2026, 12, 24)
        assert title(pilot) == "Tjek førstehjælpskasser"


async def test_the_neighbour_may_be_in_another_year(opened):
    busy = [
        AddRecord("activity", {"title": f"Ting {n}", "day": date(2026, 11 + n % 2, 3)}, f"a{n}")
        for n in range(12)
    ]
    async with opened(done(blank(start_month=1), *busy)) as pilot:
        await press(pilot, "right", "a", " Kalender", "enter", "2")
        assert title(pilot) == "Kalender"
        assert pilot.app.screen.pane.shown.entry.day == date(
            2027, 1, 4
        )  # the first workday of the month
        assert pilot.app.screen.pane.shown.year.start == date(2027, 1, 1)


async def test_a_new_one_with_its_day_in_the_line(opened):
    async with opened() as pilot:
        await press(pilot, "a", " Kursus i konflikter dato:3/5/2027", "enter")
        found = {a.title: a.day for a in pilot.app.session.document.all(Activity)}
        assert date(2027, 5, 3) in found.values()
        assert title(pilot).startswith("Kursus")
        await press(pilot, "a", "escape")
        assert len(pilot.app.session.document.all(Activity)) == 14


async def test_an_empty_month_is_for_its_first_weekday(opened):
    async with opened() as pilot:
        await press(pilot, "end", "left", "right", "a", " Ferieplan", "enter")
        found = {a.title: a.day for a in pilot.app.session.document.all(Activity)}
        assert found["Ferieplan"] == date(2027, 7, 1)


async def test_person_and_category(opened):
    async with opened() as pilot:
        await press(pilot, "o")
        await press(pilot, *"jonas", "enter")
        assert record(pilot, "activity", "a2").owner == "s-p3"
        await press(pilot, "T")
        await press(pilot, *"kampagne", "enter")
        assert record(pilot, "activity", "a2").category == "campaign"
        await press(pilot, "T")
        await press(pilot, *"Fest", "enter")
        assert record(pilot, "activity", "a2").category == "Fest"


async def test_enter_opens_the_record(opened):
    async with opened() as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RecordCard)
        await press(pilot, "escape", "right", "enter")
        assert isinstance(pilot.app.screen, RecordCard)
        assert "Handling 3" in frame(pilot.app)


async def test_enter_in_an_empty_month_goes_into_it(opened):
    async with opened() as pilot:
        await press(pilot, "end", "enter")
        assert pilot.app.screen.pane.shown.zoomed
        await press(pilot, "down", "enter")
        assert "Her er ingenting" in news(pilot)
        await press(pilot, "right", "left", "escape")
        assert not pilot.app.screen.pane.shown.zoomed


async def test_others_can_follow_the_cursor(opened):
    async with opened() as pilot:
        screen = pilot.app.screen
        await press(pilot, "down")
        spot = decode(spot_of(screen).encode())
        assert (spot.part, spot.words, spot.key) == ("wheel", "A7", "activity:a7@2026-11-26")
        await press(pilot, "home", "v")
        go_to(screen, spot)
        assert title(pilot) == "Kemikaliegennemgang"
        for key in ("activity:a4@2028-10-16", "activity:gone@2027-01-01", "day@2030-02-01", "x@y"):
            go_to(screen, replace(spot, key=key))
        assert screen.pane.shown.year.start == date(2029, 8, 1)


async def test_how_often_is_two_keys(opened):
    async with opened() as pilot:
        await press(pilot, "down", "I")
        assert "hvert år, i uge 48" in frame(pilot.app)
        assert "næste gang 26.11.2027" in frame(pilot.app)
        await press(pilot, "3")
        kept = record(pilot, "activity", "a7")
        assert (kept.repeat, kept.anchor, kept.every) == (Repeat.YEARLY, Anchor.WEEKDAY, 1)
        assert "Kemikaliegen…: hvert år, den fjerde torsdag i november. u: fortryd" in news(pilot)
        await press(pilot, "u", "I", "1")
        assert record(pilot, "activity", "a7").repeat is Repeat.NONE


@pytest.mark.parametrize(
    ("said", "rule", "first"),
    [
        ("hver 3. måned", (Repeat.MONTHLY, Anchor.DATE, 3), date(2026, 11, 26)),
        ("hver 14. dag", (Repeat.WEEKLY, Anchor.DATE, 2), date(2026, 11, 26)),
        ("torsdage i lige uger", (Repeat.WEEKLY, Anchor.WEEK, 2), date(2026, 11, 26)),
        ("sidste fredag i måneden", (Repeat.MONTHLY, Anchor.LAST_WEEKDAY, 1), date(2026, 11, 27)),
        ("sidste dag i hver måned", (Repeat.MONTHLY, Anchor.LAST_DAY, 1), date(2026, 11, 30)),
    ],
)
async def test_how_often_is_said_in_words(opened, said, rule, first):
    async with opened() as pilot:
        await press(pilot, "down", "I", "9")
        pilot.app.screen.query_one(Entry).insert(said)
        await press(pilot, "enter")
        kept = record(pilot, "activity", "a7")
        assert (kept.repeat, kept.anchor, kept.every) == rule
        assert kept.day == first


async def test_what_is_no_rhythm_is_not_taken(opened):
    async with opened() as pilot:
        before = record(pilot, "activity", "a7")
        await press(pilot, "down", "I", "9")
        pilot.app.screen.query_one(Entry).insert("hver dag")
        await press(pilot, "enter")
        assert "Årshjulet regner i uger" in frame(pilot.app)
        await press(pilot, "escape")
        assert record(pilot, "activity", "a7") == before


async def test_what_has_no_day_is_told_and_gets_one(opened):
    undated = done(
        blank(),
        AddRecord("activity", {"title": "Runde på pladserne"}, "r1"),
        AddRecord("activity", {"title": "Byttedag"}, "r2"),
    )
    async with opened(undated) as pilot:
        for _view in range(3):
            assert "2 uden dato" in frame(pilot.app)
            assert "Runde på pladserne" in frame(pilot.app)
            await press(pilot, "v")
        await press(pilot, "P", "1")
        pilot.app.screen.query_one(Entry).insert("første onsdag i måneden")
        await press(pilot, "enter")
        kept = record(pilot, "activity", "r1")
        assert (kept.day, kept.repeat) == (date(2026, 12, 2), Repeat.MONTHLY)
        assert "1 uden dato" in frame(pilot.app)
        await press(pilot, "P")
        pilot.app.screen.query_one(Entry).insert("uge 50")
        await press(pilot, "enter")
        kept = record(pilot, "activity", "r2")
        assert (kept.day, kept.until) == (date(2026, 12, 7), date(2026, 12, 13))
        assert "uden dato" not in frame(pilot.app)
        await press(pilot, "P")
        assert "Alt på årshjulet har en dato" in news(pilot)


async def test_what_is_old_comes_next_after_today(opened):
    async with opened(done(blank(), AddRecord("activity", {
        "title": "Runde", "day": date(2020, 11, 24), "repeat": Repeat.YEARLY,
    }))) as pilot:  # fmt: skip
        await press(pilot, "I")
        assert "næste gang 24.11.2027" in frame(pilot.app)
        assert "2020" not in frame(pilot.app).split("Hvor tit?")[1]


async def test_how_often_it_comes_is_one_line_of_its_card(opened):
    async with opened() as pilot:
        await press(pilot, "enter")
        shown = frame(pilot.app)
        assert "Gentages                   hvert kvartal" in shown
        assert "Interval" not in shown
        assert "Gentages på" not in shown
        await press(pilot, "down", "down", "down", "down", "down", "enter")
        assert "Hvor tit?" in frame(pilot.app)


async def test_the_cursor_is_on_what_undo_brings_back(opened):
    async with opened() as pilot:
        await press(pilot, "t", "3")
        assert title(pilot) != "AMO-møde"
        await press(pilot, "u")
        assert title(pilot) == "AMO-møde"
        await press(pilot, "down", "D")
        assert title(pilot) != "Kemikaliegennemgang"
        await press(pilot, "home", "u")
        assert title(pilot) == "Kemikaliegennemgang"
        await press(pilot, "full_stop", "full_stop", "home", "u", "u")
        assert pilot.app.screen.pane.shown.entry.day.month == 8


async def test_a_view_without_room_is_named(opened):
    async with opened(size=(60, 20)) as pilot:
        await press(pilot, "v")
        told = " ".join(frame(pilot.app).split())
        assert "Et større vindue har plads til: måneder, hjul" in told


async def test_the_day_a_new_line_gets_is_seen_before_it_counts(opened):
    async with opened() as pilot:
        await press(pilot, "a", " Rundering")
        assert "Rundering · tirsdag 24.11.2026" in frame(pilot.app)
        await press(pilot, "  10/3")
        shown = frame(pilot.app)
        assert "10.3.2027" in shown
        assert "24.11.2026" not in shown.split("Ny aktivitet")[1]


# -- filter ------------------------------------------------------------------------------------


async def test_the_filter_counts_in_all_views(opened):
    async with opened() as pilot:
        await press(pilot, "slash", *"apv")
        assert "5 " in news(pilot)
        await press(pilot, "enter")
        assert pilot.app.screen.pane.shown.year.categories == ("APV",)
        await press(pilot, "v", "v")
        rows = pilot.app.screen.query_one("#entries", RowList).rows
        assert sum(row.key.startswith("activity:") for row in rows) == 5
        await press(pilot, "escape")
        assert len(pilot.app.screen.pane.shown.year.categories) > 5


async def test_the_filter_is_dropped_with_escape(opened):
    async with opened() as pilot:
        await press(pilot, "slash", *"bent", "escape")
        assert not pilot.app.screen.query_one(FilterLine).display
        assert not pilot.app.screen.pane.shown.filter
        await press(pilot, "down")
        assert title(pilot)


async def test_what_is_added_is_in_sight_whatever_the_filter(opened):
    async with opened() as pilot:
        await press(pilot, "slash", *"bent", "enter", "a", " Kage dato:5/1/2027", "enter")
        assert title(pilot).startswith("Kage")
        assert not pilot.app.screen.pane.shown.filter


async def test_what_the_year_is_narrowed_by_is_said_as_long_as_it_is(opened):
    async with opened() as pilot:
        await press(pilot, "slash", *"Kemi", "enter", "full_stop")
        assert "kun „Kemi“" in news(pilot)
        # Into another year, where it fits as well.
        await press(pilot, *[">"] * 9)
        assert pilot.app.screen.pane.shown.year.start == date(2027, 8, 1)
        assert "kun „Kemi“" in news(pilot)
        await press(pilot, "escape")
        assert "kun" not in news(pilot)


async def test_a_filter_by_person(opened):
    async with opened() as pilot:
        await press(pilot, "slash", *"bent", "enter")
        assert {e.title for e in pilot.app.screen.pane.shown.year.entries()} == {
            "Sikkerhedsrundering", "Brandøvelse",
        }  # fmt: skip


def many():
    """A year with 1,008 things in it."""
    document = blank()
    one = done(
        document,
        AddRecord(
            "activity",
            {"title": "Ting", "day": date(2026, 8, 3), "repeat": Repeat.MONTHLY},
            "a0",
        ),
    ).get(Activity, "a0")
    rows = {f"a{n}": one.revised(id=f"a{n}", number=n, title=f"Ting {n}") for n in range(1, 85)}
    return replace(document, tables={**document.tables, "activity": rows})


async def test_a_full_year_opens_about_as_fast_as_an_empty_one(part):
    """CPU time, the best of a few taken in turn: `tests/benchmarks/bench_wheel.py` tells more."""
    documents = {"empty": blank(), "full": many()}
    spent = {name: [] for name in documents}
    for _turn in range(4):
        for name, document in documents.items():
            async with part(lambda _desk: Screen(), document) as pilot:
                start = time.process_time()
                await pilot.app.push_screen(WheelScreen(pilot.app.desk))
                await rest(pilot)
                spent[name].append(time.process_time() - start)
    assert min(spent["full"]) < 2 * min(spent["empty"])


async def test_a_thousand_things_in_every_view(opened):
    async with opened(many()) as pilot:
        assert sum(month.load for month in pilot.app.screen.pane.shown.year.months) >= 1000
        await press(pilot, "v", "right", "v", "pagedown", "z", "z", "v")
        assert "84" in frame(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_an_empty_year_says_in_every_view_how_to_begin(opened, size):
    async with opened(blank(), size=size) as pilot:
        seen = set()
        for _view in range(3):
            shown = " ".join(frame(pilot.app).split())
            assert "Ingen aktiviteter endnu" in shown, shown
            seen.add(shown)
            await press(pilot, "v")
        assert len(seen) > 1
