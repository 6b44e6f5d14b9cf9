"""A calendar file read into the year wheel: what was understood, and the edit that keeps it.

Nothing comes in twice: an event is known by its name in the calendar, by having been written by
this wheel itself, or by title and day. What an activity has no field for goes into its remark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from data.dates.labels import short_date
from data.edits.edits import Add
from data.edits.errors import Refusal
from data.edits.records import Edits
from data.export.calendar.events import belongs_to
from data.facts.year import intended_days
from data.i18n import N_, _, ngettext
from data.ids import new_id
from data.importing.calendar_event import LONGEST_REMARK, LONGEST_TITLE, ReadEvent, read_event
from data.importing.calendar_rule import activity_of
from data.importing.outcome import Fate, ReadThing
from data.model.wheel import Activity, Occurrence
from data.text import fold, shorten
from data.views.wheel_words import recurrence_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from data.edits.edits import Edit
    from data.model.document import Document

MOST_BYTES: Final = 8 << 20
MOST_EVENTS: Final = 3000
"""More is a whole life and no year wheel."""

_BEGINS: Final = "BEGIN:VCALENDAR"
_ENDS: Final = "END:VCALENDAR"
"""Without it only a part of the file has come."""


class NotACalendar(Refusal):
    """The file cannot be read as a calendar."""


@dataclass(frozen=True, slots=True)
class NewActivity:
    """An activity as it would be kept.

    Attributes:
        id: The id it gets.
        values: What goes into its fields.
        said: What was read in a way that should be looked at, or went into the remark.
        skipped: Days of the series that are left out.
        moved: Days of the series that were moved, and where to.
    """

    id: str
    values: dict[str, Any]
    said: tuple[str, ...]
    skipped: tuple[date, ...] = ()
    moved: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarPreview:
    """What was understood, before anything is kept. All texts are translated.

    Attributes:
        new: The activities that are not there yet.
        there: Numbers of the activities that are there already, each once.
        differing: What the calendar says otherwise about those that are there.
        problems: What could not be taken, in sentences.
        entries: Every event, with what becomes of it.
        command: Keeps all of it as one edit; None when there is nothing new.
    """

    new: tuple[NewActivity, ...]
    there: tuple[str, ...]
    differing: tuple[str, ...]
    problems: tuple[str, ...]
    entries: tuple[ReadThing, ...]
    command: Edits | None


def read_calendar(
    data: bytes, document: Document, make_id: Callable[[], str] = new_id
) -> CalendarPreview:
    """Read a calendar.

    Args:
        data: What the file holds.
        document: Where it is to be kept.
        make_id: Gives the ids of what is to be made.

    Raises:
        NotACalendar: the file is none.
    """
    read, unread = _events(data)
    reader = _EventReader(document, make_id)
    for event in read:
        if event.instead_of is None:
            reader.take(event)
    problems = list(reader.problems)
    for event in read:
        if event.instead_of is not None:
            reader.replace(event)
    if unread:
        text = ngettext(
            "{n} event has no day that can be understood and is left out.",
            "{n} events have no day that can be understood and are left out.",
            unread,
        )
        problems.append(text.format(n=unread))
    new = tuple(reader.new.values())
    entries = [ReadThing(str(one.values["title"]), Fate.TAKEN, one.said) for one in new]
    entries += [ReadThing(code, Fate.KNOWN) for code in reader.there]
    rest = len(read) + unread - len(entries)
    entries += [ReadThing(_("an event"), Fate.LEFT_OUT)] * rest
    edits = tuple(_edits(new, make_id))
    return CalendarPreview(
        new=new,
        there=tuple(dict.fromkeys(reader.there)),
        differing=tuple(reader.differing),
        problems=tuple(problems),
        entries=tuple(entries),
        command=Edits("import", edits) if new else None,
    )


def _events(data: bytes) -> tuple[list[ReadEvent], int]:
    """The events in the order of the file, and how many could not be read.

    Raises:
        NotACalendar: the file is none.
    """
    if len(data) > MOST_BYTES:
        raise NotACalendar(N_("The file is too large for a calendar of the year."))
    from icalendar import Calendar

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if _BEGINS not in text.upper():
        raise NotACalendar(N_("The file is no calendar (iCalendar, .ics), so nothing was read."))
    broken = N_("The calendar is broken and cannot be read. Export it once more and try again.")
    if _ENDS not in text.upper():
        raise NotACalendar(broken)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except Exception as error:
        # The library has many ways to say that a file is broken; none of them says it to people.
        raise NotACalendar(broken) from error
    if len(events) > MOST_EVENTS:
        raise NotACalendar(
            N_("The calendar holds too many events. Export a shorter period and try again.")
        )
    read: list[ReadEvent] = []
    unread = 0
    for event in events:
        try:
            read_now = read_event(event)
        except Exception:  # one strange event must not cost the others
            read_now = None
        if read_now is None:
            unread += 1
        else:
            read.append(read_now)
    return read, unread


class _EventReader:
    """Takes in the events one by one, and knows what is there."""

    def __init__(self, document: Document, make_id: Callable[[], str]) -> None:
        self._document, self._make_id = document, make_id
        self.new: dict[str, NewActivity] = {}
        self.there: list[str] = []
        self.differing: list[str] = []
        self.problems: list[str] = []
        activities = document.all(Activity)
        self._by_uid = {a.calendar: a for a in activities if a.calendar}
        self._by_title: dict[str, list[Activity]] = {}
        for activity in activities:
            self._by_title.setdefault(fold(activity.title), []).append(activity)
        self._seen: set[tuple[str, date]] = set()
        self._ids: dict[str, str] = {}

    def take(self, event: ReadEvent) -> None:
        if self._known(event):
            return
        if event.cancelled:
            self.problems.append(
                _("{title} on {day} was called off in the calendar and is left out.").format(
                    title=event.title, day=short_date(event.day)
                )
            )
            return
        key = (fold(event.title), event.day)
        if key in self._seen or (event.uid and event.uid in self._ids):
            return
        self._seen.add(key)
        identity = self._make_id()
        if event.uid:
            self._ids[event.uid] = identity
        skipped = [day for day in event.skipped if _comes(event, day)]
        values = {**event.values, "calendar": event.uid}
        if event.remarks:
            values["remark"] = "\n".join(event.remarks)[:LONGEST_REMARK]
        remarks = tuple(shorten(text.split("\n")[0], LONGEST_TITLE) for text in event.remarks)
        self.new[identity] = NewActivity(identity, values, remarks, tuple(skipped))

    def replace(self, event: ReadEvent) -> None:
        """One occurrence of a series, moved or called off."""
        activity = self.new.get(self._ids.get(event.uid, ""))
        if activity is None:
            if not self._known(event) and not event.cancelled:
                # Its series is not in the file: it comes as a thing of its own.
                event.instead_of = None
                event.uid = f"{event.uid}/{event.day:%Y%m%d}" if event.uid else ""
                self.take(event)
            return
        instead = event.instead_of
        if instead is None or not any(_days_of(activity, instead)):
            return
        skipped, moved = list(activity.skipped), dict(activity.moved)
        if event.cancelled:
            skipped.append(instead)
        elif event.day != instead:
            moved[instead] = event.day
        self.new[activity.id] = NewActivity(
            activity.id,
            activity.values,
            activity.said,
            tuple(dict.fromkeys(skipped)),
            tuple(moved.items()),
        )

    def _known(self, event: ReadEvent) -> bool:
        """Whether it is there already; what is said otherwise about it is noted."""
        ours = belongs_to(self._document, event.uid)
        activity = self._by_uid.get(event.uid)
        if ours:
            record = self._document.resolve(ours)
            if record is not None:
                self.there.append(record.code)
            return True
        if activity is None:
            named = self._by_title.get(fold(event.title), ())
            activity = next((a for a in named if any(intended_days(a, event.day, event.day))), None)
        elif event.instead_of is None and activity.day != event.day:
            text = _("{code} {title}: the calendar has it on {day}, the wheel on {other}.")
            self.differing.append(
                text.format(
                    code=activity.code,
                    title=activity.title,
                    day=short_date(event.day),
                    other=short_date(activity.day) if activity.day else _("no day"),
                )
            )
        if activity is not None:
            self.there.append(activity.code)
        return activity is not None


def _comes(event: ReadEvent, day: date) -> bool:
    return any(_days_of(NewActivity("x", event.values, ()), day))


def _days_of(activity: NewActivity, day: date) -> Iterator[date]:
    return intended_days(activity_of(activity.values), day, day)


def _edits(new: Iterable[NewActivity], make_id: Callable[[], str]) -> Iterator[Edit]:
    for activity in new:
        yield Add(Activity.kind, activity.id, activity.values)
        moved = dict(activity.moved)
        for day in activity.skipped:
            if day not in moved:
                values = {"activity": activity.id, "on": day, "skipped": True}
                yield Add(Occurrence.kind, make_id(), values)
        for day, to in moved.items():
            yield Add(
                Occurrence.kind, make_id(), {"activity": activity.id, "on": day, "moved_to": to}
            )


def imported_calendar(preview: CalendarPreview, back: str) -> str:
    """What was kept, in a line; `back` says how it is taken back."""
    made = len(preview.new)
    sentence = ngettext("{n} activity imported.", "{n} activities imported.", made).format(n=made)
    return f"{sentence} {back}"


def told_calendar(preview: CalendarPreview, most: int = 40) -> Iterator[str]:
    """What was understood, in lines for people to read before it is kept."""
    for activity in preview.new[:most]:
        yield _line(activity)
        yield from (f"  {text}" for text in activity.said)
    if len(preview.new) > most:
        yield _("… and {count} more like these.").format(count=len(preview.new) - most)
    yield from _some(preview.problems, most)
    yield from _some(preview.differing, most)
    if preview.there:
        sentence = _("In the wheel already, and left as they are: {codes}")
        yield sentence.format(codes=shorten(", ".join(preview.there), 300))
    count = len(preview.new)
    yield ngettext("{count} new activity.", "{count} new activities.", count).format(count=count)


def _some(sentences: Sequence[str], most: int) -> Iterator[str]:
    yield from sentences[:most]
    if len(sentences) > most:
        yield _("… and {count} more like these.").format(count=len(sentences) - most)


def _line(activity: NewActivity) -> str:
    day = short_date(activity.values["day"])
    if "until" in activity.values:
        day = f"{day}–{short_date(activity.values['until'])}"
    recurs = recurrence_label(activity_of(activity.values))
    return f"{day}  {activity.values['title']}" + (f" ({recurs})" if recurs else "")
