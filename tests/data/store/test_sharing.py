"""Two users and a group: whoever could use the document still can, or is told plainly.

The users are made by giving up root in a process of its own, so this needs to start as root.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data.store import copies, files
from data.store.lock import DocumentLock, lock_path
from data.store.presence import Here
from data.store.sharing import share_alike
from data.store.storage import DocumentStorage

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
ANNA, BO, EVE, GROUP = 54001, 54002, 54003, 54100
NOW = datetime(2026, 1, 31, 14, 5, tzinfo=UTC)

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be several users")

# Everything is imported before root is given up: the source may lie where only root can read.
USER = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from data.i18n import set_language
from data.store import copies, files, strict_json
from data.store.errors import StoreError
from data.store.presence import Here
from data.store.sharing import share_alike
from data.store.storage import DocumentStorage

set_language("en")
uid, groups, umask = int(sys.argv[1]), eval(sys.argv[2]), int(sys.argv[3], 8)
path = Path(sys.argv[4])
now = datetime(2026, 1, 31, uid % 24, 5, tzinfo=UTC)
os.setgroups(groups)
os.setresgid(uid, uid, uid)
os.setresuid(uid, uid, uid)
os.umask(umask)
storage = DocumentStorage(path, 5)
history = path.with_name("plan.history.jsonl")
try:
    exec(sys.argv[5])
except StoreError as error:
    print(type(error).__name__, getattr(error, "errno", ""), error.sentence(), sep="|")
"""

SAVE = """
with storage.transaction() as lock:
    tables = storage.read() or {"t": {"1": {"n": 0}}}
    tables["t"]["1"]["n"] += 1
    files.append(history, b"line\\n", path)
    storage.write(tables)
    assert lock.note_revision(tables["t"]["1"]["n"])
    assert copies.keep_copy(path, path.read_bytes(), now) == ""
here = Here(path, str(uid), "", now, host="h" + str(uid))
here.announce("Year", now)
print(tables["t"]["1"]["n"])
"""


def act(uid: int, path: Path, what: str, umask: int = 0o022, groups: tuple[int, ...] = (GROUP,)):
    done = subprocess.run(
        [sys.executable, "-c", USER, str(uid), repr(list(groups)), oct(umask), str(path), what],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONDONTWRITEBYTECODE": "1", "PATH": os.environ["PATH"]},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def folder() -> Iterator[Path]:
    # Not pytest's own folder: only its owner can enter that.
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


def shared_folder(folder: Path) -> Path:
    place = folder / "shared"
    place.mkdir()
    os.chown(place, 0, GROUP)
    place.chmod(0o2770)
    return place / "plan.json"


def access(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_gid, stat.S_IMODE(status.st_mode)


@as_root
@pytest.mark.parametrize(("first", "second"), [(0o022, 0o077), (0o077, 0o022), (0o077, 0o007)])
def test_two_of_a_group_take_turns_whatever_their_umasks(folder, first, second):
    path = shared_folder(folder)
    for turn in range(1, 5):
        uid, umask = ((BO, second), (ANNA, first))[turn % 2]
        assert act(uid, path, SAVE, umask) == str(turn)
    for place in path.parent.iterdir():
        bits = 0o770 if place.is_dir() else 0o660
        assert access(place)[0] == GROUP
        assert access(place)[1] & 0o777 == bits, place
    found = [*copies.folder(path).iterdir(), *files.beside(path, ".here").iterdir()]
    assert {access(place) for place in found} == {(GROUP, 0o660)}
    # Anybody else is kept out.
    refusal = act(EVE, path, "storage.read()", groups=())
    assert refusal.startswith("DiskTrouble|13|")


@as_root
def test_a_document_shared_afterwards_is_shared_whole_when_its_owner_opens_it(folder):
    folder.chmod(0o777)
    path = folder / "plan.json"
    assert act(ANNA, path, SAVE, 0o077) == "1"
    assert access(path)[1] == 0o600
    os.chown(path, -1, GROUP)
    path.chmod(0o660)
    refusal = act(BO, path, SAVE)
    assert refusal.startswith("NotShared|")
    assert ".plan.json.lock" in refusal
    assert "54001" in refusal
    act(ANNA, path, "share_alike(path, history)")
    assert act(BO, path, SAVE) == "2"
    assert act(ANNA, path, SAVE) == "3"


@as_root
def test_a_folder_one_may_only_read_is_told_and_the_document_can_be_read(folder):
    path = folder / "plan.json"
    DocumentStorage(path).write({"t": {"1": {"n": 1}}})
    path.chmod(0o644)
    lock_path(path).unlink()
    before = path.read_bytes()
    assert act(ANNA, path, "print(storage.read()['t']['1']['n'])") == "1"
    refusal = act(ANNA, path, SAVE)
    assert refusal.startswith("DiskTrouble|13|plan.json could not be locked")
    assert str(folder) in refusal
    assert act(ANNA, path, "files.replace(path, b'')").startswith("DiskTrouble|13|")
    assert path.read_bytes() == before
    assert [place.name for place in folder.iterdir()] == ["plan.json"]
    quiet = "here = Here(path, 'a', '', now); here.announce('x', now); print(here.others(now))"
    assert act(ANNA, path, quiet) == "()"


@as_root
def test_a_document_one_may_not_write_is_not_replaced_though_the_folder_would_let_one(folder):
    path = shared_folder(folder)
    act(ANNA, path, SAVE)
    path.chmod(0o640)
    before = path.read_bytes()
    assert act(BO, path, "files.replace(path, b'mine')").startswith("DiskTrouble|13|")
    assert path.read_bytes() == before


@as_root
def test_a_group_one_is_not_in_is_not_exchanged_for_ones_own(folder):
    folder.chmod(0o777)
    path = folder / "plan.json"
    DocumentStorage(path).write({"t": {"1": {"n": 1}}})
    os.chown(path, ANNA, GROUP)
    path.chmod(0o666)
    before = path.read_bytes(), access(path)
    refusal = act(EVE, path, "files.replace(path, b'mine')", groups=())
    assert refusal.startswith("DiskTrouble|1|")
    assert (path.read_bytes(), access(path)) == before


@as_root
def test_root_gives_the_document_back_to_its_owner(folder):
    path = shared_folder(folder)
    act(ANNA, path, SAVE)
    DocumentStorage(path).read()
    files.replace(path, path.read_bytes())
    with DocumentLock(lock_path(path), path):
        pass
    assert path.stat().st_uid == ANNA
    assert act(ANNA, path, SAVE) == "2"


def test_sharing_follows_the_document_and_passes_over_trouble(tmp_path):
    path = tmp_path / "plan.json"
    history = tmp_path / "plan.history.jsonl"
    storage = DocumentStorage(path)
    storage.write({})
    files.append(history, b"line\n", path)
    copies.keep_copy(path, b"{}\n", NOW)
    Here(path, "anna", "", NOW).announce("Year", NOW)
    path.chmod(0o660)
    share_alike(path, history, tmp_path / "none")
    found = {place.name: access(place)[1] for place in tmp_path.rglob("*")}
    assert {bits for name, bits in found.items() if name not in (".plan.copies", ".plan.here")} == {
        0o660
    }
    assert found[".plan.copies"] == found[".plan.here"] == 0o770
    share_alike(tmp_path / "gone" / "plan.json")


def test_a_write_protected_document_does_not_protect_its_lock(tmp_path):
    path = tmp_path / "plan.json"
    DocumentStorage(path).write({})
    path.chmod(0o440)
    with DocumentLock(lock_path(path), path):
        pass
    assert access(lock_path(path))[1] == 0o640
