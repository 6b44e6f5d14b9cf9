"""The members' training: how one clock stands, who is asked, what waits, which days matter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from data.dataclass import dataclass
from data.dates.arithmetic import MONTHS_IN_YEAR, add_months, local_day
from data.facts.once import once
from data.facts.organised import spells_without
from data.facts.people import COURSE_MONTHS, course_done_on, is_member, people
from data.i18n import N_, _
from data.model.choices import TrainingAnswer, TrainingForm, choice_label
from data.model.profile import Profile
from data.model.workplace import Person, Training
from data.strenum import StrEnum

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from data.facts.organised import Spell
    from data.model.document import Document


FIRST_OFFER_MONTHS: Final = 9
"""Months after the compulsory course within which the first year's two days are offered (R09)."""

HOURS: Final = {
    TrainingForm.COMPULSORY: 22,
    TrainingForm.FIRST_YEAR: 15,
    TrainingForm.LATER_YEAR: 11,
}
"""Hours that the three, two and one and a half days are."""


class TrainingState(StrEnum):
    """How one clock stands."""

    AHEAD = "ahead"
    """Nothing yet, and there is time."""
    PARTLY = "partly"
    """Less than is asked for has been offered, and there is time."""
    OFFERED = "offered"
    TAKEN = "taken"
    DECLINED = "declined"
    LAPSED = "lapsed"
    """Offered, and the year ran out."""
    LATE = "late"
    """The day has passed: the course is not completed, or too little was offered."""
    CERTIFICATE = "certificate"
    """An earlier course counts."""
    ENDED = "ended"
    """The seat was left before the day came."""


MISSING: Final = frozenset({TrainingState.AHEAD, TrainingState.PARTLY, TrainingState.LATE})
"""States in which something is still to be done by the employer."""

_WORDS: Final = {
    TrainingState.AHEAD: N_("not offered yet"),
    TrainingState.PARTLY: N_("offered in part"),
    TrainingState.OFFERED: N_("offered"),
    TrainingState.TAKEN: N_("taken"),
    TrainingState.DECLINED: N_("declined"),
    TrainingState.LAPSED: N_("lapsed"),
    TrainingState.LATE: N_("not offered in time"),
    TrainingState.CERTIFICATE: N_("earlier certificate"),
    TrainingState.ENDED: N_("left the seat"),
}


@dataclass(frozen=True, slots=True)
class TrainingClock:
    """One thing the law asks for one member."""

    form: TrainingForm
    year: int
    """The function year, 1 the first; 0 for the compulsory course."""
    years: int
    """How many function years it is for: 2 where two are pooled."""
    begins: date
    due: date
    """The last day to have completed the course, or to have offered the days."""
    ends: date
    """The last day of the function year, or of the second of two; of the course, `due`."""
    hours: int
    """Hours asked for."""
    offers: tuple[Training, ...]
    state: TrainingState
    written: bool
    """Whether the agreement to pool is written down; true where nothing is pooled."""

    @property
    def title(self) -> str:
        """What is asked for, in the language in use."""
        if self.form is TrainingForm.COMPULSORY:
            return _("Compulsory course, 3 days")
        if self.form is TrainingForm.FIRST_YEAR:
            return _("First year: 2 days")
        if self.years > 1:
            pooled = _("Years {one} and {two}: 3 days together")
            return pooled.format(one=self.year, two=self.year + 1)
        return _("Year {n}: 1½ days").format(n=self.year)

    @property
    def state_label(self) -> str:
        """How it stands, in a word or two in the language in use."""
        if self.form is TrainingForm.COMPULSORY:
            if self.state is TrainingState.AHEAD:
                return _("not taken yet")
            if self.state is TrainingState.LATE:
                return _("overdue")
        return _(_WORDS[self.state])

    @property
    def starts_by(self) -> date:
        """The last day on which what is offered may begin: the first year's days have less time."""
        return _starts_by(self.form, self.due, self.ends)

    @property
    def hours_offered(self) -> int:
        """Hours of what was offered in time."""
        return sum(offer.hours for offer in self.offers if _counts(offer, self.starts_by))

    @property
    def late_start(self) -> date | None:
        """The first day of what was offered and begins too late; None when nothing does."""
        late = [o.starts_on for o in self.offers if not _counts(o, self.starts_by)]
        return min((day for day in late if day is not None), default=None)

    @property
    def begins_too_late(self) -> bool:
        """Whether something was offered that cannot begin in time."""
        return any(not _counts(offer, self.starts_by) for offer in self.offers)


