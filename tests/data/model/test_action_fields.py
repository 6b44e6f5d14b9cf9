"""Every field of an action: set, cleared, undone, exported, imported again and found."""

from __future__ import annotations

import pytest
from support.documents import NOW, TODAY, blank, done
from support.meetings import put

from data.commands.plan import NoteActions
from data.commands.typed import Situation, typed_value
from data.edits.edits import Author
from data.edits.records import AddRecord, SetField
from data.export.plan.csv_file import plan_csv
from data.export.plan.pages import action_plan
from data.i18n import in_language
from data.importing.plan_csv import read_plan
from data.model.base import SETS, label_of, specs
from data.model.discussion import Note
from data.model.plan import Action
from data.text import fold
from data.views.plan import PlanReader
from data.views.plan_search import ActionTexts

FIELDS = {
    "measure": ("Lydplader i loftet", "lydplader"),
    "problem": ("Larm ved frokosten", "larm ved"),
    "owner": ("Bent", "bent olsen"),
    "due": ("2026-12-01", "1.12.2026"),
    "status": ("i gang", "i gang"),
    "follow_up": ("2027-02-01", "1.2.2027"),
    "follow_up_how": ("Vi måler igen", "maler igen"),
    "priority": ("høj", "hoj"),
    "percent": ("40", "40 %"),
    "cause": ("Hårde flader", "harde flader"),
    "source": ("arbejdsmiljørunde", "arbejdsmiljorunde"),
    "source_note": ("Forårets tur", "forarets tur"),
    "goal": ("M1", "m1 mindre stoj"),
    "condition": ("V1", "v1 rumklang"),
    "improves": ("Ro ved bordene", "ro ved bordene"),
    "helpers": ("Karen, Jonas", "jonas lind"),
    "start": ("2026-10-01", "1.10.2026"),
    "topic": ("støj", "stoj"),
    "level": ("i gruppen", "i gruppen"),
    "resources": ("4.000 kr.", "4.000 kr"),
    "success": ("Under 60 dB", "under 60"),
    "mapping_method": ("måling", "maling"),
    "evaluation_method": ("dialog", "dialog"),
    "permanent": ("ja", "vedvarende risiko"),
    "discussion": ("D1", "d1"),
    "agenda_item": ("agenda_item 1", ""),
    "idea": ("I1", "i1 lydfri krog"),
    "follows": ("H1", "h1 det gamle forsog"),
    "step_of": ("H1", "h1 det gamle forsog"),
    "carried_out": ("delvist", "gennemfort delvist"),
    "effect": ("nej", "problemet lost nej"),
    "effect_note": ("Det larmer endnu", "larmer endnu"),
    "effect_due": ("2027-03-01", "1.3.2027"),
    "holds": ("Står i velkomstmappen", "velkomstmappen"),
}
"""What is typed into each field, and a part of what the action is then found by."""


@pytest.fixture(autouse=True)
def _danish():
    with in_language("da"):
        yield


def plain(*, actions=True):
    """An action `a` with nothing but what it is called, and what its fields can point at."""
    document = done(
        blank(),
        AddRecord("goal", {"title": "Mindre støj", "year": 2026}, "g"),
        AddRecord("condition", {"title": "Rumklang"}, "v"),
        AddRecord("idea", {"text": "Lydfri krog"}, "i"),
        AddRecord("discussion", {"year": 2026}, "d"),
        AddRecord("agenda_item", {"discussion": "d", "title": "Vores eget punkt"}, "p"),
    )
    old, new = {"measure": "Det gamle forsøg"}, {"measure": "Uden videre"}
    both = (AddRecord("action", old, "old"), AddRecord("action", new, "a"))
    return done(document, *both) if actions else document


def value_of(document, name):
    return typed_value(Situation(document, TODAY, "da"), "action", name, FIELDS[name][0])


def found_by(document):
    read = PlanReader(document, TODAY)
    return ActionTexts(read).texts([document.get(Action, "a")])[0]


def test_no_field_is_left_out():
    assert set(FIELDS) == {name for name, spec in specs(Action).items() if not spec.automatic}


@pytest.mark.parametrize("name", FIELDS)
def test_set_cleared_and_undone(tmp_path, name):
    store = put(plain(), tmp_path / "amis.json")
    author, spec = Author("karen", NOW), specs(Action)[name]
    value, empty = value_of(plain(), name), () if spec.shape in SETS else spec.default
    before = getattr(plain().get(Action, "a"), name)

    def now():
        return getattr(store.document.get(Action, "a"), name)

    store.run(SetField("action", "a", name, value, base=before), author)
    assert now() == value != before
    if not spec.required:
        store.run(SetField("action", "a", name, empty, base=value), author)
        assert now() == empty
        store.undo(author)
    assert now() == value
    store.undo(author)
    assert now() == before
    store.redo(author)
    assert now() == value


@pytest.mark.parametrize("name", FIELDS)
def test_exported(name):
    document, value = plain(), value_of(plain(), name)
    before = action_plan(document, today=TODAY)
    after = done(document, SetField("action", "a", name, value))
    told = action_plan(after, today=TODAY)
    assert told != before
    # A goal and a permanent risk have sections of their own.
    if name not in {"measure", "permanent", "goal"}:
        assert label_of(Action, name) in told
    shown = FIELDS[name][1] or "vores eget punkt"
    if name not in {"permanent", "percent", "carried_out", "effect", "goal"}:
        assert shown in fold(told)
    assert plan_csv(after) != plan_csv(document)


@pytest.mark.parametrize("name", FIELDS)
def test_found(name):
    document, value = plain(), value_of(plain(), name)
    wanted = FIELDS[name][1] or "vores eget"
    assert wanted not in found_by(document)
    assert wanted in found_by(done(document, SetField("action", "a", name, value)))


def test_notes_are_found_and_exported_unless_they_are_confidential():
    document = done(plain(), NoteActions(("a",), "Målt igen i garderoben"))
    secret = {"about": "action:a", "text": "HEMMELIGT", "confidential": True}
    document = done(document, AddRecord(Note.kind, secret))
    for told in (action_plan(document, today=TODAY), plan_csv(document)):
        assert "Målt igen i garderoben" in told
        assert "HEMMELIGT" not in told
    assert "malt igen i garderoben" in found_by(document)
    assert "hemmeligt" not in found_by(document)


def test_every_field_comes_back_from_the_csv():
    document = plain()
    values = {name: value_of(document, name) for name in FIELDS}
    document = done(document, *(SetField("action", "a", n, v) for n, v in values.items()))
    bare = plain(actions=False)
    # The old action comes with it: a link to what is not there goes into a note.
    command = read_plan(plan_csv(document).encode(), bare, TODAY, "da").command
    back = done(bare, command)
    old, new = back.all(Action)
    assert old.measure == "Det gamle forsøg"
    for name, value in values.items():
        if name in {"follows", "step_of"}:
            value = old.id
        assert getattr(new, name) == value, name
    assert not back.all(Note)
