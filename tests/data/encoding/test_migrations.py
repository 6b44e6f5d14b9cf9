"""Documents of any version: brought up step by step, newer ones refused, others not ours."""

from __future__ import annotations

import json

import pytest
from support.strategies import one_of_each

from data.encoding.documents import decode_document, encode_document
from data.encoding.migrations import MIGRATIONS, NewerSchemaError, migrate, schema_of
from data.model.document import SCHEMA_VERSION


def tables(schema):
    return {"meta": {"1": {"schema": schema}}}


def step(name):
    return lambda found: {**found, name: {}}


def test_every_older_version_has_a_way_up():
    assert set(MIGRATIONS) == set(range(1, SCHEMA_VERSION))


def test_a_document_of_today_is_left_as_it_is():
    today = json.loads(json.dumps(encode_document(one_of_each())))
    assert migrate(today) is today
    assert decode_document(migrate(today)) == one_of_each()


def test_steps_are_taken_in_order_from_where_the_document_is():
    steps = {1: step("one"), 2: step("two"), 3: step("three")}
    found = migrate(tables(2), known=4, steps=steps)
    assert list(found) == ["meta", "two", "three"]
    assert schema_of(found) == 4


def test_a_newer_document_is_told_apart():
    with pytest.raises(NewerSchemaError) as told:
        migrate(tables(SCHEMA_VERSION + 1))
    assert told.value.found == SCHEMA_VERSION + 1


@pytest.mark.parametrize(
    "strange", [{}, {"meta": {}}, {"meta": {"1": None}}, tables(None), tables("1"), tables(True),
                tables(0), tables(-3), tables(1.0)],
)  # fmt: skip
def test_what_says_no_version_is_none_of_ours(strange):
    with pytest.raises(KeyError):
        migrate(strange)
