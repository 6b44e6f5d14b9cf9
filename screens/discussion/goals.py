"""Last year's goals judged, and waiting ideas taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.commands.discussion import EvaluateGoal
from data.edits.edits import Add, Set
from data.edits.records import AddRecord, Edits
from data.i18n import N_, _
from data.model.choices import IdeaState, Outcome, choice_label
from data.model.document import KINDS
from data.model.plan import Action, Goal, Idea
from data.views.show import show_field
from screens.meeting.step import Go
from screens.shared.note import open_to_all

if TYPE_CHECKING:
    from data.capture import Captured
    from data.edits.records import Command
    from data.model.base import Record
    from data.model.discussion import Discussion
    from data.model.document import Document
    from screens.discussion.held import HeldDiscussion

_HERE, _DROP, _LATER = "here", "drop", "later"
_STATES: Final = {
    _HERE: IdeaState.TAKEN_UP, _DROP: IdeaState.DROPPED, _LATER: IdeaState.OPEN
}  # fmt: skip
"""What becomes of an idea of which nothing is made, by the answer."""


_KEPT: Final = {
    "measure": N_("reached when {value}"),
    "owner": N_("responsible {value}"),
    "topic": N_("topic {value}"),
}
"""What was said of an earlier goal and holds for the one that carries it on, as it is read out."""


async def judge(held: HeldDiscussion, goal: Goal) -> Go | None:
    """Ask whether the goal was reached, and why; then about the next one without an answer.

    That is asked at once: on a goal where nothing was asked, the same digit would lead to a part.
    """
    from screens.dialogs.prompt import ChoicePrompt, Option, TextPrompt

    desk, discussion = held.desk, held.meeting
    if discussion is None:
        return None
    options = [Option(str(outcome), choice_label(outcome)) for outcome in Outcome]
    if goal.outcome is not None:
        options.append(Option("", _("no answer yet")))
    title = f"{goal.code}  {goal.title}"
    if goal.measure:
        title = f"{title}   {_('Reached when: {measure}').format(measure=goal.measure)}"
    answer = await desk.ask(ChoicePrompt(title, options, value=str(goal.outcome or "")))
    if answer is None:
        return None
    outcome = Outcome(answer) if answer else None
    shown = choice_label(outcome) if outcome is not None else _("no answer yet")
    reason: str | None = ""
    if outcome is not None:
        prompt = TextPrompt(
            _("{goal}: {outcome}. Why? How can you tell?").format(goal=goal.code, outcome=shown),
            goal.outcome_reason,
            hint=_("Enter: keep, also when empty   Esc: leave without a reason"),
            accept=open_to_all,
            drafts=desk.drafts,
            place=f"{goal.reference}.outcome_reason",
        )
        reason = await desk.ask(prompt)
    news = _("{goal}: {outcome}").format(goal=goal.code, outcome=shown)
    if outcome in {Outcome.PARTIAL, Outcome.MISSED}:
        news = _("{said}   r on the goal: carry it on as a new one").format(said=news)
    command = EvaluateGoal(goal.id, discussion.id, outcome, reason)
    if await desk.run(command, news) is None or outcome is None:
        return None
    return _to_next_goal(held, goal)


def _to_next_goal(held: HeldDiscussion, goal: Goal) -> Go | None:
    """To the next goal without an answer, if there is one further down."""
    goals = [each.goal for each in held.view.previous_goals] if held.view is not None else []
    at = next((n for n, each in enumerate(goals) if each.id == goal.id), len(goals))
    waiting = next((each for each in goals[at + 1 :] if each.outcome is None), None)
    return Go(row=waiting.reference, do="judge") if waiting is not None else None


async def take_up(held: HeldDiscussion, idea: Idea) -> str:
    """Ask what becomes of an idea; the kind of record to write of it, empty for none."""
    from screens.dialogs.prompt import ChoicePrompt, Option

    discussion = held.meeting
    options = [
        Option(_HERE, _("Take it up: it has been talked about here")),
        Option(Action.kind, _("Make an action of it")),
        Option(Goal.kind, _("Make a goal of it")),
        Option(_DROP, _("Not pursued")),
        Option(_LATER, _("Let it wait for next time")),
    ]
    answer = await held.desk.ask(ChoicePrompt(f"{idea.code}  {idea.text}", options))
    if answer is None or discussion is None:
        return ""
    if answer not in _STATES:
        return answer
    state = _STATES[answer]
    meeting = None if state is IdeaState.OPEN else discussion.id
    edits = (
        Set(Idea.kind, idea.id, "state", state, idea.state),
        Set(Idea.kind, idea.id, "discussion", meeting),
    )
    await held.desk.run(Edits("take_up_idea", edits), f"{idea.code}: {choice_label(state)}")
    return ""


def kept_words(document: Document, origin: Record | None, line: Captured) -> list[str]:
    """What a goal that carries another one on keeps of it, where the line says nothing else."""
    if not isinstance(origin, Goal) or line.kind != Goal.kind:
        return []
    kept = {name: show_field(document, origin, name) for name in _KEPT if not line.values.get(name)}
    told = [_(_KEPT[name]).format(value=value) for name, value in kept.items() if value]
    return [_("continues {goal}").format(goal=origin.code), *told]


def taking_up(added: AddRecord, origin: Record | None, discussion: Discussion) -> Command:
    """The addition, tied to the idea or the earlier goal that it takes up."""
    reference = f"{added.kind}:{added.id}"
    if isinstance(origin, Goal) and added.kind == Goal.kind:
        # What was said of the earlier one holds until something else is said.
        kept = {name: getattr(origin, name) for name in _KEPT}
        values = {**kept, **{n: v for n, v in added.values.items() if v not in (None, "")}}
        return AddRecord(added.kind, {**values, "continues": origin.id}, added.id)
    if isinstance(origin, Idea) and KINDS[added.kind].prefix and added.kind != Idea.kind:
        values = {**added.values, **({"idea": origin.id} if added.kind == "action" else {})}
        batch = (
            Add(added.kind, added.id, values),
            Set(Idea.kind, origin.id, "state", IdeaState.TAKEN_UP),
            Set(Idea.kind, origin.id, "discussion", discussion.id),
            Set(Idea.kind, origin.id, "became", reference),
        )
        return Edits("take_up_idea", batch)
    return added
