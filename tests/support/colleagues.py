"""Several users of one machine: each acts in a process that takes numeric ids, no account made.

Only root can do that. Everything a user needs is loaded before root is given up, since the source
may lie where only root can read.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
ANNA, BO, EVE, GROUP = 54001, 54002, 54003, 54100
"""Two who share a document, somebody else, and the group that shares it."""

PATIENCE = 20
"""Seconds for what one user does; a process that waits for a pipe never ends."""

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be several users")

_PROLOGUE = """
import gc, importlib, io, json, os, pkgutil, shutil, signal, sys, tempfile, traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path
import data, tui
from data.commands.setup import SetUpWorkplace
from data.edits.edits import Author
from data.edits.records import AddRecord, SetField
from data.i18n import set_language
from data.own.drafts import Drafts
from data.store import copies, files
from data.store.errors import StoreError
from data.store.presence import Here
from data.store.store import Store
from tui.cli import main

def amis(*words, document=None, given="", **environ):
    out, err = io.StringIO(), io.StringIO()
    environ = {"AMIS_LANGUAGE": "en", "HOME": str(home), "XDG_CONFIG_HOME": "", **environ}
    options = ["--document", str(document)] if document else []
    verb = next((at for at, word in enumerate(words) if not word.startswith("-")), len(words))
    argv = [*words[: verb + 1], *options, *words[verb + 1 :]]
    stdin = io.BytesIO(given.encode())
    code = main(argv, environ=environ, stdin=stdin, stdout=out, stderr=err)
    return code, out.getvalue(), err.getvalue()

def opened(path, name="anna"):
    # What opening the program does with what lies beside a document.
    store = Store(path)
    store.load()
    store.share_alike()
    here = Here(store.path, name, name, now)
    here.announce("Year", now)
    others = here.others(now)
    return store, here, others

def saved(path, name="anna", hours=0):
    store, here, others = opened(path, name)
    author = Author(name, now + timedelta(hours=hours))
    store.run(AddRecord("action", {"measure": f"by {name}"}), author)
    return store

def warm():
    for module in pkgutil.walk_packages(data.__path__, "data."):
        importlib.import_module(module.name)
    for name in ("importlib.metadata", "encodings.utf_8_sig", "encodings.cp1252"):
        importlib.import_module(name)
    from tui.version import version
    version()
    place = Path(tempfile.mkdtemp())
    try:
        path = place / "plan.json"
        Store(path).create(SetUpWorkplace("Warm", 24), Author("root", now))
        for words in (
            ("add", "H: Noise"), ("list", "actions"), ("show", "H1"), ("log",), ("log", "--json"),
            ("find", "noise"), ("status",), ("check",), ("restore",), ("backup",), ("undo",),
            ("redo",), ("set", "H1", "status=done"), ("apply",), ("settings",),
            ("erase", "Nobody"), ("delete", "H1"),
            *(("export", what, "--output", str(place / f"{what}.md"))
              for what in ("plan", "wheel", "competence", "inspection", "noticeboard")),
            ("backup", str(place / "b.json")), ("restore", "newest"),
        ):
            amis(*words, document=path)
        amis("--read-only", "check", document=path)
        amis("--restricted", "list", "actions", document=path)
        drafts = Drafts(place, "d")
        drafts.save("p", "x"), drafts.load("p"), drafts.all(), drafts.clear("p")
        Here(path, "w", "w", now).announce("x", now)
    finally:
        shutil.rmtree(place)

def become(order):
    uid = order["uid"]
    os.setgroups(order["groups"])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    os.umask(order["umask"])

def serve(order, out):
    global home, path, now
    path = Path(order["path"])
    home = path.parent.parent / "homes" / str(order["uid"])
    now = datetime.now(UTC).replace(microsecond=0)
    os.chdir("/")
    become(order)
    said = sys.stdout = io.StringIO()
    wrong = ""
    try:
        exec(order["what"], globals())
    except StoreError as error:
        print(type(error).__name__, error.sentence(), sep="|")
    except BaseException:
        wrong = traceback.format_exc()
    os.write(out, json.dumps([said.getvalue(), wrong]).encode())

set_language("en")
now = datetime.now(UTC).replace(microsecond=0)
home = Path("/nonexistent")
warm()
gc.freeze()
print("ready", flush=True)
for line in sys.stdin:
    order = json.loads(line)
    inside, out = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(order["patience"])
        serve(order, out)
        os._exit(0)
    os.close(out)
    with open(inside, "rb") as pipe:
        answer = pipe.read().decode()
    _child, status = os.waitpid(child, 0)
    print(answer or json.dumps(["", f"it came to no end, or to a bad one: {status}"]), flush=True)
