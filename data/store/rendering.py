"""The document as bytes: TinyDB's tables, one record a line, in a stable order.

Records never change, so a line is rendered once: a save of one edit renders one line and joins
the rest.
"""

from __future__ import annotations

import json
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass
from data.encoding.documents import decode_record, encode_meta, encode_record
from data.encoding.misfit import CodecError, Misfit
from data.i18n import N_
from data.model.document import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from data.model.base import Record
    from data.model.document import Document


_NUMBER: Final = attrgetter("number")


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)


@dataclass(frozen=True, slots=True)
class _Table:
    """One kind's records as they were rendered last."""

    rows: Mapping[str, Record]
    lines: dict[int, bytes]
    """Each record's line by the record's identity, which `rows` keeps from being given again."""
    text: bytes


_NOT_BACK: Final = N_("it does not read back as it was written")


class Rendering:
    """Renders documents; remembers the lines of the records it has seen last."""

    def __init__(self) -> None:
        self._tables: dict[str, _Table] = {}

    @property
    def knows_none(self) -> bool:
        """Whether every line will have to be made and proved."""
        return not self._tables

    def render(self, document: Document) -> bytes:
        """The document's bytes.

        Raises:
            CodecError: a new line does not read back as the record it was made from.
        """
        self._tables, data = self._rendered(document, _proved)
        return data

    def know(self, document: Document, data: bytes) -> None:
        """Remember the lines of a document that was read from these bytes, if they are like ours.

        Lines it was read from need not be proved to read back, which is most of what a line costs.
        """
        tables, like_ours = self._rendered(document, _line_of)
        if like_ours == data:
            self._tables = tables

    def _rendered(
        self, document: Document, line_of: Callable[[Record], bytes]
    ) -> tuple[dict[str, _Table], bytes]:
        parts = [f'"meta": {{\n"1": {_line(encode_meta(document.meta))}\n}}'.encode()]
        kept: dict[str, _Table] = {}
        for kind in KINDS:
            rows = document.tables.get(kind)
            if rows:
                kept[kind] = self._table(kind, rows, line_of)
                parts.append(kept[kind].text)
        return kept, b"{\n" + b",\n".join(parts) + b"\n}\n"

    def _table(
        self, kind: str, rows: Mapping[str, Record], line_of: Callable[[Record], bytes]
    ) -> _Table:
        """One kind's text: all in C but for what is new, since it is done for every edit."""
        known = self._tables.get(kind)
        if known is not None and known.rows is rows:
            return known
        ordered = sorted(rows.values(), key=_NUMBER)
        keys = list(map(id, ordered))
        lines = list(map(known.lines.get, keys)) if known is not None else [None] * len(keys)
        whole = [
            line if line is not None else line_of(record)
            for line, record in zip(lines, ordered, strict=True)
        ]
        text = f'"{kind}": {{\n'.encode() + b",\n".join(whole) + b"\n}"
        return _Table(rows, dict(zip(keys, whole, strict=True)), text)


def _line_of(record: Record) -> bytes:
    return f'"{record.number}": {_line(encode_record(record))}'.encode()


def _proved(record: Record) -> bytes:
    line = _line(encode_record(record))
    if decode_record(record.kind, json.loads(line)) != record:
        raise CodecError(Misfit(_NOT_BACK, kind=record.kind, which=record.code))
    return f'"{record.number}": {line}'.encode()
