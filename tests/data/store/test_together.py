"""Saves that reach the disk in one step: each stands by itself, and none is lost or done twice.

Power cuts, deaths, faults, a full disk and a lock that is taken away, between any two calls.
"""

from __future__ import annotations

import errno
import json
import random
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from support.breaking import between_history_and_document, fresh, opened
from support.examples import spread
from support.faults import CALLS, ERRNOS, Faulty, Killed
from support.power_cut import Recording, states

from data.commands.setup import SetUpWorkplace
from data.edits.edits import Author
from data.edits.errors import EditError, Gone
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.model.plan import Action
from data.store import copies, files
from data.store import history as history_module
from data.store.errors import DiskTrouble, Stale, StoreError
from data.store.history import encode_entry
from data.store.lock import lock_path
from data.store.recovery import Recovery
from data.store.soundness import look
from data.store.store import Change, Store
from data.store.system import System

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def at(minutes, who="Mette"):
    return Author(who, START + timedelta(minutes=minutes))


def add(name, measure="Støjskærm"):
    return AddRecord("action", {"measure": f"{measure} {name}"}, name), f"request-{name}"


def put(name, field, value, request):
    return SetField("action", name, field, value), request


THREE = [add("a"), add("b"), add("c")]


def new(place):
    store = Store(place)
    store.create(SetUpWorkplace("Værkstedet", 24), at(0))
    store.run(AddRecord("action", {"measure": "Først"}, "first"), at(0))
    return store


def names(store):
    return [action.id for action in store.document.all(Action)]


@pytest.fixture
def template(tmp_path):
    folder = tmp_path / "template"
    folder.mkdir()
    new(folder / "plan.json")
    return folder


def whole(path):
    """The document as anybody sees it; its history has no hole and no request twice."""
    store = opened(path)
    revision = store.document.meta.revision
    told = [e for e in store.history.oldest_first() if e.revision <= revision]
    assert [entry.revision for entry in told] == list(range(1, revision + 1))
    assert len({entry.id for entry in told}) == revision
    return store


# -- each by itself --------------------------------------------------------------------------------


def test_each_has_its_number_its_line_and_its_own_undo(place):
    store = new(place)
    done = store.run_together(THREE, at(1))
    assert all(isinstance(one, Change) for one in done)
    assert [one.entry.revision for one in done] == [3, 4, 5]
    assert [one.after.meta.revision for one in done] == [3, 4, 5], "each as it was right after it"
    assert store.document.meta.revision == 5
    again = Store(place)
    again.load()
    assert again.document == store.document
    assert [e.id for e in again.history.oldest_first()][2:] == [request for _, request in THREE]
    again.undo(at(2))
    assert names(again) == ["first", "a", "b"]
    again.undo(at(2))
    assert names(again) == ["first", "a"]
    again.redo(at(2))
    assert names(again) == ["first", "a", "b"]


def test_one_that_is_refused_does_not_pull_its_neighbours(place):
    store = new(place)
    sent = [
        add("a"), add("a"), (AddRecord("action", {}, "x"), "empty"),
        put("nobody", "topic", "lys", "gone"), put("a", "topic", "lys", "light"), add("b"),
    ]  # fmt: skip
    done = store.run_together(sent, at(1))
    assert isinstance(done[2], EditError)
    assert isinstance(done[3], Gone)
    assert done[1].repeated, "the same request again"
    assert [isinstance(done[n], Change) for n in (0, 4, 5)] == [True] * 3
    assert names(store) == ["first", "a", "b"]
    assert store.document.get(Action, "a").topic == "lys"
    assert store.document.meta.revision == 5


def test_what_was_sent_before_is_done_once_whether_together_or_not(place):
    store = new(place)
    store.run(*THREE[0][:1], at(1), THREE[0][1])
    done = store.run_together([*THREE, THREE[1]], at(2))
    assert [one.repeated for one in done] == [True, False, False, True]
    assert done[3].entry == done[1].entry
    other = Store(place)
    other.load()
    assert [one.repeated for one in other.run_together(THREE, at(3, "Jens"))] == [True] * 3
    assert other.run(THREE[2][0], at(3), THREE[2][1]).repeated
    assert names(other) == ["first", "a", "b", "c"]


