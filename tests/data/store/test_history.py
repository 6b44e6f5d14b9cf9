"""The history file: complete, in order, and cut clean of what a crash left."""

from __future__ import annotations

import errno
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples

from data.edits.edits import Add, Set
from data.store import history as module
from data.store.history import History, HistoryEntry, decode_entry, encode_entry
from data.store.system import System

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def entry(revision, identity="", text="x", who="Mette"):
    return HistoryEntry(
        revision=revision,
        id=identity or f"r{revision}",
        at=AT,
        who=who,
        name="set",
        edits=(Set("action", "a", "measure", text, base="før"),),
        inverses=(Set("action", "a", "measure", "før", base=text),),
    )


@pytest.fixture
def history(tmp_path):
    document = tmp_path / "plan.json"
    document.write_text("{}")
    return History(tmp_path / "plan.history.jsonl", document)


def test_an_entry_comes_back_as_it_was():
    told = HistoryEntry(
        revision=7, id='r"\\7', at=AT, who="Mette Ø", name="undo", undoes="r1", redoes="r2",
        edits=(Add("action", "a", {"measure": "Støj", "due": AT.date()}),), inverses=(),
    )  # fmt: skip
    line = encode_entry(told)
    assert decode_entry(line) == told
    assert line.count(b"\n") == 1


@pytest.mark.parametrize(
    "line",
    [b"", b"\n", b"{}", b"null\n", b"[1]\n", b'{"revision": 1}\n', b"\xff\xfe\n", b'"x"\n',
     encode_entry(entry(1))[:-20], encode_entry(entry(1)).replace(b'"set"', b'"paint"'),
     encode_entry(entry(1)).replace(b"2026-03-02T", b"yesterday")],
)  # fmt: skip
def test_a_line_that_is_no_entry_stands_for_nothing(line):
    assert decode_entry(line) is None


@settings(max_examples=examples(60))
@given(st.lists(st.text(max_size=40), max_size=12), st.integers(1, 90))
def test_lines_are_read_backwards_whatever_the_size_of_the_pieces(tmp_path_factory, texts, chunk):
    folder = tmp_path_factory.mktemp("history")
    path = folder / "plan.history.jsonl"
    told = [entry(n, text=text.encode("utf-8", "replace").decode()) for n, text in enumerate(texts)]
    path.write_bytes(b"".join(map(encode_entry, told)))
    history = History(path, folder / "plan.json")
    before, module._CHUNK = module._CHUNK, chunk
    try:
        found = list(history.newest_first())
    finally:
        module._CHUNK = before
    assert found == list(history.oldest_first())[::-1]
    assert [one.revision for one in found] == list(range(len(texts)))[::-1]


def test_there_may_be_no_history_yet(history):
    assert list(history.newest_first()) == list(history.oldest_first()) == []
    assert history.find("r1", 9) is None


def test_what_never_came_to_be_is_cut_off(history):
    for revision in (1, 2, 3):
        history.append(entry(revision))
    history.append(entry(3, "again"))  # the document was still at 2
    assert [one.id for one in history.oldest_first()] == ["r1", "r2", "again"]


@pytest.mark.parametrize(
    "wreck", [b'{"revision":3,"id":"to', b"\x00" * 40, b"{}\n", b"\n\n", b"x\n"]
)
def test_torn_lines_are_cut_off(history, wreck):
    history.append(entry(1))
    history.append(entry(2))
    with history.path.open("ab") as file:
        file.write(wreck)
    history.append(entry(3))
    assert history.path.read_bytes() == b"".join(encode_entry(entry(n)) for n in (1, 2, 3))


def test_a_request_is_found_and_one_that_never_came_to_be_is_not(history):
    history.append(entry(1, "a"))
    history.append(entry(2, "b"))
    assert history.find("a", 2) == entry(1, "a")
    assert history.find("b", 1) is None
    assert history.find("b", 2) == entry(2, "b")
    assert history.find("c", 2) is None


