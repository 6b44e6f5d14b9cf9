"""The agenda: items ticked off, left out, added and moved; what was written, put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.commands.discussion import AddItem, MoveItem, SkipItem
from data.dates.arithmetic import move
from data.dates.labels import day_label
from data.edits.edits import Set
from data.edits.records import DeleteRecord, Edits, SetField
from data.i18n import _
from data.model.choices import MeetingState, NoteForm
from data.model.discussion import AgendaItem, Note
from screens.discussion.item import FOLD, QUESTION, date_field
from screens.discussion.steps import following
from screens.discussion.talk import TalkActions

if TYPE_CHECKING:
    from datetime import date

    from data.facts.discussion import ItemView
    from data.model.base import Record
    from data.model.discussion import Discussion


class AgendaActions(TalkActions):
    """The keys of an agenda item, besides those that open a line."""

    _unfolded: dict[str, bool]
    """By agenda item: whether the user wants to see its questions."""

    # -- the item itself -------------------------------------------------------------------

    def action_tick(self) -> None:
        """Discussed: on to the next; or not discussed after all."""
        each, discussion = self.item, self.discussion
        if each is not None and discussion is not None and not self.refuse("tick"):
            self.start(self._tick(each, discussion))

    async def _tick(self, each: ItemView, discussion: Discussion) -> None:
        item, view = each.item, self.view
        done = not item.done
        started = await self.begin_meeting(discussion) if done else ""
        if started is None:
            return
        said = _("Discussed: {item}") if done else _("Not discussed yet: {item}")
        batch = [Set(item.kind, item.id, "done", done, item.done)]
        if done and item.skipped:
            batch.append(Set(item.kind, item.id, "skipped", False))
        command = Edits("tick_item", tuple(batch))
        text = " ".join(filter(None, [started, said.format(item=item.title)]))
        if await self.run(command, text) is not None and done and view is not None:
            self.set_focus(self.steps)
            self.go_to(following(view, item.reference))

    def action_leave_out(self) -> None:
        """Leave the item out with a reason, or take it up again."""
        each = self.item
        if each is None or self.refuse("leave_out"):
            return
        if each.item.skipped:
            said = _("Taken up again: {item}").format(item=each.item.title)
            self.start(self.run(SkipItem(each.item.id, ""), said))
        else:
            self.start(self._leave_out(each.item))

    async def _leave_out(self, item: AgendaItem) -> None:
        from screens.dialogs.prompt import TextPrompt

        title = _("Why is “{item}” left out?").format(item=item.title)
        hint = (
            _("The law asks for this item: the reason stands in the minutes. Esc: leave")
            if item.statutory
            else _("The reason stands in the minutes. Esc: leave")
        )
        prompt = TextPrompt(
            title,
            hint=hint,
            accept=lambda text: "" if text.strip() else _("Write a reason."),
            drafts=self.desk.drafts,
            place=f"{item.reference}.skip_reason",
        )
        reason = await self.ask(prompt)
        if reason:
            said = _("Left out: {item}").format(item=item.title)
            await self.run(SkipItem(item.id, " ".join(reason.split())), said)

    def action_own_item(self) -> None:
        """Put an item of the group's own after this one."""
        each = self.item
        if each is not None and not self.refuse("own_item"):
            self.start(self._own_item(each.item))

    async def _own_item(self, after: AgendaItem) -> None:
        from screens.dialogs.prompt import TextPrompt

        prompt = TextPrompt(
            _("Your own item, after “{item}”").format(item=after.title),
            accept=lambda text: "" if text.strip() else _("Write what it is about."),
            drafts=self.desk.drafts,
            place=f"{after.reference}.own",
        )
        title = await self.ask(prompt)
        if not title or after.discussion is None:
            return
        command = AddItem(after.discussion, " ".join(title.split()), after.id)
        said = _("On the agenda: {item}").format(item=" ".join(title.split()))
        if await self.run(command, said) is not None:
            self.go_to(f"{AgendaItem.kind}:{command.id}")

    def action_move_item(self, down: bool) -> None:
        """One place down or up on the agenda."""
        each, view = self.item, self.view
        if each is None or view is None or self.refuse("move_item"):
            return
        end = view.items[-1 if down else 0]
        if end.item.id == each.item.id:
            self.say(_("It is last already.") if down else _("It is first already."))
            return
        said = _("Moved down: {item}") if down else _("Moved up: {item}")
        command = MoveItem(each.item.id, down)
        self.start(self.run(command, said.format(item=each.item.title)))

    def action_set_minutes(self) -> None:
        """How many minutes the item may take."""
        from screens.shared.editing import edit_field

        each = self.item
        if each is not None and not self.refuse("set_minutes"):
            self.start(edit_field(self.desk, each.item, "minutes_planned"))

    def action_turn_clock(self) -> None:
        """Count the time of the item that is talked about, or stop."""
        self.turn_clock(self.item.item if self.item is not None else None)
        self.show_step()

    def action_questions(self) -> None:
        """Fold the helper questions out or in."""
        each = self.item
        if each is None:
            return
        if not each.item.questions:
            self.say(_("This item has no helper questions."))
            return
        shown = any(row.key.startswith(QUESTION) for row in self.content.rows)
        self._unfolded[each.item.id] = not shown
        self.show_step()
        self.content.select(FOLD)

    # -- what was written ------------------------------------------------------------------

    def _passage(self) -> Note | None:
        """The note under the cursor; says how to get to one otherwise."""
        record = self.selected
        if isinstance(record, Note):
            return record
        self.say(_("Put the cursor on a note first: right, then the arrows."), alert=True)
        return None

    def edit_record(self, record: Record | None) -> None:
        """Change what is under the cursor: a note's text, a record's card, an item's title."""
        from screens.shared.card import open_card
        from screens.shared.editing import edit_field

        each = self.item
        if isinstance(record, Note):
            if not self.refuse("edit"):
                self.start(edit_field(self.desk, record, "text"))
        elif record is not None:
            open_card(self.desk, record)
        elif each is not None and each.item.statutory:
            self.say(_("The law names this item; its title stays."), alert=True)
        elif each is not None and not self.refuse("edit"):
            self.start(edit_field(self.desk, each.item, "title"))

    def delete_record(self) -> None:
        """Delete what is under the cursor; undo brings it back."""
        record, each = self.selected, self.item
        if self.refuse("delete"):
            return
        if record is None and self.focused is self.content:
            self.say(_("There is nothing to delete on this line."), alert=True)
        elif record is not None:
            name = record.code if record.prefix else _("The note")
            said = _("{what} is deleted. u: undo").format(what=name)
            self.start(self.run(DeleteRecord(record.kind, record.id), said))
        elif each is not None and each.item.item:
            self.say(_("l leaves the item out; only your own items can be deleted."), alert=True)
        elif each is not None:
            said = _("{what} is deleted. u: undo").format(what=each.item.title)
            self.start(self.run(DeleteRecord(each.item.kind, each.item.id), said))

    def action_hide(self) -> None:
        """Confidential: it stays here and never leaves in an export; or no longer."""
        note = self._passage()
        if note is None or self.refuse("hide"):
            return
        hidden = not note.confidential
        said = (
            _("Confidential: it never leaves in an export.")
            if hidden
            else _("No longer confidential: it comes into the minutes.")
        )
        command = SetField(note.kind, note.id, "confidential", hidden, base=note.confidential)
        self.start(self.run(command, said))

    def action_reform(self) -> None:
        """A note becomes a decision, a decision a note."""
        note = self._passage()
        if note is None or self.refuse("reform"):
            return
        decided = note.form is NoteForm.DECISION
        form = NoteForm.NOTE if decided else NoteForm.DECISION
        said = _("It is a note now.") if decided else _("It is a decision now.")
        self.start(self.run(SetField(note.kind, note.id, "form", form, base=note.form), said))

    def action_move_date(self, days: int) -> None:
        """Move the date of what is under the cursor."""
        record, discussion = self.selected, self.discussion
        field = date_field(record) if record is not None else ""
        if record is None or not field:
            self.say(_("Put the cursor on something with a date first."), alert=True)
            return
        if discussion is None or self.refuse("move_date"):
            return
        before: date | None = getattr(record, field)
        day = move(before or self.session.today(), days)
        said = f"{record.code}: {day_label(day)}"
        edit = Set(record.kind, record.id, field, day, before)
        # A date still being agreed on is not postponed.
        agreed_now = (
            getattr(record, "discussion", None) == discussion.id
            and discussion.state is MeetingState.RUNNING
        )
        command = (
            Edits("set", (edit,))
            if agreed_now
            else SetField(record.kind, record.id, field, day, base=before)
        )
        self.start(self.run(command, said))
