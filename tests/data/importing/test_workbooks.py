"""Workbooks and Word documents with a plan: sheets chosen, merged cells filled, hidden said."""

from __future__ import annotations

import builtins
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from data.export.libraries import NotInstalled
from data.i18n import in_language
from data.importing.preview import read_any_file
from data.importing.table import NotATable
from data.model.choices import ActionStatus
from data.model.plan import Action
from data.model.workplace import Person
from data.start.demo import demo_document

BOOKS = Path(__file__).parent / "books"
TODAY = date(2026, 3, 2)


@cache
def document():
    return demo_document("da", TODAY)


def read(name, answers=None):
    data = (BOOKS / name).read_bytes() if isinstance(name, str) else name
    there = document()
    with in_language("da"):
        return read_any_file(data, there, TODAY, "da", answers or {})


def actions(preview):
    """Measure, owner and deadline of what is to be made."""
    found = []
    for add in preview.command.batch:
        if getattr(add, "values", None) and add.kind == Action.kind:
            owner = document().get(Person, add.values.get("owner"))
            due = add.values.get("due")
            found.append((add.values["measure"], owner and owner.name, due and due.isoformat()))
    return found


PLAN = [
    ("Filt", "Birthe Mikkelsen", "2026-04-03"),
    ("Gummihjul", "Karsten Bruun", "2026-05-01"),
    ("Lift", "Amira Yildiz", "2026-10-23"),
    ("Skjult handling", "Mette Holm Krogh", "2026-06-01"),
]


@pytest.mark.parametrize("name", ["apv.xlsx", "apv.ods", "apv.xls"])
def test_the_same_plan_in_three_kinds_of_workbook(name):
    preview = read(name)
    assert actions(preview) == PLAN
    adds = [add for add in preview.command.batch if getattr(add, "kind", "") == Action.kind]
    assert [add.values["problem"] for add in adds] == ["Støj", "Støj", "Løft", "Skjult"]
    assert [add.values["percent"] for add in adds] == [50, 100, 0, 25]
    assert adds[1].values["status"] is ActionStatus.DONE
    assert preview.tally.read == preview.tally.taken == 4


@pytest.mark.parametrize("name", ["apv.xlsx", "apv.ods", "apv.xls"])
def test_hidden_rows_are_said_and_sheets_are_chosen_from(name):
    preview = read(name)
    told = [line.text for line in preview.lines]
    assert "Skjulte rækker i „APV 2026“ er også læst: 7" in told
    (sheets,) = [each for each in preview.questions if each.key == "sheet"]
    assert {answer.text for answer in sheets.answers} == {"APV 2026", "Vejledning", "Gammel"}
    other = next(answer.key for answer in sheets.answers if answer.text == "Gammel")
    chosen = read(name, {"sheet": other})
    assert actions(chosen) == [("Port", None, "2025-03-01")]
    assert "Arket „Gammel“ er skjult." in [line.text for line in chosen.lines]


def test_days_as_days_and_as_numbers():
    assert actions(read("planner.xlsx")) == [
        ("Mal gulv", "Karsten Bruun", "2026-04-30"),
        ("Sæt skilt op", "Amira Yildiz", "2026-04-30"),
    ]


def test_a_table_in_word():
    assert actions(read("apv.docx")) == [
        ("Filt", "Birthe Mikkelsen", "2026-04-01"),
        ("Gummihjul", "Karsten Bruun", "2026-05-01"),
        ("Lift", "Amira Yildiz", None),
    ]
    assert actions(read("two.docx")) == [("Ny port", "Mette Holm Krogh", "2026-05-31")]


@pytest.mark.parametrize("name", ["apv.xlsx", "apv.ods", "apv.docx"])
@pytest.mark.parametrize("size", [100, 2000])
def test_half_a_file_is_refused(name, size):
    with pytest.raises(NotATable):
        read((BOOKS / name).read_bytes()[:size])


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7", b"PK\x03\x04", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"\xd0\xcf\x11\xe0x"]
)
def test_what_cannot_be_read_is_refused_with_what_can(data):
    with pytest.raises(NotATable) as caught:
        read(data)
    with in_language("da"):
        assert caught.value.sentence()


def test_without_the_library_the_extra_is_named(monkeypatch):
    real = builtins.__import__

    def missing(name, *args, **kwargs):
        if name == "python_calamine":
            raise ModuleNotFoundError(name=name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(NotInstalled) as caught:
        read("apv.xlsx")
    assert "amis[office]" in caught.value.sentence()
