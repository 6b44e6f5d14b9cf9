"""What a member of the group gains over a colleague, or over root, who opens the same document.

The attacker may do in the document's folder whatever its rights allow. Nothing of the colleague's
elsewhere is read, written, given away or deleted, and the colleague can go on or is told why not.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from support.colleagues import ANNA, BO, EVE, GROUP, act, as_root, machine, state

pytestmark = as_root

__all__ = ["machine"]

COPY = "00000001-20260101T000000Z.json"
SIGN = "1-00000000.json"
NAMES = ("diary.txt", COPY, SIGN, f".{COPY}.0123abcd.tmp", "settings.json")
"""Some as AMIS calls its own files."""

WORK = """
saved(path, hours=2)
print(amis("export", "plan", "--output", str(path.parent / "export" / "p.md"), document=path)[0])
print(amis("--restricted", "export", "plan", "--output", "plan.md", document=path)[0])
print(amis("--restricted", "settings", "theme=light", document=path)[0])
for name in ("anna", "54001"):
    drafts = Drafts(files.beside(path, ".state") / "someone", "d")
    drafts.save("place", "text"), drafts.all(), drafts.clear("place")
print(amis("check", document=path)[0])
print(amis("backup", document=path)[0])
print(amis("erase", "Nobody At All", "--yes", "--exports", document=path)[0])
print("done")
"""
"""All that writes beside the document, in the shared folder and for a restricted user."""


def swap_for_link(machine, suffix, target):
    place = machine.shared / "export" if suffix == "export" else machine.beside(suffix)
    act(
        BO,
        machine.path,
        f"""
place = Path({str(place)!r})
if place.exists():
    place.rename(place.with_name("away"))
