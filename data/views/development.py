"""Words and suggestions for closing a gap: who, when, and what the action says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass
from data.facts.competence import NeedState, matrix
from data.i18n import _, in_language, language, ngettext
from data.model.choices import Source, choice_label
from data.model.plan import Action
from data.model.workplace import Person

if TYPE_CHECKING:
    from datetime import date

    from data.facts.competence import NeedRow
    from data.model.choices import DevelopmentForm
    from data.model.competence import Development
    from data.model.document import Document

_WEEKS: Final = 8
"""Weeks until development is due, unless something else is said."""


@dataclass(frozen=True, slots=True)
class DevelopmentTexts:
    """What the action and the activity say, in the document's language."""

    measure: str
    told: dict[str, Any]
    """Further fields of the action."""


def development_texts(
    document: Document, row: NeedRow, person: str | None, form: DevelopmentForm, hours: int
) -> DevelopmentTexts:
    """The words of development that is being agreed on."""
    workplace = document.workplace
    with in_language(workplace.language if workplace else language()):
        need, level = row.need.title, row.need.level
        missing = {
            NeedState.GAP: _("Nobody in the group has level {level} in: {need}"),
            NeedState.VULNERABLE: _("Only one in the group has level {level} in: {need}"),
            NeedState.COVERED: _("More of us need level {level} in: {need}"),
        }[row.state]
        who = document.get(Person, person)
        texts: dict[str, Any] = {
            "problem": missing.format(level=level, need=need),
            "source": Source.OTHER,
            "source_note": _("Competence plan"),
            "topic": row.focus.title,
        }
        if hours:
            texts["resources"] = ngettext("{n} hour", "{n} hours", hours).format(n=hours)
        if who is not None:
            reached = _("{name} has level {level} in: {need}")
            texts["success"] = reached.format(name=who.name, level=level, need=need)
        label = choice_label(form)
        return DevelopmentTexts(f"{label[:1].upper()}{label[1:]}: {need}", texts)


def default_day(today: date) -> date:
    """A day some weeks ahead that is no weekend."""
    day = today + timedelta(weeks=_WEEKS)
    return day - timedelta(days=max(0, day.weekday() - 4))


def candidate(document: Document, need: str, today: date) -> Person | None:
    """Who is nearest to what a need asks for without reaching it; None when everybody does.

    Among those who are as near, the one with the least development under way.
    """
    view = matrix(document, today)
    row = view.row(need)
    if row is None:
        return None
    busy = [development.person for other in view.rows for development in other.developing]
    below = [
        (person, level)
        for person, level in zip(view.members, row.levels, strict=True)
        if level < row.need.level
        and all(development.person != person.id for development in row.developing)
    ]
    nearest = max(below, key=lambda pair: (pair[1], -busy.count(pair[0].id)), default=None)
    return nearest[0] if nearest is not None else None


def told_development(document: Document, development: Development, day: str) -> str:
    """`course: Karen Holm 12/5/2027 (H14)`; `day` is the date as it is to be read."""
    person = document.get(Person, development.person)
    action = document.get(Action, development.action)
    who = " ".join(filter(None, [person.name if person else "", day]))
    code = f" ({action.code})" if action is not None else ""
    return (
        f"{choice_label(development.form)}: {who}{code}"
        if who
        else f"{choice_label(development.form)}{code}"
    )
