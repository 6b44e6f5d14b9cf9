"""Two clones of a document are worked in without a network, and become one again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.command_line import CommandLine

from data.merging.files import MARK, conflict_copies
from data.model.choices import Parting
from data.model.merging import Difference
from data.model.plan import Action
from data.store.store import Store

if TYPE_CHECKING:
    from data.model.document import Document

HISTORY = "plan.history.jsonl"


class Clone(CommandLine):
    """A user's clone of the folder with the document."""

    def __init__(self, folder: Path, user: str = "Mette", document: str = "plan.json") -> None:
        super().__init__(folder, user)
        self.document = folder / document
        self.environ["AMIS_DOCUMENT"] = str(self.document)

    def sh(self, lines: str) -> None:
        """Type lines of the README."""
        subprocess.run(["/bin/sh", "-ec", lines], cwd=self.folder, env=self.env, check=True)

    def git(self, *words: str) -> str:
        """Call git, which must succeed."""
        done = subprocess.run(
            [shutil.which("git") or "git", *words],
            cwd=self.folder, env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @property
    def env(self) -> dict[str, str]:
        """What git runs with: no settings but the folder's own."""
        name = self.user
        return {
            # `amis` of this very installation comes first.
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.folder), "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": name, "GIT_COMMITTER_NAME": name,
            "GIT_AUTHOR_EMAIL": "m@example.org", "GIT_COMMITTER_EMAIL": "m@example.org",
        }  # fmt: skip

    def drive(self) -> None:
        """Tell git of the drivers, as the README says."""
        self.git("config", "merge.amis.driver", "amis merge %O %A %B")
        self.git("config", "merge.amis-history.driver", "amis merge --history %O %A %B")

    def save(self) -> None:
        """Commit everything that belongs into git."""
        self.git("add", "-A")
        self.git("commit", "-qm", "gemt")

    def merge_from(self, other: Clone) -> None:
        """Fetch and merge what another clone has."""
        self.git("pull", "-q", "--no-rebase", "--no-edit", str(other.folder), "main")

    @property
    def read(self) -> Document:
        """The document as it lies there."""
        return Store(self.document).load()


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Clone, Clone]:
    """The server's clone and a laptop's, with the same document of one action."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path / "server"
    folder.mkdir()
    server = Clone(folder)
    server.workshop().ok("add", "H: Støjskærm")
    (folder / ".gitattributes").write_text(f"plan.json merge=amis\n{HISTORY} merge=amis-history\n")
    (folder / ".gitignore").write_text(".plan.*\n")
    server.git("init", "-q", "-b", "main")
    server.save()
    server.git("clone", "-q", ".", str(tmp_path / "laptop"))
    laptop = Clone(tmp_path / "laptop", "Jens")
    for clone in (server, laptop):
        clone.drive()
    return server, laptop


def test_two_clones_become_one_document_with_everything_in_it(clones: tuple[Clone, Clone]) -> None:
    server, laptop = clones
    server.ok("set", "H1", "due=2026-05-01")
    server.ok("add", "H: Nyt gulv")
    laptop.ok("set", "H1", "status=running")
    laptop.ok("add", "H: Nye stole")
    laptop.ok("add", "A: Rundgang due:2026-09-01")
    for clone in clones:
        clone.save()
    numbers = [clone.read.meta.revision for clone in clones]
    laptop.merge_from(server)
    merged = laptop.read
    assert merged.meta.revision > max(numbers)
    measures = {record.measure: record for record in merged.all(Action)}
    assert set(measures) == {"Støjskærm", "Nyt gulv", "Nye stole"}
    assert measures["Støjskærm"].due is not None
    assert measures["Støjskærm"].status == "running"
    assert {record.number for record in measures.values()} == {1, 2, 3}
    assert [found.parting for found in merged.all(Difference)] == [Parting.NUMBER]
    # The server takes it over, and goes on with it: no session calls it an older copy.
    server.merge_from(laptop)
    assert server.document.read_bytes() == laptop.document.read_bytes()
    for clone in clones:
        clone.ok("add", "H: Efter fletningen")
        names = [entry.name for entry in Store(clone.document).history.newest_first()]
        assert names[1] == "merge"
        assert not [line for line in clone.ok("check").lines if line.startswith("trouble")]


def test_the_same_field_in_both_takes_the_later_and_the_other_is_listed(
    clones: tuple[Clone, Clone],
) -> None:
    server, laptop = clones
    server.ok("set", "H1", "due=2026-05-01")
    laptop.ok("set", "H1", "due=2026-06-01")
    for clone in clones:
        clone.save()
    laptop.merge_from(server)
    (found,) = laptop.read.all(Difference)
    assert (found.parting, found.about, found.field) == (
        Parting.FIELD, laptop.read.all(Action)[0].reference, "due",
    )  # fmt: skip
    told = laptop.ok("log", "--limit", "1").out
    assert "1.5.2026" in told
    assert "1.6.2026" in told


def test_both_from_either_side_are_the_same_bytes(
    clones: tuple[Clone, Clone], tmp_path: Path
) -> None:
    server, laptop = clones
    server.ok("add", "H: Nyt gulv")
    laptop.ok("add", "H: Nye stole")
    for clone in clones:
        clone.save()
    other = tmp_path / "other"
    server.git("clone", "-q", ".", str(other))
    third = Clone(other)
    third.drive()
    third.merge_from(laptop)
    laptop.merge_from(server)
    assert third.document.read_bytes() == laptop.document.read_bytes()
    for name in (HISTORY,):
        assert (other / name).read_bytes() == (laptop.folder / name).read_bytes()


def test_what_is_no_document_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    mine = CommandLine(tmp_path / "a").workshop()
    before = mine.document.read_bytes()
    bad = tmp_path / "bad.json"
    bad.write_text("<<<<<<< HEAD\n")
    answer = mine("merge", str(mine.document), str(mine.document), str(bad))
    assert answer.code == 1
    assert mine.document.read_bytes() == before
    (tmp_path / "b").mkdir()
    other = CommandLine(tmp_path / "b").workshop()
    answer = mine("merge", str(mine.document), str(mine.document), str(other.document))
    assert (answer.code, mine.document.read_bytes()) == (1, before)


# -- copies that services leave ------------------------------------------------------------------

NAMES = (
    "plan.sync-conflict-20261130-101112-ABCDEFG.json",
    "plan (Mette Holms konfliktkopi 2026-11-30).json",
    "plan (conflicted copy 2026-11-30 101112).json",
    "plan-KONTOR-PC.json",
    "plan (1).json",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_that_a_service_left_is_named_and_merged(tmp_path: Path, name: str) -> None:
    user = CommandLine(tmp_path).workshop()
    user.ok("add", "H: Støjskærm")
    before = [path.read_bytes() for path in (user.document, tmp_path / HISTORY)]
    user.ok("add", "H: Et andet sted")
    elsewhere = [path.read_bytes() for path in (user.document, tmp_path / HISTORY)]
    for path, content in zip((user.document, tmp_path / HISTORY), before, strict=True):
        path.write_bytes(content)
    for hidden in tmp_path.glob(".plan.*lock"):
        hidden.unlink()
    user.ok("add", "H: Her")
    copy = tmp_path / name
    copy.write_bytes(elsewhere[0])
    (tmp_path / name.replace("plan", "plan.history", 1).replace(".json", ".jsonl")).write_bytes(
        elsewhere[1]
    )
    assert name in user.ok("merge").out
    assert name in user.ok("check").out
    answer = user.ok("merge", str(copy))
    assert f"{name}{MARK}" in answer.out
    assert {record.measure for record in Store(user.document).load().all(Action)} == {
        "Støjskærm", "Et andet sted", "Her",
    }  # fmt: skip
    assert not conflict_copies(user.document)
    user.ok("add", "H: Bagefter")
    user.ok("undo")
    assert "trouble" not in user.ok("check").out


def test_backups_and_documents_of_others_are_no_copies_left_by_a_service(tmp_path: Path) -> None:
    user = CommandLine(tmp_path).workshop()
    shutil.copy(user.document, tmp_path / "plan-2026-03-02T102140.json")
    shutil.copy(user.document, tmp_path / "plan.damaged-2026-03-02T1021-2.json")
    (tmp_path / "planer.json").write_text("{}")
    (tmp_path / "x").mkdir()
    other = CommandLine(tmp_path / "x").workshop()
    shutil.copy(other.document, tmp_path / "plan-anden.json")
    assert not conflict_copies(user.document)


def test_a_copy_without_its_history_merges_too(tmp_path: Path) -> None:
    user = CommandLine(tmp_path).workshop()
    user.ok("add", "H: Støjskærm")
    copy = tmp_path / "plan (1).json"
    copy.write_bytes(user.document.read_bytes())
    user.ok("set", "H1", "measure=Skærm")
    user.ok("merge", str(copy))
    document = Store(user.document).load()
    assert [record.measure for record in document.all(Action)] == ["Skærm"]


def test_the_readmes_lines_work_as_they_stand(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    lines = {
        name: readme.split(f"<!-- {name} -->")[1].split("```sh\n")[1].split("```")[0]
        for name in ("git", "git-clone")
    }
    (tmp_path / "server").mkdir()
    server = Clone(tmp_path / "server", document="amis.json")
    server.workshop().ok("add", "H: Støjskærm")
    server.sh(lines["git"])
    assert not set(server.git("ls-files").split()) - {
        ".gitattributes", ".gitignore", "amis.json", "amis.history.jsonl",
    }  # fmt: skip
    server.git("clone", "-q", ".", str(tmp_path / "laptop"))
    laptop = Clone(tmp_path / "laptop", "Jens", document="amis.json")
    for clone in (server, laptop):
        clone.sh(lines["git-clone"])
        clone.ok("add", f"H: Fra {clone.folder.name}")
        clone.save()
    laptop.merge_from(server)
    assert {record.measure for record in laptop.read.all(Action)} == {
        "Støjskærm", "Fra server", "Fra laptop",
    }  # fmt: skip
