"""Reading, replacing and copying in all the places a document can be."""

from __future__ import annotations

import errno
import os
import re
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.store import files
from data.store.errors import DiskTrouble, Missing, NotRegular, TooLarge
from data.store.system import System, write_all

NOW = datetime(2026, 1, 31, 14, 5, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "plan.json"
    place.write_bytes(b"old")
    return place


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_reading_gives_the_bytes_and_their_stamp(path):
    data, stamp = files.read_stamped(path)
    assert data == b"old"
    assert stamp == files.stamp(path)
    assert stamp.size == 3


def test_the_stamp_tells_a_replaced_file_from_the_old_one(path):
    before = files.stamp(path)
    after = files.replace(path, b"new")
    assert after == files.stamp(path) != before


def test_nothing_there_is_missing_and_has_no_stamp(tmp_path):
    for place in (tmp_path / "none.json", tmp_path / "no" / "none.json"):
        assert files.stamp(place) is None
        with pytest.raises(Missing):
            files.read_bytes(place)


def test_a_file_over_the_limit_is_not_read(path):
    assert files.read_bytes(path, 3) == b"old"
    with pytest.raises(TooLarge) as caught:
        files.read_bytes(path, 2)
    assert (caught.value.size, caught.value.limit) == (3, 2)


def test_a_sparse_giant_is_refused_at_once(path):
    os.truncate(path, files.LIMIT + 1)
    with pytest.raises(TooLarge):
        files.read_bytes(path)


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "socket"])
def test_what_is_not_a_file_is_neither_read_nor_replaced(path, kind):
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        os.mknod(path, stat.S_IFSOCK | 0o600)
    else:
        path.symlink_to("elsewhere")
    for act in (files.read_bytes, lambda place: files.replace(place, b"new")):
        with pytest.raises(NotRegular) as caught:
            act(path)
        assert caught.value.kind == kind
    assert len(list(path.parent.iterdir())) == 1


def test_a_device_is_refused():
    with pytest.raises(NotRegular) as caught:
        files.read_bytes(Path("/dev/null"))
    assert caught.value.kind == "device"


def test_a_file_overwritten_while_it_is_read_is_read_again(path):
    path.write_bytes(b"a" * 10)

    class Slow(System):
        written = False

        def pread(self, fd: int, size: int, offset: int) -> bytes:
            part = os.pread(fd, min(size, 5), offset)
            if not self.written:
                self.written = True
                path.write_bytes(b"b" * 12)
            return part

    data, stamp = files.read_stamped(path, system=Slow())
    assert data == b"b" * 12
    assert stamp == files.stamp(path)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
@pytest.mark.parametrize("bits", [0o600, 0o640, 0o660, 0o664])
def test_the_mode_stays_whatever_the_umask(path, umask, bits):
    path.chmod(bits)
    before = os.umask(umask)
    try:
        files.replace(path, b"new")
        files.append(path.with_name("h"), b"line\n", path)
    finally:
        os.umask(before)
    assert path.read_bytes() == b"new"
    assert mode(path) == bits
    assert mode(path.with_name("h")) == bits & 0o770, "what lies beside it is not everybody's"


@pytest.mark.parametrize(
    ("folder", "expected"), [(0o700, 0o600), (0o755, 0o600), (0o770, 0o660), (0o2750, 0o660)]
)
def test_a_new_document_is_ones_own_or_the_groups_never_everybodys(tmp_path, folder, expected):
    tmp_path.chmod(folder)
    place = tmp_path / "new.json"
    files.replace(place, b"new")
    assert mode(place) == expected
    assert place.stat().st_gid == tmp_path.stat().st_gid


def acl(path: Path) -> bytes | None:
    try:
        return os.getxattr(path, "system.posix_acl_access")
    except OSError as error:
        if error.errno != errno.ENODATA:
            pytest.skip("no ACLs here")
        return None


def make_acl(user: int) -> bytes:
    """rw for owner, one named user and group, under a mask that lets it through."""
    nobody = 0xFFFFFFFF
    rows = [(1, 6, nobody), (2, 6, user), (4, 6, nobody), (16, 6, nobody), (32, 0, nobody)]
    return (2).to_bytes(4, "little") + b"".join(
        tag.to_bytes(2, "little") + bits.to_bytes(2, "little") + who.to_bytes(4, "little")
        for tag, bits, who in rows
    )


def set_acl(path: Path, name: str = "system.posix_acl_access") -> None:
    try:
        os.setxattr(path, name, make_acl(12345))
    except OSError:
        pytest.skip("no ACLs here")


def test_the_acl_stays(path):
    set_acl(path)
    before = acl(path), mode(path)
    files.replace(path, b"new")
    assert (acl(path), mode(path)) == before
    assert before[0] is not None


