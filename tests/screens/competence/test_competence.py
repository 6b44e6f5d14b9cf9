"""Part 6 by keyboard: the matrix, from gap to action."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rich.cells import cell_len
from support.competence import BENT, JONAS, KAREN, big, planned
from support.documents import blank, done, vicious
from support.frames import frame
from support.keyboard import opens, press, rest
from support.meetings import NOON

from data.commands.competence import ChooseFocus, SetLevel
from data.edits.edits import Author
from data.edits.records import AddRecord, SetField
from data.facts.competence import matrix
from data.i18n import set_language
from data.model.choices import ActionStatus, DevelopmentForm, NeedForm
from data.model.competence import Challenge, Development, FocusArea
from data.model.plan import Action
from data.model.wheel import Activity
from data.store.store import Store
from screens.competence.net import NetSheet
from screens.competence.screen import CompetenceScreen
from screens.drawing.glyphs import use
from screens.keys.read_only import shut_out
from screens.keys.tables import tables
from screens.widgets.bars import StatusLine

TODAY = NOON.date()


opened = opens(CompetenceScreen, planned)


def view(pilot):
    return matrix(pilot.app.session.document, TODAY)


def levels(pilot, need):
    return view(pilot).row(need).levels


def grid(pilot):
    return pilot.app.screen.pane.grid


def at(pilot):
    return grid(pilot).reference


def said(pilot):
    return pilot.app.screen.query_one(StatusLine).news


# -- the matrix ------------------------------------------------------------------------------


async def test_the_matrix_at_80x24(opened):
    async with opened() as pilot:
        shown = frame(pilot.app)
        assert "3 af 4 behov dækket · 75 % · 1 mangler · 1 sårbar" in shown
        lines = shown.split("\n")
        assert next(line for line in lines if "Bent" in line).split() == [
            "Behov", "krav", "Bent", "Jonas", "Karen",
        ]  # fmt: skip
        gap = next(line for line in lines if "Ret til at gribe ind" in line)
        assert " ".join(gap.split()) == "× Ret til at gribe ind 3 · · 2 0 Mangler"
        weak = next(line for line in lines if "Svær samtale" in line)
        assert weak.split()[0] == "▲"
        assert weak.endswith("1 Sårbar")
        assert "F1 Stress" in shown
        assert next(line for line in lines if "Dækkede behov" in line).split() == [
            "Dækkede", "behov", "2", "1", "2",
        ]  # fmt: skip


async def test_a_level_is_typed_and_gaps_are_counted_at_once(opened):
    async with opened() as pilot:
        await press(pilot, "down", "down", "down", "right", "3")
        assert levels(pilot, "n2") == (3, 0, 2)
        shown = frame(pilot.app)
        assert "4 af 4 behov dækket · 100 % · 2 sårbare" in shown
        assert "Bent Olsen" in shown
        assert "F1 Stress   100 % · 2 sårbare" in shown
        await press(pilot, "right", "right", "3", "left", "1")
        assert levels(pilot, "n2") == (3, 1, 3)
        await press(pilot, "0", "u")
        assert levels(pilot, "n2") == (3, 1, 3)


async def test_digits_set_levels_in_the_cells_and_nowhere_else(opened):
    async with opened() as pilot:
        await press(pilot, "down", "down", "down")
        assert not grid(pilot).check_action("level", (1,))
        await press(pilot, "1", "2")
        assert levels(pilot, "n2") == (0, 0, 2)
        await press(pilot, "right")
        assert grid(pilot).check_action("level", (1,))
        assert "0 slet ikke  1 lidt  2 kan selv  3 kan lære fra sig" in frame(pilot.app)
        await press(pilot, "escape")
        assert not grid(pilot).check_action("level", (1,))
        assert "0 slet ikke" not in frame(pilot.app)
        await press(pilot, "right", "left", "2")
        assert levels(pilot, "n2") == (0, 0, 2)


async def test_in_the_cells_the_cursor_stops_at_needs_only(opened):
    async with opened() as pilot:
        await press(pilot, "right")
        found = [at(pilot)]
        for _step in range(4):
            await press(pilot, "down")
            found.append(at(pilot))
        assert found == ["need:n1", "need:n2", "need:n3", "need:n4", "need:n4"]
        await press(pilot, "escape", "up")
        assert at(pilot) == "task:t3"


async def test_rows_are_written_line_after_line(opened):
    async with opened(blank()) as pilot:
        await press(pilot, "escape")
        assert "Ingen fokusområder endnu" in frame(pilot.app)
        await press(pilot, "a", "1", " Stress", "enter", " Støj", "enter", "escape")
        await press(pilot, "k", "a", "1", " Se tegn", "enter", " Tale om det", "enter", "escape")
        await press(pilot, "k", "a", "1", " f: lytte 3")
        assert "lytte, færdighed, niveau 3" in frame(pilot.app)
        await press(pilot, "enter", " Tegn på stress", "enter", "escape")
        stress, noise = view(pilot).focuses
        assert (stress.focus.title, noise.focus.title) == ("Stress", "Støj")
        assert [t.task.title for t in stress.tasks] == ["Se tegn", "Tale om det"]
        rows = [(r.need.title, r.need.form, r.need.level) for r in stress.rows]
        assert rows == [("lytte", NeedForm.SKILL, 3), ("Tegn på stress", NeedForm.KNOWLEDGE, 2)]
        assert at(pilot).startswith("need:")


async def test_rows_are_moved_changed_and_deleted(opened):
    async with opened() as pilot:
        await press(pilot, "down", "down", "J")
        assert [r.need.id for r in view(pilot).rows][:2] == ["n2", "n1"]
        assert at(pilot) == "need:n1"
        await press(pilot, "K", "K")
        assert "ikke flyttes længere" in said(pilot)
        await press(pilot, "t", "3")
        assert view(pilot).row("n1").need.level == 3
        await press(pilot, "T", "5")
        assert view(pilot).row("n1").need.form is NeedForm.TIME
        await press(pilot, "D")
        assert view(pilot).row("n1") is None
        await press(pilot, "u")
        assert levels(pilot, "n1") == (3, 0, 2)


async def test_filters_by_gaps_person_and_focus_area(opened):
    async with opened() as pilot:
        await press(pilot, "f", "2")
        shown = frame(pilot.app)
        assert "Tegn på stress" not in shown
        assert "kun mangler" in shown
        await press(pilot, "f", "1", "f", "3")
        await press(pilot, *"jonas", "enter")
        assert [one.id for one in grid(pilot).matrix.members] == [JONAS]
        await press(pilot, "f", "1", "f", "4")
        await press(pilot, *"støj", "enter")
        assert [f.focus.id for f in grid(pilot).matrix.focuses] == ["f2"]


async def test_what_is_typed_after_slash_narrows_the_rows(opened):
    async with opened() as pilot:
        await press(pilot, "slash", *"samtale", "enter", "right", "right", "3")
        assert at(pilot) == "need:n3"
        assert levels(pilot, "n3") == (0, 3, 0)
        await press(pilot, "escape")
        assert grid(pilot).in_cells
        await press(pilot, "escape")
        assert not grid(pilot).in_cells


async def test_a_member_is_added_from_the_keyboard(opened):
    async with opened() as pilot:
        await press(pilot, "a", "4", " Anne Vang", "enter", "space", "enter")
        assert "Anne Vang er" in said(pilot)
        assert grid(pilot).matrix.members[0].name == "Anne Vang"


async def test_a_column_is_moved_with_the_cursor(opened):
    async with opened() as pilot:
        await press(pilot, "right", "L")
        assert [one.id for one in grid(pilot).matrix.members] == [JONAS, BENT, KAREN]
        assert grid(pilot).person.id == BENT
        await press(pilot, "u")
        assert [one.id for one in grid(pilot).matrix.members] == [BENT, JONAS, KAREN]


async def test_a_colleagues_level_shows_and_leaves_the_cursor_alone(opened):
    async with opened() as pilot:
        await press(pilot, "down", "down", "right", "right")
        other = Store(pilot.app.session.store.path)
        other.load()
        author = Author("Jonas", NOON)
        other.run(AddRecord("need", {"task": "t1", "title": "Nyt", "position": 1}), author)
        other.run(SetLevel("n1", JONAS, 3), author)
        await pilot.app.session.poll()
        await rest(pilot)
        assert levels(pilot, "n1") == (3, 3, 2)
        assert (at(pilot), grid(pilot).column) == ("need:n1", 1)
        assert "Nyt" in frame(pilot.app)


async def test_many_members_scroll_sideways_below_frozen_headings(opened):
    async with opened(big()) as pilot:
        await press(pilot, "right", *["right"] * 19)
        shown = frame(pilot.app)
        assert "M2" in shown
        assert grid(pilot).column == 19
        assert "Behov" in shown
        assert all(len(line) <= 80 for line in shown.split("\n"))
        before = next(line for line in shown.split("\n") if "Behov 1:" in line)[:26]
        await press(pilot, *["left"] * 19)
        after = next(line for line in frame(pilot.app).split("\n") if "Behov 1:" in line)[:26]
        assert before == after


# -- from gap to action ----------------------------------------------------------------------


async def test_from_gap_to_action_in_three_keys(opened):
    async with opened() as pilot:
        await press(pilot, "down", "down", "down", "right")
        await press(pilot, "h", "2", "enter")
        document = pilot.app.session.document
        (one,) = document.all(Development)
        (action,) = document.all(Action)
        (activity,) = document.all(Activity)
        assert (one.need, one.person, one.form, one.hours) == ("n2", BENT, DevelopmentForm.PEER, 4)
        assert action.measure == "Læring hos en kollega: Ret til at gribe ind"
        assert action.owner == BENT
        assert (activity.day, activity.action) == (action.due, action.id)
        assert activity.day > TODAY
        assert "står i handleplanen og i årshjulet" in said(pilot)
        assert "0 Mangler →" in frame(pilot.app)
        await press(pilot, "u")
        assert pilot.app.session.document.all(Action) == ()


async def test_on_the_row_the_nearest_member_is_suggested_and_all_can_be_changed(opened):
    async with opened() as pilot:
        await press(pilot, "down", "down", "down", "h", "1")
        assert "Person: Karen Holm" in frame(pilot.app)
        await press(pilot, "3")
        await press(pilot, "backspace", "backspace", " 12", "enter")
        await press(pilot, "2")
        await press(pilot, *"jonas", "enter")
        await press(pilot, "enter")
        (one,) = pilot.app.session.document.all(Development)
        assert (one.person, one.hours, one.form) == (JONAS, 12, DevelopmentForm.COURSE)


async def test_leaving_the_question_agrees_on_nothing(opened):
    async with opened() as pilot:
        await press(pilot, "h")
        assert "Sæt markøren på det behov" in said(pilot)
        await press(pilot, "down", "down", "h", "1", "escape")
        assert pilot.app.session.document.all(Action) == ()


async def test_an_action_done_elsewhere_asks_for_the_level(opened):
    document = done(
        planned(),
        AddRecord("action", {"measure": "Kursus", "status": "done"}, "a1"),
        AddRecord("development", {"need": "n2", "person": KAREN, "action": "a1"}, "d1"),
    )
    async with opened(document) as pilot:
        assert "1 udvikling er udført: er niveauet steget? x" in frame(pilot.app)
        await press(pilot, "x")
        assert "Karen Holm og Ret til at gribe ind" in frame(pilot.app)
        await press(pilot, "enter")
        assert levels(pilot, "n2") == (0, 0, 3)
        assert "er udført" not in frame(pilot.app)


async def test_development_under_way_is_finished_at_its_need(opened):
    async with opened() as pilot:
        await press(pilot, "down", "down", "down", "h", "1", "enter", "x", "3")
        document = pilot.app.session.document
        assert document.all(Action)[0].status is ActionStatus.DONE
        assert levels(pilot, "n2") == (0, 0, 3)
        await press(pilot, "x")
        assert "Ingen udvikling er i gang her" in said(pilot)


# -- the net ---------------------------------------------------------------------------------


async def test_the_net_has_the_cursor_of_the_matrix(opened):
    async with opened() as pilot:
        await press(pilot, "down", "down", "down", "v")
        shown = frame(pilot.app)
        assert "Stress 66 %" in shown
        assert "× Ret til at" in shown
        assert "Se tegn" in shown
        assert "✓ Dækket   ▲ Sårbar   × Mangler" not in shown
        assert "× Mangler" in shown
        pane = pilot.app.screen.pane
        assert pane.reference == "need:n2"
        await press(pilot, "left")
        assert pane.reference == "task:t1"
        assert "✓ Dækket   ▲ Sårbar   × Mangler" in frame(pilot.app)
        await press(pilot, "left")
        assert pane.reference == "focus_area:f1"
        await press(pilot, "down")
        assert pane.reference == "focus_area:f2"
        assert "Støj 100 %" in frame(pilot.app)
        await press(pilot, "right", "right", "v", "escape")
        assert at(pilot) == "need:n4"


async def test_a_gap_is_closed_from_the_net(opened):
    async with opened() as pilot:
        await press(pilot, "down", "down", "down", "v", "h", "1", "enter")
        (one,) = pilot.app.session.document.all(Development)
        assert (one.need, one.person) == ("n2", KAREN)


async def test_the_coverage_picture_beside_the_net_or_in_its_place(opened):
    async with opened() as pilot:
        await press(pilot, "v", "z")
        shown = frame(pilot.app)
        assert "Dækning" in shown
        assert "1 Se tegn tidligt" in shown
        assert " 83 %" in shown
        await press(pilot, "z")
        assert "Dækning" not in frame(pilot.app)
    async with opened(big(), size=(120, 40)) as pilot:
        await press(pilot, "v")
        shown = frame(pilot.app)
        assert "Dækning" in shown
        assert any("\u2801" <= letter <= "\u28ff" for letter in shown)


async def test_without_unicode_the_net_is_drawn_in_ascii(opened):
    use(unicode=False)
    try:
        async with opened(big(), size=(120, 40)) as pilot:
            await press(pilot, "v")
            shown = frame(pilot.app)
            assert max(shown) < "\u2000"
            assert "+-" in shown
    finally:
        use(unicode=True)


# -- the analysis ----------------------------------------------------------------------------


async def test_the_analysis_from_challenges_to_a_form_of_development(opened):
    document = done(blank(), AddRecord("condition", {"title": "Støj i hallen"}, "v1"))
    async with opened(document) as pilot:
        assert "Hvad er svært i jeres arbejdsmiljø" in frame(pilot.app)
        await press(pilot, "a", " Travlhed", "enter", " Vold", "enter", "escape")
        await press(pilot, "E", "1", "space", "enter")
        assert "1 udfordring hentet" in said(pilot)
        document = pilot.app.session.document
        assert [one.text for one in document.all(Challenge)] == [
            "Travlhed", "Vold", "Støj i hallen",
        ]  # fmt: skip
        await press(pilot, "right", "home", "plus", "plus", "space")
        assert "Travlhed er nu et fokusområde" in said(pilot)
        assert "[x] Travlhed" in frame(pilot.app)
        assert "vægt 2" in frame(pilot.app)
        await press(pilot, "right", "enter")
        await press(pilot, *"karen", "enter")
        await press(pilot, "enter", " To timer om ugen", "enter")
        (area,) = pilot.app.session.document.all(FocusArea)
        assert (area.backed_by, area.backed_on, area.backing) == (
            "Karen Holm", TODAY, "To timer om ugen",
        )  # fmt: skip
        await press(pilot, "right", "enter", "down", "space", "enter", "1")
        (area,) = pilot.app.session.document.all(FocusArea)
        assert area.form is DevelopmentForm.PEER
        assert "Analysen er færdig" in frame(pilot.app)
        await press(pilot, "right")
        assert "F1 Travlhed" in frame(pilot.app)


async def test_the_analysis_goes_on_where_it_was_left(opened):
    document = done(blank(), AddRecord("challenge", {"text": "Travlhed"}, "c1"))
    async with opened(document) as pilot:
        assert "[2. Fokus]" in frame(pilot.app)
        await press(pilot, "space", "escape", "v", "v")
        assert "[3. Opbakning]" in frame(pilot.app)
        await press(pilot, "left", "space")
        assert "Ikke længere et fokusområde" in said(pilot)
        await press(pilot, "left", "D")
        assert pilot.app.session.document.all(Challenge) == ()


async def test_a_focus_area_that_was_deleted_can_be_chosen_again(opened):
    document = done(
        blank(), AddRecord("challenge", {"text": "Travlhed"}, "c1"), ChooseFocus("c1", id="f1")
    )
    async with opened(document) as pilot:
        await press(pilot, "D", "v")
        assert "[ ] Travlhed" in frame(pilot.app)
        await press(pilot, "space")
        assert [one.title for one in pilot.app.session.document.all(FocusArea)] == ["Travlhed"]


async def test_what_is_written_down_is_shown_whatever_was_filtered(opened):
    async with opened() as pilot:
        await press(pilot, "f", "2", "a", "2", " Ny opgave", "enter", "escape")
        assert "Ny opgave" in frame(pilot.app)


async def test_the_ready_example_is_offered(opened):
    async with opened(blank()) as pilot:
        await press(pilot, "E", "2", "1")
        assert len(view(pilot).rows) > 10
        assert len(view(pilot).focuses) == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 10)])
async def test_every_view_fits_whatever_is_in_it(opened, size):
    for document in (vicious(), big()):
        async with opened(document, size=size) as pilot:
            for _view in range(3):
                assert all(cell_len(row) <= size[0] for row in frame(pilot.app).split("\n"))
                await press(pilot, "down", "right", "v")


async def test_hostile_text_stays_text(opened):
    async with opened(vicious()) as pilot:
        await press(pilot, *["down"] * 6, "right", "3", "escape")
        shown = frame(pilot.app)
        assert "[/b]" in shown or "[" in shown
        assert "\x1b" not in shown


# -- what it looks like ----------------------------------------------------------------------

FRAMES = Path(__file__).parents[1] / "frames"


@pytest.mark.parametrize(
    ("name", "language", "size", "keys"),
    [
        ("matrix-da-80", "da", (80, 24), ["down", "down", "down"]),
        ("matrix-en-120", "en", (120, 40), ["down", "down", "down", "right"]),
        ("net-da-80", "da", (80, 24), ["down", "down", "down", "v"]),
        ("net-en-120", "en", (120, 40), ["v"]),
        ("analysis-da-80", "da", (80, 24), ["v", "v"]),
    ],
)
async def test_frames(opened, name, language, size, keys):
    """The view alone: the lines around it belong to every part."""
    set_language(language)
    async with opened(size=size) as pilot:
        await press(pilot, *keys)
        [rest.come_to_rest() for rest in tuple(pilot.app.type_ahead.waiting_draws)]
        await rest(pilot)
        shown = "\n".join(frame(pilot.app).split("\n")[1:-3]) + "\n"
    path = FRAMES / f"competence-{name}.txt"
    if os.environ.get("AMIS_FRAMES") == "write":
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


async def test_focus_areas_follow_one_another_in_the_net_from_anywhere(opened):
    async with opened() as pilot:
        await press(pilot, "v", "right")
        assert "fokus 1/2: PgUp PgDn" in frame(pilot.app)
        await press(pilot, "pagedown")
        shown = frame(pilot.app)
        assert "fokus 2/2" in shown
        await press(pilot, "pagedown")
        assert "Det er det sidste fokusområde." in frame(pilot.app)
        await press(pilot, "pageup", "pageup")
        assert "Det er det første fokusområde." in frame(pilot.app)


async def test_each_step_of_the_analysis_names_its_own_keys(opened):
    async with opened(blank(), size=(120, 40)) as pilot:
        bar = lambda: frame(pilot.app).splitlines()[-1]  # noqa: E731
        assert "a nyt her" in bar()
        assert "tungere" not in bar()
        await press(pilot, "a", " Støj", "enter", "escape", "right")
        assert "+ tungere" in bar()
        await press(pilot, "right")
        assert "tungere" not in bar()


async def test_what_is_empty_says_what_comes_next(opened):
    async with opened(done(blank(), AddRecord(FocusArea.kind, {"title": "Orden"}))) as pilot:
        assert "a skriv de opgaver, der hører til" in frame(pilot.app)
        await press(pilot, "a", "1", " Rydde op", "enter", "escape")
        assert "a skriv, hvad opgaven kræver" in frame(pilot.app)


async def test_what_the_plan_is_narrowed_to_is_never_cut_for_the_figures(opened):
    async with opened(size=(60, 20)) as pilot:
        await press(pilot, "f", "2", "f", "3", "enter")
        assert f"kun mangler · {grid(pilot).matrix.members[0].name}" in frame(pilot.app)
        await press(pilot, "f")
        assert "slået til; igen: fra" in frame(pilot.app)


async def test_who_may_only_look_sees_all_of_the_plan(opened):
    async with opened() as pilot:
        pilot.app.session.only_looks = "nothing may be changed"
        screen = pilot.app.screen
        shut = shut_out(tables())
        for place in ("competence.net", "competence.cells", "competence", "competence.analysis"):
            moves = {"go('up')", "right", "left", "other(True)", "step(1)", "change_view",
                     "choose_shown", "show_coverage", "write_plan", "open", "middle"}  # fmt: skip
            assert not shut & {key.action for key in tables()[place]} & moves
        assert {"level(2)", "develop", "move_row(True)", "finish"} <= shut
        await press(pilot, "l")
        assert "KOMPETENCEPLAN" in frame(pilot.app)
        assert pilot.app.screen is not screen


async def test_the_net_cuts_no_name_while_there_is_room(opened):
    long = "Kende kommunens retningslinje og vores egne aftaler"
    document = done(planned(), SetField("need", "n1", "title", long))
    async with opened(document, size=(120, 40)) as pilot:
        await press(pilot, "v")
        net = " ".join(pilot.app.screen.query_one(NetSheet)._picture.boxes["need:n1"].text)
        assert net.endswith(long)
    async with opened(document, size=(80, 18)) as pilot:
        await press(pilot, "v")
        picture = pilot.app.screen.query_one(NetSheet)._picture
        assert picture.height <= pilot.app.screen.query_one(NetSheet).size.height
