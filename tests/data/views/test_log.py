"""The history in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from data.commands.competence import SetLevel
from data.commands.setup import SetUpWorkplace
from data.dates.labels import short_date
from data.edits.edits import Add, Author, Remove, Set
from data.edits.records import AddRecord, DeleteRecord, SetField, SetFields
from data.i18n import in_language
from data.store.store import Store
from data.views.log import edits_told, log_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from data.edits.records import Command

ME = Author("Mette", datetime(2026, 3, 2, 9, 0, tzinfo=UTC))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with in_language("en"):
        yield


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = Store(tmp_path / "plan.json")
    found.create(SetUpWorkplace("The workshop", 24), ME)
    return found


def told(store: Store, *commands: Command, code: str = "") -> list[str]:
    """The newest saves in words, oldest of them first."""
    for command in commands:
        store.run(command, ME)
    lines = list(log_lines(store.history.newest_first(), store.document, code))
    return [line.text for line in reversed(lines)]


def test_adding_changing_clearing_deleting(store: Store) -> None:
    texts = told(
        store,
        AddRecord("action", {"measure": "Screen"}, id="h"),
        SetField("action", "h", "due", date(2026, 4, 1)),
        SetField("action", "h", "due", date(2026, 3, 1)),
        SetField("action", "h", "due", None),
        DeleteRecord("action", "h"),
    )
    assert texts[1:] == [
        "H1 Screen added",
        "H1 Screen, Deadline: 1/4/2026",
        "H1 Screen, Deadline: 1/4/2026 → 1/3/2026",
        "H1 Screen, Deadline cleared (was 1/3/2026)",
        "H1 Screen deleted",
    ]


def test_several_fields_and_what_follows(store: Store) -> None:
    texts = told(
        store,
        AddRecord("action", {"measure": "Screen"}, id="h"),
        SetFields("action", "h", {"topic": "noise", "percent": 50}),
    )
    assert texts[-1] == "H1 Screen, Topic: noise; H1 Screen, Percent done: 0 → 50"


def test_large_saves_are_counted(store: Store) -> None:
    person = AddRecord("person", {"name": "Karen"}, id="p")
    actions = [AddRecord("action", {"measure": f"m{n}", "owner": "p"}) for n in range(6)]
    texts = told(store, person, *actions, DeleteRecord("person", "p"))
    assert texts[0] == "set up the workplace: Workplace The workshop added"
    assert texts[-1] == "deleted: 7 changes"


def test_undo_and_redo(store: Store) -> None:
    store.run(AddRecord("idea", {"text": "A plant"}), ME)
    store.undo(ME)
    store.redo(ME)
    assert told(store)[-2:] == [
        "took back: I1 A plant deleted",
        "brought back: I1 A plant put back",
    ]


def test_of_one_record_also_when_it_is_gone(store: Store) -> None:
    texts = told(
        store,
        AddRecord("idea", {"text": "A plant"}, id="i"),
        SetField("idea", "i", "topic", "air"),
        AddRecord("idea", {"text": "Another"}, id="j"),
        DeleteRecord("idea", "i"),
        code="i1",
    )
    assert texts == ["I1 A plant added", "I1 A plant, Topic: air", "I1 A plant deleted"]
    assert told(store, code="I2") == ["I2 Another added"]


def test_names_and_long_texts(store: Store) -> None:
    texts = told(
        store,
        AddRecord("person", {"name": "Karen"}, id="p"),
        AddRecord("action", {"measure": "x" * 200}, id="h"),
        SetField("action", "h", "owner", "p"),
        AddRecord("note", {"about": "action:h", "text": "Said\nmore"}),
    )
    assert texts[-2].endswith("…, Responsible: Karen")
    assert all(len(text) < 200 for text in texts)
    assert texts[-1] == "Note Said more added"


def test_what_has_no_name_of_its_own_is_named_by_what_it_is_part_of(store: Store) -> None:
    texts = told(
        store,
        AddRecord("activity", {"title": "Fire drill", "day": date(2026, 3, 5)}, id="a"),
        AddRecord("occurrence", {"activity": "a", "on": date(2026, 3, 5)}, id="o"),
        AddRecord("person", {"name": "Karen"}, id="p"),
        AddRecord("focus_area", {"title": "Noise"}, id="f"),
        AddRecord("task", {"title": "Measure", "focus_area": "f"}, id="t"),
        AddRecord("need", {"title": "Read a meter", "task": "t"}, id="n"),
        SetLevel("n", "p", 2),
        SetLevel("n", "p", 3),
    )
    day = short_date(date(2026, 3, 5))
    assert f"Occurrence {day} ({store.document.find('A1').code} Fire drill) added" in texts
    assert texts[-1] == "set a level: Level (Read a meter, Karen), Level: 2 → 3"


def test_a_save_that_changed_nothing_says_so(store: Store) -> None:
    store.run(AddRecord("action", {"measure": "Screen", "topic": "noise"}, "a"), ME)
    store.run(SetField("action", "a", "topic", "noise"), ME, "request")
    newest = next(iter(log_lines(store.history.newest_first(), store.document)))
    assert newest.text == "changed nothing; it stood there already"


def test_an_answer_to_the_checklist_says_to_what_and_what(store: Store) -> None:
    values = {"target": "action:h", "held_on": date(2026, 3, 2)}
    texts = told(
        store,
        AddRecord("action", {"measure": "Screen"}, id="h"),
        AddRecord("checklist_run", values, id="r"),
        AddRecord(
            "checklist_answer",
            {"run": "r", "point": "backing", "answer": "missing"},
            id="x",
        ),
    )
    assert texts[2:] == ["T1 2/3/2026 added", "Answer backing: missing (T1 2/3/2026) added"]


def test_what_the_workplace_keeps_as_a_code_is_told_in_words(store: Store) -> None:
    def of(name: str, value: object) -> SetField:
        return SetField("workplace", "workplace", name, value)

    texts = told(store, of("sector", "school"), of("discussion_month", 2), of("language", "en"))
    assert texts[1].endswith("Sector: School and teaching")
    assert texts[2].endswith("February")
    assert texts[3].endswith("Language of the minutes: Danish → English")


NOTE = {"about": "workplace:workplace", "text": "Alice is ill"}


@pytest.mark.parametrize(
    "edits",
    [
        [Add("note", "n", {**NOTE, "confidential": True}), Remove("note", "n")],
        [Add("note", "n", NOTE), Set("note", "n", "confidential", True), Remove("note", "n")],
        [Add("note", "n", {**NOTE, "confidential": True}), Set("note", "n", "confidential", False)],
        [Set("note", "there", "text", "Alice is ill"), Remove("note", "there")],
    ],
)
def test_what_waits_to_be_saved_quotes_nothing_that_was_ever_confidential(store, edits):
    secret = {**NOTE, "text": "x", "confidential": True}
    document = store.run(AddRecord("note", secret, "there"), ME).after
    told = edits_told(edits, document, ME)
    assert len(told) == len(edits)
    assert all("confidential note" in line for line in told)
    assert "ill" not in " ".join(told)


def test_what_waits_is_told_as_the_history_will_tell_it(store):
    document = store.load()
    edits = [
        Add("action", "a", {"measure": "A screen"}),
        Set("action", "a", "topic", "noise"),
        Set("workplace", "workplace", "employees", 30),
        Set("action", "nowhere", "topic", "gone"),
    ]
    assert edits_told(edits, document, ME) == (
        "H1 A screen added",
        "H1 A screen, Topic: noise",
        "Workplace The workshop, Number of employees: 24 → 30",
        "Action, Topic: gone",
    )
