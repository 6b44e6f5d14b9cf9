"""The front page as text, at the sizes people have, and where its rows lead."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support import program
from support.documents import blank, changed, done
from support.frames import frame
from support.keyboard import opens, press, rest

from data.edits.records import AddRecord, SetField
from data.i18n import set_language
from data.model.plan import Action
from screens.drawing.glyphs import use
from screens.home.rows import bar
from screens.home.screen import HomeScreen
from screens.shared.card import RecordCard
from screens.widgets.row_list import RowList

FRAMES = Path(__file__).parents[1] / "frames"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _danish():
    set_language("da")
    yield
    set_language("da")
    use(unicode=True)


opened = opens(HomeScreen, now=NOW)


def same(shown: str, name: str) -> None:
    """Compare with the frame on file; AMIS_FRAMES=write in the environment writes it anew."""
    path = FRAMES / f"{name}.txt"
    if os.environ.get("AMIS_FRAMES") == "write":
        path.write_text(shown)
    assert shown == path.read_text()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["da", "en"])
async def test_the_example(opened, size, language):
    set_language(language)
    async with opened(program.example(), size=size) as pilot:
        same(frame(pilot.app), f"home-{language}-{size[0]}")


async def test_a_new_workplace(opened):
    async with opened(blank()) as pilot:
        same(frame(pilot.app), "home-new")


async def test_ascii(opened):
    use(unicode=False)
    async with opened(program.example()) as pilot:
        same(frame(pilot.app), "home-ascii")


async def test_a_change_is_drawn_and_the_cursor_stays(opened):
    async with opened(program.example()) as pilot:
        rows = pilot.app.screen.query_one(RowList)
        rows.action_down()
        key = rows.key
        await pilot.app.session.run(
            AddRecord(
                Action.kind, {"measure": "For længe siden", "due": NOW.date().replace(month=1)}
            )
        )
        await rest(pilot)
        assert "For længe siden" in frame(pilot.app)
        assert rows.key == key


async def test_what_is_done_goes_away(opened):
    document = done(
        blank(), AddRecord(Action.kind, {"measure": "Ny lampe", "due": NOW.date()}, "a1")
    )
    async with opened(document) as pilot:
        assert "Ny lampe" in frame(pilot.app)
        await pilot.app.session.run(SetField(Action.kind, "a1", "status", "done"))
        await rest(pilot)
        assert "Ny lampe" not in frame(pilot.app)


async def test_enter_opens_the_card(opened):
    async with opened(program.example()) as pilot:
        await press(pilot, "down", "down", "down", "enter")
        assert isinstance(pilot.app.screen, RecordCard)
        assert "H8  Handling: Gør det lille kontor" in frame(pilot.app)


async def test_a_long_name_leaves_room_for_the_parts(opened):
    document = blank()
    document = changed(document, document.workplace, name="Kommunens " + "store " * 40 + "skole")
    async with opened(document) as pilot:
        first = frame(pilot.app).splitlines()[0]
        assert first.split()[-2:] == ["9", "Historik"]


@pytest.mark.parametrize(
    ("done_", "total", "shown"), [(0, 0, "░░░░░"), (1, 2, "██░░░"), (3, 3, "█████")]
)
def test_bars(done_, total, shown):
    assert bar(done_, total) == shown


def many(count=15):
    document = blank()
    late = NOW.date().replace(day=1)
    for number in range(count):
        values = {"measure": f"Ting {number}", "due": late, "owner": "s-p1"}
        document = done(document, AddRecord(Action.kind, values, f"late{number}"))
    return document


async def test_long_sections_are_folded_and_unfold_on_enter(opened):
    async with opened(many()) as pilot:
        rows = pilot.app.screen.query_one(RowList)
        assert "Overskredet  15" in frame(pilot.app)
        assert "Ting 14" not in frame(pilot.app)
        assert rows.select("more.overdue")
        hidden = [row.key for row in rows.rows if row.key.startswith("action:")]
        await press(pilot, "enter")
        assert "more.overdue" not in [row.key for row in rows.rows]
        assert rows.key.startswith("action:late")
        assert rows.key not in hidden


async def test_what_has_stalled_is_told_once(opened):
    document = many(1)
    document = changed(document, document.get(Action, "late0"), postponed=3)
    silent = {"measure": "Sat i bero", "owner": "s-p1", "postponed": 2}
    document = done(document, AddRecord(Action.kind, silent, "s1"))
    async with opened(document) as pilot:
        shown = frame(pilot.app)
        assert "Gået i stå  2, 1 af dem står ovenfor" in shown
        assert "udskudt 2 gange +1" in shown
        assert shown.count("Ting 0") == 1


async def test_the_checklist_is_for_actions_and_goals(opened):
    async with opened(program.example()) as pilot:
        await press(pilot, "c")
        assert "Tjeklisten er til en handling eller et mål" in frame(pilot.app)


async def test_goals_lead_to_the_goals(opened):
    async with opened(program.example()) as pilot:
        await press(pilot, "down", "enter")
        assert pilot.app.screen.query_one(RowList).key.startswith("goal:")


async def test_a_goal_without_actions_has_none_done_of_none(opened):
    document = done(blank(), AddRecord("goal", {"title": "Ro", "year": 2026}, "g"))
    async with opened(document) as pilot:
        assert "Mål                ingen handlinger endnu, 0 af 1 mål nået" in frame(pilot.app)


async def test_the_agreed_days_of_the_next_meetings_stand_on_top_until_they_are_held(opened):
    discussion = {"held_on": NOW.date().replace(month=1), "state": "approved"}
    document = done(
        blank(),
        AddRecord("discussion", {**discussion, "year": 2026, "next_on": NOW.date()}, "d"),
        AddRecord(
            "status_meeting", {**discussion, "next_on": NOW.date().replace(day=20)}, "s"
        ),
    )  # fmt: skip
    async with opened(document) as pilot:
        shown = frame(pilot.app)
        assert "Årlig drøftelse    aftalt tirsdag 24.11.2026, i dag" in shown
        assert "! Statusmøde         aftalt fredag 20.11.2026, 4 dage forsinket" in shown
        assert "Overskredet  1, 1 af dem står ovenfor" in shown
        prepared = AddRecord("discussion", {"year": 2027}, "next")
        await pilot.app.session.run(prepared)
        await rest(pilot)
        assert "aftalt tirsdag 24.11.2026, i dag" in frame(pilot.app)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "forberedt, ingen dato endnu"),
        ({"held_on": NOW.date().replace(day=30)}, "mandag 30.11.2026, om 6 dage"),
    ],
)
async def test_a_discussion_being_prepared(opened, values, said):
    from support.documents import with_discussion

    document = with_discussion(blank(), started=False)
    document = changed(document, document.resolve("discussion:d2026"), **values)
    async with opened(document) as pilot:
        assert said in frame(pilot.app)
        assert "næste årlige drøftelse" not in frame(pilot.app)


async def test_a_discussion_under_way_is_not_late(opened):
    from support.documents import with_discussion

    async with opened(with_discussion(blank())) as pilot:
        assert "i gang, ikke godkendt endnu" in frame(pilot.app)


async def test_what_is_too_old_is_listed_and_opened(opened):
    document = blank()
    person = document.resolve("person:s-p3")
    document = changed(document, person, left_on=NOW.date().replace(year=2019))
    async with opened(document) as pilot:
        rows = pilot.app.screen.query_one(RowList)
        assert rows.select("expired")
        await press(pilot, "enter")
        assert "mere end 5 år siden" in frame(pilot.app)
        assert "Jonas Lind" in frame(pilot.app)
        assert "Enter gå dertil  Esc tilbage" in frame(pilot.app)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RecordCard)


async def test_an_arrow_key_sends_little(opened):
    """Two lines differ, and where in the list one is; the rest is not drawn again."""
    async with opened(program.example()) as pilot:
        rows = pilot.app.screen.query_one(RowList)
        drawn = []
        plain = rows.refresh
        rows.refresh = lambda *regions, **more: (
            drawn.extend(regions or ["all"]),
            plain(*regions, **more),
        )
        for _turn in range(5):
            drawn.clear()
            await press(pilot, "down")
            assert len(drawn) <= 3
            assert sum(region.area for region in drawn) < 2 * 80


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("action", {"measure": "Skærm", "follow_up": NOW.date().replace(day=1)}, "follow_up"),
        ("action", {"measure": "Skærm", "due": NOW.date().replace(month=1)}, "due"),
        ("goal", {"title": "Ro", "due": NOW.date().replace(month=1)}, "due"),
        ("idea", {"text": "Lys", "next_on": NOW.date().replace(day=1)}, "next_on"),
        (
            "condition",
            {"title": "Støj", "assessed_on": NOW.date().replace(year=2020)},
            "assessed_on",
        ),
    ],
)
async def test_what_is_overdue_leads_to_the_field_that_mends_it_and_back(
    opened, kind, values, field
):
    document = done(blank(), AddRecord(kind, values, "late"))
    async with opened(document) as pilot:
        rows = pilot.app.screen.query_one(RowList)
        (row,) = [row.key for row in rows.rows if row.key.startswith(f"{kind}:late.")]
        assert rows.select(row)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RecordCard)
        assert pilot.app.screen.query_one(RowList).key == field
        await press(pilot, "escape")
        assert rows.key == row
