"""Why an edit could not be made; each says so in a plain sentence."""

from __future__ import annotations

from typing import Any

from data.i18n import _
from data.model.base import Record, label_of
from data.model.document import KINDS


class EditError(Exception):
    """An edit does not fit the document; nothing was changed."""

    def sentence(self) -> str:
        """What happened, in the language in use."""
        return _("The change could not be made.")


class Refusal(EditError):
    """What was asked for cannot be, for a reason of its own.

    Args:
        message: The reason, a message id.
        values: What the message has places for.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message, self.values = message, values

    def sentence(self) -> str:
        """The reason, in the language in use."""
        return _(self.message).format(**self.values)


class Undecided(EditError):
    """A date could be more than one day, or none, and nobody can be asked here.

    Args:
        said: What it could be, or why it is none: translated sentences.
    """

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said

    def sentence(self) -> str:
        """What could be meant, and that nothing was kept."""
        return _("{reason} Nothing was kept: write the date, such as 15/10.").format(
            reason=self.said
        )


class Invalid(EditError):
    """The value does not fit the field, or the field the kind."""

    def __init__(self, kind: str, field: str, reason: str) -> None:
        super().__init__(f"{kind}.{field}: {reason}" if field else f"{kind}: {reason}")
        self.kind, self.field, self.reason = kind, field, reason

    def sentence(self) -> str:
        """What does not fit."""
        cls = KINDS.get(self.kind)
        kind = _(cls.label) if cls else self.kind
        where = label_of(cls, self.field) if cls and self.field else self.field or kind
        return _("{where}: {reason}. Nothing was changed.").format(where=where, reason=self.reason)


class Gone(EditError):
    """The record is not there any more, or never was."""

    def __init__(self, kind: str, identity: str) -> None:
        super().__init__(f"{kind} {identity} is not in the document")
        self.kind, self.id = kind, identity

    def sentence(self) -> str:
        """What is missing."""
        cls = KINDS.get(self.kind)
        what = _(cls.label) if cls else self.kind
        return _("{what} {id} is not in the document any more.").format(what=what, id=self.id)


class Frozen(EditError):
    """The record belongs to approved minutes."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} is approved and frozen")
        self.code = code

    def sentence(self) -> str:
        """What is frozen and how to go on."""
        return _(
            "{code} is approved and cannot be changed. Reopen it first; that is recorded."
        ).format(code=self.code)


class Conflict(EditError):
    """Somebody else has changed the same field since it was seen."""

    def __init__(self, record: Record, field: str, base: Any, mine: Any) -> None:
        super().__init__(f"{record.code}.{field} has been changed by {record.changed_by}")
        self.record, self.field = record, field
        self.base, self.mine = base, mine
        self.theirs: Any = getattr(record, field) if field else None

    def sentence(self) -> str:
        """Who changed what."""
        if not self.field:
            return _("{who} has changed {code} in the meantime.").format(
                who=self.record.changed_by, code=self.record.code
            )
        return _("{who} has changed “{field}” on {code} in the meantime.").format(
            who=self.record.changed_by,
            field=label_of(type(self.record), self.field),
            code=self.record.code,
        )