"""


class _Users:
    """The process that becomes each user in turn: loaded once, and a child for every act."""

    process: subprocess.Popen[str] | None = None

    @classmethod
    def ask(cls, order: dict[str, object]) -> tuple[str, str]:
        if cls.process is None or cls.process.poll() is not None:
            cls.process = subprocess.Popen(
                [sys.executable, "-c", _PROLOGUE],
                cwd=ROOT,
                text=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={
                    "PYTHONDONTWRITEBYTECODE": "1",
                    "PATH": os.environ["PATH"],
                    "TZ": "Europe/Copenhagen",
                },
            )
            assert cls.process.stdout is not None
            assert cls.process.stdout.readline() == "ready\n"
            atexit.register(cls.process.kill)
        assert cls.process.stdin is not None
        assert cls.process.stdout is not None
        cls.process.stdin.write(json.dumps(order) + "\n")
        cls.process.stdin.flush()
        said, wrong = json.loads(cls.process.stdout.readline())
        return said, wrong


def act(
    uid: int,
    path: Path,
    what: str,
    *,
    umask: int = 0o007,
    groups: tuple[int, ...] = (GROUP,),
    patience: int = PATIENCE,
) -> str:
    """Do something as a user.

    Args:
        uid: Who; 0 for root.
        path: The document, called `path` there.
        what: Python, with `amis`, `opened`, `saved` and the store's own names at hand.
        umask: The user's.
        groups: The groups the user is in besides their own.
        patience: Seconds it may take.

    Returns:
        What it printed.
    """
    said, wrong = _Users.ask(
        {
            "uid": uid, "path": str(path), "what": what, "umask": umask, "groups": list(groups),
            "patience": patience,
        }
    )  # fmt: skip
    assert not wrong, wrong
    return said.strip()


class Machine:
    """A machine with a folder that a group shares, and the homes of its users."""

    def __init__(self, top: Path) -> None:
        self.top = top
        top.chmod(0o755)
        (top / "homes").mkdir()
        self.shared = top / "shared"
        self.shared.mkdir()
        os.chown(self.shared, 0, GROUP)
        self.shared.chmod(0o2770)
        self.path = self.shared / "plan.json"
        for uid in (0, ANNA, BO, EVE):
            home = self.home(uid)
            home.mkdir()
            os.chown(home, uid, uid)
            home.chmod(0o700)

    def home(self, uid: int) -> Path:
        """A user's home, which is closed to all others."""
        return self.top / "homes" / str(uid)

    def document(self, by: int = ANNA) -> Path:
        """The document, made and saved a few times."""
        made = "Store(path).create(SetUpWorkplace('The workshop', 24), Author('anna', now))\n"
        assert act(by, self.path, f"{made}saved(path)\nprint('ok')") == "ok"
        return self.path

    def beside(self, suffix: str) -> Path:
        """What lies beside the document."""
        return self.shared / f".plan{suffix}"

    def private(self, uid: int, *names: str) -> Path:
        """A folder in a user's home with files that are nobody else's business."""
        place = self.home(uid) / "private"
        place.mkdir(exist_ok=True)
        os.chown(place, uid, uid)
        place.chmod(0o700)
        for name in names:
            file = place / name
            file.write_text("private, of Nobody At All")
            os.chown(file, uid, uid)
            file.chmod(0o600)
            os.utime(file, (1_600_000_000, 1_600_000_000))
        return place


def state(folder: Path) -> dict[str, tuple[object, ...]]:
    """Everything that could be noticed of a folder and what is in it."""
    found = {}
    for place in (folder, *sorted(folder.rglob("*"))):
        status = place.lstat()
        content = place.read_bytes() if stat.S_ISREG(status.st_mode) else b""
        found[str(place.relative_to(folder))] = (
            status.st_uid, status.st_gid, stat.filemode(status.st_mode), status.st_ino,
            status.st_mtime_ns, content,
        )  # fmt: skip
    return found


@pytest.fixture
def machine() -> Iterator[Machine]:
    """A machine; not in pytest's own folder, which only its owner can enter."""
    top = Path(tempfile.mkdtemp(prefix="amis-users-"))
    yield Machine(top)
    shutil.rmtree(top)