def test_an_acl_the_document_does_not_have_does_not_come_from_the_folder(path):
    path.chmod(0o660)
    set_acl(path.parent, "system.posix_acl_default")
    files.replace(path, b"new")
    assert acl(path) is None
    assert mode(path) == 0o660


def test_a_new_document_has_the_acl_its_folder_hands_down(tmp_path):
    tmp_path.chmod(0o770)
    set_acl(tmp_path, "system.posix_acl_default")
    files.replace(tmp_path / "new.json", b"new")
    assert acl(tmp_path / "new.json") is not None
    assert mode(tmp_path / "new.json") == 0o660


@pytest.mark.parametrize("code", [errno.ENOTSUP, errno.ENODATA, errno.ENOSYS])
def test_a_disk_without_acls_is_put_up_with(path, code):
    class Plain(System):
        def getxattr(self, target: Path | int, name: str) -> bytes:
            raise OSError(code, "none")

    files.replace(path, b"new", system=Plain())
    assert path.read_bytes() == b"new"


def refuse_group(allowed_owner: bool = False):
    class Strict(System):
        def fstat(self, fd: int) -> os.stat_result:
            real = os.fstat(fd)
            # The new file has the user's own group, the document another.
            fresh = real.st_size == 0 and stat.S_ISREG(real.st_mode)
            return os.stat_result([*real[:5], real.st_gid + 1, *real[6:]]) if fresh else real

        def fchown(self, fd: int, uid: int, gid: int) -> None:
            raise OSError(errno.EPERM, "not yours")

    return Strict()


def test_a_group_that_cannot_be_kept_is_a_refusal_when_it_has_access(path):
    path.chmod(0o660)
    with pytest.raises(DiskTrouble) as caught:
        files.replace(path, b"new", system=refuse_group())
    assert caught.value.errno == errno.EPERM
    assert path.read_bytes() == b"old"
    path.chmod(0o600)
    files.replace(path, b"new", system=refuse_group())
    assert path.read_bytes() == b"new"
    assert mode(path) == 0o600


def test_a_new_document_falls_back_to_ones_own(tmp_path):
    tmp_path.chmod(0o1777)
    files.replace(tmp_path / "new.json", b"new", system=refuse_group())
    assert mode(tmp_path / "new.json") == 0o600


def test_a_linked_document_is_replaced_where_it_lies_and_the_link_stays(path):
    link = path.parent / "links" / "here.json"
    link.parent.mkdir()
    link.symlink_to("../plan.json")
    assert files.resolve(link) == path
    files.replace(files.resolve(link), b"new")
    assert link.is_symlink()
    assert link.read_bytes() == path.read_bytes() == b"new"


def test_links_in_a_circle_are_refused(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(NotRegular):
        files.read_bytes(files.resolve(tmp_path / "a"))


def test_another_name_for_the_file_keeps_the_old_content_whole(path):
    other = path.with_name("other.json")
    os.link(path, other)
    files.replace(path, b"new")
    assert (path.read_bytes(), other.read_bytes()) == (b"new", b"old")


def test_a_removed_folder_is_said_and_not_made_again(tmp_path):
    place = tmp_path / "gone" / "plan.json"
    for act in (
        lambda: files.replace(place, b"new"),
        lambda: files.append(place, b"line\n", place),
    ):
        with pytest.raises(DiskTrouble) as caught:
            act()
        assert caught.value.errno == errno.ENOENT
        assert "gone" in caught.value.sentence()
    assert not place.parent.exists()


def test_a_folder_removed_in_the_middle_is_said(tmp_path):
    place = tmp_path / "gone" / "plan.json"
    place.parent.mkdir()

    class Vanishing(System):
        def open(self, *args, **kwargs) -> int:
            if "dir_fd" in kwargs and place.parent.exists():
                place.parent.rmdir()
            return os.open(*args, **kwargs)

    with pytest.raises(DiskTrouble) as caught:
        files.replace(place, b"new", system=Vanishing())
    assert caught.value.errno == errno.ENOENT


@pytest.mark.parametrize("length", [255, 242])
def test_a_name_too_long_for_its_companions_is_refused(tmp_path, length):
    place = tmp_path / ("n" * (length - 5) + ".json")
    with pytest.raises(DiskTrouble) as caught:
        files.replace(place, b"new")
    assert caught.value.errno == errno.ENAMETOOLONG
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["plan", "år 2026.json", "a\nb.json", ".json", "x.json.json"])
def test_odd_names_work(tmp_path, name):
    place = tmp_path / name
    files.replace(place, b"one")
    files.replace(place, b"two")
    assert files.read_bytes(place) == b"two"
    assert [found.name for found in tmp_path.iterdir()] == [name]


