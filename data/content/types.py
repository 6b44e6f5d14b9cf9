"""The records that the content files become: agenda, wheel, sectors, help and checklist.

Their annotations are what `data.content.reader` reads by, so they are not postponed here.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from data.dataclass import dataclass, field, replace
from data.model.choices import Anchor, Repeat
from data.model.profile import AMO_FROM, Profile
from data.strenum import StrEnum

ALL_SECTORS: Final = "all"
"""The word in `sectors` for an activity that fits every sector."""

RECURRENCES: Final = {
    "yearly": (Repeat.YEARLY, 1),
    "quarterly": (Repeat.QUARTERLY, 1),
    "every_2_years": (Repeat.YEARLY, 2),
    "every_3_years": (Repeat.YEARLY, 3),
}
"""How a template's recurrence is kept on an activity: its repeat and its `every`."""

_FIRST_DAY: Final = 10
"""Activities begin about here in their month: clear of holidays, month ends and pay days."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a duty or an advice can be read."""

    name: str
    address: str

    def __str__(self) -> str:
        return f"{self.name}, {self.address}"


@dataclass(frozen=True, slots=True)
class AgendaTemplate:
    """One agenda item as proposed: its texts and where it comes from."""

    id: str
    title: str
    short: str
    """What it is called in a list that has no room for the title."""
    why: str
    statutory: bool
    profiles: tuple[Profile, ...]
    order: int
    source: Reference
    read_on: date
    """The day the source was read."""
    questions: tuple[str, ...]
    facts: tuple[str, ...]
    """What to have at hand when the item is discussed."""
    rule: str = ""
    """The provision, empty for a recommendation."""
    recommended_in: tuple[Profile, ...] = ()
    """Profiles where the item is a suggestion although it is statutory elsewhere."""
    small_med: bool | None = None
    """Under MED, true for at most nine employees only, false for ten or more only."""


@dataclass(frozen=True, slots=True)
class ProfileTexts:
    """What the screens say about a profile."""

    label: str
    forum: str
    who: str
    note: str
    replaces: tuple[str, ...]
    """Rules the MED agreement replaces; empty for the other profiles."""
    stands: tuple[str, ...]
    """Rules that hold all the same; empty for the other profiles."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """Every agenda item in its order, and the texts of the profiles."""

    items: tuple[AgendaTemplate, ...]
    profiles: Mapping[Profile, ProfileTexts]

    def for_profile(self, profile: Profile, employees: int = 0) -> tuple[AgendaTemplate, ...]:
        """The items of a profile, each with `statutory` as it is under that profile.

        Args:
            profile: the set of rules.
            employees: how many there are: a MED agreement covers small workplaces too, which the
                Act asks about knowledge and not about training; 0 for unknown counts as many.
        """
        small = 0 < employees < AMO_FROM
        return tuple(
            replace(item, statutory=False)
            if item.statutory and profile in item.recommended_in
            else item
            for item in self.items
            if profile in item.profiles
            and (profile is not Profile.MED or item.small_med is None or item.small_med is small)
        )


@dataclass(frozen=True, slots=True)
class WheelTemplate:
    """One activity of a first year wheel."""

    id: str
    title: str
    why: str
    category: str
    """One of `data.model.wheel.CATEGORIES`."""
    recurrence: str
    """One of `RECURRENCES`."""
    profiles: tuple[Profile, ...]
    sectors: tuple[str, ...]
    month: int | None = None
    """Calendar month 1-12, or None where `offset` counts."""
    offset: int | None = None
    """Months after the year's start month, 0-11."""
    week: int | None = None
    """ISO week, for what belongs in a certain week."""
    first: bool = True
    """Whether it is in a first wheel; the others are there to be added later."""

    @property
    def repeat(self) -> Repeat:
        """How often it comes back, as an activity keeps it."""
        return RECURRENCES[self.recurrence][0]

    @property
    def every(self) -> int:
        """At every how many of those, as an activity keeps it."""
        return RECURRENCES[self.recurrence][1]

    @property
    def anchor(self) -> Anchor:
        """What a recurrence holds on to."""
        return Anchor.WEEK if self.week else Anchor.DATE

    def month_in(self, start_month: int) -> int:
        """The calendar month it falls in when the year starts in `start_month`."""
        if self.month is not None:
            return self.month
        return (start_month - 1 + (self.offset or 0)) % 12 + 1

    def first_day(self, year: int, start_month: int) -> date:
        """Its first day in the wheel's year that starts in `start_month` of `year`; a weekday."""
        month = self.month_in(start_month)
        calendar_year = year if month >= start_month else year + 1
        if self.week:
            return date.fromisocalendar(calendar_year, self.week, 1)
        day = date(calendar_year, month, _FIRST_DAY)
        return day + timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])


