"""A fault or a death at every single system call: the file is the old one or the new one, whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.faults import ERRNOS, Faulty, Killed
from tinydb import TinyDB

from data.store import files, strict_json
from data.store.errors import DiskTrouble, NotShared, StoreError
from data.store.storage import DocumentStorage

if TYPE_CHECKING:
    from collections.abc import Callable

OLD = {"actions": {"1": {"text": "gammel", "n": 1}}}
NEW = {"actions": {"1": {"text": "ny" * 500, "n": 2}, "2": {"text": "æøå"}}}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "plan.json"
    files.replace(place, strict_json.dump(OLD))
    # The lock file of a folder in use is there already; its making is tested by itself.
    DocumentStorage(place).write(OLD)
    return place


def save(path: Path, system: Faulty) -> None:
    storage = DocumentStorage(path, 0, system=system)
    storage.read()
    storage.write(NEW)


def first_save(path: Path, system: Faulty) -> None:
    path.with_name(".plan.json.lock").unlink(missing_ok=True)
    save(path, system)


def plain_replace(path: Path, system: Faulty) -> None:
    files.replace(path, strict_json.dump(NEW), system=system)


def count(act: Callable[[Path, Faulty], None], path: Path) -> int:
    system = Faulty()
    before = path.read_bytes()
    act(path, system)
    assert not system.descriptors
    path.write_bytes(before)
    return len(system.calls)


def content(path: Path) -> dict:
    """As anybody sees it: through the strict reader and through stock TinyDB."""
    tables = strict_json.parse(path.read_bytes())
    with TinyDB(path, access_mode="r") as stock:
        assert len(stock.table("actions")) == len(tables["actions"])
    return tables


def refusal(act: Callable[..., None], *args: object) -> StoreError | None:
    """Why it was not done, as a sentence can say; None when it was."""
    try:
        act(*args)
    except (DiskTrouble, NotShared) as error:
        return error if error.sentence() else None
    return None


def wrecks(path: Path) -> list[str]:
    return [place.name for place in path.parent.iterdir() if place.name.endswith(".tmp")]


@pytest.mark.parametrize("act", [save, first_save, plain_replace])
@pytest.mark.parametrize("fault", ERRNOS)
def test_a_fault_at_any_call_leaves_old_or_new_and_says_which(path, act, fault):
    refused = 0
    for at in range(count(act, path)):
        path.write_bytes(strict_json.dump(OLD))
        system = Faulty(at, ERRNOS[fault])
        error = refusal(act, path, system)
        if error is not None:
            refused += 1
            replaced = isinstance(error, DiskTrouble) and error.replaced
            assert content(path) == (NEW if replaced else OLD), system.calls[at]
        else:
            assert content(path) == NEW, system.calls[at]
        assert not system.descriptors, system.calls[at]
        # A wreck stays only where removing it was what failed.
        assert not wrecks(path) or system.calls[at] == "unlink"
        DocumentStorage(path, 0).write(NEW)
        assert not wrecks(path)
    assert refused == 0 if fault == "EINTR" else refused > 5


@pytest.mark.parametrize("act", [save, first_save, plain_replace])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_death_at_any_call_leaves_old_or_new_and_the_next_save_works(path, act, when):
    seen = set()
    for at in range(count(act, path)):
        path.write_bytes(strict_json.dump(OLD))
        system = Faulty(at, when)
        with pytest.raises(Killed):
            act(path, system)
        system.bury()
        found = content(path)
        assert found in (OLD, NEW), system.calls[at]
        seen.add(found == NEW)
        storage = DocumentStorage(path, 0)
        storage.write(OLD)
        assert content(path) == OLD
        assert not wrecks(path)
    assert seen == {True, False}


def test_the_old_document_stands_until_the_new_one_is_synced_and_named(path):
    system = Faulty()
    plain_replace(path, system)
    steps = [call for call in system.calls if call in ("write", "fsync", "rename", "close")]
    assert steps == ["close", "write", "fsync", "close", "rename", "fsync", "close"]


@pytest.mark.parametrize("at", range(12))
def test_short_writes_are_gone_on_with(path, at):
    system = Faulty(at, "short")
    plain_replace(path, system)
    assert content(path) == NEW


def test_a_write_that_takes_nothing_is_a_full_disk(path):
    class Full(Faulty):
        @staticmethod
        def write(fd: int, data: bytes) -> int:
            return 0

    with pytest.raises(DiskTrouble) as caught:
        plain_replace(path, Full())
    assert caught.value.errno == ERRNOS["ENOSPC"]
    assert content(path) == OLD
    assert not wrecks(path)


def test_a_rename_whose_answer_was_lost_counts_as_done(path):
    class Lossy(Faulty):
        @staticmethod
        def rename(*args, **kwargs) -> None:
            Path.rename(path.parent / args[0], path)
            raise OSError(ERRNOS["EIO"], "lost")

    plain_replace(path, Lossy())
    assert content(path) == NEW


def test_folders_that_cannot_be_synced_are_put_up_with(path):
    system = Faulty()
    plain_replace(path, system)
    last_sync = len(system.calls) - 1 - system.calls[::-1].index("fsync")
    path.write_bytes(strict_json.dump(OLD))
    plain_replace(path, Faulty(last_sync, 22))
    assert content(path) == NEW


LINES = b'{"id":"a"}\n{"id":"b"}\n'
MORE = b'{"id":"c","text":"' + b"x" * 2000 + b'"}\n'


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("fault", ERRNOS)
def test_a_fault_while_appending_adds_all_or_nothing(path, there, fault):
    history = path.with_name("plan.history.jsonl")

    def prepare() -> bytes:
        history.unlink(missing_ok=True)
        if there:
            history.write_bytes(LINES)
        return LINES if there else b""

    before = prepare()
    counted = Faulty()
    files.append(history, MORE, path, counted)
    assert history.read_bytes() == before + MORE
    for at in range(len(counted.calls)):
        prepare()
        system = Faulty(at, ERRNOS[fault])
        error = refusal(files.append, history, MORE, path, system)
        if error is not None:
            assert not history.exists() or history.read_bytes() == before, system.calls[at]
        else:
            assert history.read_bytes() == before + MORE
        assert not system.descriptors


@pytest.mark.parametrize("when", ["before", "after", "short"])
def test_a_death_while_appending_never_harms_the_lines_before(path, when):
    history = path.with_name("plan.history.jsonl")
    for at in range(30):
        history.write_bytes(LINES)
        system = Faulty(at, when)
        try:
            files.append(history, MORE, path, system)
        except Killed:
            system.bury()
        assert history.read_bytes() in (LINES, LINES + MORE)


def test_what_is_appended_is_synced_before_it_counts(path):
    history = path.with_name("plan.history.jsonl")
    history.write_bytes(LINES)
    system = Faulty()
    files.append(history, MORE, path, system)
    steps = [call for call in system.calls if call in ("write", "fsync", "close")]
    assert steps[:3] == ["write", "fsync", "close"], "the last one is the folder's"


def test_a_line_torn_by_a_crash_does_not_swallow_the_next(path):
    history = path.with_name("plan.history.jsonl")
    history.write_bytes(LINES + b'{"id":"to')
    files.append(history, MORE, path)
    assert history.read_bytes().splitlines() == [
        b'{"id":"a"}',
        b'{"id":"b"}',
        b'{"id":"to',
        MORE.strip(),
    ]
