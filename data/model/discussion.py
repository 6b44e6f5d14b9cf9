"""The annual discussion: its frame, who was there, its agenda and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from data.i18n import N_
from data.model.base import (
    Record,
    any_ref,
    choice,
    choices,
    clock,
    count,
    day,
    flag,
    line,
    lines,
    ref,
    refs,
    words,
)
from data.model.choices import MeetingForm, MeetingState, NoteForm, Presence, Role
from data.model.profile import Profile

if TYPE_CHECKING:
    from datetime import date


class Discussion(Record):
    """One annual work-environment discussion."""

    kind: ClassVar[str] = "discussion"
    plural: ClassVar[str] = "discussions"
    prefix: ClassVar[str] = "D"
    label: ClassVar[str] = N_("Annual discussion")
    title_field: ClassVar[str] = "year"

    year: int = count(N_("Year"), low=1950, high=2150, required=True)
    state: MeetingState = choice(N_("State"), MeetingState, MeetingState.PLANNED, automatic=True)
    held_on: date | None = day(N_("Date"))
    starts: str = clock(N_("Start"))
    ends: str = clock(N_("Ends"))
    form: MeetingForm = choice(N_("Form"), MeetingForm, MeetingForm.MEETING)
    place: str = line(N_("Place"))
    forum: str = line(N_("Forum"))
    chair: str | None = ref(N_("Chair"), "person")
    note_taker: str | None = ref(N_("Note-taker"), "person")
    profile: Profile = choice(N_("Profile"), Profile, Profile.AMO, automatic=True)
    employees: int = count(N_("Number of employees"), high=100_000, automatic=True)
    next_on: date | None = day(N_("Next discussion"))
    members: tuple[str, ...] = refs(N_("Sat in the organisation"), "person", automatic=True)
    """Who had a seat on the day, kept when the minutes are approved."""
    approved_by: str = line(N_("Approved by"), automatic=True)
    approved_on: date | None = day(N_("Approved on"), automatic=True)
    minutes: str = lines(N_("Approved minutes"), automatic=True)
    """The minutes as approved, Markdown: what was signed does not change when the plan goes on."""


class Attendance(Record):
    """Somebody's part in a meeting: a person we know, or a guest by name."""

    kind: ClassVar[str] = "attendance"
    plural: ClassVar[str] = "attendances"
    label: ClassVar[str] = N_("Attendance")
    title_field: ClassVar[str] = "name"

    meeting: str = any_ref(N_("Meeting"), part_of=True, required=True)
    person: str | None = ref(N_("Person"), "person")
    name: str = line(N_("Name"))
    """As it was at the meeting, so that old minutes stay true when a person goes."""
    role: str = line(N_("Role"))
    roles: tuple[Role, ...] = choices(N_("Roles at the meeting"), Role, automatic=True)
    """As they were at the meeting: whoever steps down later took part all the same."""
    presence: Presence = choice(N_("Presence"), Presence, Presence.INVITED)
    decides: bool = flag(N_("Can decide for the employer"))


class AgendaItem(Record):
    """One item on the agenda, with its texts as asked, so that new content rewrites no history."""

    kind: ClassVar[str] = "agenda_item"
    plural: ClassVar[str] = "agenda_items"
    label: ClassVar[str] = N_("Agenda item")

    discussion: str | None = ref(N_("Annual discussion"), "discussion", part_of=True, required=True)
    item: str = line(N_("Template"), automatic=True)
    position: int = count(N_("Position"), high=1_000_000_000, automatic=True)
    title: str = line(N_("Title"), required=True)
    why: str = line(N_("Why"))
    statutory: bool = flag(N_("Statutory"), automatic=True)
    rule: str = line(N_("Rule"), automatic=True)
    source: str = line(N_("Source"), automatic=True)
    source_read_on: date | None = day(N_("Source read"), automatic=True)
    questions: tuple[str, ...] = words(N_("Helper questions"))
    done: bool = flag(N_("Discussed"))
    skipped: bool = flag(N_("Left out"))
    skip_reason: str = line(N_("Why it was left out"))
    minutes_planned: int = count(N_("Minutes set aside"), high=600)
    seconds: int = count(N_("Seconds spent"), high=1_000_000, automatic=True)


class Note(Record):
    """What was said or decided about any record; author and date are the bookkeeping's."""

    kind: ClassVar[str] = "note"
    plural: ClassVar[str] = "notes"
    label: ClassVar[str] = N_("Note")
    title_field: ClassVar[str] = "text"

    about: str = any_ref(N_("About"), part_of=True, required=True)
    form: NoteForm = choice(N_("Form"), NoteForm, NoteForm.NOTE)
    text: str = lines(N_("Text"), required=True)
    confidential: bool = flag(N_("Confidential"))
