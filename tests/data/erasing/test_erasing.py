"""A person is forgotten: afterwards no byte of any file AMIS keeps says their name."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.documents import NOW, TODAY, blank, done, sample
from support.examples import examples

from data.commands.approval import ApproveDiscussion, ReopenDiscussion
from data.edits.edits import Author
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.erasing.disk import ERASE, erase, look_for
from data.erasing.texts import Subject, forget, names_of, subject_of
from data.export.meetings.discussion import discussion_minutes
from data.model.discussion import Attendance, Discussion, Note
from data.model.document import Document
from data.model.plan import Action
from data.model.workplace import Person, Training
from data.own.drafts import Drafts
from data.store.copies import folder as copies_folder
from data.store.errors import DiskTrouble, StoreError
from data.store.history import history_path
from data.store.past import document_at
from data.store.store import CannotUndo, NothingToUndo, Store
from data.store.system import System

NAME = "Jonas Bøgh Lind"
MAIL = "jonas.lind@laerkereden.dk"


class Folder:
    """A document with a past, in which somebody is everywhere."""

    def __init__(self, path, place, rows):
        self.path = path
        self.place = place
        self.rows = rows
        self.store = Store(place)
        self.drafts = Drafts(path / "state", "doc")
        self.now = NOW

    def run(self, command, who="Karen Holm"):
        self.now += timedelta(hours=2)
        return self.store.run(command, Author(who, self.now))

    def set(self, kind, identity, **values):
        for name, value in values.items():
            self.run(SetField(kind, identity, name, value))

    def everything(self, *, exports=False):
        """The bytes of every file, as they are and with JSON's escapes undone."""
        for path in sorted(self.path.rglob("*")):
            if path.is_dir() or (not exports and "export" in path.parts):
                continue
            yield from self._told(path, path.read_bytes())
        for table, data in self.rows():
            yield from self._told(Path(table), data)

    @staticmethod
    def _told(path, data):
        yield path, data.decode("utf-8", "replace").casefold()
        yield path, data.decode("unicode_escape", "replace").casefold()

    def mentions(self, *needles, **kwargs):
        return sorted(
            {
                path.name
                for path, text in self.everything(**kwargs)
                if any(needle.casefold() in text for needle in needles)
            }
        )


@pytest.fixture
def folder(request, tmp_path, place):
    rows = lambda: ()  # noqa: E731
    if not isinstance(place, Path):
        rows = partial(request.getfixturevalue("postgres").rows, place.workplace)
    place = Folder(tmp_path, place, rows)
    ready = sample()
    jonas = next(p for p in ready.all(Person) if p.name == "Jonas Lind")
    ready = replace(ready, meta=replace(ready.meta, document="doc"))
    place.store.put(ready)
    place.id = jonas.id
    place.set("person", jonas.id, name=NAME, email=MAIL, short="JBL", left_on=TODAY)
    place.run(AddRecord("training", {"person": jonas.id, "remark": f"{NAME} var glad"}, "t1"))
    place.run(AddRecord("training", {"person": jonas.id, "subject": "x"}, "t2"))
    place.run(DeleteRecord("training", "t2"))
    place.run(AddRecord("note", {"about": f"person:{jonas.id}", "text": "Om ham"}, "n1"))
    place.run(AddRecord("action", {"measure": f"Ring til {NAME.upper()}", "owner": jonas.id}, "x1"))
    place.set("action", "x1", problem=f"Jonas Linds idé.\nSpørg  Jonas\nLind: {MAIL} (JBL)")
    place.set("action", "x1", measure="Ring")
    place.run(AddRecord("note", {"about": "action:x1", "text": "Lind, Jonas sagde ja"}, "n2"))
    place.run(DeleteRecord("note", "n2"))
    place.run(AddRecord("idea", {"text": "Jonas Lindbergs have"}, "i1"), who="Jonas Lind")
    discussion = place.store.document.all(Discussion)[0]
    minutes = discussion_minutes(place.store.document, discussion, today=TODAY)
    place.run(ApproveDiscussion(discussion.id, NAME, TODAY, minutes))
    place.store.undo(Author("Karen Holm", place.now))
    place.store.redo(Author("Karen Holm", place.now))
    place.drafts.save("note", f"Husk {NAME}")
    place.drafts.save("unsaved", json.dumps([{"text": NAME}], ensure_ascii=False))
    place.store.keeper.here("jonas", NAME, NOW).announce("plan", NOW)
    old = {"revision": 1, "id": "a", "who": NAME, "edits": [], "inverses": []}
    beside = place.store.path.parent
    beside.mkdir(exist_ok=True)
    beside.joinpath("plan.history.earlier-2025-01-01T0000.jsonl").write_text(json.dumps(old))
    beside.joinpath("plan.damaged-2025-01-01T0000.json").write_text(f'{{"x": "{NAME}')
    place.store.keeper.copies.receive(b'{"torn": "' + NAME.encode(), NOW - timedelta(days=40))
    place.exported = exported = beside / "export"
    exported.mkdir()
    (exported / "referat.md").write_text(minutes)
    (exported / "plan.xlsx").write_bytes(b"PK\x03\x04...")
    (exported / "andet.md").write_text("Intet")
    return place


