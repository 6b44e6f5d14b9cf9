"""The lines of the front page: what calls first, within what the screen has room for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from rich.cells import cell_len

from data.dates.labels import month_name, short_date, weekday_date
from data.facts.anchoring import day_field
from data.facts.due import Due, distance, due_label
from data.i18n import N_, _, ngettext
from data.model.choices import MeetingState
from data.model.workplace import Person
from data.rules.clocks import ClockState
from data.views.home import DAYS_AHEAD
from data.views.next_discussion import discussion_told
from data.views.next_step import NextStep, next_step
from data.views.show import name_of
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.widgets.row_list import RecordTarget, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from data.facts.anchoring import Handed
    from data.facts.due import DueItem
    from data.model.document import Document
    from data.rules.clocks import Clock
    from data.rules.stalled import Stall
    from data.views.home import HomeView, Month


class PartTarget(NamedTuple):
    """A part of the program."""

    part: str
    """Its name in the catalogue."""


class UnfoldTarget(NamedTuple):
    """The lines of a section that are not shown yet."""

    section: str


class DraftTarget(NamedTuple):
    """A draft that waits."""

    place: str


class GoalsTarget(NamedTuple):
    """The goals, further down."""


class DifferencesTarget(NamedTuple):
    """Where two copies differed when they became one."""


class ExpiredTarget(NamedTuple):
    """What is older than the workplace keeps it."""


DRAFTS: Final = "drafts"
"""The section of what was begun and not saved."""

_LABEL: Final = 18
_WHEN, _WHY = 14, 22
"""Columns for when and why on a line."""

_OWNERS: Final = ((100, 22), (70, 13), (0, 8))
"""From so many columns of a window on, so many for who: titles keep their room."""

_INDENT: Final = 4
"""Columns before and after the rows of the list."""

_MONTH: Final = 3
"""Columns of a month's short name."""

_CELL: Final = 6
"""Columns a month takes in the strip: twelve fit in 80."""

_MET: Final = frozenset({Due.MEETING, Due.NEXT_MEETING, Due.DISCUSSION, Due.ACTIVITY})
"""What is done by being held or ticked off, and not by filling in a field."""

_SHARES: Final = {"overdue": 4, "stalled": 2, "clocks": 2}
"""Lines each section may have on a small screen, in the order in which they get more."""


def home_rows(
    document: Document,
    view: HomeView,
    today: date,
    height: int,
    unfolded: set[str],
    width: int = 80,
) -> list[Row]:
    """Everything, what calls first on top.

    Args:
        document: for names.
        view: what is to be shown.
        today: the day that counts.
        height: lines the list has.
        unfolded: sections whose lines are all shown.
        width: columns the window has.
    """
    top = [
        *_differences(view),
        *_discussion(view, today),
        *_meeting(view, today),
        *_goal_line(view),
        *_next_step(next_step(document, today)),
        *_strip(view, width),
    ]
    # What has stalled and is overdue as well has its line among what is overdue.
    late = {item.record.reference for item in view.overdue}
    others = [stall for stall in view.stalled if stall.record.reference not in late]
    below = [item for item in view.overdue if not view.above(item)]
    who = _who_room(document, [*below, *view.soon], others, width)
    sections: dict[str, list[_Unmade]] = {
        "overdue": [
            *_due_rows(below, today, who, overdue=True),
            *(partial(_clock_row, clock) for clock in view.late_clocks),
        ],
        "stalled": [partial(_stall_row, document, stall, who) for stall in others],
        "clocks": [partial(_clock_row, clock) for clock in view.running],
    }
    heads = {
        "overdue": _with_above(
            _("Overdue"),
            len(view.overdue) + len(view.late_clocks),
            len(view.overdue) - len(below),
        ),
        "stalled": _with_above(_("Stalled"), len(view.stalled), len(view.stalled) - len(others)),
        "clocks": _("Deadlines of the rules"),
    }
    # Each section has a heading and a gap before it.
    room = height - len(top) - 2 * len(sections)
    shares = _shared({name: len(rows) for name, rows in sections.items()}, room)
    shown = list(top)
    for name, rows in sections.items():
        if rows or name != "clocks":
            shown += [_gap(name), _head(name, heads[name])]
            shown += _folded(name, rows, shares[name], unfolded)
    return [*shown, *_soon(view, today, who), *_goals(document, view), *_rest(view)]


