"""Exports on disk: whole or not at all, never over a file unasked, never for everybody."""

from __future__ import annotations

import errno
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.documents import blank, discussion_of, sample, with_discussion
from support.hostile import HOSTILE

from data.export.files import (
    ExportError,
    FileAlreadyThere,
    NoFolder,
    NotAFile,
    NotWritten,
    export_folder,
    suggested_name,
    write_new,
)
from data.i18n import in_language
from data.store.system import System


def failing(call, code):
    """A system whose one call fails."""

    def fail(*_args, **_kwargs):
        raise OSError(code, os.strerror(code))

    system = System()
    setattr(system, call, fail)
    return system


def names(folder):
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def umask():
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


def test_a_new_file(tmp_path):
    path = tmp_path / "referat.md"
    write_new(path, "# Årlig\n")
    assert path.read_text(encoding="utf-8") == "# Årlig\n"
    assert names(tmp_path) == ["referat.md"]


@pytest.mark.parametrize(
    ("mask", "mode"), [(0o022, 0o640), (0o007, 0o660), (0o077, 0o600), (0, 0o660)]
)
def test_the_umask_counts_and_the_world_never_reads(tmp_path, umask, mask, mode):
    umask(mask)
    path = tmp_path / "referat.md"
    write_new(path, "x")
    assert stat.S_IMODE(path.stat().st_mode) == mode
    write_new(path, "y", overwrite=True)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_an_existing_file_is_kept_unless_said(tmp_path):
    path = tmp_path / "referat.md"
    path.write_text("gammelt")
    with pytest.raises(FileAlreadyThere):
        write_new(path, "nyt")
    assert path.read_text() == "gammelt"
    write_new(path, "nyt", overwrite=True)
    assert path.read_text() == "nyt"
    assert names(tmp_path) == ["referat.md"]


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("dangling", [False, True])
def test_a_link_is_not_followed(tmp_path, overwrite, dangling):
    target, link = tmp_path / "hemmelig", tmp_path / "referat.md"
    if not dangling:
        target.write_text("hemmelig")
    link.symlink_to(target)
    with pytest.raises(NotAFile):
        write_new(link, "nyt", overwrite=overwrite)
    assert link.is_symlink()
    assert target.exists() is not dangling


def test_a_file_that_appears_meanwhile_is_kept(tmp_path):
    path = tmp_path / "referat.md"

    class Slow(System):
        def fsync(self, fd):
            if not path.exists():
                path.write_text("en andens")
            os.fsync(fd)

    with pytest.raises(FileAlreadyThere):
        write_new(path, "mit", system=Slow())
    assert path.read_text() == "en andens"
    assert names(tmp_path) == ["referat.md"]


def test_folders_and_odd_names(tmp_path):
    (tmp_path / "mappe").mkdir()
    for path in (tmp_path / "mappe", tmp_path / ".."):
        with pytest.raises(NotAFile):
            write_new(path, "x", overwrite=True)
    for path in (tmp_path / "ingen" / "referat.md",):
        with pytest.raises(NoFolder):
            write_new(path, "x")


@pytest.mark.parametrize("call", ["open", "write", "fsync"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT])
@pytest.mark.parametrize("overwrite", [False, True])
def test_when_the_disk_says_no_nothing_is_left(tmp_path, call, code, overwrite):
    path = tmp_path / "referat.md"
    if overwrite:
        path.write_text("gammelt")
    with pytest.raises(NotWritten) as caught:
        write_new(path, "nyt", overwrite=overwrite, system=failing(call, code))
    assert caught.value.errno == code
    assert names(tmp_path) == (["referat.md"] if overwrite else [])
    assert not overwrite or path.read_text() == "gammelt"


def test_disks_without_links(tmp_path):
    path = tmp_path / "referat.md"
    write_new(path, "nyt", system=failing("link", errno.EPERM))
    assert path.read_text() == "nyt"
    with pytest.raises(FileAlreadyThere):
        write_new(path, "nyere", system=failing("link", errno.EPERM))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", [FileAlreadyThere, NotAFile, NoFolder, ExportError])
def test_sentences(tmp_path, language, kind):
    error = kind(tmp_path / "re\x1b[31mferat.md")
    with in_language(language):
        sentence = error.sentence()
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert str(NotWritten(tmp_path, errno.ENOSPC)) != str(NotWritten(tmp_path, errno.EIO))


def test_the_suggested_name():
    document = sample()
    with in_language("da"):
        name = suggested_name(document, discussion_of(document), "md")
    assert name == "arbejdsmiljoedroeftelse-2026-boernehuset-laerkereden.md"


@given(workplace=st.one_of(st.text(min_size=1), st.sampled_from(HOSTILE)), extension=st.text())
def test_a_suggested_name_is_always_plain(workplace, extension):
    document = with_discussion(blank("x"))
    document = document.with_record(document.workplace.revised(name=workplace))
    name = suggested_name(document, discussion_of(document), extension)
    assert name.isascii()
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert not name.startswith((".", "-"))
    assert name.count(".") == 1
    assert len(name) <= 140


def test_the_export_folder_is_beside_the_document(tmp_path, umask):
    document = tmp_path / "plan.json"
    document.write_text("{}")
    folder = export_folder(document)
    assert folder == tmp_path / "export"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750
    assert export_folder(document) == folder
    link = tmp_path / "andet" / "plan.json"
    link.parent.mkdir()
    link.symlink_to(document)
    assert export_folder(link) == folder


@pytest.mark.parametrize("what", ["file", "link"])
def test_something_else_of_that_name(tmp_path, what):
    other = tmp_path / "export"
    other.write_text("x") if what == "file" else other.symlink_to("/tmp")
    with pytest.raises(NotAFile):
        export_folder(tmp_path / "plan.json")


def test_no_place_for_the_folder(tmp_path):
    with pytest.raises(NoFolder):
        export_folder(tmp_path / "ingen" / "plan.json")
    with pytest.raises(NotWritten):
        export_folder(tmp_path / "plan.json", failing("mkdir", errno.EROFS))
