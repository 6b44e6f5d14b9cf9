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


def packed_alike(
    archive: bytes,
    replaced: Mapping[str, bytes] | None = None,
    added: Mapping[str, bytes] | None = None,
) -> bytes:
    """The archive packed anew without the hour and the machine it was packed on.

    Args:
        archive: a ZIP archive.
        replaced: other contents for some of its members, by name.
        added: further members, by name.
    """
    out = io.BytesIO()
    with ZipFile(io.BytesIO(archive)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in (*old.namelist(), *(added or {})):
            member = ZipInfo(name, _NO_TIME)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0
            member.external_attr = _MODE
            other = (replaced or {}).get(name) or (added or {}).get(name)
            new.writestr(member, other or old.read(name))
    return out.getvalue()


_CUSTOM: Final = "docProps/custom.xml"
_TYPES: Final = "[Content_Types].xml"
_LINKS: Final = "_rels/.rels"
_OPEN_XML: Final = "http://schemas.openxmlformats.org"


def with_property(archive: bytes, name: str, value: str) -> bytes:
    """The file of Word or Excel with a property of its own, which their programs keep.

    Args:
        archive: the file; it has no such properties yet.
        name: what the property is called; of letters only.
        value: what it holds; of letters, digits and signs that XML leaves alone.
    """
    office = f"{_OPEN_XML}/officeDocument/2006"
    custom = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property></Properties>"
    )
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    listed = f'<Override PartName="/{_CUSTOM}" ContentType="{kind}"/></Types>'
    link = (
        f'<Relationship Id="rIdAmis" Type="{office}/relationships/custom-properties" '
        f'Target="{_CUSTOM}"/></Relationships>'
    )
    with ZipFile(io.BytesIO(archive)) as old:
        types, links = old.read(_TYPES).decode(), old.read(_LINKS).decode()
    replaced = {
        _TYPES: types.replace("</Types>", listed).encode(),
        _LINKS: links.replace("</Relationships>", link).encode(),
    }
    return packed_alike(archive, replaced, {_CUSTOM: custom.encode()})