_Unmade: TypeAlias = "Callable[[], Row]"
"""A line that is made where it is shown: of thousands that wait most are folded away."""


def _shared(wanted: dict[str, int], room: int) -> dict[str, int]:
    """How many lines each section gets: its share at least, more where others need less."""
    given = {name: min(count, _SHARES[name]) for name, count in wanted.items()}
    left = room - sum(given.values())
    for name, count in wanted.items():
        more = max(0, min(count - given[name], left))
        given[name] += more
        left -= more
    return given


def _folded(name: str, rows: Sequence[_Unmade], share: int, unfolded: set[str]) -> Iterator[Row]:
    if len(rows) <= share or name in unfolded:
        yield from (made() for made in rows)
        return
    yield from (made() for made in rows[: share - 1])
    hidden = len(rows) - share + 1
    text = ngettext("{n} more", "{n} more", hidden).format(n=hidden)
    target = UnfoldTarget(name)
    yield Row(f"more.{name}", text, glyph=glyphs().closed, tone=Tone.DIM, target=target)


def _gap(name: str) -> Row:
    return Row(f"gap.{name}", selectable=False)


def _head(name: str, text: str) -> Row:
    return Row(f"head.{name}", text, tone=Tone.HEAD, selectable=False)


def _counted(title: str, count: int) -> str:
    return f"{title}  {count or _('nothing')}"


def _lead(text: str) -> str:
    return safe.fit(text, _LABEL, glyphs().ellipsis) + " "


def _differences(view: HomeView) -> Iterator[Row]:
    """Stands first: somebody's words may have been passed over."""
    if not view.differences:
        return
    text = ngettext(
        "Two copies became one, and differed in {n} place: look at it",
        "Two copies became one, and differed in {n} places: look at them",
        view.differences,
    ).format(n=view.differences)
    yield Row("differences", text, glyph=glyphs().warning, target=DifferencesTarget())


def _discussion(view: HomeView, today: date) -> Iterator[Row]:
    state, late = discussion_told(
        view.discussion, view.discussion_due, today, view.discussion_agreed
    )
    state = state or _("not held yet")
    yield Row(
        "discussion",
        _lead(_("Annual discussion")) + state,
        glyph=glyphs().overdue if late else "",
        tone=Tone.ALERT if late else Tone.STRONG,
        target=PartTarget("discussion"),
    )


_STEPS: Final = {
    NextStep.PREPARE: ("discussion", N_("Press Enter or 2: AMIS has the agenda ready.")),
    NextStep.DATE: ("discussion", N_("Press Enter or 2, and write the date under Frame.")),
    NextStep.COLLECT: (
        "discussion",
        N_("Press Enter or 2, and note what you want to take up."),
    ),
    NextStep.HOLD: (
        "discussion",
        N_("Press Enter or 2: go through the items, and approve at the end."),
    ),
    NextStep.ACT: ("plan", N_("Press 4, and write what you do about the problems.")),
    NextStep.FOLLOW_UP: ("plan", N_("4 is the action plan; 5 is a status meeting on it.")),
}
"""What a new workplace does next: the part it is done in, and how."""


def _next_step(step: NextStep) -> Iterator[Row]:
    told = _STEPS.get(step)
    if told is not None:
        part, how = told
        yield Row("next", _lead(_("Now")) + _(how), glyph=glyphs().way, target=PartTarget(part))


def _meeting(view: HomeView, today: date) -> Iterator[Row]:
    meeting, agreed = view.meeting, view.meeting_agreed
    if meeting is None and agreed is not None and (agreed - today).days > DAYS_AHEAD:
        return  # what is overdue today needs the line more
    running = meeting is not None and meeting.state is MeetingState.RUNNING
    day = meeting.held_on if meeting is not None else None
    if meeting is None and agreed is None:
        return
    if running:
        state = _("under way, not approved yet")
    elif day is not None:
        state = f"{weekday_date(day)}, {distance(day, today)}"
    elif agreed is not None:
        day, told = agreed, weekday_date(agreed)
        state = _("agreed {day}, {distance}").format(day=told, distance=distance(day, today))
    else:
        state = _("prepared, no date yet")
    late = not running and day is not None and day < today
    yield Row(
        "meeting",
        _lead(_("Status meeting")) + state,
        glyph=glyphs().overdue if late else "",
        tone=Tone.ALERT if late else Tone.PLAIN,
        target=PartTarget("status"),
    )


