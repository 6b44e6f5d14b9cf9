"""Whatever is wrong with a document is said in Danish: where in people's words, and the value."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from support.strategies import one_of_each

from data.edits.edits import checked, decode_edit
from data.edits.errors import Invalid
from data.encoding.documents import encode_document
from data.i18n import in_language
from data.store.errors import Damaged
from data.store.reading import read_document

GONE: Any = object()
"""The field is taken away."""

WRONG = [
    ("action", "due", "i morgen", "Handling H1, Frist: \"i morgen\" er ikke en dato"),
    ("action", "due", 5, "Handling H1, Frist: 5 er ikke en dato"),
    ("action", "measure", None, "Handling H1, Løsning: null er ikke en tekst"),
    ("action", "measure", "", "Handling H1, Løsning: er ikke udfyldt"),
    ("action", "status", "sovende", "Handling H1, Status: \"sovende\" er ikke en af planned, "),
    ("action", "goal", "Æ", "Handling H1, Bidrager til målet: \"Æ\" er ikke et id"),
    ("action", "goal", "borte", "Handling H1, Bidrager til målet: peger på noget, der ikke findes"),
    ("action", "farve", "rød", "Handling H1, farve: det felt findes ikke"),
    ("action", "deadline", "x", "Handling H1, deadline: det felt findes ikke"),
    ("action", "number", 0, "Handling action, Nummer: 0 kan ikke være et nummer"),
    ("action", "number", GONE, "Handling, Nummer: mangler"),
    ("action", "number", 2, "Handling action: står som nummer 1, men kalder sig nummer 2"),
    ("action", "id", "Æ", "Handling, id: \"Æ\" er ikke et id"),
    ("action", "created_by", 1, "Handling action: et navn er ikke en tekst"),
    ("action", "created_at", "i går", "Handling action, Oprettet: \"i går\" er ikke et tidspunkt"),
    ("workplace", "employees", "24", "Arbejdsplads 1, Antal ansatte: \"24\" er ikke et helt tal"),
    ("workplace", "employees", -1, "Arbejdsplads 1, Antal ansatte: -1 er ikke mellem 0 og "),
    ("action", "permanent", "ja", "\"ja\" er hverken true eller false"),
    ("discussion", "starts", "25:00", "\"25:00\" er ikke et klokkeslæt"),
    ("agenda_item", "questions", "x" * 99, f'"{"x" * 39}… er ikke en liste'),
    ("note", "about", "nogen", "\"nogen\" er ikke en henvisning"),
    ("person", "roles", "chair", "Person P1, Roller: \"chair\" er ikke en liste"),
    ("meta", "document", "Æ", "Om dokumentet, document: \"Æ\" er ikke et id"),
    ("meta", "revision", "3", "Om dokumentet, revision: \"3\" er ikke et helt tal"),
    ("meta", "saved_at", "før", "Om dokumentet, saved_at: \"før\" er ikke et tidspunkt"),
    ("meta", "saved_by", 1, "Om dokumentet, saved_by: et navn er ikke en tekst"),
    ("meta", "counters", [], "Om dokumentet, counters: de højeste numre"),
    ("meta", "counters", {}, ": nummeret er aldrig blevet givet"),
    ("meta", "farve", "rød", "Om dokumentet, farve: det felt findes ikke"),
]  # fmt: skip


def refused(tables, tmp_path):
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(tables, ensure_ascii=False))
    with pytest.raises(Damaged) as caught:
        read_document(path)
    return caught.value


@pytest.mark.parametrize(("kind", "field", "value", "said"), WRONG)
def test_the_place_and_the_value_are_said_in_danish(kind, field, value, said, tmp_path):
    tables = encode_document(one_of_each())
    row = tables[kind]["1"]
    if value is GONE:
        del row[field]
    else:
        row[field] = value
    error = refused(tables, tmp_path)
    with in_language("da"):
        assert said in error.sentence()
        assert "{" not in error.sentence()
        assert len(error.sentence()) < 400
    with in_language("en"):
        assert said not in error.sentence(), "the language is that of the showing"
    assert pickle.loads(pickle.dumps(error)).reason == error.reason


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"poems": {"1": {}}}, "poems: den tabel kender AMIS ikke"),
        ({"meta": {}}, "det er ikke et af AMIS’ dokumenter"),
        ({"meta": {"1": {"schema": 1}, "2": {}}}, "tabellen meta mangler eller er ikke én række"),
    ],
)
def test_tables_that_are_none_of_ours(change, said, tmp_path):
    error = refused(encode_document(one_of_each()) | change, tmp_path)
    with in_language("da"):
        assert said in error.sentence()


def test_what_is_no_object_or_stands_twice(tmp_path):
    tables = encode_document(one_of_each())
    tables["action"]["2"] = {**tables["action"]["1"], "number": 2}
    tables["meta"]["1"]["counters"]["action"] = 2
    with in_language("da"):
        assert "Handling action: id’et er brugt to gange" in refused(tables, tmp_path).sentence()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("due", "i morgen", "Frist: sådan en værdi kan ikke stå her. Intet er ændret."),
        ("status", "sovende", 'Status: "sovende" er ikke en af planned, '),
        ("measure", 5, "Løsning: 5 er ikke en tekst"),
        ("farve", "x", "farve: det felt findes ikke"),
        ("goal", "borte", "Bidrager til målet: borte findes ikke i dokumentet"),
    ],
)
def test_a_value_that_is_refused_is_refused_in_danish(field, value, said):
    with in_language("da"), pytest.raises(Invalid) as caught:
        checked(one_of_each(), "action", field, value)
    with in_language("da"):
        assert said in caught.value.sentence()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, "det er ikke en rettelse, eller der mangler noget i den"),
        ({"op": "paint", "kind": "action"}, 'der er ingen rettelse, der hedder "paint"'),
        (
            {"op": "set", "kind": "action", "id": "a", "field": "due", "value": "x"},
            '"x" er ikke en dato',
        ),
        (
            {"op": "restore", "kind": "action", "record": {"id": "a"}},
            "Handling, Nummer: mangler",
        ),
    ],
)
def test_an_edit_that_is_none_is_refused_in_danish(row, said):
    with in_language("da"), pytest.raises(Invalid) as caught:
        decode_edit(row)
    with in_language("da"):
        assert said in caught.value.sentence()
