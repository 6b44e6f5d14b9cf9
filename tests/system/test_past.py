"""Looking back in the real program: how it was, and nothing can be changed there."""

from __future__ import annotations

from support import program

from data.model.plan import Action


def test_the_past_is_looked_at_and_left(start, document):
    window = start(size=(120, 40))
    window.press("a")
    window.type("H: Støjskærm")
    window.press("enter")
    window.wait_for("H24 er skrevet ned")
    window.press("a")
    window.type("H: Nye lamper")
    window.press("enter")
    window.wait_for("H25 er skrevet ned")
    before = program.read(document)
    window.press("9", "j", "v")
    window.wait_for("som det var")
    window.press("4")
    window.wait_for("Støjskærm")
    window.quiet()
    assert "Nye lamper" not in window.text()
    window.press("n")
    window.wait_for("Sådan var det")
    window.press("a")
    window.quiet()
    window.press("q")
    window.wait_for("Hvem ændrede hvad")
    window.press("4")
    window.wait_for("Nye lamper")
    assert program.read(document) == before
    window.press("q", "q")
    assert window.wait_exit() == 0


def test_a_change_is_taken_back_from_the_history_and_that_is_undone(start, document):
    def measures():
        return [action.measure for action in program.read(document).all(Action)]

    window = start(size=(120, 40))
    window.press("a")
    window.type("H: Støjskærm")
    window.press("enter")
    window.wait_for("H24 er skrevet ned")
    window.press("9")
    window.wait_for("Støjskærm tilføjet")
    window.quiet()
    window.press("r")
    window.wait_for("u tager det tilbage")
    assert "Støjskærm" not in measures()
    window.press("u")
    window.wait_for("Fortrudt")
    assert "Støjskærm" in measures()
    window.press("q", "q")
    assert window.wait_exit() == 0
