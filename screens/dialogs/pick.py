"""Pick one of many by typing a part of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import _
from data.text import fold
from screens.dialogs.prompt import Option, OptionTarget, Prompt
from screens.keys.names import key_name
from screens.widgets.row_list import Row, RowList, Tone
from screens.widgets.seek_line import SeekLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget
    from textual.widgets import Input

    from screens.widgets.row import Target

NONE = ""
"""The answer that means none of them."""

NEW = "\n"
"""Before a typed name in an answer: one that is not there yet. No name holds a line break."""


class PickPrompt(Prompt[str]):
    """Asks for one of many: typing narrows the list, Enter takes the row under the cursor.

    The answer is the option's value, `NONE`, or `NEW` and the text typed where `new` allows it.
    """

    WRITES = False  # what to see is chosen this way, too

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        *,
        value: str = NONE,
        new: str = "",
        none_first: bool = False,
    ) -> None:
        """Make the prompt.

        Args:
            title: What is asked for.
            options: What there is to pick from.
            value: The present answer.
            new: What making a new one is called, with `{text}` in it; empty when that cannot be.
            none_first: Whether none of them stands on top, for Enter to take.
        """
        hint = _("Enter: choose   {moves}: another   Esc: back   A part of the name is enough")
        super().__init__(title, hint.format(moves=f"{key_name('up')} {key_name('down')}"))
        self._options, self._value, self._new = tuple(options), value, new
        self._none_at = 0 if none_first else len(self._options)

    def compose_answer(self) -> Iterable[Widget]:
        """What is typed, and what fits it."""
        rows = RowList(id="options")
        rows.led = True
        yield SeekLine(rows)
        yield rows

    def on_mount(self) -> None:
        """Show them all, the cursor on the present answer."""
        self._show("", select=self._value or None)

    @property
    def typed(self) -> bool:
        """See `Prompt`."""
        return bool(self.query_one(SeekLine).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list; Enter is to take the best hit, wherever the cursor was before."""
        self._show(event.value)

    def _show(self, typed: str, *, select: str | None = None) -> None:
        text, wanted = typed.strip(), fold(typed.strip())
        rows = [
            _row(option.value, option.label, meta=option.detail)
            for option in self._options
            if wanted in fold(f"{option.label} {option.detail}")
        ]
        if not wanted and all(option.value != NONE for option in self._options):
            rows.insert(self._none_at, _row(NONE, _("(none)"), tone=Tone.DIM))
        elif self._new:
            rows.append(_row(f"{NEW}{text}", self._new.format(text=text), tone=Tone.ACCENT))
        first = rows[0].key if wanted and rows else None
        self.query_one(RowList).show(rows, select=_key(select) if select else first)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the row under the cursor."""
        event.stop()
        target = self.query_one(RowList).target
        if target is None:
            self.echo(_("Nothing fits “{text}”.").format(text=event.value), problem=True)
        else:
            self._take(target)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Take the row that was opened."""
        event.stop()
        self._take(event.target)

    def _take(self, target: Target) -> None:
        match target:
            case OptionTarget(value):
                self.dismiss(value)


def _key(value: str) -> str:
    """The key of an answer's row: never empty, as an answer may be."""
    return f"={value}"


def _row(value: str, label: str, *, meta: str = "", tone: Tone = Tone.PLAIN) -> Row:
    return Row(_key(value), label, meta=meta, tone=tone, target=OptionTarget(value))
