"""What a row says about an action that is there already, and that the document does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.export.plan.csv_file import told_notes
from data.i18n import _
from data.model.base import label_of, specs
from data.model.choices import ActionStatus
from data.model.discussion import Note
from data.model.plan import Action
from data.text import clean, clean_line, fold
from data.views.show import name_of, show_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from data.importing.row import RowReading
    from data.model.document import Document


def differing(
    document: Document, action: Action, read: RowReading, called: Mapping[str, str]
) -> list[str]:
    """What differs, line by line, ready for a note; what is noted already is left out.

    Args:
        document: Where the action is.
        action: The one that is the same.
        read: What the row says.
        called: The names of what was to be made for the row, by id.
    """
    noted = _noted(document, action)
    own = f": {action.code}" if read.own == action.code else "\n"
    kept = (text for text in read.kept if not text.endswith(own))
    texts = [*_fields(document, action, read, called), *kept]
    lines = (line for text in texts for line in clean(text).split("\n"))
    return [line for line in lines if clean_line(line) and fold(clean_line(line)) not in noted]


def _noted(document: Document, action: Action) -> set[str]:
    """The lines of the action's notes, also as our own files write them."""
    about = [note for note in document.all(Note) if note.about == action.reference]
    texts = [*(note.text for note in about), *told_notes(about)]
    return {fold(clean_line(line)) for text in texts for line in text.split("\n")}


def _fields(
    document: Document, action: Action, read: RowReading, called: Mapping[str, str]
) -> Iterator[str]:
    for name, value in read.values.items():
        if specs(Action)[name].automatic or _says(action, name, value):
            continue
        if name == "percent" and read.values.get("status") is ActionStatus.DONE:
            # What is done is done wholly, also where no cell says so.
            continue
        shown = shown_value(document, name, value, called)
        yield _("{field}: {text}").format(field=label_of(Action, name), text=shown)


def _says(action: Action, name: str, value: Any) -> bool:
    """Whether the action says it already."""
    now = getattr(action, name)
    if isinstance(now, str) and isinstance(value, str):
        return fold(clean_line(value)) in fold(clean_line(now))
    if isinstance(now, tuple):
        return set(value) <= set(now)
    return bool(now == value)


def shown_value(document: Document, name: str, value: Any, called: Mapping[str, str]) -> str:
    """A value of an action's field as people read it.

    Args:
        document: Where the action is, or is to be.
        name: The field.
        value: Its value.
        called: The names of what is to be made, by id.
    """
    spec = specs(Action)[name]
    if isinstance(value, tuple) and spec.target:
        return ", ".join(shown_value(document, name, element, called) for element in value)
    if isinstance(value, str) and value in called:
        return called[value]
    if isinstance(value, str) and spec.target:
        return name_of(document, spec.target, value) or value
    return show_value(document, Action.kind, name, value)
