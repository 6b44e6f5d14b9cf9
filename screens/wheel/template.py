"""More activities for the wheel, to tick in a list where each says why it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from data.commands.wheel_template import AddFromTemplate
from data.content.library import wheel_template
from data.dates.labels import month_name
from data.facts.wheel import offers
from data.i18n import _, language, ngettext
from data.model.choices import Repeat, choice_label
from screens.drawing import safe
from screens.keys.key import bindings
from screens.wheel.keys import KEYS
from screens.widgets.hints import Keys
from screens.widgets.row_list import Row, RowList, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.content.types import WheelTemplate
    from data.facts.wheel import Offer
    from screens.frame.desk import Desk


class TemplatePage(ModalScreen[tuple[str, ...]]):
    """What can be added. Space ticks, Enter adds what is ticked; Esc adds nothing."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["wheel_template"])

    DEFAULT_CSS = """
    TemplatePage {
        & > Vertical {
            width: 100%; height: 100%; align-horizontal: center;
            background: $background;
        }
        & RowList, & Label { width: 1fr; max-width: 96; padding: 0 1 0 2; }
        & RowList { padding: 0; }
        & #title { text-style: bold; }
        & #why { height: 3; padding: 1 1 0 2; }
        &:ansi > Vertical { background: ansi_default; }
    }
    """

    def __init__(self, offered: Sequence[Offer]) -> None:
        super().__init__()
        self._offers = {offer.template.id: offer for offer in offered}
        self._ticked: set[str] = set()

    def compose(self) -> ComposeResult:
        """What is offered, why it is there, what to press."""
        with Vertical():
            yield Label(safe.content(_("More for the year wheel")), id="title")
            yield RowList()
            yield Label(id="why")
            yield Keys()

    def on_mount(self) -> None:
        """Show what is offered."""
        self._show()
        rows = self.query_one(RowList)
        rows.select(next((i for i, offer in self._offers.items() if not offer.there), ""))
        self.set_focus(rows)

    def _show(self) -> None:
        self.query_one(RowList).show(list(self._rows()))
        count = len(self._ticked)
        hint = _("Enter: add ({n})   Space: tick   *: all that fit   Esc: cancel").format(n=count)
        self.query_one(Keys).show(hint)

    def _rows(self) -> Iterator[Row]:
        own = True
        for identity, offer in self._offers.items():
            if own and not offer.own:
                own = False
                title = _("Made for other sectors, and may fit all the same")
                yield Row("\n", title, tone=Tone.HEAD, selectable=False)
            box = "x" if identity in self._ticked else " "
            if offer.there:
                meta, text, tone = _("on the wheel"), f"    {offer.template.title}", Tone.DIM
            else:
                meta, text, tone = _when(offer), f"[{box}] {offer.template.title}", Tone.PLAIN
            yield Row(identity, text, meta=meta, tone=tone)

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Say why the one under the cursor is there."""
        offer = self._offers.get(event.key)
        if offer is not None:
            self.query_one("#why", Label).update(safe.content(offer.template.why))

    def action_tick(self) -> None:
        """Tick the one under the cursor, or take the tick away."""
        offer = self._offers.get(self.query_one(RowList).key)
        if offer is None:
            return
        if offer.there:
            self.query_one("#why", Label).update(safe.content(_("It is on the wheel already.")))
            return
        self._ticked ^= {offer.template.id}
        self._show()

    def action_tick_all(self) -> None:
        """Tick all that are meant for this workplace, or take all ticks away."""
        fitting = {i for i, offer in self._offers.items() if offer.own and not offer.there}
        self._ticked = set() if fitting <= self._ticked else self._ticked | fitting
        self._show()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Hand in what is ticked; when nothing is, the one under the cursor."""
        event.stop()
        offer = self._offers.get(event.key)
        if not self._ticked and offer is not None and not offer.there:
            self._ticked = {offer.template.id}
        self.dismiss(tuple(i for i in self._offers if i in self._ticked))

    def action_close(self) -> None:
        """Add nothing."""
        self.dismiss(())


def _when(offer: Offer) -> str:
    month = month_name(offer.month)
    every = offer.template.every
    how_often = choice_label(offer.template.repeat)
    if offer.template.repeat is Repeat.YEARLY and every > 1:
        how_often = ngettext("every year", "every {n} years", every).format(n=every)
    return _("{month}, {how_often}").format(month=month, how_often=how_often)


async def add_from_template(desk: Desk) -> None:
    """Ask which activities to add from the templates, and add them as one edit. From `start`."""
    workplace = desk.document.workplace
    wheel = wheel_template(workplace.language if workplace is not None else language())
    chosen = await desk.ask(TemplatePage(offers(desk.document, wheel)))
    if not chosen:
        return
    by_id: dict[str, WheelTemplate] = {item.id: item for item in wheel.items}
    command = AddFromTemplate(tuple(by_id[identity] for identity in chosen))
    news = ngettext("{n} activity added. u: undo", "{n} activities added. u: undo", len(chosen))
    await desk.run(command, news.format(n=len(chosen)))
