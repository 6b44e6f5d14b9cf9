"""Drafts: whole or not at all, private, and never an error."""

import json
import os
import stat
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples
from support.faults import ERRNOS, Faulty

from data.i18n import in_language
from data.own.drafts import MOST_BYTES, Draft, Drafts
from data.own.terminal import Terminal, this_terminal
from data.store.system import System

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def only_file(folder):
    (path,) = (folder / "drafts").iterdir()
    return path


@pytest.fixture
def drafts(tmp_path):
    return Drafts(tmp_path, "doc-1", clock=lambda: NOON)


def test_a_draft_comes_back_as_typed(drafts):
    assert drafts.save("action/7/note", "linje 1\nblåbærgrød\t[/] ⎋")
    assert drafts.load("action/7/note") == Draft(
        "action/7/note", "linje 1\nblåbærgrød\t[/] ⎋", NOON
    )
    assert drafts.load("action/8/note") is None


def test_the_newer_draft_replaces_the_older(drafts, tmp_path):
    drafts.save("p", "gammel")
    drafts.save("p", "ny")
    assert drafts.load("p").text == "ny"
    assert only_file(tmp_path).read_text(encoding="utf-8").count("gammel") == 0


def test_clear_forgets_and_does_not_mind_nothing(drafts):
    drafts.save("p", "x")
    assert drafts.clear("p")
    assert drafts.clear("p")
    assert drafts.load("p") is None


def test_all_lists_the_document_newest_first(tmp_path):
    times = iter([NOON, NOON + timedelta(minutes=1)])
    mine = Drafts(tmp_path, "doc-1", clock=lambda: next(times))
    mine.save("a", "1")
    mine.save("b", "2")
    Drafts(tmp_path, "doc-2", clock=lambda: NOON).save("c", "another's")
    assert [draft.place for draft in mine.all()] == ["b", "a"]


