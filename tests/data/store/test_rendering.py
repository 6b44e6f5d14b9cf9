"""Documents as bytes: canonical, one record a line, and a save costs what it changes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from support.examples import examples
from support.strategies import ME, documents, one_of_each, saved

from data.edits.edits import Add, Author, Set, apply_all
from data.edits.records import SetField
from data.encoding.documents import CodecError, decode_document, encode_document
from data.model.document import Document, Meta
from data.store import rendering, strict_json
from data.store.rendering import Rendering
from data.store.store import Store


@settings(max_examples=examples(25))
@given(documents(12))
def test_what_is_rendered_reads_back(document):
    data = Rendering().render(document)
    assert strict_json.parse(data) == encode_document(document)
    assert Rendering().render(decode_document(strict_json.parse(data))) == data


def test_every_record_has_a_line_of_its_own():
    document = one_of_each()
    lines = Rendering().render(document).decode().splitlines()
    assert sum(line.startswith('"1": ') for line in lines) == 1 + len(list(document.records()))


def test_one_edit_in_ten_thousand_actions_renders_one_record(monkeypatch):
    edits = [Add("action", f"a{n}", {"measure": f"Handling {n}"}) for n in range(200)]
    document, *_ = apply_all(one_of_each(), edits, ME)
    # The rest are made without the commands, which would take longer than the test.
    rows = dict(document.tables["action"])
    first = document.tables["action"]["a1"]
    for n in range(200, 10_000):
        rows[f"a{n}"] = first.revised(id=f"a{n}", number=n + 2)
    document = replace(document, tables={**document.tables, "action": rows})
    encoded = []
    real = rendering.encode_record
    monkeypatch.setattr(
        rendering, "encode_record", lambda record: encoded.append(record.id) or real(record)
    )
    render = Rendering()
    render.render(document)
    assert len(encoded) > 10_000
    encoded.clear()
    changed, *_ = apply_all(document, [Set("action", "a5000", "percent", 5)], ME)
    data = render.render(saved(changed))
    assert encoded == ["a5000"]
    assert data == Rendering().render(saved(changed))


def test_what_would_not_read_back_is_not_written():
    document = one_of_each()
    action = document.tables["action"]["action"].revised(measure="to\nlinjer")
    with pytest.raises(CodecError):
        Rendering().render(document.with_record(action))


def test_an_empty_document_is_its_own_row():
    data = Rendering().render(Document(meta=Meta(document="doc")))
    assert set(strict_json.parse(data)) == {"meta"}


@pytest.mark.parametrize("ours", [True, False])
def test_the_first_save_of_a_session_proves_what_is_new_and_takes_the_rest_from_the_file(
    tmp_path, monkeypatch, ours
):
    """Each record of the file was read back once more at the first save: 149 ms for 10,000."""
    path = tmp_path / "amis.json"
    Store(path).put(one_of_each())
    if not ours:
        path.write_text(json.dumps(json.loads(path.read_text("utf-8"))))
    store = Store(path)
    known = store.load()
    proved = []
    real = rendering.decode_record
    monkeypatch.setattr(
        rendering, "decode_record", lambda kind, row: proved.append(kind) or real(kind, row)
    )
    store.run(SetField("action", "action", "percent", 5), Author("Mette", known.meta.saved_at))
    assert len(proved) == (1 if ours else sum(map(len, known.tables.values())))
    assert Store(path).load() == store.document
