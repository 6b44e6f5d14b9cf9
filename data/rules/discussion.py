"""Is the annual discussion held, whole, written down and with the right people? R01–R04, R18, R28.

What the latest discussion lacks is found by `data.rules.readiness`; here it is told rule by rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import replace
from data.dates.arithmetic import local_day
from data.dates.labels import long_date
from data.facts.organised import begins_by, discussion_months
from data.i18n import _
from data.model.choices import MeetingState
from data.model.competence import Development, FocusArea
from data.model.discussion import Discussion
from data.model.profile import Profile
from data.rules.deadlines import (
    HERE,
    after_remark,
    big_enough,
    competence_begins_by,
    latest_competence,
    latest_status,
    months_after,
    next_competence,
    next_discussion,
    next_status,
    year_missed,
)
from data.rules.finding import WEIGHTS, Finding, Severity
from data.rules.readiness import readiness
from data.rules.result import judged, rests

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.document import Document
    from data.rules.catalogue import Rule
    from data.rules.result import Result


def discussion_held(document: Document, today: date, rule: Rule) -> Result:
    """R01: every year, with twelve months as the practice; or the months of the agreement."""
    latest = _latest(document, today)
    months = discussion_months(document, today)
    if latest is None:
        return judged(rule, [_none_held(document, today, rule)], "")
    if latest.held_on is None:
        return _undated(rule)
    (deadline,) = next_discussion(document, today, rule)
    held, due = _day(latest), long_date(deadline.due)
    seen = (
        _seen(latest),
        _("With {n} months between them the next is due on {day}.").format(n=months, day=due),
    )
    findings = [*_due(latest, latest.held_on, deadline.due, today, rule)]
    fine = _("The annual discussion was held on {day}; the next is due by {due}.")
    sentence = fine.format(day=held, due=due)
    return judged(rule, findings, sentence, seen=seen, deadlines=(deadline,))


def _none_held(document: Document, today: date, rule: Rule) -> Finding:
    """That none is written down: a breach when a whole year has gone by since AMIS was begun."""
    workplace = document.workplace
    since = local_day(workplace.created_at) if workplace is not None else today
    severity = rule.severity
    if severity is Severity.LAW and not year_missed(since, today):
        severity = Severity.READING
    text = _("No annual discussion is written down.")
    hint = _("The Act asks for one every year. Prepare it, or write down the one you have held.")
    return Finding(rule.code, severity, text, HERE, hint)


def _due(
    latest: Discussion, held_on: date, due: date, today: date, rule: Rule
) -> Iterator[Finding]:
    """That the next discussion is due soon, that a year is up, or that one went by without any."""
    here, left = latest.reference, (due - today).days
    if left >= 0:
        if left <= rule.numbers["warn"]:
            hint = _("Agree on a day, and send out the agenda.")
            text = _warning(left, rule).format(day=long_date(due))
            yield Finding(rule.code, Severity.ADVICE, text, here, hint, soon=True)
        return
    hint = _("Hold it soon, and write down the day.")
    if rule.severity is not Severity.LAW:
        text = _("The annual discussion should have been held by {day}.")
        yield Finding(rule.code, rule.severity, text.format(day=long_date(due)), here, hint)
    elif year_missed(held_on, today):
        text = _("A calendar year has gone by without an annual discussion: {year}.")
        yield Finding(rule.code, rule.severity, text.format(year=held_on.year + 1), here, hint)
    else:
        text = _("More than a year has passed since the annual discussion on {day}.")
        practice = _(
            "The Act says every year. The authority has asked for one within the past year (2011)."
        )
        sentence = text.format(day=long_date(held_on))
        yield Finding(rule.code, Severity.READING, sentence, here, f"{practice} {hint}")


def _warning(left: int, rule: Rule) -> str:
    """The nearer the day, the stronger the words."""
    if left <= rule.numbers["warn_last"]:
        return _("The next annual discussion is due within a week, by {day}.")
    if left <= rule.numbers["warn_again"]:
        return _("The next annual discussion is due within a month, by {day}.")
    return _("The next annual discussion is due by {day}: agree on a day.")


def items_filled(document: Document, today: date, rule: Rule) -> Result:
    """R02: every item the law or the agreement asks for, last year's goals and new ones."""
    fine = _("All items have been discussed.")
    latest = _latest(document, today)
    if latest is not None and any(f.code == "R18" for f in readiness(document, latest, today)):
        fine = _("All items but training and expertise have been discussed; see R18.")
    return _of_the_latest(document, today, rule, fine)


def written_down(document: Document, today: date, rule: Rule) -> Result:
    """R03: minutes with date and participants."""
    return _of_the_latest(document, today, rule, _("It is written down with date and people."))


