"""Who takes part: present or absent with one key, guests by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.commands.discussion import attendance_values
from data.edits.edits import Set
from data.edits.records import AddRecord, DeleteRecord, Edits, SetField
from data.i18n import _
from data.model.choices import MeetingState, Presence, choice_label
from data.model.discussion import Attendance
from data.model.workplace import Person
from screens.frame.base import DocumentScreen
from screens.meeting.people import NEXT_PRESENCE

if TYPE_CHECKING:
    from data.model.discussion import Discussion
    from data.model.status import StatusMeeting
    from screens.widgets.row_list import RowList


class AttendanceActions(DocumentScreen):
    """The keys of an attendance list, for any kind of meeting."""

    @property
    def content(self) -> RowList:
        """The list the people are in."""
        raise NotImplementedError

    def meeting_in_sight(self) -> Discussion | StatusMeeting | None:
        """The meeting whose list it is."""
        raise NotImplementedError

    def attendance_in_sight(self) -> tuple[Attendance, ...]:
        """Everybody on its list."""
        meeting = self.meeting_in_sight()
        if meeting is None:
            return ()
        rows = self.document.all(Attendance)
        return tuple(row for row in rows if row.meeting == meeting.reference)

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
        if self.refuse("all_present"):
            return
        rows = self.attendance_in_sight()
        waiting = [row for row in rows if row.presence is Presence.INVITED]
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
        meeting = self.meeting_in_sight()
        if meeting is not None and not self.refuse("guest"):
            self.start(self._add_guest(meeting))

    async def _add_guest(self, meeting: Discussion | StatusMeeting) -> None:
        from screens.dialogs.pick import NEW, PickPrompt
        from screens.shared.editing import reference_options

        there = {row.person for row in self.attendance_in_sight()}
        options = [o for o in reference_options(self.desk, Person.kind, ()) if o.value not in there]
        prompt = PickPrompt(_("Who is here too?"), options, new=_("Guest: {text}"))
        answer = await self.ask(prompt)
        if not answer:
            return
        person = self.document.get(Person, answer)
        if person is not None:
            values = attendance_values(meeting.reference, person)
        else:
            values = {"meeting": meeting.reference, "name": answer.removeprefix(NEW)}
        # Before the meeting somebody is invited; once it is under way, they are here.
        running = meeting.state is MeetingState.RUNNING
        values["presence"] = Presence.PRESENT if running else Presence.INVITED
        command = AddRecord(Attendance.kind, values)
        said = _("{name} is on the list.").format(name=values["name"])
        if await self.run(command, said) is not None:
            self.content.select(f"{Attendance.kind}:{command.id}")

    def edit_person(self, row: Attendance) -> None:
        """Open somebody's card: name and role as they stand in the minutes."""
        from screens.shared.card import open_card

        if not self.refuse("edit"):
            open_card(self.desk, row)

    def remove_person(self) -> None:
        """Take somebody off the list."""
        row = self._attendance()
        if row is None or self.refuse("delete"):
            return
        said = _("{name} is off the list. u: undo").format(name=row.name)
        self.start(self.run(DeleteRecord(row.kind, row.id), said))
