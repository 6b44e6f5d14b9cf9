"""One action at a status meeting: four keys for how it stands, a note, a new deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.capture import echo_line, read_line
from data.commands.edits import UNSEEN
from data.commands.status import RecordOutcome
from data.dates import add_months
from data.i18n import _, language
from data.model.choices import Effect, Source, StatusOutcome, choice_label
from data.views.vocabulary import vocabulary
from screens.status_base import StatusBase

if TYPE_CHECKING:
    from datetime import date

    from data.commands.plan import CloseAction, FollowOn
    from data.model.plan import Action
    from data.model.status import StatusMeeting
    from data.views.status import ActionView

_LATER: Final = "later"
_EFFECT_MONTHS: Final = 3
"""Months after which an effect is usually judged."""


class OutcomeActions(StatusBase):
    """The keys of an action."""

    def action_outcome(self, name: str) -> None:
        """Say how the action stands."""
        each, meeting = self.each, self.meeting
        if each is not None and meeting is not None and not self.refuse("outcome"):
            self.start(self._say_outcome(each, meeting, StatusOutcome(name)))

    async def _say_outcome(
        self, each: ActionView, meeting: StatusMeeting, outcome: StatusOutcome
    ) -> None:
        started = await self.begin_meeting(meeting)
        if started is None:
            return
        due: Any = UNSEEN
        then = None
        if outcome is StatusOutcome.DONE:
            then = await self._effect(each.action)
            if then is None:
                self.say(_("Nothing was changed."))
                return
        elif outcome is StatusOutcome.BEHIND:
            due = await self._new_deadline(each.action, UNSEEN)
        command = RecordOutcome(meeting.id, each.action.id, outcome, due=due, then=then)
        said = _("{code}: {outcome}. Enter: next").format(
            code=each.action.code, outcome=choice_label(outcome)
        )
        await self.run(command, f"{started} {said}".strip())

    async def _new_deadline(self, action: Action, left: Any) -> Any:
        """Ask for a deadline; `left` when the question was left or the old one stays."""
        from screens.dialogs.prompt import DatePrompt

        title = _("{code}  New deadline. Esc: it stays").format(code=action.code)
        given = await self.ask(DatePrompt(title, self.session.today(), action.due))
        return left if given is None or given.day == action.due else given.day

    async def _effect(self, action: Action) -> CloseAction | None:
        """Ask whether it worked; None when the question was left."""
        from data.commands.plan import CloseAction
        from screens.dialogs.prompt import ChoicePrompt, DatePrompt, Option

        options = [Option(str(effect), choice_label(effect)) for effect in Effect]
        options.append(Option(_LATER, _("too early to say: judge it later")))
        title = _("{code} is done. Did it solve the problem?").format(code=action.code)
        answer = await self.ask(ChoicePrompt(title, options))
        if answer is None:
            return None
        if answer == _LATER:
            today = self.session.today()
            day = action.effect_due or add_months(today, _EFFECT_MONTHS)
            given = await self.ask(DatePrompt(_("When is the effect to be judged?"), today, day))
            return CloseAction(action.id, effect_due=given.day if given is not None else day)
        effect = Effect(answer)
        follow_on = await self._follow_on(action) if effect is not Effect.YES else None
        return CloseAction(action.id, effect=effect, follow_on=follow_on)

    async def _follow_on(self, action: Action) -> FollowOn | None:
        """Ask what to try instead; None for nothing yet."""
        from data.commands.plan import FollowOn
        from screens.dialogs.prompt import TextPrompt

        known = vocabulary(self.document, self.session.today())
        today = self.session.today()

        def reading(text: str) -> str:
            read = read_line(text, known, today, language=language(), default_kind="action")
            return echo_line(read, known, today) if text.strip() else ""

        prompt = TextPrompt(
            _("What do you try instead? It becomes a new action."),
            hint=_("Enter: keep, also when empty   Esc: nothing yet"),
            reading=reading,
            drafts=self.desk.drafts,
            place=f"{action.reference}/instead",
        )
        text = await self.ask(prompt)
        if not text or not text.strip():
            return None
        read = read_line(text, known, today, language=language(), default_kind="action")
        if not read.text or read.kind != "action":
            return FollowOn({"measure": " ".join(text.split()), "source": Source.STATUS_MEETING})
        values = {"source": Source.STATUS_MEETING, **read.values}
        return FollowOn({**values, "measure": read.text})

    def action_deadline(self) -> None:
        """Give the action a new deadline."""
        each, meeting = self.each, self.meeting
        if each is not None and meeting is not None and not self.refuse("deadline"):
            self.start(self._move(each.action, meeting))

    async def _move(self, action: Action, meeting: StatusMeeting) -> None:
        nothing = object()
        day: date | Any | None = await self._new_deadline(action, nothing)
        if day is nothing or await self.begin_meeting(meeting) is None:
            return
        said = _("{code}: new deadline. Enter: next").format(code=action.code)
        await self.run(RecordOutcome(meeting.id, action.id, due=day), said)

    def action_remark(self) -> None:
        """Write what is said about the action."""
        each, meeting = self.each, self.meeting
        if each is not None and meeting is not None and not self.refuse("remark"):
            self.start(self._remark(each, meeting))

    async def _remark(self, each: ActionView, meeting: StatusMeeting) -> None:
        from screens.dialogs.prompt import TextPrompt

        action = each.action
        now = each.entry.remark if each.entry is not None else ""
        prompt = TextPrompt(
            _("{code}  Note for the minutes").format(code=action.code),
            now,
            hint=_("Enter: keep   Ctrl+J: new line   Esc: leave"),
            drafts=self.desk.drafts,
            place=self.remark_place(each, meeting),
        )
        text = await self.ask(prompt)
        if text is None or text == now or await self.begin_meeting(meeting) is None:
            return
        said = _("Noted. Enter: next")
        await self.run(RecordOutcome(meeting.id, action.id, remark=text.strip()), said)

    def remark_place(self, each: ActionView, meeting: StatusMeeting) -> str:
        """What the draft of a note belongs to."""
        return f"{meeting.reference}/{each.action.id}"

    def action_card(self) -> None:
        """Open the action's card, without what is confidential."""
        from screens.dialogs.card import open_card

        each = self.each
        if each is not None:
            open_card(self, each.action, confidential=False)
