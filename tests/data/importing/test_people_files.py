"""Plans as people have them: each file in `files/` against what is right for it."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest

from data.edits.edits import Add
from data.i18n import in_language
from data.importing.columns import known_cells
from data.importing.plan_csv import plan_of, read_plan
from data.importing.preview import read_any_file
from data.importing.table import read_text_table
from data.model.workplace import Person
from data.start.demo import demo_document
from data.strenum import StrEnum

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 3, 2)
RIGHT = tomllib.loads((FILES / "right.toml").read_text("utf-8"))


@cache
def document():
    return demo_document("da", TODAY)


def content(name):
    return (FILES / f"{name}.csv").read_bytes()


def understood(name, **answers):
    with in_language("da"):
        return read_plan(content(name), document(), TODAY, "da", answers=answers)


def told(preview, value):
    """A value as the table of what is right has it."""
    if isinstance(value, tuple):
        return [told(preview, each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    person = document().get(Person, value) if isinstance(value, str) else None
    if person is not None:
        return person.name
    made = {add.id for add in preview.command.batch if isinstance(add, Add)}
    return f"+{preview.called[value]}" if value in made and value in preview.called else value


def test_every_file_has_what_is_right_for_it():
    assert {file.stem for file in FILES.glob("*.csv")} == RIGHT.keys()
    assert len(RIGHT) >= 50


@pytest.mark.parametrize("name", RIGHT)
def test_a_plan_as_people_have_it(name):
    right, preview = RIGHT[name], understood(name)
    fates = {int(each.place.split()[1]): each.fate.value for each in preview.entries}
    found = {}
    for row in preview.rows:
        values = {key: told(preview, value) for key, value in row.values.items()}
        if values.get("status") == "done":
            values.pop("percent", None)  # wholly done
        if row.note:
            values["note"] = row.note
        if fates[row.number] == "asked":
            values["asked"] = True
        found[f"row{row.number}"] = values
    assert found == {key: value for key, value in right.items() if key.startswith("row")}
    assert [row for row, fate in fates.items() if fate == "left_out"] == right.get("left_out", [])
    assert list(preview.people) == right.get("people", [])
    assert [each.key for each in preview.questions if each.open] == right.get("asked", [])


@pytest.mark.parametrize(("name", "language"), [*zip(RIGHT, cycle(["da", "en"]), strict=False)])
def test_the_counts_add_up_and_all_is_told(name, language):
    there = document()
    with in_language(language):
        found = read_any_file(content(name), there, TODAY, language)
        lines = [line.text for line in found.told()]
        sentence = found.tally.sentence()
    tally = found.tally
    assert tally.read == tally.taken + tally.known + tally.asked + tally.left_out
    below = len(read_text_table(content(name), known_cells).rows)
    assert 0 < tally.read < below + 1
    assert lines[-1] == sentence
    assert found.unanswered == bool(RIGHT[name].get("asked"))


def test_colours_are_asked_once_for_the_column():
    answered = understood("status_colours_2", **{"column:2 colours": "status"})
    statuses = [told(answered, row.values["status"]) for row in answered.rows]
    assert statuses == ["done", "running", "stalled", "running"]
    assert not any(question.open for question in answered.questions)


@pytest.mark.parametrize(
    ("answer", "right"), [("month", "2026-04-03"), ("day", "2026-03-04"), ("keep", None)]
)
def test_which_comes_first_is_answered_for_the_column(answer, right):
    answered = understood("days_american_mixed", **{"column:2 order": answer})
    due = answered.rows[2].values.get("due")
    assert (due and due.isoformat()) == right


def test_a_scale_of_five_is_answered_once():
    answered = understood("priority_five", **{"column:2 scale": "last"})
    found = [told(answered, row.values["priority"]) for row in answered.rows]
    assert found == ["low", "normal", "high"]


def test_an_alphabet_can_be_chosen():
    data = "Problem;Solution\nKulde;R\x9fr\n".encode("latin-1")
    with in_language("da"):
        table = read_text_table(data, known_cells, "cp1252")
        preview = plan_of(table, document(), TODAY, "da", answers={"letters": "cp1252"})
    assert preview.rows[0].values["measure"] == "RŸr"
    assert preview.questions[0].chosen == "cp1252"
    assert read_text_table(data, known_cells).rows[1][1][1] == "Rür"


def test_two_who_hold_a_seat_are_asked_about():
    from support.documents import blank, done

    from data.edits.records import AddRecord

    two = blank()
    for name in ("Ane Ask", "Ib Elm"):
        two = done(two, AddRecord("person", {"name": name, "roles": ("representative",)}))
    with in_language("da"):
        found = read_plan("Løsning;Ansvarlig\nFilt;AMR\n".encode(), two, TODAY, "da")
    (asked,) = found.questions
    assert {"Ane Ask", "Ib Elm"} <= {answer.text for answer in asked.answers}
    assert "owner" not in found.rows[0].values


def test_a_field_is_pointed_at_and_taken_from_another_column():
    data = "Løsning;Frist;Senest\nFilt;1.5.2026;1.6.2026\n".encode()
    with in_language("da"):
        answers = {"column:3": "due"}
        found = read_plan(data, document(), TODAY, "da", answers=answers)
    assert found.rows[0].values["due"] == date(2026, 6, 1)
    assert found.rows[0].note == "Frist: 1.5.2026"