def _goal_line(view: HomeView) -> Iterator[Row]:
    """How far the goals have come, all together."""
    if not view.goals:
        return
    done = sum(goal.done for goal in view.goals)
    total = sum(len(goal.actions) for goal in view.goals)
    goals = _("{n} of {m} goals reached").format(n=view.goals_reached, m=len(view.goals))
    told = f"{_('no actions yet')}, {goals}"
    if total:
        actions = _("{done} of {total} actions done").format(done=done, total=total)
        told = f"{bar(done, total, 10)}  {actions}, {goals}"
    text = f"{_lead(_('Goals'))}{told}"
    yield Row("goals", text, target=GoalsTarget())


def _strip(view: HomeView, width: int) -> Iterator[Row]:
    """The year's months and what each holds; with no air between them where it is narrow."""
    names = [(month_name(m.month, short=True), m) for m in view.months]
    loads = [(str(m.load or glyphs().empty), m) for m in view.months]
    drawn = _close if len(view.months) * _CELL + _INDENT > width else _airy
    yield _gap("strip")
    yield Row("months", drawn(names), selectable=False, tone=Tone.DIM)
    yield Row("loads", drawn(loads), selectable=False)


def _airy(cells: Sequence[tuple[str, Month]]) -> str:
    return "".join(_cell(text, month) for text, month in cells)


def _close(cells: Sequence[tuple[str, Month]]) -> str:
    """Three cells a month; brackets stand where blanks would, close to what they are around."""
    shown = " "
    for text, month in cells:
        if month.now:
            shown = f"{shown[:-1]}[{f'{text}]':<{_MONTH + 1}}"
        else:
            shown += safe.fit(text, _MONTH) + " "
    return shown.rstrip()


def _cell(text: str, month: Month) -> str:
    shown = f"[{text}]" if month.now else f" {text} "
    return shown + " " * max(_CELL - cell_len(shown), 0)


def _who_room(
    document: Document, items: Sequence[DueItem], stalls: Sequence[Stall], width: int
) -> int:
    """Cells for who it is: as the longest name needs, within what a window leaves to titles."""
    owners = {stall.record.owner for stall in stalls}
    names = {_due_owner(item) for item in items} | {_owner(document, owner) for owner in owners}
    longest = max(map(cell_len, names), default=0)
    return min(longest, next(room for least, room in _OWNERS if width >= least))


def _due_owner(item: DueItem) -> str:
    # What is asked of a person names the person already.
    return "" if item.record.kind == Person.kind else item.owner_name or _("nobody")


def _owner(document: Document, owner: str | None) -> str:
    return name_of(document, "person", owner) or _("nobody")


def _due_rows(
    items: Sequence[DueItem], today: date, room: int, *, overdue: bool
) -> Iterator[_Unmade]:
    """What is due, the names and the days below one another."""
    days = {day: distance(day, today) for day in {item.day for item in items}}
    long = max([_WHEN, *map(cell_len, days.values())])
    owners = {_due_owner(item) for item in items}
    names = {owner: safe.fit(owner, room, glyphs().ellipsis) for owner in owners}
    for item in items:
        named, when = names[_due_owner(item)], f"{days[item.day]:>{long}}"
        yield partial(_due_row, item, named, when, overdue=overdue)


def _due_row(item: DueItem, who: str, when: str, *, overdue: bool) -> Row:
    # A deadline is what one expects; anything else is said.
    what = "" if item.what is Due.DEADLINE else f"{due_label(item.what)}: "
    return Row(
        f"{item.record.reference}.{item.what}",
        f"{item.record.code if item.record.prefix else '':<4} {what}{item.title}",
        glyph=glyphs().overdue if overdue else " ",
        meta=f"{who} {when}",
        meta_lead=len(who),
        tone=Tone.ALERT if overdue else Tone.PLAIN,
        # A meeting is mended where it is held.
        target=RecordTarget(item.record.reference, "" if item.what in _MET else item.field),
    )