def test_a_line_another_session_put_in_place_of_a_wreck_is_not_taken_for_it(history):
    """Two sessions: this one looked while the wreck was there; the other cut it and went on."""
    other = History(history.path, history._document)
    other.append(entry(1, "a"))
    other.append(entry(2, "wreck"))  # and died before the document
    assert history.find("wreck", 1) is None
    for text in ("x", "y" * 50):
        other.append(entry(2, "other", text))
        assert history.find("wreck", 2) is None
        assert history.find("other", 2) == entry(2, "other", text)


def test_a_history_put_back_from_a_copy_is_read_anew(history):
    for revision in (1, 2, 3):
        history.append(entry(revision))
    assert history.find("r3", 3) is not None
    copy = history.path.with_name("copy")
    copy.write_bytes(b"".join(encode_entry(entry(n, f"s{n}", "y" * 99)) for n in (1, 2, 3)))
    copy.rename(history.path)
    assert history.find("r3", 3) is None
    assert history.find("s2", 3) is not None


def test_only_lines_that_mention_an_id_are_read(history, monkeypatch):
    read = []
    monkeypatch.setattr(
        module, "decode_entry", lambda line: read.append(line) or decode_entry(line)
    )
    for revision in range(1, 30):
        history.append(entry(revision, text=f"t{revision}"))
    assert [one.revision for one in history.newest_first("r7")] == [7]
    assert len(read) == 1


@pytest.mark.parametrize("chunk", [50, 300, 1 << 16])
def test_lines_that_hold_something_are_those_of_all_that_hold_it(history, monkeypatch, chunk):
    history.path.write_bytes(b"".join(encode_entry(entry(n, text=f"t{n % 7}")) for n in range(90)))
    monkeypatch.setattr(module, "_CHUNK", chunk)
    every = list(history.lines_backwards())
    for holding in (b"", b"t3", b'"r8', b"nowhere", b"}\n"):
        found = list(history.lines_backwards(holding))
        assert found == [(line, start) for line, start in every if holding in line]


def test_each_byte_is_read_once_on_the_way_back(tmp_path):
    """A megabyte was read for each piece of sixty-four kilobytes: sixteen times the history."""

    class Counting(System):
        taken = 0

        def pread(self, fd, size, offset):
            data = super().pread(fd, size, offset)
            self.taken += len(data)
            return data

    path, system = tmp_path / "plan.history.jsonl", Counting()
    path.write_bytes(b"".join(encode_entry(entry(n)) for n in range(10_000)))
    history = History(path, tmp_path / "plan.json", system=system)
    assert list(history.newest_first("nobody")) == []
    size = path.stat().st_size
    assert size > 40 * module._CHUNK
    assert size <= system.taken < size + module._CHUNK


def test_requests_are_known_without_reading_whole_entries(history, monkeypatch):
    for revision in range(1, 30):
        history.append(entry(revision))
    loads = []
    real = json.loads
    monkeypatch.setattr(module.json, "loads", lambda text: loads.append(len(text)) or real(text))
    history.find("none", 99)
    assert max(loads) < 10


def test_a_history_is_put_aside_whole(history):
    history.put_aside(AT)
    history.append(entry(1))
    data = history.path.read_bytes()
    for _ in range(2):
        history.put_aside(AT)
        history.path.write_bytes(data)
    kept = sorted(place.name for place in history.path.parent.glob("*earlier*"))
    assert len(kept) == 2
    assert (history.path.parent / kept[0]).read_bytes() == data


def test_a_disk_that_will_not_close_what_was_only_read_says_nothing_against_it(tmp_path):
    """Who stops reading early was told of trouble nobody could be told: a traceback of Python's."""

    class Unwilling(System):
        def close(self, fd):
            super().close(fd)
            raise OSError(errno.EIO, "close")

    document = tmp_path / "plan.json"
    History(tmp_path / "history", document).append(entry(1))
    history = History(tmp_path / "history", document, system=Unwilling())
    entries = history.newest_first()
    assert next(entries) == entry(1)
    entries.close()
    assert len(history.rows()) == 1
