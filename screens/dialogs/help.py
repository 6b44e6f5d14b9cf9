"""Help for where you are, on one screen, from the live bindings.

What was said last, the keys of the place, why some cannot act now, what works everywhere; what the
part is for comes last.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.actions import parse
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from data.content.library import help_texts
from data.i18n import N_, _, language
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.grid import LEFT, RIGHT
from screens.drawing.linear import linear
from screens.keys.choosy import Choosy
from screens.keys.common import KEYS
from screens.keys.key import bindings, place_in_bar
from screens.keys.meanings import MOVING
from screens.keys.names import key_name
from screens.widgets.row_list import Row, RowList, Tone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import ActiveBinding, Binding, BindingType

HERE: Final = N_("Keys here")
LISTS: Final = N_("In every list, and at any time")
EVERYWHERE: Final = N_("Everywhere")
NOT_NOW: Final = N_("Not just now")
_MOST_COLUMNS: Final = 3
_GAP: Final = 2
"""Cells between two columns."""

_EDGES: Final = 2 + LEFT + RIGHT
"""Cells of the page that no line takes: its border, and what a list leaves free."""

_WIDEST: Final = 110
_EVERYWHERE: Final = {key.id for key in KEYS["everywhere"]}
_PROGRAM: Final = "app."
"""Ids of the keys of the program itself begin so: leaving, drawing anew."""
_PARTS: Final = "part."
_CAPTURE: Final = "capture"
_LEFT_OUT: Final = (_PARTS, "app.palette")
_IN_LISTS: Final = frozenset(identity for meaning in MOVING for identity in meaning.ids)
"""Ids of the letters that move where something is drawn as they do in lists."""
_PAGES: Final = frozenset({"pageup", "pagedown"})


class HelpScreen(ModalScreen[None]):
    """A page of help over the screen it is about."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["page"])

    DEFAULT_CSS = """
    HelpScreen {
        background: transparent; align: center middle;
        & > Vertical {
            width: 100%; max-width: 110; height: 100%;
            background: $surface; border: round $primary; border-subtitle-color: $text-muted;
        }
        & Label { color: $text-muted; padding: 0 1 0 2; }
        &:ansi > Vertical { background: ansi_default; border-subtitle-color: ansi_default; }
    }
    """

    def __init__(
        self,
        part: str,
        active: Mapping[str, ActiveBinding],
        news: str = "",
        new: str = "",
        *,
        alert: bool = False,
    ) -> None:
        """Make the page.

        Args:
            part: The topic of the texts.
            active: The bindings that act in the place, the nearest to the focus first.
            news: What was said last and is to be told here; empty for nothing.
            new: What the key for something new is called there; empty for no name of its own.
            alert: Whether it is something the user should act on.
        """
        super().__init__()
        self._part = part
        self._active = dict(active)
        self._news, self._new, self._alert = news, new, alert

    def compose(self) -> ComposeResult:
        """One list: it can be read line by line, and scrolled."""
        with Vertical():
            yield RowList()
            yield Label(id="hint")

    def on_mount(self) -> None:
        """Fill the page."""
        self.query_one(Vertical).border_subtitle = f"[b]{key_name('escape')}[/b] {_('back')}"
        self.query_one("#hint", Label).display = False
        listed = self.query_one(RowList)
        listed.show([*self._said(), *self._keys(), *self._texts()])
        self.set_focus(listed)

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self.query_one(RowList).show([*self._said(), *self._keys(), *self._texts()])

    def _said(self) -> list[Row]:
        """What was said last: the line below the part may have had no room for it."""
        sign = glyphs().alert if self._alert else glyphs().bullet
        return [Row("news", self._news, glyph=sign, wrap=True)] if self._news else []

    def _texts(self) -> list[Row]:
        text = help_texts(language()).get(self._part)
        if text is None:
            return []
        rows = [Row("title", text.title, tone=Tone.HEAD)]
        return [*rows, *(Row(f"text{n}", line, wrap=True) for n, line in enumerate(text.text))]

    def _keys(self) -> list[Row]:
        """What can be done, with its keys, from the live bindings."""
        groups: dict[str, list[tuple[int, tuple[str, str]]]] = {HERE: [], EVERYWHERE: [], LISTS: []}
        named: dict[str, tuple[list[str], Binding]] = {}
        refused: dict[str, list[str]] = {}
        for active in self._active.values():
            binding = active.binding
            # What has no id is Textual's own, in English: moving about in a field, copying. The
            # parts stand in the masthead, and the palette has a key of its own.
            if not binding.id or binding.system or binding.id.startswith(_LEFT_OUT):
                continue
            identity = f"{binding.action} {binding.description}"
            names, _binding = named.setdefault(identity, ([], binding))
            names.append(key_name(binding.key))
            if len(names) == 1 and (reason := _why_not(active)):
                refused.setdefault(reason, []).append(key_name(binding.key))
        for names, binding in named.values():
            group = _group(binding)
            if binding.id == _CAPTURE and self._new:
                groups[HERE].append((-2, (names[0], _(self._new))))
                continue
            # The program's own keys are in no table: they come after those of every part.
            place = place_in_bar(binding.id or "")
            last = group == EVERYWHERE and place < 0
            # Everywhere one way is enough; of the others help tells all.
            shown = names[:1] if group == EVERYWHERE else names
            cell = (" ".join(shown), _(binding.description))
            groups[group].append((len(self._active) * 100 if last else place, cell))
        if self._parts():
            groups[EVERYWHERE].append((len(self._active) * 100, (self._parts(), _("parts"))))
        rows: list[Row] = []
        for title, listed in groups.items():
            cells = [cell for _place, cell in sorted(listed, key=itemgetter(0))]
            if cells:
                rows.append(Row(f"keys {title}", _(title), tone=Tone.HEAD))
                rows += in_columns(title, cells, self._room())
            if title == HERE:
                rows += _refusals(refused)
        return rows

    def _parts(self) -> str:
        """The keys that lead to the parts, where they do."""
        found = [
            key_name(active.binding.key)
            for active in self._active.values()
            if (active.binding.id or "").startswith(_PARTS)
        ]
        return f"{found[0]}{glyphs().dash}{found[-1]}" if found else ""

    def _room(self) -> int:
        return min(self.app.size.width, _WIDEST) - _EDGES

    def tell(self, why: str) -> None:
        """Say why a key does nothing here."""
        label = self.query_one("#hint", Label)
        label.update(safe.content(why))
        label.display = True

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(None)


