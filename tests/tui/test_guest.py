"""Read-only is read-only: no key and no verb of a guest makes, renames or takes away anything."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest
from support import program
from support.command_line import CommandLine
from support.frames import frame
from support.keyboard import press, rest

import tui.presence as presence_module
import tui.watch as watch_module
from data.edits.edits import Author
from data.edits.records import SetField
from data.i18n import set_language
from data.store.presence import Here
from data.store.store import Store
from screens import PARTS
from screens.keys.read_only import shut_out
from screens.keys.tables import tables
from tui.app import AmisApp
from tui.exports import EXPORTS
from tui.palette import KeyCommands
from tui.restricted import LOOKING, WRITING
from tui.surroundings import Limits, surroundings
from tui.terminal import read_profile
from tui.verbs import VERBS

GUEST = Limits(read_only=True)


def everything(folder):
    """What could be noticed of a folder and all in it; a file made and taken away again, too."""
    found = {}
    for place, folders, names in os.walk(folder):
        for name in (".", *folders, *names):
            path = os.path.join(place, name)  # noqa: PTH118
            status = os.lstat(path)
            found[path] = (
                status.st_ino, status.st_mode, status.st_uid, status.st_gid, status.st_nlink,
                status.st_size, status.st_mtime_ns, status.st_ctime_ns,
            )  # fmt: skip
    return found


@pytest.fixture
def place(tmp_path):
    """A document with all that lies beside it, and a home with a user's own files."""
    folder = tmp_path / "group"
    folder.mkdir()
    path = program.write(folder / "amis.json")
    store = Store(path)
    store.load()
    now = datetime.now(UTC).replace(microsecond=0)
    store.run(SetField("workplace", "workplace", "address", "Havnen 1"), Author("Karen", now))
    Here(path, "karen", "Karen", now).announce("plan", now)
    gone = Here(path, "jens", "Jens", now, host="elsewhere")
    gone.announce("plan", now - timedelta(hours=1))
    (folder / "export").mkdir()
    for name in ("home", "state", "config", "data"):
        (tmp_path / name).mkdir()
    return path


def environ(path):
    top = path.parent.parent
    return program.environment(top, path) | {
        "TERM": "xterm-256color",
        "HOME": str(top / "home"),
        "XDG_STATE_HOME": str(top / "state"),
        "XDG_CONFIG_HOME": str(top / "config"),
        "XDG_DATA_HOME": str(top / "data"),
    }


def app_of(path, limits=GUEST):
    set_language("da")
    store = Store(path)
    store.load()
    variables = environ(path)
    profile = read_profile(variables, input_is_terminal=True, output_is_terminal=True)
    return AmisApp(profile, store, surroundings(variables, limits=limits))


# -- verbs -------------------------------------------------------------------------------------


def calls():
    """Every verb, so that it would do what it is for."""
    words = {
        "new": [["--name", "Et andet", "--employees", "5"]], "add": [["H: Ny"]],
        "set": [["H1", "topic=lys"]], "delete": [["H1"]], "show": [["H1"]], "find": [["støj"]],
        "list": [["actions"], ["people"], ["notes"]], "log": [[], ["--json"]],
        "import": [["plan.csv"]], "backup": [[], ["b.json"]],
        "restore": [[], ["newest"], ["1"]], "hand-on": [["Karen", "--to", "Jonas"]],
        "erase": [["Karen", "--yes", "--exports"]],
        "settings": [[], ["theme=light"]],
        "export": [
            *([export.name] for export in EXPORTS),
            *([export.name, "--output", "-"] for export in EXPORTS),
            *([export.name, "--output", f"{export.name}.md"] for export in EXPORTS),
        ],
    }  # fmt: skip
    for verb in VERBS:
        for more in words.get(verb.name, [[]]):
            yield [verb.name, *more]
            yield [verb.name, "--help"]


@pytest.mark.parametrize("before", [("--read-only",), ("--read-only", "--restricted")])
def test_no_verb_of_a_guest_touches_anything(place, before, monkeypatch):
    top = place.parent.parent
    monkeypatch.chdir(top)
    (top / "plan.csv").write_text("Indsats\nNy\n", encoding="utf-8")
    amis = CommandLine(place.parent)
    amis.environ |= environ(place)
    done = everything(top)
    for words in calls():
        given = b'{"id": "x", "op": "delete", "target": "H1"}\n' if words[0] == "apply" else b""
        answer = amis(*before, "--document", str(place), *words, stdin=given)
        assert everything(top) == done, words
        if words[0] not in LOOKING:
            assert answer.code == 2, words


