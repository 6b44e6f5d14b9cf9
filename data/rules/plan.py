"""Is the action plan whole and open to all, and does it live? R16, R17, R21 to R24 and R27."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import long_date
from data.facts.plan import ActionDay, open_days
from data.i18n import _, ngettext
from data.model.base import label_of
from data.model.choices import ActionStatus, Source, choice_label
from data.model.plan import Action, Goal
from data.rules.deadlines import (
    HERE,
    effect_due,
    months_after,
    next_effects,
    next_reviews,
    reviewed,
)
from data.rules.finding import Finding, Severity
from data.rules.result import judged, rests
from data.rules.stalled import Sign, stall_reader
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.document import Document
    from data.rules.catalogue import Rule
    from data.rules.result import Result
    from data.rules.stalled import Stall

ROW: Final = ("problem", "measure", "owner", "due", "follow_up")
"""What a row of the plan says."""

_AGREED: Final = ("owner", "due", "follow_up")
"""What is agreed on about an action at a meeting."""


def rows_complete(document: Document, today: date, rule: Rule) -> Result:  # noqa: ARG001
    """R16: problem, measure, owner, deadline and follow-up; for what follows from the APV by law.

    A step belongs to its action's row; a permanent risk has no end to set a day for.
    """
    rows = [a for a in document.all(Action) if a.is_open and a.step_of is None and not a.permanent]
    if not rows:
        return _no_plan(rule)
    findings = []
    for action in rows:
        missing = lacking(action)
        if missing:
            names = ", ".join(label_of(Action, name).lower() for name in missing)
            text = _("{action} lacks: {fields}.").format(action=_name(action), fields=names)
            hint = _("Fill it in; a row says what, who, when, and when you look again.")
            severity = rule.severity if _by_law(action) else Severity.ADVICE
            where = action.reference
            findings.append(Finding(rule.code, severity, text, where, hint, field=missing[0]))
    return judged(rule, findings, _("The actions are fully described."), seen=_open(len(rows)))


_MENDS: Final = {Sign.SAID: "status", Sign.NO_OWNER: "owner", Sign.MOVED: "due"}
"""The fields that mend what has stalled."""


def plan_accessible(document: Document, today: date, rule: Rule) -> Result:  # noqa: ARG001
    """R17: it is written where everybody can read the plan."""
    rows = [action for action in document.all(Action) if action.is_open]
    if not rows:
        return _no_plan(rule)
    workplace = document.workplace
    place = clean_line(workplace.plan_place) if workplace is not None else ""
    findings = []
    if not place:
        text = _("There is no record of where everybody can read the action plan.")
        hint = _("Hang it up or put it where all can open it, and write where.")
        severity = rule.severity if any(map(_by_law, rows)) else Severity.ADVICE
        findings.append(Finding(rule.code, severity, text, HERE, hint, field="plan_place"))
    fine = _("The plan can be read here: {place}.").format(place=place.rstrip("."))
    return judged(rule, findings, fine)


def actions_alive(document: Document, today: date, rule: Rule) -> Result:
    """R21: not overdue, and not stalled, both as every other part has it."""
    actions = [action for action in document.all(Action) if action.is_open]
    if not actions:
        return _no_plan(rule)
    stalls = stall_reader(document, today)
    findings = []
    hint = _("Take it up: a new deadline, somebody new, or close it.")
    for action in actions:
        stall, where = stalls.of(action), action.reference
        signs = [*_signs(action, stall, today)]
        if signs:
            text = f"{_name(action)}: {', '.join(signs)}."
            field = _to_mend(action, stall, today)
            findings.append(Finding(rule.code, rule.severity, text, where, hint, field=field))
    return judged(
        rule, findings, _("All open actions are being followed up."), seen=_open(len(actions))
    )


def effects_judged(document: Document, today: date, rule: Rule) -> Result:
    """R22: what is done has an answer about its effect, or a day to give it on."""
    done = [action for action in document.all(Action) if action.status is ActionStatus.DONE]
    if not done:
        return rests(rule, _("No action has been finished yet."))
    findings = []
    for action in done:
        due = effect_due(action)
        if action.effect is not None or (due is not None and due >= today):
            continue
        text = _("{action} is done, and nobody has evaluated its effect.")
        hint = _("Ask those it is about whether the problem is solved.")
        sentence = text.format(action=_name(action))
        where = action.reference
        findings.append(Finding(rule.code, rule.severity, sentence, where, hint, field="effect"))
    deadlines = sorted(next_effects(document, today, rule), key=lambda each: each.due)
    seen = (
        ngettext("{n} finished action was looked at.", "{n} finished actions were looked at.",
                 len(done)).format(n=len(done)),
    )  # fmt: skip
    fine = _("The effect of what is done has been evaluated, or has a date.")
    return judged(rule, findings, fine, seen=seen, deadlines=deadlines)


def same_method(document: Document, today: date, rule: Rule) -> Result:  # noqa: ARG001
    """R23: the effect judged by the method the problem was mapped with."""
    known = [a for a in document.all(Action) if a.mapping_method and a.evaluation_method]
    if not known:
        return rests(rule, _("No action says both how it was mapped and how it was evaluated."))
    findings = []
    for action in known:
        if action.mapping_method is action.evaluation_method or action.mapping_method is None:
            continue
        if action.evaluation_method is None:
            continue
        text = _("{action} was mapped by {one} and evaluated by {other}.").format(
            action=_name(action),
            one=choice_label(action.mapping_method),
            other=choice_label(action.evaluation_method),
        )
        hint = _("Use the same method, so that before and after can be compared.")
        where, field = action.reference, "evaluation_method"
        findings.append(Finding(rule.code, rule.severity, text, where, hint, field=field))
    seen = (
        ngettext("{n} action was looked at.", "{n} actions were looked at.", len(known)).format(
            n=len(known)
        ),
    )
    return judged(
        rule,
        findings,
        _("Effects are evaluated by the method the problems were mapped with."),
        seen=seen,
    )


def goals_and_actions(document: Document, today: date, rule: Rule) -> Result:  # noqa: ARG001
    """R24: no goal without an action; no open action without a goal or a condition."""
    goals = [goal for goal in document.all(Goal) if goal.outcome is None]
    actions = [a for a in document.all(Action) if a.is_open and a.step_of is None]
    if not goals and not actions:
        return rests(rule, _("There are neither goals nor actions yet."))
    served = {action.goal for action in document.all(Action)}
    findings = []
    for goal in goals:
        if goal.id not in served:
            text = _("{goal} has no action.").format(goal=_name(goal))
            hint = _("Write down what you do to reach it.")
            findings.append(Finding(rule.code, rule.severity, text, goal.reference, hint))
    for action in actions:
        if action.goal is None and action.condition is None and not action.permanent:
            text = _("{action} serves no goal and no APV condition.").format(action=_name(action))
            hint = _("Tie it to what it is for.")
            where = action.reference
            findings.append(Finding(rule.code, rule.severity, text, where, hint, field="goal"))
    seen = (
        _("{goals} goals and {actions} open actions were looked at.").format(
            goals=len(goals), actions=len(actions)
        ),
    )
    return judged(rule, findings, _("Goals and actions belong together."), seen=seen)


def risks_reviewed(document: Document, today: date, rule: Rule) -> Result:
    """R27: every permanent risk talked about within twelve months."""
    risks = tuple(action for action in document.all(Action) if action.permanent)
    if not risks:
        return rests(rule, _("No permanent risk is written down."))
    spoken = reviewed(document, risks, today)
    hint = _("Talk about it, and write a note on it.")
    findings = []
    for action in risks:
        due = months_after(spoken[action.id], rule.numbers["months"])
        if due < today:
            text = _("{action} has not been talked about since {day}.")
            sentence = text.format(action=_name(action), day=long_date(spoken[action.id]))
            findings.append(Finding(rule.code, rule.severity, sentence, action.reference, hint))
    seen = tuple(
        _("{action}: talked about or written down on {day}.").format(
            action=_name(action), day=long_date(spoken[action.id])
        )
        for action in risks
    )
    deadlines = sorted(next_reviews(document, today, rule), key=lambda each: each.due)
    fine = _("Every permanent risk has been talked about within a year.")
    return judged(rule, findings, fine, seen=seen, deadlines=deadlines)


def accidents_followed(document: Document, today: date, rule: Rule) -> Result:  # noqa: ARG001
    """R31: every action after an accident has a day for follow-up, or its effect is judged."""
    rows = [a for a in document.all(Action) if a.source == Source.ACCIDENT]
    if not rows:
        return rests(rule, _("No action comes from an accident."))
    findings = []
    for action in rows:
        if _has(action, "follow_up") or action.effect is not None:
            continue
        text = _("{action} comes from an accident, and has no day for follow-up.")
        hint = _("Set a day on which you see whether it can happen again.")
        sentence = text.format(action=_name(action))
        where = action.reference
        findings.append(Finding(rule.code, rule.severity, sentence, where, hint, field="follow_up"))
    return judged(rule, findings, _("What came of accidents is followed up."))


def _no_plan(rule: Rule) -> Result:
    return rests(rule, _("There are no open actions."))


def _name(record: Action | Goal) -> str:
    return f"{record.code} {clean_line(record.heading)}"


def _open(number: int) -> tuple[str, ...]:
    sentence = ngettext(
        "{n} open action was looked at.", "{n} open actions were looked at.", number
    )
    return (sentence.format(n=number),)


def lacking(action: Action, names: tuple[str, ...] = ROW) -> tuple[str, ...]:
    """The fields of a row of the plan that say nothing yet, in their order."""
    return tuple(name for name in names if not _has(action, name))


def not_agreed(action: Action) -> tuple[str, ...]:
    """The fields that a meeting left open and that a row of the plan must say, in their order.

    A step belongs to its action's row; a permanent risk has no end to set a day for.
    """
    if not action.is_open or action.permanent or action.step_of is not None:
        return ()
    return lacking(action, _AGREED)


def _has(action: Action, name: str) -> bool:
    value = getattr(action, name)
    # A day set for judging the effect is a follow-up too.
    if name == "follow_up":
        return value is not None or action.effect_due is not None
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _by_law(action: Action) -> bool:
    """Whether it is about a problem of the APV; for the rest of the plan the same is advice."""
    return action.condition is not None or action.source == Source.APV


def _to_mend(action: Action, stall: Stall | None, today: date) -> str:
    """The field that mends the first of the signs; empty where a note or a word does."""
    passed = next((field for field, day in open_days(action) if day < today), None)
    if passed is not None:
        return str(passed)
    return _MENDS.get(stall.found[0].sign, "") if stall is not None else ""


def _signs(action: Action, stall: Stall | None, today: date) -> Iterator[str]:
    words = {
        ActionDay.DUE: _("the deadline was {day}"),
        ActionDay.FOLLOW_UP: _("the follow-up was {day}"),
        ActionDay.EFFECT: _("the effect was to be evaluated {day}"),
    }
    for field, day in open_days(action):
        if day < today:
            yield words[field].format(day=long_date(day))
    if stall is not None:
        yield from (reason.brief for reason in stall.found)
