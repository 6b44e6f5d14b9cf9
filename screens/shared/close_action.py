"""Closing an action by its effect: carried out? solved? what holds it, or what is tried instead?

Every question can be left with Esc; then nothing has been changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from data.commands.plan import CloseAction, FollowOn, Hold, NotCarriedOut
from data.dataclass import dataclass
from data.dates.arithmetic import add_months
from data.dates.labels import short_date
from data.facts.plan import judged_by
from data.i18n import _
from data.model.choices import ActionStatus, Effect, Repeat, Source
from data.model.plan import Action
from data.model.workplace import Person
from data.text import clean_line, shorten
from screens.dialogs.prompt import ChoicePrompt, DatePrompt, Option, TextPrompt
from screens.shared.fields import ask_reference, was_left
from screens.shared.line_reader import LineReader
from screens.shared.note import open_to_all

if TYPE_CHECKING:
    from datetime import date

    from screens.frame.desk import Desk

_NAME: Final = 40
_LATER: Final = "later"
_NEVER: Final = "never"
_RHYTHMS: Final = {
    "yearly": (Repeat.YEARLY, 1, 12),
    "half": (Repeat.MONTHLY, 6, 6),
    "quarterly": (Repeat.QUARTERLY, 1, 3),
}
"""How often the wheel reminds: the rule, its step, months to the first time."""


class _Left(Exception):
    """A question was left."""


class Answered(NamedTuple):
    """What the answers make of the action, and what to say about it."""

    command: CloseAction | NotCarriedOut
    news: str


@dataclass(frozen=True, slots=True)
class Closing:
    """The questions about one action, asked in order."""

    desk: Desk
    action: Action
    source: Source | None = None
    """Where an action that follows comes from; None for where this one came from."""

    def _title(self, question: str) -> str:
        return f"{self.action.code} {shorten(self.action.measure, _NAME)}  {question}"

    async def _choose(self, question: str, options: list[Option], value: str = "") -> str:
        prompt = ChoicePrompt(self._title(question), options, value=value)
        answer = await self.desk.ask(prompt)
        if answer is None:
            raise _Left
        return answer

    async def _write(self, question: str, hint: str = "", **more: Any) -> str:
        answer = await self.desk.ask(TextPrompt(self._title(question), hint=hint, **more))
        if answer is None:
            raise _Left
        return answer

    async def _day(self, question: str, day: date | None) -> date | None:
        today = self.desk.today
        answer = await self.desk.ask(DatePrompt(self._title(question), today, day))
        if answer is None:
            raise _Left
        return answer.day

    async def carry_through(self) -> str:
        """Ask, and save the answers as one edit; the id of a new action, or of this one.

        Empty when a question was left or it could not be saved.
        """
        try:
            answered = await self._ask()
        except _Left:
            self.desk.say(_("{code} is as it was.").format(code=self.action.code))
            return ""
        command, news = answered
        if await self.desk.run(command, f"{news} {_('u: undo')}") is None:
            return ""
        follow_on = command.follow_on if isinstance(command, CloseAction) else None
        new = self.desk.document.get(Action, follow_on.id) if follow_on is not None else None
        if new is None:
            return self.action.id
        self.desk.say(
            _("{code} is closed; {new} follows it: {text}").format(
                code=self.action.code, new=new.code, text=new.measure
            )
        )
        return new.id

    async def effect(self) -> CloseAction | None:
        """Ask what it helped that the action was carried out, and save nothing.

        None when a question was left.
        """
        try:
            answered = await self._carried_out(Effect.YES)
        except _Left:
            return None
        return answered.command if isinstance(answered.command, CloseAction) else None

    async def _ask(self) -> Answered:
        carried_out = self.action.carried_out
        if self.action.is_open or carried_out is None:
            carried_out = Effect(
                await self._choose(
                    _("Was it carried out?"),
                    [
                        Option(Effect.YES, _("yes")),
                        Option(Effect.PARTLY, _("partly")),
                        Option(Effect.NO, _("no"), _("why not, and what now")),
                    ],
                )
            )
        if carried_out is Effect.NO:
            return await self._not_carried_out()
        return await self._carried_out(carried_out)

    # -- not carried out -------------------------------------------------------------------

    async def _not_carried_out(self) -> Answered:
        code = self.action.code
        why = await self._write(_("Why was it not carried out?"), _or_nothing())
        status = ActionStatus(
            await self._choose(
                _("What now?"),
                [
                    Option(ActionStatus.RUNNING, _("it gets a new deadline")),
                    Option(ActionStatus.STALLED, _("it has stalled: it stays in sight")),
                    Option(ActionStatus.DROPPED, _("it is given up")),
                ],
            )
        )
        due = None
        if status is ActionStatus.RUNNING:
            due = await self._day(_("New deadline"), None)
        news = {
            ActionStatus.RUNNING: _("{code} goes on.").format(code=code),
            ActionStatus.STALLED: _("{code} has stalled.").format(code=code),
            ActionStatus.DROPPED: _("{code} is given up.").format(code=code),
        }[status]
        if due is not None:
            news = _("{code} goes on, new deadline {day}.").format(code=code, day=short_date(due))
        return Answered(NotCarriedOut(self.action.id, status, why, due), news)

    # -- carried out -----------------------------------------------------------------------

    async def _carried_out(self, carried_out: Effect) -> Answered:
        answer = await self._choose(
            _("Is the problem solved?"),
            [
                Option(Effect.YES, _("yes")),
                Option(Effect.PARTLY, _("partly")),
                Option(Effect.NO, _("no"), _("what is tried instead")),
                Option(_LATER, _("too early to say"), _("choose a date to evaluate it")),
            ],
            str(self.action.effect or ""),
        )
        if answer == _LATER:
            return await self._judge_later(carried_out)
        if answer == Effect.YES:
            return await self._solved(carried_out)
        return await self._not_solved(carried_out, Effect(answer))

    async def _judge_later(self, carried_out: Effect) -> Answered:
        today = self.desk.today
        day = await self._day(
            _("When is the effect evaluated?"),
            judged_by(self.action, today),
        )
        news = _("{code} is done.").format(code=self.action.code)
        if day is not None:
            news = _("{code} is done; the effect is evaluated {day}.").format(
                code=self.action.code, day=short_date(day)
            )
        return Answered(CloseAction(self.action.id, carried_out, effect_due=day), news)

    async def _solved(self, carried_out: Effect) -> Answered:
        holds = await self._write(_("What holds the effect in place?"), _or_nothing())
        code = self.action.code
        news = _("{code} is done and the problem is solved.").format(code=code)
        hold = await self._hold(holds) if holds else None
        if hold is not None:
            news = _("{code} is done; the year wheel reminds you from {day}.").format(
                code=code, day=short_date(hold.day)
            )
        command = CloseAction(self.action.id, carried_out, Effect.YES, holds=holds, hold=hold)
        return Answered(command, news)

    async def _hold(self, holds: str) -> Hold | None:
        answer = await self._choose(
            _("Shall the year wheel remind you of it?"),
            [
                Option("yearly", _("every year")),
                Option("half", _("every half year")),
                Option("quarterly", _("every quarter")),
                Option(_NEVER, _("no")),
            ],
        )
        if answer == _NEVER:
            return None
        repeat, every, months = _RHYTHMS[answer]
        title = f"{clean_line(holds)} ({self.action.code})"
        return Hold(title, add_months(self.desk.today, months), repeat, every)

    async def _not_solved(self, carried_out: Effect, effect: Effect) -> Answered:
        note = await self._write(_("What happened?"), _or_nothing())
        follow_on = await self._follow_on()
        code = self.action.code
        news = _("{code} is closed: the problem is not solved.").format(code=code)
        if effect is Effect.PARTLY:
            news = _("{code} is closed: the problem is partly solved.").format(code=code)
        command = CloseAction(self.action.id, carried_out, effect, note, follow_on=follow_on)
        return Answered(command, news)

    async def _follow_on(self) -> FollowOn | None:
        """One line for what is tried instead; who and when are asked for where they are missing."""
        reader = LineReader(self.desk)
        line = await self._write(
            _("What do you try instead?"),
            _("one line, with owner: and due: if you like; empty: no new action"),
            reading=lambda text: reader.echo(text)[0],
            accept=open_to_all,
            complete=reader.complete,
            asks=reader.asks,
            drafts=self.desk.drafts,
            place=f"{self.action.reference}/instead",
        )
        if not line.strip():
            return None
        captured = reader.read(line)
        # What follows an action is an action, whatever letter the line begins with.
        known = captured.values if captured.kind == Action.kind and captured.text else {}
        values: dict[str, Any] = {"measure": clean_line(line), **known}
        if self.source is not None:
            values.setdefault("source", self.source)
        if "owner" not in values:
            owner = await ask_reference(
                self.desk,
                self._title(_("Who is responsible for it?")),
                Person.kind,
                self.action.owner,
            )
            if was_left(owner):
                raise _Left
            values["owner"] = owner
        if "due" not in values:
            values["due"] = await self._day(_("When is the new action to be done?"), None)
        return FollowOn(values)


def _or_nothing() -> str:
    return _("Enter: go on, also with nothing written   Esc: cancel")