place.symlink_to({str(target)!r})
""",
    )
    return place


@pytest.mark.parametrize("suffix", [".copies", ".here", ".state", "export"])
@pytest.mark.parametrize("who", [ANNA, 0])
def test_a_link_in_the_place_of_a_folder_leads_nowhere(machine, suffix, who):
    path = machine.document()
    private = machine.private(who, *NAMES)
    (private / "anna").mkdir()
    os.chown(private / "anna", who, who)
    swap_for_link(machine, suffix, private)
    before = state(private)
    assert act(who, path, WORK).endswith("done")
    assert state(private) == before
    assert act(BO, path, "print(len(saved(path, 'bo').document.tables['action']))") == "3"


@pytest.mark.parametrize("suffix", [".copies", ".here", ".state", "export"])
@pytest.mark.parametrize("kind", ["open to all", "a stranger's", "a file", "a pipe"])
def test_a_folder_that_others_could_have_filled_is_refused_and_said(machine, suffix, kind):
    path = machine.document()
    place = machine.shared / "export" if suffix == "export" else machine.beside(suffix)
    if place.exists():
        place.rename(machine.shared / "away")
    if kind == "a file":
        place.write_text("x")
    elif kind == "a pipe":
        os.mkfifo(place)
    else:
        place.mkdir()
        for name in NAMES:
            (place / name).write_text("planted")
            (place / name).chmod(0o600)
            os.chown(place / name, ANNA, ANNA)
            os.utime(place / name, (1_600_000_000, 1_600_000_000))
        stranger = kind == "a stranger's"
        os.chown(place, EVE if stranger else BO, EVE if stranger else GROUP)
        place.chmod(0o770 if stranger else 0o777)
        os.chown(place, -1, GROUP)
        if stranger:
            os.chown(place, -1, EVE)
            place.chmod(0o777)  # so that only its owner is what is wrong
            place.chmod(0o775)
    before = state(place)
    assert act(ANNA, path, WORK).endswith("done")
    assert state(place) == before
    if suffix == ".copies":
        told = act(ANNA, path, "store = saved(path, hours=9)\nprint(store.copy_trouble)")
        assert ".plan.copies" in told
        told = act(ANNA, path, "print(*amis('check', document=path))")
        assert ".plan.copies" in told
    if suffix == "export":
        told = act(
            ANNA,
            path,
            "print(*amis('--restricted', 'export', 'plan', '--output', 'p.md', document=path))",
        )
        assert told.startswith("3 ")
        assert "export" in told


def test_what_a_colleague_owns_is_used_as_often_as_not(machine):
    path = machine.document(BO)
    codes = act(ANNA, path, WORK).splitlines()
    del codes[3]  # the check starts a Python, which may lie where only root can reach it
    assert codes == ["3", "0", "0", "0", "0", "done"], "no folder for exports was there at first"
    for place in machine.shared.iterdir():
        mode = stat.S_IMODE(place.stat().st_mode)
        if place.is_dir():
            assert mode & 0o777 == 0o770, place
        assert not mode & stat.S_IRWXO, place


def test_files_of_other_names_are_neither_deleted_nor_given_away(machine):
    path = machine.document()
    act(BO, path, "saved(path, 'bo')")
    planted = []
    for suffix, name in [(".copies", "notes.txt"), (".here", "notes.txt"), (".here", "9-x.json")]:
        place = machine.beside(suffix) / name
        place.write_text("mine")
        os.chown(place, ANNA, ANNA)
        place.chmod(0o600)
        os.utime(place, (1_600_000_000, 1_600_000_000))
        planted.append((place, place.lstat().st_mode, place.lstat().st_gid))
    for who in (ANNA, 0):
        assert act(who, path, WORK).endswith("done")
    for place, mode, gid in planted:
        assert place.read_text() == "mine"
        assert (place.lstat().st_mode, place.lstat().st_gid) == (mode, gid)


def test_a_folder_of_somebodys_moved_into_place_keeps_its_rights(machine):
    path = machine.document()
    for who in (0, ANNA):
        place = machine.beside(".here")
        act(0, path, f"import shutil; shutil.rmtree({str(place)!r}, ignore_errors=True)")
        place.mkdir()
        (place / "letter.txt").write_text("private")
        os.chown(place, who, who)
        place.chmod(0o700)
        before = state(place)["."][:3]
        assert act(who, path, "opened(path)\nprint('done')") == "done"
        assert state(place)["."][:3] == before


@pytest.mark.parametrize("what", ["history", "lock", "copy", "sign", "checklist"])
@pytest.mark.parametrize("who", [ANNA, 0])
def test_another_name_of_a_private_file_is_not_written_nor_shared(machine, what, who):
    path = machine.document()
    private = machine.private(who, "letter.txt")
    place = {
        "history": machine.shared / "plan.history.jsonl",
        "lock": machine.shared / ".plan.json.lock",
        "copy": machine.beside(".copies") / COPY,
        "sign": machine.beside(".here") / SIGN,
        "checklist": machine.shared / "plan.checklist.toml",
    }[what]
    place.unlink(missing_ok=True)
    os.link(private / "letter.txt", place)
    before = state(private)
    told = act(who, path, WORK)
    assert state(private) == before
    if what in ("history", "lock"):
        assert told.startswith("NotRegular|")
        assert "hard link" in told
        for words in ("log", "undo", "check", "restore"):
            told = act(who, path, f"print(*amis({words!r}, document=path))")
            assert "Traceback" not in told
            assert "private" not in told
    else:
        assert told.endswith("done")
    assert state(private) == before


def test_a_lock_whose_second_name_is_amis_own_is_used(machine):
    """Killed between giving it its name and taking the unfinished one away."""
    path = machine.document()
    lock = machine.shared / ".plan.json.lock"
    os.link(lock, machine.shared / ".plan.json.0123abcd.tmp")
    assert act(BO, path, "saved(path, 'bo')\nprint('saved')") == "saved"
    assert lock.stat().st_nlink == 1


PLACES = ["document", "history", "lock", "copy", "sign", "checklist", "draft"]


@pytest.mark.parametrize("kind", ["pipe", "socket", "folder", "/dev/full", "/dev/zero", "device"])
@pytest.mark.parametrize("what", PLACES)
def test_what_is_no_file_is_refused_and_waited_for_by_nobody(machine, what, kind):
    path = machine.document()
    store = machine.shared
    draft = machine.beside(".state") / "anna"
    act(
        ANNA,
        path,
        f"""
