"""The action plan in a real terminal: closing what did not help, and what scrolling costs."""

from __future__ import annotations

from support import program

from data.edits.edits import Add, Author
from data.edits.records import Edits
from data.model.choices import Effect
from data.model.plan import Action
from data.store.store import Store


def to_the_plan(window):
    window.press("4")
    window.wait_for("Løsning")
    window.quiet()


def test_what_did_not_help_leads_to_another_action(start, document):
    before = {action.id for action in program.read(document).all(Action)}
    window = start()
    to_the_plan(window)
    window.press("x")
    window.wait_for("Blev den gennemført?")
    window.press("1")
    window.wait_for("Er problemet løst?")
    window.press("3")
    window.wait_for("Hvad skete der?")
    window.type("Der er stadig for trangt")
    window.press("enter")
    window.wait_for("Hvad prøver I i stedet?")
    window.type("Lån mødelokalet på skolen frist:1/2")
    window.press("enter")
    window.wait_for("Hvem er ansvarlig for det nye?")
    window.press("enter")
    window.wait_for("er lukket;")
    window.press("ctrl+q")
    assert window.wait_exit() == 0
    actions = program.read(document).all(Action)
    (new,) = [action for action in actions if action.id not in before]
    old = next(action for action in actions if action.id == new.follows)
    assert (old.effect, old.effect_note) == (Effect.NO, "Der er stadig for trangt")
    assert (new.measure, new.owner, new.goal) == (
        "Lån mødelokalet på skolen", old.owner, old.goal
    )  # fmt: skip


def test_scrolling_a_line_is_cheap(start, document):
    store = Store(document)
    store.load()
    more = tuple(Add("action", f"x{n}", {"measure": f"Støjskærm nummer {n}"}) for n in range(200))
    store.run(Edits("add", more), Author("karen", program.read(document).meta.saved_at))
    window = start()
    to_the_plan(window)
    mark = window.mark()
    for _line in range(60):
        window.press("down")
        window.quiet(0.05)
    assert len(window.sent(mark)) / 60 < 1_000