def test_what_changed_nothing_is_remembered_among_others_too(place):
    store = new(place)
    same = put("first", "measure", "Først", "same")
    store.run_together([same, add("a")], at(1))
    store.run(SetField("action", "first", "measure", "Sidst"), at(2, "Jens"))
    assert store.run_together([same], at(3))[0].repeated
    assert store.document.get(Action, "first").measure == "Sidst"


def test_what_one_deletes_another_that_follows_brings_back_as_it_would_alone(place):
    store = new(place)
    sent = [(DeleteRecord("action", "first"), "gone"), put("first", "topic", "lys", "light")]
    done = store.run_together(sent, at(1))
    assert done[1].revived == ("Mette",)
    assert store.document.get(Action, "first").topic == "lys"


def random_sent(chance, count):
    """Edits of all sorts, some that cannot be and some that were sent before."""
    sent = []
    for number in range(count):
        name = f"n{chance.randrange(12)}"
        sort = chance.randrange(6)
        if sort < 2:
            sent.append((AddRecord("action", {"measure": f"Ny {number}"}, name), f"r{number}"))
        elif sort == 2:
            sent.append((DeleteRecord("action", name), f"r{number}"))
        elif sort == 3:
            base = f"t{chance.randrange(3)}"
            value = f"t{chance.randrange(3)}"
            sent.append((SetField("action", name, "topic", value, base), f"r{number}"))
        elif sort == 4 and sent:
            sent.append(chance.choice(sent))
        else:
            sent.append((SetField("action", name, "problem", f"{number}\n{sort}"), f"r{number}"))
    return sent


def told(outcomes):
    return [
        (one.entry, one.repeated, one.revived) if isinstance(one, Change) else one.sentence()
        for one in outcomes
    ]


@pytest.mark.parametrize("seed", range(6))
def test_together_is_as_one_by_one(tmp_path, seed):
    chance = random.Random(seed)
    one, many = tmp_path / "one" / "plan.json", tmp_path / "many" / "plan.json"
    new(one)
    shutil.copytree(one.parent, many.parent)
    alone, together = opened(one), opened(many)
    sent = random_sent(chance, 60)
    singly = [done for each in sent for done in alone.run_together([each], at(1))]
    jointly = []
    while len(jointly) < len(sent):
        size = chance.randrange(1, 14)
        jointly += together.run_together(sent[len(jointly) : len(jointly) + size], at(1))
    assert told(jointly) == told(singly)
    assert whole(many).document == whole(one).document
    assert many.read_bytes() == one.read_bytes()
    assert list(together.history.oldest_first()) == list(alone.history.oldest_first())


def test_a_step_is_locked_synced_and_renamed_once(template):
    def costly(sent):
        system = Faulty()
        store = opened(fresh(template), system)
        store.run(SetField("action", "first", "topic", "lys"), at(1))  # this hour's copy is there
        system.calls.clear()
        store.run_together(sent, at(1))
        return [call for call in system.calls if call in {"flock", "fsync", "rename", "pwrite"}]

    assert costly([add(f"n{number}") for number in range(60)]) == costly([add("a")])


def test_the_history_is_looked_over_although_a_step_passes_the_number(template, monkeypatch):
    looked = []
    monkeypatch.setattr("data.store.on_disk.compact", lambda *_a, **_k: looked.append(True))
    store = opened(fresh(template))
    store.run_together([add(f"n{number}") for number in range(100)], at(1))
    assert looked == [True], "at 64, though no save ended there"


# -- power cuts ------------------------------------------------------------------------------------


def lines(store, disk, sent, minutes):
    """Save together, and say what is saved as `amis apply` does."""
    for (_command, request), done in zip(sent, store.run_together(sent, at(minutes)), strict=True):
        if isinstance(done, Change):
            disk.acknowledge(request)


def recorded(folder, *, leave_out=frozenset()):
    disk = Recording(folder, leave_out)
    return disk, opened(folder / "plan.json", disk)


SENT = [
    [add("a"), (AddRecord("action", {}, "x"), "empty"), add("b"), add("a"), add("c")],
    [add("d")],
    [add("e"), put("a", "topic", "lys", "request-a-light"), add("f")],
]
"""Steps of several and of one; in the first hour and the next, so that a copy is kept as well."""


def saved_in_steps(disk, store):
    for number, sent in enumerate(SENT):
        lines(store, disk, sent, 61 + number)