def test_only_this_documents_wrecks_are_removed(path):
    wrecks = [".plan.json.0123abcd.tmp", ".plan.json.ffffffff.tmp"]
    others = [
        ".plan.json.lock",
        ".plan.json.0123abc.tmp",
        ".planXjson.0123abcd.tmp",
        ".plan2.json.0123abcd.tmp",
        "plan.json.0123abcd.tmp",
        ".plan.json.0123abcd.tmp.keep",
    ]
    for name in [*wrecks, *others]:
        (path.parent / name).write_bytes(b"")
    assert files.remove_wrecks(path) == 2
    assert {place.name for place in path.parent.iterdir()} == {"plan.json", *others}
    assert files.remove_wrecks(path.parent / "no" / "plan.json") == 0


@pytest.mark.parametrize("most", range(1, 12))
def test_pieces_are_written_whole_however_little_the_disk_takes_at_a_time(tmp_path, most):
    class Slow(System):
        calls = 0

        def writev(self, fd, pieces):
            Slow.calls += 1
            return os.write(fd, b"".join(pieces)[:most])

    place = tmp_path / "pieces"
    pieces = [b"one", b"", b"t", b"wo\n", b"", b"three", b""]
    with place.open("wb") as file:
        write_all(file.fileno(), pieces, Slow())
    assert place.read_bytes() == b"".join(pieces)
    assert Slow.calls == -(-len(place.read_bytes()) // most)


def test_more_pieces_than_the_system_takes_at_a_time_are_written(tmp_path):
    place = tmp_path / "pieces"
    pieces = [b"%d," % number for number in range(5_000)]
    with place.open("wb") as file:
        write_all(file.fileno(), pieces)
    assert place.read_bytes() == b"".join(pieces)


def test_pieces_of_which_none_is_taken_are_a_full_disk(tmp_path):
    class Full(System):
        def writev(self, fd, pieces):
            return 0

    with (tmp_path / "pieces").open("wb") as file, pytest.raises(OSError, match="space") as caught:
        write_all(file.fileno(), [b"one", b"two"], Full())
    assert caught.value.errno == errno.ENOSPC


def test_a_failed_append_that_cannot_be_taken_back_is_ended_by_the_next(path):
    history = path.with_name("h")
    files.append(history, b"one\n", path)

    class Dying(System):
        def write(self, fd: int, data: bytes) -> int:
            if len(data) > 3:
                return os.write(fd, bytes(data[:3]))
            raise OSError(errno.EIO, "dead")

        def ftruncate(self, fd: int, length: int) -> None:
            raise OSError(errno.EIO, "dead")

    with pytest.raises(DiskTrouble):
        files.append(history, b"two..\n", path, Dying())
    files.append(history, b"three\n", path)
    assert history.read_bytes().split(b"\n") == [b"one", b"two", b"three", b""]


def test_a_history_that_is_a_link_is_refused(path):
    history = path.with_name("h")
    history.symlink_to(path)
    with pytest.raises(NotRegular) as caught:
        files.append(history, b"line\n", path)
    assert caught.value.path == history
    assert path.read_bytes() == b"old"


def test_copies_put_aside_never_overwrite_one_another(path):
    path.chmod(0o640)
    made = [files.copy_aside(path, "Damaged!", NOW) for _ in range(3)]
    assert [place.name for place in made] == [
        "plan.damaged-2026-01-31T1405.json",
        "plan.damaged-2026-01-31T1405-2.json",
        "plan.damaged-2026-01-31T1405-3.json",
    ]
    assert all(place.read_bytes() == b"old" and mode(place) == 0o640 for place in made)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("reason", ["../../etc", "a/b", ".", "", "å\n\x1b"])
def test_the_reason_cannot_lead_elsewhere(path, reason):
    made = files.copy_aside(path, reason, NOW)
    assert made.parent == path.parent
    assert re.fullmatch(r"plan\.[a-z-]+-2026-01-31T1405\.json", made.name)


def test_companions_are_named_after_the_document(tmp_path):
    assert files.beside(tmp_path / "plan.json", ".here").name == ".plan.here"
    assert files.beside(tmp_path / "plan", ".here").name == ".plan.here"


def test_where_links_are_not_known_files_are_made_all_the_same(path):
    class Fat(System):
        def link(self, *args, **kwargs) -> None:
            raise OSError(errno.EPERM, "no links")

    files.append(path.with_name("h"), b"line\n", path, Fat())
    assert path.with_name("h").read_bytes() == b"line\n"
    assert len(list(path.parent.iterdir())) == 2
