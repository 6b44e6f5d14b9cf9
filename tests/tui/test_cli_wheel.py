"""The year wheel at the command line: written in every form, for all and for one."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.calendars import events, on_days
from support.command_line import CommandLine

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def amis(tmp_path: Path) -> CommandLine:
    amis = CommandLine(tmp_path, language="da")
    amis.ok("new", "--name", "Værkstedet", "--employees", "12", "--empty")
    amis.ok("add", "A: Rundering dato:2026-04-14")
    amis.ok("add", "A: Brandøvelse dato:2026-09-09")
    return amis


def test_every_form(amis: CommandLine) -> None:
    assert "| 14/4 | 16 | Rundering |" in amis.ok("export", "wheel").out
    assert "<td>Rundering</td>" in amis.ok("export", "wheel", "--format", "html").out
    assert amis.ok("export", "wheel", "--format", "svg").out.startswith("<svg ")
    assert amis.ok("export", "wheel", "--format", "ics").out.startswith("BEGIN:VCALENDAR\r\n")


def test_the_year_asked_for(amis: CommandLine) -> None:
    told = amis.ok("export", "wheel", "--year", "2027").out
    assert "# Årshjul 2027" in told
    assert "Brandøvelse" not in told


def test_a_calendar_for_one_person_with_reminders(amis: CommandLine) -> None:
    assert "Ingen" in amis("export", "wheel", "--format", "ics", "--for", "Ingen").err
    text = amis.ok("export", "wheel", "--format", "ics", "--reminder", "7").out
    assert text.count("BEGIN:VALARM") == 2
    assert amis("export", "plan", "--reminder", "7").code == 2
    assert amis("export", "wheel", "--reminder", "x").code == 2


def test_exported_twice_with_a_move_between(amis: CommandLine) -> None:
    first = amis.ok("export", "wheel", "--format", "ics").out
    assert amis.ok("export", "wheel", "--format", "ics").out == first
    amis.ok("set", "A2", "day=2026-09-16")
    second = amis.ok("export", "wheel", "--format", "ics").out
    one, other = ({str(e["uid"]): e for e in events(text)} for text in (first, second))
    assert one.keys() == other.keys()
    moved = [uid for uid in one if one[uid]["sequence"] < other[uid]["sequence"]]
    assert [str(one[uid]["summary"]) for uid in moved] == ["Brandøvelse"]
    days = [day for day, *_rest in on_days(second, date(2026, 1, 1), date(2026, 12, 31))]
    assert days == [date(2026, 4, 14), date(2026, 9, 16)]


def test_what_was_deleted_is_withdrawn(amis: CommandLine) -> None:
    amis.ok("delete", "A2")
    text = amis.ok("export", "wheel", "--format", "ics").out
    assert "STATUS:CANCELLED" in text
    amis.ok("undo")
    assert "STATUS:CANCELLED" not in amis.ok("export", "wheel", "--format", "ics").out


def test_activities_are_listed_with_their_days(amis: CommandLine) -> None:
    lines = amis.ok("list", "activities").lines
    assert [line.split()[:2] for line in lines] == [["A1", "14.4.2026"], ["A2", "9.9.2026"]]


OUTLOOK = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Sommerfest\r\n"
    "DTSTART;VALUE=DATE:20260612\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_a_calendar_is_read_once_and_can_be_taken_back(amis: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "outlook.ics"
    file.write_text(OUTLOOK)
    told = amis.ok("import", str(file), "--dry-run").lines
    assert told == [
        "Nyt i hjulet:",
        "  12.6.2026  Sommerfest  [tages med]",
        "1 læst: 1 medtaget, 0 kendt i forvejen, 0 spurgt om, 0 udeladt.",
        "Intet er ændret.",
    ]
    amis.ok("import", str(file))
    assert "Er i AMIS i forvejen" in amis.ok("import", str(file)).out
    assert len(amis.ok("list", "activities").lines) == 3
    amis.ok("undo")
    assert len(amis.ok("list", "activities").lines) == 2


def test_what_can_be_chosen_is_answered_by_its_key(amis: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "outlook.ics"
    file.write_text(OUTLOOK)
    amis.ok("import", str(file))
    file.write_text(OUTLOOK.replace("Sommerfest", "Sommerdag").replace("0612", "0619"))
    told = json.loads(amis("import", str(file), "--dry-run", "--json").out)
    assert [question["key"] for question in told["questions"]] == ["event 1.title", "event 1.day"]
    assert amis("import", str(file)).code == 1, "what is asked is left as it was"
    answer = amis("import", str(file), "--answers", "event 1.title=take")
    assert answer.code == 1, "the day is still asked about"
    assert "12.6.2026" in amis.ok("list", "activities").out
    assert "Sommerdag" in amis.ok("list", "activities").out
    amis.ok("import", str(file), "--answers", "event 1.day=take")
    assert "19.6.2026" in amis.ok("list", "activities").out


@pytest.mark.parametrize("answers", ["event 9=take", "event 1=maybe", "event 1"])
def test_an_answer_that_fits_nothing_is_refused(
    amis: CommandLine, tmp_path: Path, answers: str
) -> None:
    file = tmp_path / "outlook.ics"
    file.write_text(OUTLOOK)
    assert amis("import", str(file), "--answers", answers).code == 2
    assert len(amis.ok("list", "activities").lines) == 2


def test_our_own_calendar_comes_back_as_nothing_new(amis: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "hjul.ics"
    amis.ok("export", "wheel", "--output", str(file))
    assert "2 læst: 0 medtaget, 2 kendt i forvejen" in amis.ok("import", str(file)).out


def test_a_broken_calendar_is_a_sentence(amis: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "halv.ics"
    file.write_text(OUTLOOK[:60])
    answer = amis("import", str(file))
    assert answer.code != 0
    assert answer.err.startswith("Kalenderen er i stykker")
