"""What in a document's JSON does not fit, and where; told in the language in use when shown."""

from __future__ import annotations

import json
from typing import Any, Final, NamedTuple

from data.i18n import N_, _

META: Final = "meta"
"""The table that is about the document itself."""

_META: Final = N_("About the document")
_LONGEST: Final = 40
"""Characters of a value that are shown: enough to find it by."""


class Misfit(NamedTuple):
    """A reason and its place.

    Attributes:
        reason: a message id; its places are filled after it has been translated.
        facts: what is filled in: text as it is, other values as JSON has them.
        kind: the table; empty where it is the whole document.
        which: the row's code or id; empty where it is not known.
        field: the field's name; empty where it is the whole row.
    """

    reason: str
    facts: tuple[tuple[str, Any], ...] = ()
    kind: str = ""
    which: str = ""
    field: str = ""

    def why(self) -> str:
        """Only what is wrong, in the language in use."""
        return _(self.reason).format(**dict(self.facts))

    def told(self) -> str:
        """Where it is, in people's words, and what is wrong."""
        where = ", ".join(part for part in (self._row(), self._field()) if part)
        return f"{where}: {self.why()}" if where else self.why()

    def technical(self) -> str:
        """The same with the names that stand in the file, in English."""
        row = f"{self.kind} {self.which}".strip()
        where = ", ".join(part for part in (row, self.field) if part)
        why = self.reason.format(**dict(self.facts))
        return f"{where}: {why}" if where else why

    def _row(self) -> str:
        # Imported on use: a document that fits needs no words for what does not.
        from data.model.document import KINDS

        cls = KINDS.get(self.kind)
        kind = _(cls.label if cls is not None else _META if self.kind == META else self.kind)
        return f"{kind} {self.which}".strip()

    def _field(self) -> str:
        from data.model.base import label_of
        from data.model.document import KINDS

        cls = KINDS.get(self.kind)
        return label_of(cls, self.field) if cls is not None and self.field else self.field


def as_json(value: Any) -> str:
    """A value as the file has it, shortened: what one looks for to mend it."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


class CodecError(ValueError):
    """A row that does not fit the schema.

    Attributes:
        misfit: what is wrong with which table, row and field.
    """

    def __init__(self, misfit: Misfit) -> None:
        super().__init__(misfit)
        self.misfit = misfit

    def __str__(self) -> str:
        return self.misfit.technical()


def unfit(reason: str, *where: str, **facts: str | int) -> CodecError:
    """The error for a reason, its table, row and field, and what the reason is filled with."""
    return CodecError(Misfit(reason, tuple(facts.items()), *where))


def wrong(reason: str, value: Any) -> CodecError:
    """The error for a value in a field that the reader of the row knows."""
    return unfit(reason, value=as_json(value))