class CourseState(StrEnum):
    """Whether the compulsory course is taken."""

    NOT_ASKED = "not_asked"
    """Neither supervisor nor representative, or the employer."""
    DONE = "done"
    CERTIFICATE = "certificate"
    """An earlier certificate counts."""
    WAITING = "waiting"
    LATE = "late"
    UNKNOWN = "unknown"
    """Not taken, and it is not written down when the seat was taken."""


@dataclass(frozen=True, slots=True)
class TrainingSummary:
    """The training of one person."""

    course: CourseState
    course_by: date | None
    """When the compulsory course must be completed; None when that cannot be worked out."""
    offered: tuple[Training, ...]
    """Every offer written down, the newest function year last."""
    taken_hours: int

    @property
    def waiting(self) -> int:
        """How many offers nobody has answered."""
        return sum(offer.answer is TrainingAnswer.OPEN for offer in self.offered)


def training_summary(document: Document, person: Person, today: date) -> TrainingSummary:
    """What a person has been offered and has taken, and how the compulsory course stands (R08)."""
    rows = offers_of(document).get(person.id, ())
    found = clocks_of(document, person, today)
    clock = next((clock for clock in found if clock.form is TrainingForm.COMPULSORY), None)
    return TrainingSummary(
        course=_course_state(person, rows, clock),
        course_by=clock.due if clock is not None else None,
        offered=rows,
        taken_hours=sum(offer.hours for offer in rows if offer.answer is TrainingAnswer.TAKEN),
    )


def _course_state(
    person: Person, rows: Sequence[Training], clock: TrainingClock | None
) -> CourseState:
    if course_done_on(person, rows) is not None:
        return CourseState.DONE
    if person.earlier_certificate:
        return CourseState.CERTIFICATE
    if not is_member(person):
        return CourseState.NOT_ASKED
    if clock is None:
        return CourseState.UNKNOWN
    return CourseState.LATE if clock.state is TrainingState.LATE else CourseState.WAITING


@once
def clocks_of(document: Document, person: Person, today: date) -> tuple[TrainingClock, ...]:
    """Every clock of a member so far, by what the document says; see `clocks`."""
    return clocks(person, offers_of(document).get(person.id, ()), today, spells_without(document))


def clocks(
    person: Person, offers: Sequence[Training], today: date, without: Sequence[Spell] = ()
) -> tuple[TrainingClock, ...]:
    """Every clock of a member so far, the course first; none without a day to count from.

    Args:
        person: The member.
        offers: What the person has been offered.
        today: Function years that begin later are left out.
        without: The times without an organisation, in which nothing is asked for
            (`data.facts.organised.spells_without`).
    """
    joined = _asked_from(person, without)
    if joined is None:
        return ()
    person = person.revised(joined_on=joined)
    try:
        return tuple(
            clock
            for clock in _clocks(person, joined, offers, today, without)
            if clock.form is TrainingForm.COMPULSORY or not _within(clock, without)
        )
    except ValueError:  # beyond the calendar
        return ()


def _asked_from(person: Person, without: Sequence[Spell]) -> date | None:
    """The day the training counts from: taking the seat, or the organisation where it came later.

    None when the seat's day is not known, or there has been no organisation since.
    """
    joined = person.joined_on
    for spell in without:
        if joined is None or (spell.begins is not None and spell.begins > joined):
            break
        if spell.ends is None or joined < spell.ends:
            joined = spell.ends
    return joined


def _within(clock: TrainingClock, without: Sequence[Spell]) -> bool:
    """Whether there was no organisation for a part of a function year."""
    return any(
        (spell.begins is None or spell.begins <= clock.ends)
        and (spell.ends is None or spell.ends > clock.begins)
        for spell in without
    )


def open_clocks(document: Document, person: Person, today: date) -> tuple[TrainingClock, ...]:
    """The clocks that can still be acted on: the course, this function year, the one before.

    What an earlier year did not offer cannot be offered any more.
    """
    return tuple(
        clock
        for clock in clocks_of(document, person, today)
        if clock.form is TrainingForm.COMPULSORY or _year_ago(today) <= clock.ends
    )


def function_year(person: Person, day: date) -> int:
    """The function year a day is in, 1 the first; 0 before the seat was taken or when unknown."""
    if person.joined_on is None or day < person.joined_on:
        return 0
    year = max(day.year - person.joined_on.year, 1)
    return year + (add_months(person.joined_on, year * MONTHS_IN_YEAR) <= day)


# -- reckoning -----------------------------------------------------------------------------


