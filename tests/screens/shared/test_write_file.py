"""Where a file is to lie is asked before it is written; what the disk says leads back to that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.documents import blank
from support.floors import LEFT, desk_on

from data.own.export_place import ExportPlace
from screens.dialogs.confirm import ConfirmPrompt
from screens.frame.desk import no_opener
from screens.shared.forms import write_file


@pytest.fixture
def at_desk(tmp_path):
    home = tmp_path / "home"
    (home / "Dokumenter").mkdir(parents=True)
    place = ExportPlace({"HOME": str(home)})

    def make(*answers, **options):
        return desk_on(blank(), tmp_path, *answers, export_place=lambda: place, **options)

    make.home = home
    return make


def proposed(prompt):
    return prompt.text


async def test_the_proposed_place_is_taken_with_enter(at_desk):
    desk = at_desk(proposed)
    await write_file(desk, "referat.md", "# Referat\n")
    file = at_desk.home / "Dokumenter" / "referat.md"
    assert file.read_text() == "# Referat\n"
    assert str(file) in desk.floor.said[-1]
    assert not desk.export_folder.exists()


async def test_nothing_is_written_where_the_question_is_left(at_desk):
    await write_file(at_desk(LEFT), "referat.md", "x")
    assert list((at_desk.home / "Dokumenter").iterdir()) == []


async def test_another_folder_is_made_when_asked_and_proposed_next_time(at_desk):
    desk = at_desk("~/Referater/2026.md", True, proposed)
    await write_file(desk, "referat.md", "x")
    await write_file(desk, "plan.md", "y")
    assert sorted(p.name for p in (at_desk.home / "Referater").iterdir()) == ["2026.md", "plan.md"]


async def test_a_folder_that_is_not_to_be_made_is_asked_for_again(at_desk):
    desk = at_desk("~/Refrater/r.md", False, LEFT)
    await write_file(desk, "referat.md", "x")
    assert desk.floor.asked[-1].text == "~/Refrater/r.md"
    assert not (at_desk.home / "Refrater").exists()


async def test_a_folder_that_cannot_be_written_in_leads_to_another_one(at_desk):
    desk = at_desk("/proc/referat.md", "~/referat.md")
    await write_file(desk, "referat.md", "x")
    assert "blev ikke skrevet" in desk.floor.asked[1].hint
    assert (at_desk.home / "referat.md").read_text() == "x"


async def test_a_file_that_is_there_is_replaced_only_when_asked(at_desk):
    desk = at_desk(proposed, proposed, False, proposed, True)
    for contents in ("first", "second", "third"):
        await write_file(desk, "referat.md", contents)
        kept = (at_desk.home / "Dokumenter" / "referat.md").read_text()
        assert kept == ("third" if contents == "third" else "first")
    assert isinstance(desk.floor.asked[2], ConfirmPrompt)


async def test_the_name_keeps_the_ending_of_what_is_in_it(at_desk):
    desk = at_desk(LEFT)
    await write_file(desk, "referat.md", "x")
    accept = desk.floor.asked[0].accept
    assert accept("~/referat.docx")
    assert accept("")
    assert not accept("~/referat.md")
    assert not accept("~/Dokumenter")


async def test_what_was_written_can_be_opened_where_there_is_a_screen(at_desk):
    opened = []
    opens = lambda: lambda path: opened.append(path) or len(opened) == 1  # noqa: E731
    desk = at_desk(proposed, "open", proposed, LEFT, proposed, "open", opener=opens)
    for name in ("en.md", "to.md", "tre.md"):
        await write_file(desk, name, "x")
    folder = at_desk.home / "Dokumenter"
    assert opened == [folder / "en.md", folder / "tre.md"]
    assert "tre.md" in desk.floor.alerts[0], "what could not be opened is said"
    assert len(desk.floor.alerts) == 1


async def test_the_path_is_copied_for_who_sits_elsewhere(at_desk):
    desk = at_desk(proposed, proposed, proposed, opener=None)
    await write_file(replace(desk, opener=no_opener), "her.md", "x")
    await write_file(replace(desk, restricted=True), "i-huset.md", "x")
    await write_file(desk, "der.md", "x")
    assert desk.floor.copied == [str(at_desk.home / "Dokumenter" / "der.md")]
    assert "udklipsholder" in desk.floor.said[-1]
    assert len(desk.floor.asked) == 3
