"""What kind of disk a folder lies on, read from the kernel's list."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.store.disks import HELD_OPEN, NETWORK, REMARKS, kind_of_disk, remark_on

MOUNTS = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /srv/arbejds\040miljø rw shared:2 - nfs4 server:/x rw,vers=4.2
31 22 0:41 / /srv/arbejds\040miljø/her rw - tmpfs tmpfs rw
torn line
"""


@pytest.mark.parametrize(
    ("folder", "kind", "remark"),
    [
        ("/home/karen", "ext4", ""),
        ("/srv/arbejds miljø/plan", "nfs4", "network"),
        ("/srv/arbejds miljøet", "ext4", ""),
        ("/srv/arbejds miljø/her/x", "tmpfs", "memory"),
    ],
)
def test_the_nearest_mount_counts(tmp_path, folder, kind, remark):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    assert kind_of_disk(Path(folder), mounts) == kind
    assert remark_on(kind) == REMARKS.get(remark, "")


def test_a_system_without_the_list_is_not_asked(tmp_path):
    assert kind_of_disk(tmp_path, tmp_path / "none") == ""
    assert remark_on("") == ""
    assert remark_on("fuse.anything") == REMARKS["network"]
    assert remark_on("vfat") == REMARKS["no rights"]


def test_no_file_of_a_disk_that_others_write_is_held_open_while_it_is_replaced():
    assert not HELD_OPEN & NETWORK
    assert not any(kind.startswith("fuse") for kind in HELD_OPEN)
    assert kind_of_disk(Path("/home"), Path("/nowhere")) not in HELD_OPEN
