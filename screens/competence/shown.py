"""Which part of the competence plan is shown, and asking for another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass, replace
from data.facts.competence import focus_areas, matrix, members_of
from data.i18n import _
from data.model.competence import FocusArea, Need
from screens.dialogs.pick import PickPrompt
from screens.dialogs.prompt import ChoicePrompt, Option
from screens.drawing.glyphs import glyphs

if TYPE_CHECKING:
    from datetime import date

    from data.facts.competence import Matrix
    from data.model.document import Document
    from screens.frame.desk import Desk


@dataclass(frozen=True, slots=True)
class Shown:
    """The part of the plan the matrix shows: all of it until something else is asked for."""

    focus: str | None = None
    """The id of the one focus area that is shown."""
    person: str | None = None
    """The id of the one member whose levels are shown."""
    gaps_only: bool = False
    """Whether only needs are shown that are a gap or hang on one person."""

    def matrix(self, document: Document, today: date) -> Matrix:
        """The matrix with what is left out left out."""
        return matrix(
            document, today, focus=self.focus, person=self.person, gaps_only=self.gaps_only
        )

    def of_what_is_left(self, document: Document, whole: Matrix) -> Shown:
        """This without a focus area or a member who is not there any more."""
        focus = self.focus if document.get(FocusArea, self.focus) is not None else None
        person = self.person if any(m.id == self.person for m in whole.members) else None
        return replace(self, focus=focus, person=person)

    def with_new(self, kind: str) -> Shown:
        """This so far opened that a new row of a kind is in sight."""
        if kind == FocusArea.kind:
            return replace(self, focus=None, gaps_only=False)
        # A need is a gap until somebody reaches it; a task without needs is none.
        return self if kind == Need.kind else replace(self, gaps_only=False)

    def words(self, seen: Matrix) -> str:
        """What is left out, for the line above; empty where all is shown.

        Args:
            seen: The matrix as it is shown.
        """
        words = []
        if self.gaps_only:
            words.append(_("only gaps"))
        if self.person and seen.members:
            words.append(seen.members[0].name)
        if self.focus and seen.focuses:
            words.append(seen.focuses[0].focus.title)
        return f" {glyphs().separator} ".join(words)


async def choose_shown(desk: Desk, now: Shown, focus: str, person: str) -> Shown | None:
    """Ask which needs and members are shown; None when that was left.

    Args:
        desk: What it works at.
        now: What is shown now.
        focus: The id of the focus area the cursor is in: it is suggested. Empty for none.
        person: The id of the member whose cell the cursor is in, likewise.
    """
    again = _("on; again: off") if now.gaps_only else ""
    options = [
        Option("all", _("everything")),
        Option("gaps", _("only gaps and what depends on one"), again),
        Option("person", _("one member")),
        Option("focus", _("one focus area")),
    ]
    answer = await desk.ask(ChoicePrompt(_("Show what?"), options))
    match answer:
        case "all":
            return Shown()
        case "gaps":
            return replace(now, gaps_only=not now.gaps_only)
        case "person":
            return await _choose_person(desk, now, person)
        case "focus":
            return await _choose_focus(desk, now, focus)
        case _:
            return None


async def _choose_person(desk: Desk, now: Shown, person: str) -> Shown | None:
    options = [Option(member.id, member.name) for member in members_of(desk.document, desk.today)]
    value = person or now.person or ""
    answer = await desk.ask(PickPrompt(_("Which member?"), options, value=value))
    return replace(now, person=answer or None) if answer is not None else None


async def _choose_focus(desk: Desk, now: Shown, focus: str) -> Shown | None:
    options = [Option(area.id, f"{area.code} {area.title}") for area in focus_areas(desk.document)]
    value = now.focus or focus
    answer = await desk.ask(PickPrompt(_("Which focus area?"), options, value=value))
    return replace(now, focus=answer or None) if answer is not None else None