def _clocks(
    person: Person,
    joined: date,
    offers: Sequence[Training],
    today: date,
    without: Sequence[Spell],
) -> Iterator[TrainingClock]:
    mine = [offer for offer in offers if not _of_an_earlier_seat(offer, person, joined)]
    done = course_done_on(person, offers)
    due = _course_due(joined, without)
    yield _course(person, joined, due, mine, done, today)
    by_year = _by_year(person, mine)
    pooled = {year for year, rows in by_year.items() if year > 1 and any(r.pooled for r in rows)}
    year, last = 1, max(function_year(person, today), 1)
    while year <= last:
        begins = add_months(joined, (year - 1) * MONTHS_IN_YEAR)
        if person.left_on is not None and person.left_on < begins:
            return
        years = 2 if year in pooled else 1
        ends = add_months(joined, (year - 1 + years) * MONTHS_IN_YEAR) - timedelta(days=1)
        rows = tuple(row for n in range(year, year + years) for row in by_year.get(n, ()))
        due = ends
        if year == 1:
            since = max(done, joined) if done is not None else _no_course(person, joined)
            due = min(add_months(since, FIRST_OFFER_MONTHS), ends)
        form = TrainingForm.FIRST_YEAR if year == 1 else TrainingForm.LATER_YEAR
        hours = HOURS[form] * years
        yield TrainingClock(
            form=form,
            year=year,
            years=years,
            begins=begins,
            due=due,
            ends=ends,
            hours=hours,
            offers=rows,
            state=_offered(person, rows, form, hours, due, ends, today),
            written=years == 1 or any(r.pooled and (r.proof or r.remark) for r in rows),
        )
        year += years


def _no_course(person: Person, joined: date) -> date:
    """What the nine months count from when no course is on record."""
    if person.earlier_certificate:
        return joined
    return add_months(joined, COURSE_MONTHS)


def _course_due(joined: date, without: Sequence[Spell]) -> date:
    """Three months from taking the seat; they begin anew when the organisation does."""
    due = add_months(joined, COURSE_MONTHS)
    for spell in without:
        if spell.begins is not None and joined <= spell.begins <= due and spell.ends is not None:
            due = add_months(spell.ends, COURSE_MONTHS)
    return due


def _course(
    person: Person,
    joined: date,
    due: date,
    offers: Iterable[Training],
    done: date | None,
    today: date,
) -> TrainingClock:
    rows = tuple(offer for offer in offers if offer.form is TrainingForm.COMPULSORY)
    if done is not None:
        state = TrainingState.TAKEN
    elif person.earlier_certificate:
        state = TrainingState.CERTIFICATE
    elif person.left_on is not None and person.left_on <= due:
        state = TrainingState.ENDED
    elif due < today:
        state = TrainingState.LATE
    elif any(offer.answer is TrainingAnswer.OPEN for offer in rows):
        state = TrainingState.OFFERED
    else:
        state = TrainingState.AHEAD
    return TrainingClock(
        form=TrainingForm.COMPULSORY,
        year=0,
        years=1,
        begins=joined,
        due=due,
        ends=due,
        hours=HOURS[TrainingForm.COMPULSORY],
        offers=rows,
        state=state,
        written=True,
    )


def _offered(
    person: Person,
    rows: Sequence[Training],
    form: TrainingForm,
    hours: int,
    due: date,
    ends: date,
    today: date,
) -> TrainingState:
    """How the offer of a function year stands; what begins too late is no offer (R09, R10)."""
    counting = [offer for offer in rows if _counts(offer, _starts_by(form, due, ends))]
    taken = [offer for offer in counting if offer.answer is TrainingAnswer.TAKEN]
    if _enough(taken, hours):
        return TrainingState.TAKEN
    if _enough(counting, hours):
        return _answered(counting, ends, today)
    if person.left_on is not None and person.left_on <= due:
        return TrainingState.ENDED
    if due < today:
        return TrainingState.LATE
    return TrainingState.PARTLY if counting else TrainingState.AHEAD


def _answered(rows: Sequence[Training], ends: date, today: date) -> TrainingState:
    """What came of enough offers."""
    answers = {offer.answer for offer in rows}
    if TrainingAnswer.OPEN in answers:
        return TrainingState.LAPSED if ends < today else TrainingState.OFFERED
    for answer, state in (
        (TrainingAnswer.TAKEN, TrainingState.TAKEN),
        (TrainingAnswer.DECLINED, TrainingState.DECLINED),
    ):
        if answer in answers:
            return state
    return TrainingState.LAPSED


def _starts_by(form: TrainingForm, due: date, ends: date) -> date:
    return due if form is TrainingForm.FIRST_YEAR else ends


def _counts(offer: Training, latest: date) -> bool:
    """Whether an offer could begin in time."""
    return (
        offer.answer is TrainingAnswer.TAKEN or offer.starts_on is None or offer.starts_on <= latest
    )


