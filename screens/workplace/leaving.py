"""A person leaves: what they answered for goes to others; or is forgotten everywhere."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from data.commands.hand_over import HandOn
from data.dates import short_date
from data.edits.records import SetField
from data.i18n import _, ngettext
from data.model.workplace import Person
from data.store.errors import StoreError
from data.views.hand_over import duties
from screens.dialogs.prompt import DatePrompt

if TYPE_CHECKING:
    from datetime import date

    from data.erasing.disk import Traces
    from data.store.store import Change
    from screens.dialogs.confirm import ConfirmPrompt
    from screens.frame.desk import Desk


async def mark_left(desk: Desk, person: Person) -> bool:
    """Ask when somebody left and who takes over; whether anything was saved."""
    today = desk.today
    title = _("{name} left on").format(name=person.name)
    answer = await desk.ask(DatePrompt(title, today, person.left_on or today))
    if answer is None or answer.day == person.left_on:
        return False
    day = answer.day
    if day is None:
        command = SetField(Person.kind, person.id, "left_on", None, person.left_on)
        said = _("{name} is here again.").format(name=person.name)
        return await desk.run(command, said) is not None
    return await hand_on(desk, person, day)


async def hand_on(desk: Desk, person: Person, day: date) -> bool:
    """Let others take over, and write down the last day, as one edit."""
    said = _("{name}: left {day}.").format(name=person.name, day=short_date(day))
    count = len(duties(desk.document, person, desk.today))
    to: dict[str, str] = {}
    if count:
        from screens.workplace.hand_over import HandingScreen

        given = await desk.ask(HandingScreen(desk, person))
        if given is None:
            desk.say(
                _("Nothing was changed: what {name} answers for would be nobody's.").format(
                    name=person.name
                ),
                alert=True,
            )
            return False
        to = given
        handed = ngettext("{n} thing handed on.", "{n} things handed on.", count).format(n=count)
        said = f"{said} {handed} {_('u: undo')}"
    return await desk.run(HandOn(person.id, to, day), said) is not None


async def erase_person(desk: Desk, person: Person) -> bool:
    """Take a person out of everything AMIS keeps, after saying what that means."""
    from data.erasing.disk import erase, look_for
    from screens.dialogs.confirm import ConfirmPrompt

    if desk.session.waiting:
        desk.say(_("Something is not saved yet. F5: save it first"), alert=True)
        return False
    if duties(desk.document, person, desk.today):
        text = _("{name} still answers for something. x: hand it on first")
        desk.say(text.format(name=person.name), alert=True)
        return False
    also = await _also(desk, person)
    if also is None:
        return False
    store, drafts = desk.session.store, desk.drafts
    try:
        found = await asyncio.to_thread(look_for, store, person, also, drafts)
        question = ngettext(
            "Erase {name} in {n} place for good?",
            "Erase {name} in {n} places for good?",
            found.count,
        ).format(name=person.name, n=found.count)
        if not await desk.ask(ConfirmPrompt(question, told(found))):
            desk.say(_("Nothing was changed."))
            return False
        exports = False
        if found.exports:
            answer: bool | None = await desk.ask(_about_exports(found))
            exports = bool(answer)
        author = desk.session.author()

        def work() -> Change:
            return erase(store, person, author, also, drafts, exports=exports)[0]

        await desk.session.carry_out(work)
    except StoreError as error:
        desk.say(error.sentence(), alert=True)
        return False
    desk.say(_after(found, exports=exports))
    return True


async def _also(desk: Desk, person: Person) -> tuple[str, ...] | None:
    """Ask what else the person is called; None when the question was left."""
    from screens.dialogs.prompt import TextPrompt

    first = person.name.split()[0] if " " in person.name else ""
    others = [p for p in desk.document.all(Person) if p.id != person.id]
    alone = first and not any(first in other.name.split() for other in others)
    prompt = TextPrompt(
        _("Erase {name}. What else are they called? Nicknames, user name; commas between").format(
            name=person.name
        ),
        first if alone else "",
        hint=_("Full name, e-mail and initials are looked for anyway   Enter: look   Esc: leave"),
    )
    text = await desk.ask(prompt)
    if text is None:
        return None
    return tuple(part.strip() for part in text.replace("\n", ",").split(",") if part.strip())


def told(found: Traces) -> str:
    """What will be changed, in sentences."""
    counts = [
        ngettext("{n} record", "{n} records", found.records).format(n=found.records),
        ngettext("{n} line of the history", "{n} lines of the history", found.lines).format(
            n=found.lines
        ),
        ngettext("{n} dated copy", "{n} dated copies", found.copies).format(n=found.copies),
    ]
    if found.beside:
        counts.append(", ".join(found.beside))
    if found.drafts:
        counts.append(ngettext("{n} draft", "{n} drafts", found.drafts).format(n=found.drafts))
    parts = [f"{', '.join(counts)}."]
    if found.minutes:
        text = _("Approved minutes too: {codes}.")
        parts.append(text.format(codes=", ".join(found.minutes)))
    parts.append(_("Undo cannot bring it back. Others' drafts and the machine's own backup stay."))
    return " ".join(parts)


def _about_exports(found: Traces) -> ConfirmPrompt:
    from screens.dialogs.confirm import ConfirmPrompt

    count = len(found.exports)
    question = ngettext(
        "{n} exported file names them. Delete it too?",
        "{n} exported files name them. Delete them too?",
        count,
    ).format(n=count)
    return ConfirmPrompt(question, ", ".join(found.exports))


def _after(found: Traces, *, exports: bool) -> str:
    said = ngettext("Erased in {n} place.", "Erased in {n} places.", found.count).format(
        n=found.count
    )
    left = [*(() if exports else found.exports), *found.unread]
    if left:
        text = _("Not changed: {names}.").format(names=", ".join(left))
        said = f"{said} {text}"
    return said
