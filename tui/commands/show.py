"""`amis show`: one record, a line per field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import moment_label
from data.i18n import _
from data.model.base import label_of, specs
from tui.commands.records import read, record_json, the_record

if TYPE_CHECKING:
    from data.model.base import Record
    from data.model.document import Document
    from tui.arguments import Arguments
    from tui.console import Call


_MANY: Final = 12
"""Lines of one field beyond which it hides the others, as approved minutes do."""


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.word("target", _("NUMBER"), _("the record: H12, M3, P2 …"))
    arguments.option("--all", _("the empty fields too, and long texts to their end"))
    arguments.option("--json", _("as JSON"))


def run(call: Call) -> int:
    """Show it.

    Raises:
        NotThere: there is no such record.
        StoreError: the document cannot be read.
    """
    document = read(call)
    record = the_record(document, call.arguments.target)
    if call.arguments.json:
        call.console.say_json(record_json(document, record))
    else:
        for line in lines(document, record, everything=call.arguments.all):
            call.console.say(line)
    return 0


def lines(document: Document, record: Record, *, everything: bool = False) -> list[str]:
    """The record as lines: its name, its fields, who made and changed it.

    Args:
        document: Where it is.
        record: What to show.
        everything: The fields that hold nothing, too.
    """
    from data.views.show import show_field

    cls = type(record)
    shown = [f"{_(cls.label)} {record.code if cls.prefix else record.number}"]
    for name in specs(cls):
        text = show_field(document, record, name)
        if everything or (text and getattr(record, name)):
            label, first, *more = label_of(cls, name), *(text.split("\n") or [""])
            if len(more) > _MANY and not everything:
                more = [_("… {n} lines more; --all shows them").format(n=len(more))]
            # Lines that follow are set in, so that no text can pass for a field.
            shown.append(f"{label}: {first}".rstrip())
            shown += [f"    {line}" for line in more]
    for name in ("created", "changed"):
        at, who = moment_label(getattr(record, f"{name}_at")), getattr(record, f"{name}_by")
        shown.append(f"{label_of(cls, f'{name}_at')}: {at}, {who}")
    return shown