def _enough(rows: Sequence[Training], hours: int) -> bool:
    """Whether they are the hours asked for; one whose hours nobody wrote counts as all of it."""
    return bool(rows) and (
        any(not offer.hours for offer in rows) or sum(offer.hours for offer in rows) >= hours
    )


def _by_year(person: Person, offers: Iterable[Training]) -> dict[int, list[Training]]:
    """Supplementary training by the function year it belongs to."""
    by_year: dict[int, list[Training]] = {}
    for offer in offers:
        if offer.form is TrainingForm.COMPULSORY:
            continue
        if offer.form is TrainingForm.FIRST_YEAR:
            year = 1
        else:
            day = (
                offer.offered_on or offer.starts_on or offer.taken_on or local_day(offer.created_at)
            )
            year = offer.year or max(function_year(person, day), 1)
        by_year.setdefault(year, []).append(offer)
    return by_year


def _of_an_earlier_seat(offer: Training, person: Person, joined: date) -> bool:
    """Whether all of it happened before the seat was taken, or won at an election just before."""
    known = [day for day in (offer.offered_on, offer.starts_on, offer.taken_on) if day is not None]
    if not known:
        return False
    since = joined
    elected = person.elected_on
    if elected is not None and elected < joined <= add_months(elected, COURSE_MONTHS):
        since = elected
    return max(known) < since


def _year_ago(today: date) -> date:
    try:
        return add_months(today, -MONTHS_IN_YEAR)
    except ValueError:
        return date.min


_NOTHING_ASKED: Final = frozenset({TrainingState.CERTIFICATE, TrainingState.ENDED})
_GOES_ON: Final = frozenset({TrainingAnswer.OPEN, TrainingAnswer.TAKEN})


class TrainingDate(NamedTuple):
    """A day that belongs in the year wheel."""

    person: Person
    title: str
    """In the language in use."""
    day: date
    done: bool


def asked(document: Document) -> bool:
    """Whether the training rules hold for the workplace: it has an organisation, or follows MED."""
    workplace = document.workplace
    return workplace is not None and workplace.profile is not Profile.DIRECT


@once
def members(document: Document, today: date) -> tuple[Person, ...]:
    """Those the training rules are about who are still here, by name."""
    return tuple(person for person in people(document, today) if is_member(person))


@once
def offers_of(document: Document) -> Mapping[str, tuple[Training, ...]]:
    """What each person has been offered, by function year and number."""
    by_person: dict[str, list[Training]] = {}
    for offer in document.all(Training):
        if offer.person is not None:
            by_person.setdefault(offer.person, []).append(offer)
    return {
        person: tuple(sorted(rows, key=lambda offer: (offer.year, offer.number)))
        for person, rows in by_person.items()
    }


def training_dates(document: Document, today: date) -> tuple[TrainingDate, ...]:
    """The days of the members' training: when clocks run out, and when courses begin."""
    if not asked(document):
        return ()
    offers = offers_of(document)
    dates: list[TrainingDate] = []
    for person in members(document, today):
        rows = offers.get(person.id, ())
        for clock in clocks_of(document, person, today):
            if clock.state in _NOTHING_ASKED:
                continue
            course = clock.form is TrainingForm.COMPULSORY
            done = clock.state is TrainingState.TAKEN if course else clock.state not in MISSING
            title = _("{what} at the latest").format(what=clock.title)
            dates.append(TrainingDate(person, title, clock.due, done))
        for row in rows:
            if row.starts_on is not None and row.answer in _GOES_ON:
                title = row.subject or form_title(row.form)
                done = row.answer is TrainingAnswer.TAKEN
                dates.append(TrainingDate(person, title, row.starts_on, done))
    return tuple(sorted(dates, key=lambda row: (row.day, row.person.number, row.title)))


def waiting(document: Document, today: date) -> Iterator[tuple[Person, TrainingClock]]:
    """Courses to complete, and offers to make while there is time, member by member.

    What a function year that is over did not offer cannot be offered any more.
    """
    if not asked(document):
        return
    for person in members(document, today):
        for clock in clocks_of(document, person, today):
            if clock.form is TrainingForm.COMPULSORY:
                if clock.state in MISSING or clock.state is TrainingState.OFFERED:
                    yield person, clock
            elif clock.state in MISSING and today <= clock.ends:
                yield person, clock


def begins_soon(document: Document, today: date) -> Iterator[Training]:
    """Training that begins or has begun and that nobody has written down as taken or not."""
    here = {person.id for person in people(document, today)}
    for offer in document.all(Training):
        if offer.answer is TrainingAnswer.OPEN and offer.starts_on and offer.person in here:
            yield offer


def form_title(form: TrainingForm) -> str:
    """What a form of training is called at the start of a line, in the language in use."""
    label = choice_label(form)
    return label[:1].upper() + label[1:]