@dataclass(frozen=True, slots=True)
class Wheel:
    """The activities to choose a first year from."""

    items: tuple[WheelTemplate, ...]

    def for_workplace(self, profile: Profile, sector: str) -> tuple[WheelTemplate, ...]:
        """The activities of a profile in a sector; an unknown sector gives those of *other*."""
        known = {name for item in self.items for name in item.sectors}
        wanted = {ALL_SECTORS, sector if sector in known else "other"}
        return tuple(i for i in self.items if profile in i.profiles and wanted & set(i.sectors))

    def first_wheel(self, profile: Profile, sector: str) -> tuple[WheelTemplate, ...]:
        """Those of them that a first wheel is made of: enough to begin with, not too many."""
        return tuple(item for item in self.for_workplace(profile, sector) if item.first)


@dataclass(frozen=True, slots=True)
class RuleText:
    """The words of one version of a rule, which names them in its `text`."""

    title: str
    looks_at: str
    """What is looked at: whole sentences."""
    todo: str
    """What to do when something is missing."""
    med: str = ""
    """What a MED agreement changes; empty when nothing."""
    provision: str = ""
    """The section it stands in, as a sentence; empty for advice."""


@dataclass(frozen=True, slots=True)
class RuleTexts:
    """The words of every rule, and what the sources are called."""

    rules: Mapping[str, RuleText]
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector to choose in set-up."""

    id: str
    title: str
    hint: str
    start_month: int


@dataclass(frozen=True, slots=True)
class JobEndings:
    """What names of jobs end in."""

    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectorList:
    """The sectors to choose between, in the order shown."""

    sectors: tuple[Sector, ...]


@dataclass(frozen=True, slots=True)
class HelpText:
    """What is said about a part above its keys, or about a question of the guided start."""

    title: str
    text: tuple[str, ...]
    """Whole sentences."""


@dataclass(frozen=True, slots=True)
class CommandText:
    """What a command is found by beside its name, and what it is for."""

    words: str
    """Words people use for it, with blanks between them."""
    help: str


@dataclass(frozen=True, slots=True)
class ChecklistDomain:
    """One of the groups the points are shown in."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ChecklistPoint:
    """One thing that lets an effort live, and what to try first where it is missing."""

    id: str
    domain: str
    label: str
    question: str
    first_try: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The checklist for what has stalled."""

    version: str
    title: str
    label: str
    """What it is and is not, in a few words; shown wherever the list is."""
    note: str
    sources: tuple[Reference, ...]
    domains: tuple[ChecklistDomain, ...]
    points: tuple[ChecklistPoint, ...]


class AnswerKind(StrEnum):
    """What an answer to a forward question of the status meeting becomes."""

    TEXT = "text"
    CONDITIONS = "conditions"
    """A text; a condition of the APV can be marked."""
    CHANGE = "change"
    """A dated change, tied to a condition that it makes due for a new look."""
    IDEA = "idea"
    COLUMNS = "columns"
    """Demands to turn down and resources to turn up."""


@dataclass(frozen=True, slots=True)
class StatusQuestion:
    """A question of the status meeting that looks forward."""

    id: str
    title: str
    question: str
    hint: str
    answers: AnswerKind
    columns: Mapping[str, str] = field(default_factory=dict)
    """What the columns are called, by their ids; empty where there are none."""


@dataclass(frozen=True, slots=True)
class StatusQuestions:
    """What a status meeting asks."""

    look_back: Mapping[str, str]
    """What is said over each part of an action: planned, why, worked."""
    forward: tuple[StatusQuestion, ...]
