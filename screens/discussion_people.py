"""Who takes part: present or absent with one key, guests by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.commands.discussion import attendance_values
from data.commands.edits import Set
from data.commands.records import AddRecord, DeleteRecord, Edits, SetField
from data.i18n import _
from data.model.choices import MeetingState, Presence, choice_label
from data.model.discussion import Attendance
from data.model.workplace import Person
from screens.discussion_base import DiscussionBase
from screens.discussion_frame import NEXT_PRESENCE

if TYPE_CHECKING:
    from data.model.discussion import Discussion


class PeopleActions(DiscussionBase):
    """The keys of the attendance step."""

    def _attendance(self) -> Attendance | None:
        """The person under the cursor; says so when there is none."""
        record = self.document.resolve(self.content.key)
        if self.focused is not self.content:
            # From the list of steps, the key leads to the people first.
            self.set_focus(self.content)
            return None
        return record if isinstance(record, Attendance) else None

    def action_presence(self) -> None:
        """Present, absent, partly present, invited."""
        row = self._attendance()
        if row is None or self.refuse("presence"):
            return
        presence = NEXT_PRESENCE[row.presence]
        command = SetField(row.kind, row.id, "presence", presence, base=row.presence)
        self.start(self.run(command, f"{row.name}: {choice_label(presence)}"))

    def action_all_present(self) -> None:
        """Everybody who is only invited so far is here."""
        view = self.view
        if view is None or self.refuse("all_present"):
            return
        waiting = [row for row in view.attendance if row.presence is Presence.INVITED]
        if not waiting:
            self.say(_("Everybody has been marked already."))
            return
        batch = tuple(
            Set(row.kind, row.id, "presence", Presence.PRESENT, row.presence) for row in waiting
        )
        self.start(self.run(Edits("all_present", batch), _("All who were invited are here.")))

    def action_decides(self) -> None:
        """Whether the person can decide for the employer."""
        row = self._attendance()
        if row is None or self.refuse("decides"):
            return
        said = (
            _("{name} cannot decide for the employer.")
            if row.decides
            else _("{name} can decide for the employer.")
        )
        command = SetField(row.kind, row.id, "decides", not row.decides, base=row.decides)
        self.start(self.run(command, said.format(name=row.name)))

    def action_guest(self) -> None:
        """Add somebody who is here: a person we know, or a guest by name."""
        discussion = self.discussion
        if discussion is not None and not self.refuse("guest"):
            self.start(self._add_guest(discussion))

    async def _add_guest(self, discussion: Discussion) -> None:
        from screens.dialogs.pick import NEW, PickPrompt
        from screens.editing import reference_options

        view = self.view
        there = {row.person for row in view.attendance} if view is not None else set()
        options = [o for o in reference_options(self, Person.kind, ()) if o.value not in there]
        prompt = PickPrompt(_("Who is here too?"), options, new=_("Guest: {text}"))
        answer = await self.ask(prompt)
        if not answer:
            return
        person = self.document.get(Person, answer)
        if person is not None:
            values = attendance_values(discussion.reference, person)
        else:
            values = {"meeting": discussion.reference, "name": answer.removeprefix(NEW)}
        # Before the meeting somebody is invited; once it is under way, they are here.
        running = discussion.state is MeetingState.RUNNING
        values["presence"] = Presence.PRESENT if running else Presence.INVITED
        command = AddRecord(Attendance.kind, values)
        said = _("{name} is on the list.").format(name=values["name"])
        if await self.run(command, said) is not None:
            self.content.select(f"{Attendance.kind}:{command.id}")

    def edit_person(self, row: Attendance) -> None:
        """Open somebody's card: name and role as they stand in the minutes."""
        from screens.dialogs.card import open_card

        if not self.refuse("edit"):
            open_card(self, row)

    def remove_person(self) -> None:
        """Take somebody off the list."""
        row = self._attendance()
        if row is None or self.refuse("delete"):
            return
        said = _("{name} is off the list. u: undo").format(name=row.name)
        self.start(self.run(DeleteRecord(row.kind, row.id), said))