def test_nobody_else_can_read_them(drafts, tmp_path):
    (tmp_path / "drafts").mkdir(mode=0o755)
    before = os.umask(0)
    try:
        drafts.save("hemmeligt sted", "x")
    finally:
        os.umask(before)
    path = only_file(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert "hemmeligt" not in path.name


@pytest.mark.parametrize("fault", [name for name in ERRNOS if name != "EINTR"])
def test_disk_trouble_is_an_answer_and_leaves_the_old_draft_or_the_new(tmp_path, fault):
    def saved(system):
        return Drafts(tmp_path, "doc-1", clock=lambda: NOON, system=system).save("p", "new")

    mine = Drafts(tmp_path, "doc-1", clock=lambda: NOON)
    counted = Faulty()
    assert saved(counted)
    refused = 0
    for at in range(len(counted.calls)):
        mine.save("p", "old")
        done = saved(Faulty(at, ERRNOS[fault]))
        refused += not done
        assert mine.load("p").text in (("new",) if done else ("old", "new"))
        assert len(list((tmp_path / "drafts").iterdir())) == 1
    assert refused >= 5


def test_a_draft_that_could_not_be_read_is_not_replaced_before_it_is_seen(tmp_path):
    Drafts(tmp_path, "doc-1").save("p", "nobody has seen it")
    Drafts(tmp_path, "doc-1").save("q", "else")
    reads = Faulty()
    Drafts(tmp_path, "doc-1", system=reads).load("p")
    for at in range(reads.calls.index("read") + 1):
        drafts = Drafts(tmp_path, "doc-1", system=Faulty(at, ERRNOS["EIO"]))
        assert drafts.load("p") is None
        assert drafts.unread("p")
        assert not drafts.save("p", "new")
        assert not drafts.clear("p")
        assert drafts.save("q", "another place")
        assert drafts.load("p").text == "nobody has seen it"
    assert drafts.save("p", "new")


def test_a_state_folder_that_is_a_file_is_no_error(tmp_path):
    (tmp_path / "state").write_text("")
    drafts = Drafts(tmp_path / "state", "d")
    assert not drafts.save("p", "x")
    assert drafts.load("p") is None
    assert drafts.all() == ()
    assert not drafts.clear("p")


def test_damaged_foreign_and_linked_files_are_not_drafts(drafts, tmp_path):
    drafts.save("p", "x")
    path = only_file(tmp_path)
    good = json.loads(path.read_text(encoding="utf-8"))
    bad = [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'"text"',
        b"[" * 100_000,
        *(
            json.dumps(good | change).encode()
            for change in ({"text": 1}, {"place": None}, {"saved": "nu"}, {"document": "other"})
        ),
    ]
    for content in bad:
        path.write_bytes(content)
        assert drafts.load("p") is None
        assert drafts.all() == ()
    path.unlink()
    (tmp_path / "elsewhere").write_text(json.dumps(good), encoding="utf-8")
    path.symlink_to(tmp_path / "elsewhere")
    assert drafts.load("p") is None


def test_too_much_is_refused_both_ways(drafts, tmp_path):
    assert not drafts.save("p", "x" * MOST_BYTES)
    drafts.save("p", "x")
    only_file(tmp_path).write_bytes(b" " * (MOST_BYTES + 1))
    assert drafts.load("p") is None


@settings(max_examples=examples(25))
@given(place=st.text(), text=st.text(st.characters(exclude_categories=())))
def test_any_text_in_any_place_survives(tmp_path_factory, place, text):
    drafts = Drafts(tmp_path_factory.mktemp("any"), "doc-1", clock=lambda: NOON)
    assert drafts.save(place, text)
    assert drafts.load(place).text == text


def in_another_terminal(tmp_path, terminal, clock=lambda: NOON):
    return Drafts(tmp_path, "doc-1", clock=clock, terminal=terminal)


@pytest.fixture
def running():
    """A run of the program in another terminal, which can be ended."""
    with subprocess.Popen(["sleep", "60"]) as process:
        here = this_terminal()
        started = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[19]
        yield process, here._replace(pid=process.pid, started=started)
        process.kill()


def test_what_is_half_typed_in_one_terminal_is_offered_in_another_only_when_that_is_gone(
    drafts, tmp_path, running
):
    process, terminal = running
    other = in_another_terminal(tmp_path, terminal)
    assert other.save("p", "halvt")
    assert drafts.load("p") is None
    assert drafts.waiting() == (), "somebody is at work on it"
    assert drafts.save("p", "mit")
    assert [draft.text for draft in drafts.waiting()] == ["mit"]
    assert drafts.clear("p")
    assert other.load("p").text == "halvt"
    process.kill()
    process.wait()
    assert [draft.text for draft in drafts.waiting()] == ["halvt"]
    assert drafts.load("p").text == "halvt"
    assert drafts.clear("p")
    assert drafts.load("p") is None


def test_a_number_given_out_again_is_not_the_terminal_that_is_gone(drafts, tmp_path, running):
    _process, terminal = running
    in_another_terminal(tmp_path, terminal._replace(started="1")).save("p", "halvt")
    assert drafts.load("p").text == "halvt"


def test_on_another_machine_a_terminal_counts_as_gone_when_it_is_silent(tmp_path):
    far = this_terminal()._replace(host="elsewhere")
    in_another_terminal(tmp_path, far).save("p", "halvt")
    here = this_terminal()
    assert in_another_terminal(tmp_path, here).load("p") is None
    later = in_another_terminal(tmp_path, here, lambda: NOON + timedelta(minutes=2))
    assert later.load("p").text == "halvt"


def test_texts_are_changed_in_every_terminal(drafts, tmp_path, running):
    other = in_another_terminal(tmp_path, running[1])
    other.save("p", "Jens B")
    drafts.save("p", "Jens A")
    assert drafts.rewrite(lambda text: text.replace("Jens", "N")) == ()
    assert (other.load("p").text, drafts.load("p").text) == ("N B", "N A")


def test_what_cannot_be_read_or_written_anew_is_named(drafts, tmp_path):
    drafts.save("a", "Jens")
    (first,) = (tmp_path / "drafts").iterdir()
    drafts.save("b", "Jens")
    (second,) = set((tmp_path / "drafts").iterdir()) - {first}
    first.write_bytes(b'{"text": "Je')
    assert drafts.unreadable() == (first.name,)
    assert drafts.rewrite(lambda _text: "N") == (first.name,)
    assert drafts.load("b").text == "N"

    class Full(System):
        def write(self, fd, data):
            raise OSError(28, "ENOSPC")

    full = Drafts(tmp_path, "doc-1", clock=lambda: NOON, system=Full())
    assert full.rewrite(lambda _text: "M") == (first.name, second.name)


def test_a_folder_that_cannot_be_read_is_named(tmp_path):
    class Unlisted(System):
        def listdir(self, folder):
            raise OSError(5, "EIO")

    Drafts(tmp_path, "doc-1").save("a", "Jens")
    drafts = Drafts(tmp_path, "doc-1", system=Unlisted())
    assert drafts.unreadable() == drafts.rewrite(str) == (str(tmp_path / "drafts"),)
    assert Drafts(tmp_path / "none", "doc-1").rewrite(str) == ()


def test_what_killed_programs_left_half_written_goes_and_what_is_under_way_stays(drafts, tmp_path):
    drafts.save("a", "x")
    folder = tmp_path / "drafts"
    (kept,) = folder.iterdir()
    old, new = folder / f".{kept.name}.00000000.tmp", folder / f".{kept.name}.11111111.tmp"
    other = folder / "somebody's.tmp"
    for path in (old, new, other):
        path.write_bytes(b"half")
    hours_ago = kept.stat().st_mtime - 2 * 3600
    os.utime(old, (hours_ago, hours_ago))
    os.utime(other, (hours_ago, hours_ago))
    drafts.save("a", "y")
    assert set(folder.iterdir()) == {kept, new, other}


def test_why_nothing_can_be_kept_is_true(tmp_path):
    (tmp_path / "state").write_text("in the way")
    drafts = Drafts(tmp_path / "state", "doc-1")
    with in_language("en"):
        assert drafts.trouble() == (
            f"Something that is no folder stands in the way of {tmp_path / 'state' / 'drafts'}."
        )
        assert not drafts.save("p", "x")
        assert "stands in the way" in drafts.failure
    (tmp_path / "state").unlink()
    assert drafts.save("p", "x")
    assert drafts.failure == drafts.trouble() == ""


def test_what_a_killed_program_has_saved_already_is_not_offered_again(tmp_path):
    """It was killed after the save and before it could forget the draft."""
    gone = Terminal(this_terminal().host, 2**22 + 1, "1")
    left = Drafts(tmp_path, "doc-1", terminal=gone)
    left.save(
        "capture",
        "Køb lamper\nRyd op\nHalv sæt",
        [("r1", "Køb lamper"), ("r2", "Ryd op"), ("r3", "Halv sæt")],
    )
    left.save("note", "Alt er gemt", [("r1", "Alt er gemt")])
    now = Drafts(tmp_path, "doc-1", carried_out={"r1"}.__contains__)
    assert [draft.text for draft in now.waiting()] == ["Ryd op\nHalv sæt"]
    assert now.load("note") is None
    assert now.load("capture").text == "Ryd op\nHalv sæt"