NEEDLES = (
    NAME, "Jonas Lind", "Lind, Jonas", MAIL, "JBL", "Jonas\\nLind", "Jonas\nLind", "Om ham",
    "var glad",
)  # fmt: skip


def person(folder):
    return folder.store.document.get(Person, folder.id)


def gone(folder, **kwargs):
    at = Author("Karen Holm", folder.now + timedelta(days=1))
    return erase(folder.store, person(folder), at, drafts=folder.drafts, **kwargs)


def without_lindberg(folder, needles, **kwargs):
    """Where the needles are, the one who is only called something similar aside."""
    hits = []
    for path, text in folder.everything(**kwargs):
        text = text.replace("jonas lindberg", "")
        hits += [(path.name, needle) for needle in needles if needle.casefold() in text]
    return hits


def test_they_are_everywhere_before(folder):
    assert len(folder.mentions(NAME)) >= 6
    assert folder.store.keeper.copies.listed()


def test_no_byte_says_the_name_afterwards(folder):
    gone(folder, exports=True)
    assert without_lindberg(folder, NEEDLES, exports=True) == []


def test_what_was_handed_out_is_named_and_left(folder):
    _change, found = gone(folder)
    assert found.exports == ("referat.md",)
    assert found.unread == ("plan.xlsx",)
    assert (folder.exported / "referat.md").exists()
    assert without_lindberg(folder, NEEDLES) == []


def test_only_what_names_them_is_deleted_when_asked(folder):
    gone(folder, exports=True)
    names = sorted(path.name for path in (folder.exported).iterdir())
    assert names == ["andet.md", "plan.xlsx"]


def test_the_document_is_whole_and_says_that_it_was_done(folder):
    before = folder.store.document
    change, found = gone(folder)
    fresh = Store(folder.place)
    document = fresh.load()
    assert document == change.after
    assert document.meta.revision == before.meta.revision + 1
    assert list(document.dangling()) == []
    assert document.get(Person, folder.id) is None
    assert document.all(Training) == ()
    assert document.get(Note, "n1") is None
    action = document.get(Action, "x1")
    assert action.owner is None
    assert action.problem.startswith("(slettet person) idé.")
    assert "Jonas Lindbergs have" in document.record("idea", "i1").text
    names = [row.name for row in document.all(Attendance)]
    assert "(slettet person)" in names
    assert len(names) == len(before.all(Attendance))
    assert found.minutes == ("D1",)
    newest = next(fresh.history.newest_first())
    assert (newest.name, newest.who, newest.edits) == (ERASE, "Karen Holm", ())
    assert len(list(fresh.history.oldest_first())) == len(before_lines(before, folder)) + 1


def before_lines(_before, folder):
    return [entry for entry in folder.store.history.oldest_first() if entry.name != ERASE]


def test_looking_changes_nothing(folder):
    before = list(folder.everything(exports=True))
    found = look_for(folder.store, person(folder), drafts=folder.drafts)
    assert list(folder.everything(exports=True)) == before
    _change, done_ = gone(folder)
    assert found == done_
    assert found.records > 3
    assert found.lines > 5
    assert found.copies >= 2
    assert found.drafts == 2
    assert len(found.beside) == 2
    assert found.count == (
        found.records + found.lines + found.copies + len(found.beside) + found.drafts
    )


def test_nothing_brings_them_back(folder):
    gone(folder)
    late, passed = Author("Karen Holm", folder.now + timedelta(days=2)), set()
    for _turn in range(40):
        try:
            folder.store.undo(late, frozenset(passed))
        except NothingToUndo:
            break
        except CannotUndo as error:
            passed.add(error.done_as)
    assert without_lindberg(folder, NEEDLES) == []


def test_the_past_can_still_be_walked(folder):
    gone(folder)
    document = folder.store.document
    for revision in range(1, document.meta.revision):
        past = document_at(document, folder.store.history.newest_first(), revision)
        assert NAME not in repr(list(past.records()))


def test_others_see_it_and_go_on(folder):
    other = Store(folder.place)
    other.load()
    gone(folder)
    assert other.poll() is not None
    change = other.run(AddRecord("idea", {"text": "Videre"}), Author("Bent Olsen", folder.now))
    assert change.after.meta.revision == folder.store.document.meta.revision + 1
    assert without_lindberg(folder, NEEDLES) == []


