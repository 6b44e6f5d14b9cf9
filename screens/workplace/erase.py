"""A person is taken out of everything AMIS keeps."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from data.i18n import _, ngettext
from data.model.workplace import Person
from data.store.errors import StoreError
from data.views.hand_over import duties
from screens.dialogs.confirm import ConfirmPrompt
from screens.dialogs.prompt import TextPrompt

if TYPE_CHECKING:
    from data.erasing.disk import Traces
    from data.store.store import Change
    from screens.frame.desk import Desk


async def erase_person(desk: Desk, person: Person) -> bool:
    """Say what erasing a person means, ask, and do it; whether it was done.

    Nothing brings it back, so nothing may wait to be saved, and nothing may be left without anybody
    to answer for it.
    """
    if desk.session.waiting:
        desk.say(_("Something is not saved yet. F5: save it first"), alert=True)
        return False
    if duties(desk.document, person, desk.today):
        text = _("{name} still answers for something. x: hand it on first")
        desk.say(text.format(name=person.name), alert=True)
        return False
    other_names = await _ask_other_names(desk, person)
    if other_names is None:
        return False
    try:
        return await _erase(desk, person, other_names)
    except StoreError as error:
        desk.say(error.sentence(), alert=True)
        return False


async def _ask_other_names(desk: Desk, person: Person) -> tuple[str, ...] | None:
    """Ask what else the person is called; None when the question was left."""
    first = person.name.split()[0] if " " in person.name else ""
    others = [other for other in desk.document.all(Person) if other.id != person.id]
    # A first name that somebody else has, too, would erase them as well.
    alone = first and not any(first in other.name.split() for other in others)
    prompt = TextPrompt(
        _("Erase {name}. What else are they called? Nicknames, user name; commas between").format(
            name=person.name
        ),
        first if alone else "",
        hint=_("Enter: look   Esc: back   Full name, e-mail and initials are looked for anyway"),
    )
    text = await desk.ask(prompt)
    if text is None:
        return None
    return tuple(part.strip() for part in text.replace("\n", ",").split(",") if part.strip())


async def _erase(desk: Desk, person: Person, other_names: tuple[str, ...]) -> bool:
    """Look for the person, ask about what is found, and erase it.

    Raises:
        StoreError: The files could not be read or written.
    """
    from data.erasing.disk import erase, look_for

    store, drafts = desk.session.store, desk.drafts
    traces = await asyncio.to_thread(look_for, store, person, other_names, drafts)
    question = ngettext(
        "Erase {name} in {n} place for good?",
        "Erase {name} in {n} places for good?",
        traces.count,
    ).format(name=person.name, n=traces.count)
    if not await desk.ask(ConfirmPrompt(question, what_changes(traces))):
        desk.say(_("Nothing was changed."))
        return False
    exports = False
    if traces.exports:
        exports = await desk.ask(_about_exports(traces)) is True
    author = desk.session.author()

    def work() -> Change:
        return erase(store, person, author, other_names, drafts, exports=exports)[0]

    await desk.session.carry_out(work)
    desk.say(_news(traces, exports=exports))
    return True


def what_changes(traces: Traces) -> str:
    """What will be changed, in sentences."""
    counts = [
        ngettext("{n} record", "{n} records", traces.records).format(n=traces.records),
        ngettext("{n} line of the history", "{n} lines of the history", traces.lines).format(
            n=traces.lines
        ),
        ngettext("{n} dated copy", "{n} dated copies", traces.copies).format(n=traces.copies),
    ]
    if traces.beside:
        counts.append(", ".join(traces.beside))
    if traces.drafts:
        counts.append(ngettext("{n} draft", "{n} drafts", traces.drafts).format(n=traces.drafts))
    sentences = [f"{', '.join(counts)}."]
    if traces.minutes:
        text = _("Approved minutes too: {codes}.")
        sentences.append(text.format(codes=", ".join(traces.minutes)))
    sentences.append(
        _("Undo cannot bring it back. Others' drafts and the machine's own backup stay.")
    )
    return " ".join(sentences)


def _about_exports(traces: Traces) -> ConfirmPrompt:
    count = len(traces.exports)
    question = ngettext(
        "{n} exported file names them. Delete it too?",
        "{n} exported files name them. Delete them too?",
        count,
    ).format(n=count)
    return ConfirmPrompt(question, ", ".join(traces.exports))


def _news(traces: Traces, *, exports: bool) -> str:
    """What was done, and which files still name the person."""
    news = ngettext("Erased in {n} place.", "Erased in {n} places.", traces.count).format(
        n=traces.count
    )
    left = [*(() if exports else traces.exports), *traces.unread]
    if left:
        text = _("Not changed: {names}.").format(names=", ".join(left))
        news = f"{news} {text}"
    return news
