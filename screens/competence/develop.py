"""From a gap to an action in three keys, and the level when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.commands.development import Develop, FinishDevelopment
from data.content.competence_texts import competence_texts
from data.dataclass import dataclass, replace
from data.dates.labels import short_date, weekday_date
from data.dates.line import Purpose
from data.facts.competence import Finished, finished_developments
from data.i18n import _, language, ngettext
from data.model.choices import DevelopmentForm, choice_label
from data.model.plan import Action
from data.model.workplace import Person
from data.text import shorten
from data.views.development import candidate, default_day, development_texts
from screens.competence.columns import LEVELS
from screens.competence.edit_rows import level_options
from screens.dialogs.prompt import ChoicePrompt, DatePrompt, Option, TextPrompt
from screens.shared.fields import ask_reference, was_left

if TYPE_CHECKING:
    from datetime import date

    from data.facts.competence import Matrix, NeedRow
    from data.model.document import Document
    from screens.frame.desk import Desk

_NAME: Final = 40
"""Characters of a need's name in a question about it."""
_MOST_HOURS: Final = 1000


# -- agreeing on development -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Agreement:
    """Development as it is about to be agreed on."""

    form: DevelopmentForm
    person: str | None
    """The id of whoever learns it."""
    hours: int
    due: date | None


async def develop(desk: Desk, row: NeedRow, person: Person | None) -> None:
    """Agree on how somebody learns what is missing.

    Args:
        desk: What it works at.
        row: The need.
        person: Who is to learn it; None to suggest whoever is nearest to the level.
    """
    title = _("How do you learn it: {need}?").format(need=shorten(row.need.title, _NAME))
    forms = competence_texts(language()).forms
    options = [Option(str(form), choice_label(form), forms[form].hint) for form in DevelopmentForm]
    value = str(row.focus.form) if row.focus.form else ""
    answer = await desk.ask(ChoicePrompt(title, options, value=value))
    if answer is None:
        return
    form = DevelopmentForm(answer)
    who = person or candidate(desk.document, row.need.id, desk.today)
    agreement = Agreement(form, who.id if who else None, forms[form].hours, default_day(desk.today))
    agreed = await _adjust(desk, row, agreement)
    if agreed is not None:
        await _agree(desk, row, agreed)


async def _adjust(desk: Desk, row: NeedRow, agreement: Agreement) -> Agreement | None:
    """Show what is about to be agreed on; Enter agrees, a number changes a part of it."""
    form = choice_label(agreement.form)
    title = f"{form[:1].upper()}{form[1:]}: {shorten(row.need.title, _NAME)}"
    hint = _("Enter: agree   2–4: change   Esc: cancel")
    while True:
        person = desk.document.get(Person, agreement.person)
        day = weekday_date(agreement.due) if agreement.due else _("no date")
        options = [
            Option("keep", _("Agree on this")),
            Option("person", _("Person: {name}").format(name=person.name if person else "–")),
            Option("hours", _("Hours: {n}").format(n=agreement.hours)),
            Option("due", _("Done by: {day}").format(day=day)),
        ]
        answer = await desk.ask(ChoicePrompt(title, options, value="keep", hint=hint))
        match answer:
            case "person":
                agreement = await _ask_person(desk, title, agreement)
            case "hours":
                agreement = await _ask_hours(desk, agreement)
            case "due":
                agreement = await _ask_due(desk, title, agreement)
            case "keep":
                return agreement
            case _:
                return None


async def _ask_person(desk: Desk, title: str, agreement: Agreement) -> Agreement:
    chosen = await ask_reference(desk, title, Person.kind, agreement.person)
    return agreement if was_left(chosen) else replace(agreement, person=chosen)


async def _ask_due(desk: Desk, title: str, agreement: Agreement) -> Agreement:
    prompt = DatePrompt(title, desk.today, agreement.due, purpose=Purpose.DEADLINE)
    answer = await desk.ask(prompt)
    return agreement if answer is None else replace(agreement, due=answer.day)


