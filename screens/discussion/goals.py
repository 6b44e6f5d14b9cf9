"""Last year's goals judged, and waiting ideas taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.commands.discussion import EvaluateGoal
from data.edits.edits import Set
from data.edits.records import Edits
from data.i18n import _
from data.model.choices import IdeaState, Outcome, choice_label
from data.model.plan import Goal, Idea
from screens.discussion.talk import TalkActions

if TYPE_CHECKING:
    from data.model.discussion import Discussion

_HERE, _ACTION, _GOAL, _DROP, _LATER = "here", "action", "goal", "drop", "later"


class GoalActions(TalkActions):
    """What Enter does on an earlier goal or a waiting idea."""

    def judge(self, goal: Goal) -> None:
        """Ask whether the goal was reached, and why."""
        discussion = self.discussion
        if discussion is not None and not self.refuse("note"):
            self.start(self._judge(goal, discussion))

    async def _judge(self, goal: Goal, discussion: Discussion) -> None:
        from screens.dialogs.prompt import ChoicePrompt, Option, TextPrompt

        title = f"{goal.code}  {goal.title}"
        options = [Option(str(outcome), choice_label(outcome)) for outcome in Outcome]
        if goal.outcome is not None:
            options.append(Option("", _("no answer yet")))
        answer = await self.ask(ChoicePrompt(title, options, value=str(goal.outcome or "")))
        if answer is None:
            return
        outcome = Outcome(answer) if answer else None
        reason: str | None = ""
        if outcome is not None:
            reason = await self.ask(
                TextPrompt(
                    _("{goal}: {outcome}. Why? How can you tell?").format(
                        goal=goal.code, outcome=choice_label(outcome)
                    ),
                    goal.outcome_reason,
                    hint=_("Enter: keep, also when empty   Esc: leave without a reason"),
                    drafts=self.desk.drafts,
                    place=f"{goal.reference}.outcome_reason",
                )
            )
        shown = choice_label(outcome) if outcome is not None else _("no answer yet")
        said = _("{goal}: {outcome}").format(goal=goal.code, outcome=shown)
        if outcome in {Outcome.PARTIAL, Outcome.MISSED}:
            said = _("{said}   v: carry it on as a new goal").format(said=said)
        command = EvaluateGoal(goal.id, discussion.id, outcome, reason)
        if await self.run(command, said) is not None and outcome is not None:
            self._to_next_goal(goal)

    def _to_next_goal(self, goal: Goal) -> None:
        """On to the next goal without an answer, if there is one further down."""
        goals = [each.goal for each in self.view.previous_goals] if self.view is not None else []
        at = next((n for n, each in enumerate(goals) if each.id == goal.id), len(goals))
        waiting = next((each for each in goals[at + 1 :] if each.outcome is None), None)
        if waiting is not None:
            self.content.select(waiting.reference)

    def action_continue_goal(self) -> None:
        """Write a new goal that carries the one under the cursor on."""
        goal = self.selected
        if not isinstance(goal, Goal) or not self.goal_waits(goal):
            self.say(_("Put the cursor on one of last year's goals first."), alert=True)
            return
        self.open_line("goal", goal.title, origin=goal.reference)

    def take_up(self, idea: Idea) -> None:
        """Ask what becomes of an idea."""
        discussion = self.discussion
        if discussion is not None and not self.refuse("note"):
            self.start(self._take_up(idea, discussion))

    async def _take_up(self, idea: Idea, discussion: Discussion) -> None:
        from screens.dialogs.prompt import ChoicePrompt, Option

        options = [
            Option(_HERE, _("Take it up: it has been talked about here")),
            Option(_ACTION, _("Make an action of it")),
            Option(_GOAL, _("Make a goal of it")),
            Option(_DROP, _("Not pursued")),
            Option(_LATER, _("Let it wait for next time")),
        ]
        answer = await self.ask(ChoicePrompt(f"{idea.code}  {idea.text}", options))
        if answer in {_ACTION, _GOAL}:
            self.open_line(answer, idea.text, origin=idea.reference)
            return
        states = {
            _HERE: IdeaState.TAKEN_UP, _DROP: IdeaState.DROPPED, _LATER: IdeaState.OPEN
        }  # fmt: skip
        if answer not in states:
            return
        state = states[answer]
        meeting = None if state is IdeaState.OPEN else discussion.id
        batch = (
            Set(Idea.kind, idea.id, "state", state, idea.state),
            Set(Idea.kind, idea.id, "discussion", meeting),
        )
        said = f"{idea.code}: {choice_label(state)}"
        await self.run(Edits("take_up_idea", batch), said)
