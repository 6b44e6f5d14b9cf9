"""The spreadsheet file: every field of an action is in it, and nothing typed reckons."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.documents import TODAY, blank, done, sample, vicious

from data.edits.records import AddRecord
from data.export.office.formulas import guarded, unguarded
from data.export.plan.csv_file import BOM, csv_text, plan_csv
from data.i18n import in_language
from data.model.base import Shape, label_of, specs
from data.model.plan import Action
from data.model.workplace import Person
from data.text import clean

TEXTS = st.text(
    st.one_of(st.sampled_from("=+-@'\t\r\n ;,\"æøå"), st.characters(codec="utf-8")), max_size=12
)


def read(text):
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=";"))


def plan(document, language="da"):
    with in_language(language):
        return plan_csv(document)


def full():
    """A document with one action, "full", in which every field says something, and what it says."""
    document = done(
        blank(),
        AddRecord("goal", {"title": "Mindre støj", "year": 2026}, "m"),
        AddRecord("condition", {"title": "Støj i spisestuen"}, "v"),
        AddRecord("discussion", {"year": 2025}, "d"),
        AddRecord("agenda_item", {"discussion": "d", "title": "Hvor står vi?"}, "i"),
        AddRecord("idea", {"text": "Filt under stolene"}, "idea"),
        AddRecord("action", {"measure": "Den første"}, "first"),
    )
    targets = {
        "goal": ("m", "M1 Mindre støj"),
        "condition": ("v", "V1 Støj i spisestuen"),
        "discussion": ("d", "D1 2025"),
        "agenda_item": ("i", "Hvor står vi?"),
        "idea": ("idea", "I1 Filt under stolene"),
        "action": ("first", "H1 Den første"),
    }
    values, shown = {}, {}
    for name, spec in specs(Action).items():
        match spec.shape:
            case Shape.LINE:
                values[name] = shown[name] = f"tekst i {name}"
            case Shape.LINES:
                values[name] = shown[name] = f'linje i {name};\n"anden" linje'
            case Shape.COUNT:
                values[name], shown[name] = 42, "42"
            case Shape.FLAG:
                values[name], shown[name] = True, "ja"
            case Shape.DAY:
                values[name], shown[name] = TODAY, "2026-03-03"
            case Shape.CHOICE:
                values[name] = list(spec.choices)[-1]
                shown[name] = None
            case Shape.REFS:
                values[name] = tuple(p.id for p in document.all(Person)[:2])
                shown[name] = "Karen Holm; Bent Olsen"
            case Shape.REF if spec.target == "person":
                values[name], shown[name] = document.all(Person)[2].id, "Jonas Lind"
            case Shape.REF:
                values[name], shown[name] = targets[spec.target]
    return done(document, AddRecord("action", values, "full")), shown


@pytest.mark.parametrize("name", list(specs(Action)))
def test_every_field_of_an_action_is_in_the_file(name):
    document, shown = full()
    header, _first, row = read(plan(document))
    with in_language("da"):
        cell = dict(zip(header, row, strict=True))[label_of(Action, name)]
    assert cell
    if shown[name] is not None:
        assert cell == shown[name]


def test_headings_are_in_the_language_in_use_and_all_different():
    for language, first in (("da", "Løsning"), ("en", "What we do")):
        header = read(plan(sample(), language))[0]
        assert header[1] == first
        assert len(set(header)) == len(header)


def test_form_for_danish_excel():
    text = plan(sample())
    assert text.startswith("\ufeffNummer;Løsning;Problem;Ansvarlig;Frist;")
    assert text.endswith("\r\n")
    rows = read(text)
    assert all(len(row) == len(rows[0]) for row in rows)
    assert [row[0] for row in rows[1:]] == ["H1", "H2", "H3", "H4"]


def test_notes_with_day_and_author_but_nothing_confidential():
    document = done(
        blank(),
        AddRecord("action", {"measure": "Filt"}, "h"),
        AddRecord("note", {"about": "action:h", "text": "Købt"}, "n1"),
        AddRecord("note", {"about": "action:h", "text": "Hemmeligt", "confidential": True}, "n2"),
    )
    assert read(plan(document))[1][-2] == "2026-03-03 Karen Holm: Købt"


def test_the_last_column_says_what_is_late_and_what_has_stalled():
    values = {"measure": "Filt", "due": TODAY, "follow_up": TODAY}
    document = done(blank(), AddRecord("action", values, "h"))
    with in_language("en"):
        head, told = read(plan_csv(document, TODAY + timedelta(days=20)))
        assert head[-1] == "How it stands"
        assert told[-1] == (
            "Deadline 3/3/2026 (late); Follow-up 3/3/2026 (late); "
            "stalled: nobody responsible (set to: planned)"
        )
        assert told[head.index("Status")] == "planned", "the field itself, to be read back"
        assert read(plan_csv(document, TODAY))[1][-1] == ""


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=4), min_size=1, max_size=4))
def test_no_typed_text_becomes_a_formula_and_all_is_read_back(rows):
    found = read(csv_text(rows))
    for cells, back in zip(rows, found, strict=True):
        for text, cell in zip(cells, back, strict=True):
            assert cell[:1] not in set("=+-@\t\r")
            assert cell.lstrip()[:1] not in set("=+-@")
            assert unguarded(cell) == clean(text)


@given(TEXTS)
def test_the_guard_can_always_be_taken_off(text):
    assert unguarded(guarded(text)) == text


def test_hostile_documents():
    rows = read(plan(vicious()))
    assert all(len(row) == len(rows[0]) for row in rows)
    assert not any(cell[:1] in set("=+-@") for row in rows for cell in row)