def wrong(place, acknowledged):
    """What a state has lost or has twice, in a word; empty when nothing."""
    try:
        store = whole(place / "plan.json")
    except StoreError as error:
        return type(error).__name__
    except AssertionError:
        return "history"
    known = {entry.id for entry in store.history.oldest_first()}
    there = set(names(store))
    due = {request.removeprefix("request-") for request in acknowledged} - {"a-light"}
    if not due <= there:
        return f"lost {due - there}"
    return "" if set(acknowledged) <= known else "requests"


def goes_on(place):
    """All is sent again: each is there once, whatever came to be before."""
    store = opened(place / "plan.json")
    for sent in SENT:
        done = store.run_together(sent, at(200))
        assert [isinstance(one, Change) for one in done] == [
            request != "empty" for _command, request in sent
        ]
    assert sorted(names(store)) == ["a", "b", "c", "d", "e", "f", "first"]
    store.undo(at(201))
    found = whole(place / "plan.json")
    assert found.document == store.document


def faults_in(disk, place, every=1, cap=512):
    count, faults = 0, []
    for state in states(disk, cap):
        shutil.rmtree(place, ignore_errors=True)
        state.build(place)
        count += 1
        fault = wrong(place, state.acknowledged)
        if fault:
            faults.append((state.after, fault))
        elif count % every == 0:
            goes_on(place)
    return count, faults


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.slow)])
def test_no_power_cut_loses_what_was_acknowledged_or_has_it_done_twice(template, tmp_path, every):
    disk, store = recorded(template)
    saved_in_steps(disk, store)
    count, faults = faults_in(disk, tmp_path / "after", every)
    print(f"{count} states")
    assert faults == []
    assert count >= 100


def test_a_step_whose_lines_are_partly_there_is_none(template, tmp_path):
    """Pages of a file reach the disk in any order: the beginning, the end, or a hole."""
    store = opened(fresh(template))
    history = store.history.path
    before, document = history.read_bytes(), store.path.read_bytes()
    store.run_together(THREE, at(1))
    new_lines = history.read_bytes()[len(before) :].splitlines(keepends=True)
    garbage = bytes(len(new_lines[1]))
    zeros = new_lines[1][:120] + bytes(40) + new_lines[1][160:]
    for torn in (
        new_lines[:2], new_lines[:1], new_lines[1:], [new_lines[0], new_lines[2]],
        [new_lines[0], garbage, new_lines[2]], [new_lines[0], zeros, new_lines[2]],
        [new_lines[0], zeros], [*new_lines[:2], new_lines[2][:50]],
    ):  # fmt: skip
        for noted in (0, 1, 2):
            history.write_bytes(before + b"".join(torn))
            store.path.write_bytes(document)
            lock_path(store.path).write_text(f"{noted:020}\n")
            assert look(store.path)[1] is None
            after = opened(store.path)
            assert all(not one.repeated for one in after.run_together(THREE, at(2)))
            assert names(whole(store.path)) == ["first", "a", "b", "c"]


def test_lines_that_do_not_say_that_they_are_one_step_would_be_caught(
    template, tmp_path, monkeypatch
):
    monkeypatch.setattr(history_module, "encode_entry", lambda entry, _span: encode_entry(entry))
    disk, store = recorded(template)
    saved_in_steps(disk, store)
    found = set()
    for state in states(disk, 64):
        place = tmp_path / "after"
        shutil.rmtree(place, ignore_errors=True)
        state.build(place)
        found |= set(map(type, opened(place / "plan.json").run_together([add("z")], at(300))))
    assert Stale in found, "nobody can save any more"


@pytest.mark.parametrize("left_out", ["fsync", "folder fsync"])
def test_a_step_that_is_not_synced_would_be_caught(template, tmp_path, left_out):
    disk, store = recorded(template, leave_out=frozenset({left_out}))
    saved_in_steps(disk, store)
    assert faults_in(disk, tmp_path / "after", 10**9, cap=64)[1]


def test_answers_before_the_disk_has_the_step_would_be_caught(template, tmp_path):
    """Each line is answered as it is carried out, and all of them are saved at the end."""
    disk, store = recorded(template)

    class Early(Store):
        def _made(self, *given, **named):
            change = super()._made(*given, **named)
            disk.acknowledge(change.entry.id)
            return change

    early = Early(store.path, system=disk, limit=0)
    early.load()
    early.run_together(THREE, at(61))
    faults = faults_in(disk, tmp_path / "after", 10**9)[1]
    assert any(fault.startswith("lost") for _after, fault in faults)


