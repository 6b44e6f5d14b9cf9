"""Two people write in one document at once, each in a program of their own: nothing is lost."""

from __future__ import annotations

import random
import signal
import time

import pytest
from support import program

from data.model.plan import Action
from data.store.store import Store


def lines(who, count):
    return [f"{who} skriver nummer {number:03d}" for number in range(count)]


@pytest.mark.parametrize("count", [6, pytest.param(100, marks=pytest.mark.slow)])
def test_two_write_down_action_after_action(start, document, count):
    before = len(program.read(document).all(Action))
    windows = {who: start(user=who, size=(100, 30)) for who in ("karen", "bent")}
    for number in range(count):
        for who, window in windows.items():
            # Typed into both before either has answered.
            window.type(f"a{lines(who, count)[number]}\r")
    for who, window in windows.items():
        last = lines(who, count)[-1]
        window.wait_for(
            lambda last=last: any(a.measure == last for a in program.read(document).all(Action)),
            60 + count,
        )
    found = program.read(document).all(Action)
    texts = [action.measure for action in found]
    assert len(found) == before + 2 * count
    assert len({action.number for action in found}) == len(found)
    for who in windows:
        assert [text for text in texts if text.startswith(who)] == lines(who, count)
    store = Store(document)
    told = [entry.revision for entry in store.history.oldest_first()]
    assert told == sorted(set(told))
    assert store.load().meta.revision == told[-1]
    for window in windows.values():
        window.press("escape", "ctrl+q")
        assert window.wait_exit() == 0


def measures(document):
    return [action.measure for action in program.read(document).all(Action)]


@pytest.mark.parametrize("kills", [2, pytest.param(16, marks=pytest.mark.slow)])
def test_two_who_are_killed_in_turn_keep_what_they_were_told_is_saved(start, document, kills):
    chance = random.Random(20260302)
    windows = {who: start(user=who, size=(100, 30)) for who in ("karen", "bent")}
    told = []

    def times(text):
        return sum(measure.count(text) for measure in measures(document))

    for number in range(kills):
        for who, window in windows.items():
            text = f"{who} skriver {number:02d}"
            window.type(f"a{text}\r")
            window.wait_for(lambda text=text: times(text))
            told.append(text)
        who = ("karen", "bent")[number % 2]
        windows[who].type(f"aafbrudt {number:02d}\r")
        time.sleep(chance.uniform(0, 0.3))  # the moment of the kill is what is tested
        windows[who].kill(signal.SIGKILL)
        windows[who].end()
        windows[who] = start(user=who, size=(100, 30))
    assert [times(text) for text in told] == [1] * len(told)
    assert all(times(f"afbrudt {number:02d}") <= 1 for number in range(kills))
    numbers = [entry.revision for entry in Store(document).history.oldest_first()]
    assert numbers == sorted(set(numbers))
    for window in windows.values():
        window.press("ctrl+q")
        assert window.wait_exit() == 0


def test_one_login_in_two_terminals_takes_back_its_own_first(start, document):
    before = measures(document)
    a, b = (start(user="karen", size=(100, 30)) for _ in range(2))
    for window, text in ((a, "Fra vindue A"), (b, "Fra vindue B")):
        window.type(f"a{text}\r")
        window.wait_for(lambda text=text: text in measures(document))
        window.press("escape")
    a.press("u")
    a.wait_for(lambda: measures(document) == [*before, "Fra vindue B"])
    # Nothing is left here: the other is named, with its terminal, and only taken back on a yes.
    a.press("u")
    a.wait_for("Fortryd fra en anden terminal?")
    assert " pts/" in a.text()
    a.press("n")
    a.wait_for("Det blev, som det er")
    assert measures(document) == [*before, "Fra vindue B"]
    a.press("u")
    a.wait_for("Fortryd fra en anden terminal?")
    a.press("j")
    a.wait_for(lambda: measures(document) == before)
    for window in (a, b):
        window.press("escape", "ctrl+q")
        assert window.wait_exit() == 0


def test_what_is_edited_comes_back_from_a_deletion_and_both_are_told(start, document):
    jonas, mette = (start(user=who, size=(100, 30)) for who in ("jonas", "mette"))
    for window in (jonas, mette):
        window.type("4/hæve-sænke\r")
        window.wait_for("Hæve-sænke")
        window.quiet()
    jonas.press("enter", "enter")
    jonas.wait_for("Løsning")
    jonas.type(" VIGTIG TEKST")
    jonas.wait_for("VIGTIG TEKST")
    mette.press("D")
    mette.wait_for(": slettet")
    jonas.press("enter")
    jonas.wait_for("kommet tilbage")
    assert any("VIGTIG TEKST" in measure for measure in measures(document))
    jonas.quiet()
    assert "mette" in jonas.text()
    mette.wait_for("VIGTIG TEKST")
    mette.wait_for("jonas")
    for window in (jonas, mette):
        window.press("escape", "escape", "ctrl+q")
        assert window.wait_exit() == 0
