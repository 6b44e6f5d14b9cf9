"""What the command line tells: status, minutes, the check of the folder, and the example."""

from __future__ import annotations

import errno
import os
import stat
from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.command_line import CommandLine
from support.documents import NOW, TODAY

from data.commands.approval import ApproveDiscussion
from data.edits.edits import Author
from data.export.stamp import stamp_of, stamped
from data.model.discussion import Discussion
from data.store import copies
from data.store.compaction import MOST
from data.store.errors import DiskTrouble
from data.store.history import history_path
from data.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def amis(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.fixture
def demo(tmp_path: Path) -> CommandLine:
    amis = CommandLine(tmp_path)
    amis.ok("demo", "--write-only", "--document", str(amis.document), "--language", "en")
    return amis


def test_status_with_nothing_due(amis: CommandLine) -> None:
    amis.ok("new", "--name", "X", "--employees", "12", "--empty")
    answer = amis.ok("status", "--exit-code")
    assert answer.out == (
        "X, Monday 2/3/2026\nAnnual discussion: not held yet\n"
        "Nothing is overdue, and nothing is due within 14 days.\n"
    )
    assert amis.ok("status", "--short").out == "AMIS: nothing waits within 14 days.\n"


def test_status_tells_what_is_late_and_what_comes(amis: CommandLine) -> None:
    amis.ok("new", "--name", "X", "--employees", "12", "--empty")
    amis.ok("add", "Late due:2026-02-27")
    amis.ok("add", "Today due:2026-03-02")
    amis.ok("add", "Soon due:2026-03-16")
    amis.ok("add", "Later due:2026-03-17")
    assert amis.ok("status").lines == [
        "X, Monday 2/3/2026",
        "Annual discussion: not held yet",
        "",
        "Overdue (1)",
        "  H1 Late: deadline 27/2/2026, 3 days late",
        "",
        "Next 14 days (2)",
        "  H2 Today: deadline 2/3/2026, today",
        "  H3 Soon: deadline 16/3/2026, in 14 days",
    ]
    assert amis.ok("status", "--short").out == "AMIS: 1 overdue, 2 due soon.\n"
    assert amis("status", "--exit-code").code == 1
    assert amis("status", "--exit-code").err == ""
    amis.ok("set", "H1", "status=done")
    assert amis("status", "--exit-code").code == 0
    assert "Later" in amis.ok("status", "--days", "15").out


def test_status_for_one_person(amis: CommandLine) -> None:
    amis.workshop()
    amis.ok("add", "Hers owner:Mette due:2026-02-27")
    amis.ok("add", "His owner:Jens due:2026-02-27")
    told = amis.ok("status", "--for", "jens").out
    assert "His" in told
    assert "Hers" not in told
    assert amis("status", "--for", "Birgit").code == 2
    assert amis("status", "--for", "P2", "--exit-code").code == 1


def test_status_for_a_role(amis: CommandLine) -> None:
    amis.workshop()
    amis.ok("set", "P1", "roles=manager")
    amis.ok("add", "Hers owner:Mette due:2026-02-27")
    amis.ok("add", "His owner:Jens due:2026-02-27")
    for role in ("leder", "manager"):
        told = amis.ok("status", "--for", role).out
        assert "Hers" in told
        assert "His" not in told


def test_status_tells_what_has_stalled_and_what_the_rules_ask(demo: CommandLine) -> None:
    told = demo.ok("status").out
    assert "Stalled (" in told
    assert "Statutory deadlines (" in told
    assert "(R14)" in told
    line = demo.ok("status", "--short").out
    assert line.startswith("AMIS: ")
    assert line.count("\n") == 1
    assert "stalled" in line


def test_status_writes_nothing(demo: CommandLine) -> None:
    before = sorted(path.name for path in demo.folder.rglob("*"))
    demo.ok("status")
    assert sorted(path.name for path in demo.folder.rglob("*")) == before


def test_the_example_is_whole_and_can_be_worked_in(demo: CommandLine) -> None:
    assert demo.ok("list", "actions").out
    assert demo.ok("check").code == 0
    code = demo.ok("add", "One more").out.strip()
    demo.ok("undo")
    assert demo("show", code).code == 1


def test_the_example_is_never_written_over_a_document(demo: CommandLine) -> None:
    before = demo.document.read_bytes()
    answer = demo("demo", "--write-only", "--document", str(demo.document))
    assert answer.code == 3
    assert demo.document.read_bytes() == before


def test_two_examples_are_two_documents(demo: CommandLine, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    demo.ok("demo", "--write-only", "--document", str(other))
    assert Store(other).load().meta.document != Store(demo.document).load().meta.document


def test_minutes_to_standard_output(demo: CommandLine) -> None:
    document = Store(demo.document).load()
    latest = max(d.year for d in document.all(Discussion) if d.state != "planned")
    text = demo.ok("export", "discussion").out
    assert text.startswith("# ")
    assert str(latest) in text.splitlines()[0]
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert demo.ok("export", "discussion", "--year", str(latest), "--output", "-").out == text


def test_minutes_speak_the_documents_language(demo: CommandLine) -> None:
    planned = max(d.year for d in Store(demo.document).load().all(Discussion))
    words = ("export", "discussion", "--year", str(planned))
    english = demo.ok(*words, AMIS_LANGUAGE="da").out
    assert english == demo.ok(*words).out
    assert demo.ok(*words, "--language", "da").out != english


def test_approved_minutes_are_told_as_approved(demo: CommandLine) -> None:
    store = Store(demo.document)
    discussion = max(store.load().all(Discussion), key=lambda d: d.year)
    command = ApproveDiscussion(discussion.id, "Karen", TODAY, "# As it was signed\n")
    store.run(command, Author("Karen", NOW))
    words = ("export", "discussion", "--year", str(discussion.year))
    assert demo.ok(*words, "--language", "da").out == "# As it was signed\n"


def test_minutes_to_a_file_never_over_another(demo: CommandLine) -> None:
    file = demo.folder / "minutes.md"
    words = ("export", "discussion", "--output", str(file))
    assert demo.ok(*words).out == ""
    today = date.fromisoformat(demo.environ["AMIS_TODAY"])
    stamp = stamp_of(Store(demo.document).load(), today)
    assert stamp
    shown = demo.ok("export", "discussion").out
    assert file.read_text(encoding="utf-8") == stamped(shown, "md", stamp)
    file.write_text("mine", encoding="utf-8")
    answer = demo(*words)
    assert answer.code == 3
    assert "is there already" in answer.err
    assert file.read_text(encoding="utf-8") == "mine"
    demo.ok(*words, "--overwrite")
    assert file.read_text(encoding="utf-8").startswith("# ")


def test_minutes_to_a_folder_that_is_not_there(demo: CommandLine) -> None:
    answer = demo("export", "discussion", "--output", str(demo.folder / "no" / "minutes.md"))
    assert answer.code == 3
    assert answer.err


def test_minutes_as_html(demo: CommandLine) -> None:
    file = demo.folder / "minutes.html"
    demo.ok("export", "discussion", "--output", str(file))
    page = file.read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert demo.ok("export", "discussion", "--format", "html").out == page


def test_no_minutes_without_a_discussion(amis: CommandLine) -> None:
    amis.ok("new", "--name", "X", "--employees", "12")
    assert amis("export", "discussion").code == 1
    answer = amis("export", "discussion", "--year", "2020")
    assert answer.err == "There is no annual discussion for 2020.\n"


def test_check_says_what_it_saw(demo: CommandLine) -> None:
    demo.ok("add", "One more")
    answer = demo.ok("check")
    for words in ("can be read", "TinyDB reads", "You may read and save", "history goes up",
                  "Good copies: 1", "Locks work", "replaced in one step"):  # fmt: skip
        assert words in answer.out
    assert "trouble" not in answer.out
    assert not list(demo.folder.glob(".amis-check*"))


def test_check_of_a_damaged_document(demo: CommandLine) -> None:
    demo.document.write_text("{", encoding="utf-8")
    answer = demo("check")
    assert answer.code == 3
    assert "is damaged" in answer.out
    assert answer.err == "The check found 1 thing that is not as it should be.\n"


def test_check_of_copies_that_cannot_be_read_or_kept(demo: CommandLine, monkeypatch) -> None:
    demo.ok("add", "One more")
    with monkeypatch.context() as shut:
        shut.setattr(os, "access", lambda *_args: False)
        assert "Good copies cannot be kept" in demo("check").out

    def silent(path: Path, *_args: object) -> None:
        raise DiskTrouble(path, errno.EIO, "read")

    monkeypatch.setattr(copies, "every_copy", silent)
    answer = demo("check")
    assert answer.code == 3
    said = " ".join(answer.out.split())
    assert "The disk reports an error" in said
    assert "no good copy yet" not in said


def test_check_without_a_document_looks_at_the_folder(amis: CommandLine) -> None:
    answer = amis.ok("check")
    assert "There is no document" in answer.out
    assert "trouble" not in answer.out
    assert "Locks work" in answer.out


def test_check_of_a_document_that_is_gone(demo: CommandLine) -> None:
    demo.ok("add", "One more")
    demo.document.unlink()
    answer = demo("check")
    assert answer.code == 3
    assert "There is no document" in answer.out


def test_check_of_a_document_of_which_only_the_history_is_left(demo: CommandLine) -> None:
    demo.ok("add", "One more")
    demo.document.unlink()
    for copy in (demo.folder / f".{demo.document.stem}.copies").iterdir():
        copy.unlink()
    assert demo("check").code == 3


def test_check_of_a_folder_that_is_not_there(amis: CommandLine) -> None:
    answer = amis("check", "--document", str(amis.folder / "no" / "plan.json"))
    assert answer.code == 3
    assert "No file can be made" in answer.out


def test_check_remarks_on_what_everybody_may_read(demo: CommandLine) -> None:
    demo.document.chmod(0o664)
    demo.folder.chmod(0o750)
    os.link(demo.document, demo.folder / "second.json")
    answer = demo("check")
    assert answer.code == 3
    assert "Everybody on the machine may open" in answer.out
    assert "not in its folder" in answer.out
    assert "another name" in answer.out


def test_check_says_that_a_history_is_too_long_to_be_shortened(demo: CommandLine) -> None:
    demo.ok("add", "One more")
    history = history_path(demo.document)
    lines = history.read_bytes()
    with history.open("r+b") as file:  # a hole, which takes no room on the disk
        file.seek(MOST)
        file.write(b"\n" + lines)
    answer = demo("check")
    assert answer.code == 3
    assert "is not shortened any more" in " ".join(answer.out.split())
    # As the sentence says: it is moved elsewhere, and another begins.
    history.rename(demo.folder / "moved")
    demo.ok("add", "And another")
    assert history.exists()
    assert "shortened" not in demo.ok("check").out


def test_check_notices_a_lock_that_does_not_hold(
    demo: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fcntl.flock", lambda *_: None)
    answer = demo("check")
    assert answer.code == 3
    assert "Locks do not work in this folder" in answer.out


def test_a_new_document_is_not_for_everybody(amis: CommandLine) -> None:
    amis.ok("new", "--name", "X", "--employees", "12")
    assert not stat.S_IMODE(amis.document.stat().st_mode) & 0o007
