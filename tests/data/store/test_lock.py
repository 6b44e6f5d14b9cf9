"""The lock: one at a time between processes and threads, with the document's access."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from data.store.errors import DiskTrouble, LockBusy, NotRegular
from data.store.lock import DocumentLock, lock_path
from data.store.queueing import Queue
from data.store.storage import DocumentStorage

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "plan.json"
    place.write_bytes(b"{}\n")
    place.chmod(0o640)
    return place


class Clock:
    """Time that passes only by waiting."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


def lock(path: Path, limit: float = 0, clock: Clock | None = None) -> DocumentLock:
    clock = clock or Clock()
    return DocumentLock(lock_path(path), path, limit, clock=clock, sleep=clock.sleep)


def test_a_second_one_waits_in_short_steps_up_to_the_limit(path):
    clock = Clock()
    with lock(path), pytest.raises(LockBusy) as caught, lock(path, 1, clock):
        pass
    assert caught.value.seconds == 1
    assert 1 <= clock.now < 1.1
    assert max(clock.waits) < 0.05
    assert "1" in caught.value.sentence()


def test_it_is_free_again_after_use_and_after_an_error(path):
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), lock(path):
            raise ZeroDivisionError
    with lock(path) as held:
        assert held.held
    assert not held.held


def test_taking_it_twice_is_a_fault_of_the_caller_and_keeps_it(path):
    with lock(path) as held:
        with pytest.raises(RuntimeError), held:
            pass
        assert held.held
        with pytest.raises(LockBusy), lock(path):
            pass


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
@pytest.mark.parametrize("mode", [0o600, 0o660, 0o664])
def test_the_lock_file_has_the_documents_mode_whatever_the_umask(path, umask, mode):
    path.chmod(mode)
    before = os.umask(umask)
    try:
        with lock(path):
            pass
    finally:
        os.umask(before)
    assert lock_path(path).stat().st_mode & 0o777 == mode & 0o770


def test_the_lock_file_follows_when_the_document_is_shared_later(path):
    with lock(path):
        pass
    path.chmod(0o660)
    with lock(path):
        pass
    assert lock_path(path).stat().st_mode & 0o777 == 0o660


def test_the_lock_file_stays_the_same_file(path):
    with lock(path):
        pass
    inode = lock_path(path).stat().st_ino
    for number in range(1, 5):
        with lock(path) as held:
            held.note_revision(number)
    assert lock_path(path).stat().st_ino == inode


def test_a_lock_file_removed_while_waiting_for_it_is_noticed(path):
    first = lock(path)
    with first:
        lock_path(path).unlink()
        # Threads of this process still wait, though the name leads to no file now.
        with pytest.raises(LockBusy), lock(path):
            pass
    with lock(path):
        assert lock_path(path).exists()


def test_a_lock_on_a_file_without_a_name_does_not_count(path):
    class Swapped(type(lock(path)._system)):
        done = False

        def flock(self, fd: int, how: int) -> None:  # another took the file away just before
            if not self.done and not stat.S_ISDIR(os.fstat(fd).st_mode):
                self.done = True
                lock_path(path).unlink()

    with lock(path):
        pass
    clock = Clock()
    system = Swapped()
    with DocumentLock(
        lock_path(path), path, 1, clock=clock, sleep=clock.sleep, system=system
    ) as held:
        assert os.fstat(held._fd).st_ino == lock_path(path).stat().st_ino
    assert len(clock.waits) == 1


def test_the_revision_is_kept_and_never_goes_down(path):
    with lock(path) as held:
        assert held.revision == 0
        assert held.note_revision(7)
        assert held.note_revision(3)
    with lock(path) as held:
        assert held.revision == 7
    assert not held.note_revision(9)


@pytest.mark.parametrize(
    "garbage",
    [b"", b"7", b"x" * 21, b"-" + b"0" * 18 + b"7\n", b"\xff" * 40, b"0" * 22, b"\0" * 21],
)
def test_garbage_in_the_lock_file_reads_as_nothing_known(path, garbage):
    lock_path(path).write_bytes(garbage)
    with lock(path) as held:
        assert held.revision == 0
        assert held.note_revision(5)
        assert held.revision == 5


def test_what_is_not_a_file_is_refused(path):
    lock_path(path).symlink_to(path)
    with pytest.raises(NotRegular) as caught, lock(path):
        pass
    assert caught.value.path == lock_path(path)
    lock_path(path).unlink()
    os.mkfifo(lock_path(path))
    with pytest.raises(NotRegular), lock(path):
        pass
    assert path.read_bytes() == b"{}\n"


def test_a_removed_folder_is_said_plainly(path):
    path.unlink()
    path.parent.rmdir()
    with pytest.raises(DiskTrouble) as caught, lock(path):
        pass
    assert str(path.parent.name) in caught.value.sentence()


def test_threads_keep_one_another_out(path):
    inside = []
    worst = []

    def work() -> None:
        for _ in range(25):
            with DocumentLock(lock_path(path), path, 20):
                inside.append(1)
                worst.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(worst) == 100
    assert max(worst) == 1


COUNT = """
import sys
from data.store.storage import DocumentStorage
storage = DocumentStorage(sys.argv[1], 30)
for _ in range(200):
    with storage.transaction() as lock:
        tables = storage.read()
        tables["counter"]["1"]["n"] += 1
        storage.write(tables)
        lock.note_revision(tables["counter"]["1"]["n"])
"""


def test_two_processes_lose_no_increment(path):
    storage = DocumentStorage(path)
    storage.write({"counter": {"1": {"n": 0}}})
    command = [sys.executable, "-c", COUNT, str(path)]
    processes = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert storage.read() == {"counter": {"1": {"n": 400}}}
    with lock(path) as held:
        assert held.revision == 400


def test_the_lock_of_a_process_that_is_killed_is_free(path):
    program = (
        "import sys; from pathlib import Path; from data.store.lock import *\n"
        "p = Path(sys.argv[1])\n"
        "with DocumentLock(lock_path(p), p):\n    print('in', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout.readline() == b"in\n"
        with pytest.raises(LockBusy), lock(path):
            pass
        process.kill()
        process.wait()
    with lock(path):
        pass


def test_who_comes_lets_somebody_who_has_waited_for_long_go_first(path):
    clock = Clock()
    with lock(path):
        pass
    queue = Queue(path.parent)
    assert not queue.others_wait()
    queue.wait()
    with DocumentLock(lock_path(path), path, 1, clock=clock, sleep=clock.sleep):
        assert len(clock.waits) == 1
    queue.leave()
    with DocumentLock(lock_path(path), path, 1, clock=clock, sleep=clock.sleep):
        assert len(clock.waits) == 1


def test_who_waits_looks_more_and_more_often(path):
    clock = Clock()
    with lock(path), pytest.raises(LockBusy):
        # In this process the gate is shut; that is waited for in the same way.
        DocumentLock(lock_path(path), path, 9, clock=clock, sleep=clock.sleep).__enter__()
    third = len(clock.waits) // 3
    assert sum(clock.waits[-third:]) < sum(clock.waits[:third]) / 2
