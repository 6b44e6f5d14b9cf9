"""Two people changed the same field: the one who saves later decides, with both in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from data.i18n import _
from data.model.base import Shape, label_of, specs
from data.views.show import show_value
from screens.dialogs.prompt import OptionTarget, Prompt
from screens.keys.common import KEYS
from screens.keys.key import bindings
from screens.widgets.row_list import Row, RowList, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.binding import BindingType
    from textual.widget import Widget

    from data.edits.errors import Conflict
    from data.model.document import Document

_MINE, _THEIRS, _BOTH = "1", "2", "3"


class ConflictDialog(Prompt[Any]):
    """Mine, theirs, or for texts both. Answers the value to save; None keeps theirs."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["dialog"])

    def __init__(self, document: Document, conflict: Conflict) -> None:
        super().__init__(conflict.sentence(), _("Enter: choose   1–3: at once   Esc: keep theirs"))
        self._document, self._conflict = document, conflict
        record = conflict.record
        self._text = specs(type(record))[conflict.field].shape in {Shape.LINE, Shape.LINES}

    @property
    def typed(self) -> bool:
        """See `Prompt`: what was typed goes when it is left."""
        return True

    def compose_answer(self) -> Iterable[Widget]:
        """Both values, and what was there before."""
        yield RowList()

    def on_mount(self) -> None:
        """Show what there is to choose from."""
        conflict = self._conflict
        mine, theirs = self._shown(conflict.mine), self._shown(conflict.theirs)
        rows = [
            _choice(_MINE, _("1  Mine: {value}").format(value=mine)),
            _choice(
                _THEIRS,
                _("2  {who}: {value}").format(who=conflict.record.changed_by, value=theirs),
            ),
        ]
        if self._text:
            rows.append(_choice(_BOTH, _("3  Both, theirs first")))
        field = label_of(type(conflict.record), conflict.field)
        before = _("{field} before: {value}").format(field=field, value=self._shown(conflict.base))
        rows.append(Row("base", before, wrap=True, selectable=False, tone=Tone.DIM))
        listed = self.query_one(RowList)
        listed.show(rows, select=_THEIRS)
        self.set_focus(listed)

    def _shown(self, value: Any) -> str:
        record = self._conflict.record
        shown = show_value(self._document, record.kind, self._conflict.field, value)
        return shown or _("(nothing)")

    def on_key(self, event: events.Key) -> None:
        """Take the value with the number typed."""
        if event.key in {_MINE, _THEIRS, _BOTH}:
            event.stop()
            self._take(event.key)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Take the value under the cursor."""
        event.stop()
        match event.target:
            case OptionTarget(answer):
                self._take(answer)

    def _take(self, answer: str) -> None:
        conflict = self._conflict
        if answer == _MINE:
            self.dismiss(conflict.mine)
        elif answer == _THEIRS:
            self.dismiss(None)
        elif answer == _BOTH and self._text:
            joint = (
                "\n" if specs(type(conflict.record))[conflict.field].shape is Shape.LINES else " / "
            )
            self.dismiss(joint.join(text for text in (conflict.theirs, conflict.mine) if text))


def _choice(answer: str, text: str) -> Row:
    return Row(answer, text, wrap=True, target=OptionTarget(answer))
