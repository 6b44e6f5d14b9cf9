"""Who takes part: present or absent with one key, guests by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.commands.discussion import attendance_values
from data.edits.edits import Set
from data.edits.records import AddRecord, DeleteRecord, Edits, SetField
from data.i18n import N_, _
from data.model.choices import MeetingState, Presence, choice_label
from data.model.discussion import Attendance
from data.model.workplace import Person
from screens.drawing.glyphs import glyphs
from screens.meeting.step import Go, Step
from screens.widgets.row_list import RecordTarget, Row

if TYPE_CHECKING:
    from screens.meeting.step import Then

NEXT_PRESENCE: Final = {
    Presence.INVITED: Presence.PRESENT,
    Presence.PRESENT: Presence.ABSENT,
    Presence.ABSENT: Presence.PARTLY,
    Presence.PARTLY: Presence.INVITED,
}
"""What Space makes of a presence: those who are there first, since most are."""

TO_THE_PEOPLE: Final = Go(focus="content")
"""From the list of steps, a key leads to the people first."""


def person_row(person: Attendance) -> Row:
    """Somebody on the list, with role and presence."""
    signs = glyphs()
    sign = {
        Presence.PRESENT: signs.tick,
        Presence.PARTLY: signs.half,
        Presence.ABSENT: signs.cross,
        Presence.INVITED: signs.empty,
    }[person.presence]
    parts = [person.name, person.role, _("can decide") if person.decides else ""]
    return Row(
        person.reference,
        ", ".join(filter(None, parts)),
        glyph=sign,
        meta=choice_label(person.presence),
        wrap=True,
        target=RecordTarget(person.reference),
    )


class PeopleStep(Step):
    """The attendance list of a meeting of any kind, which says how its rows are put together."""

    kind = "people"
    CAPTURES = "guest"
    NEW = N_("one more")

    def _person(self, row: Row | None) -> Attendance | None:
        record = self.record(row)
        return record if isinstance(record, Attendance) else None

    async def do_presence(self, row: Row | None) -> Then:
        """Present, absent, partly present, invited."""
        if row is None:
            return TO_THE_PEOPLE
        person = self._person(row)
        if person is not None:
            presence = NEXT_PRESENCE[person.presence]
            command = SetField(person.kind, person.id, "presence", presence, base=person.presence)
            await self.desk.run(command, f"{person.name}: {choice_label(presence)}")
        return None

    async def do_all_present(self, _row: Row | None) -> None:
        """Everybody who is only invited so far is here."""
        waiting = [each for each in self.held.attendance if each.presence is Presence.INVITED]
        if not waiting:
            nobody = _("Nobody is on the list yet. a: add somebody")
            said = _("Everybody has been marked already.") if self.held.attendance else nobody
            self.desk.say(said)
            return
        edits = tuple(
            Set(each.kind, each.id, "presence", Presence.PRESENT, each.presence) for each in waiting
        )
        await self.desk.run(Edits("all_present", edits), _("All who were invited are here."))

    async def do_decides(self, row: Row | None) -> Then:
        """Whether the person can decide for the employer."""
        if row is None:
            return TO_THE_PEOPLE
        person = self._person(row)
        if person is not None:
            news = (
                _("{name} cannot decide for the employer.")
                if person.decides
                else _("{name} can decide for the employer.")
            )
            command = SetField(
                person.kind, person.id, "decides", not person.decides, base=person.decides
            )
            await self.desk.run(command, news.format(name=person.name))
        return None

    async def do_guest(self, _row: Row | None) -> Then:
        """Add somebody who is here: a person we know, or a guest by name."""
        from data.start.questions import name_and_job
        from data.views.usual import usual_guests
        from screens.dialogs.pick import NEW, PickPrompt
        from screens.dialogs.prompt import Option
        from screens.shared.fields import reference_options

        meeting = self.held.meeting
        if meeting is None:
            return None
        there = {each.person for each in self.held.attendance}
        listed = {each.name for each in self.held.attendance}
        options = [o for o in reference_options(self.desk, Person.kind, ()) if o.value not in there]
        options += [
            Option(f"{NEW}{name}, {role}".rstrip(", "), name, role)
            for name, role in usual_guests(self.desk.document)
            if name not in listed
        ]
        prompt = PickPrompt(_("Who is here too?"), options, new=_("Guest: {text}"))
        answer = await self.desk.ask(prompt)
        if not answer:
            return None
        person = self.desk.document.get(Person, answer)
        if person is not None:
            values = attendance_values(meeting.reference, person)
        else:
            name, job = name_and_job(answer.removeprefix(NEW))
            values = {"meeting": meeting.reference, "name": name, "role": job}
        # Before the meeting they are invited; on its day, or once it is under way, they are here.
        running = meeting.state is MeetingState.RUNNING or meeting.held_on == self.desk.today
        values["presence"] = Presence.PRESENT if running else Presence.INVITED
        command = AddRecord(Attendance.kind, values)
        news = _("{name} is on the list.").format(name=values["name"])
        if await self.desk.run(command, news) is None:
            return None
        return Go(row=f"{Attendance.kind}:{command.id}")

    async def do_edit(self, row: Row | None) -> Then:
        """Open somebody's card: name and role as they stand in the minutes."""
        from screens.shared.card import open_card

        person = self._person(row)
        if person is None:
            return TO_THE_PEOPLE
        open_card(self.desk, person)
        return None

    async def do_delete(self, row: Row | None) -> Then:
        """Take somebody off the list."""
        if row is None:
            return TO_THE_PEOPLE
        person = self._person(row)
        if person is not None:
            news = _("{name} is off the list. u: undo").format(name=person.name)
            await self.desk.run(DeleteRecord(person.kind, person.id), news)
        return None
