"""A small workplace that lives through some years, and a table of what it has to do and when.

The duties are written from the reading of the sources (Act sections 6 a to 6 d, 7, 9 and 15 a,
order no. 65, the authority's answers) and know nothing of the program's rules: what is right here
must be right there. A workplace does everything in time unless one duty is named that it misses.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from data.commands.approval import ApproveDiscussion
from data.commands.discussion import EvaluateGoal, PrepareDiscussion, StartDiscussion
from data.commands.setup import Member, SetUpWorkplace
from data.content.library import agenda
from data.edits.edits import Author, apply_all
from data.edits.records import AddRecord, SetField
from data.facts.agenda import agenda_items
from data.model.choices import (
    AgreementPoint,
    BodyLevel,
    Outcome,
    Presence,
    Regime,
    Role,
    TrainingForm,
)
from data.model.discussion import Attendance
from data.model.document import Document
from data.model.plan import Goal
from data.model.profile import Profile, profile_for
from data.model.workplace import Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.edits.records import Command

DAY: Final = timedelta(days=1)
BEGIN: Final = date(2026, 1, 5)


class Duty(NamedTuple):
    """One thing a workplace has to do, and the finding it would get for leaving it undone."""

    name: str
    rule: str
    source: str


DUTIES: Final = (
    Duty("hold", "R01", "Act § 6 d (1): every year"),
    Duty("cooperation", "R02", "Act § 6 d (1): how to cooperate"),
    Duty("goals", "R02", "Order § 4: goals for the coming year"),
    Duty("judge", "R02", "Order § 4: whether last year's goals were reached"),
    Duty("decider", "R04", "Act § 6 d (1): the employer takes part"),
    Duty("invite", "R04", "Act § 6 d (1): together with the organisation"),
    Duty("training_expertise", "R18", "Act § 6 d (3): from ten employees"),
    Duty("organise", "R05", "Act §§ 6 a-6 c: from ten employees"),
    Duty("course", "R08", "L 67: three months from taking office"),
    Duty("first_year", "R09", "at.dk: offered within nine months of the course"),
    Duty("later_year", "R10", "Act § 9: in each later function year"),
    Duty("proof", "R11", "Act § 9: offers shown in writing"),
    Duty("elect", "R12", "at.dk: two years"),
    Duty("assess", "R14", "Order § 2: at least every third year"),
    Duty("absence", "R15", "Order § 2 (2) no. 2"),
    Duty("row", "R16", "Order § 2 (2) no. 3"),
    Duty("place", "R17", "Act § 15 a"),
    Duty("nearness", "R19", "Order §§ 19-24, HK: at major changes"),
)
"""What the law asks of a small workplace, each with the finding for leaving it undone."""

OF_MEMBERS: Final = frozenset(
    {"training_expertise", "course", "first_year", "later_year", "proof", "elect", "nearness",
     "invite", "organise"}
)  # fmt: skip
"""Duties that begin with ten employees."""


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)


class Simulated:
    """A workplace and a day that goes on; what is to be done lies in a diary."""

    def __init__(self, seed: int, *, employees: int, restless: bool, misses: str = "") -> None:
        self.random = Random(seed)
        self.today = BEGIN
        self.misses = misses
        self.missed_on: date | None = None
        """The first day on which the missed duty is a breach; None until it is known."""
        self.diary: dict[date, list[Callable[[], None]]] = defaultdict(list)
        self.document = Document()
        self.employees, self.med = employees, False
        self.organised: date | None = None
        self.seats: dict[Role, str] = {}
        self.number = 0
        self.held: list[date] = []
        boss = Member("Karen Holm", (Role.CHAIR, Role.MANAGER), decides=True)
        self.do(SetUpWorkplace("Værkstedet", employees, members=(boss,), seed="s"))
        self._furnish()
        if self.profile is not Profile.DIRECT:
            self._organise()
        self._plan_discussions()
        if restless:
            self._plan_events()

    # -- doing things ----------------------------------------------------------------------

    @property
    def profile(self) -> Profile:
        return profile_for(self.employees, med=self.med)

    def do(self, *commands: Command) -> None:
        author = Author("Karen Holm", datetime(*self.today.timetuple()[:3], 9, tzinfo=UTC))
        for command in commands:
            edits = command.edits(self.document, author)
            self.document, *_rest = apply_all(self.document, edits, author)

    def set(self, kind: str, identity: str, **values: Any) -> None:
        self.do(*(SetField(kind, identity, name, value) for name, value in values.items()))

    def workplace(self, **values: Any) -> None:
        self.set("workplace", "workplace", **values)

    def at(self, day: date, what: Callable[[], None]) -> None:
        self.diary[max(day, self.today)].append(what)

    def within(self, first: int, last: int) -> timedelta:
        return timedelta(days=self.random.randint(first, last))

    def left_undone(self, duty: str, breach: date) -> bool:
        """Whether this is the one thing that is not done, and from when that is a breach."""
        if self.misses != duty or self.missed_on is not None:
            return False
        self.missed_on = breach
        return True

    def live(self, day: date) -> None:
        """Everything of a day."""
        self.today = day
        while self.diary.get(day):
            self.diary[day].pop(0)()

    # -- from the first day ----------------------------------------------------------------

    def _furnish(self) -> None:
        """The APV, the plan, where it can be seen."""
        if not self.left_undone("place", self.today):
            self.workplace(plan_place="Opslagstavlen")
        noted = not self.left_undone("absence", self.today)
        condition = {
            "title": "Støj", "assessed_on": self.today, "absence_considered": noted,
            "absence_note": "Uændret." if noted else "",
        }  # fmt: skip
        self.do(AddRecord("condition", condition, "c"))
        self._assess_again()
        self._act()

    def _assess_again(self) -> None:
        due = add_months(self.today, 36)
        if self.left_undone("assess", due + DAY):
            return

        def assess() -> None:
            self.set("condition", "c", assessed_on=self.today)
            self._assess_again()

        self.at(due - self.within(0, 200), assess)

    def _act(self) -> None:
        """A row of the plan, whole; now and then a to-do that is none."""
        self.number += 1
        row = {
            "measure": f"Gør {self.number}", "problem": "Larm", "owner": "s-p1", "condition": "c",
            "due": self.today + timedelta(90), "follow_up": self.today + timedelta(120),
        }  # fmt: skip
        if self.left_undone("row", self.today):
            row["owner"] = None
        self.do(AddRecord("action", row, f"a{self.number}"))
        self.do(AddRecord("action", {"measure": "Ring til Bo"}, f"t{self.number}"))
        self.at(self.today + self.within(150, 400), self._act)

    # -- the discussion --------------------------------------------------------------------

    def _plan_discussions(self) -> None:
        """One in each calendar year, also in December and January."""
        for year in range(BEGIN.year, BEGIN.year + 6):
            month = self.random.choice((1, 1, 2, 5, 9, 12, 12))
            day = max(date(year, month, self.random.randint(6, 28)), BEGIN + DAY)
            self.at(day, self._discuss)

    def _discuss(self) -> None:
        today = self.today
        if len(self.held) == 2 and self.left_undone("hold", date(self.held[-1].year + 2, 1, 1)):
            return
        self.held.append(today)
        later = len(self.held) > 1
        identity = f"d{today.year}"
        self.do(PrepareDiscussion(today.year, agenda("da"), held_on=today, id=identity))
        self.do(StartDiscussion(identity, datetime(*today.timetuple()[:3], 10, tzinfo=UTC)))
        self._sit_down(identity, later=later)
        self._judge_goals(identity)
        self._talk(identity, later=later)
        self.set("discussion", identity, chair="s-p1", note_taker="s-p1")
        self.do(ApproveDiscussion(identity, "Karen Holm", today, "Referat"))

    def _sit_down(self, identity: str, *, later: bool) -> None:
        rows = [r for r in self.document.all(Attendance) if r.meeting == f"discussion:{identity}"]
        seats = set(self.seats.values())
        for row in rows:
            presence = Presence.PRESENT
            if later and row.decides and self.left_undone("decider", self.today):
                presence = Presence.ABSENT
            if later and row.person in seats and self.left_undone("invite", self.today):
                presence = Presence.ABSENT
                role = Role.REPRESENTATIVE
                row = next(r for r in rows if r.person == self.seats[role])
            self.set("attendance", row.id, presence=presence)
        if self.misses == "invite" and self.missed_on == self.today:
            row = next(r for r in rows if r.person == self.seats[Role.REPRESENTATIVE])
            self.set("attendance", row.id, presence=Presence.ABSENT)
        if self.profile is Profile.DIRECT:
            guest = {"meeting": f"discussion:{identity}", "name": "Ali", "presence": "present"}
            self.do(AddRecord("attendance", guest, f"{identity}-ali"))

    def _judge_goals(self, identity: str) -> None:
        for goal in self.document.all(Goal):
            waits = goal.outcome is None and goal.discussion is not None
            if waits and not self.left_undone("judge", self.today):
                self.do(EvaluateGoal(goal.id, identity, Outcome.REACHED, "Det lykkedes"))

    def _talk(self, identity: str, *, later: bool) -> None:
        for item in agenda_items(self.document, identity):
            asked = item.item in {"cooperation", "training_expertise"}
            if asked and later and self.left_undone(item.item, self.today):
                continue
            if item.item == "goals":
                if later and self.left_undone("goals", self.today):
                    self.do(AddRecord("note", {"about": item.reference, "text": "Ingen nye"}))
                else:
                    goal = {
                        "title": "Mindre larm", "year": self.today.year, "discussion": identity,
                        "agenda_item": item.id, "measure": "80 dB", "owner": "s-p1",
                        "due": self.today + timedelta(200),
                    }  # fmt: skip
                    self.do(AddRecord("goal", goal, f"{identity}-goal"))
            else:
                self.do(AddRecord("note", {"about": item.reference, "text": "Drøftet"}))
            self.set("agenda_item", item.id, done=True)

    # -- the organisation ------------------------------------------------------------------

    def _organise(self) -> None:
        """The organisation that the size asks for, with people on its seats and nearness."""
        if self.profile is Profile.DIRECT:
            return
        self.organised = self.organised or self.today
        for role in (Role.SUPERVISOR, Role.REPRESENTATIVE):
            if role not in self.seats:
                self._seat(role, self.today)
        if self.profile is Profile.AMO_TWO_LEVELS and self.document.record("body", "g") is None:
            group = {"name": "Gruppen", "level": BodyLevel.GROUP}
            committee = {"name": "Udvalget", "level": BodyLevel.COMMITTEE}
            self.do(AddRecord("body", group, "g"), AddRecord("body", committee, "u"))
            self.set("person", "s-p1", bodies=("u",))
            for identity in self.seats.values():
                self.set("person", identity, bodies=("g", "u"))
        self._look_at_nearness()

    def _look_at_nearness(self) -> None:
        self.workplace(nearness="Alle kan ringe", nearness_on=self.today)
        if self.document.workplace and self.document.workplace.organised_on is None:
            self.workplace(organised_on=self.today)

    def _seat(self, role: Role, joins: date) -> None:
        """Somebody new on a seat: written down, trained and elected again in time."""
        self.number += 1
        identity = f"p{self.number}"
        values: dict[str, Any] = {"name": f"Person {self.number}", "roles": (role,),
                                  "joined_on": joins}  # fmt: skip
        if role is Role.REPRESENTATIVE:
            values["elected_on"] = joins - self.within(0, 40)
        if self.document.record("body", "g") is not None:
            values["bodies"] = ("g", "u")
        self.do(AddRecord("person", values, identity))
        self.seats[role] = identity
        self._train(identity, joins)
        if role is Role.REPRESENTATIVE:
            self._elect_again(identity, joins)

    def _train(self, identity: str, since: date) -> None:
        """Course within three months, two days offered within nine of it, then each year."""
        course = since + self.within(10, 80)
        undone = self.left_undone("course", add_months(since, 3) + DAY)
        if undone:
            course = add_months(since, 3) + timedelta(60)
        self.at(course, lambda: self.set("person", identity, compulsory_done_on=course))
        last = min(add_months(course, 9), add_months(since, 12) - DAY)
        if not self.left_undone("first_year", last + DAY):
            self._offer(identity, TrainingForm.FIRST_YEAR, 1, course + self.within(5, 120), 15)
        self._later_year(identity, since, 2)

    def _later_year(self, identity: str, since: date, year: int) -> None:
        begins, ends = add_months(since, 12 * (year - 1)), add_months(since, 12 * year) - DAY
        if year > 7:
            return
        if not self.left_undone("later_year", ends + DAY):
            day = begins + self.within(5, 250)
            self._offer(identity, TrainingForm.LATER_YEAR, year, day, 11)
        self._later_year(identity, since, year + 1)

    def _offer(self, identity: str, form: TrainingForm, year: int, day: date, hours: int) -> None:
        def offer() -> None:
            person = self.document.get(Person, identity)
            if person is None or not person.active(self.today) or not person.roles:
                return
            proof = "" if self.left_undone("proof", self.today) else "Mail"
            values = {
                "person": identity, "form": form, "year": year, "offered_on": self.today,
                "starts_on": self.today + timedelta(30), "hours": hours, "proof": proof,
                "subject": "Kursus",
            }  # fmt: skip
            self.do(AddRecord("training", values))

        self.at(day, offer)

    def _elect_again(self, identity: str, since: date) -> None:
        ends = add_months(since, 24)
        if self.left_undone("elect", ends + DAY):
            return

        def elect() -> None:
            person = self.document.get(Person, identity)
            if person is not None and Role.REPRESENTATIVE in person.roles:
                self.set("person", identity, elected_on=self.today)
                self._elect_again(identity, self.today)

        self.at(ends - self.within(0, 60), elect)

    # -- what happens ----------------------------------------------------------------------

    def _plan_events(self) -> None:
        day = BEGIN + self.within(60, 200)
        while day < BEGIN + timedelta(5 * 366):
            self.at(day, self.random.choice(
                (self._resize, self._resize, self._resize, self._replace, self._step_down,
                 self._replace, self._step_down, self._other_regime, self._change, self._move)
            ))  # fmt: skip
            day += self.within(40, 220)

    def _resize(self) -> None:
        before = self.profile
        self.employees = self.random.choice((4, 9, 10, 12, 34, 35, 50))
        self.workplace(employees=self.employees)
        self._follow(before)

    def _other_regime(self) -> None:
        before, self.med = self.profile, not self.med
        regime = Regime.MED if self.med else Regime.STATUTORY
        self.workplace(regime=regime)
        if self.med:
            self.workplace(
                agreement_title="MED-aftale", agreement_on=self.today, agreement_place="Intranet",
                agreement_covers="Bilag 4", agreement_points=tuple(AgreementPoint),
            )  # fmt: skip
        self._follow(before)

    def _follow(self, before: Profile) -> None:
        """What other rules ask for, at the next discussion at the latest."""
        if self.profile is before:
            return
        if self.profile is Profile.DIRECT:
            for identity in self.seats.values():
                self.set("person", identity, roles=(Role.EMPLOYEE,), bodies=())
            self.seats, self.organised = {}, None
            return
        coming = min((d for d, what in self.diary.items() if self._discuss in what and
                      d > self.today), default=self.today)  # fmt: skip
        practice = add_months(self.held[-1], 12) if self.held else coming
        by = max(min(coming, practice), self.today)
        if self.left_undone("organise", by + DAY):
            self._look_at_nearness()
            return
        wait = self.within(0, max(0, min(60, (by - self.today).days)))
        self.at(self.today + wait, self._organise)

    def _replace(self) -> None:
        """Somebody leaves; the successor was written down before, and sits from the day after."""
        for role in self._taken():
            old = self.seats[role]
            last = self.today + self.within(0, 20)
            self.set("person", old, left_on=last)
            self._seat(role, last + DAY)

    def _step_down(self) -> None:
        """Somebody steps down and stays employed; a successor takes the seat the same day."""
        for role in self._taken():
            self.set("person", self.seats[role], roles=(Role.EMPLOYEE,), bodies=())
            self._seat(role, self.today)

    def _taken(self) -> list[Role]:
        asked = self.profile is not Profile.DIRECT and self.seats
        people = [
            role
            for role, identity in self.seats.items()
            if (person := self.document.get(Person, identity)) is not None
            and person.left_on is None
            and person.joined_on is not None
            and person.joined_on <= self.today
        ]
        return [self.random.choice(people)] if asked and people else []

    def _change(self) -> None:
        """Something in the work changes: the condition is assessed again within three months."""
        self.set("condition", "c", change_on=self.today)

        def assess() -> None:
            self.set("condition", "c", assessed_on=self.today)

        self.at(self.today + self.within(5, 80), assess)

    def _move(self) -> None:
        """A major change: whether everybody reaches a member is looked at again."""
        if self.profile in {Profile.DIRECT, Profile.MED}:
            return
        self.do(AddRecord("major_change", {"what": "Flyttet", "on": self.today}))
        coming = min((d for d, what in self.diary.items() if self._discuss in what), default=None)
        due = add_months(self.held[-1], 12) if self.held else coming
        by = max(min(day for day in (coming, due) if day is not None), self.today)
        if self.left_undone("nearness", by + DAY):
            return
        self.at(by - self.within(0, (by - self.today).days // 2), self._look_at_nearness)
