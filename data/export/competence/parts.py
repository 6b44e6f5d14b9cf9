"""What the competence plan's exports share: columns of members, numbers, states in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.facts.competence import NeedState
from data.i18n import N_, _, ngettext
from data.model.competence import MAX_LEVEL
from data.text import clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.facts.competence import FocusRows, Matrix, NeedRow
    from data.model.workplace import Person

BLOCK: Final = 6
"""Members beside one another in a table; more go into further tables below."""

REACHED: Final = "✓"
"""After a level that is as high as the task asks for."""

_LONGEST: Final = 12
"""Characters of a column's name."""

_LEVELS: Final = (N_("not at all"), N_("a little"), N_("can do it"), N_("can teach it"))


@dataclass(frozen=True, slots=True)
class Numbered:
    """A need with the number it has in its focus area: task and need, such as 2.1."""

    number: str
    task: str
    """The task's title with its number; empty below the first need of the task."""
    row: NeedRow


def numbered(focus: FocusRows) -> tuple[Numbered, ...]:
    """The needs of a focus area in their order."""
    needs = []
    for t, task in enumerate(focus.tasks, 1):
        for n, row in enumerate(task.rows, 1):
            title = f"{t} {clean_line(task.task.title)}" if n == 1 else ""
            needs.append(Numbered(f"{t}.{n}", title, row))
    return tuple(needs)


def columns(members: Sequence[Person]) -> tuple[str, ...]:
    """A short name for each member; the whole one where two would be called the same."""
    short = [_short(member) for member in members]
    return tuple(
        name if short.count(name) == 1 else shorten(clean_line(member.name), 2 * _LONGEST)
        for name, member in zip(short, members, strict=True)
    )


def _short(member: Person) -> str:
    given = clean_line(member.short)
    if given:
        return shorten(given, _LONGEST)
    return "".join(word[0] for word in clean_line(member.name).split()[:4]).upper() or "?"


def blocks(count: int) -> tuple[range, ...]:
    """Columns in blocks that fit on a page, as even as can be; one empty block for none."""
    parts = max(-(-count // BLOCK), 1)
    return tuple(range(count * n // parts, count * (n + 1) // parts) for n in range(parts))


def level_told(level: int) -> str:
    """What a level means: `2 can do it`, in the language in use."""
    return f"{level} {_(_LEVELS[min(level, MAX_LEVEL)])}"


def levels_told() -> str:
    """What the levels mean, on one line."""
    return ", ".join(level_told(level) for level in range(MAX_LEVEL + 1))


def state_word(row: NeedRow) -> str:
    """How a need stands, in a few words."""
    if row.state is NeedState.GAP:
        return _("GAP")
    if row.state is NeedState.VULNERABLE:
        return _("vulnerable: only 1")
    if row.need.level == 0:
        return _("no level is asked for")
    return ngettext("covered by {n}", "covered by {n}", row.covering).format(n=row.covering)


def gap_told(row: NeedRow, members: Sequence[Person]) -> str:
    """A need that nobody, or one alone, reaches: in a sentence."""
    values = {"need": row.need.title, "task": row.task.title, "level": row.need.level}
    if row.state is NeedState.VULNERABLE:
        alone = names(m for m, level in zip(members, row.levels, strict=True)
                      if level >= row.need.level)  # fmt: skip
        sentence = _("“{need}” ({task}): only {who} reaches level {level}.")
        return sentence.format(who=alone, **values)
    if not row.best:
        sentence = _("“{need}” ({task}): level {level} is asked for, and nobody has begun.")
        return sentence.format(**values)
    nearest = names(m for m, level in zip(members, row.levels, strict=True) if level == row.best)
    sentence = _("“{need}” ({task}): level {level} is asked for, the highest is {best} ({who}).")
    return sentence.format(best=row.best, who=nearest, **values)


def names(people: Iterable[Person]) -> str:
    """Names on one line."""
    return ", ".join(person.name for person in people)


def summary(matrix: Matrix | FocusRows) -> str:
    """How many needs are covered, missing and vulnerable, in a sentence."""
    if not matrix.needs:
        return _("No needs are written down yet.")
    sentence = ngettext(
        "{covered} of {n} need is covered; {gaps} missing, {alone} covered by one person only.",
        "{covered} of {n} needs are covered; {gaps} missing, {alone} covered by one person only.",
        matrix.needs,
    )
    return sentence.format(
        covered=matrix.covered, n=matrix.needs, gaps=matrix.gaps, alone=matrix.vulnerable
    )
