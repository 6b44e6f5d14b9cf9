"""What has stalled, in a real terminal: from the front page by the checklist to a next step."""

from __future__ import annotations

from support import program

from data.model.checklist import ChecklistAnswer, ChecklistRun
from data.model.plan import Action


def test_from_the_front_page_to_a_next_step(start, document):
    window = start()
    window.wait_for("Gået i stå")
    window.press("7")
    window.wait_for("Rekonstruktion")
    window.press("enter")
    window.wait_for("punkt 1 af 11")
    window.type("pmdppppppip")
    window.wait_for("Mangler, det vigtigste først")
    window.press("h")
    window.wait_for("hvad gør I først?")
    window.press("enter")
    window.wait_for("Hvem gør det?")
    window.press("enter")
    window.wait_for("Hvornår skal det være gjort?")
    window.press("enter")
    window.wait_for("står på handleplanen")
    window.press("ctrl+q")
    assert window.wait_exit() == 0
    saved = program.read(document)
    run = max(saved.all(ChecklistRun), key=lambda each: each.number)
    answers = [each for each in saved.all(ChecklistAnswer) if each.run == run.id]
    assert len(answers) == 11
    (made,) = [each.step for each in answers if each.step]
    step = saved.get(Action, made)
    assert run.target == f"action:{step.step_of}"
    assert step.due is not None


def test_a_line_of_the_front_page_is_cheap_and_leads_to_its_thing(start):
    window = start()
    window.wait_for("Overskredet")
    window.quiet()
    mark = window.mark()
    for _line in range(8):
        window.press("down")
        window.quiet(0.05)
    assert len(window.sent(mark)) / 8 < 500
    window.press("enter")
    window.wait_for("Løsning")


def test_search_finds_as_danes_fold(start):
    window = start()
    window.wait_for("Overskredet")
    window.press("/")
    window.wait_for("Søg i alt")
    window.type("pauserum")
    window.wait_for("Gør det lille kontor")
    window.press("enter")
    window.wait_for("Handling:")
