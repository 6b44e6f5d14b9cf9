"""Files of Word and Excel are archives: the same contents give the same bytes, whenever packed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest a ZIP archive can name, as others do who pack reproducibly."""

_MODE: Final = 0o600 << 16


def packed_alike(archive: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """The archive packed anew without the hour and the machine it was packed on.

    Args:
        archive: a ZIP archive.
        replaced: other contents for some of its members, by name.
    """
    out = io.BytesIO()
    with ZipFile(io.BytesIO(archive)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = ZipInfo(name, _NO_TIME)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0
            member.external_attr = _MODE
            new.writestr(member, (replaced or {}).get(name) or old.read(name))
    return out.getvalue()
