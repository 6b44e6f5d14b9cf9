"""The guided first start: what is asked, what the answers become. No screen in here."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, TypeVar

from data.commands.setup import Member, SetUpWorkplace
from data.content.library import agenda, job_endings, sectors, wheel_template
from data.dataclass import dataclass, replace
from data.facts.closed import CLOSED_WEEKS, usual_weeks, weeks_told
from data.i18n import _, in_language
from data.model.base import specs
from data.model.choices import Regime, Role
from data.model.profile import Profile, profile_for
from data.model.workplace import Workplace
from data.strenum import StrEnum
from data.text import clean_line, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T", bound=StrEnum)


class SetupStep(StrEnum):
    """The questions, in their order, and the page that sums up."""

    NAME = "name"
    EMPLOYEES = "employees"
    REGIME = "regime"
    SECTOR = "sector"
    START_MONTH = "start_month"
    DISCUSSION_MONTH = "discussion_month"
    CLOSED_WEEKS = "closed_weeks"
    LEADERS = "leaders"
    COLLEAGUES = "colleagues"
    SUMMARY = "summary"


STEPS: Final = tuple(step for step in SetupStep if step is not SetupStep.CLOSED_WEEKS)
"""The pages one after another: what has a usual answer for the sector waits in the sum."""
QUESTIONS: Final = len(STEPS) - 1
"""How many questions there are."""
SUMMED_UP: Final = tuple(step for step in SetupStep if step is not SetupStep.SUMMARY)
"""The pages that the last one sums up, each to be changed from there."""

_ANY_SECTOR: Final = "other"
_JOB_IN_BRACKETS: Final = re.compile(r"([^()]+)\(([^()]+)\)")
_ADDRESS: Final = re.compile(r"[<(]?([^\s<>(),;@]+@[^\s<>(),;@]+\.[^\s<>(),;@]*\w)[>)]?")
_AND: Final = re.compile(r"\s+(?:og|and|samt|&|\+)\s+")
_NAMES: Final = ("leaders", "representatives", "staff")


@dataclass(frozen=True, slots=True)
class Answers:
    """What has been answered so far; None is not answered, and has a suggestion."""

    name: str = ""
    employees: int | None = None
    regime: Regime = Regime.STATUTORY
    sector: str = _ANY_SECTOR
    start_month: int | None = None
    discussion_month: int | None = None
    closed_weeks: str = ""
    """As they were written; empty for those that are usual in the sector."""
    leaders: tuple[str, ...] = ()
    """The first is the one who can decide for the employer."""
    representatives: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    """Colleagues, where there is no organisation."""
    reached: SetupStep = SetupStep.NAME
    """The page the user was on."""

    @property
    def profile(self) -> Profile:
        """The set of rules these answers lead to."""
        return profile_for(self.employees or 0, med=self.regime is Regime.MED)

    @property
    def start(self) -> int:
        """The month the year starts in: the answer, else what is usual in the sector."""
        return self.start_month or sector_start(self.sector)

    @property
    def discussion(self) -> int:
        """The month of the annual discussion: the answer, else the month after the start."""
        return self.discussion_month or self.start % 12 + 1

    @property
    def closed(self) -> str:
        """The weeks it is closed in: the answer, else what is usual in the sector."""
        return self.closed_weeks or weeks_told(usual_weeks(self.sector))

    @property
    def colleagues_field(self) -> str:
        """Which names the last question asks for."""
        return "staff" if self.profile is Profile.DIRECT else "representatives"

    def names(self, step: SetupStep) -> tuple[str, ...]:
        """The names a question about people has got; none for another question."""
        if step is SetupStep.LEADERS:
            return self.leaders
        if step is not SetupStep.COLLEAGUES:
            return ()
        return self.staff if self.profile is Profile.DIRECT else self.representatives

    def with_names(self, step: SetupStep, names: tuple[str, ...]) -> Answers:
        """Other names for a question about people."""
        once = tuple(dict.fromkeys(names))
        if step is SetupStep.LEADERS:
            return replace(self, leaders=once)
        if self.profile is Profile.DIRECT:
            return replace(self, staff=once)
        return replace(self, representatives=once)

    def with_sector(self, sector: str) -> Answers:
        """Another sector, and with it the usual months, unless they were chosen on purpose."""
        usual = sector_start(self.sector)
        start = None if self.start_month == usual else self.start_month
        follows = self.start_month in (None, usual) and self.discussion_month == usual % 12 + 1
        return replace(
            self,
            sector=sector,
            start_month=start,
            discussion_month=None if follows else self.discussion_month,
        )

    def with_start(self, month: int) -> Answers:
        """Another first month; a discussion in the month after it follows along."""
        follows = self.discussion_month == self.start % 12 + 1
        return replace(
            self,
            start_month=month,
            discussion_month=None if follows else self.discussion_month,
        )

    def text_of(self, step: SetupStep) -> str:
        """The entry of the content file that asks the question of this size and regime."""
        if step is SetupStep.LEADERS:
            return "manager" if self.profile in (Profile.DIRECT, Profile.MED) else "leaders"
        if step is SetupStep.COLLEAGUES:
            if self.profile is Profile.AMO_TWO_LEVELS:
                return "groups"
            return self.colleagues_field
        return str(step)

    def members(self) -> tuple[Member, ...]:
        """The people with their roles; a name given twice is one person with both."""
        roles: dict[str, tuple[str, list[Role], bool]] = {}
        jobs: dict[str, str] = {}
        addresses: dict[str, str] = {}

        def give(people: Iterable[str], *given: Role, decides: bool = False) -> None:
            for person in people:
                name, job = name_and_job(person)
                known, so_far, before = roles.setdefault(fold(name), (name, [], False))
                so_far += [role for role in given if role not in so_far]
                roles[fold(name)] = known, so_far, before or decides
                jobs[known] = jobs.get(known) or job
                addresses[known] = addresses.get(known) or address_of(person)

        first, others = self.leaders[:1], self.leaders[1:]
        if self.profile is Profile.DIRECT:
            give(self.leaders, Role.MANAGER, decides=True)
            give(self.staff, Role.EMPLOYEE)
        elif self.profile is Profile.MED:
            give(first, Role.CHAIR, Role.MANAGER, decides=True)
            give(others, Role.MANAGER, decides=True)
            give(self.representatives, Role.REPRESENTATIVE)
        else:
            alone = () if others else (Role.SUPERVISOR,)
            give(first, Role.CHAIR, Role.MANAGER, *alone, decides=True)
            give(others, Role.SUPERVISOR)
            give(self.representatives, Role.REPRESENTATIVE)
        return tuple(
            Member(name, tuple(given), yes, jobs[name], addresses[name])
            for name, given, yes in roles.values()
        )

    def command(self, language: str) -> SetUpWorkplace:
        """The one edit that all answers become, with its texts in the document's language."""
        with in_language(language):
            group = _("Group")
        return SetUpWorkplace(
            workplace=self.name,
            employees=self.employees or 0,
            regime=self.regime,
            sector=self.sector,
            start_month=self.start,
            discussion_month=self.discussion,
            closed_weeks=self.closed_weeks,
            members=self.members(),
            language=language,
            wheel=wheel_template(language),
            body_name=agenda(language).profiles[self.profile].forum,
            group_name=group,
        )