drafts = Drafts(Path({str(draft)!r}), "d")
assert drafts.save("place", "text")
""",
    )
    (own,) = (draft / "drafts").iterdir()
    place = {
        "document": path,
        "history": store / "plan.history.jsonl",
        "lock": store / ".plan.json.lock",
        "copy": machine.beside(".copies") / "00000099-20260101T000000Z.json",
        "sign": machine.beside(".here") / SIGN,
        "checklist": store / "plan.checklist.toml",
        "draft": own,
    }[what]
    place.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    elif kind == "socket":
        import socket

        here = os.open(place.parent, os.O_RDONLY)
        try:
            with socket.socket(socket.AF_UNIX) as plug:
                plug.bind(f"/proc/self/fd/{here}/{place.name}")
        finally:
            os.close(here)
    elif kind == "device":
        try:
            os.mknod(place, 0o666 | stat.S_IFCHR, os.makedev(1, 7))
        except PermissionError:
            pytest.skip("this machine lets nobody make devices")
    else:
        place.symlink_to(kind)
    verbs = [
        "check", "log", "find=x", "list=actions", "status", "restore", "undo", "export=plan",
        "erase=Nobody",
    ]  # fmt: skip
    told = act(
        ANNA,
        path,
        f"""
for verb in {verbs!r}:
    name, _sep, word = verb.partition("=")
    code, out, err = amis(name, *filter(None, [word]), document=path)
    print(name, code, err)
    assert "Traceback" not in err
edit = '{{"do": "add", "kind": "action", "values": {{"measure": "x"}}}}'
print(*amis("apply", document=path, given=edit))
try:
    store, here, others = opened(path)
    print("opened", others)
except StoreError as error:
    print(error.sentence())
drafts = Drafts(Path({str(draft)!r}), "d")
print(drafts.load("place"), drafts.all(), drafts.save("place", "new"))
""",
    )
    assert "Traceback" not in told
    if what in ("document", "history", "lock"):
        assert place.name in told or kind in told
    if kind.startswith("/dev"):
        assert place.is_symlink() or what == "draft"


def test_a_document_that_is_a_link_makes_nothing_writable_for_everybody(machine):
    """A link's own bits are open to all: they are nobody's wish."""
    path = machine.document()
    act(BO, path, "path.rename(path.with_name('other.json')); path.symlink_to('/dev/null')")
    told = act(
        ANNA,
        path,
        """
from data.store.lock import DocumentLock, lock_path
lock_path(path).unlink()
try:
    with DocumentLock(lock_path(path), path):
        print("locked")
except StoreError as error:
    print(error.sentence())
""",
    )
    assert "plan.json is a link" in told
    assert not (machine.shared / ".plan.json.lock").exists()


# -- where files are written -------------------------------------------------------------------


KEPT = [
    "plan.json", "plan.history.jsonl", ".plan.json.lock", ".plan.copies/x.md", ".plan.here/x.md",
    ".plan.state/x.md", ".plan.state/0123/x.md", "./plan.json", "export/../plan.json", "hard.md",
    "{link}/plan.json", "PLAN.JSON", ".plan.copies",
]  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_nothing_of_the_documents_own_is_ever_written_over(machine, name):
    path = machine.document()
    (machine.shared / "export").mkdir()
    state_of_anna = machine.beside(".state") / "0123"
    state_of_anna.mkdir(parents=True)
    for place in (machine.shared / "export", state_of_anna.parent, state_of_anna):
        os.chown(place, ANNA, GROUP)
        place.chmod(0o770)
    os.link(path, machine.shared / "hard.md")
    os.chown(machine.shared / "hard.md", ANNA, GROUP)
    link = machine.home(ANNA) / "way"
    link.symlink_to(machine.shared)
    target = machine.shared / name if "{" not in name else Path(name.format(link=link))
    before = state(machine.shared)
    for who in (ANNA, 0):
        told = act(
            who,
            path,
            f"""