# -- faults and deaths -----------------------------------------------------------------------------


def count(template):
    system = Faulty()
    store = opened(fresh(template), system)
    system.calls.clear()
    store.run_together(THREE, at(61))
    assert not system.descriptors
    return len(system.calls)


@pytest.mark.parametrize("how", ["before", "after", "short"])
def test_a_death_anywhere_leaves_all_or_none(template, how):
    seen = set()
    for number in range(count(template)):
        path = fresh(template)
        system = Faulty()
        store = opened(path, system)
        system.calls.clear()
        system.at, system.how = number, how
        try:
            acknowledged = store.run_together(THREE, at(61))
        except Killed:
            acknowledged = None
            system.bury()
        found = whole(path)
        seen.add(found.document.meta.revision)
        if acknowledged is not None:
            assert all(isinstance(one, Change) for one in acknowledged)
            assert found.document == acknowledged[-1].after
        found.run_together(THREE, at(62))  # sent again after the lost answers
        assert names(found) == ["first", "a", "b", "c"]
        found.undo(at(63))
        assert whole(path).document == found.document
        assert not [place for place in path.parent.iterdir() if place.name.endswith(".tmp")]
    assert seen == {2, 5} or how == "short"


@pytest.mark.parametrize("fault", spread(list(ERRNOS), every=2))
def test_a_fault_anywhere_loses_nothing_acknowledged(template, fault):
    for number in range(count(template)):
        path = fresh(template)
        system = Faulty()
        store = opened(path, system)
        system.calls.clear()
        system.at, system.how = number, ERRNOS[fault]
        done = store.run_together(THREE, at(61))
        # One call failed: they were tried again one by one, and the disk was well by then.
        assert all(isinstance(one, Change) for one in done), number
        assert whole(path).document == store.document
        assert names(store) == ["first", "a", "b", "c"]
        assert not [place for place in path.parent.iterdir() if place.name.endswith(".tmp")]


class Broken(System):
    """From some call on, every call that changes the disk fails."""

    CHANGES = frozenset(
        {"write", "writev", "pwrite", "fsync", "rename", "mkdir", "link", "ftruncate"}
    )

    def __init__(self, code):
        self.code, self.left = code, 10**9

    def __getattribute__(self, name):
        real = super().__getattribute__(name)
        if name not in CALLS or name not in Broken.CHANGES:
            return real

        def call(*args, **kwargs):
            self.left -= 1
            if self.left < 0:
                raise OSError(self.code, "the disk says no")
            return real(*args, **kwargs)

        return call


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_is_full_from_any_call_on_acknowledges_nothing_that_is_not_there(
    template, code
):
    refused = set()
    for left in range(14):
        path = fresh(template)
        system = Broken(code)
        store = opened(path, system)
        system.left = left
        done = store.run_together(THREE, at(61))
        system.left = 10**9
        troubles = [one for one in done if not isinstance(one, Change)]
        assert all(isinstance(one, DiskTrouble) and one.sentence() for one in troubles)
        refused.add(len(troubles))
        there = set(names(whole(path)))
        for (command, _request), one in zip(THREE, done, strict=True):
            assert command.id in there or not isinstance(one, Change)
        again = store.run_together(THREE, at(62))
        assert all(isinstance(one, Change) for one in again)
        assert names(whole(path)) == ["first", "a", "b", "c"]
    assert refused == {0, 3}


class Small(System):
    """A disk on which no file may grow beyond so many bytes."""

    most = 10**9

    def write(self, fd, data):
        if len(data) > self.most:
            raise OSError(errno.ENOSPC, "no room")
        return super().write(fd, data)

    def writev(self, fd, data):
        return self.write(fd, b"".join(data))


def test_where_there_is_no_room_for_all_those_that_fit_are_saved(template):
    path = fresh(template)
    system = Small()
    store = opened(path, system)
    system.most = path.stat().st_size + 900
    sent = [add("a"), add("long", "x" * 3_000), add("b")]
    done = store.run_together(sent, at(1))
    assert [isinstance(one, Change) for one in done] == [True, False, True]
    assert isinstance(done[1], DiskTrouble)
    assert names(whole(path)) == ["first", "a", "b"]


