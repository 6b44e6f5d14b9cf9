"""The agenda: items ticked off, left out, added, moved and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from data.commands.discussion import AddItem, MoveItem, SkipItem
from data.edits.edits import Set
from data.edits.records import DeleteRecord, Edits
from data.i18n import _
from data.model.discussion import AgendaItem
from screens.discussion.overview import END, following
from screens.meeting.step import Go
from screens.shared.note import open_to_all

if TYPE_CHECKING:
    from data.facts.discussion import ItemView
    from screens.discussion.held import HeldDiscussion
    from screens.frame.desk import Desk


async def tick(held: HeldDiscussion, each: ItemView) -> Go | None:
    """Discussed: on to the next; or not discussed after all."""
    item, view = each.item, held.view
    done = not item.done
    started = await held.begin() if done else ""
    if started is None:
        return None
    news = _("Discussed: {item}") if done else _("Not discussed yet: {item}")
    edits = [Set(item.kind, item.id, "done", done, item.done)]
    if done and item.skipped:
        edits.append(Set(item.kind, item.id, "skipped", False))
    text = " ".join(filter(None, [started, news]))
    news = _in_room(held, item, text)
    if await held.desk.run(Edits("tick_item", tuple(edits)), news) is None:
        return None
    after = following(view, item.reference) if done and view is not None else ""
    if after == END:
        # What follows is no item, and its keys do other things: one goes there oneself.
        held.desk.say(_in_room(held, item, _("{said}   Down: conclusion").format(said=text)))
        return None
    return Go(step=after, focus="steps") if after else None


def _in_room(held: HeldDiscussion, item: AgendaItem, text: str) -> str:
    """What is said of an item: by its title, or as the list of steps calls it where that is long.

    Args:
        held: The discussion.
        item: The item.
        text: What is said, with `{item}` in it.
    """
    told = text.format(item=item.title)
    fits = cell_len(told) <= held.desk.floor.room()
    return told if fits else text.format(item=held.short_title(item))


async def set_status(held: HeldDiscussion, each: ItemView) -> Go | None:
    """Ask where an item stands: discussed, not yet, or left out with a reason."""
    from screens.dialogs.prompt import ChoicePrompt, Option

    item = each.item
    now = "left_out" if item.skipped else "done" if item.done else "open"
    options = [
        Option("done", _("discussed")),
        Option("open", _("not discussed yet")),
        Option("left_out", _("left out, with a reason")),
    ]
    answer = await held.desk.ask(ChoicePrompt(item.title, options, value=now))
    if answer in {None, now}:
        return None
    if answer == "left_out" or now == "left_out":
        await leave_out(held.desk, item)
    if answer == "left_out" or (answer == "open" and now == "left_out"):
        return None
    return await tick(held, held.item(item.reference) or each)


async def leave_out(desk: Desk, item: AgendaItem) -> None:
    """Leave the item out with a reason, or take it up again."""
    from screens.dialogs.prompt import TextPrompt

    if item.skipped:
        news = _("Taken up again: {item}").format(item=item.title)
        await desk.run(SkipItem(item.id, ""), news)
        return
    hint = (
        _("The law asks for this item: the reason stands in the minutes. Esc: cancel")
        if item.statutory
        else _("The reason stands in the minutes. Esc: cancel")
    )
    prompt = TextPrompt(
        _("Why is “{item}” left out?").format(item=item.title),
        hint=hint,
        accept=lambda text: open_to_all(text) if text.strip() else _("Write a reason."),
        drafts=desk.drafts,
        place=f"{item.reference}.skip_reason",
    )
    reason = await desk.ask(prompt)
    if reason:
        news = _("Left out: {item}").format(item=item.title)
        await desk.run(SkipItem(item.id, " ".join(reason.split())), news)


async def own_item(desk: Desk, after: AgendaItem) -> Go | None:
    """Put an item of the group's own after another one, and go to it."""
    from screens.dialogs.prompt import TextPrompt

    prompt = TextPrompt(
        _("Your own item, after “{item}”").format(item=after.title),
        accept=lambda text: open_to_all(text) if text.strip() else _("Write what it is about."),
        drafts=desk.drafts,
        place=f"{after.reference}.own",
    )
    answer = await desk.ask(prompt)
    if not answer or after.discussion is None:
        return None
    title = " ".join(answer.split())
    command = AddItem(after.discussion, title, after.id)
    if await desk.run(command, _("On the agenda: {item}").format(item=title)) is None:
        return None
    return Go(step=f"{AgendaItem.kind}:{command.id}")


async def move_item(held: HeldDiscussion, item: AgendaItem, down: bool) -> None:
    """One place down or up on the agenda."""
    items = held.view.items if held.view is not None else ()
    if not items or items[-1 if down else 0].item.id == item.id:
        held.desk.say(_("It is last already.") if down else _("It is first already."))
        return
    news = _("Moved down: {item}") if down else _("Moved up: {item}")
    await held.desk.run(MoveItem(item.id, down), news.format(item=item.title))


async def delete_item(desk: Desk, item: AgendaItem) -> None:
    """Delete an item of the group's own; undo brings it back."""
    news = _("{what} is deleted. u: undo").format(what=item.title)
    await desk.run(DeleteRecord(item.kind, item.id), news)