from data.export.files import write_new
try:
    write_new(Path({str(target)!r}), "x", document=path, overwrite=True)
except StoreError as error:
    print(error.sentence())
for words in (["export", "plan", "--format", "md", "--output", {str(target)!r}, "--overwrite"],
              ["backup", {str(target)!r}]):
    code, out, err = amis(*words, document=path)
    print(code, err)
""",
        )
        written, exported = told.splitlines()[:2]
        assert "belongs to the document itself" in written
        # A name that no plan is written to is refused as such, before it is looked for.
        if target.suffix == ".md":
            assert exported.startswith("3 ")
            assert "belongs to the document itself" in exported
        else:
            assert exported.startswith("2 ")
            assert target.name in exported
    after = state(machine.shared)
    assert {name for name in before if before[name] != after.get(name)} <= {"."}
    own = (".plan.copies/", ".plan.here/", ".plan.state/")
    assert not [name for name in {*after} - {*before} if name.startswith(own)]


@pytest.mark.parametrize("words", [["export", "plan", "--overwrite", "--output"], ["backup"]])
def test_a_link_in_the_documents_folder_leads_no_file_out_of_it(machine, words):
    path = machine.document()
    private = machine.private(ANNA, "plan.md", "plan.md.json")
    act(BO, path, f"Path({str(machine.shared / 'export')!r}).symlink_to({str(private)!r})")
    before = state(private)
    told = act(
        ANNA,
        path,
        f"""
print(*amis(*{words!r}, {str(machine.shared / "export" / "plan.md")!r}, document=path))
""",
    )
    assert told.startswith("3 ")
    assert "is a link" in told
    assert state(private) == before


@pytest.mark.parametrize(
    ("words", "name"),
    [(["export", "plan", "--output"], "plan.md"), (["backup"], "plan.json")],
)
def test_a_way_of_ones_own_to_another_place_is_followed(machine, words, name):
    path = machine.document()
    place = machine.private(ANNA)
    link = machine.home(ANNA) / "Dokumenter"
    link.symlink_to(place)
    told = act(
        ANNA,
        path,
        f"""
print(*amis(*{words!r}, {str(link / name)!r}, document=path))
""",
    )
    assert told == "0" or told.startswith("0 ")
    assert (place / name).is_file()


# -- what is read because a user names it ---------------------------------------------------------


def test_what_a_colleague_has_put_there_is_not_read_into_the_document(machine):
    """A link or another name of a private file: what it says would be the whole group's."""
    path = machine.document()
    secret = machine.home(ANNA) / "own.json"
    made = f"Store(Path({str(secret)!r})).create(SetUpWorkplace('Privat', 3), Author('anna', now))"
    act(ANNA, path, made)
    (machine.home(ANNA) / "own.csv").write_text("Indsats\nHemmelig plan\n", encoding="utf-8")
    for name in ("own.json", "own.csv"):
        os.chown(machine.home(ANNA) / name, ANNA, ANNA)
        (machine.home(ANNA) / name).chmod(0o600)
    (machine.shared / "export").mkdir()
    os.chown(machine.shared / "export", BO, GROUP)
    (machine.shared / "export").chmod(0o770)
    for name in ("own.json", "own.csv"):
        (machine.shared / "export" / f"link-{name}").symlink_to(machine.home(ANNA) / name)
        os.link(machine.home(ANNA) / name, machine.shared / "export" / f"twin-{name}")
    os.link(secret, machine.beside(".copies") / "00000099-20260101T000000Z.json")
    before = path.read_bytes()
    told = act(
        ANNA,
        path,
        """
place = path.parent / "export"
asked = []
for kind in ("link", "twin"):
    asked.append(("import", str(place / f"{kind}-own.csv")))
    asked.append(("restore", str(place / f"{kind}-own.json")))
asked.append(("restore", "99"))
asked.append(("import", str(home / "own.csv"), "--dry-run"))
answers = [amis(*words, document=path) for words in asked]
print([code for code, _out, _err in answers])
for _code, out, err in answers:
    print(out, err)
""",
    )
    assert path.read_bytes() == before
    codes, *rest = told.splitlines()
    assert codes == "[3, 3, 3, 3, 3, 0]"
    # Named by its owner where it lies, it is read.
    assert told.count("Hemmelig plan") == 1
    assert any("Hemmelig plan" in line for line in rest)
    assert "is a link" in told
    assert "hard link" in told


