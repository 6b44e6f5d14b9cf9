"""`amis set`: give fields of a record new values, together as one edit that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.i18n import N_, _
from tui.commands.records import the_record
from tui.surroundings import Usage

if TYPE_CHECKING:
    from data.model.base import Record
    from data.model.document import Document
    from tui.arguments import Arguments
    from tui.console import Call


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.word("target", _("NUMBER"), _("the record: H12, M3, P2 …"))
    arguments.word(
        "fields",
        _("FIELD=VALUE"),
        _("fields by their names in English; nothing after = clears the field"),
        many=True,
    )


def run(call: Call) -> int:
    """Change them.

    Raises:
        Usage: something is not written as field=value.
        EditError: there is no such record or field, or a value does not fit.
        StoreError: it could not be saved.
    """
    from data.commands.records import SetFields
    from data.store.store import Store

    around = call.surroundings
    store = Store(around.document)
    document = store.load()
    record = the_record(document, call.arguments.target)
    values = _values(call, document, record)
    store.run(SetFields(record.kind, record.id, values), around.author())
    return 0


def _values(call: Call, document: Document, record: Record) -> dict[str, Any]:
    from data.typed import Situation, typed_value

    around = call.surroundings
    situation = Situation(document, around.today(), around.language)
    values: dict[str, Any] = {}
    for pair in call.arguments.fields:
        name, sign, text = pair.partition("=")
        if not sign or not name:
            raise Usage(N_("“{word}” is not written as field=value."), word=pair)
        if name in values:
            raise Usage(N_("{name} is given twice."), name=name)
        values[name] = typed_value(situation, record.kind, name, text)
    return values
