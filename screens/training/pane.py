"""The members with what is asked for of each by when, what was offered, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.widgets import Static

from data.i18n import _
from data.model.choices import TrainingForm
from data.model.workplace import Person, Training
from screens.drawing import safe
from screens.frame.acts import acts
from screens.frame.cursor_rest import CursorRest
from screens.keys.key import bindings
from screens.shared.fields import edit_field
from screens.training import offers
from screens.training.keys import KEYS
from screens.training.rows import about, clock_of, offer_of, person_of, training_rows
from screens.widgets.row_list import RecordTarget, RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.model.document import Document
    from screens.frame.desk import Desk

_OF_A_MEMBER: Final = frozenset({"offer", "set_status", "set_date", "edit"})
"""Actions that need a member."""


class TrainingPane(Vertical):
    """A title, the members, and what is to be known about the row under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["training"])

    def __init__(self, desk: Desk, person: str | None = None) -> None:
        """Make the pane.

        Args:
            desk: What it works at.
            person: The id of the member to begin at.
        """
        super().__init__()
        self.desk = desk
        self._wanted = f"{Person.kind}:{person}" if person else None
        """The key of the row the cursor is to go to, until that row is there."""
        self._whole = False
        """Whether function years beyond help are shown, too."""
        self._rest = CursorRest(self)

    def compose(self) -> ComposeResult:
        """A title, the members, what is to be known."""
        yield Static(safe.content(_("Training of the members")), id="head")
        yield RowList(id="training")
        yield Static(id="about")

    @property
    def rows(self) -> RowList:
        """The members with their offers."""
        return self.query_one("#training", RowList)

    @property
    def person(self) -> Person | None:
        """Whom the row under the cursor is about."""
        return person_of(self.desk.document, self.rows.target)

    @property
    def offer(self) -> Training | None:
        """The offer under the cursor, or the only one of the row."""
        return offer_of(self.desk.document, self.rows.target, self.desk.today)

    def show(self, document: Document) -> None:
        """Draw the document; the cursor stays on its row."""
        rows = training_rows(document, self.desk.today, whole=self._whole)
        self.rows.show(rows, select=self._wanted)
        if self.rows.key == self._wanted:
            self._wanted = None
        self._show_about()

    def _show_about(self) -> None:
        text = about(self.desk.document, self.rows.target, self.desk.today)
        self.query_one("#about", Static).update(safe.content(text))

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Tell what is to be known about another row, and which keys act on it."""
        event.stop()
        self._rest.draw(self._show_about)
        self.refresh_bindings()

    # -- which keys act --------------------------------------------------------------------

    def shows(self, _action: str, *_args: object) -> bool:
        """Every key is of use."""
        return True

    def unable(self, action: str, *_args: object) -> str:
        """Why something cannot be done now."""
        if action in _OF_A_MEMBER and self.person is None:
            return _("Put the cursor on a member.")
        if action == "delete_offer" and self.offer is None:
            return _("Put the cursor on an offer; a writes one down.")
        return ""

    def _on_course(self) -> bool:
        """Whether the row is about a compulsory course that nobody has written down an offer of."""
        clock = clock_of(self.desk.document, self.rows.target, self.desk.today)
        return clock is not None and clock.form is TrainingForm.COMPULSORY and not clock.offers

    # -- opening and writing down ----------------------------------------------------------

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """An offer in full; below a thing asked for, a new offer; of a member, the first day."""
        event.stop()
        record = None
        if isinstance(event.target, RecordTarget):
            record = self.desk.document.resolve(event.target.reference)
        if isinstance(record, Training):
            from screens.shared.card import open_card

            open_card(self.desk, record)
        elif isinstance(record, Person):
            self.action_set_date()
        else:
            self.action_offer()

    @acts
    async def action_offer(self) -> None:
        """Write down an offer: when, where it stands, what it is about."""
        if self.person is None:
            return
        clock = clock_of(self.desk.document, self.rows.target, self.desk.today)
        reference = await offers.write_offer(self.desk, self.person, clock)
        if reference:
            self._wanted = reference
            self.show(self.desk.document)

    @acts
    async def action_edit(self) -> None:
        """The offer in full, where it stands in writing among it; of a member, all about them."""
        from screens.shared.card import open_card

        record = self.offer or self.person
        if record is not None:
            open_card(self.desk, record)

    @acts
    async def action_set_date(self) -> None:
        """When the offer begins; of a member, the day the seat was taken: clocks count from it."""
        if self.offer is not None:
            await edit_field(self.desk, self.offer, "starts_on")
        elif self.person is not None:
            await edit_field(self.desk, self.person, "joined_on")

    @acts
    async def action_set_status(self) -> None:
        """What came of the offer; of a member, whether there is an earlier certificate."""
        if self.person is not None:
            await offers.ask_status(self.desk, self.person, self.offer, on_course=self._on_course())

    @acts
    async def action_delete_offer(self) -> None:
        """Take the offer out; undo brings it back."""
        if self.offer is not None:
            await offers.delete_offer(self.desk, self.offer)

    def action_whole(self) -> None:
        """Show every function year, or those that can still be acted on."""
        self._whole = not self._whole
        self.show(self.desk.document)