# -- a user's own state --------------------------------------------------------------------------


def test_a_planted_draft_is_nobodys(machine):
    path = machine.document()
    mine = machine.beside(".state") / "anna"
    act(
        ANNA,
        path,
        f"""
drafts = Drafts(Path({str(mine)!r}), "d", user="anna")
assert drafts.save("mine", "text")
""",
    )
    for place in (mine, mine / "drafts"):
        assert (place.stat().st_uid, stat.S_IMODE(place.stat().st_mode)) == (ANNA, 0o700)
    planted = act(
        BO,
        path,
        f"""
mine = Path({str(mine)!r})
try:
    (mine / "drafts" / "x").write_text("x")
except PermissionError:
    print("closed")
mine.rename(mine.with_name("away"))
drafts = Drafts(mine, "d", user="anna")
assert drafts.save("unsaved", "planted")
for place in (mine, mine / "drafts"):
    place.chmod(0o777)
for file in (mine / "drafts").iterdir():
    file.chmod(0o666)
""",
    )
    assert planted == "closed"
    before = state(mine)
    told = act(
        ANNA,
        path,
        f"""
drafts = Drafts(Path({str(mine)!r}), "d", user="anna")
print(drafts.load("unsaved"), drafts.all(), drafts.save("mine", "new"), drafts.clear("unsaved"))
print(drafts.trouble())
""",
    )
    assert told.startswith("None () False False\n")
    assert "belongs to somebody else" in told
    assert state(mine) == before


@pytest.mark.parametrize("mode", [0o770, 0o750, 0o701])
def test_a_folder_of_ones_own_that_was_open_is_refused_beside_a_document(machine, mode):
    path = machine.document()
    mine = machine.beside(".state") / "anna"
    act(
        ANNA,
        path,
        f"""
drafts = Drafts(Path({str(mine)!r}), "d")
assert drafts.save("mine", "text")
""",
    )
    mine.chmod(mode)
    told = act(
        ANNA,
        path,
        f"""
drafts = Drafts(Path({str(mine)!r}), "d")
print(drafts.all(), drafts.save("mine", "new"), drafts.trouble())
""",
    )
    assert told.startswith("() False ")
    assert "others can look into it" in told


def test_a_draft_that_another_may_write_or_that_has_another_name_is_not_read(machine):
    path = machine.document()
    home = machine.home(ANNA)
    keep = f'drafts = Drafts(Path({str(home)!r}), "d"); drafts.save("mine", "text")'
    look = f'print(Drafts(Path({str(home)!r}), "d").load("mine") is not None)'
    act(ANNA, path, keep)
    (file,) = (home / "drafts").iterdir()
    assert act(ANNA, path, look) == "True"
    file.chmod(0o660)
    assert act(ANNA, path, look) == "False"
    file.chmod(0o600)
    os.link(file, home / "other")
    assert act(ANNA, path, look) == "False"
    (home / "other").unlink()
    os.chown(file, BO, -1)
    file.chmod(0o644)
    assert act(ANNA, path, look) == "False"
