"""Searching everything: type, see the hits by kind, go there with Enter."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Label

from data.facts.notes import is_confidential
from data.i18n import _, ngettext
from data.model.base import Record
from data.views.search import MOST, DocumentSearch, name_of
from screens.dialogs.drawer import Drawer
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.keys.common import KEYS
from screens.keys.key import bindings
from screens.keys.names import key_name
from screens.widgets.hints import Keys
from screens.widgets.row_list import RecordTarget, Row, RowList, Tone
from screens.widgets.seek_line import SeekLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from data.store.store import Change
    from data.views.search import Hit
    from screens.frame.desk import Desk
    from screens.widgets.row import Target


async def search(desk: Desk, *, confidential: bool = True) -> None:
    """Ask for words, and go to what is chosen.

    Args:
        desk: What it works at.
        confidential: Whether confidential notes are found: staff may look on at a status meeting.
    """
    from screens.shared.navigation import go_to

    record = await desk.ask(SearchScreen(desk, confidential=confidential))
    if record is not None:
        await go_to(desk, record)


class SearchScreen(Drawer[Record]):
    """Asks for words; the answer is the record one wants to go to."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["dialog"])

    def __init__(self, desk: Desk, *, confidential: bool) -> None:
        super().__init__()
        self._desk = desk
        self._search = DocumentSearch(desk.document)
        self._confidential = confidential

    def compose(self) -> ComposeResult:
        """What is typed, the hits, how many there are."""
        with Vertical():
            yield Label(safe.content(_("Search everything")), id="title")
            rows = RowList()
            yield SeekLine(rows)
            yield rows
            yield Label(id="news")
            yield Keys(
                _("Enter: go there   {moves}: another   Esc: back").format(
                    moves=f"{key_name('up')} {key_name('down')}"
                )
            )

    def on_mount(self) -> None:
        """Show how to search."""
        self._unsubscribe = self._desk.session.subscribe(self._on_change)
        self._show("")

    def on_unmount(self) -> None:
        """Follow the document no longer."""
        self._unsubscribe()

    def _on_change(self, _change: Change) -> None:
        self._search.follow(self._desk.document)
        line = self.query_one_optional(SeekLine)
        if line is not None:  # else it is being closed
            self._show(line.value, stay=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        self._show(event.value)

    def _show(self, words: str, *, stay: bool = False) -> None:
        hits = self._search.search(words, confidential=self._confidential)
        rows = _rows(hits)
        first = next((row.key for row in rows if row.selectable), None)
        self.query_one(RowList).show(rows, select=None if stay else first)
        self.query_one("#news", Label).update(safe.content(_news(words, hits)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the hit under the cursor."""
        event.stop()
        self._go(self.query_one(RowList).target)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Go there."""
        event.stop()
        self._go(event.target)

    def _go(self, target: Target) -> None:
        match target:
            case RecordTarget(reference):
                record = self._desk.document.resolve(reference)
                if record is not None:
                    self.dismiss(record)

    def action_cancel(self) -> None:
        """Back to where one was."""
        self.dismiss(None)


def _news(words: str, hits: Sequence[Hit]) -> str:
    if not words.strip():
        return _("Part of a word is enough; the order does not matter")
    if not hits:
        return _("Nothing fits “{text}”.").format(text=words.strip())
    if len(hits) >= MOST:
        return _("The best {n} are shown. Write more to find fewer").format(n=len(hits))
    return ngettext("{n} hit", "{n} hits", len(hits)).format(n=len(hits))


def _rows(hits: Sequence[Hit]) -> list[Row]:
    rows: list[Row] = []
    for kind, group in groupby(hits, key=lambda hit: hit.kind):
        of_kind = list(group)
        if rows:
            rows.append(Row(f"gap.{kind}", selectable=False))
        head = f"{kind}  {len(of_kind)}"
        rows.append(Row(f"head.{kind}", head, tone=Tone.HEAD, selectable=False))
        rows += [_row(hit) for hit in of_kind]
    return rows


def _row(hit: Hit) -> Row:
    meta = _("confidential") if is_confidential(hit.record) else ""
    text = name_of(hit.record)
    if hit.text:
        text = f"{text}  {glyphs().separator} {hit.text}" if text else hit.text
    reference = hit.record.reference
    return Row(reference, text, glyph=" ", meta=meta, target=RecordTarget(reference))
