"""The competence plan in a real terminal: worked through by keyboard, and what a cell costs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import program
from support.competence import big, planned
from support.documents import blank

from data.facts.competence import NeedState, gaps, matrix
from data.model.choices import DevelopmentForm
from data.model.competence import Challenge, Development, FocusArea
from data.model.plan import Action
from data.model.wheel import Activity

CELL_BYTES = 500
"""What a changed level may cost at 80x24."""


def put(path, document):
    named = replace(document, meta=replace(document.meta, document="plan"))
    return program.write(path, named)


def lines(window, keys, about, *texts):
    """Write rows line after line, of what some keys choose."""
    window.press(*keys)
    window.wait_for(about)
    for text in texts:
        window.type(text)
        window.press("enter")
        window.quiet(0.1)
    window.press("escape")
    window.quiet(0.1)


def answer(window, question, *keys, text=""):
    """Wait for a question and answer it."""
    window.wait_for(question)
    window.quiet(0.05)
    window.type(text)
    window.press(*keys)


def test_from_an_empty_document_to_a_plan(start, tmp_path):  # noqa: PLR0915
    """Preventing stress worked through, keyboard only: analysis, net, gaps, two ways to learn."""
    path = put(tmp_path / "plan.json", blank())
    window = start(document=path)
    window.press("6")
    # Gather and choose.
    window.wait_for("Hvad er svært i jeres arbejdsmiljø")
    lines(window, "a", "én pr. linje", "For travlt op til ferien", "Stress", "Støj i garderoben")
    window.press("right")
    window.wait_for("[2. Fokus]")
    window.press("home", "down", "+", "+", "+")
    window.wait_for("vægt 3")
    window.press("space")
    window.wait_for("Stress er nu et fokusområde")
    # Backing and a way to learn.
    window.press("right")
    window.wait_for("[3. Opbakning]")
    window.press("enter")
    answer(window, "hvem i ledelsen", "enter", text="karen")
    answer(window, "hvornår blev det sagt", "enter")
    answer(window, "hvad er lovet", "enter", text="To timer om ugen til maj")
    window.wait_for("To timer om ugen")
    window.press("right")
    window.wait_for("[4. Måde at lære på]")
    window.press("enter")
    answer(window, "hvad passer på jer", "down", "space", "enter")
    answer(window, "hvordan lærer I det", "1")
    window.wait_for("Analysen er færdig")
    window.press("v")
    # Tasks and what they take.
    window.wait_for("F1 Stress")
    lines(window, "a1", "Ny opgave i Stress", "Se tegn i tide", "Tale med en kollega")
    window.press("up")
    lines(window, "a1", "Hvad kræver det: Se tegn", "Tegn på stress 2", "b: gribe ind 3")
    window.press("down")
    lines(window, "a1", "Hvad kræver det: Tale med", "f: svær samtale 2")
    # Levels: Bent 2, Jonas 3 for the signs; nobody may step in; Karen 1 for the talk.
    window.press("up", "up", "up", "up", "right", "2", "right", "3", "down", "down", "right", "1")
    window.wait_for("1 af 3 behov dækket")
    window.wait_for("2 mangler")
    # From gap to action in three keys, twice.
    window.press("h")
    answer(window, "Hvordan lærer I det", "2")
    answer(window, "Aftal det", "enter")
    window.wait_for("H1 står i handleplanen og i årshjulet")
    window.press("up", "h")
    answer(window, "Hvordan lærer I det", "3")
    answer(window, "Aftal det", "enter")
    window.wait_for("H2 står i handleplanen og i årshjulet")
    window.press("escape", "v")
    window.wait_for("× Mangler")
    # Both stand in their month of the wheel.
    window.press("3")
    window.wait_for("januar 2027")
    window.wait_for("19 ● Læring hos")
    window.wait_for("19 ● Læsning af")
    window.quiet()
    window.press("ctrl+q")
    assert window.wait_exit() == 0
    document = program.read(path)
    (area,) = document.all(FocusArea)
    assert (area.title, area.backed_by, area.form) == ("Stress", "Karen Holm", DevelopmentForm.PEER)
    assert len(document.all(Challenge)) == 3
    view = matrix(document, program.TODAY)
    assert [(row.need.title, row.state) for row in gaps(view)] == [
        ("gribe ind", NeedState.GAP),
        ("svær samtale", NeedState.GAP),
    ]
    developments = document.all(Development)
    assert len(developments) == len(document.all(Action)) == len(document.all(Activity)) == 2
    for one in developments:
        activity = document.get(Activity, one.activity)
        assert (activity.action, activity.category) == (one.action, "training")
        assert activity.day.month == one.due.month == 1
    assert {one.form for one in developments} == {DevelopmentForm.PEER, DevelopmentForm.GUIDE}


def cost(window, *keys):
    """What each key makes the program send, in bytes."""
    found = []
    for key in keys:
        mark = window.mark()
        window.press(key)
        window.quiet(0.3)
        found.append(len(window.sent(mark)))
    return found


@pytest.mark.parametrize("make", [planned, big])
def test_a_level_and_a_step_of_the_cursor_are_cheap(start, tmp_path, make):
    """The small plan's gap opens and closes: need, area, counts and totals all change with it."""
    window = start(document=put(tmp_path / "plan.json", make()))
    window.press("6")
    window.wait_for("F1 ")
    window.press("down", "down", "down", *["right"] * 20)
    window.quiet(0.3)
    levels = cost(window, *"31310213")
    # The dearest may have met the turn of the minute: then the time of the save is drawn, too.
    assert sorted(levels)[-2] < CELL_BYTES, levels
    steps = cost(window, "left", "right", "left", "down", "up")
    assert max(steps) < 2 * CELL_BYTES, steps
