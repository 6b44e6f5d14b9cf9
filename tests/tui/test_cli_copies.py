"""`amis backup` and `amis restore`: copies made on purpose, and the ways back."""

from __future__ import annotations

import shutil

import pytest
from support.command_line import CommandLine
from support.documents import NOW
from support.faults import Faulty, Killed

from data.edits.edits import Author
from data.store import copies
from data.store.history import history_path
from data.store.lock import lock_path
from data.store.recovery import Recovery
from data.store.store import Store


@pytest.fixture
def amis(tmp_path):
    folder = tmp_path / "plan"
    folder.mkdir()
    amis = CommandLine(folder).workshop()
    for text in ("one", "two"):
        amis.ok("add", f"H: {text}")
    return amis


def actions(amis):
    return [line.split()[-1] for line in amis.ok("list", "actions").lines]


def damage(amis):
    amis.document.write_bytes(amis.document.read_bytes()[:200])
    return amis.document.read_bytes()


def test_a_copy_beside_the_document_is_listed_with_what_it_holds(amis):
    path = amis.ok("backup").out.split(": number")[0]
    assert "/.plan.copies/" in path
    amis.ok("add", "H: three")
    listed = amis.ok("restore").lines
    assert len(listed) == len(copies.list_copies(amis.document))
    assert listed[0].split()[0] == "2"
    assert "saved by Mette: 2 actions" in listed[0]
    amis.ok("restore", "2")
    assert actions(amis) == ["one", "two"]
    assert "went back to an earlier document" in amis.ok("log").lines[0]
    amis.ok("undo")
    assert actions(amis) == ["one", "two", "three"]
    assert "already" in amis.ok("restore", str(amis.document)).out


def test_a_copy_elsewhere_is_a_document_with_its_history(amis, tmp_path):
    target = tmp_path / "usb"
    target.mkdir()
    path = amis.ok("backup", str(target)).out.split(": number")[0]
    there = amis("list", "actions", AMIS_DOCUMENT=path)
    assert len(there.lines) == 2
    assert len(amis("log", AMIS_DOCUMENT=path).lines) == len(amis.ok("log").lines)
    for place in target.iterdir():
        assert place.stat().st_mode & 0o777 == 0o600, place
    amis.ok("add", "H: three")
    amis.ok("restore", path)
    assert actions(amis) == ["one", "two"]
    again = amis("backup", path)
    assert again.code == 3
    assert "is there already" in again.err
    assert amis("backup", str(tmp_path / "no" / "x.json")).code == 3


def test_a_damaged_document_is_mended_and_kept_aside(amis):
    before = Store(amis.document).load()
    bytes_there = damage(amis)
    told = amis("restore")
    assert told.code == 3
    assert "is damaged" in told.out
    assert "Nothing is lost." in told.out
    assert amis.document.read_bytes() == bytes_there
    said = amis.ok("restore", "newest").out
    aside = next(amis.folder.glob("plan.damaged-*.json"))
    assert aside.name in said
    assert aside.read_bytes() == bytes_there
    assert Store(amis.document).load().tables == before.tables
    assert amis("check").code == 0
    amis.ok("undo")
    assert actions(amis) == ["one"]


def test_out_of_a_damage_to_a_copy_of_ones_choice(amis):
    damage(amis)
    said = amis.ok("restore", "1").lines
    assert len(said) == 2
    assert actions(amis) == []
    amis.ok("undo")
    assert actions(amis) == ["one", "two"]


def test_an_older_document_put_back_is_told_and_may_be_gone_on_from(amis):
    old = amis.document.with_name("old")
    shutil.copy(amis.document, old)
    amis.ok("add", "H: three")
    shutil.copy(old, amis.document)
    refused = amis("add", "H: four")
    assert refused.code == 3
    assert "older copy" in refused.err
    amis.ok("restore", "this")
    assert actions(amis) == ["one", "two"]
    amis.ok("undo")
    assert actions(amis) == ["one", "two", "three"]


def test_what_is_no_copy_is_said(amis, tmp_path):
    assert "There is no copy 9" in amis("restore", "9").err
    other = CommandLine(tmp_path / "plan" / "..")
    other.ok("new", "--name", "Another", "--employees", "5")
    refused = amis("restore", str(other.document))
    assert refused.code == 2
    assert "another document" in refused.err
    shutil.rmtree(copies.folder(amis.document))
    damage(amis)
    assert "no good copy" in amis("restore", "newest").err


def test_asked_for_again_it_does_not_take_back_what_has_been_repaired(amis):
    damage(amis)
    amis.ok("restore", "newest")
    repaired = amis.document.read_bytes()
    said = amis.ok("restore", "newest").out
    assert "so nothing was changed" in " ".join(said.split())
    assert amis.document.read_bytes() == repaired


def test_a_check_says_of_an_older_document_what_a_save_says(amis):
    old = amis.document.read_bytes()
    amis.ok("add", "two")
    amis.ok("add", "three")
    amis.document.write_bytes(old)
    (amis.document.parent / f".{amis.document.name}.lock").unlink()
    checked = amis("check")
    assert checked.code != 0
    assert "older copy" in " ".join(checked.out.split())
    assert "older copy" in " ".join(amis("add", "four").err.split())


def lock_is_a_folder(amis):
    lock = lock_path(amis.document)
    lock.unlink()
    lock.mkdir()


def history_is_a_link(amis):
    history = history_path(amis.document)
    history.rename(amis.folder / "elsewhere.jsonl")
    history.symlink_to(amis.folder / "elsewhere.jsonl")


@pytest.mark.parametrize("spoil", [lock_is_a_folder, history_is_a_link])
def test_a_check_says_of_what_keeps_a_save_out_what_the_save_says(amis, spoil):
    spoil(amis)
    before = amis.document.read_bytes()
    checked = amis("check")
    refused = amis("add", "three")
    assert checked.code == refused.code == 3
    assert " ".join(refused.err.split()) in " ".join(checked.out.split())
    assert amis.document.read_bytes() == before


@pytest.mark.parametrize("what", ["newest", "1", "this"])
def test_from_a_newer_version_going_back_is_asked_about(amis, what):
    text = amis.document.read_text()
    amis.document.write_text(text.replace('"schema": 1', '"schema": 99'))
    newer = amis.document.read_bytes()
    asked = amis("restore", what)
    assert asked.code == 1
    assert "newer version" in " ".join(asked.out.split())
    assert "Add --yes" in asked.err
    assert amis.document.read_bytes() == newer
    assert not list(amis.folder.glob("plan.newer-*"))


def test_from_a_newer_version_it_is_done_when_it_is_meant(amis):
    text = amis.document.read_text()
    amis.document.write_text(text.replace('"schema": 1', '"schema": 99'))
    newer = amis.document.read_bytes()
    amis.ok("restore", "newest", "--yes")
    assert actions(amis) == ["one", "two"]
    (aside,) = amis.folder.glob("plan.newer-*.json")
    assert aside.read_bytes() == newer


def test_broken_off_after_its_rename_and_asked_for_again_it_takes_nothing_back(amis):
    class DiesAfterRename(Faulty):
        def _step(self, name, *more):
            if name == "rename":
                self.at, self.how = len(self.calls), "after"
            return super()._step(name, *more)

    damage(amis)
    dying = DiesAfterRename()
    with pytest.raises(Killed):
        Recovery(amis.document, system=dying).recover(Author("Mette", NOW))
    dying.bury()
    amis.ok("add", "H: since")
    said = amis.ok("restore", "newest").out
    assert "so nothing was changed" in " ".join(said.split())
    assert actions(amis) == ["one", "two", "since"]
