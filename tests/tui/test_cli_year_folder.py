"""`amis export all`: the year's papers in one folder; what is there stays, what is not is said."""

from __future__ import annotations

import pytest
from support.command_line import CommandLine
from support.papers import is_archival


@pytest.fixture
def demo(tmp_path) -> CommandLine:
    amis = CommandLine(tmp_path / "demo")
    amis.folder.mkdir(parents=True, exist_ok=True)
    amis.ok("demo", "--write-only", "--document", str(amis.document), "--language", "da")
    return amis


def test_a_year_in_one_folder_with_progress(demo, tmp_path):
    folder = tmp_path / "papirer" / "2026"
    said = demo.ok("export", "all", "--output", str(folder)).out.splitlines()
    files = sorted(file.name for file in folder.iterdir())
    assert [line.partition(": ")[2] for line in said] == sorted(
        files, key=[line.partition(": ")[2] for line in said].index
    )
    assert said[0].startswith(f"1 of {len(said)}: handleplan-")
    for begins in ("handleplan", "aarshjul", "aaret", "kompetenceplan", "vores-arbejdsmiljoeplan"):
        assert any(name.startswith(begins) for name in files)
    assert all(is_archival((folder / name).read_bytes()) for name in files)

    (folder / files[0]).write_bytes(b"mit eget")
    again = demo("export", "all", "--output", str(folder))
    assert again.code == 3
    assert (folder / files[0]).read_bytes() == b"mit eget"
    assert files[0] in again.err
    assert demo("export", "all", "--output", str(folder), "--overwrite").code == 0
    assert (folder / files[0]).read_bytes() != b"mit eget"


def test_what_there_is_none_of_yet_is_said(tmp_path):
    amis = CommandLine(tmp_path)
    amis.ok("new", "--name", "Smedjen", "--employees", "4", "--language", "da")
    folder = tmp_path / "2026"
    said = amis.ok("export", "all", "--format", "md", "--output", str(folder)).out
    assert "There is no annual discussion yet." in said
    assert any(file.suffix == ".md" for file in folder.iterdir())


def test_without_a_folder_nothing_is_written(demo):
    answer = demo("export", "all")
    assert answer.code == 2
    assert "--output 2026" in answer.err
