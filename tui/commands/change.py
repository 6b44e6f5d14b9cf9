"""`amis set`: give fields of a record new values, together as one edit that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import N_, _
from tui.commands.records import the_record
from tui.surroundings import Usage

if TYPE_CHECKING:
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
    from data.commands.typed import Situation, typed_value
    from data.edits.records import SetFields
    from data.store.store import Store

    around = call.surroundings
    texts = _texts(call.arguments.fields)
    store = Store(around.document)
    document = store.load()
    record = the_record(document, call.arguments.target)
    situation = Situation(document, around.today(), around.language)
    values = {name: typed_value(situation, record.kind, name, text) for name, text in texts.items()}
    store.run(SetFields(record.kind, record.id, values), around.author())
    return 0


def _texts(pairs: list[str]) -> dict[str, str]:
    """What was typed for each field."""
    texts: dict[str, str] = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign or not name:
            raise Usage(N_("“{word}” is not written as field=value."), word=pair)
        if name in texts:
            raise Usage(N_("{name} is given twice."), name=name)
        texts[name] = text
    return texts
