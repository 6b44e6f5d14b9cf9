"""Pieces that the minutes of every meeting share: when it was, who was there, approval."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, TypeVar

from data.dates.arithmetic import local_day
from data.dates.labels import long_date, time_label
from data.export.text.markdown import inside, joined, strong
from data.export.text.parts import bullets, fact, weekday_and_date
from data.i18n import _, listing
from data.model.base import label_of
from data.model.choices import Presence
from data.model.discussion import Discussion
from data.model.status import StatusMeeting
from data.views.approvers import split_names
from data.views.show import show_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from data.model.discussion import Attendance, Note
    from data.model.document import Document

    Meeting = Discussion | StatusMeeting

M = TypeVar("M", Discussion, StatusMeeting)


def where(document: Document) -> str:
    """The workplace with its address, as the first fact of a frame."""
    workplace = document.workplace
    facts = [workplace.name, workplace.address] if workplace else []
    return fact(_("Workplace"), ", ".join(filter(None, facts)))


def held(document: Document, meeting: Meeting, names: Iterable[str]) -> Iterator[str]:
    """When the meeting was, and these of its fields."""
    cls = type(meeting)
    yield fact(label_of(cls, "held_on"), when(meeting) or _("not set yet"))
    for name in names:
        yield fact(label_of(cls, name), show_field(document, meeting, name))


def as_approved(meeting: M, who: str, day: date, ends: str) -> M:
    """The meeting as it will be once it is approved."""
    return meeting.revised(approved_by=who, approved_on=day, ends=meeting.ends or ends)


def nothing(where: Iterable[str]) -> str:
    """Said once of all places where something could have been noted and was not; empty for none."""
    places = tuple(where)
    return inside(_("Nothing noted under {where}.").format(where=listing(places))) if places else ""


def when(meeting: Meeting) -> str:
    """`Tuesday 3 March 2026, 13.00–14.30`; empty for a meeting without a date."""
    if meeting.held_on is None:
        return ""
    day = weekday_and_date(meeting.held_on)
    times = [time.fromisoformat(t) for t in (meeting.starts, meeting.ends) if t]
    hours = "–".join(time_label(datetime.combine(meeting.held_on, t)) for t in times)
    return _("{day}, {hours}").format(day=day, hours=hours) if hours else day


def presence_titles() -> dict[Presence, str]:
    """What stands above those who were there, and those who were not, in their order."""
    return {
        Presence.PRESENT: _("Present"),
        Presence.PARTLY: _("Present part of the time"),
        Presence.ABSENT: _("Absent"),
        Presence.INVITED: _("Invited"),
    }


def participants(attendance: Iterable[Attendance]) -> str:
    """Who was there and who was not."""
    lines: list[str] = []
    everybody = tuple(attendance)
    for presence, title in presence_titles().items():
        rows = [row for row in everybody if row.presence is presence]
        if rows:
            lines += [strong(f"{title}:"), bullets(map(participant, rows))]
    return joined(lines).rstrip("\n") or inside(_("Nobody was written down."))


def participant(row: Attendance) -> str:
    """Somebody on the list of those who took part."""
    line = ", ".join(filter(None, [row.name, row.role]))
    return _("{who} – can decide for the employer").format(who=line) if row.decides else line


def next_day(day: date | None) -> str:
    """The day of the next meeting, as a sentence."""
    text = weekday_and_date(day) if day else _("Not agreed yet")
    return inside(f"{text[:1].upper()}{text[1:]}.")


def approval(meeting: Meeting, reopenings: Iterable[Note]) -> str:
    """Who approved the minutes and when, and when they were opened again."""
    text = _("The minutes have not been approved yet.")
    if meeting.approved_on and not meeting.approved_by:
        text = _("Approved on {day}.").format(day=long_date(meeting.approved_on))
    elif meeting.approved_by:
        day = long_date(meeting.approved_on) if meeting.approved_on else "–"
        who = listing(split_names(meeting.approved_by))
        text = _("Approved by {who} on {day}.").format(who=who, day=day)
    return joined((inside(text), bullets(map(_reopened, reopenings)))).rstrip("\n")


def _reopened(note: Note) -> str:
    day = long_date(local_day(note.created_at))
    sentence = _("Reopened on {day} by {who}: {reason}")
    return sentence.format(day=day, who=note.created_by, reason=note.text)
