"""A document that cannot be used: the newest good state is found, and put in its place."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from support.examples import spread
from support.faults import ERRNOS, Faulty, Killed

from data.commands.setup import SetUpWorkplace
from data.edits.edits import Author
from data.edits.records import AddRecord, SetField
from data.model.plan import Action
from data.store import copies
from data.store.errors import Damaged, Missing, Newer, NotRegular, Stale, StoreError
from data.store.recovery import NothingGood, Recovery
from data.store.store import Store

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def at(hours, who="Mette"):
    return Author(who, START + timedelta(hours=hours))


def add(name):
    return AddRecord("action", {"measure": name}, name)


@pytest.fixture
def path(tmp_path):
    """Six saves; copies of the first and the fourth."""
    place = tmp_path / "plan" / "plan.json"
    store = Store(place)
    store.create(SetUpWorkplace("Værkstedet", 24), at(0))
    store.run(add("a"), at(0))
    store.run(SetField("action", "a", "percent", 10), at(0, "Jens"))
    store.run(add("b"), at(2))
    store.undo(at(2))
    store.run(add("c"), at(2))
    assert [copy.number for copy in copies.list_copies(place)] == [2, 1]
    return place


def broken(path):
    path.write_bytes(path.read_bytes()[:-20])


def newer(path):
    path.write_text(path.read_text().replace('"schema": 1', '"schema": 99'))


def older(path):
    shutil.copy(copies.list_copies(path)[-1].path, path)


def removed(path):
    path.unlink()


TROUBLES = {Damaged: broken, Newer: newer, Stale: older, Missing: removed}


@pytest.mark.parametrize("kind", TROUBLES)
def test_the_copy_and_what_the_history_has_after_it_lose_nothing(path, kind):
    good = Store(path).load()
    assert Recovery(path).trouble() is None
    TROUBLES[kind](path)
    before = path.read_bytes() if path.exists() else None
    recovery = Recovery(path)
    assert type(recovery.trouble()) is kind
    rescue = recovery.rescue()
    assert rescue.document == good
    assert (rescue.replayed, rescue.lost) == ((5, 0) if kind is Stale else (2, 0))
    assert rescue.source == (path if kind is Stale else copies.list_copies(path)[0].path)
    done = recovery.recover(at(5, "Jens"))
    store = Store(path)
    found = store.load()
    assert found.tables == good.tables
    assert (found.meta.revision, found.meta.saved_by) == (7, "Jens")
    assert recovery.trouble() is None
    assert recovery.recover(at(6)) is None
    if before is None:
        assert done.aside is None
    else:
        word = {Damaged: "damaged", Newer: "newer", Stale: "older"}[kind]
        assert done.aside.name == f"plan.{word}-2026-03-02T1400.json"
        assert done.aside.read_bytes() == before
    # Work goes on, and what was done before can still be taken back.
    store.run(add("d"), at(6))
    store.undo(at(6))
    store.undo(at(6))
    assert {a.id for a in store.document.all(Action)} == {"a"}
    assert [e.revision for e in store.history.oldest_first()] == list(range(1, 11))
    assert copies.list_copies(path)[0].number >= 3


def test_a_copy_that_is_damaged_too_is_passed_over(path):
    good = Store(path).load()
    broken(path)
    broken(copies.list_copies(path)[0].path)
    rescue = Recovery(path).rescue()
    assert (rescue.document, rescue.replayed) == (good, 5)


def test_what_is_lost_is_counted_when_the_history_is_gone(path):
    path.with_name("plan.history.jsonl").unlink()
    broken(path)
    rescue = Recovery(path).rescue()
    assert (rescue.reach, rescue.replayed, rescue.lost) == (4, 0, 2)
    Recovery(path).recover(at(5))
    store = Store(path)
    assert store.load().meta.revision == 7
    store.run(add("d"), at(6))
    # The gap is seen: nothing is carried out across it.
    broken(path)
    again = Recovery(path).rescue()
    assert again.document == store.document


def test_an_older_folder_put_back_with_its_history_is_gone_on_from(path):
    history = path.with_name("plan.history.jsonl")
    lines = history.read_bytes().splitlines(keepends=True)
    history.write_bytes(b"".join(lines[:1]))
    older(path)
    for copy in copies.list_copies(path)[:1]:
        copy.path.unlink()
    rescue = Recovery(path).rescue()
    assert (rescue.reach, rescue.lost, rescue.source) == (1, 5, path)
    Recovery(path).recover(at(5))
    assert Store(path).load().meta.revision == 7


def test_another_documents_copies_are_not_taken(path):
    path.unlink()
    Store(path).create(SetUpWorkplace("Et andet sted", 5), at(2))
    Store(path).run(add("x"), at(2))
    good = Store(path).load()
    broken(path)
    assert Recovery(path).rescue().document == good
    copies.list_copies(path)[0].path.unlink()
    assert Recovery(path).rescue() is None
    with pytest.raises(NothingGood) as told:
        Recovery(path).recover(at(3))
    assert "plan.json" in told.value.sentence()


def test_a_document_that_is_yet_to_be_made_is_no_trouble(tmp_path):
    assert Recovery(tmp_path / "new.json").trouble() is None


def test_what_another_document_does_not_help_against_is_said(path):
    path.unlink()
    path.mkdir()
    with pytest.raises(NotRegular):
        Recovery(path).recover(at(5))


def test_an_older_document_is_seen_by_those_who_have_it_open(path):
    store = Store(path)
    good = store.load()
    older(path)
    for _ in range(2):
        with pytest.raises(Stale) as told:
            store.poll()
        assert (told.value.found_revision, told.value.known_revision) == (1, 6)
    assert store.document is good
    Recovery(path).recover(at(5))
    assert store.poll() is not None
    assert store.document.tables == good.tables


@pytest.mark.parametrize(
    ("kind", "how"),
    spread([Damaged, Missing], ["before", "after", "ENOSPC", "EIO", "EACCES"], every=2),
)
def test_a_death_or_a_fault_at_any_call_of_it_loses_nothing(path, kind, how):
    good = Store(path).load()
    TROUBLES[kind](path)
    bad = path.read_bytes() if path.exists() else None
    template = path.parent.with_name("template")
    path.parent.rename(template)
    for number in range(400):
        shutil.rmtree(path.parent, ignore_errors=True)
        shutil.copytree(template, path.parent)
        system = Faulty(number, ERRNOS.get(how, how))
        try:
            Recovery(path, system=system, limit=0).recover(at(5))
        except Killed:
            system.bury()
        except StoreError:
            pass  # said, and tried again below
        there = path.read_bytes() if path.exists() else None
        if there != bad:
            assert Store(path).load().tables == good.tables, system.calls[-1]
        if bad is not None and there != bad:
            assert bad in [place.read_bytes() for place in path.parent.glob("plan.damaged-*")]
        mended = Recovery(path).trouble() is None
        if mended:
            store = Store(path)
            store.load()
            store.run(add("since"), at(6))
        done = Recovery(path, limit=0).recover(at(7))
        assert (done is None) is mended, "what was saved since is not taken back"
        store = Store(path)
        assert store.load().tables == good.tables or "since" in store.document.tables["action"]
        assert ("since" in store.document.tables["action"]) is mended
        store.run(add("d"), at(8))
        if len(system.calls) <= number:
            return
    pytest.fail("it takes more calls than were tried")
