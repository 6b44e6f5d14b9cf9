"""Documents as bytes: canonical, one record a line, and a save costs what it changes."""

from __future__ import annotations

import json
import random
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


def actions(count, start=0):
    first = one_of_each().tables["action"]["action"]
    return {
        f"a{n}": first.revised(id=f"a{n}", number=n + 1, measure=f"Handling {n}")
        for n in range(start, count)
    }


def with_actions(rows):
    document = one_of_each()
    tables = {**document.tables, "action": rows} if rows else dict(document.tables)
    if not rows:
        del tables["action"]
    return replace(document, tables=tables)


def stepped(document, chance, rows):
    """The document after some edit to its actions, of any sort."""
    there = list(document.tables.get("action", {}).values())
    sort = chance.randrange(7)
    if sort == 0 or not there:
        number = max(record.number for record in rows.values()) + 1
        rows[f"n{number}"] = (
            one_of_each().tables["action"]["action"].revised(id=f"n{number}", number=number)
        )
        return document.with_record(rows[f"n{number}"])
    some = chance.choice(there)
    if sort == 1:
        return document.without_record(some)
    if sort == 2:  # what was removed comes back, with its number
        return document.with_record(chance.choice(list(rows.values())))
    if sort == 3:  # as a reload gives it: equal, and others
        again = {record.id: record.revised() for record in there}
        return replace(document, tables={**document.tables, "action": again})
    if sort == 4:  # in another order
        chance.shuffle(there)
        again = {record.id: record for record in there}
        return replace(document, tables={**document.tables, "action": again})
    if sort == 5:  # several at once
        for one in chance.sample(there, min(len(there), 90)):
            document = document.with_record(one.revised(percent=chance.randrange(101)))
        return document
    return document.with_record(some.revised(topic=f"t{chance.randrange(9)}"))


@pytest.mark.parametrize("large", [20_000, 150])
@pytest.mark.parametrize("seed", range(4))
def test_what_is_spliced_is_what_would_be_rendered_anew(monkeypatch, large, seed):
    """Also where a table becomes a shelf and is a dictionary again."""
    monkeypatch.setattr("data.model.document._LARGE", large)
    chance = random.Random(seed)
    rows = actions(600, 300 * (seed % 2))
    document, render = with_actions(dict(rows)), Rendering()
    if seed % 2:
        render.know(document, Rendering().render(document))
    for step in range(40):
        assert render.render(document) == Rendering().render(document), step
        document = stepped(document, chance, rows)
    render.render(with_actions({}))
    assert render.render(document) == Rendering().render(document)


def test_two_records_of_one_number_are_not_written():
    rows = actions(5)
    document, render = with_actions(rows), Rendering()
    render.render(document)
    twice = document.with_record(rows["a3"].revised(id="other"))
    for each in (render, Rendering()):
        with pytest.raises(CodecError):
            each.render(twice)
    assert render.render(document) == Rendering().render(document)


def knows(document, data):
    render = Rendering()
    render.know(document, data)
    return not render.knows_none


def test_lines_are_known_where_they_lie_as_ours_do():
    document = with_actions(actions(700))
    data = Rendering().render(document)
    assert knows(document, data)
    assert not knows(document, data.replace(b"},\n", b"}, ", 5)), "two on one line"
    assert not knows(document, data.replace(b'"700": {', b'"701": {'))
    assert not knows(document, data.replace(b'"goal": {', b'"idea": {', 1))
    assert not knows(document, data[:-3] + b'\n"x": {}}\n'), "more than is known"
    assert not knows(document, data.replace(b"}\n", b"} \n"))
    assert not knows(with_actions(actions(699)), data)
    assert not knows(replace(document, meta=replace(document.meta, revision=99)), data)
    assert not knows(document, b"")


def test_a_line_somebody_wrote_in_another_way_stays_until_its_record_changes(tmp_path):
    path = tmp_path / "amis.json"
    rows = {**one_of_each().tables["action"], **actions(3, 1)}
    Store(path).put(with_actions(rows).counted("action", 3))
    theirs = path.read_bytes().replace(b'"id": "a1", "number": 2', b'"number": 2, "id": "a1"')
    path.write_bytes(theirs)
    store = Store(path)
    author = Author("Mette", store.load().meta.saved_at)
    store.run(SetField("action", "a2", "percent", 5), author)
    assert b'"number": 2, "id": "a1"' in path.read_bytes()
    store.run(SetField("action", "a1", "percent", 5), author)
    assert b'"id": "a1", "number": 2' in path.read_bytes()
    assert Store(path).load() == store.document
