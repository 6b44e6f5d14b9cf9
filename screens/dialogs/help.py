"""Help for where you are: what this part is for, and its keys as they are bound right now."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from data.content.library import help_texts
from data.i18n import N_, _, language
from screens.drawing import safe
from screens.keys.common import KEYS
from screens.keys.key import bindings, place_in_bar
from screens.keys.names import key_name
from screens.widgets.row_list import Row, RowList, Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import ActiveBinding, Binding, BindingType

_KEY_WIDTH: Final = 18
HERE: Final = N_("Keys here")
LISTS: Final = N_("In every list")
EVERYWHERE: Final = N_("Everywhere")
_EVERYWHERE: Final = {key.id for key in KEYS["everywhere"]}
_PROGRAM: Final = ("app.", "part.")
"""Ids of the keys of the program itself begin so: leaving, drawing anew, going to a part."""


class HelpScreen(ModalScreen[None]):
    """A page of help over the screen it is about."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["page"])

    DEFAULT_CSS = """
    HelpScreen {
        background: transparent; align: center middle;
        & > Vertical {
            width: 90%; max-width: 96; height: 90%; padding: 1 2;
            background: $surface; border: round $primary;
        }
        & Label { color: $text-muted; }
        &:ansi > Vertical { background: ansi_default; }
    }
    """

    def __init__(self, part: str, active: Mapping[str, ActiveBinding]) -> None:
        super().__init__()
        self._part = part
        self._active = dict(active)

    def compose(self) -> ComposeResult:
        """One list: it can be read line by line, and scrolled."""
        with Vertical():
            yield RowList()
            yield Label(safe.content(_("Esc: back")), id="hint")

    def on_mount(self) -> None:
        """Fill the page."""
        listed = self.query_one(RowList)
        listed.show([*self._texts(), *self._keys()])
        self.set_focus(listed)

    def _texts(self) -> list[Row]:
        text = help_texts(language()).get(self._part)
        if text is None:
            return []
        rows = [Row("title", text.title, tone=Tone.HEAD)]
        rows += [Row(f"text{n}", line, wrap=True) for n, line in enumerate(text.text)]
        return [*rows, Row("gap", selectable=False)]

    def _keys(self) -> list[Row]:
        """A line per thing that can be done, with all its keys, from the live bindings."""
        groups: dict[str, list[tuple[int, Row]]] = {HERE: [], LISTS: [], EVERYWHERE: []}
        named: dict[str, tuple[list[str], Binding]] = {}
        for active in self._active.values():
            binding = active.binding
            # What has no id is Textual's own, in English: moving about in a field, copying.
            if not binding.id or binding.system:
                continue
            identity = f"{binding.action} {binding.description}"
            named.setdefault(identity, ([], binding))[0].append(key_name(binding.key))
        for identity, (names, binding) in named.items():
            row = Row(
                identity, f"{safe.fit(', '.join(names), _KEY_WIDTH)} {_(binding.description)}"
            )
            group = _group(binding)
            # The program's own keys are in no table: they come after those of every part.
            place = place_in_bar(binding.id or "")
            last = group == EVERYWHERE and place < 0
            groups[group].append((len(self._active) * 100 if last else place, row))
        return [
            row
            for title, listed in groups.items()
            if listed
            for row in (
                Row(f"keys {title}", _(title), tone=Tone.HEAD),
                *(row for _place, row in sorted(listed, key=itemgetter(0))),
            )
        ]

    def tell(self, why: str) -> None:
        """Say why a key does nothing here."""
        self.query_one("#hint", Label).update(safe.content(why))

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(None)


def _group(binding: Binding) -> str:
    """What a key belongs to: this place, every list, or the whole program."""
    if (binding.id or "").startswith("list."):
        return LISTS
    everywhere = binding.id in _EVERYWHERE or (binding.id or "").startswith(_PROGRAM)
    return EVERYWHERE if everywhere else HERE
