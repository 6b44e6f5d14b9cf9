"""What kind of disk a folder lies on, and what that means for a shared document."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from data.i18n import N_

NETWORK: Final = frozenset(
    {
        "9p", "afs", "ceph", "cifs", "fuse.glusterfs", "fuse.rclone", "fuse.sshfs", "glusterfs",
        "gfs2", "lustre", "nfs", "nfs4", "ocfs2", "smb3", "smbfs", "virtiofs",
    }
)  # fmt: skip
"""Disks that other machines may write at the same time."""

HELD_OPEN: Final = frozenset({"btrfs", "ext2", "ext3", "ext4", "f2fs", "xfs"})
"""Disks on which a file that is open can be renamed over like any other.

Elsewhere the system may have to give it another name first, as on NFS: for a moment there is no
file of the name, and a crash leaves it so.
"""

_NO_RIGHTS: Final = frozenset({"exfat", "msdos", "ntfs", "vfat"})
_MEMORY: Final = frozenset({"ramfs", "tmpfs"})

_MOUNTS: Final = Path("/proc/self/mountinfo")
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")

REMARKS: Final = {
    "network": N_(
        "The folder lies on a network disk ({kind}). Locks and renames were tried from this "
        "machine: run amis check on the others, too, and mount it without caching (noac) where "
        "they do not see each other's saves within two seconds."
    ),
    "no rights": N_(
        "The disk ({kind}) keeps no owners and groups: whoever can see it can change everything."
    ),
    "memory": N_("The disk ({kind}) is in memory: all is gone when the machine starts anew."),
}
"""What to say of a kind of disk: message ids."""


def kind_of_disk(folder: Path, mounts: Path = _MOUNTS) -> str:
    """The type of the file system a folder lies on, such as `ext4`; empty when not known.

    Args:
        folder: Absolute, links resolved.
        mounts: The kernel's list; systems without it are not asked.
    """
    best, kind = -1, ""
    with suppress(OSError):
        for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
            before, _sep, after = line.partition(" - ")
            words = before.split()
            if len(words) < 5 or not after:  # noqa: PLR2004 - the fifth is where it is mounted
                continue
            place = Path(_ESCAPED.sub(lambda found: chr(int(found[1], 8)), words[4]))
            # Of several over one another the last counts.
            if (folder == place or place in folder.parents) and len(place.parts) >= best:
                best, kind = len(place.parts), after.split()[0]
    return kind


def remark_on(kind: str) -> str:
    """What is to be said of a kind of disk, a message id; empty when nothing is."""
    if kind in NETWORK or kind.startswith("fuse."):
        return REMARKS["network"]
    if kind in _NO_RIGHTS:
        return REMARKS["no rights"]
    return REMARKS["memory"] if kind in _MEMORY else ""
