"""The members with what is asked for of each by when, what was offered, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.widgets import Static

from data.i18n import _
from data.model.choices import TrainingAnswer, TrainingForm
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

_OF_A_MEMBER: Final = frozenset({"offer", "joined", "certificate"})
"""Actions that need a member."""
_OF_AN_OFFER: Final = frozenset(
    {"taken", "declined", "lapsed", "again", "proof", "starts", "pool", "delete_offer"}
)
"""Actions that need an offer; where a row has just one, its row will do."""
_NOT_USED: Final = frozenset({"declined", "lapsed"})
"""Actions that say an offer was not taken."""


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
        if action not in _OF_AN_OFFER or (action == "taken" and self._on_course()):
            return ""
        offer = self.offer
        if offer is None:
            return _("Put the cursor on an offer; n writes one down.")
        if action in _NOT_USED and offer.answer is TrainingAnswer.TAKEN:
            return _("It has been taken. t: change the day, or clear it")
        if action in _NOT_USED and offer.form is TrainingForm.COMPULSORY:
            return _("The compulsory course is to be taken; nobody may decline it.")
        if action == "pool" and offer.form is not TrainingForm.LATER_YEAR:
            return _("Only two later years can be pooled.")
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
            self.action_joined()
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

    async def _edit_offer(self, name: str) -> None:
        if self.offer is not None:
            await edit_field(self.desk, self.offer, name)

    @acts
    async def action_proof(self) -> None:
        """Where the offer stands in writing."""
        await self._edit_offer("proof")

    @acts
    async def action_starts(self) -> None:
        """When the training begins."""
        await self._edit_offer("starts_on")

    @acts
    async def action_pool(self) -> None:
        """Pool two function years, or no longer."""
        await self._edit_offer("pooled")

    async def _edit_person(self, name: str) -> None:
        if self.person is not None:
            await edit_field(self.desk, self.person, name)

    @acts
    async def action_joined(self) -> None:
        """The day the seat was taken: every clock counts from it."""
        await self._edit_person("joined_on")

    @acts
    async def action_certificate(self) -> None:
        """Whether the member holds an earlier certificate."""
        await self._edit_person("earlier_certificate")

    # -- answers ---------------------------------------------------------------------------

    @acts
    async def action_taken(self) -> None:
        """Taken, and when."""
        if self.person is not None:
            await offers.take(self.desk, self.person, self.offer)

    async def _answer(self, answer: TrainingAnswer) -> None:
        if self.offer is not None:
            await offers.answer_offer(self.desk, self.offer, answer)

    @acts
    async def action_declined(self) -> None:
        """The member said no."""
        await self._answer(TrainingAnswer.DECLINED)

    @acts
    async def action_lapsed(self) -> None:
        """The offer was not used."""
        await self._answer(TrainingAnswer.LAPSED)

    @acts
    async def action_again(self) -> None:
        """Back to offered."""
        await self._answer(TrainingAnswer.OPEN)

    @acts
    async def action_delete_offer(self) -> None:
        """Take the offer out; undo brings it back."""
        if self.offer is not None:
            await offers.delete_offer(self.desk, self.offer)

    def action_whole(self) -> None:
        """Show every function year, or those that can still be acted on."""
        self._whole = not self._whole
        self.show(self.desk.document)