def test_doing_it_again_finds_nothing(folder):
    gone(folder)
    left = look_for(folder.store, None, [NAME, MAIL, "JBL"], folder.drafts)
    assert left.count == 0


def test_an_interruption_is_made_good_by_doing_it_again(folder, monkeypatch):
    def broken(*_args):
        raise StoreError(folder.store.path)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "put_in_place", broken)
        with pytest.raises(StoreError):
            gone(folder)
    again = Store(folder.place)
    again.load()
    assert again.document.get(Person, folder.id) is not None
    folder.store = again
    gone(folder, exports=True)
    assert without_lindberg(folder, NEEDLES) == []


def test_one_who_was_deleted_long_ago_is_found_by_name(folder):
    discussion = folder.store.document.all(Discussion)[0]
    folder.run(ReopenDiscussion(discussion.id, "x"))
    folder.run(DeleteRecord("person", folder.id))
    at = Author("Karen Holm", folder.now + timedelta(days=1))
    erase(folder.store, None, at, [NAME], folder.drafts, exports=True)
    assert without_lindberg(folder, NEEDLES, exports=True) == []


@pytest.mark.parametrize("place", ["file"], indirect=True)
def test_files_keep_owner_and_mode(folder):
    folder.store.path.chmod(0o660)
    folder.store.share_alike()
    gone(folder)
    for path in (folder.store.path, history_path(folder.store.path)):
        assert path.stat().st_mode & 0o777 == 0o660


# -- names -------------------------------------------------------------------------------------


def who(*names):
    return Subject(tuple(names), "(x)")


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Bo Ek", "Bo Eks bil, BO EK, bo ek", "(x) bil, (x), (x)"),
        ("Bo Ek", "Bo Ekström og Limbo Ek", "Bo Ekström og Limbo Ek"),
        ("Bo Ek", "(Bo Ek), »Bo Ek«, Bo Ek's", "((x)), »(x)«, (x)"),
        ("Anne-Marie O'Neil", "Anne\\-Marie O'Neil", "(x)"),
        ("Åse Ørum", "Åse Ørum", "(x)"),
        ("JBL", "JBL, jbl, JBLX", "(x), jbl, JBLX"),
        ("a.b@c.dk", "Mail: a.b@c.dk.", "Mail: (x)."),
        ("aab@c.dk", "a.b@c.dk", "a.b@c.dk"),
        ("A", "A", "A"),
    ],
)
def test_names_are_found_as_people_write_them(name, text, left):
    assert who(name).scrub(text) == left


def test_no_names_is_nothing_to_find():
    assert who().scrub("x") == "x"
    assert not who("").finds("x")


def test_others_of_the_same_name_keep_it():
    document = blank()
    document = done(document, AddRecord("person", {"name": "Jonas Lind", "short": "JL"}, "twin"))
    twin = document.get(Person, "twin")
    assert names_of(document, twin) == ("Jonas Lind", "JL")
    assert subject_of(document, twin).names == ("Lind, Jonas", "JL")


_WORD = st.text(st.characters(categories=["Lu", "Ll"]), min_size=2, max_size=8)


@settings(max_examples=examples(80))
@given(st.lists(_WORD, min_size=1, max_size=3), st.text(max_size=20), st.text(max_size=20))
def test_whatever_the_name_it_goes(words, before, after):
    name = " ".join(words)
    text = f"{before} {name} {after}"
    assert not who(name).finds(who(name).scrub(text))


def test_forgetting_nobody_changes_nothing():
    document = sample("amo", "da")
    subject = subject_of(document, None, ["Ingen Sådan"])
    assert forget(document, subject).document == document
    assert forget(Document(), subject).document == Document()


def test_a_draft_that_cannot_be_read_is_named_and_not_passed_over(folder):
    spoilt = next(path for path in (folder.path / "state" / "drafts").iterdir())
    spoilt.write_bytes(b'{"text": "Jon')
    assert spoilt.name in look_for(folder.store, person(folder), drafts=folder.drafts).unread
    _change, traces = gone(folder)
    assert spoilt.name in traces.unread


@pytest.mark.parametrize("place", ["file"], indirect=True)
def test_copies_that_cannot_be_listed_are_not_taken_for_none(folder):
    class Unlisted(System):
        def listdir(self, where):
            if isinstance(where, int) and same_file(where, copies_folder(folder.store.path)):
                raise OSError(errno.EIO, "EIO")
            return super().listdir(where)

    before = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    folder.store = Store(folder.store.path, system=Unlisted())
    folder.store.load()
    with pytest.raises(DiskTrouble) as told:
        gone(folder)
    assert told.value.path == copies_folder(folder.store.path)
    after = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    assert after == before


def same_file(fd, path):
    return os.path.samestat(os.fstat(fd), path.stat())
