"""The document as bytes: TinyDB's tables, one record a line, in a stable order.

Records never change, so a line is rendered once: a save of one edit renders one line and joins
the rest.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from data.codec import CodecError, decode_record, encode_meta, encode_record
from data.model.document import KINDS

if TYPE_CHECKING:
    from data.model.base import Record
    from data.model.document import Document


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)


class Rendering:
    """Renders documents; remembers the lines of the records it has seen last."""

    def __init__(self) -> None:
        self._lines: dict[str, tuple[Record, str]] = {}

    def render(self, document: Document) -> bytes:
        """The document's bytes.

        Raises:
            CodecError: a new line does not read back as the record it was made from.
        """
        tables = [f'"meta": {{\n"1": {_line(encode_meta(document.meta))}\n}}']
        kept: dict[str, tuple[Record, str]] = {}
        for kind in KINDS:
            rows = document.tables.get(kind)
            if not rows:
                continue
            lines = []
            for record in sorted(rows.values(), key=lambda row: row.number):
                line = self._rendered(record)
                kept[record.reference] = (record, line)
                lines.append(line)
            body = ",\n".join(lines)
            tables.append(f'"{kind}": {{\n{body}\n}}')
        self._lines = kept
        return ("{\n" + ",\n".join(tables) + "\n}\n").encode()

    def _rendered(self, record: Record) -> str:
        known = self._lines.get(record.reference)
        if known is not None and known[0] is record:
            return known[1]
        line = _line(encode_record(record))
        if decode_record(record.kind, json.loads(line)) != record:
            raise CodecError(f"{record.code} does not read back as it was written")
        return f'"{record.number}": {line}'