def right_people(document: Document, today: date, rule: Rule) -> Result:
    """R04: somebody who can decide, and those the employees have elected."""
    return _of_the_latest(document, today, rule, _("The right people took part."))


def competence_discussion(document: Document, today: date, rule: Rule) -> Result:
    """R18: training and expertise discussed within twelve months, from ten employees."""
    if not big_enough(document, rule):
        return rests(rule, _("It is asked for from {n} employees.").format(n=_least(rule)))
    latest = _latest(document, today)
    if latest is None:
        return _never_discussed(document, today, rule)
    taken_up = latest_competence(document, today)
    seen = [_seen(latest)]
    if taken_up is not None:
        sentence = _("Training and expertise were taken up on {day}.")
        seen.append(sentence.format(day=_day(taken_up)))
    findings = [
        replace(f, severity=rule.severity)
        for f in readiness(document, latest, today)
        if f.code == rule.code
    ]
    deadlines = tuple(next_competence(document, today, rule))
    begins = competence_begins_by(document, today, rule)
    if begins is not None:
        text = _("Training and expertise are to be discussed at the next discussion, by {day}.")
        hint = _("With ten employees or more you discuss them every year.")
        sentence = text.format(day=long_date(begins))
        soon = Finding(rule.code, Severity.ADVICE, sentence, latest.reference, hint, soon=True)
        findings = [soon]
    elif (
        not findings
        and latest.held_on is not None
        and _too_old(taken_up, today, rule)
        and not _covered(document, today)
    ):
        text = _("Training and expertise have not been discussed for a year.")
        hint = _("Take the item up at a meeting, and write a line about it.")
        severity = rule.severity
        since = taken_up or latest
        if since.held_on is not None and not year_missed(since.held_on, today):
            severity = max(severity, Severity.READING, key=WEIGHTS.__getitem__)
        findings.append(Finding(rule.code, severity, text, latest.reference, hint))
    fine = _("Training and expertise were discussed on {day}.")
    verdict = fine.format(day=_day(taken_up or latest) or "–")
    return judged(rule, findings, verdict, seen=seen, deadlines=deadlines)


def competence_plan(document: Document, today: date, rule: Rule) -> Result:
    """R18 before 2024: a plan, or what was taken up about one at the discussion."""
    if not big_enough(document, rule):
        return rests(rule, _("It is asked for from {n} employees.").format(n=_least(rule)))
    latest = _latest(document, today)
    if latest is None:
        return _nothing_yet(rule)
    plans = [*document.all(FocusArea), *document.all(Development)]
    findings = [f for f in readiness(document, latest, today) if f.code == rule.code]
    seen = (
        _("The discussion of {day} is assessed by the rule that held then.").format(
            day=_day(latest)
        ),
        _("Focus areas and development written down: {n}.").format(n=len(plans)),
    )
    missing = findings if not plans else []
    return judged(rule, missing, _("There is a plan, or it was discussed."), seen=seen)


def status_held(document: Document, today: date, rule: Rule) -> Result:
    """R26: at least one status meeting between two annual discussions."""
    latest = _latest(document, today)
    if latest is None or latest.held_on is None:
        return _nothing_yet(rule) if latest is None else _undated(rule)
    meeting = latest_status(document, today)
    seen = [_seen(latest)]
    if meeting is not None and meeting.held_on is not None:
        sentence = _("The latest status meeting was held on {day}.")
        seen.append(sentence.format(day=long_date(meeting.held_on)))
    deadlines = tuple(next_status(document, today, rule))
    hint = _("Agree on a short status meeting.")
    findings = []
    for deadline in deadlines:
        left = (deadline.due - today).days
        if left <= deadline.warn:
            text = _("No status meeting has been held since the annual discussion on {day}.")
            verdict = text.format(day=_day(latest))
            findings.append(Finding(rule.code, rule.severity, verdict, latest.reference, hint))
        elif _skipped_last_time(document, latest, today):
            text = _("No status meeting was held between the two latest annual discussions.")
            findings.append(Finding(rule.code, rule.severity, text, latest.reference, hint))
    fine = _("A status meeting has been held since the annual discussion.")
    if deadlines:
        fine = _("There is time for a status meeting until {day}.").format(
            day=long_date(deadlines[0].due)
        )
    return judged(rule, findings, fine, seen=seen, deadlines=deadlines)