def test_where_the_document_would_grow_too_large_those_that_fit_are_saved(place, monkeypatch):
    store = new(place)
    limit = 4_000
    monkeypatch.setattr(files, "LIMIT", limit)
    done = store.run_together([add("a"), add("long", "x" * limit), add("b")], at(1))
    assert [isinstance(one, Change) for one in done] == [True, False, True]
    assert names(store) == ["first", "a", "b"]


# -- others ----------------------------------------------------------------------------------------


def test_two_who_save_by_turns_see_each_other(place):
    one = new(place)
    two = Store(place)
    two.load()
    for number in range(6):
        mine, theirs = [
            [add(f"{who}{number}-{part}") for part in range(number % 3 + 1)] for who in "xy"
        ]
        assert all(isinstance(done, Change) for done in one.run_together(mine, at(1)))
        assert all(isinstance(done, Change) for done in two.run_together(theirs, at(1, "Jens")))
    one.poll()
    assert one.document == two.document
    revisions = [entry.revision for entry in one.history.oldest_first()]
    assert revisions == list(range(1, one.document.meta.revision + 1))
    two.undo(at(2, "Jens"))
    assert "y5-2" not in names(two)


def put_back(path, steps):
    """A backup without dot files: an older document with the newer history, and nothing else."""
    store = opened(path)
    old = path.read_bytes()
    for step in steps:
        store.run_together(step, at(1))
    path.write_bytes(old)
    lock_path(path).unlink()
    shutil.rmtree(copies.folder(path))


def test_one_step_that_the_document_lacks_is_carried_out(template):
    path = fresh(template)
    put_back(path, [THREE])
    assert look(path)[1] is None, "a look says what a save says"
    opened(path).run(SetField("action", "c", "topic", "lys"), at(2))
    assert names(whole(path)) == ["first", "a", "b", "c"]


@pytest.mark.parametrize("steps", [[THREE, [add("d")]], [[add("d")], THREE], [THREE[:2], THREE]])
def test_two_steps_show_that_the_document_is_old(template, steps):
    path = fresh(template)
    put_back(path, steps)
    before = Store(path).history.path.read_bytes()
    done = opened(path).run_together([add("new"), add("newer")], at(2))
    assert all(isinstance(one, Stale) for one in done)
    assert Store(path).history.path.read_bytes() == before
    assert isinstance(look(path)[1], Stale)
    Recovery(path).recover(at(3))
    assert {"a", "b"} <= set(names(opened(path)))


def test_a_step_of_which_one_line_does_not_fit_is_not_cut(template):
    path = fresh(template)
    put_back(path, [THREE])
    history = Store(path).history.path
    history.write_bytes(history.read_bytes().replace(b'"id":"b","values"', b'"id":"a","values"'))
    before = history.read_bytes()
    done = opened(path).run_together([add("new")], at(2))
    assert [type(one) for one in done] == [Stale]
    assert history.read_bytes() == before


def test_a_lock_removed_between_history_and_document_has_the_step_completed(template, monkeypatch):
    path = fresh(template)
    store = opened(path)
    between_history_and_document(monkeypatch, lock_path(path).unlink)
    done = store.run_together(THREE, at(1))
    assert [one.repeated for one in done] == [True] * 3, "their lines were there"
    assert names(whole(path)) == ["first", "a", "b", "c"]


def test_what_another_saved_under_a_lost_lock_has_the_lines_taken_back(template, monkeypatch):
    path = fresh(template)
    store = opened(path)
    # Somebody puts another state in place by other means than ours.
    between_history_and_document(monkeypatch, lambda: path.write_bytes(path.read_bytes()))
    done = store.run_together(THREE, at(1))
    assert [one.repeated for one in done] == [False] * 3, "and they are carried out anew"
    assert names(whole(path)) == ["first", "a", "b", "c"]


def test_other_programs_read_the_lines_as_before(template):
    """What says that they are one step stands last; who does not know it passes over it."""
    store = opened(fresh(template))
    store.run_together(THREE, at(1))
    rows = [json.loads(line) for line in store.history.path.read_bytes().splitlines()[2:]]
    assert [list(row)[-1] for row in rows] == ["together"] * 3
    assert {tuple(row["together"]) for row in rows} == {(3, 5)}
    store.run_together([add("d")], at(1))
    assert b"together" not in store.history.path.read_bytes().splitlines()[-1]
