"""A calendar file read into the year wheel: what is new, what is otherwise, what is left out.

Every event and task of the file has one fate. What can be chosen is an offer: a new event is taken
unless one says otherwise; what differs from the wheel, tasks, what comes every day and what is over
are left unless one takes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, field
from data.dates.arithmetic import FIRST_DAY
from data.dates.labels import short_date
from data.edits.edits import Add, Set
from data.edits.errors import Refusal
from data.edits.records import Edits
from data.facts.occurrences import lasts
from data.facts.year import year_start
from data.i18n import N_, _, ngettext
from data.ids import new_id
from data.importing.calendars.content import parsed
from data.importing.calendars.differences import WheelSide, differences
from data.importing.calendars.event import NotADay, read_event, title_of
from data.importing.calendars.keeping import added, as_activity
from data.importing.calendars.own import OwnEvents
from data.importing.calendars.planned import EventPlan, planned_again, plans_of
from data.importing.calendars.remark import split_remark
from data.importing.calendars.series import Span
from data.importing.calendars.tasks import is_over, task_told, task_values, task_wrong
from data.importing.calendars.zones import Zones
from data.importing.outcome import (
    Fate,
    FileAnswer,
    FilePreview,
    FileQuestion,
    PreviewLine,
    ReadThing,
)
from data.model.plan import Action
from data.model.wheel import Activity
from data.text import fold, shorten
from data.views.wheel_words import recurrence_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date, timedelta

    from data.edits.edits import Edit
    from data.importing.calendars.content import CalendarPart
    from data.importing.calendars.differences import CalendarDifference
    from data.importing.calendars.event import ReadEvent
    from data.model.document import Document

MOST_MEGABYTES: Final = 8
MOST_BYTES: Final = MOST_MEGABYTES << 20
MOST_EVENTS: Final = 3000
"""More is a whole life and no year wheel."""

PAST: Final = "past"
"""The key of the question whether what is over is taken, too."""

TAKE: Final = "take"
LEAVE: Final = "leave"
_THINGS: Final = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
_CODES: Final = 300
_HOW: Final = 90
"""Characters of how often it comes that are told."""


class NotACalendar(Refusal):
    """The file cannot be read as a calendar."""


@dataclass(slots=True)
class CalendarOffer:
    """Something that can be taken or left.

    Attributes:
        key: What it is known by when the file is read again.
        text: What it is, on a line.
        places: Where what it is about stands in the file.
        edits: What takes it.
        remarks: Parts of remarks it changes: the activity's id, the part, and how it is now.
        lasts: How long activities last now, after their first day, by their ids.
        said: What should be looked at, in sentences.
        taken: Whether it is taken unless one says otherwise.
        differs: Whether it is a difference from what is there, which stays until it is taken.
        makes: What it makes: `activity`, `action`, or nothing new.
    """

    key: str
    text: str
    places: tuple[int, ...]
    edits: tuple[Edit, ...]
    remarks: tuple[tuple[str, str, str], ...] = ()
    lasts: Mapping[str, timedelta] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    taken: bool = True
    differs: bool = False
    makes: str = ""


@dataclass(slots=True)
class _Group:
    """Offers that stand together, below a line of their own where there is one."""

    heading: str
    offers: list[CalendarOffer] = field(default_factory=list)


def read_calendar(
    data: bytes,
    document: Document,
    today: date,
    answers: Mapping[str, str] | None = None,
    make_id: Callable[[], str] = new_id,
) -> FilePreview:
    """Read a calendar.

    Args:
        data: What the file holds.
        document: Where it is to be kept.
        today: The day it is read on.
        answers: What was chosen: `take` or `leave` by the key of what can be.
        make_id: Gives the ids of what is to be made.

    Raises:
        NotACalendar: the file is none.
    """
    calendars, cut = _calendars(data)

    def preview(answers: Mapping[str, str]) -> FilePreview:
        past = answers.get(PAST) == TAKE
        if past not in known:
            known[past] = _CalendarReader(document, today, make_id, past=past)
            known[past].read(calendars, cut=cut)
        return known[past].preview(answers, preview)

    known: dict[bool, _CalendarReader] = {}
    return preview(answers or {})


def _calendars(data: bytes) -> tuple[list[CalendarPart], bool]:
    """The calendars of a file, and whether its end is missing.

    Raises:
        NotACalendar: the file is none.
    """
    if len(data) > MOST_BYTES:
        raise NotACalendar(
            N_("The file is larger than {most} MB, which is the most a calendar can have here. "
               "Export a shorter period and try again."),
            most=MOST_MEGABYTES,
        )  # fmt: skip
    calendars = list(parsed(data).walk("VCALENDAR"))
    if not calendars:
        raise NotACalendar(N_("The file is no calendar (iCalendar, .ics), so nothing was read."))
    cut = not all(calendar.ended for calendar in calendars)
    whole = any(part.ended for calendar in calendars for part in _things(calendar))
    if cut and not whole:
        raise NotACalendar(
            N_("The calendar is broken and cannot be read. Export it once more and try again.")
        )
    return calendars, cut


def _things(calendar: CalendarPart) -> Iterator[CalendarPart]:
    """Its events, tasks and the like, in their order."""
    for part in calendar.parts:
        if part.name in _THINGS:
            yield part
        elif part.name != "VCALENDAR":
            yield from _things(part)


class _CalendarReader:
    """Reads the events and tasks, and makes the preview for what is chosen."""

    def __init__(
        self, document: Document, today: date, make_id: Callable[[], str], *, past: bool
    ) -> None:
        workplace = document.workplace
        self._document, self._today, self._make_id, self._past = document, today, make_id, past
        self._year = year_start(today, workplace.start_month if workplace else 1)
        self._home = workplace.time_zone if workplace else ""
        self._wheel = WheelSide(document, today, self._year, make_id)
        self._ours = OwnEvents(document, self._wheel)
        self._things: list[ReadThing] = []
        self._new = _Group(_("New in the wheel:"))
        self._otherwise: list[_Group] = []
        self._tasks = _Group(_("Tasks that can become actions:"))
        self._known: dict[str, None] = {}
        self._left: list[str] = []
        self._private = self._over = self._others = 0
        self._told: list[str] = []

    def read(self, calendars: list[CalendarPart], *, cut: bool) -> None:
        """Read all calendars of the file.

        Raises:
            NotACalendar: there is too much in it.
        """
        events: list[tuple[list[ReadEvent], Zones]] = []
        for calendar in calendars:
            zones = Zones.of(calendar, self._home)
            method = calendar.text("METHOD").upper()
            read = []
            for part in _things(calendar):
                # The last one of a file that was cut off is half an event.
                half = not part.ended and not calendar.ended
                event = self._thing(part, zones, half=half)
                if event is not None:
                    event.cancelled = event.cancelled or method == "CANCEL"
                    read.append(event)
            events.append((read, zones))
        going = sum(bool(e.rules) or e.day >= self._year for read, _zones in events for e in read)
        if going > MOST_EVENTS:
            raise NotACalendar(
                N_("The calendar holds {count} events that are not over; {most} are the most that "
                   "can be read. Export a shorter period and try again."),
                count=going, most=MOST_EVENTS,
            )  # fmt: skip
        since = FIRST_DAY if self._past else self._year
        span = Span(since, self._today.replace(year=self._today.year + 1, month=12, day=31))
        planned = [
            (plan, read, zones) for read, zones in events for plan in plans_of(read, zones, span)
        ]
        names = {plan.name for plan, _read, _zones in planned}
        for plan, read, zones in planned:
            self._plan(plan, names, read, zones, span)
        for _read, zones in events:
            self._tell_zones(zones)
        if cut:
            self._told.append(
                _("The end of the file is missing: events may be missing, too. "
                  "Export it once more.")
            )  # fmt: skip

    def _thing(self, part: CalendarPart, zones: Zones, *, half: bool) -> ReadEvent | None:
        """One event, task or the like; an event that can be read comes back."""
        place = len(self._things)
        self._things.append(ReadThing(title_of(part), Fate.LEFT_OUT))
        if part.text("CLASS").upper() in {"PRIVATE", "CONFIDENTIAL"}:
            self._private += 1
            self._fate(place, _("a private event"), Fate.LEFT_OUT)
        elif half:
            self._leave([place], title_of(part), _("only a part of it is in the file"))
        elif part.name == "VTODO":
            self._task(part, zones, place)
        elif part.name != "VEVENT":
            self._others += 1
        else:
            try:
                event = read_event(part, zones, place)
            except NotADay as error:
                self._leave(
                    [place],
                    title_of(part),
                    _("its day could not be understood: “{text}”").format(text=error)
                    if str(error)
                    else _("it has no day"),
                )
            else:
                self._fate(place, event.named, Fate.LEFT_OUT)
                return event
        return None

    def _fate(self, place: int, named: str, fate: Fate, said: tuple[str, ...] = ()) -> None:
        self._things[place] = ReadThing(named, fate, said)

    def _leave(self, places: list[int], named: str, why: str) -> None:
        """Leave it out, and say why."""
        for place in places:
            self._fate(place, named, Fate.LEFT_OUT, (why,))
        self._left.append(f"{named}: {why}")

    def _task(self, part: CalendarPart, zones: Zones, place: int) -> None:
        values = task_values(part, zones)
        named = task_told(values)
        there = next(
            (a for a in self._document.all(Action) if fold(a.measure) == fold(values["measure"])),
            None,
        )
        if there is not None:
            self._known[there.code] = None
            self._fate(place, named, Fate.KNOWN)
        elif is_over(part):
            self._leave([place], named, _("the task is done already"))
        else:
            said = task_wrong(part, zones)
            edits = (Add(Action.kind, self._make_id(), values),)
            self._fate(place, named, Fate.ASKED, said)
            self._tasks.offers.append(
                CalendarOffer(f"task {place + 1}", named, (place,), edits, said=said, taken=False,
                      differs=True, makes=Action.kind)
            )  # fmt: skip

    def _plan(
        self, plan: EventPlan, names: set[str], read: list[ReadEvent], zones: Zones, span: Span
    ) -> None:
        """What becomes of one event and all that belongs to it."""

        def since(day: date) -> EventPlan:
            return planned_again(plan, read, zones, Span(max(day, span.since), span.singles))

        found = self._ours.differences(plan, since)
        ours = found is not None
        own: list[Activity] = []
        if found is None:
            own = self._wheel.named(plan.name, names)
            found = differences(plan, own, self._wheel, since) if own else None
        else:
            self._known[self._ours.code(plan) or plan.event.title] = None
        if found is None:
            own = self._titled(plan)
            found = [] if own else None
        self._wheel.claimed.update(activity.id for activity in own)
        if found is None:
            self._unknown(plan)
            return
        for activity in own:
            self._known[activity.code] = None
        for place in plan.places:
            self._fate(place, plan.event.named, Fate.KNOWN, tuple(plan.said))
        if plan.said and (found or ours):
            self._told += [f"{plan.event.named}: {text}" for text in plan.said]
        self._differs(plan, own, found)

    def _titled(self, plan: EventPlan) -> list[Activity]:
        """An activity that was written by hand, with its title and on its day."""
        if not plan.activities:
            return []
        first = plan.activities[0]
        activity = self._wheel.titled(first.values["title"], first.day)
        return [activity] if activity is not None and not activity.calendar else []

    def _differs(
        self, plan: EventPlan, own: list[Activity], found: list[CalendarDifference]
    ) -> None:
        if not found:
            return
        code = own[0].code if own else self._ours.code(plan)
        group = _Group(f"{code}{' …' * (len(own) > 1)} {plan.event.title}".strip())
        self._otherwise.append(group)
        for difference in found:
            group.offers.append(
                CalendarOffer(
                    f"event {plan.event.place + 1}.{difference.key}",
                    difference.text,
                    tuple(plan.places),
                    tuple(difference.edits),
                    tuple(difference.remarks),
                    difference.lasts,
                    taken=difference.adds,
                    differs=not difference.adds,
                )
            )

    def _unknown(self, plan: EventPlan) -> None:
        """An event the wheel has not."""
        event = plan.event
        if plan.cancelled:
            self._leave(plan.places, event.named, _("it was called off in the calendar"))
        elif plan.refused:
            self._leave(plan.places, event.named, plan.refused)
        elif plan.past or not plan.activities:
            self._over += len(plan.places)
        else:
            said = tuple(plan.said)
            if plan.daily:
                daily = _("it comes every day, which is too much for a year wheel")
                said = (daily, *said)
            for place in plan.places:
                self._fate(place, event.named, Fate.TAKEN, said)
            edits = [e for planned in plan.activities for e in added(planned, self._make_id)]
            self._new.offers.append(
                CalendarOffer(
                    f"event {event.place + 1}",
                    _line(plan),
                    tuple(plan.places),
                    tuple(edits),
                    said=said,
                    taken=not plan.daily,
                    makes=Activity.kind,
                )
            )

    def _tell_zones(self, zones: Zones) -> None:
        if zones.reckoned:
            text = _("Times in UTC are read on the clock of {zone}.")
            self._told.append(text.format(zone=zones.name))
        for name in zones.unknown:
            text = _("The time zone “{zone}” is not known; its times are taken as they stand.")
            self._told.append(text.format(zone=shorten(name, 60)))

    def preview(
        self,
        answers: Mapping[str, str],
        again: Callable[[Mapping[str, str]], FilePreview],
    ) -> FilePreview:
        """What it comes to when that is chosen."""
        groups = [self._new, *self._otherwise, self._tasks]
        offers = [offer for group in groups for offer in group.offers]
        taken = {
            offer.key
            for offer in offers
            if answers.get(offer.key, TAKE if offer.taken else LEAVE) == TAKE
        }
        chosen = [offer for offer in offers if offer.key in taken]
        edits = [edit for offer in chosen for edit in offer.edits]
        edits += [*self._lengths(chosen), *self._remarks(chosen)]
        return FilePreview(
            lines=tuple(self._lines(groups)),
            entries=self._fates(offers, taken),
            command=Edits("import", tuple(edits)) if edits else None,
            imported=lambda back: _imported(chosen, back),
            questions=tuple(self._questions(offers, taken)),
            again=again,
        )

    def _lengths(self, chosen: list[CalendarOffer]) -> Iterator[Edit]:
        """Last days, of what has another first day or another length now."""
        lengths = {identity: to for offer in chosen for identity, to in offer.lasts.items()}
        days = {
            edit.id: edit.value
            for offer in chosen
            for edit in offer.edits
            if isinstance(edit, Set) and (edit.kind, edit.field) == (Activity.kind, "day")
        }
        for identity in {**days, **lengths}:
            activity = self._document.get(Activity, identity)
            if activity is None or activity.day is None:
                continue
            length = lengths.get(identity, lasts(activity))
            until = days.get(identity, activity.day) + length if length else None
            if until != activity.until:
                yield Set(Activity.kind, identity, "until", until, activity.until)

    def _remarks(self, chosen: list[CalendarOffer]) -> Iterator[Edit]:
        """Remarks with the parts of them that were taken over."""
        changed: dict[str, dict[str, str]] = {}
        for offer in chosen:
            for identity, part, text in offer.remarks:
                changed.setdefault(identity, {})[part] = text
        for identity, parts in changed.items():
            activity = self._document.get(Activity, identity)
            if activity is not None:
                was = split_remark(activity.remark)
                now = was.with_parts(parts)
                yield Set(Activity.kind, identity, "remark", now.text(), activity.remark)

    def _fates(self, offers: list[CalendarOffer], taken: set[str]) -> tuple[ReadThing, ...]:
        """Everything that was read, with what becomes of it now."""
        fates: dict[int, Fate] = {}
        worth = (Fate.LEFT_OUT, Fate.ASKED, Fate.TAKEN)
        for offer in offers:
            left = Fate.ASKED if offer.differs else Fate.LEFT_OUT
            fate = Fate.TAKEN if offer.key in taken else left
            for place in offer.places:
                known = fates.get(place, Fate.LEFT_OUT)
                fates[place] = max(known, fate, key=worth.index)
        return tuple(
            ReadThing(thing.place, fates.get(place, thing.fate), thing.said)
            for place, thing in enumerate(self._things)
        )

    def _questions(self, offers: list[CalendarOffer], taken: set[str]) -> Iterator[FileQuestion]:
        for offer in offers:
            over = offer.differs and not offer.makes
            left = _("leave it as it is") if over else _("leave it out")
            took = _("take it over") if over else _("take it")
            answers = (FileAnswer(LEAVE, left), FileAnswer(TAKE, took))
            yes = offer.key in taken
            yield FileQuestion(
                offer.key, offer.text, answers, TAKE if yes else LEAVE,
                must=offer.differs,
            )  # fmt: skip
        if self._over or self._past:
            answers = (FileAnswer(LEAVE, _("leave it out")), FileAnswer(TAKE, _("take it")))
            yield FileQuestion(
                PAST, self._past_text(), answers, TAKE if self._past else LEAVE, must=False
            )

    def _past_text(self) -> str:
        if self._past:
            return _("What is over before {day}").format(day=short_date(self._year))
        text = ngettext(
            "{n} event was over before {day}", "{n} events were over before {day}", self._over
        )
        return text.format(n=self._over, day=short_date(self._year))

    def _lines(self, groups: list[_Group]) -> Iterator[PreviewLine]:
        """The preview, with what can be chosen where it stands."""
        otherwise = False
        for group in groups:
            if not group.offers:
                continue
            between = group in self._otherwise
            if between and not otherwise:
                otherwise = True
                yield PreviewLine(_("The calendar says otherwise:"))
            yield PreviewLine(f"{'  ' * between}{group.heading}")
            for offer in group.offers:
                yield PreviewLine(f"{'  ' * (1 + between)}{offer.text}", offer.key)
                yield from (PreviewLine(f"{'  ' * (2 + between)}{text}") for text in offer.said)
        yield from self._left_out()
        if self._known:
            sentence = _("In the wheel already: {codes}")
            codes = shorten(", ".join(self._known), _CODES)
            yield PreviewLine(sentence.format(codes=codes))
        yield from map(PreviewLine, dict.fromkeys(self._told))

    def _left_out(self) -> Iterator[PreviewLine]:
        lines = [PreviewLine(f"  {text}") for text in self._left]
        if self._private:
            text = ngettext(
                "{n} private or confidential event", "{n} private or confidential events",
                self._private,
            )  # fmt: skip
            lines.append(PreviewLine(f"  {text.format(n=self._private)}"))
        if self._others:
            text = ngettext(
                "{n} entry that is neither an event nor a task",
                "{n} entries that are neither events nor tasks",
                self._others,
            )
            lines.append(PreviewLine(f"  {text.format(n=self._others)}"))
        if self._over or self._past:
            lines.append(PreviewLine(f"  {self._past_text()}", PAST))
        if lines:
            yield PreviewLine(_("Left out:"))
            yield from lines


def _line(plan: EventPlan) -> str:
    """An event as it would be in the wheel, on a line."""
    first = plan.activities[0]
    day = short_date(first.day)
    if "until" in first.values:
        day = f"{day}–{short_date(first.values['until'])}"
    time = (first.event or plan.event).time
    day = f"{day} {time[:1].lower()}{time[1:]}" if time else day
    labels = dict.fromkeys(
        recurrence_label(as_activity(planned.values))
        for planned in plan.activities
        if not planned.single
    )
    how = list(labels)
    repeating = sum(not planned.single for planned in plan.activities)
    if repeating > len(how):
        text = ngettext("{n} activity", "{n} activities", repeating)
        how.append(text.format(n=repeating))
    single = sum(planned.single for planned in plan.activities)
    if len(plan.activities) > 1 and single:
        days = ngettext("{n} single day", "{n} single days", single).format(n=single)
        how.append(days)
    told = shorten("; ".join(how), _HOW)
    return f"{day}  {first.values['title']}" + (f" ({told})" if told else "")


def _imported(chosen: list[CalendarOffer], back: str) -> str:
    """What was kept, in a line; `back` says how it is taken back."""
    made: dict[str, int] = {}
    for offer in chosen:
        kinds = [edit.kind for edit in offer.edits if isinstance(edit, Add)]
        for kind in (Activity.kind, Action.kind):
            made[kind] = made.get(kind, 0) + (kinds.count(kind) if offer.makes == kind else 0)
    over = sum(not offer.makes for offer in chosen)
    sentences = []
    if made.get(Activity.kind) or not (made.get(Action.kind) or over):
        n = made.get(Activity.kind, 0)
        sentences.append(
            ngettext("{n} activity imported.", "{n} activities imported.", n).format(n=n)
        )
    if made.get(Action.kind):
        n = made[Action.kind]
        sentences.append(ngettext("{n} action imported.", "{n} actions imported.", n).format(n=n))
    if over:
        text = ngettext("{n} change taken over.", "{n} changes taken over.", over)
        sentences.append(text.format(n=over))
    return " ".join((*sentences, back))
