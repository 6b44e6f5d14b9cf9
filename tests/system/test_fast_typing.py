"""A meeting typed without waiting for the program gives the document that patient typing gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from support import program
from support.emulator import key_bytes
from support.meetings import last_year, put

from data.model.discussion import AgendaItem, Attendance, Discussion, Note
from data.model.plan import Action, Goal
from data.model.workplace import Person
from data.store.store import Store

TODAY = "2026-11-24"
PER_SECOND = 25
DELAY = 0.3
"""Seconds in which a slow line gathers what is typed into one packet."""


@dataclass(frozen=True)
class Part:
    """Some keys, and what shows that they have been taken."""

    keys: tuple[str, ...]
    seen: str


def part(*keys, seen):
    """Keys by name; what stands behind ~ is typed letter by letter."""
    typed = [
        letter for key in keys for letter in (key[1:] if key.startswith("~") else (key,))
    ]  # fmt: skip
    return Part(tuple(typed), seen)


BEGIN = [
    part("2", "enter", seen="Drøftelsen 2026 er klar"),
    part("home", "down", "right", "*", seen="Alle inviterede er her"),
    part("a", "~Lone Friis", "enter", seen="Lone Friis er på listen"),
    part("escape", "down", seen="Nåede vi sidste"),
]
TALK = [
    part("n", "~Støj ved port 3: 86 dB(A) målt | tabel", "enter", seen="Støj ved port 3"),
    part("~H: Afmærke gangzone ansvar:bent frist:1/12", "enter", seen="Afmærke gangzone"),
    part("~M: Mindre støj, Jonas, inden påske", "enter", seen="Mindre støj"),
    part("~# 3 arbejdsulykker (u, D, x, 1)", "left", "left", "~!", "enter", seen="3 arbejdsuly"),
    part("escape", "space", seen="1 af"),
]
MORE = [
    step
    for number in range(2, 7)
    for step in (
        part("n", f"~Punkt {number}: vi talte om det, u og D", "enter", seen=f"Punkt {number}:"),
        part(f"~B: Vi gør {number} ting", "enter", seen=f"gør {number} ting"),
        part("escape", "space", seen=f"{number} af"),
    )
]


@pytest.fixture
def meeting(terminal, tmp_path):
    """Types a meeting and gives what the document holds then."""

    def held(name, parts, pace):
        folder = tmp_path / name
        folder.mkdir()
        path = folder / "amis.json"
        put(last_year("amo", 2026), path)
        environment = {
            "HOME": str(folder), "AMIS_DOCUMENT": str(path), "AMIS_TODAY": TODAY,
        }  # fmt: skip
        window = terminal([*program.COMMAND, "--user", "karen"], env=environment)
        window.wait_for(program.FIRST_FRAME)
        window.quiet()
        pace(window, parts)
        window.wait_for(parts[-1].seen)
        window.quiet(1.0)
        window.press("ctrl+q")
        assert window.wait_exit() == 0
        return told(Store(path).load())

    return held


def told(document):
    """What somebody said, without the marks of when it was."""
    owner = {person.id: person.name for person in document.all(Person)}
    return {
        "notes": [(n.about.partition(":")[0], n.form, n.text) for n in document.all(Note)],
        "actions": [(a.measure, owner.get(a.owner), a.due) for a in document.all(Action)],
        "goals": [(g.title, owner.get(g.owner), g.due, g.outcome) for g in document.all(Goal)],
        "items": [(i.title, i.done) for i in document.all(AgendaItem)],
        "there": [(a.name, a.person, a.presence) for a in document.all(Attendance)],
        "meeting": [(d.year, d.state) for d in document.all(Discussion)],
    }


def patiently(window, parts):
    for each in parts:
        for key in each.keys:
            window.send(key_bytes(key))
            window.watch(0.01)
        window.wait_for(each.seen)
        window.quiet()


def key_by_key(window, parts):
    for key in (key for each in parts for key in each.keys):
        window.send(key_bytes(key))
        window.watch(1 / PER_SECOND)


def in_packets(window, parts):
    keys = [key for each in parts for key in each.keys]
    size = round(PER_SECOND * DELAY)
    for at in range(0, len(keys), size):
        window.send(b"".join(key_bytes(key) for key in keys[at : at + size]))
        window.watch(DELAY)


def test_a_part_of_a_meeting_typed_over_a_slow_line_loses_nothing(meeting):
    said = meeting("packets", [*BEGIN, *TALK], in_packets)
    assert [text for *_about, text in said["notes"]][-2:] == [
        "Støj ved port 3: 86 dB(A) målt | tabel",
        "# 3 arbejdsulykker (u, D, x, !1)",
    ]
    assert said["actions"][-1] == ("Afmærke gangzone", "Bent Olsen", date(2026, 12, 1))
    assert said["goals"][-1][:3] == ("Mindre støj", "Jonas Lind", date(2027, 3, 24))
    assert [name for name, *_more in said["there"]][-1] == "Lone Friis"
    assert [done for _title, done in said["items"]].count(True) == 1


@pytest.mark.slow
@pytest.mark.parametrize("pace", [key_by_key, in_packets])
def test_a_whole_meeting_typed_over_a_slow_line_loses_nothing(meeting, pace):
    parts = [*BEGIN, *TALK, *MORE]
    assert meeting("fast", parts, pace) == meeting("slow", parts, patiently)
