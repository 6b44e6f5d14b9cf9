"""Values that fit exactly what a field holds, however they were written."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.documents import TODAY, blank, done

from data.commands.typed import Situation, find_record, fits, sent_value, typed_value
from data.edits.edits import checked
from data.edits.errors import Gone, Invalid
from data.edits.records import AddRecord
from data.i18n import in_language
from data.model.base import Record, specs
from data.model.competence import Task
from data.model.document import RECORD_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = done(
    blank(),
    AddRecord("goal", {"title": "Less noise"}, id="g"),
    AddRecord("goal", {"title": "Less dust"}, id="g2"),
    AddRecord("action", {"measure": "Screen"}, id="h"),
    AddRecord("note", {"about": "action:h", "text": "x"}, id="n"),
    AddRecord("person", {"name": "Karen Berg", "left_on": date(2025, 1, 1)}, id="gone"),
)
HERE = Situation(DOCUMENT, TODAY, "da")


@pytest.mark.parametrize(
    ("kind", "field", "text", "value"),
    [
        ("discussion", "starts", "9.30", "09:30"),
        ("discussion", "starts", "930", "09:30"),
        ("discussion", "starts", "9", "09:00"),
        ("discussion", "starts", "", ""),
        ("discussion", "form", "video", "video"),
        ("action", "due", "i morgen", date(2026, 3, 4)),
        ("action", "goal", "noise", "g"),
        ("action", "goal", "less noise", "g"),
        ("action", "goal", "m2", "g2"),
        ("action", "goal", "g2", "g2"),
        ("action", "owner", "karen holm", "s-p1"),
        ("action", "owner", "karen berg", "gone"),
        ("action", "owner", "karen", "s-p1"),
        ("person", "roles", "formand, leder", ("chair", "manager")),
        ("person", "roles", "", ()),
        ("agenda_item", "questions", "One?; Two, three?", ("One?", "Two, three?")),
        ("note", "about", "M1", "goal:g"),
        ("idea", "became", "action:h", "action:h"),
        ("workplace", "start_month", "", 1),
    ],
)
def test_typed(kind: str, field: str, text: str, value: Any) -> None:
    assert typed_value(HERE, kind, field, text) == value


@pytest.mark.parametrize(
    ("kind", "field", "text", "said"),
    [
        ("action", "goal", "less", "could be more than one: Less noise, Less dust"),
        ("action", "goal", "M9", "nothing in the document"),
        ("action", "goal", "P1", "nothing in the document"),
        ("note", "about", "M9", "nothing in the document"),
        ("discussion", "starts", "25", "09:30"),
        ("discussion", "starts", "nine", "09:30"),
        ("person", "roles", "formand, konge", "chair (chair)"),
        ("person", "term_years", "5", "from 1 to 4"),
        ("nothing", "x", "y", "no such kind"),
        ("discussion", "state", "approved", "by itself"),
        ("discussion", "id", "x", "no such field"),
    ],
)
def test_not_typed(kind: str, field: str, text: str, said: str) -> None:
    with in_language("en"), pytest.raises(Invalid) as caught:
        typed_value(HERE, kind, field, text)
    assert said in caught.value.sentence()


def test_finding_records() -> None:
    for text in ("H1", "h1", " H1 ", "action:h"):
        record = find_record(DOCUMENT, text)
        assert record is not None
        assert record.id == "h"
    note, workplace = find_record(DOCUMENT, "note 1"), find_record(DOCUMENT, "workplace")
    assert note is not None
    assert workplace is not None
    assert (note.id, workplace.kind) == ("n", "workplace")
    for text in (
        "",
        "H",
        "H0",
        "H٣",
        "Q1",
        "note",
        "note x",
        "note 9",
        "nothing 1",
        ":",
        "action:",
    ):
        assert find_record(DOCUMENT, text) is None


@pytest.mark.parametrize(
    ("kind", "field", "value", "meant"),
    [
        ("action", "owner", "P1", "s-p1"),
        ("action", "owner", "s-p1", "s-p1"),
        ("action", "helpers", ["P1", "s-p2"], ("s-p1", "s-p2")),
        ("note", "about", "H1", "action:h"),
        ("action", "due", "2026-12-01", date(2026, 12, 1)),
        ("action", "helpers", None, ()),
        ("action", "measure", None, ""),
    ],
)
def test_sent(kind: str, field: str, value: Any, meant: Any) -> None:
    assert sent_value(DOCUMENT, kind, field, value) == meant


FIELDS = [
    (cls, spec) for cls in RECORD_CLASSES for spec in specs(cls).values() if not spec.automatic
]


@contextmanager
def refused_in_words() -> Iterator[None]:
    try:
        yield
    except (Invalid, Gone) as error:
        if not error.sentence():
            raise


@given(st.sampled_from(FIELDS), st.text(max_size=30))
def test_whatever_is_typed_fits_or_is_refused_with_a_sentence(
    field: tuple[type[Record], Any], text: str
) -> None:
    cls, spec = field
    with refused_in_words():
        value = typed_value(HERE, cls.kind, spec.name, text)
        checked(DOCUMENT, cls.kind, spec.name, value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["P1", "M1", "H1", "g", "2026-01-01", "done"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)  # fmt: skip


@given(st.sampled_from(FIELDS), json_values)
@example((Task, specs(Task)["focus_area"]), "0")  # part of a record that is not there
def test_whatever_is_sent_fits_or_is_refused_with_a_sentence(
    field: tuple[type[Record], Any], value: Any
) -> None:
    cls, spec = field
    with refused_in_words():
        meant = sent_value(DOCUMENT, cls.kind, spec.name, value)
        checked(DOCUMENT, cls.kind, spec.name, meant)


def test_every_field_says_what_it_takes() -> None:
    for _cls, spec in FIELDS:
        assert "{" not in fits(spec)
