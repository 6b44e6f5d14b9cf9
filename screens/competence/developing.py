"""From a gap to an action in three keys, and the level when it is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from data.commands.development import Develop, FinishDevelopment
from data.content.competence_texts import competence_texts
from data.dates import Purpose, short_date, weekday_date
from data.facts.competence import Finished, finished_developments
from data.i18n import _, language, ngettext
from data.model.choices import DevelopmentForm, choice_label
from data.model.plan import Action
from data.model.workplace import Person
from data.text import shorten
from data.views.development import candidate, default_day, development_texts
from screens.competence.columns import LEVELS
from screens.competence.matrix import MatrixActions, level_options
from screens.dialogs.prompt import ChoicePrompt, DatePrompt, Option, TextPrompt
from screens.shared.editing import ask_reference, was_left

if TYPE_CHECKING:
    from datetime import date

    from data.facts.competence import NeedRow
    from data.model.competence import Development, Need

_NAME: Final = 40
_MOST_HOURS: Final = 1000


@dataclass(frozen=True, slots=True)
class Plan:
    """Development as it is about to be agreed on."""

    form: DevelopmentForm
    person: str | None
    hours: int
    due: date | None


class Developing(MatrixActions):
    """Closing gaps."""

    def unable(self, action: str, *args: object) -> str:
        """Why something cannot be done now."""
        if action == "develop" and self.need_row is None:
            return _("Put the cursor on the need that is to be covered.")
        if action == "finish" and not self._waiting():
            return _("No development is under way here. h: close the gap")
        return super().unable(action, *args)

    # -- agreeing ----------------------------------------------------------------------------

    def action_develop(self) -> None:
        """Agree on how somebody learns what is missing."""
        if not self.refuse("develop"):
            self.start(self._develop())

    async def _develop(self) -> None:
        row = self.need_row
        if row is None:
            return
        title = _("How do you learn it: {need}?").format(need=shorten(row.need.title, _NAME))
        forms = competence_texts(language()).forms
        options = [
            Option(str(form), choice_label(form), forms[form].hint) for form in DevelopmentForm
        ]
        first = row.focus.form
        answer = await self.ask(ChoicePrompt(title, options, value=str(first) if first else ""))
        if answer is None:
            return
        form = DevelopmentForm(answer)
        today = self.session.today()
        near = self.person or candidate(self.document, row.need.id, today)
        plan = Plan(form, near.id if near else None, forms[form].hours, default_day(today))
        agreed = await self._adjust(row, plan)
        if agreed is not None:
            await self._agree(row, agreed)

    async def _adjust(self, row: NeedRow, plan: Plan) -> Plan | None:
        """Show what is about to be agreed on; Enter agrees, a number changes a part of it."""
        form = choice_label(plan.form)
        title = f"{form[:1].upper()}{form[1:]}: {shorten(row.need.title, _NAME)}"
        while True:
            person = self.document.get(Person, plan.person)
            day = weekday_date(plan.due) if plan.due else _("no date")
            options = [
                Option("keep", _("Agree on this")),
                Option("person", _("Person: {name}").format(name=person.name if person else "–")),
                Option("hours", _("Hours: {n}").format(n=plan.hours)),
                Option("due", _("Done by: {day}").format(day=day)),
            ]
            hint = _("Enter: agree   2–4: change   Esc: leave")
            answer = await self.ask(ChoicePrompt(title, options, value="keep", hint=hint))
            if answer is None or answer == "keep":
                return plan if answer else None
            plan = await self._change(answer, plan, title)

    async def _change(self, what: str, plan: Plan, title: str) -> Plan:
        if what == "person":
            chosen = await ask_reference(self.desk, title, Person.kind, plan.person)
            return plan if was_left(chosen) else replace(plan, person=chosen)
        if what == "due":
            today = self.session.today()
            prompt = DatePrompt(title, today, plan.due, purpose=Purpose.DEADLINE)
            given = await self.ask(prompt)
            return plan if given is None else replace(plan, due=given.day)
        text = await self.ask(TextPrompt(_("Hours"), str(plan.hours), accept=_hours_problem))
        return plan if text is None else replace(plan, hours=int(text))

    async def _agree(self, row: NeedRow, plan: Plan) -> None:
        texts = development_texts(self.document, row, plan.person, plan.form, plan.hours)
        command = Develop(
            row.need.id, plan.person, plan.form, plan.hours, plan.due, texts.measure, texts.told
        )
        if await self.run(command) is None or self.session.trouble is not None:
            return
        action = self.document.get(Action, command.action)
        if action is None:
            return
        said = _("{code} is in the action plan.").format(code=action.code)
        if plan.due is not None:
            said = _("{code} is in the action plan and in the year wheel, {day}.").format(
                code=action.code, day=short_date(plan.due)
            )
        self.say(said)

    # -- finishing ---------------------------------------------------------------------------

    def _waiting(self) -> tuple[Finished, ...]:
        """Development to be finished: of the need under the cursor, else what is done as action."""
        row = self.need_row
        done = finished_developments(self.document)
        if row is None:
            return done
        here = tuple(one for one in done if one.need.id == row.need.id)
        under_way = tuple(
            self._as_finished(one, row.need)
            for one in row.developing
            if all(one.id != other.development.id for other in here)
        )
        return here + under_way or done

    def _as_finished(self, one: Development, need: Need) -> Finished:
        levels = {
            person.id: level
            for row in self.whole.rows
            if row.need.id == need.id
            for person, level in zip(self.whole.members, row.levels, strict=True)
        }
        person = self.document.get(Person, one.person)
        return Finished(one, need, person, levels.get(one.person or "", 0))

    def action_finish(self) -> None:
        """Say that development is done, and which level it led to."""
        if not self.refuse("finish"):
            self.start(self._finish())

    async def _finish(self) -> None:
        waiting = self._waiting()
        chosen = waiting[0]
        if len(waiting) > 1:
            options = [Option(one.development.id, _named(one)) for one in waiting]
            answer = await self.ask(ChoicePrompt(_("Which one is done?"), options))
            if answer is None:
                return
            chosen = next(one for one in waiting if one.development.id == answer)
        level = await self._ask_reached(chosen)
        if level is None:
            return
        raised = level if chosen.person is not None and level != chosen.level else None
        said = _("Done: {what}.").format(what=_named(chosen))
        await self.run(FinishDevelopment(chosen.development.id, raised), said)

    async def _ask_reached(self, one: Finished) -> int | None:
        """The person's level from now on; -1 where there is no person to ask about."""
        if one.person is None:
            return -1
        before = _(LEVELS[one.level])
        title = _("{name} and {need}: which level now? (before: {level})").format(
            name=one.person.name, need=shorten(one.need.title, _NAME), level=before
        )
        wanted = max(one.level, one.need.level)
        answer = await self.ask(ChoicePrompt(title, level_options(), value=str(wanted)))
        return None if answer is None else int(answer)

    def finished_news(self) -> str:
        """That development was done as an action and waits for its level; empty when none does."""
        count = len(finished_developments(self.document))
        if not count:
            return ""
        return ngettext(
            "{n} development is done: has the level risen? x",
            "{n} developments are done: have the levels risen? x",
            count,
        ).format(n=count)


def _named(one: Finished) -> str:
    who = f", {one.person.name}" if one.person else ""
    return f"{choice_label(one.development.form)}: {one.need.title}{who}"


def _hours_problem(text: str) -> str:
    digits = text.strip()
    if digits.isdecimal() and int(digits) <= _MOST_HOURS:
        return ""
    return _("Write a whole number from {low} to {high}.").format(low=0, high=_MOST_HOURS)
