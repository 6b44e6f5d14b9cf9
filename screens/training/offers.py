"""What keys change about the members' training: offers written down, answered, taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.commands.training import AnswerTraining, OfferTraining
from data.dates.labels import short_date
from data.edits.records import DeleteRecord, SetField
from data.i18n import N_, _
from data.model.choices import TrainingAnswer, TrainingForm
from data.model.workplace import Person, Training
from screens.dialogs.prompt import ChoicePrompt, DatePrompt, Option, TextPrompt
from screens.shared.fields import edit_field

if TYPE_CHECKING:
    from datetime import date

    from data.facts.training import TrainingClock
    from screens.frame.desk import Desk

_PROOF: Final = N_("who, when and how: minutes of 3 March, item 4; an e-mail from the manager")
_SUBJECT: Final = N_("the course or the subject; leave it empty when it is not chosen yet")

_TAKEN: Final = "taken on"
"""The answer that asks for a day."""

_ANSWERS: Final = {
    TrainingAnswer.DECLINED: N_("Declined. The offer still counts."),
    TrainingAnswer.LAPSED: N_("Lapsed. The offer still counts."),
    TrainingAnswer.OPEN: N_("Offered; waiting for an answer."),
}
"""What is said of an answer that takes no day."""


async def write_offer(desk: Desk, person: Person, clock: TrainingClock | None) -> str:
    """Write down an offer: when, where it stands, what it is about.

    Args:
        desk: What it works at.
        person: Who was offered training.
        clock: What the offer answers; None for training beyond what is asked for.

    Returns:
        The reference of the offer; empty when a question was left or it could not be kept.
    """
    form = clock.form if clock is not None else TrainingForm.LATER_YEAR
    year = clock.year if clock is not None else 0
    what = clock.title if clock is not None else _("Training")
    title = _("{name}, {what}: offered on").format(name=person.name, what=what)
    given = await desk.ask(DatePrompt(title, desk.today, desk.today))
    if given is None:
        return ""
    proof = await desk.ask(TextPrompt(_("Where does the offer stand in writing?"), hint=_(_PROOF)))
    if proof is None:
        return ""
    subject = await desk.ask(TextPrompt(_("What is it about?"), hint=_(_SUBJECT)))
    if subject is None:
        return ""
    command = OfferTraining(person.id, form, year, given.day, proof, subject)
    change = await desk.run(command, _("Written down. d: when it begins   t: taken"))
    return f"{Training.kind}:{command.id}" if change is not None else ""


async def ask_status(
    desk: Desk, person: Person, offer: Training | None, *, on_course: bool
) -> None:
    """Ask what came of an offer, or whether the member holds an earlier certificate.

    Args:
        desk: What it works at.
        person: The member.
        offer: The offer under the cursor; None for none.
        on_course: Whether the row is about the compulsory course with no offer written down.
    """
    options = []
    if offer is not None or on_course:
        options.append(Option(_TAKEN, _("taken, on which day")))
    if offer is not None:
        if offer.form is not TrainingForm.COMPULSORY and offer.answer is not TrainingAnswer.TAKEN:
            # Nobody may decline the compulsory course, and what has been taken was not left.
            options.append(Option(TrainingAnswer.DECLINED, _("declined")))
            options.append(Option(TrainingAnswer.LAPSED, _("lapsed")))
        options.append(Option(TrainingAnswer.OPEN, _("offered, waiting for an answer")))
        if offer.form is TrainingForm.LATER_YEAR:
            options.append(Option("pooled", _("two later years pooled")))
    options.append(Option("earlier_certificate", _("has an earlier certificate")))
    now = _TAKEN if offer is not None and offer.answer is TrainingAnswer.TAKEN else ""
    now = now or (str(offer.answer) if offer is not None else "")
    title = _("{name}: where it stands").format(name=person.name)
    answer = await desk.ask(ChoicePrompt(title, options, value=now))
    if answer == _TAKEN:
        await take(desk, person, offer)
    elif answer == "earlier_certificate":
        await edit_field(desk, person, answer)
    elif answer is not None and offer is not None:
        if answer == "pooled":
            await edit_field(desk, offer, answer)
        else:
            await answer_offer(desk, offer, TrainingAnswer(answer))


async def take(desk: Desk, person: Person, offer: Training | None) -> None:
    """Ask when training was completed; no day takes the answer back.

    Args:
        desk: What it works at.
        person: Who completed it.
        offer: What was taken; None for a compulsory course that nobody wrote down an offer of,
            whose day is kept with the person.
    """
    before = offer.taken_on or offer.starts_on if offer else person.compulsory_done_on
    title = _("{name}: completed on").format(name=person.name)
    given = await desk.ask(DatePrompt(title, desk.today, min(before or desk.today, desk.today)))
    if given is None:
        return
    if offer is None:
        now = person.compulsory_done_on
        command = SetField(Person.kind, person.id, "compulsory_done_on", given.day, now)
        await desk.run(command, _taken_news(given.day))
        return
    answer = TrainingAnswer.TAKEN if given.day is not None else TrainingAnswer.OPEN
    await desk.run(AnswerTraining(offer.id, answer, given.day), _taken_news(given.day))


def _taken_news(day: date | None) -> str:
    if day is None:
        return _("Not taken after all.")
    return _("Taken {day}.").format(day=short_date(day))


async def answer_offer(desk: Desk, offer: Training, answer: TrainingAnswer) -> None:
    """Write down that an offer was declined, was not used, or waits for an answer again."""
    await desk.run(AnswerTraining(offer.id, answer), _(_ANSWERS[answer]))


async def delete_offer(desk: Desk, offer: Training) -> None:
    """Take an offer out; undo brings it back."""
    news = _("{name} is deleted. u: undo").format(name=offer.subject or offer.code)
    await desk.run(DeleteRecord(Training.kind, offer.id), news)