def _group(binding: Binding) -> str:
    """What a key belongs to: this place, every list, or the whole program."""
    identity = binding.id or ""
    moves = identity.startswith("list.") or identity in _IN_LISTS or binding.key in _PAGES
    if moves or identity.startswith(_PROGRAM):
        return LISTS
    return EVERYWHERE if identity in _EVERYWHERE else HERE


def _why_not(active: ActiveBinding) -> str:
    """Why a key cannot act now, as its pane says; empty when it can."""
    namespace, name, args = parse(active.binding.action)
    if namespace or not isinstance(active.node, Choosy):
        return ""
    return active.node.unable(name, *args)


def _refusals(refused: Mapping[str, list[str]]) -> list[Row]:
    """The keys that cannot act now, those with one reason together."""
    if not refused:
        return []
    rows = [Row("keys refused", _(NOT_NOW), tone=Tone.HEAD)]
    for reason, names in refused.items():
        lead = f"{' '.join(names)}  "
        rows.append(Row(f"refused {reason}", f"{lead}{reason}", wrap=True, hang=len(lead)))
    return rows


def in_columns(name: str, cells: Sequence[tuple[str, str]], room: int) -> list[Row]:
    """Keys and what they do, side by side, read down the columns; one column in linear mode.

    Args:
        name: What the keys of the rows begin with.
        cells: Keys and labels.
        room: Cells of a line.
    """
    most = 1 if linear() else _MOST_COLUMNS
    laid_out = next(
        (found for columns in range(most, 1, -1) if (found := _laid_out(cells, columns, room))),
        [_column(cells)],
    )
    lines = len(laid_out[0])
    return [
        Row(
            f"{name} {line}",
            safe.cut(
                (" " * _GAP).join(column[line] for column in laid_out if line < len(column)),
                room,
                glyphs().ellipsis,
            ).rstrip(),
        )
        for line in range(lines)
    ]


def _laid_out(cells: Sequence[tuple[str, str]], columns: int, room: int) -> list[list[str]]:
    """The columns, one after another; none when they are wider than the room."""
    lines = -(-len(cells) // columns)
    found = [_column(cells[at : at + lines]) for at in range(0, len(cells), lines)]
    wide = sum(cell_len(column[0]) for column in found) + _GAP * (len(found) - 1)
    return found if wide <= room else []


def _column(cells: Sequence[tuple[str, str]]) -> list[str]:
    """Keys and labels one under another, all lines equally wide."""
    keys = max(cell_len(key) for key, _label in cells)
    labels = max(cell_len(label) for _key, label in cells)
    return [f"{safe.fit(key, keys)} {safe.fit(label, labels)}" for key, label in cells]