def sector_start(sector: str) -> int:
    """The month in which the year usually starts in a sector."""
    starts = {known.id: known.start_month for known in sectors("da")}
    return starts.get(sector, 1)


def split_names(text: str) -> tuple[str, ...]:
    """The people in what was typed or pasted: one per line, or with commas or "and" between.

    What stands behind a comma and is no name, as in "Birgitte Lund, head of school", is what the
    person before it does, and stays with the name.
    """
    people: list[str] = []
    for line in text.replace(";", "\n").split("\n"):
        name = ""
        for part in filter(None, map(clean_line, line.split(","))):
            first, *others = _apart(part, begins=not name)
            if name and _is_job(first, name):
                people[-1] = f"{people[-1]}, {first}"
            else:
                people.append(first)
                name = first
            people += others
            name = others[-1] if others else name
    return tuple(dict.fromkeys(people))


def _apart(text: str, *, begins: bool) -> list[str]:
    """The names that "and" stands between; "head of stores and transport" is in one piece.

    Args:
        text: What stands between two commas.
        begins: Whether it begins the line: no job does.
    """
    if begins and text.islower():
        return _AND.split(text)  # "per and ole": somebody who types no capitals
    found: list[str] = []
    start = 0
    for gap in _AND.finditer(text):
        before, behind = text[start : gap.start()], text[gap.end() :]
        if behind[:1].isupper() and (before[:1].isupper() or before.islower()):
            found.append(before)
            start = gap.end()
    return [*found, text[start:]]


def _is_job(text: str, name: str) -> bool:
    """Whether words behind a name say what its owner does.

    They do when the name begins with a capital and they do not, and when it is one word that ends
    as jobs do. An address is the person's, too.
    """
    if address_of(text):
        return True
    if name[:1].isupper() and not text[:1].isupper():
        return True
    return len(text.split()) == 1 and fold(text).endswith(job_endings())


def address_of(person: str) -> str:
    """The e-mail address in what was typed of somebody; empty where there is none."""
    found = _ADDRESS.search(person)
    return found[1] if found is not None else ""


def name_and_job(person: str) -> tuple[str, str]:
    """The name, and what the person does; empty where that was not said.

    An address behind them is neither: see `address_of`.
    """
    if address_of(person):
        parts = map(clean_line, _ADDRESS.sub(" ", person).split(","))
        person = ", ".join(filter(None, parts)) or person
    in_brackets = _JOB_IN_BRACKETS.fullmatch(person)
    if in_brackets is not None:
        return in_brackets[1].strip(), in_brackets[2].strip()
    name, _comma, job = person.partition(",")
    return name.strip(), job.strip()


def encode(answers: Answers) -> str:
    """The answers as a draft keeps them."""
    return json.dumps(asdict(answers), ensure_ascii=False)


def decode(text: str) -> Answers:
    """The answers of a draft; what does not fit is left out."""
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError):
        return Answers()
    if not isinstance(kept, dict):
        return Answers()
    return Answers(
        name=clean_line(_text(kept.get("name"))),
        employees=_number(kept.get("employees"), "employees"),
        regime=_member(Regime, kept.get("regime"), Regime.STATUTORY),
        sector=clean_line(_text(kept.get("sector"))) or _ANY_SECTOR,
        start_month=_number(kept.get("start_month"), "start_month"),
        discussion_month=_number(kept.get("discussion_month"), "discussion_month") or None,
        closed_weeks=clean_line(_text(kept.get(CLOSED_WEEKS))),
        reached=_member(SetupStep, kept.get("reached"), SetupStep.NAME),
        **{field: _texts(kept.get(field)) for field in _NAMES},
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else []
    return tuple(name for text in texts if (name := clean_line(_text(text))))


def _number(value: Any, field: str) -> int | None:
    spec = specs(Workplace)[field]
    fits = isinstance(value, int) and not isinstance(value, bool)
    return value if fits and spec.low <= value <= spec.high else None


def _member(of: type[T], value: Any, default: T) -> T:
    return of(value) if value in tuple(of) else default