def _with_above(title: str, count: int, above: int) -> str:
    """A heading with a number, and how many of them have a line further up."""
    text = _counted(title, count)
    if above:
        also = ngettext("{n} of them above", "{n} of them above", above).format(n=above)
        text = f"{text}, {also}"
    return text


def _stall_row(document: Document, stall: Stall, width: int) -> Row:
    record = stall.record
    who = safe.fit(_owner(document, record.owner), width, glyphs().ellipsis)
    first, *more = stall.found
    why = f"{first.brief} +{len(more)}" if more else first.brief
    return Row(
        # The same thing may have a line for its deadline, too.
        f"stalled.{record.reference}",
        f"{record.code:<4} {record.heading}",
        glyph=glyphs().warning,
        meta=f"{who} {safe.cut(why, _WHY, glyphs().ellipsis):>{_WHY}}",
        target=RecordTarget(record.reference),
    )


def _clock_row(clock: Clock) -> Row:
    late = clock.state is ClockState.OVERDUE
    sign = {ClockState.OVERDUE: glyphs().overdue, ClockState.SOON: glyphs().warning}
    return Row(
        f"{clock.target}.{clock.code}.{clock.due}",
        clock.title,
        glyph=sign.get(clock.state, " "),
        meta=f"{short_date(clock.due)} {clock.distance:>{_WHEN}}",
        tone=Tone.ALERT if late else Tone.PLAIN,
        target=RecordTarget(clock.target, clock.field),
    )


def _soon(view: HomeView, today: date, who: int) -> Iterator[Row]:
    yield _gap("soon")
    title = _("Within {n} days").format(n=DAYS_AHEAD)
    yield _head("soon", _counted(title, len(view.soon)))
    yield from (made() for made in _due_rows(view.soon, today, who, overdue=False))


def _goals(document: Document, view: HomeView) -> Iterator[Row]:
    if not view.goals:
        return
    yield _gap("goals")
    yield _head("goals", _("Goals"))
    for goal_view in view.goals:
        goal, done, total = goal_view.goal, goal_view.done, len(goal_view.actions)
        progress = (
            f"{bar(done, total)} " + _("{done} of {total}").format(done=done, total=total)
            if total
            else _("no actions yet")
        )
        owner = name_of(document, "person", goal.owner)
        yield Row(
            goal.reference,
            f"{goal.code:<4} {goal.title}",
            meta=f"{safe.cut(owner, 16)}  {progress}",
            glyph=" ",
            target=RecordTarget(goal.reference),
        )


def _rest(view: HomeView) -> Iterator[Row]:
    rows: list[Row] = []
    if view.ideas:
        text = ngettext(
            "{n} idea waits for the next discussion",
            "{n} ideas wait for the next discussion",
            view.ideas,
        ).format(n=view.ideas)
        rows.append(Row("ideas", text, glyph=" ", tone=Tone.DIM, target=PartTarget("discussion")))
    if view.unanchored:
        text = ngettext(
            "{n} thing from status meetings has nobody, or no day",
            "{n} things from status meetings have nobody, or no day",
            len(view.unanchored),
        ).format(n=len(view.unanchored))
        target = _to_anchor(view.unanchored[0])
        rows.append(Row("unanchored", text, glyph=" ", target=target))
    if view.expired:
        text = ngettext(
            "{n} closed thing with names is older than you keep them",
            "{n} closed things with names are older than you keep them",
            view.expired,
        ).format(n=view.expired)
        rows.append(Row("expired", text, glyph=" ", tone=Tone.DIM, target=ExpiredTarget()))
    if rows:
        yield _gap("rest")
        yield from rows


def _to_anchor(first: Handed) -> RecordTarget:
    """Where the first of what nobody has taken on, or what has no day, is mended."""
    field = "owner" if first.owner is None else day_field(first.record)
    return RecordTarget(first.record.reference, field)


def bar(done: int, total: int, width: int = 5) -> str:
    """A bar that fills as things get done."""
    filled = round(width * done / total) if total else 0
    return glyphs().bar * filled + glyphs().track * (width - filled)