async def _ask_hours(desk: Desk, agreement: Agreement) -> Agreement:
    prompt = TextPrompt(_("Hours"), str(agreement.hours), accept=_hours_problem)
    answer = await desk.ask(prompt)
    return agreement if answer is None else replace(agreement, hours=int(answer))


def _hours_problem(text: str) -> str:
    digits = text.strip()
    if digits.isdecimal() and int(digits) <= _MOST_HOURS:
        return ""
    return _("Write a whole number from {low} to {high}.").format(low=0, high=_MOST_HOURS)


async def _agree(desk: Desk, row: NeedRow, agreed: Agreement) -> None:
    texts = development_texts(desk.document, row, agreed.person, agreed.form, agreed.hours)
    command = Develop(
        row.need.id, agreed.person, agreed.form, agreed.hours, agreed.due, texts.measure, texts.told
    )
    if await desk.run(command) is None or desk.session.trouble is not None:
        return
    action = desk.document.get(Action, command.action)
    if action is None:
        return
    news = _("{code} is in the action plan.").format(code=action.code)
    if agreed.due is not None:
        news = _("{code} is in the action plan and in the year wheel, {day}.").format(
            code=action.code, day=short_date(agreed.due)
        )
    desk.say(news)


# -- finishing it ----------------------------------------------------------------------------


def to_finish(document: Document, whole: Matrix, row: NeedRow | None) -> tuple[Finished, ...]:
    """Development that may be said to be done.

    That of a need, under way or done as an action; where there is none, all that is done as an
    action and waits for its level.

    Args:
        document: The document.
        whole: The matrix of all the plan: who is at which level.
        row: The need; None for none.
    """
    done = finished_developments(document)
    if row is None:
        return done
    of_need = tuple(finished for finished in done if finished.need.id == row.need.id)
    waiting = {finished.development.id for finished in of_need}
    of_all = whole.row(row.need.id)
    people = (person.id for person in whole.members)
    levels = dict(zip(people, of_all.levels, strict=True)) if of_all is not None else {}
    under_way = tuple(
        Finished(
            development,
            row.need,
            document.get(Person, development.person),
            levels.get(development.person or "", 0),
        )
        for development in row.developing
        if development.id not in waiting
    )
    return of_need + under_way or done


async def finish(desk: Desk, waiting: tuple[Finished, ...]) -> None:
    """Say that development is done, and which level it led to.

    Args:
        desk: What it works at.
        waiting: What may be finished, at least one; of several it is asked which.
    """
    chosen = waiting[0]
    if len(waiting) > 1:
        options = [Option(finished.development.id, _named(finished)) for finished in waiting]
        answer = await desk.ask(ChoicePrompt(_("Which one is done?"), options))
        if answer is None:
            return
        chosen = next(finished for finished in waiting if finished.development.id == answer)
    raised = None
    if chosen.person is not None:
        level = await _ask_reached(desk, chosen, chosen.person)
        if level is None:
            return
        raised = level if level != chosen.level else None
    news = _("Done: {what}.").format(what=_named(chosen))
    await desk.run(FinishDevelopment(chosen.development.id, raised), news)


async def _ask_reached(desk: Desk, finished: Finished, person: Person) -> int | None:
    """The person's level from now on; None when that was left."""
    need = finished.need
    title = _("{name} and {need}: which level now? (before: {level})").format(
        name=person.name, need=shorten(need.title, _NAME), level=_(LEVELS[finished.level])
    )
    wanted = max(finished.level, need.level)
    answer = await desk.ask(ChoicePrompt(title, level_options(), value=str(wanted)))
    return None if answer is None else int(answer)


def finished_news(document: Document) -> str:
    """That development was done as an action and waits for its level; empty when none does."""
    count = len(finished_developments(document))
    if not count:
        return ""
    return ngettext(
        "{n} development is done: has the level risen? x",
        "{n} developments are done: have the levels risen? x",
        count,
    ).format(n=count)


def _named(finished: Finished) -> str:
    who = f", {finished.person.name}" if finished.person else ""
    return f"{choice_label(finished.development.form)}: {finished.need.title}{who}"
