"""The members' training: what is asked for by when, what was offered, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.widgets import Static

from data.commands.training import AnswerTraining, OfferTraining
from data.dates import short_date
from data.edits.records import DeleteRecord, SetField
from data.i18n import N_, _
from data.model.choices import TrainingAnswer, TrainingForm
from data.model.workplace import Person, Training
from screens.dialogs.prompt import DatePrompt, TextPrompt
from screens.drawing import safe
from screens.frame.base import DocumentScreen
from screens.frame.desk import Desk
from screens.keys.key import bindings
from screens.shared.editing import edit_field
from screens.training.keys import KEYS
from screens.training.rows import CLOCK, about, row_clock, row_person, training_rows
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from textual.binding import BindingType
    from textual.widget import Widget

    from data.model.document import Document
    from screens.frame.desk import Desk

_PROOF: Final = N_("who, when and how: minutes of 3 March, item 4; an e-mail from the manager")
_SUBJECT: Final = N_("the course or the subject; leave it empty when it is not chosen yet")
_OF_AN_OFFER: Final = frozenset({"taken", "declined", "lapsed", "again", "proof", "starts", "pool"})
"""Keys that act on an offer; where a row has just one, its row will do."""
_NOT_USED: Final = frozenset({"declined", "lapsed"})


class TrainingScreen(DocumentScreen):
    """Every member with the clocks of the law, over the part it was opened from."""

    PART = "workplace"
    CSS_PATH = "training.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["training"])

    def __init__(self, desk: Desk, part: str = "workplace", person: str | None = None) -> None:
        super().__init__(desk)
        self._part = part
        self._wanted = f"{Person.kind}:{person}" if person else None
        self._whole = False

    def compose_body(self) -> Iterable[Widget]:
        """A title, the members, and what is to be known about the row under the cursor."""
        yield Static(safe.content(_("Training of the members")), id="head")
        yield RowList(id="training")
        yield Static(id="about")

    def on_mount(self) -> None:
        """Keys go to the list."""
        super().on_mount()
        self._list.focus()

    @property
    def _list(self) -> RowList:
        return self.query_one("#training", RowList)

    def show(self, document: Document) -> None:
        """Draw the document; the cursor stays on its row."""
        rows = training_rows(document, self.session.today(), whole=self._whole)
        self._list.show(rows, select=self._wanted)
        if self._list.key == self._wanted:
            self._wanted = None
        self._show_about()

    def _show_about(self) -> None:
        text = about(self.document, self._list.key, self.session.today())
        self.query_one("#about", Static).update(safe.content(text))

    def on_row_list_highlighted(self) -> None:
        """What is to be known about another row."""
        self.draw_at_rest(self._show_about)
        self.tell_keys()

    @property
    def person(self) -> Person | None:
        """Whom the row under the cursor is about."""
        return row_person(self.document, self._list.key)

    @property
    def offer(self) -> Training | None:
        """The offer under the cursor, or the only one of the row."""
        record = self.document.resolve(self._list.key)
        if isinstance(record, Training):
            return record
        clock = row_clock(self.document, self._list.key, self.session.today())
        if clock is None or not self._list.key.startswith(f"{CLOCK}:"):
            return None
        return clock.offers[0] if len(clock.offers) == 1 else None

    @property
    def _on_course(self) -> bool:
        """Whether the row is about a compulsory course that nobody has written down an offer of."""
        clock = row_clock(self.document, self._list.key, self.session.today())
        return clock is not None and clock.form is TrainingForm.COMPULSORY and not clock.offers

    def unable(self, action: str, *args: object) -> str:
        """Why something cannot be done now."""
        if action in {"offer", "joined", "certificate"} and self.person is None:
            return _("Put the cursor on a member.")
        if action == "taken" and self._on_course:
            return ""
        if action in _OF_AN_OFFER | {"delete_offer"} and self.offer is None:
            return _("Put the cursor on an offer; n writes one down.")
        offer = self.offer
        if action in _NOT_USED and offer and offer.answer is TrainingAnswer.TAKEN:
            return _("It has been taken. t: change the day, or clear it")
        if action in _NOT_USED and offer and offer.form is TrainingForm.COMPULSORY:
            return _("The compulsory course is to be taken; nobody may decline it.")
        if action == "pool" and self.offer and self.offer.form is not TrainingForm.LATER_YEAR:
            return _("Only two later years can be pooled.")
        return super().unable(action, *args)

    # -- opening and writing down ----------------------------------------------------------

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """An offer in full; below a thing asked for, a new offer; of a member, the first day."""
        record = self.document.resolve(event.key)
        if isinstance(record, Training):
            from screens.shared.card import open_card

            open_card(self.desk, record)
        elif isinstance(record, Person):
            self.action_joined()
        else:
            self.action_offer()

    def action_offer(self) -> None:
        """Write down an offer: when, where it stands, what it is about."""
        if not self.refuse("offer"):
            self.start(self._offer())

    async def _offer(self) -> None:
        person, today = self.person, self.session.today()
        if person is None:
            return
        clock = row_clock(self.document, self._list.key, today)
        form = clock.form if clock is not None else TrainingForm.LATER_YEAR
        year = clock.year if clock is not None else 0
        what = clock.title if clock is not None else _("Training")
        title = _("{name}, {what}: offered on").format(name=person.name, what=what)
        given = await self.ask(DatePrompt(title, today, today))
        if given is None:
            return
        proof = await self.ask(self._text(_("Where does the offer stand in writing?"), _PROOF))
        if proof is None:
            return
        subject = await self.ask(self._text(_("What is it about?"), _SUBJECT))
        if subject is None:
            return
        command = OfferTraining(person.id, form, year, given.day, proof, subject)
        self._wanted = f"{Training.kind}:{command.id}"
        if await self.run(command, _("Written down. s: when it begins   t: taken")) is None:
            self._wanted = None

    def _text(self, title: str, hint: str) -> TextPrompt:
        return TextPrompt(title, hint=_(hint))

    def action_proof(self) -> None:
        """Where the offer stands in writing."""
        self._edit("proof", "proof")

    def action_starts(self) -> None:
        """When the training begins."""
        self._edit("starts", "starts_on")

    def action_pool(self) -> None:
        """Pool two function years, or no longer."""
        self._edit("pool", "pooled")

    def _edit(self, action: str, name: str) -> None:
        offer = self.offer
        if not self.refuse(action) and offer is not None:
            self.start(edit_field(self.desk, offer, name))

    def action_joined(self) -> None:
        """The day the seat was taken: every clock counts from it."""
        person = self.person
        if not self.refuse("joined") and person is not None:
            self.start(edit_field(self.desk, person, "joined_on"))

    def action_certificate(self) -> None:
        """Whether the member holds an earlier certificate."""
        person = self.person
        if not self.refuse("certificate") and person is not None:
            self.start(edit_field(self.desk, person, "earlier_certificate"))

    # -- answers ---------------------------------------------------------------------------

    def action_taken(self) -> None:
        """Taken, and when."""
        if not self.refuse("taken"):
            self.start(self._taken())

    async def _taken(self) -> None:
        person, offer, today = self.person, self.offer, self.session.today()
        if person is None:
            return
        before = offer.taken_on or offer.starts_on if offer else person.compulsory_done_on
        title = _("{name}: completed on").format(name=person.name)
        given = await self.ask(DatePrompt(title, today, min(before or today, today)))
        if given is None:
            return
        if offer is None:
            done = person.compulsory_done_on
            await self.run(
                SetField(Person.kind, person.id, "compulsory_done_on", given.day, done),
                _taken_said(given.day),
            )
            return
        answer = TrainingAnswer.TAKEN if given.day is not None else TrainingAnswer.OPEN
        await self.run(AnswerTraining(offer.id, answer, given.day), _taken_said(given.day))

    def action_declined(self) -> None:
        """The member said no."""
        self._answer("declined", TrainingAnswer.DECLINED, _("Declined. The offer still counts."))

    def action_lapsed(self) -> None:
        """The offer was not used."""
        self._answer("lapsed", TrainingAnswer.LAPSED, _("Lapsed. The offer still counts."))

    def action_again(self) -> None:
        """Back to offered."""
        self._answer("again", TrainingAnswer.OPEN, _("Offered; waiting for an answer."))

    def _answer(self, action: str, answer: TrainingAnswer, said: str) -> None:
        offer = self.offer
        if not self.refuse(action) and offer is not None:
            self.start(self.run(AnswerTraining(offer.id, answer), said))

    def action_delete_offer(self) -> None:
        """Take the offer out; undo brings it back."""
        offer = self.offer
        if not self.refuse("delete_offer") and offer is not None:
            said = _("{name} is deleted. u: undo").format(name=offer.subject or offer.code)
            self.start(self.run(DeleteRecord(Training.kind, offer.id), said))

    # -- around ----------------------------------------------------------------------------

    def action_whole(self) -> None:
        """Show every function year, or those that can still be acted on."""
        self._whole = not self._whole
        self.show(self.document)

    def leave(self) -> None:
        """Back to where it was opened."""
        self.app.pop_screen()

    def place(self) -> str:
        """Where the user is, for the others."""
        return self._part

    @property
    def help_topic(self) -> str:
        """The page of help about this screen."""
        return "training"


def _taken_said(day: date | None) -> str:
    if day is None:
        return _("Not taken after all.")
    return _("Taken {day}.").format(day=short_date(day))


def open_training(desk: Desk, part: str, person: str | None = None) -> None:
    """Show the members' training over a part.

    Args:
        desk: What it works at.
        part: The part it is opened from.
        person: The id of the member to begin at.
    """
    desk.open(TrainingScreen(desk, part, person))
