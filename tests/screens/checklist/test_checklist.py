"""The checklist by keyboard: why it stalled, eleven keys, what is missing, the next step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.checklist import gone_through, stuck
from support.documents import blank
from support.frames import frame
from support.hostile import HOSTILE
from support.keyboard import opens, press, rest
from support.meetings import NOON

from data.content.reader import CONTENT
from data.edits.records import DeleteRecord
from data.i18n import set_language
from data.model.checklist import ChecklistAnswer, ChecklistRun
from data.model.plan import Action
from screens.checklist.screen import ChecklistScreen
from screens.dialogs.page import MarkdownPage
from screens.shared.card import RecordCard

TODAY = NOON.date()


opened = opens(ChecklistScreen)


def every(pilot, cls):
    return pilot.app.session.document.all(cls)


async def test_it_says_what_has_stalled_and_why(opened):
    async with opened(stuck(measure="Støjskærm")) as pilot:
        shown = frame(pilot.app)
    assert "Gået i stå  1" in shown
    assert "H1   Støjskærm" in shown
    assert "Fristen er udskudt 2 gange." in shown
    assert "Der er ikke sket noget i" in shown
    assert "Rekonstruktion" in shown


async def test_nothing_has_stalled(opened):
    async with opened(blank()) as pilot:
        assert "Intet er gået i stå" in frame(pilot.app)
        await press(pilot, "c")
        assert "hverken handling eller mål" in frame(pilot.app)


async def test_eleven_keys_are_a_run(opened):
    async with opened(stuck(), "enter") as pilot:
        assert "punkt 1 af 11" in frame(pilot.app)
        await press(pilot, *"pmdppppppip")
        (run,) = every(pilot, ChecklistRun)
        assert run.held_on == TODAY
        assert run.again_on == TODAY + timedelta(42)
        assert len(every(pilot, ChecklistAnswer)) == 11
        shown = frame(pilot.app)
        assert "Mangler, det vigtigste først  2" in shown
        assert "1. Tid og ressourcer" in shown
        assert shown.index("1. Tid og ressourcer") < shown.index("2. Tovholder og roller")
        assert "AMIS spørger igen 5. januar 2027." in shown
        await press(pilot, "escape")
        assert "Gennemgået for nylig" in frame(pilot.app)


async def test_a_wrong_key_is_put_right(opened):
    async with opened(stuck(), "enter", "m", "left") as pilot:
        assert "✓ mangler" in frame(pilot.app)
        await press(pilot, "p")
        (answer,) = every(pilot, ChecklistAnswer)
        assert answer.answer == "in_place"


async def test_enter_passes_a_point_by(opened):
    async with opened(stuck(), "enter", "enter") as pilot:
        assert "punkt 2 af 11" in frame(pilot.app)
        assert every(pilot, ChecklistRun) == ()


async def test_a_note_stands_with_its_point(opened):
    async with opened(stuck(), "enter", "n", " Ingen timer", "enter") as pilot:
        assert "Bemærkning: Ingen timer" in frame(pilot.app)
        assert "helbred" not in frame(pilot.app)
        await press(pilot, "m")
        (answer,) = every(pilot, ChecklistAnswer)
        assert (answer.remark, answer.answer) == ("Ingen timer", "missing")


async def test_what_is_missing_becomes_a_step_on_the_plan(opened):
    document = gone_through(stuck(topic="støj"), "pmppppppppp", day=TODAY)
    async with opened(document, "c", " støj", "enter") as pilot:
        assert "1. Tid og ressourcer" in frame(pilot.app)
        await press(pilot, "h")
        assert "Gør indsatsen mindre" in frame(pilot.app)
        await press(pilot, "enter", "enter", "enter")
        step = next(a for a in every(pilot, Action) if a.step_of == "a")
        assert (step.owner, step.due) == ("s-p1", TODAY + timedelta(14))
        assert step.topic == "støj"
        assert step.measure == step.measure.rstrip(".")
        assert "→ H2 Gør indsatsen mindre" in frame(pilot.app)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RecordCard)
        await press(pilot, "escape", "u")
        assert [a.id for a in every(pilot, Action)] == ["a"]


async def test_every_answer_is_in_sight_on_a_narrow_screen(opened):
    async with opened(stuck(), "enter", size=(60, 20)) as pilot:
        shown = frame(pilot.app)
        for answer in ("p  på plads", "d  delvist på plads", "m  mangler", "i  ikke relevant"):
            assert answer in shown
        await pilot.resize_terminal(80, 24)
        await rest(pilot)
        (line,) = (each for each in frame(pilot.app).split("\n") if "p  på plads" in each)
        assert "ikke relevant" in line


async def test_a_broken_list_is_seen_to_be_mended_by_coming_back(opened):
    async with opened(stuck()) as pilot:
        own = pilot.app.session.store.path.with_name("checklist.toml")
        own.write_text('title = "Vores', encoding="utf-8")
        pilot.app.push_screen(MarkdownPage("# x\n"))
        await rest(pilot)
        await press(pilot, "escape")
        assert "checklist.toml er ikke en TOML-fil" in frame(pilot.app)
        own.unlink()
        pilot.app.push_screen(MarkdownPage("# x\n"))
        await rest(pilot)
        await press(pilot, "escape")
        assert "TOML" not in frame(pilot.app)


async def test_who_and_when_may_be_written_in_the_line(opened):
    document = gone_through(stuck(), "pmppppppppp", day=TODAY)
    keys = "c", " støj", "enter", "h", *["ctrl+u"] * 2, " Spørg kontoret ansvar:jonas frist:1/12"
    async with opened(document, *keys, "enter") as pilot:
        step = next(a for a in every(pilot, Action) if a.step_of == "a")
        assert step.measure.endswith("Spørg kontoret")
        assert (step.owner, step.due.isoformat()) == ("s-p3", "2026-12-01")


async def test_leaving_a_question_makes_nothing(opened):
    document = gone_through(stuck(), "pmppppppppp", day=TODAY)
    async with opened(document, "c", " støj", "enter", "h", "enter", "escape") as pilot:
        assert [a.id for a in every(pilot, Action)] == ["a"]


async def test_it_compares_with_the_run_before(opened):
    document = gone_through(stuck(), "mmppppppppp")
    async with opened(document, "enter", *"pmmpppppppp") as pilot:
        shown = frame(pilot.app)
        assert "Siden 1. september 2026" in shown
        assert "Bedre: Aktiv ledelse" in shown
        assert "Værre: Tovholder og roller" in shown
        await press(pilot, "escape")
        assert "Gennemgået indtil nu  2" in frame(pilot.app)


async def test_a_run_half_done_goes_on_where_it_was_left(opened):
    document = gone_through(stuck(), "ppp")
    async with opened(document, "c", " støj", "enter") as pilot:
        assert "punkt 4 af 11" in frame(pilot.app)
        await press(pilot, *"pppppp", "right", "right")
        assert "2 punkter er ikke besvaret" in frame(pilot.app)
        await press(pilot, "left")
        assert "punkt 10 af 11" in frame(pilot.app)


async def test_a_run_can_be_read_written_and_deleted(opened, tmp_path):
    document = gone_through(stuck(), "pmppppppppp", day=TODAY)
    async with opened(document, "c", " støj", "enter", "l", "1") as pilot:
        assert isinstance(pilot.app.screen, MarkdownPage)
        await press(pilot, "escape", "l", "2")
        (written,) = (tmp_path / "export").iterdir()
        assert written.name.startswith("tjekliste-2026-11-24-t1")
        assert "# Tjekliste T1" in written.read_text()
        await press(pilot, "D")
        assert every(pilot, ChecklistRun) == ()
        assert "Gået i stå  1" in frame(pilot.app)
        await press(pilot, "u")
        assert len(every(pilot, ChecklistRun)) == 1


async def test_a_colleague_deletes_what_is_gone_through(opened):
    async with opened(stuck(), "enter", "p") as pilot:
        await pilot.app.session.run(DeleteRecord("action", "a"))
        await rest(pilot)
        assert "Intet er gået i stå" in frame(pilot.app)


async def test_a_wrong_list_is_told_of_and_ours_is_asked(opened, tmp_path):
    (tmp_path / "checklist.toml").write_text("version = ")
    async with opened(stuck()) as pilot:
        shown = frame(pilot.app)
        assert "checklist.toml er ikke en TOML-fil" in shown
        await press(pilot, "enter")
        assert "punkt 1 af 11" in frame(pilot.app)


async def test_an_own_list_is_asked(opened, tmp_path):
    ours = (CONTENT / "da" / "checklist.toml").read_text()
    (tmp_path / "checklist.toml").write_text(ours.replace("Aktiv ledelse", "Chefen er med"))
    async with opened(stuck(), "enter") as pilot:
        assert "1  Chefen er med" in frame(pilot.app)


async def test_a_note_half_written_waits(opened):
    async with opened(stuck()) as pilot:
        pilot.app.desk.drafts.save("action:a/checklist/active_management", "Ingen ti")
        await press(pilot, "enter")
        assert "n: " in frame(pilot.app).splitlines()[-2].lower()
        await press(pilot, "n", "m", "e", "r", "enter")
        (answer,) = every(pilot, ChecklistAnswer)
        assert answer.remark == "Ingen timer"


@pytest.mark.parametrize("text", HOSTILE[:6])
async def test_text_is_only_text(opened, text):
    document = gone_through(stuck(measure=text), "pmp", remarks={1: text})
    async with opened(document, size=(100, 30)) as pilot:
        await press(pilot, "c", "enter", "left", "left")
        assert not set(frame(pilot.app)) & {"\x1b", "\x07", "\r"}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["da", "en"])
async def test_no_line_is_cut_in_any_size(opened, size, language):
    set_language(language)
    document = gone_through(stuck(), "pmdmppppppp", day=TODAY)
    async with opened(document, "c", " støj", "enter", size=size) as pilot:
        lines = frame(pilot.app).splitlines()
        assert len(lines) == size[1]
        assert all(len(line) <= size[0] for line in lines)
