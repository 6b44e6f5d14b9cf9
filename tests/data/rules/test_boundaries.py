"""The rules on their boundaries: a table of days, people, sizes and agreements, each with a source.

`boundaries.tsv` says what is changed in a document in which nothing is missing, the day it is
looked at, and what the rule then finds: nothing, something soon due, or a weight.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from support.complete import NAMES, complete, put
from support.documents import done

from data.commands.typed import sent_value
from data.edits.records import AddRecord, SetField
from data.i18n import in_language
from data.model.base import Record, Shape, specs
from data.model.document import PREFIXES, Document
from data.rules.catalogue import codes
from data.rules.judgement import judge
from data.rules.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = Path(__file__).parent / "boundaries.tsv"


class Line(NamedTuple):
    """One row of the table."""

    rule: str
    document: str
    changes: str
    day: str
    found: str
    source: str


def lines() -> list[Line]:
    text = TABLE.read_text("utf-8").splitlines()
    return [Line(*row.split("\t")) for row in text if not row.startswith("#")]


LINES = lines()


def changed(document: Document, changes: str) -> Document:
    """The document with the changes of a row."""
    for change in changes.split():
        if change.startswith("-"):
            found = document.find(change[1:])
            assert found is not None, change
            document = document.without_record(found)
            continue
        code, _dot, told = change.removeprefix("+").partition(".")
        name, _equals, value = told.partition("=")
        if change.startswith("+"):
            document = done(document, AddRecord(kind_of(code), {name: value}, f"new{code.lower()}"))
        else:
            document = one_changed(document, code, name, value)
    return document


def kind_of(code: str) -> str:
    return PREFIXES[code[0]].kind


def one_changed(document: Document, code: str, name: str, value: str) -> Document:
    record = (
        document.workplace if code == "W" else document.record(kind_of(code), f"new{code.lower()}")
    )
    record = record or document.find(code)
    assert record is not None, code
    given = value_of(document, record, name, value)
    if code == "W" and name in {"employees", "regime"}:
        # As it was before there was a note of it: when the size changed is not known.
        return put(document, record, **{name: given})
    if code.startswith("D"):
        return put(document, record, **{name: given})
    return done(document, SetField(record.kind, record.id, name, given))


def value_of(document: Document, record: Record, name: str, value: str) -> Any:
    spec = specs(type(record))[name]
    if value in {"", "-"}:
        return spec.default
    if spec.choices is not None and spec.shape is Shape.CHOICES:
        return tuple(spec.choices(each) for each in value.split(","))
    if spec.choices is not None:
        return spec.choices(value)
    if spec.shape is Shape.REFS:
        return tuple(value.split(","))
    if spec.shape is Shape.FLAG:
        return value == "yes"
    if spec.shape is Shape.COUNT:
        return int(value)
    return sent_value(document, record.kind, name, value)


def found_on(document: Document, line: Line) -> str:

    with in_language("en"):
        results = judge(document, date.fromisoformat(line.day))
    (result,) = (each for each in results if each.rule.code == line.rule)
    if result.verdict is Verdict.RESTS:
        return "rests"
    told = {"soon" if f.soon else str(f.severity) for f in result.found}
    return ",".join(sorted(told)) or "-"


@pytest.mark.parametrize(
    "line", LINES, ids=[f"{n}-{line.rule}-{line.day}" for n, line in enumerate(LINES)]
)
def test_boundary(line: Line) -> None:
    document = changed(complete(line.document), line.changes)
    assert found_on(document, line) == line.found, line


def test_the_table_is_long_and_every_row_has_a_source() -> None:
    assert len(LINES) >= 150
    assert all(line.source.strip() and line.document in NAMES for line in LINES)
    assert {line.found for line in LINES} >= {"-", "soon", "law", "reading", "advice", "rests"}
    # R21 to R27 are our own advice, and have their edges in test_judgement.
    assert {line.rule for line in LINES} >= set(codes()) - set(advice())


def advice() -> Iterator[str]:
    yield from (f"R{number}" for number in range(21, 28))
