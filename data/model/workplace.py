"""The workplace, its people and the bodies they sit in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from data.i18n import N_
from data.model.base import Record, choice, choices, count, day, flag, line, lines, ref, refs
from data.model.choices import (
    AgreementPoint,
    BodyLevel,
    Regime,
    Role,
    TrainingAnswer,
    TrainingForm,
)
from data.model.profile import Profile, profile_for

if TYPE_CHECKING:
    from datetime import date

WORKPLACE_ID = "workplace"
"""The one workplace record's id."""


class Workplace(Record):
    """The workplace a document belongs to; one record."""

    kind: ClassVar[str] = "workplace"
    plural: ClassVar[str] = "workplaces"
    label: ClassVar[str] = N_("Workplace")
    title_field: ClassVar[str] = "name"

    name: str = line(N_("Name"), required=True)
    address: str = line(N_("Address"))
    sector: str = line(N_("Sector"))
    employees: int = count(N_("Number of employees"), low=0, high=100_000)
    regime: Regime = choice(N_("Cooperation follows"), Regime, Regime.STATUTORY)
    start_month: int = count(N_("The year starts in month"), 1, low=1, high=12)
    discussion_month: int = count(N_("Month of the annual discussion"), low=0, high=12)
    closed_weeks: str = line(N_("Closed weeks"))
    """As people write them, such as `7, 8, 27-31`; empty for what is usual in the sector."""
    language: str = line(N_("Language of the minutes"), "da")
    time_zone: str = line(N_("Time zone"))
    """By its name, such as `Atlantic/Faroe`; empty for Europe/Copenhagen."""
    agreement_title: str = line(N_("MED agreement"))
    agreement_on: date | None = day(N_("Agreement dated"))
    agreement_place: str = line(N_("Where the agreement is kept"))
    agreement_renegotiation: date | None = day(N_("Agreement renegotiated"))
    agreement_interval: int = count(N_("Months between discussions"), 12, low=1, high=60)
    agreement_covers: str = lines(N_("What the agreement says about the work environment"))
    agreement_points: tuple[AgreementPoint, ...] = choices(N_("The agreement says"), AgreementPoint)
    committee_name: str = line(N_("Name of the committee"))
    organised_on: date | None = day(N_("Organisation set up or last changed"))
    organisation_place: str = line(N_("Where the plan of the organisation can be seen"))
    nearness: str = lines(N_("Accessibility (nearness principle)"))
    nearness_on: date | None = day(N_("Accessibility assessed"))
    plan_place: str = line(N_("Where the plan can be seen"))
    remark_on: date | None = day(N_("Remark on a missing discussion"))
    retention_years: int = count(N_("Years that minutes are kept"), 5, low=1, high=100)
    history_years: int = count(N_("Years that the history is kept"), 10, low=1, high=100)
    stall_days: int = count(N_("Days without change"), 60, low=7, high=1000)
    stall_moves: int = count(N_("Deadline put off"), 2, low=1, high=50)
    stall_meetings: int = count(N_("Unmentioned meetings"), 2, low=1, high=20)
    checklist_days: int = count(N_("Checklist after days"), 42, low=1, high=1000)

    @property
    def profile(self) -> Profile:
        """The set of rules it is under today."""
        return profile_for(self.employees, med=self.regime is Regime.MED)


class MajorChange(Record):
    """A major change of the workplace or its organisation: nearness is to be looked at again (R19).

    One is made by itself when the number of employees or the agreement brings other rules.
    """

    kind: ClassVar[str] = "major_change"
    plural: ClassVar[str] = "major_changes"
    prefix: ClassVar[str] = "K"
    label: ClassVar[str] = N_("Major change")
    title_field: ClassVar[str] = "what"

    on: date | None = day(N_("Date"))
    what: str = line(N_("What changed"), required=True)
    before: Profile | None = choice(N_("Rules before"), Profile, automatic=True)
    """The profile until then; open where the same rules went on."""
    after: Profile | None = choice(N_("Rules from then on"), Profile, automatic=True)


class Body(Record):
    """A group or committee that people sit in."""

    kind: ClassVar[str] = "body"
    plural: ClassVar[str] = "bodies"
    prefix: ClassVar[str] = "G"
    label: ClassVar[str] = N_("Group or committee")
    title_field: ClassVar[str] = "name"

    name: str = line(N_("Name"), required=True)
    level: BodyLevel = choice(N_("Level"), BodyLevel, BodyLevel.GROUP)
    covers: str = line(N_("Covers"))


class Person(Record):
    """Somebody with a part in the work: a member, an owner of actions, a colleague."""

    kind: ClassVar[str] = "person"
    plural: ClassVar[str] = "people"
    prefix: ClassVar[str] = "P"
    label: ClassVar[str] = N_("Person")
    title_field: ClassVar[str] = "name"

    name: str = line(N_("Name"), required=True)
    short: str = line(N_("Short name"))
    title: str = line(N_("Job"))
    email: str = line(N_("E-mail"))
    roles: tuple[Role, ...] = choices(N_("Roles"), Role)
    bodies: tuple[str, ...] = refs(N_("Sits in"), "body")
    decides: bool = flag(N_("Can decide for the employer"))
    joined_on: date | None = day(N_("Took the seat"))
    elected_on: date | None = day(N_("Elected"))
    term_years: int = count(N_("Term in years"), 2, low=1, high=4)
    left_on: date | None = day(N_("Left on"))
    absent_from: date | None = day(N_("Away from"))
    absent_until: date | None = day(N_("Away until"))
    compulsory_done_on: date | None = day(N_("Compulsory course completed"))
    earlier_certificate: bool = flag(N_("Holds an earlier certificate"))
    position: int = count(N_("Position"), high=1_000_000_000, automatic=True)
    """Where the person stands among the members of the competence matrix; 0: by name, last."""

    def active(self, today: date) -> bool:
        """Whether the person is still here on the day."""
        return self.left_on is None or self.left_on >= today


class Training(Record):
    """One offer of statutory training and what came of it."""

    kind: ClassVar[str] = "training"
    plural: ClassVar[str] = "trainings"
    prefix: ClassVar[str] = "U"
    label: ClassVar[str] = N_("Training")
    title_field: ClassVar[str] = "subject"

    person: str | None = ref(N_("Person"), "person", part_of=True, required=True)
    form: TrainingForm = choice(N_("Training"), TrainingForm, TrainingForm.LATER_YEAR)
    subject: str = line(N_("Subject"))
    provider: str = line(N_("Provider"))
    year: int = count(N_("Function year"), low=0, high=60)
    offered_on: date | None = day(N_("Offered"))
    proof: str = line(N_("Written proof of the offer"))
    answer: TrainingAnswer = choice(N_("Answer"), TrainingAnswer, TrainingAnswer.OPEN)
    starts_on: date | None = day(N_("Starts"))
    taken_on: date | None = day(N_("Completed"))
    hours: int = count(N_("Hours"), high=1000)
    pooled: bool = flag(N_("Two years pooled by agreement"))
    remark: str = lines(N_("Remark"))