def test_a_guest_reads_every_export_to_take_it_along(place):
    amis = CommandLine(place.parent)
    amis.environ |= environ(place)
    for export in EXPORTS:
        words = ["--for", "Karen"] if export.name == "handover" else []
        answer = amis("--read-only", "--document", str(place), "export", export.name, *words)
        if answer.code == 0:
            assert answer.out.strip(), export.name
    for name in ("plan", "inspection", "noticeboard", "competence", "wheel"):
        assert amis("--read-only", "--document", str(place), "export", name).code == 0, name


def test_the_check_of_a_guest_says_what_can_be_seen_and_that_nothing_was_tried(place):
    amis = CommandLine(place.parent)
    amis.environ |= environ(place)
    answer = amis("--read-only", "--document", str(place), "check")
    assert "can be read" in " ".join(answer.out.split())
    assert "were not tried" in " ".join(answer.out.split())
    assert answer.code == 0


@pytest.mark.parametrize(
    ("before", "may"),
    [
        (("--read-only",), LOOKING),
        (("--restricted",), LOOKING | WRITING),
        (("--restricted", "--read-only"), LOOKING),
    ],
)
def test_the_help_tells_only_what_may_be_done(place, before, may):
    amis = CommandLine(place.parent)
    told = amis.ok(*before, "--help").out
    named = {
        line.split()[0] for line in told.splitlines() if line.startswith("  ") and line[2] != " "
    }
    assert {verb.name for verb in VERBS} & named == may
    assert "--trust" not in told
    assert ("--document" in told) == ("--restricted" not in before)
    writes = "--read-only" not in before
    assert ("--output" in amis.ok(*before, "export", "--help").out) == writes
    assert ("=" in amis.ok(*before, "settings", "--help").out.partition("language=")[1]) == writes


# -- keys --------------------------------------------------------------------------------------


def test_an_action_looks_wherever_a_key_carries_it_out():
    """By its name alone it is known whether a guest may: `l` on two screens was two things once."""
    looks, writes = set(), set()
    for keys in tables().values():
        for key in keys:
            (looks if key.looks else writes).add(key.action)
    assert looks & writes == set()
    assert shut_out(tables()) == writes


def every_key(app):
    """The keys that are bound where the user is, and those of panes that are not in sight."""
    part = app.screen.PART
    here = [key for key, active in app.screen.active_bindings.items() if active.binding.id]
    others = [
        name
        for place, keys in tables().items()
        if place.partition(".")[0] == part
        for key in keys
        for name in key.keys.split(",")
    ]
    leaves = {"q", "ctrl+q", "ctrl+c", "ctrl+z"}
    return [key for key in dict.fromkeys([*here, *others]) if key not in leaves and len(key) < 12]


@pytest.mark.parametrize("part", [part.name for part in PARTS])
async def test_no_key_of_a_guest_touches_anything(place, part, monkeypatch):
    monkeypatch.setattr(watch_module, "POLL", 0.3)
    monkeypatch.setattr(presence_module, "LOOK_EVERY", 1)
    top = place.parent.parent
    app = app_of(place, GUEST)
    done = everything(top)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.action_part(part)
        await rest(pilot)
        for key in every_key(app):
            if key.isdigit():
                continue
            await press(pilot, key)
            # Into whatever has opened, agreeing to all of it, and back.
            if app.screen.is_modal:
                await press(pilot, "1", "enter")
            for _turn in range(4):
                if len(app.screen_stack) > 1:
                    await press(pilot, "escape")
            while len(app.screen_stack) > 1:
                app.pop_screen()
                await rest(pilot)
            assert app.return_code is None, key
        await press(pilot, "ctrl+q")
    assert everything(top) == done


@pytest.mark.parametrize(("part", "key"), [("plan", "l"), ("wheel", "l"), ("competence", "l")])
async def test_a_guest_reads_on_the_screen_what_others_write_to_a_file(place, part, key):
    app = app_of(place, GUEST)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.action_part(part)
        await rest(pilot)
        await press(pilot, key)
        for _turn in range(200):
            if type(app.screen).__name__ == "MarkdownPage":
                break
            await rest(pilot)
        assert type(app.screen).__name__ == "MarkdownPage", frame(app)


async def test_the_palette_of_a_guest_offers_only_what_may_be_done(place):
    app = app_of(place, GUEST)
    async with app.run_test(size=(100, 30)) as pilot:
        for part in PARTS:
            await app.action_part(part.name)
            await rest(pilot)
            actions = {each.action for each in KeyCommands(app.screen).commands() if each.action}
            assert actions & shut_out(tables()) == set(), part.name
            assert actions, part.name
