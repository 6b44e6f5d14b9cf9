"""Every verb, with each of thirteen errors in the place of every system call that it makes.

Each run of a verb is on a folder of its own. Whatever the disk answers: a sentence and an exit
code, the document old or new and whole, what was acknowledged is there, and the next save works.
The full size is for `pytest -m slow`; the short form takes every so many-th of the same runs.
"""

from __future__ import annotations

import errno
import json
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import pytest
from support.command_line import CommandLine
from support.faults import CALLS

from data.model.plan import Action
from data.store.store import Store
from data.store.system import OS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from data.model.document import Document

ERRORS: Final = (
    "ENOSPC", "EIO", "EACCES", "EPERM", "EROFS", "EDQUOT", "EINTR", "ESTALE", "EMFILE", "ENFILE",
    "ETIMEDOUT", "ENOLCK", "EFBIG",
)  # fmt: skip

EVERY: Final = 89
"""The short form takes one run of so many: a prime, so that every call and every error come up."""

LINES = b'{"id": "r1", "op": "add", "kind": "action", "values": {"measure": "Applied"}}\n'


TOGETHER: Final = b"".join(
    LINES.replace(b"r1", b"r%d" % n).replace(b"Applied", b"Applied %d" % n) for n in range(1, 4)
)
"""What is there when the first of them is read, and is saved with it."""


def measures(document: Document) -> list[str]:
    return [action.measure for action in document.all(Action)]


def has(measure: str) -> Callable[[Document], bool]:
    return lambda document: measure in measures(document)


WRITES: Final[dict[str, tuple[tuple[str, ...], Callable[[Document], bool]]]] = {
    "add": (("add", "H: Added"), has("Added")),
    "set": (("set", "H1", "measure=Changed"), has("Changed")),
    "delete": (("delete", "H1"), lambda document: not has("First")(document)),
    "done": (("done", "H1"), lambda _document: True),
    "later": (("later", "H1", "2026-06-01", "illness"), lambda _document: True),
    "apply": (("apply",), has("Applied")),
    "together": (("apply",), has("Applied 3")),
    "undo": (("undo",), lambda document: not has("Last")(document)),
    "redo": (("redo",), has("Last")),
    "erase": (("erase", "Bo Vest", "--yes"), lambda _document: True),
    "hand-on": (("hand-on", "Jens Østergaard", "--to", "Mette Holm"), lambda _document: True),
    "restore": (("restore", "1"), lambda document: not has("Last")(document)),
    "recover": (("restore", "newest"), has("Last")),
}
"""Verbs that save: how they are called, and what is so when that is acknowledged."""

READS: Final = (
    ("list", "actions"), ("show", "H1"), ("find", "First"), ("log",), ("status",), ("check",),
    ("log", "--json"), ("settings",), ("backup",), ("export", "plan"),
    ("export", "plan", "--output", "-"),
)  # fmt: skip
"""Verbs that leave the document as it is, some of which write something else."""


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A folder ready for a verb."""
    folder = tmp_path_factory.mktemp("template") / "plain"
    folder.mkdir()
    amis = CommandLine(folder).workshop()
    bo = {"id": "bo", "op": "add", "kind": "person", "values": {"name": "Bo Vest"}}
    assert amis.apply(bo).code == 0
    for measure in ("First", "Last"):
        amis.ok("add", f"H: {measure} owner:Jens due:2026-05-01")
    undone, damaged = folder.with_name("redo"), folder.with_name("recover")
    shutil.copytree(folder, undone)
    CommandLine(undone).ok("undo")
    shutil.copytree(folder, damaged)
    broken = damaged / "plan.json"
    broken.write_bytes(broken.read_bytes()[:300])
    return lambda name: folder.with_name(name) if name in {"redo", "recover"} else folder


@contextmanager
def failing(at: int, code: int) -> Iterator[list[str]]:
    """The one call with that number fails, whoever makes it; the calls that were made."""
    calls: list[str] = []

    def wrapped(name: str) -> Any:
        real = getattr(type(OS), name)
        real = real.__get__(OS) if name in {"listdir", "getxattr", "setxattr"} else real

        def call(*args: Any, **kwargs: Any) -> Any:
            calls.append(name)
            if len(calls) - 1 == at:
                if name == "close":
                    real(*args, **kwargs)
                raise OSError(code, "injected")
            return real(*args, **kwargs)

        return call

    for name in CALLS:
        vars(OS)[name] = wrapped(name)
    try:
        yield calls
    finally:
        for name in CALLS:
            vars(OS).pop(name)


def runs(short: bool) -> list[Any]:
    marks = () if short else (pytest.mark.slow,)
    size = EVERY if short else 1
    return [
        pytest.param(name, size, id=f"{name}-{'short' if short else 'whole'}", marks=marks)
        for name in [*WRITES, *(" ".join(each) for each in READS)]
    ]


@pytest.mark.parametrize(("name", "every"), [*runs(True), *runs(False)])
def test_whatever_the_disk_answers(
    templates: Callable[[str], Path], tmp_path: Path, name: str, every: int
) -> None:
    argv, acknowledged = WRITES.get(name, (tuple(name.split()), lambda _document: True))
    template, folder = templates(name), tmp_path / "plan"
    shutil.copytree(template, folder)
    amis = CommandLine(folder, at_once=name == "together")
    sent = TOGETHER if amis.at_once else LINES
    before = None if name == "recover" else Store(amis.document).load()
    bytes_before = amis.document.read_bytes()
    with failing(-1, 0) as calls:
        amis.ok(*argv, stdin=sent)
    whole, tried, refused = len(calls), 0, 0
    for number in range(0, whole * len(ERRORS), every):
        at, code = divmod(number, len(ERRORS))
        shutil.rmtree(folder)
        shutil.copytree(template, folder)
        with failing(at, getattr(errno, ERRORS[code])):
            answer = amis(*argv, stdin=sent)
        where = f"{name}: {ERRORS[code]} at call {at}, {calls[at]}: {answer}"
        tried += 1
        refused += answer.code != 0
        if amis.document.read_bytes() == bytes_before:
            done = False
        else:
            assert name in WRITES, where
            after = Store(amis.document).load()
            done = before is None or after.meta.revision > before.meta.revision
            assert acknowledged(after), where
        if answer.code == 0:
            assert done or name not in WRITES, where
        else:
            assert answer.err or "NAK" in answer.out, where
        if name == "recover" and not done:
            amis.ok("restore", "newest")
        amis.ok("add", "H: Afterwards")
        store = Store(amis.document)
        assert has("Afterwards")(store.load()), where
        numbers = [entry.revision for entry in store.history.oldest_first()]
        assert numbers == sorted(set(numbers)), where
        assert not [path for path in folder.iterdir() if path.name.endswith(".tmp")], where
    print(json.dumps({"verb": name, "calls": whole, "runs": tried, "refused": refused}))