def after_inspection(document: Document, today: date, rule: Rule) -> Result:
    """R28: three months from a remark on a missing discussion."""
    workplace = document.workplace
    remark = workplace.remark_on if workplace is not None else None
    if remark is None or remark > today:
        return rests(rule, _("No remark from an inspector is written down."))
    seen = (_("An inspector remarked on {day} that it was missing.").format(day=long_date(remark)),)
    findings = []
    deadlines = tuple(after_remark(document, today, rule))
    for deadline in deadlines:
        over = deadline.due < today
        sentence = _("The overdue discussion the inspector asked for must be held by {day}.")
        if over:
            sentence = _("The overdue discussion the inspector asked for was not held by {day}.")
        hint = _("Hold the discussion, and keep the minutes.")
        text = sentence.format(day=long_date(deadline.due))
        findings.append(Finding(rule.code, rule.severity, text, HERE, hint, soon=not over))
    fine = _("The discussion has been held since the remark.")
    if deadlines:
        fine = findings[0].text
    return judged(rule, findings, fine, seen=seen, deadlines=deadlines)


def latest_day(document: Document, today: date) -> date:
    """The day whose rules the latest discussion is judged by; today when there is none."""
    latest = _latest(document, today)
    return today if latest is None or latest.held_on is None else latest.held_on


def latest_profile(document: Document, today: date) -> Profile:
    """What the latest discussion was held under; the workplace's own when there is none."""
    latest = _latest(document, today)
    if latest is not None:
        return latest.profile
    workplace = document.workplace
    return workplace.profile if workplace is not None else Profile.DIRECT


def _latest(document: Document, today: date) -> Discussion | None:
    """The latest discussion that is under way or over by today; one without a date counts too."""
    begun = [d for d in document.all(Discussion) if d.state is not MeetingState.PLANNED]
    held = [(d.held_on, d.number, d) for d in begun if d.held_on and d.held_on <= today]
    latest = max(held, key=lambda each: each[:2])[2] if held else None
    undated = [(d.year, d.number, d) for d in begun if d.held_on is None and d.year <= today.year]
    newest = max(undated, key=lambda each: each[:2])[2] if undated else None
    if newest is not None and (latest is None or newest.year > latest.year):
        return newest
    return latest


def _nothing_yet(rule: Rule) -> Result:
    return rests(rule, _("No annual discussion has been held yet."))


def _never_discussed(document: Document, today: date, rule: Rule) -> Result:
    """Under the law R01 says it; an agreement takes R01's place, and leaves this duty standing."""
    workplace = document.workplace
    if workplace is None or workplace.profile is not Profile.MED:
        return _nothing_yet(rule)
    if begins_by(document, today, rule.code) is not None:
        return _nothing_yet(rule)
    text = _("Training and expertise have never been discussed.")
    hint = _("Take the item up at a meeting, and write a line about it.")
    return judged(rule, [Finding(rule.code, rule.severity, text, HERE, hint)], "")


def _undated(rule: Rule) -> Result:
    return rests(rule, _("The latest discussion has no date; see R03."))


def _least(rule: Rule) -> int:
    return rule.numbers["employees"]


def _seen(latest: Discussion) -> str:
    if latest.held_on is None:
        return _("The latest annual discussion, for {year}, has no date.").format(year=latest.year)
    return _("The latest annual discussion was held on {day}.").format(day=_day(latest))


def _day(discussion: Discussion) -> str:
    return long_date(discussion.held_on) if discussion.held_on is not None else ""


def _of_the_latest(document: Document, today: date, rule: Rule, fine: str) -> Result:
    latest = _latest(document, today)
    if latest is None:
        return _nothing_yet(rule)
    findings = [f for f in readiness(document, latest, today) if f.code == rule.code]
    seen = (_seen(latest),)
    return judged(rule, findings, fine, seen=seen)


def _too_old(taken_up: Discussion | None, today: date, rule: Rule) -> bool:
    if taken_up is None or taken_up.held_on is None:
        return True
    return months_after(taken_up.held_on, rule.numbers["months"]) < today


def _covered(document: Document, today: date) -> bool:
    """Whether the whole discussion is overdue by law: then R01 says it, and saying it once will do.

    Under an agreement the two have clocks of their own.
    """
    workplace = document.workplace
    if workplace is None or workplace.profile is Profile.MED:
        return False
    latest = _latest(document, today)
    return (
        latest is not None
        and latest.held_on is not None
        and months_after(latest.held_on, 12) < today
    )


def _skipped_last_time(document: Document, latest: Discussion, today: date) -> bool:
    """Whether there was an earlier discussion, and no status meeting since."""
    earlier = [
        d.held_on
        for d in document.all(Discussion)
        if d.id != latest.id
        and d.held_on is not None
        and latest.held_on is not None
        and d.held_on < latest.held_on
        and d.state is not MeetingState.PLANNED
    ]
    meeting = latest_status(document, today)
    if not earlier:
        return False
    return meeting is None or meeting.held_on is None or meeting.held_on < max(earlier)
